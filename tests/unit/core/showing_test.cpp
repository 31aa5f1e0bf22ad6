#include "core/showing.hpp"

#include "core/plan.hpp"

#include <gtest/gtest.h>

namespace {

using base::make_date;
using core::shown_part;

core::log_entry logged(std::string id, core::showing chosen = {}, std::string_view area = {}) {
    core::log_entry e;
    e.id = std::move(id);
    e.owner = "m1";
    e.done_on = make_date(2024, 5, 10);
    e.place = "Storgatan 3";
    e.note = "Lugnt";
    core::show(e, chosen, area);
    return e;
}

core::log_entry changing(core::entry_kind kind, std::string id, std::string names, core::showing chosen = {}) {
    auto e = logged(std::move(id), chosen);
    e.kind = kind;
    e.names = std::move(names);
    return e;
}

std::vector<std::string> ids(const std::vector<core::log_entry>& log, base::date day) {
    std::vector<std::string> all;
    for (const auto& s : core::shown_of(log, day))
        all.push_back(s.entry->id);
    return all;
}

using names = std::vector<std::string>;

TEST(showing, is_day_and_amount_at_once_unless_chosen) {
    const auto e = logged("a");
    EXPECT_TRUE(core::is_shown(e, e.done_on));
    EXPECT_EQ(core::place_shown(e), "");
    EXPECT_EQ(core::note_shown(e), "");
    EXPECT_EQ(core::showing_of(e), core::showing{});
}

TEST(showing, of_a_delay_begins_so_many_days_after_it_was_done) {
    const auto e = logged("a", {shown_part::all, 14});
    EXPECT_FALSE(core::is_shown(e, make_date(2024, 5, 23)));
    EXPECT_TRUE(core::is_shown(e, make_date(2024, 5, 24)));
    EXPECT_EQ(core::showing_of(e), (core::showing{shown_part::all, 14}));
}

TEST(showing, of_nothing_has_no_day_from_which_it_is_shown) {
    const auto e = logged("a", {shown_part::nothing, 14}, "Centrum");
    EXPECT_FALSE(core::is_shown(e, make_date(2030, 1, 1)));
    EXPECT_EQ(e.open_from, std::nullopt);
    EXPECT_EQ(core::place_shown(e), "");
}

TEST(showing, of_a_place_tells_the_area_where_it_has_one) {
    EXPECT_EQ(core::place_shown(logged("a", {shown_part::area}, "Centrum")), "Centrum");
    EXPECT_EQ(core::note_shown(logged("a", {shown_part::area}, "Centrum")), "");
    EXPECT_EQ(core::place_shown(logged("a", {shown_part::area})), "");
    EXPECT_EQ(core::place_shown(logged("a", {shown_part::all}, "Centrum")), "Centrum");
    EXPECT_EQ(core::place_shown(logged("a", {shown_part::all})), "Storgatan 3");
    EXPECT_EQ(core::place_shown(logged("a", {shown_part::amount}, "Centrum")), "");
}

TEST(shown_of, keeps_what_a_correction_hid_from_its_first_entry_on) {
    using enum core::entry_kind;
    const auto day = make_date(2024, 6, 1);
    const std::vector log{logged("a"), logged("b"), changing(correction, "c", "a", {shown_part::nothing})};
    EXPECT_EQ(ids(log, day), names{"b"});
    const std::vector twice{logged("a"), changing(correction, "b", "a"),
                            changing(correction, "c", "b", {shown_part::amount, 365})};
    EXPECT_EQ(ids(twice, day), names{});
    EXPECT_EQ(ids(twice, make_date(2025, 6, 1)), (names{"a", "b", "c"}));
}

TEST(shown_of, shows_a_correction_of_what_was_hidden_as_an_entry) {
    using enum core::entry_kind;
    const std::vector log{logged("a", {shown_part::nothing}), changing(correction, "b", "a"),
                          changing(withdrawal, "c", "b")};
    const auto shown = core::shown_of(log, make_date(2024, 6, 1));
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown[0].entry->id, "b");
    EXPECT_EQ(shown[0].names, nullptr);
    EXPECT_TRUE(shown[0].is_replaced);
    EXPECT_EQ(shown[1].names, shown[0].entry);
}

TEST(shown_of, tells_of_no_withdrawal_of_what_is_hidden) {
    const std::vector log{logged("a", {shown_part::nothing}), changing(core::entry_kind::withdrawal, "b", "a")};
    EXPECT_TRUE(core::shown_of(log, make_date(2024, 6, 1)).empty());
}

} // namespace
