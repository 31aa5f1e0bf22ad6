#include "builders.hpp"
#include "golden_pages.hpp"
#include "render/html.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace {

const auto day = base::make_date(2021, 10, 14);

// Pages of both languages.
class pages : public support::golden_pages {
  protected:
    pages() : golden_pages{"pages"} {}

    core::pledge_file file_ = support::example_pledge();
    core::document_state state_ = support::example_state(file_, day);

    render::page_context at(std::string path, std::optional<base::date> per = day) const {
        return {templates_, say_, base::make_date(2022, 3, 1), per, std::move(path), "https://lofte.example"};
    }
};

TEST_P(pages, pledge) { expect_golden("pledge", render::pledge_page(at("/fjallby-2020"), file_, state_)); }

TEST_P(pages, measure) {
    for (const auto* id : {"m1", "m2", "m3", "m4", "p3"}) {
        const auto html = render::measure_page(at(std::string{"/fjallby-2020/matt/"} + id), file_, state_, id);
        ASSERT_TRUE(html) << id;
        expect_golden(std::string{"measure-"} + id, *html);
    }
    EXPECT_FALSE(render::measure_page(at("/fjallby-2020/matt/m99"), file_, state_, "m99"));
}

TEST_P(pages, start) {
    auto other = support::summary_of(file_);
    other.slug = "akerby-2024";
    other.parties = {{"Åkerby kommun", reading::party_kind::municipality, std::nullopt, reading::party_role::signatory,
                      std::nullopt}};
    other.shown_from.reset();
    std::vector<core::pledge_summary> both{other, support::summary_of(file_)};
    render::municipality_list municipalities{{"9901", "Åkerby"}, {"9902", "Fjällby"}};
    const auto context = at("/", std::nullopt);
    render::sort_list(context, both);
    render::sort_list(context, municipalities);
    const render::start_view view{{&both[0], &both[1]}, municipalities, "", ""};
    expect_golden("start", render::start_page(at("/", std::nullopt), view));
    const render::start_view none{{}, view.municipalities, "9902", "<b> & \"torg\""};
    expect_golden("start-none", render::start_page(at("/", std::nullopt), none));
    expect_golden("older", render::older_page(at("/aldre", std::nullopt), view));
}

TEST_P(pages, changes) {
    auto then = state_;
    then.as_of = base::make_date(2021, 7, 1);
    then.owners[0].standing = core::standing::keeping;
    expect_golden("changes", render::changes_page(at("/fjallby-2020/andringar"), file_, then, state_));
}

TEST_P(pages, about) {
    expect_golden("accessibility",
                  render::accessibility_page(at("/om/tillganglighet", std::nullopt), {support::summary_of(file_)}));
    expect_golden("privacy", render::privacy_page(at("/om/personuppgifter", std::nullopt)));
}

TEST_P(pages, report) {
    expect_golden("report", render::report_page(at("/fjallby-2020.pdf"), file_, state_, base::make_date(2021, 1, 1),
                                                base::make_date(2021, 9, 30)));
}

TEST_P(pages, errors) {
    for (const int status : {400, 404, 405, 500, 418}) {
        expect_golden("error-" + std::to_string(status),
                      render::error_page(at("/finns-inte", std::nullopt), status, {"web.error_404_what", {}}));
    }
}

class swedish_pages : public pages {
  protected:
    std::string pledge() const { return render::pledge_page(at("/fjallby-2020"), file_, state_); }
};

TEST_P(swedish_pages, lead_with_the_period_that_closed_last) {
    const auto html = pledge();
    const auto closed = html.find("September: 11 av minst 10, hölls");
    const auto missed = html.find("</span>Juli: 6 av minst 10, hölls inte");
    ASSERT_NE(closed, std::string::npos);
    ASSERT_NE(missed, std::string::npos);
    EXPECT_LT(closed, missed);
}

