#include "board_documents.hpp"

#include "base/translate.hpp"

#include <gtest/gtest.h>

namespace {

using core::duty_kind;
using made::day;

std::vector<core::duty> duties(const core::pledge_file& f, const char* today, const core::duty_rules& rules = {},
                               const std::vector<core::duty_done>& done = {}, const char* from = "2000-01-01",
                               const char* to = "2100-12-31") {
    return core::duties_of(f, made::judged(f, today), rules, done, day(from), day(to));
}

// "follow_up 2023-12-31", with "+" where it is done.
std::vector<std::string> told(const std::vector<core::duty>& all, duty_kind kind) {
    std::vector<std::string> out;
    for (const auto& d : all)
        if (d.kind == kind) out.push_back(d.series + " " + base::to_iso(d.due) + (d.done ? " +" : ""));
    return out;
}
using list = std::vector<std::string>;

TEST(duties, a_yearly_follow_up_is_due_with_every_year) {
    auto f = made::nordmaling();
    EXPECT_EQ(told(duties(f, "2023-05-01"), duty_kind::follow_up),
              (list{"follow_up 2023-12-31", "follow_up 2024-12-31", "follow_up 2025-12-31"}));
    f.log = {made::done("follow_up", "2023-11-20", 1)};
    EXPECT_EQ(told(duties(f, "2024-01-05"), duty_kind::follow_up),
              (list{"follow_up 2023-12-31 +", "follow_up 2024-12-31", "follow_up 2025-12-31"}));
}

TEST(duties, what_was_missed_and_waits_no_more_is_none) {
    auto f = made::nordmaling();
    f.log = {made::done("follow_up", "2024-11-20", 1)};
    EXPECT_EQ(told(duties(f, "2024-01-05"), duty_kind::follow_up).front(), "follow_up 2023-12-31")
        << "late logging is waited for";
    EXPECT_EQ(told(duties(f, "2024-12-01"), duty_kind::follow_up),
              (list{"follow_up 2024-12-31 +", "follow_up 2025-12-31"}));
}

TEST(duties, feedback_twice_in_the_period_is_due_by_its_middle_and_its_end) {
    auto f = made::hogsby();
    const auto all = duties(f, "2024-03-01");
    EXPECT_EQ(told(all, duty_kind::feedback), (list{"feedback 2024-12-30", "feedback 2025-12-31"}));
    EXPECT_FALSE(all.front().by_rule);
    EXPECT_EQ(all.front().named, (list{"Högsby kommun", "Mönsterås kommun", "Lokalpolisområde Västervik"}));
    f.log = {made::done("feedback", "2024-06-10", 1)};
    EXPECT_EQ(told(duties(f, "2025-02-01"), duty_kind::feedback),
              (list{"feedback 2024-12-30 +", "feedback 2025-12-31"}));
    f.log.clear();
    EXPECT_EQ(told(duties(f, "2025-02-01"), duty_kind::feedback).front(), "feedback 2024-12-30")
        << "late, and still to be done";
}

TEST(duties, a_setting_asks_where_the_document_does_not) {
    auto f = made::nordmaling();
    EXPECT_TRUE(told(duties(f, "2023-05-01"), duty_kind::feedback).empty());
    const core::duty_rules rules{.follow_up_yearly = true, .feedback_times = 2, .revise_yearly = true};
    const auto all = duties(f, "2023-05-01", rules);
    EXPECT_EQ(told(all, duty_kind::feedback), (list{"feedback 2024-07-01", "feedback 2025-12-31"}));
    EXPECT_EQ(told(all, duty_kind::revision), (list{"revision 2023-12-31", "revision 2024-12-31"}));
    EXPECT_EQ(told(all, duty_kind::follow_up).size(), 3U) << "the document's own, once";
    f.log = {made::done("feedback", "2023-06-10", 1)};
    EXPECT_EQ(told(duties(f, "2023-07-01", rules), duty_kind::feedback).front(), "feedback 2024-07-01 +");

    auto one_year = made::nacka();
    EXPECT_TRUE(duties(one_year, "2017-05-01").empty());
    EXPECT_EQ(told(duties(one_year, "2017-05-01", rules), duty_kind::follow_up), list{"follow_up 2017-12-31"});
    EXPECT_TRUE(told(duties(one_year, "2017-05-01", rules), duty_kind::revision).empty());
}

TEST(duties, a_plan_that_is_adjusted_every_year_is_revised_before_the_next) {
    auto f = made::norsjo();
    EXPECT_TRUE(core::asks_for_revision(f.document));
    EXPECT_FALSE(core::asks_for_revision(made::nordmaling().document));
    EXPECT_EQ(told(duties(f, "2019-05-01"), duty_kind::revision),
              (list{"revision 2019-12-31", "revision 2020-12-31", "revision 2021-12-31"}));
    EXPECT_EQ(told(duties(f, "2020-02-01", {}, {{"revision-1-2020-12-31", day("2020-01-31")}}), duty_kind::revision),
              (list{"revision 2019-12-31", "revision 2020-12-31 +", "revision 2021-12-31"}));
    f.approvals = {{"Polisen", "chef", day("2019-11-01"), 19}};
    EXPECT_EQ(told(duties(f, "2020-02-01"), duty_kind::revision).front(), "revision 2019-12-31")
        << "it was signed then, not revised";
    f.approvals = {{"Polisen", "chef", day("2019-01-01"), 1}, {"Polisen", "chef", day("2019-11-01"), 2}};
    EXPECT_EQ(told(duties(f, "2020-02-01"), duty_kind::revision).front(), "revision 2019-12-31 +");
    f.approvals = {{"Polisen", "chef", day("2019-11-01"), 1}};
    EXPECT_EQ(told(duties(f, "2020-06-01"), duty_kind::revision).front(), "revision 2020-12-31")
        << "after three months nobody waits for it";
}

TEST(duties, windows_are_due_on_their_last_day) {
    auto f = made::norsjo();
    f.log = {made::done("m1", "2019-02-03", 12)};
    const auto all = duties(f, "2019-03-05", {}, {}, "2019-02-01", "2019-04-30");
    EXPECT_EQ(told(all, duty_kind::window), (list{"m1 2019-02-28 +", "m1 2019-03-31", "m1 2019-04-30"}));
    EXPECT_EQ(all.front().id, "m1-1-2019-02-28");
    EXPECT_EQ(all.front().named, list{"Polisen"});
    EXPECT_EQ(core::duty_series(duties(f, "2019-03-05")), (list{"m1", "m2", "follow_up", "revision"}));
}

TEST(duties, nothing_is_due_every_day_or_as_needed) {
    auto f = made::norsjo();
    auto daily = made::times(1, reading::duration{1, 'D'});
    auto as_needed = made::a_month(1);
    as_needed.schedulable = false;
    auto at_most = made::a_month(2);
    at_most.bound = reading::bound::at_most;
    f.document.plan = {made::row("m1", "x", {}, {daily, as_needed, at_most})};
    EXPECT_TRUE(told(duties(f, "2019-03-05"), duty_kind::window).empty());
}

TEST(duties, tell_how_much_of_a_window_is_done) {
    auto f = made::norsjo();
    f.log = {made::done("m1", "2019-03-02", 4)};
    const auto in_march = [&] { return duties(f, "2019-03-05", {}, {}, "2019-03-01", "2019-03-31").front(); };
    EXPECT_EQ(in_march().so_far, 4);
    EXPECT_EQ(in_march().required, 10);
    f.document.plan[0].readings[0].per = reading::subjects{reading::subjects::sharing::each, {"6", "7"}};
    EXPECT_EQ(in_march().so_far, std::nullopt) << "each member has its own";
}

TEST(duties, of_several_members_all_must_be_done) {
    auto f = made::norsjo();
    auto each = made::a_year(1);
    each.per = reading::subjects{reading::subjects::sharing::each, {"6", "7"}};
    f.document.plan = {made::row("m1", "Besöka klasser", {"Polisen"}, {each})};
    f.log = {made::done("m1", "2019-02-03", 1)};
    f.log.back().subject = "6";
    EXPECT_EQ(told(duties(f, "2019-03-05", {}, {}, "2019-01-01", "2019-12-31"), duty_kind::window),
              list{"m1 2019-12-31"});
    f.log.push_back(made::done("m1", "2019-02-04", 1));
    f.log.back().subject = "7";
    EXPECT_EQ(told(duties(f, "2019-03-05", {}, {}, "2019-01-01", "2019-12-31"), duty_kind::window),
              list{"m1 2019-12-31 +"});
}

TEST(duties, an_ended_pledge_has_none) { EXPECT_TRUE(duties(made::nacka(), "2018-01-01", {true, 2, true}).empty()); }

TEST(duties, the_last_windows_of_an_ended_pledge_wait_to_be_logged) {
    auto f = made::hogsby();
    const core::duty_rules rules{.follow_up_yearly = true};
    EXPECT_EQ(told(duties(f, "2026-01-05", rules), duty_kind::feedback).back(), "feedback 2025-12-31");
    EXPECT_TRUE(told(duties(f, "2026-01-05", rules), duty_kind::follow_up).empty()) << "no year is left to follow up";
    EXPECT_TRUE(duties(f, "2026-01-12", rules).empty());
}

TEST(duties, an_open_ended_pledge_tells_as_often_every_year) {
    auto f = made::nordmaling();
    f.document.valid.to.reset();
    f.document.valid.until_replaced = true;
    EXPECT_EQ(told(duties(f, "2023-05-01", {.feedback_times = 2}, {}, "2023-01-01", "2024-07-01"), duty_kind::feedback),
              (list{"feedback 2023-07-01", "feedback 2023-12-31", "feedback 2024-07-01"}));
}

TEST(duties, the_law_is_a_setting_of_a_municipality) {
    EXPECT_FALSE(core::law_duty({}, "Norsjö kommun"));
    const auto d = core::law_duty({day("2024-03-15"), 2}, "Norsjö kommun");
    ASSERT_TRUE(d);
    EXPECT_EQ(d->due, day("2026-03-15"));
    EXPECT_EQ(d->series, "law");
    EXPECT_EQ(core::law_duty({day("2024-02-29"), 1}, "x")->due, day("2025-02-28"));
}

TEST(duties, can_be_told_in_both_languages) {
    const base::translator swedish{base::language::sv}, english{base::language::en};
    for (const auto& f : {made::nordmaling(), made::angermanland(), made::norsjo(), made::hogsby()})
        for (const auto& d : duties(f, "2019-03-05", {true, 2, true}))
            for (const auto* say : {&swedish, &english}) {
                EXPECT_FALSE((*say)(d.sentence).empty()) << d.id;
                EXPECT_FALSE((*say)(d.what).empty()) << d.id;
            }
    const auto d = duties(made::norsjo(), "2019-03-05").front();
    EXPECT_EQ(swedish(d.what) + ": " + swedish(d.sentence),
              "Fotpatrullering: Lovat: minst 10 gånger. Ansvarar: Polisen.");
    EXPECT_EQ(swedish(core::law_duty({day("2024-03-15"), 2}, "Norsjö kommun")->sentence),
              "Följ upp och besluta på nytt, Norsjö kommun. Senast beslutat 15 mars 2024.");
}

} // namespace
