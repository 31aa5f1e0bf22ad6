#include "core/log.hpp"

#include "core/plan.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace {

core::log_entry made(std::string id, double amount, core::entry_kind kind = core::entry_kind::entry,
                     std::string names = {}) {
    core::log_entry e;
    e.id = std::move(id);
    e.owner = "m1";
    e.kind = kind;
    e.names = std::move(names);
    e.amount.low = e.amount.high = amount;
    return e;
}

// "id:amount …"
std::string standing(const std::vector<core::log_entry>& log) {
    std::string out;
    for (const auto& e : core::standing_entries(log))
        out += (out.empty() ? "" : " ") + e.id + ":" + std::to_string(static_cast<int>(*e.amount.low));
    return out;
}

using enum core::entry_kind;

TEST(standing_entries, are_the_last_corrections_in_the_place_of_the_first) {
    EXPECT_EQ(standing({}), "");
    EXPECT_EQ(standing({made("a", 1), made("b", 2)}), "a:1 b:2");
    EXPECT_EQ(standing({made("a", 1), made("b", 2), made("c", 3, correction, "a")}), "c:3 b:2");
    EXPECT_EQ(standing({made("a", 1), made("c", 3, correction, "a"), made("d", 4, correction, "c")}), "d:4");
}

TEST(standing_entries, leave_out_what_is_withdrawn_by_any_of_its_ids) {
    EXPECT_EQ(standing({made("a", 1), made("b", 2), made("c", 0, withdrawal, "a")}), "b:2");
    EXPECT_EQ(standing({made("a", 1), made("b", 2, correction, "a"), made("c", 0, withdrawal, "b")}), "");
    EXPECT_EQ(standing({made("a", 1), made("b", 2, correction, "a"), made("c", 0, withdrawal, "a")}), "");
    EXPECT_EQ(standing({made("a", 1), made("b", 0, withdrawal, "a"), made("c", 3, correction, "a")}), "");
}

TEST(standing_entries, pass_over_what_names_nothing) {
    EXPECT_EQ(standing({made("a", 1), made("b", 2, correction, "x"), made("c", 0, withdrawal, "y")}), "a:1");
}

TEST(done_entries, carry_what_the_rules_ask_for) {
    reading::document d;
    reading::plan_row row;
    row.id = "m1";
    reading::reading r;
    r.per = reading::subjects{reading::subjects::sharing::each, {"Norra", "Östra"}};
    row.readings = {r};
    d.plan = {row};
    auto e = made("a", 95);
    e.row = 7;
    e.done_on = base::make_date(2024, 3, 4);
    e.amount.unit = "procent";
    e.amount.about = true;
    e.hours = 2.5;
    e.subject = "ÖSTRA";
    e.reading = 0;
    auto open = made("b", 0);
    open.amount.low = open.amount.high = std::nullopt;
    auto other = made("c", 1);
    other.owner = "m9";

    const auto done = core::done_entries(d, {e, open, other});

    ASSERT_EQ(done.size(), 2u);
    EXPECT_EQ(done[0].row, 7);
    EXPECT_EQ(done[0].on, base::make_date(2024, 3, 4));
    EXPECT_EQ(done[0].owner, 0);
    EXPECT_EQ(done[0].reading, 0);
    EXPECT_EQ(done[0].subject, 1);
    EXPECT_EQ(done[0].hours, 2.5);
    EXPECT_TRUE(done[0].about);
    EXPECT_TRUE(done[0].share);
    EXPECT_EQ(done[0].low, 95);
    EXPECT_EQ(done[1].hours, -1);
    EXPECT_EQ(done[1].subject, -1);
    EXPECT_FALSE(done[1].share);
    EXPECT_EQ(done[1].low, 0);
    EXPECT_EQ(done[1].high, std::numeric_limits<double>::infinity());
}

} // namespace
