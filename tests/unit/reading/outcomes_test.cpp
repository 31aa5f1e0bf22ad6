#include "base/text.hpp"
#include "reading/outcomes.hpp"
#include "reading/summary.hpp"

#include <gtest/gtest.h>

namespace {

using namespace reading;

// A pledge as a municipality of nobody's might have it.
document fjallby() {
    document d;
    d.valid = {base::make_date(2024, 1, 1), base::make_date(2026, 12, 31)};
    d.focus_areas = {{.id = "f1",
                      .name = "Trafik",
                      .background = {},
                      .pledges = {{.id = "p1", .text = "Polisen ska genomföra trafikkontroller på utpekade vägar."},
                                  {.id = "p2", .text = "Kommunen ska byta trasig belysning inom fem dagar."}}}};
    const auto row = [](const char* id, const char* what) {
        plan_row r;
        r.id = id;
        r.what = what;
        return r;
    };
    d.plan = {row("m1", "Trafikkontroller på utpekade vägar"), row("m2", "Fotpatruller i centrum kvällstid"),
              row("m3", "Trygghetsvandringar i bostadsområdena"), row("m4", "Besök i årskurs 7 om droger"),
              row("m5", "Besök på fritidsgården")};
    return d;
}

std::vector<std::string> found(std::string_view text) {
    std::vector<std::string> all;
    for (const auto& f : find_outcomes(text, fjallby()).found)
        all.push_back(f.owner + " " + f.said + " " + summary(f.amount));
    return all;
}

std::vector<std::string> left(std::string_view text) {
    constexpr const char* why[] = {"no_owner", "several", "again", "share", "no_amount", "total_or_part"};
    std::vector<std::string> all;
    for (const auto& u : find_outcomes(text, fjallby()).unplaced) {
        all.push_back(std::string{why[static_cast<std::size_t>(u.why)]} + " " + u.said);
        for (const auto& o : u.owners)
            all.back() += " " + o;
    }
    return all;
}

using lines = std::vector<std::string>;

TEST(outcomes, of_a_table_are_placed_by_its_columns) {
    const auto* text = "Uppföljning 2024\n\n"
                       "Aktivitet\tNär\tUtfall\n"
                       "Trafikkontroll på utpekade vägar\t10 per månad\t112 st\n"
                       "Fotpatrull i centrum\t2 per vecka\tDrygt 20 patruller\n"
                       "Trygghetsvandring\t4 per år\t40+10\n";
    EXPECT_EQ(found(text), (lines{"m1 112 112", "m2 Drygt 20 ~20.. patruller", "m3 40+10 50 = 40 + 10"}));
    EXPECT_TRUE(left(text).empty());
}

TEST(outcomes, take_the_forms_in_which_people_report) {
    const auto of = [](std::string amount) {
        return found("Vad\tResultat\nTrygghetsvandringar i bostadsområdena\t" + std::move(amount) + "\n").at(0);
    };
    EXPECT_EQ(of("80-talet"), "m3 80-talet ~80..89");
    EXPECT_EQ(of("54 (32 + 22)"), "m3 54 (32 + 22) 54 = 32 + 22");
    EXPECT_EQ(of("knappt 30"), "m3 knappt 30 ~..30");
    EXPECT_EQ(of("Inga"), "m3 Inga 0");
}

TEST(outcomes, know_columns_in_any_order) {
    EXPECT_EQ(found("Utfall 2024\tAntal planerade\tInsats\n5\t12\tBesök på fritidsgården\n"), lines{"m5 5 5"});
    EXPECT_EQ(found("Utfall\tKommentar\tInsats\n5\tbra\tBesök på fritidsgården\n"), lines{"m5 5 5"});
    EXPECT_EQ(found("Antal\tOm vad\n5\tBesök på fritidsgården\n"), lines{"m5 5 5"});
}

TEST(outcomes, of_prose_are_placed_by_the_words_of_the_sentence) {
    const auto* text = "Under året genomfördes 303 trafikkontroller på utpekade vägar. Polisen gick ett 40-tal "
                       "fotpatruller i centrum. Nästa år ska minst 20 trygghetsvandringar genomföras.";
    EXPECT_EQ(found(text), (lines{"m1 303 303 trafikkontroller", "m2 40-tal ~40..49 fotpatruller"}));
}

TEST(outcomes, stand_where_the_report_says_them) {
    const std::string text = "Å\nAktivitet\tUtfall\nFotpatruller\tca 190\n";
    const auto report = find_outcomes(text, fjallby());
    ASSERT_EQ(report.found.size(), 1U);
    const auto wide = base::to_utf32(text);
    const auto words = [&](span s) { return base::to_utf8(wide.substr(s.begin, s.end - s.begin)); };
    EXPECT_EQ(words(report.found[0].said_at), "ca 190");
    EXPECT_EQ(words(report.found[0].label_at), "Fotpatruller");
}

TEST(outcomes, of_one_sentence_may_be_several) {
    EXPECT_EQ(found("Polisen gjorde 112 trafikkontroller (60 och 52), 24 fotpatruller och en trygghetsvandring."),
              (lines{"m1 112 112 trafikkontroller = 60 + 52", "m2 24 24 fotpatruller", "m3 en 1 trygghetsvandring"}));
    EXPECT_EQ(found("Under året gjordes 20 fotpatruller och mycket annat i centrum."), lines{"m2 20 20 fotpatruller"});
}

TEST(outcomes, may_stand_below_what_they_are_about) {
    EXPECT_EQ(found("Fotpatruller i centrum\nGenomfört: drygt 20 under året.\n"), lines{"m2 drygt 20 ~20.. Genomfört"});
    EXPECT_EQ(found("Fotpatruller i centrum\nTrivsel\nGenomfört: drygt 20 under året.\n"), lines{});
}

TEST(outcomes, that_cannot_be_placed_say_why) {
    const auto* head = "Aktivitet\tUtfall\n";
    EXPECT_EQ(left(std::string{head} + "Julmarknad\t3\n"), lines{"no_owner Julmarknad\t3"});
    EXPECT_EQ(left(std::string{head} + "Besök\t12\n"), lines{"several Besök\t12 m4 m5"});
    EXPECT_EQ(left(std::string{head} + "Fotpatruller\t90 procent uppfyllt\n"),
              lines{"share Fotpatruller\t90 procent uppfyllt m2"});
    EXPECT_EQ(left(std::string{head} + "Fotpatruller\tgick bra\n"), lines{"no_amount Fotpatruller\tgick bra m2"});
    EXPECT_EQ(left(std::string{head} + "Fotpatruller\t10\nFotpatrullerna i centrum\t12\n"),
              lines{"again Fotpatrullerna i centrum\t12 m2"});
}

TEST(outcomes, of_which_a_part_is_about_the_same_row_are_left_to_a_person) {
    const auto* text = "Vi gjorde 300 fotpatruller, varav 120 i centrum och i parken.";
    EXPECT_TRUE(found(text).empty());
    EXPECT_EQ(left(text), lines{"total_or_part " + std::string{text} + " m2"});
    EXPECT_EQ(found("Vi gjorde 300 fotpatruller i centrum, varav 120 med kommunen."), lines{"m2 300 300 fotpatruller"});
}

TEST(outcomes, of_a_table_go_before_those_of_a_sentence) {
    const auto* text = "Fotpatruller i centrum gjordes 11 gånger.\nAktivitet\tUtfall\nFotpatruller\t12\n";
    EXPECT_EQ(found(text), lines{"m2 12 12"});
    EXPECT_EQ(left(text), lines{"again Fotpatruller i centrum gjordes 11 gånger. m2"});
}

TEST(outcomes, of_a_pledge_without_a_row_are_its_own) {
    EXPECT_EQ(found("Löfte\tResultat\nTrasig belysning byts\t14\n"), lines{"p2 14 14"});
}

TEST(outcomes, tell_the_time_that_the_report_is_about) {
    EXPECT_EQ(find_outcomes("Uppföljning av medborgarlöftet 2024\n", fjallby()).period.to,
              base::make_date(2024, 12, 31));
    EXPECT_FALSE(find_outcomes("Uppföljning\n", fjallby()).period.to);
}

TEST(outcomes, of_nothing_are_none) {
    EXPECT_TRUE(found("").empty());
    EXPECT_TRUE(find_outcomes("Aktivitet\tUtfall\nFotpatruller\t3\n", document{}).found.empty());
}

} // namespace