TEST_P(swedish_pages, say_of_a_miss_that_nobody_has_explained_it) {
    EXPECT_EQ(pledge().find("<strong>Varför inte i juli?</strong> Ingen"), std::string::npos);
    state_.owners[0].reasons.clear();
    EXPECT_NE(pledge().find("<strong>Varför inte i juli?</strong> Ingen har skrivit varför."), std::string::npos);
}

TEST_P(swedish_pages, say_in_the_overview_what_was_missed_and_why) {
    EXPECT_NE(
        pledge().find("<span class=\"count-missed\">Hölls inte i juli (6 av minst 10): <span>Två av tre poliser var "
                      "utlånade till en annan ort.</span></span> <span class=\"count-result count-result--kept\">"
                      "September: 11 av minst 10, hölls. Efter i oktober</span>"),
        std::string::npos);
    state_.owners[0].reasons.clear();
    EXPECT_NE(pledge().find(
                  "<span class=\"count-missed\">Hölls inte i juli (6 av minst 10): ingen har skrivit varför</span>"),
              std::string::npos);
}

TEST_P(swedish_pages, begin_with_all_counts_in_a_sentence) {
    EXPECT_NE(
        pledge().find("<p class=\"lede\">6 åtgärder och löften: 1 är klart för året, 1 ligger efter men har tid kvar, "
                      "1 missades minst en gång och 3 går inte att bedöma.</p>"),
        std::string::npos);
}

TEST_P(swedish_pages, tell_of_misses_of_earlier_years_and_why) {
    const auto html = pledge();
    EXPECT_NE(html.find("<summary class=\"missed\">Tidigare år: 1 miss</summary>"), std::string::npos);
    EXPECT_NE(html.find("<p class=\"year\">2020 <span class=\"missed\">Hölls inte</span></p>"), std::string::npos);
    EXPECT_NE(html.find("<strong>Varför inte under 2020?</strong> Ingen har skrivit varför."), std::string::npos);
    EXPECT_EQ(html.find("<p class=\"year\">2022"), std::string::npos); // nothing has come of it yet
}

TEST_P(swedish_pages, tell_what_is_under_way_from_what_is_late) {
    const auto html = pledge();
    EXPECT_NE(html.find("<li class=\"w w--late\"><span class=\"w-n\" aria-hidden=\"true\">4</span>"),
              std::string::npos);
    EXPECT_NE(html.find("<li class=\"w w--open\"><span class=\"w-n\" aria-hidden=\"true\">0</span>"),
              std::string::npos);
    EXPECT_NE(html.find("2021: 2 av 4 årskurser, pågår (kvar: åk 8 och åk 9)"), std::string::npos);
}

// Four weeks that happen to be February are a gap like the others.
TEST_P(swedish_pages, name_gaps_by_their_days) {
    auto& gap = file_.document.plan[0].readings[0];
    gap.aggregate = reading::aggregate::interval;
    auto& windows = state_.owners[0].readings[0].windows;
    std::erase_if(windows, [](const auto& w) { return base::year_of(w.from) < 2021 || base::month_of(w.from) > 2; });
    windows[0].to = base::make_date(2021, 2, 21);
    windows[1].state = core::window_state::missed;
    const auto html = pledge();
    EXPECT_NE(html.find("aria-hidden=\"true\">21/2</span>"), std::string::npos);
    EXPECT_NE(html.find("aria-hidden=\"true\">28/2</span>"), std::string::npos);
    EXPECT_NE(html.find("<span class=\"ds-sr-only\">1 feb – 28 feb 2021: "), std::string::npos);
    EXPECT_NE(html.find("Varför inte senast 28 feb?"), std::string::npos);
}

TEST_P(swedish_pages, count_what_cannot_be_judged_the_same_in_both_places) {
    const auto html = pledge();
    EXPECT_NE(html.find("<span class=\"count-n\">3</span> <span class=\"count-word\">går inte att bedöma"),
              std::string::npos);
    EXPECT_NE(html.find("Om de här 3 hålls:"), std::string::npos);
}

