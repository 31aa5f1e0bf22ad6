#include "small_survey.hpp"

#include "figures/number_words.hpp"
#include "figures/problem_words.hpp"
#include "figures/survey_out.hpp"
#include "figures/survey_words.hpp"

#include <limits>
#include <set>

namespace {

using base::language;
using figures::standing;
using figures::turn;

// In the Swedish sentences here the space before %, procentenheter and steg is U+00A0: it must not break.
const base::translator& in(language l) {
    static const base::translator sv{language::sv}, en{language::en};
    return l == language::sv ? sv : en;
}

// One figure, 38 % (34–42), and what it is asked to tell of its change since 2021.
struct said {
    figures::survey_report all;

    explicit said(figures::survey_figure f, bool is_scale = false) {
        all.round = "2023";
        all.since = f.change.way == turn::unasked ? "" : "2021";
        all.comparisons = 12;
        all.questions.push_back({.id = "q", .text = "Är du otrygg?", .says = {"känner sig otrygga", "feel unsafe"}});
        if (is_scale)
            all.questions[0].scale_to = 6;
        else
            all.questions[0].answers = all.questions[0].counted = {"ja", "kanske"};
        all.figures.push_back(std::move(f));
    }
    [[nodiscard]] std::string in_sv() const { return sentence(all, all.figures[0], in(language::sv)); }
    [[nodiscard]] std::string in_en() const { return sentence(all, all.figures[0], in(language::en)); }
};

figures::survey_figure share(turn way = turn::unasked, double by = 0.02) {
    figures::survey_figure f{.answers = 412, .value = 0.381, .limits = {0.339, 0.424}};
    f.change.way = way;
    if (way == turn::unasked || way >= turn::withheld) return f;
    f.change.difference = by;
    f.change.limits = {by - 0.05, by + 0.05};
    f.change.detectable = 0.069;
    return f;
}

TEST(survey_sentence, a_level) {
    EXPECT_EQ(said{share()}.in_sv(), "38 % (34–42) känner sig otrygga.");
    EXPECT_EQ(said{share()}.in_en(), "38% (34–42) feel unsafe.");
}

TEST(survey_sentence, a_change_that_is_not_certain) {
    EXPECT_EQ(
        said{share(turn::not_certain)}.in_sv(),
        "38 % (34–42) känner sig otrygga; ändringen sedan 2021 är inte säkerställd (+2 procentenheter, −3 till +7). "
        "En ändring som är mindre än ungefär 7 procentenheter kan ha skett utan att den syns med så här många svar.");
    EXPECT_EQ(
        said{share(turn::not_certain)}.in_en(),
        "38% (34–42) feel unsafe; the change since 2021 is not established (+2 percentage points, −3 to +7). A change "
        "smaller than about 7 percentage points may have happened without showing with this many answers.");
}

TEST(survey_sentence, a_change_that_is_certain) {
    EXPECT_EQ(said{share(turn::up, 0.08)}.in_sv(),
              "38 % (34–42) känner sig otrygga; andelen har ökat sedan 2021 (+8 procentenheter, +3 till +13).");
    EXPECT_EQ(said{share(turn::down, -0.06)}.in_en(),
              "38% (34–42) feel unsafe; the share has fallen since 2021 (−6 percentage points, −11 to −1).");
}

TEST(survey_sentence, a_change_that_is_certain_only_alone_says_of_how_many) {
    EXPECT_NE(said{share(turn::alone, 0.06)}.in_sv().find(
                  "är inte säkerställd när 12 jämförelser görs på en gång (+6 procentenheter, +1 till +11 för sig)"),
              std::string::npos);
}

TEST(survey_sentence, one_point_is_singular_and_none_has_no_sign) {
    const auto& sv = in(language::sv);
    EXPECT_EQ(figures::points(0.01, sv), "+1 procentenhet");
    EXPECT_EQ(figures::points(-0.012, sv), "−1 procentenhet");
    EXPECT_EQ(figures::points(0.004, sv), "0 procentenheter");
    EXPECT_EQ(figures::points(-0.004, in(language::en)), "0 percentage points");
}

// Whatever is said of a change has points, and not a single per cent.
TEST(survey_sentence, points_are_never_called_percent) {
    for (const auto way : {turn::up, turn::down, turn::alone, turn::not_certain})
        for (const auto& text : {said{share(way)}.in_sv(), said{share(way)}.in_en()}) {
            const auto change = text.substr(text.find(';'));
            EXPECT_EQ(change.find('%'), std::string::npos) << text;
            EXPECT_EQ(change.find("procent "), std::string::npos) << text;
            EXPECT_EQ(change.find("per cent"), std::string::npos) << text;
        }
}

TEST(survey_sentence, every_change_that_cannot_be_judged_says_why) {
    std::set<std::string> seen;
    for (const auto way : {turn::withheld, turn::few_one_way, turn::unchanging})
        for (const auto& text : {said{share(way)}.in_sv(), said{share(way)}.in_en()}) {
            EXPECT_NE(text.find("2021"), std::string::npos) << text;
            EXPECT_TRUE(seen.insert(text).second) << text;
        }
}

TEST(survey_sentence, what_is_withheld_has_no_figure_but_the_rule) {
    std::set<std::string> seen;
    for (const auto why : {standing::few, standing::no_answers, standing::tells_of_few, standing::protects}) {
        auto f = share();
        f.told = why;
        f.level = "Norr";
        for (const auto& text : {said{f}.in_sv(), said{f}.in_en()}) {
            EXPECT_TRUE(text.starts_with("Norr: ")) << text;
            EXPECT_EQ(text.find("38"), std::string::npos) << text;
            EXPECT_TRUE(seen.insert(text).second) << text;
        }
    }
}

TEST(survey_sentence, few_answers_are_said_to_be_few) {
    auto f = share();
    f.told = standing::weak;
    f.answers = 41;
    EXPECT_EQ(said{f}.in_sv(), "38 % (34–42) känner sig otrygga. Osäkert: bara 41 svar.");
}

TEST(survey_sentence, of_a_self_selected_survey_only_those_who_answered_are_told_of) {
    auto f = share();
    f.told = standing::self_told;
    f.limits = {};
    said s{f};
    s.all.self_selected = true;
    s.all.since = "2021";
    EXPECT_EQ(s.in_sv(),
              "Så svarade de 412 som svarade: 38 % känner sig otrygga. Vem som helst kunde svara, så det säger "
              "inget om alla invånare. Av samma skäl säger det inget om vad som har ändrats sedan 2021.");
    EXPECT_EQ(s.in_en(),
              "So answered the 412 who answered: 38% feel unsafe. Anybody could answer, so it says nothing of "
              "all residents. For the same reason it says nothing of what has changed since 2021.");
    const auto json = survey_json(s.all, in(language::en));
    EXPECT_NE(json.find("\"value\": null"), std::string::npos);
    EXPECT_NE(json.find("\"change\": null"), std::string::npos);
    EXPECT_NE(json.find("\"among_those_who_answered\": 0.381"), std::string::npos);
}

TEST(survey_sentence, a_mean_is_told_with_its_scale_and_its_steps) {
    figures::survey_figure f{.answers = 412, .value = 2.414, .limits = {2.31, 2.52}};
    f.change = {.way = turn::down, .difference = -0.25, .limits = {-0.39, -0.11}};
    said s{f, true};
    s.all.questions[0].says = {"skräp och klotter", ""};
    EXPECT_EQ(s.in_sv(),
              "Skräp och klotter: 2,41 (2,31–2,52) i medel på skalan 0–6; medelvärdet har minskat sedan 2021 "
              "(−0,25 steg, −0,39 till −0,11).");
    EXPECT_EQ(s.in_en(),
              "Skräp och klotter: 2.41 (2.31–2.52) on average on the scale 0–6; the average has fallen since "
              "2021 (−0.25 steps, −0.39 to −0.11).");
}

TEST(survey_sentence, without_words_of_its_own_it_quotes_the_question) {
    said s{share()};
    s.all.questions[0].says = {};
    EXPECT_EQ(s.in_sv(), "38 % (34–42) svarar ”ja” eller ”kanske” på frågan ”Är du otrygg?”.");
}

TEST(survey_out, csv_is_as_swedish_excel_writes_it) {
    said s{share(turn::not_certain)};
    const auto csv = survey_csv(s.all, in(language::sv));
    EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF"
                                "Fråga;Frågans ord;"));
    EXPECT_NE(csv.find(";412;procent;38,1;33,9;42,4;2021;procentenheter;2,0;-3,0;7,0;"), std::string::npos) << csv;
    EXPECT_TRUE(csv.ends_with("\r\n"));
    s.all.questions[0].text = "=1+1";
    EXPECT_NE(survey_csv(s.all, in(language::sv)).find(";'=1+1;"), std::string::npos);
}

