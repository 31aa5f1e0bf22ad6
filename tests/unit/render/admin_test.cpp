#include "golden_pages.hpp"
#include "render/admin.hpp"
#include "render/retention.hpp"

#include <gtest/gtest.h>

namespace {

const core::moment monday{std::chrono::sys_days{std::chrono::year{2022} / 2 / 28} + std::chrono::hours{9}};

// In both languages.
class admin_pages : public support::golden_pages {
  protected:
    admin_pages() : golden_pages{"accounts"} {}

    render::page_context page_{templates_, say_,           base::make_date(2022, 3, 1),
                               {},         "/admin/halsa", "https://lofte.example"};
    render::account_context who_{
        page_, "anna@fjallby.example", std::string(64, 'a'), {core::act::manage_house, core::act::manage_members}};
};

TEST_P(admin_pages, health) {
    render::health_view good{
        .version = "0.1.0", .schema = 9, .engine = "SQLite 3.40.1", .pdf_maker = "WeasyPrint 57.2"};
    good.backup_at = monday;
    good.verified_at = monday;
    good.verified_events = 4711;
    good.free_bytes = 41'200'000'000;
    good.all_bytes = 100'000'000'000;
    expect_golden("health", render::health_page(who_, good));
    render::health_view bad{.version = "0.1.0", .schema = 9, .engine = "PostgreSQL 15.8"};
    bad.verified_at = monday;
    bad.verified_faults = 2;
    bad.jobs_waiting = 3;
    bad.jobs_failed = 2;
    bad.failed = {{7, "report", "fjallby-2020", 5, "WeasyPrint finns inte på den här maskinen."},
                  {8, "report", "<script>alert(1)</script>", 5, "Det tog över två minuter."}};
    for (int w = 0; w <= static_cast<int>(core::weakness::no_pdf); ++w)
        bad.weak.push_back(static_cast<core::weakness>(w));
    bad.notice.done = "admin.job_retried";
    expect_golden("health-bad", render::health_page(who_, bad));
}

TEST_P(admin_pages, events) {
    render::events_view v{.whole_house = true};
    v.events = {{monday, "konto 1", "anna@fjallby.example", "read_events", "", "", 0, 12},
                {monday, "konto 2", "", "log", "17-17", "fjallby-2020", 1, 9},
                {monday, "first link", "", "question_settled", "3", "fjallby-2020", 1, 8},
                {monday, "", "", "something_new", "<b>x</b>", "", 0, 3}};
    v.by = "konto 1";
    v.page = 2;
    v.has_more = true;
    expect_golden("events", render::events_page(who_, v));
    render::events_view wrong{.from = "i går"};
    wrong.notice.problem = {base::problem_kind::invalid, {"audit.no_day", {}}, "fran"};
    expect_golden("events-wrong", render::events_page(who_, wrong));
}

TEST_P(admin_pages, retention) {
    render::retention_view v;
    for (const auto rule : core::retention_rules)
        v.kinds.push_back({.rule = rule, .days = std::to_string(rule.days)});
    v.kinds[0].count = 1'234;
    v.kinds[0].oldest = monday;
    v.kinds[0].examples = {"e1", "e2", "e3"};
    v.kinds[2].count = 1;
    v.by_itself = true;
    v.notice.done = "retention.done_gallrat";
    expect_golden("retention", render::retention_page(who_, v));
    v.kinds[1].days = "<sju>";
    v.notice = {{}, {}};
    v.notice.problem = {base::problem_kind::invalid, {"retention.no_days", {}}, "closed_accounts"};
    expect_golden("retention-wrong", render::retention_page(who_, v));
}

TEST(events_csv, no_cell_is_a_formula_or_breaks_out_of_its_place) {
    const auto csv = render::events_csv({{monday, "=cmd|' /C calc'!A0", "", "log", "a\";b\r\nc", "-1", 1, 2}});
    EXPECT_EQ(csv, "\xEF\xBB\xBFtid;vem;vad;om;lofte;kedja;nummer\r\n"
                   "\"2022-02-28 09:00 UTC\";\"'=cmd|' /C calc'!A0\";\"log\";\"a\"\";b\r\nc\";\"'-1\";1;2\r\n");
}

INSTANTIATE_TEST_SUITE_P(in, admin_pages, testing::Values(base::language::sv, base::language::en),
                         [](const auto& one) { return std::string{base::code(one.param)}; });

} // namespace
