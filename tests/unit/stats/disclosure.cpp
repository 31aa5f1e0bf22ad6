#include "stats/disclosure/audit.hpp"
#include "stats/disclosure/span.hpp"
#include "stats/disclosure/suppress.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>
#include <thread>

namespace {

using namespace stats::disclosure;
using stats::trouble;

struct made_table {
    full_table all;
    cell_set cells;
    std::vector<cell_state> state;
};

made_table table_of(const std::vector<hierarchy>& by, const std::vector<double>& counts) {
    made_table out{.all = full_table_of(by, counts).value()};
    out.cells = cells_at(by, out.all.where, out.all.value).value();
    for (const double v : out.all.value)
        out.state.push_back(v >= 1 && v <= 4 ? cell_state::guard : cell_state::open);
    return out;
}

std::vector<double> random_counts(std::size_t n, double mean, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::poisson_distribution<int> count(mean);
    std::vector<double> out(n);
    std::generate(out.begin(), out.end(), [&] { return count(random); });
    return out;
}

std::vector<char> all_hidden(const made_table& t, const std::vector<std::size_t>& cells) {
    std::vector<char> out(t.cells.size(), 0);
    for (const auto c : cells)
        out[c] = 1;
    return out;
}

// Municipality, two districts, areas within them.
const hierarchy districts{{-1, 0, 0, 1, 1, 2, 2, 2}};

TEST(full_table, sums_every_node_of_every_variable) {
    const std::vector<hierarchy> by{districts, hierarchy::flat(2)};
    const auto t = full_table_of(by, std::vector<double>{1, 2, 3, 4, 5, 10, 20, 30, 40, 50}).value();
    ASSERT_EQ(t.value.size(), 24U);
    EXPECT_EQ(t.value[0], 165); // everybody
    EXPECT_EQ(t.value[1], 33);  // the first district: 1 + 2 + 10 + 20
    EXPECT_EQ(t.value[8], 15);  // the first of the two groups
    EXPECT_EQ(t.value[16 + 2], 120);
    EXPECT_EQ(t.where[16 + 2], (place{2, 2}));
}

TEST(cells_at, gives_atoms_that_no_cell_cuts) {
    // Without the areas' own cells a district is one atom.
    const std::vector<hierarchy> by{districts};
    const auto s = cells_at(by, std::vector<place>{{0}, {1}, {2}}, std::vector<double>{9, 4, 5}).value();
    EXPECT_EQ(s.atom_count, 2U);
    EXPECT_EQ(s.atoms[0].size(), 2U);
    EXPECT_EQ(s.sums, (std::vector<std::vector<std::uint32_t>>{{0, 1, 2}}));
}

TEST(cells_at, refuses_what_is_no_table) {
    const std::vector<hierarchy> by{districts};
    const std::vector<place> where{{0}, {1}, {2}};
    const auto sum = cells_at(by, where, std::vector<double>{10, 4, 5});
    EXPECT_EQ(sum.error().what, trouble::not_additive);
    EXPECT_EQ(sum.error().cell, 0);
    EXPECT_EQ(sum.error().amount, -1);
    EXPECT_EQ(cells_at(by, where, std::vector<double>{1, 4, -3}).error().what, trouble::bad_number);
    EXPECT_EQ(cells_at(by, std::vector<place>{{8}}, std::vector<double>{1}).error().what, trouble::bad_code);
    EXPECT_EQ(cells_at(by, std::vector<place>{{1}, {1}}, std::vector<double>{1, 1}).error().what, trouble::bad_code);
    EXPECT_EQ(cells_at(std::vector<hierarchy>{{{0}}}, where, std::vector<double>{9, 4, 5}).error().what,
              trouble::bad_code);
    EXPECT_EQ(full_table_of(std::vector<hierarchy>{hierarchy::flat(70), hierarchy::flat(70)}, {}).error().what,
              trouble::too_large);
}

// 3 5 | 8
// 4 6 | 10
// 7 11| 18, columns running fastest from the first variable.
made_table two_by_two() { return table_of({hierarchy::flat(2), hierarchy::flat(2)}, {3, 5, 4, 6}); }

TEST(attack, gives_the_ends_that_margins_leave) {
    const auto t = two_by_two();
    const auto seen = attack(t.cells, all_hidden(t, {4, 5, 7, 8})).value();
    EXPECT_NEAR(seen[4].low, 0, 1e-9); // 3: at most its row's 8 and its column's 7
    EXPECT_NEAR(seen[4].high, 7, 1e-9);
    EXPECT_NEAR(seen[8].low, 3, 1e-9); // 6: 11 less at most 8
    EXPECT_NEAR(seen[8].high, 10, 1e-9);
    EXPECT_TRUE(std::isnan(seen[0].low));
}

TEST(attack, finds_the_one_hidden_cell_of_a_row) {
    const auto t = two_by_two();
    const auto seen = attack(t.cells, all_hidden(t, {4, 7, 8})).value();
    EXPECT_NEAR(seen[4].low, 3, 1e-9);
    EXPECT_NEAR(seen[4].high, 3, 1e-9);
    EXPECT_EQ(exact_by_sums(t.cells, all_hidden(t, {4, 7, 8}))[4], 1);
    EXPECT_EQ(exact_by_sums(t.cells, all_hidden(t, {4, 5, 7, 8}))[4], 0);
}

TEST(attack, knows_no_upper_end_where_no_sum_is_published) {
    const auto t = two_by_two();
    const auto seen = attack(t.cells, std::vector<char>(9, 1)).value();
    EXPECT_EQ(seen[4].low, 0);
    EXPECT_TRUE(std::isinf(seen[4].high));
}

TEST(attack, knows_that_parts_of_nobody_are_nobody) {
    const auto t = table_of({hierarchy::flat(2), hierarchy::flat(2)}, {0, 0, 4, 6});
    const auto seen = attack(t.cells, all_hidden(t, {4, 5, 7, 8})).value();
    EXPECT_EQ(seen[4].high, 0);
    EXPECT_EQ(seen[7].low, 4);
}

TEST(published_span, publishes_no_cell_from_which_a_watched_one_follows) {
    const auto t = two_by_two();
    const std::vector<char> known(t.cells.atom_count, 0);
    published_span span(t.cells, known);
    EXPECT_TRUE(span.watch({4}).empty());
    for (const std::uint32_t c : {0, 3, 1})
        EXPECT_TRUE(span.publish_if_safe(c));
    EXPECT_FALSE(span.publish_if_safe(5)); // its row's sum less this one
    EXPECT_FALSE(span.publish_if_safe(7));
    EXPECT_FALSE(span.publish_if_safe(8)); // all less the other row and column, and this one twice
    EXPECT_TRUE(span.follows(2));
    EXPECT_FALSE(span.follows(4));
    span.publish(7);
    EXPECT_TRUE(span.follows(4));
    EXPECT_EQ(span.watch({4}), (std::vector<std::uint32_t>{4}));
}

TEST(suppress, hides_a_rectangle_around_one_small_cell) {
    const auto t = two_by_two();
    auto state = t.state;
    state[7] = cell_state::open;
    const auto got = suppress(t.cells, state).value();
    EXPECT_EQ(got.hidden, all_hidden(t, {4, 5, 7, 8}));
    EXPECT_EQ(got.cost, 18);
    EXPECT_EQ(got.cells, 4U);
    EXPECT_TRUE(got.least);
    EXPECT_NEAR(got.seen[4].high, 7, 1e-9);
}

TEST(suppress, leaves_a_table_without_small_cells_as_it_is) {
    const auto t = table_of({hierarchy::flat(2), hierarchy::flat(2)}, {5, 5, 0, 6});
    EXPECT_EQ(suppress(t.cells, t.state).value().cells, 0U);
}

TEST(cells_of, joins_atoms_that_no_cell_tells_apart) {
    const auto got = cells_of(std::vector{9.0, 3.0, 6.0}, {{0, 1, 2, 3}, {0, 2}, {1, 3}}, {{0, 1, 2}}).value();
    EXPECT_EQ(got.atom_count, 2U);
    EXPECT_EQ(got.atoms, (std::vector<std::vector<std::uint32_t>>{{0, 1}, {0}, {1}}));
    EXPECT_EQ(cells_of(std::vector{9.0, 3.0, 5.0}, {{0, 1}, {0}, {1}}, {{0, 1, 2}}).error().what,
              stats::trouble::not_additive);
    EXPECT_EQ(cells_of(std::vector{9.0}, {{0}}, {{0, 1}}).error().what, stats::trouble::bad_code);
}

TEST(cells_of, takes_more_atoms_of_few_cells) {
    const auto told_apart = [](std::uint32_t atoms, std::uint32_t groups) {
        // A binary digit of its number is a cell, so that no two atoms are alike.
        std::vector<std::vector<std::uint32_t>> of(groups);
        for (std::uint32_t a = 0; a < atoms; ++a)
            for (std::uint32_t g = 0; g < groups; ++g)
                if ((a >> (g % 14)) & 1U) of[g].push_back(a);
        return cells_of(std::vector<double>(groups, 1.0), of);
    };
    EXPECT_EQ(told_apart(9000, 20).value().atom_count, 9000U);
    EXPECT_EQ(told_apart(9000, 200).error(), (stats::problem{stats::trouble::too_large, -1, -1, 9000}));
}

TEST(suppress, hides_sums_where_a_small_cell_is_all_of_them) {
    // The second group is 3 persons in one cell: its sum is that cell.
    const auto t = table_of({hierarchy::flat(2), hierarchy::flat(2)}, {8, 9, 0, 3});
    const auto got = suppress(t.cells, t.state).value();
    EXPECT_EQ(got.hidden[6], 1);
    EXPECT_EQ(got.hidden[8], 1);
    EXPECT_EQ(got.hidden[7], 0); // the 0 is shown
    EXPECT_GT(got.seen[6].high - got.seen[6].low, 0.5);
}

TEST(suppress, widens_what_is_known_of_sensitive_cells) {
    const auto t = two_by_two();
    auto state = t.state;
    state[7] = cell_state::open;
    const auto got = suppress(t.cells, state, {.width = 9}).value();
    EXPECT_GE(got.seen[4].high - got.seen[4].low, 9 - 1e-6);
    EXPECT_GT(got.cost, 18);
}

TEST(suppress, refuses_what_is_given_away_already) {
    const auto t = two_by_two();
    auto state = t.state;
    for (const auto c : {3, 5})
        state[static_cast<std::size_t>(c)] = cell_state::show;
    const auto got = suppress(t.cells, state);
    EXPECT_EQ(got.error().what, trouble::given_away);
    EXPECT_EQ(got.error().cell, 4);
    // Too narrow for what is asked, with nothing left to hide.
    std::vector<cell_state> fixed(9, cell_state::show);
    for (const auto c : {4, 5, 7, 8})
        fixed[static_cast<std::size_t>(c)] = cell_state::guard;
    EXPECT_TRUE(suppress(t.cells, fixed, {.width = 7}).has_value());
    EXPECT_EQ(suppress(t.cells, fixed, {.width = 8}).error().what, trouble::given_away);
}

TEST(suppress, asks_for_two_whole_numbers_between_the_ends) {
    // The second cell lies between 1.5 and 2.5, where 2 is the only whole number.
    const std::vector<hierarchy> by{hierarchy::flat(2), hierarchy::flat(2)};
    const auto t = table_of(by, {0.3, 2.2, 0.7, 9.0});
    std::vector<cell_state> state(9, cell_state::show);
    for (const auto c : {4, 5, 7, 8})
        state[static_cast<std::size_t>(c)] = cell_state::guard;
    EXPECT_TRUE(suppress(t.cells, state, {.whole = false}).has_value());
    EXPECT_EQ(suppress(t.cells, state).error().what, trouble::given_away);
}

TEST(suppress, refuses_tables_that_it_cannot_audit) {
    const auto t = table_of({hierarchy::flat(40), hierarchy::flat(40)}, random_counts(1600, 5, 1));
    const auto got = suppress(t.cells, t.state);
    EXPECT_EQ(got.error().what, trouble::too_large);
    EXPECT_GT(got.error().amount, 300);
}

// What holds of every pattern.
void expect_safe(const made_table& t, const pattern& p, const protection& need) {
    const auto seen = attack(t.cells, p.hidden).value();
    const auto exact = exact_by_sums(t.cells, p.hidden);
    for (std::size_t c = 0; c < t.cells.size(); ++c) {
        if (t.state[c] == cell_state::guard) {
            EXPECT_TRUE(p.hidden[c]);
            EXPECT_GE(seen[c].high - seen[c].low, std::max(need.width, 1.0) - 1e-6);
        }
        if (!p.hidden[c]) continue;
        EXPECT_FALSE(exact[c]);
        EXPECT_GT(seen[c].high - seen[c].low, 1e-6);
        EXPECT_LE(seen[c].low, t.cells.value[c] + 1e-6);
        EXPECT_GE(seen[c].high, t.cells.value[c] - 1e-6);
        EXPECT_NE(t.cells.value[c], 0);
    }
}

TEST(suppress, never_leaves_a_hidden_cell_exact) {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        const std::vector<std::vector<hierarchy>> shapes{{hierarchy::flat(5), hierarchy::flat(4)},
                                                         {districts, hierarchy::flat(3)},
                                                         {hierarchy::flat(3), hierarchy::flat(3), hierarchy::flat(2)},
                                                         {districts}};
        const auto& by = shapes[seed % shapes.size()];
        const std::size_t inner = std::accumulate(by.begin(), by.end(), std::size_t{1},
                                                  [](auto n, const auto& h) { return n * h.innermost().size(); });
        const auto t = table_of(by, random_counts(inner, 2 + seed % 9, seed));
        for (const auto& need : {protection{}, protection{.width = 5}, protection{.branches = 0}}) {
            const auto got = suppress(t.cells, t.state, need).value();
            expect_safe(t, got, need);
            EXPECT_EQ(suppress(t.cells, t.state, need).value().hidden, got.hidden);
        }
        const auto first = suppress(t.cells, t.state, {.branches = 0}).value();
        const auto best = suppress(t.cells, t.state).value();
        EXPECT_LE(best.cost, first.cost);
        EXPECT_LE(best.cells, first.cells);
    }
}

