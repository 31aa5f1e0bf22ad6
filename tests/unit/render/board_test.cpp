#include "builders.hpp"
#include "golden_pages.hpp"
#include "render/board.hpp"
#include "render/day_lists.hpp"
#include "render/duties.hpp"

#include <gtest/gtest.h>

namespace {

using core::concern;

base::message text(std::string words) { return {"board.text", {{"text", std::move(words)}}}; }

core::board_row row(concern c, std::string owner, std::string what, base::message sentence) {
    core::board_row r;
    r.concern = c;
    r.slug = "fjallby-2020";
    r.title = "Medborgarlöfte för Fjällby 2020–2022";
    r.owner = std::move(owner);
    if (!what.empty()) r.what = text(std::move(what));
    r.sentence = std::move(sentence);
    return r;
}

base::message left(std::string key, double n) {
    return {std::move(key),
            {{"left", n},
             {"required", text("minst 10 kontroller")},
             {"who", text("polisen")},
             {"day", base::make_date(2022, 3, 31)}}};
}

// Every concern once, by hand, so that a change of the rules changes no page.
render::board_view whole_board() {
    render::board_view v;
    v.board.today = base::make_date(2022, 3, 1);
    v.board.rows = {
        row(concern::reason_missing, "m1", "Kontrollera fart och nykterhet",
            {"board.missed_several",
             {{"n", std::int64_t{2}}, {"day", base::make_date(2021, 12, 31)}, {"who", text("polisen")}}}),
        row(concern::at_risk, "m2", "Klassrumsbesök om lag och rätt", left("board.left_at_risk", 7)),
        row(concern::behind, "p1", "Polisen ska synas <mer> i centrum", left("board.left", 3)),
        row(concern::due_soon, "feedback", "Återkopplingen till invånarna", left("board.left_late", 1)),
        row(concern::waiting, "", "",
            {"board.waits_for", {{"who", text("Polisen")}, {"day", base::make_date(2022, 2, 1)}}}),
        row(concern::question, "", "",
            {"board.questions", {{"n", std::int64_t{1}}, {"first", "Till 2022 eller 2023?"}}}),
        row(concern::silent, "m5", "Kameraövervakning på torget prövas",
            {"board.silent", {{"n", std::int64_t{14}}, {"who", text("kommunen")}}}),
        row(concern::over, "m1", "", {"board.over", {{"n", std::int64_t{2}}, {"day", base::make_date(2021, 12, 31)}}}),
    };
    v.all_rows = v.board.rows.size();
    v.pledges = 1;
    v.parties = {{"Fjällby kommun", "Fjällby kommun", false}, {"Polisen", "Polisen", true}};
    v.areas = {{"Trafik", "Trafik", false}, {"Ungdomar", "Ungdomar", false}};
    v.is_filtered = true;
    v.may_log = true;
    v.may_reason = true;
    return v;
}

render::reason_form typed_reason() {
    render::reason_form f;
    f.slug = "fjallby-2020";
    f.title = "Medborgarlöfte för Fjällby 2020–2022";
    f.owner = "m1";
    f.what = text("Kontrollera fart och nykterhet");
    const base::message done{"board.done_of", {{"done", 6.0}, {"required", text("minst 10 kontroller")}}};
    f.windows = {{"2021-12-01", text("I december 2021"), done, true, ""},
                 {"2021-07-01", text("I juli 2021"), done, false, "Två av tre poliser var utlånade."}};
    f.code = "weather";
    f.text = "Det <snöade>";
    f.function = "områdespolis";
    return f;
}

class board_pages : public support::golden_pages {
  protected:
    board_pages() : golden_pages{"accounts"} {}

