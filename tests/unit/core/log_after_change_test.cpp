#include "core/log_after_change.hpp"

#include "reading/read.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using core::uncounted_after;

reading::document with_row(const std::string& when) {
    reading::document d;
    d.valid.from = base::make_date(2024, 1, 1);
    d.valid.to = base::make_date(2025, 12, 31);
    reading::plan_row row;
    row.id = "m1";
    row.what = "Besök";
    row.when = when;
    row.readings = reading::read_owner(when, {.from = d.valid.from, .to = d.valid.to}).readings;
    d.plan.push_back(row);
    return d;
}

core::log_entry logged(int day, std::optional<int> part = {}, std::optional<std::string> subject = {}) {
    core::log_entry e;
    e.id = "e" + std::to_string(day);
    e.owner = "m1";
    e.done_on = base::make_date(2024, 5, static_cast<unsigned>(day));
    e.reading = part;
    e.subject = std::move(subject);
    return e;
}

TEST(uncounted_after, is_nothing_where_a_count_is_corrected) {
    EXPECT_TRUE(
        uncounted_after(with_row("minst 2 gånger per år"), with_row("minst 4 gånger per år"), {logged(3)}).empty());
    EXPECT_TRUE(uncounted_after(with_row("2 gånger per år"), with_row("en gång i månaden"), {logged(3)}).empty());
}

TEST(uncounted_after, is_what_was_logged_on_days_that_a_row_lost) {
    auto after = with_row("2 gånger per år");
    after.plan[0].life.to = base::make_date(2024, 5, 10);
    const auto lost = uncounted_after(with_row("2 gånger per år"), after, {logged(10), logged(11), logged(20)});
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].owner, "m1");
    EXPECT_EQ(lost[0].outside, 2U);
    EXPECT_EQ(lost[0].elsewhere, 0U);
    EXPECT_EQ(lost[0].last, base::make_date(2024, 5, 20));
    EXPECT_TRUE(uncounted_after(after, after, {logged(20)}).empty()) << "it did not count before either";
}

TEST(uncounted_after, is_what_named_no_part_where_there_are_two_now) {
    const auto one = with_row("2 gånger per år"), two = with_row("2 gånger per år och en dag i veckan");
    ASSERT_EQ(two.plan[0].readings.size(), 2U);
    EXPECT_EQ(uncounted_after(one, two, {logged(3)}).at(0).elsewhere, 1U);
    EXPECT_TRUE(uncounted_after(one, two, {logged(3, 0)}).empty()) << "it names the part that is still the first";
}

TEST(uncounted_after, is_what_names_a_part_that_is_another_by_then) {
    const auto before = with_row("2 gånger per år och en dag i veckan");
    auto without_first = before, changed_places = before, corrected = before;
    without_first.plan[0].readings.erase(without_first.plan[0].readings.begin());
    std::swap(changed_places.plan[0].readings[0], changed_places.plan[0].readings[1]);
    corrected.plan[0].readings[1].count = {{2, 2}};
    const std::vector<core::log_entry> log{logged(3, 0), logged(4, 1)};
    EXPECT_EQ(uncounted_after(before, without_first, log).at(0).elsewhere, 2U);
    EXPECT_EQ(uncounted_after(before, changed_places, log).at(0).elsewhere, 2U);
    EXPECT_TRUE(uncounted_after(before, corrected, log).empty());
}

TEST(uncounted_after, is_what_was_for_a_member_that_is_gone) {
    auto before = with_row("en gång per termin"), after = before;
    using per = reading::subjects;
    before.plan[0].readings[0].per = per{per::sharing::each, {"Norrskolan", "Söderskolan"}};
    after.plan[0].readings[0].per = per{per::sharing::each, {"Norrskolan", "Österskolan"}};
    const auto lost = uncounted_after(before, after, {logged(3, {}, "Norrskolan"), logged(4, {}, "Söderskolan")});
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].elsewhere, 1U);
    EXPECT_EQ(lost[0].last, base::make_date(2024, 5, 4));
}

TEST(uncounted_after, leaves_out_what_was_struck) {
    auto after = with_row("2 gånger per år");
    after.plan[0].life.to = base::make_date(2024, 5, 10);
    auto struck = logged(21);
    struck.kind = core::entry_kind::withdrawal;
    struck.names = "e20";
    EXPECT_TRUE(uncounted_after(with_row("2 gånger per år"), after, {logged(20), struck}).empty());
}

} // namespace