TEST(number_words, small_shares_are_not_rounded_to_none) {
    const auto& sv = in(language::sv);
    EXPECT_EQ(figures::percent(0.004, sv), "mindre än 1 %");
    EXPECT_EQ(figures::percent(0.999, sv), "mer än 99 %");
    EXPECT_EQ(figures::percent(0, sv), "0 %");
    EXPECT_EQ(figures::percent(1, sv), "100 %");
    EXPECT_EQ(figures::with_sign(-0.004, 2, language::sv), "0");
    EXPECT_EQ(figures::decimal(-0.3, 1, language::sv), "−0,3");
}

TEST(problem_words, every_trouble_says_what_where_and_how_to_mend_it) {
    std::set<std::string> seen;
    for (int t = 0; t <= static_cast<int>(stats::trouble::given_away); ++t) {
        const auto p = figures::in_words({static_cast<stats::trouble>(t), 1, 2, 34},
                                         {.step = "figures.step_margins", .cell = "Norr", .part = "kön"});
        for (const auto l : {language::sv, language::en}) {
            const auto text = in(l)(p.text);
            EXPECT_TRUE(seen.insert(text).second) << text;
            EXPECT_TRUE(text.starts_with(l == language::sv ? "I vägningen: " : "In the weighting: ")) << text;
            EXPECT_GE(std::count(text.begin(), text.end(), '.') + std::count(text.begin(), text.end(), ';'), 1) << text;
        }
    }
    EXPECT_EQ(seen.size(), 38U);
}

} // namespace