    render::page_context page_{templates_, say_, base::make_date(2022, 3, 1), {}, "/tavla", "https://lofte.example"};
    render::account_context who_{
        page_, "anna@fjallby.example", std::string(64, 'a'), {core::act::see_internal, core::act::add_entry}};
};

TEST_P(board_pages, show_every_concern) {
    expect_golden("board", render::board_page(who_, whole_board()));
    expect_golden("board-nothing", render::board_page(who_, {}));
    auto well = whole_board();
    well.board.rows.clear();
    well.notice.done = "board.reason_saved";
    expect_golden("board-well", render::board_page(who_, well));
}

TEST_P(board_pages, count_no_pledges_where_there_are_none) {
    auto v = whole_board();
    v.pledges = 0;
    const auto has_0 = [](const std::string& html) {
        return html.find(" 0 löften") != html.npos || html.find(" 0 pledges") != html.npos;
    };
    EXPECT_FALSE(has_0(render::board_page(who_, v)));
    v.board.rows.clear();
    EXPECT_FALSE(has_0(render::board_page(who_, v)));
}

TEST_P(board_pages, lead_whoever_may_to_the_first_draft) {
    const auto leads = [&](std::vector<core::act> acts) {
        const render::account_context who{page_, "anna@fjallby.example", std::string(64, 'a'), std::move(acts)};
        const auto html = render::board_page(who, {});
        return html.substr(html.find("<h1>")).find("href=\"/utkast\"") != html.npos;
    };
    EXPECT_TRUE(leads({core::act::see_internal, core::act::import_document}));
    EXPECT_FALSE(leads({core::act::see_internal}));
}

TEST_P(board_pages, ask_for_a_reason) {
    expect_golden("reason", render::reason_page(who_, typed_reason()));
    auto again = typed_reason();
    again.problem = base::problem{base::problem_kind::invalid, {"board.no_window", {}}, "window"};
    expect_golden("reason-again", render::reason_page(who_, again));
    again.problem = base::problem{base::problem_kind::ask, {"core.log.no_reason", {}}, "text"};
    expect_golden("reason-asks", render::reason_page(who_, again));
}

core::duty due(core::duty_kind kind, std::string series, base::date day, base::message what, base::message sentence) {
    core::duty d;
    d.kind = kind;
    d.slug = "fjallby-2020";
    d.id = series + "-1-" + base::to_iso(day);
    d.series = std::move(series);
    d.due = day;
    d.what = std::move(what);
    d.sentence = std::move(sentence);
    d.named = {"Polisen"};
    return d;
}

render::duties_view some_duties() {
    render::duty_pledge p;
    p.slug = "fjallby-2020";
    p.title = "Medborgarlöfte för Fjällby 2020–2022";
    p.people = {{1, "säkerhetssamordnare, anna@fjallby.example"}, {2, "områdespolis, bo@polisen.example"}};
    p.may_assign = true;
    const base::message police{"board.duty_required",
                               {{"required", text("minst 10 kontroller")}, {"who", text("polisen")}}};
    p.rows.push_back(
        {due(core::duty_kind::revision, "revision", base::make_date(2021, 12, 31), {"board.what_revision", {}},
             {"board.duty_revision", {{"who", text("polisen")}, {"year", std::string{"2022"}}}}),
         {base::make_date(2022, 12, 31)},
         {},
         ""});
    p.rows.back().next.by_rule = true;
    p.rows.push_back(
        {due(core::duty_kind::window, "m1", base::make_date(2022, 3, 31), text("Kontrollera <fart>"), police),
         {base::make_date(2022, 4, 30), base::make_date(2022, 5, 31)},
         p.people[1],
         "Ring <först>"});
    p.rows.push_back({due(core::duty_kind::follow_up, "follow_up", base::make_date(2022, 12, 31),
                          {"board.what_follow_up", {}}, {"board.duty_follow_up", {{"who", text("polisen")}}}),
                      {},
                      {},
                      ""});
    p.rows.back().next.done = true;
    render::duties_view v;
    v.pledges = {p};
    auto municipality = core::organisation_named("Fjällby kommun");
    municipality.id = {7};
    v.laws = {{municipality, "2021-03-15", "2", core::law_duty({base::make_date(2021, 3, 15), 2}, "Fjällby kommun")}};
    return v;
}

TEST_P(board_pages, show_duties) {
    auto v = some_duties();
    const auto html = render::duties_page(who_, v);
    const auto holds = [](const std::string& page, std::string_view words) { return page.find(words) != page.npos; };
    EXPECT_TRUE(holds(html, "Kontrollera &lt;fart&gt;") && holds(html, "Ring &lt;först&gt;"));
    EXPECT_TRUE(holds(html, "name=\"duty\" value=\"revision-1-2021-12-31\""));
    EXPECT_TRUE(holds(html, "name=\"organisation\" value=\"7\"") && holds(html, "value=\"2021-03-15\""));
    EXPECT_TRUE(holds(html, "<option value=\"2\" selected>"));
    v.pledges[0].may_assign = false;
    v.laws.clear();
    v.calendar_link = "https://lofte.example/tavla/kalender/b.ics";
    const auto read = render::duties_page(who_, v);
    EXPECT_TRUE(holds(read, "kalender/b.ics"));
    EXPECT_FALSE(holds(read, "name=\"account\"") || holds(read, "name=\"duty\""));
}

TEST_P(board_pages, calendar_has_all_day_events_and_names_that_stay) {
    const auto view = some_duties();
    std::vector<render::calendar_duty> all;
    for (const auto& row : view.pledges[0].rows)
        all.push_back({row.next, view.pledges[0].title, true});
    all.push_back({*view.laws[0].duty, "", false});
    const core::moment now{std::chrono::sys_days{std::chrono::year{2022} / 3 / 1}};
    const auto text = render::duty_calendar(page_, all, now);
    EXPECT_EQ(text.find("Ring"), text.npos) << "notes are internal";
    EXPECT_NE(text.find("DTSTART;VALUE=DATE:20220331\r\n"), text.npos);
}

TEST_P(board_pages, of_the_days_that_a_municipality_sets) {
    render::day_lists_view v;
    auto file = std::make_shared<core::pledge_file>(support::example_pledge());
    file->settings.risk_weekends = {{base::make_date(2022, 4, 30), base::make_date(2022, 5, 1), "Valborg <&>"}};
    file->settings.events = {{base::make_date(2022, 8, 6), base::make_date(2022, 8, 6), ""}};
    v.file = file;
    v.pledges = {{"fjallby-2020", "Fjällby"}, {"norsjo-2019", "Norsjö"}};
    v.done = "days.done_till";
    expect_golden("day-lists", render::day_lists_page(who_, v));
    v.done.clear();
    v.days = render::typed_days{core::day_list::school_breaks, "2022-03-01", "x", "\"Lov\"",
                                base::problem{base::problem_kind::invalid, {"core.days.no_day", {}}, "to"}};
    v.terms = render::typed_terms{"2022-01-10", "2022-06-10", "2022-06-01", "2022-12-20",
                                  base::problem{base::problem_kind::invalid, {"days.other_terms", {}}, ""}};
    expect_golden("day-lists-wrong", render::day_lists_page(who_, v));
}

INSTANTIATE_TEST_SUITE_P(languages, board_pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& i) { return std::string{base::code(i.param)}; });

} // namespace
