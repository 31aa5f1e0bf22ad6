#include "loaded.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using base::make_date;
using core::pace;
using core::verdict;
using core::window_state;

const core::window_result* window_from(const core::document_state& state, const char* owner, base::date from) {
    const auto* found = state.find(owner);
    if (found == nullptr || found->readings.empty()) return nullptr;
    for (const auto& w : found->readings.front().windows)
        if (w.from == from) return &w;
    return nullptr;
}

verdict verdict_of(const core::document_state& state, const char* owner) {
    const auto* found = state.find(owner);
    if (found == nullptr) throw std::runtime_error{std::string{"no such owner: "} + owner};
    return found->verdict;
}

// The pace of the window that is open.
std::optional<pace> pace_of(const core::document_state& state, const char* owner) {
    const auto* found = state.find(owner);
    if (found == nullptr) return std::nullopt;
    for (const auto& w : found->readings.front().windows)
        if (w.state == window_state::open && w.pace) return w.pace;
    return std::nullopt;
}

class any_day : public testing::TestWithParam<base::date> {};

INSTANTIATE_TEST_SUITE_P(example, any_day,
                         testing::Values(make_date(2027, 1, 2), make_date(2028, 2, 29), make_date(2026, 7, 15),
                                         make_date(2026, 12, 31), make_date(2027, 10, 1)));

TEST_P(any_day, is_taken_in_by_the_rules_of_any_log) {
    for (const auto& folder : tests::folders()) {
        const auto example = tests::load(folder, GetParam());
        EXPECT_EQ(example.refused, std::vector<std::string>{}) << folder;
        EXPECT_GT(example.rows, 0) << folder;
    }
}

TEST_P(any_day, solvik_is_ahead_behind_and_at_risk) {
    const auto state = tests::load("solvik", GetParam()).judge(GetParam());
    EXPECT_EQ(pace_of(state, "m7"), pace::ahead);
    EXPECT_EQ(pace_of(state, "m8"), pace::behind);
    EXPECT_EQ(pace_of(state, "m9"), pace::at_risk);
    EXPECT_EQ(verdict_of(state, "m12"), verdict::cannot_be_judged);
    EXPECT_EQ(verdict_of(state, "m7"), verdict::ongoing);
}

TEST_P(any_day, solvik_counts_its_weekends) {
    const auto example = tests::load("solvik", GetParam());
    const auto state = example.judge(GetParam());
    const auto& windows = state.find("m10")->readings.front().windows;
    const auto met =
        std::count_if(windows.begin(), windows.end(), [](const auto& w) { return w.state == window_state::met; });
    EXPECT_GE(met, 45);
    for (const auto& w : windows)
        EXPECT_TRUE(w.outside.empty()) << base::to_iso(w.from);
}

TEST(example_norsjo, tells_in_a_minute) {
    const auto today = make_date(2021, 10, 14);
    const auto state = tests::load("norsjo", make_date(2026, 6, 1)).judge(today);
    EXPECT_TRUE(state.validity_in_dispute);
    const auto* september = window_from(state, "m5", make_date(2021, 9, 1));
    ASSERT_NE(september, nullptr);
    EXPECT_EQ(september->state, window_state::met);
    EXPECT_EQ(september->done.low, 11);
    const auto* july = window_from(state, "m5", make_date(2021, 7, 1));
    ASSERT_NE(july, nullptr);
    EXPECT_EQ(july->state, window_state::missed);
    EXPECT_EQ(july->done.low, 6);
    const auto* october = window_from(state, "m5", make_date(2021, 10, 1));
    ASSERT_NE(october, nullptr);
    EXPECT_EQ(october->state, window_state::open);
    EXPECT_EQ(october->done.low, 4);
    const auto& reasons = state.find("m5")->reasons;
    EXPECT_TRUE(std::any_of(reasons.begin(), reasons.end(),
                            [](const auto& r) { return r.window_from == make_date(2021, 7, 1); }));
    EXPECT_EQ(verdict_of(state, "m4"), verdict::cannot_be_judged);
    EXPECT_EQ(verdict_of(state, "m12"), verdict::cannot_be_judged);
}

TEST(example_nordmaling, has_kept_its_follow_up) {
    const auto example = tests::load("nordmaling", make_date(2026, 6, 1));
    const auto state = example.judge(example.file.shown_from.value());
    EXPECT_EQ(verdict_of(state, "follow_up"), verdict::kept);
    EXPECT_EQ(verdict_of(state, "p3"), verdict::cannot_be_judged);
}

TEST(example_sodra_angermanland, missed_a_year_and_says_why) {
    const auto example = tests::load("sodra-angermanland", make_date(2026, 6, 1));
    const auto state = example.judge(example.file.shown_from.value());
    EXPECT_EQ(window_from(state, "follow_up", make_date(2024, 1, 1))->state, window_state::met);
    EXPECT_EQ(window_from(state, "follow_up", make_date(2025, 1, 1))->state, window_state::missed);
    EXPECT_EQ(state.find("follow_up")->reasons.size(), 1U);
}

TEST(example_nacka, cannot_be_judged) {
    const auto example = tests::load("nacka", make_date(2026, 6, 1));
    const auto state = example.judge(example.file.shown_from.value());
    EXPECT_GE(state.owners.size(), 7U);
    for (const auto& o : state.owners)
        EXPECT_EQ(o.verdict, verdict::cannot_be_judged) << o.owner;
}

TEST(example_hogsby_monsteras, shows_kept_partly_and_not_kept) {
    const auto example = tests::load("hogsby-monsteras", make_date(2026, 6, 1));
    const auto state = example.judge(example.file.shown_from.value());
    EXPECT_EQ(verdict_of(state, "p2"), verdict::kept);
    EXPECT_EQ(verdict_of(state, "p3"), verdict::not_kept);
    EXPECT_EQ(verdict_of(state, "feedback"), verdict::partly);
    EXPECT_EQ(state.find("p3")->reasons.size(), 1U);
    EXPECT_EQ(verdict_of(state, "p1"), verdict::cannot_be_judged);
}

} // namespace