TEST_P(swedish_pages, list_what_cannot_be_judged_by_its_cause) {
    EXPECT_NE(
        pledge().find(
            "<li>Inget antal är lovat:<ul><li><a href=\"#p3\">Kommunen ska verka för att torget känns tryggare på "
            "kvällarna</a></li><li><a href=\"#m5\">Kameraövervakning på torget prövas</a></li></ul></li>"),
        std::string::npos);
}

// A reason for a period of several years stands in the last of them too.
TEST_P(swedish_pages, ask_once_what_is_asked_of_several_rows) {
    auto again = file_.document.questions.back();
    again.at = "/plan/2";
    file_.document.questions.push_back(again);

    const auto html = render::pledge_page(at("/fjallby-2020"), file_, state_);

    EXPECT_NE(html.find("1 fråga om dokumentet är obesvarad<"), html.npos);
    const auto first = html.find("är inget av fokusområdena");
    ASSERT_NE(first, html.npos);
    EXPECT_EQ(html.find("är inget av fokusområdena", first + 1), html.npos);
}

TEST_P(swedish_pages, tell_why_a_period_of_several_years_was_missed) {
    auto& walks = state_.owners[3];
    walks.readings[0].windows.resize(1);
    walks.readings[0].windows[0].to = base::make_date(2021, 12, 31);
    walks.reasons = {{"m4", base::make_date(2020, 1, 1), core::reason_code::resources, "Ingen höll i det.",
                      "Samordnare", base::make_date(2021, 2, 1)}};
    EXPECT_NE(pledge().find("<strong>Varför inte 2020–2021?</strong> Resurser: <span>Ingen höll i det.</span>"),
              std::string::npos);
}

TEST_P(swedish_pages, say_why_residents_were_not_told) {
    auto& duty = state_.owners[4];
    duty.readings[0].windows[0].state = core::window_state::missed;
    const auto html = pledge();
    EXPECT_NE(
        html.find("<strong>Varför inte under 2020?</strong> Ingen har skrivit varför.", html.find("id=\"beratta\"")),
        std::string::npos);
    duty.reasons = {{"feedback", base::make_date(2020, 1, 1), core::reason_code::other, "Tidningen lades ner.",
                     "Samordnare", base::make_date(2021, 2, 1)}};
    EXPECT_NE(pledge().find("<span>Tidningen lades ner.</span>"), std::string::npos);
}

TEST_P(swedish_pages, say_how_it_was_approved_and_whether_it_was_read_otherwise_since) {
    EXPECT_NE(pledge().find("10\u00a0december 2019, på papper</dd>"), std::string::npos);
    EXPECT_EQ(pledge().find("Sedan dess har frågor"), std::string::npos);
    file_.version = 3;
    file_.approvals.at(0).given_here = true;
    EXPECT_NE(pledge().find("10\u00a0december 2019, inloggad här</dd>"), std::string::npos);
    EXPECT_NE(pledge().find("Sedan dess har frågor"), std::string::npos);
}

TEST_P(swedish_pages, say_once_that_nothing_of_it_can_be_judged) {
    state_.owners.clear();
    const auto html = pledge();
    EXPECT_NE(html.find("6 åtgärder och löften. Inget av dem går att bedöma."), std::string::npos);
    // Its name stands in the box of what nobody knows, and on its card.
    const std::string name = "Kameraövervakning på torget prövas</a>";
    const auto first = html.find(name);
    const auto second = html.find(name, first + 1);
    EXPECT_NE(second, std::string::npos);
    EXPECT_EQ(html.find(name, second + 1), std::string::npos);
}

TEST_P(swedish_pages, show_reasons_latest_first) {
    auto& reasons = state_.owners[0].reasons;
    reasons = {{.owner = "m1",
                .window_from = base::make_date(2020, 4, 1),
                .code = {},
                .text = "I april.",
                .function = "Gruppchef",
                .given_on = base::make_date(2020, 5, 1)},
               {.owner = "m1",
                .window_from = base::make_date(2021, 7, 1),
                .code = {},
                .text = "I juli.",
                .function = "Gruppchef",
                .given_on = base::make_date(2021, 8, 1)}};
    const auto html = render::measure_page(at("/fjallby-2020/matt/m1"), file_, state_, "m1");
    ASSERT_TRUE(html);
    EXPECT_LT(html->find("I juli."), html->find("I april."));
}