TEST(suppress, gives_the_same_in_every_thread) {
    const auto t = table_of({hierarchy::flat(8), hierarchy::flat(5)}, random_counts(40, 6, 7));
    std::vector<std::vector<char>> hidden(4);
    {
        std::vector<std::jthread> threads;
        for (auto& h : hidden)
            threads.emplace_back([&t, &h] { h = suppress(t.cells, t.state).value().hidden; });
    }
    EXPECT_EQ(hidden, std::vector<std::vector<char>>(4, suppress(t.cells, t.state).value().hidden));
}

// The least cost over all patterns that are safe and hide no more cells, tried one by one.
double least_cost(const made_table& t, std::size_t most) {
    std::vector<std::size_t> open;
    auto hidden = std::vector<char>(t.cells.size(), 0);
    for (std::size_t c = 0; c < t.cells.size(); ++c) {
        if (t.state[c] == cell_state::guard) hidden[c] = 1;
        if (t.state[c] == cell_state::open && t.cells.value[c] > 0) open.push_back(c);
    }
    double least = INFINITY;
    for (std::uint32_t chosen = 0; chosen < (1U << open.size()); ++chosen) {
        double cost = 0;
        for (std::size_t k = 0; k < open.size(); ++k)
            hidden[open[k]] = (chosen >> k) & 1U ? 1 : 0;
        for (std::size_t c = 0; c < t.cells.size(); ++c)
            cost += hidden[c] ? t.cells.value[c] : 0;
        if (cost >= least || static_cast<std::size_t>(std::count(hidden.begin(), hidden.end(), 1)) > most) continue;
        const auto exact = exact_by_sums(t.cells, hidden);
        bool safe = true;
        for (std::size_t c = 0; c < t.cells.size(); ++c)
            safe = safe && !(exact[c] && t.state[c] == cell_state::guard);
        if (safe) least = cost;
    }
    return least;
}

TEST(suppress, finds_the_cheapest_pattern_of_all) {
    std::size_t dearer = 0;
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const auto t = table_of({hierarchy::flat(3), hierarchy::flat(3)}, random_counts(9, 7, seed));
        const auto first = suppress(t.cells, t.state, {.whole = false, .branches = 0}).value();
        const auto got = suppress(t.cells, t.state, {.whole = false}).value();
        EXPECT_TRUE(got.least);
        EXPECT_EQ(got.cost, least_cost(t, first.cells)) << "seed " << seed;
        dearer += first.cost > got.cost ? 1U : 0U;
    }
    EXPECT_GT(dearer, 0U); // else the search was never needed
}

} // namespace