TEST_P(swedish_pages, call_a_sole_period_of_several_years_by_them) {
    auto& windows = state_.owners[3].readings[0].windows;
    windows.resize(1);
    windows[0].from = base::make_date(2020, 1, 1);
    windows[0].to = base::make_date(2021, 12, 31);
    const auto html = render::measure_page(at("/fjallby-2020/matt/m4"), file_, state_, "m4");
    ASSERT_TRUE(html);
    EXPECT_NE(html->find("<h3>2020–2021</h3>"), std::string::npos);
}

TEST_P(swedish_pages, list_a_pledge_of_the_police_alone_by_its_municipality) {
    auto police_alone = support::summary_of(file_);
    for (auto& p : police_alone.parties)
        if (p.kind == reading::party_kind::municipality) p.role = reading::party_role::consulted;
    const auto html = render::start_page(at("/", std::nullopt), {{&police_alone}, {}, "", ""});
    EXPECT_NE(html.find(">Fjällby</a></h3>"), std::string::npos);
}

TEST_P(swedish_pages, tell_of_the_last_year_when_the_pledge_has_ended) {
    for (auto& o : state_.owners)
        for (auto& r : o.readings)
            std::erase_if(r.windows, [](const auto& w) { return base::year_of(w.to) > 2021; });
    file_.document.valid.to = base::make_date(2021, 12, 31);
    const auto html = render::pledge_page(at("/fjallby-2020", base::make_date(2022, 2, 1)), file_, state_);
    EXPECT_NE(html.find("Så gick det 2021"), std::string::npos);
    EXPECT_NE(html.find("2021: 3 av minst 2, hölls"), std::string::npos);
}

TEST_P(swedish_pages, name_the_days_of_parts_that_say_the_same) {
    auto& row = file_.document.plan.front();
    row.readings.resize(1);
    row.readings.push_back(row.readings.front());
    row.readings[0].windows = {{reading::window_kind::fri}};
    row.readings[1].windows = {{reading::window_kind::sat}};
    state_ = core::judge(file_.document, file_.log, file_.reasons, file_.settings, day);
    for (const auto& html : {render::pledge_page(at("/fjallby-2020"), file_, state_),
                             render::measure_page(at("/fjallby-2020/matt/m1"), file_, state_, "m1").value()}) {
        EXPECT_NE(html.find(">På fredagar<"), std::string::npos);
        EXPECT_NE(html.find(">På lördagar<"), std::string::npos);
    }
}

TEST_P(swedish_pages, list_fifty_pledges_at_a_time) {
    const auto one = support::summary_of(file_);
    const std::vector<const core::pledge_summary*> many(120, &one);
    const auto page = [&](int number) {
        return render::start_page(at("/", std::nullopt), {many, {}, "", "tåg & torg", number});
    };
    const auto cards = [](const std::string& html) {
        const std::regex card{"class=\"card pledge\""};
        return std::distance(std::sregex_iterator{html.begin(), html.end(), card}, {});
    };
    EXPECT_EQ(cards(page(1)), 50);
    EXPECT_EQ(cards(page(3)), 20);
    EXPECT_EQ(cards(page(99)), 20);
    EXPECT_NE(page(2).find("href=\"/?sok=t%C3%A5g%20%26%20torg&amp;sida=3\" rel=\"next\""), std::string::npos);
    EXPECT_NE(page(2).find("href=\"/?sok=t%C3%A5g%20%26%20torg\" rel=\"prev\""), std::string::npos);
    // The form for another day keeps the words as they were typed.
    EXPECT_NE(page(1).find("name=\"sok\" value=\"tåg &amp; torg\""), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(sv, swedish_pages, ::testing::Values(base::language::sv));

INSTANTIATE_TEST_SUITE_P(languages, pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& tested) { return std::string{base::code(tested.param)}; });

} // namespace
