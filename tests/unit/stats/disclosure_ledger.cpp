#include "stats/disclosure/audit.hpp"
#include "stats/disclosure/cell_key.hpp"
#include "stats/disclosure/ledger.hpp"
#include "stats/disclosure/primary.hpp"
#include "stats/disclosure/rounding.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace {

using namespace stats::disclosure;
using stats::trouble;

// Areas, ages, sexes.
const std::vector<hierarchy> by{hierarchy::flat(4), hierarchy::flat(3), hierarchy::flat(2)};

// Everybody once, and tables of them by two of the three variables.
struct people {
    full_table all;
    explicit people(std::uint32_t seed) {
        std::mt19937 random(seed);
        std::poisson_distribution<int> count(1.5);
        std::vector<double> inner(24);
        for (auto& x : inner)
            x = count(random);
        all = full_table_of(by, inner).value();
    }
    [[nodiscard]] new_table without(std::size_t variable) const {
        new_table out;
        for (std::size_t c = 0; c < all.where.size(); ++c) {
            if (all.where[c][variable] != 0) continue;
            out.where.push_back(all.where[c]);
            out.value.push_back(all.value[c]);
        }
        out.small = small_counts(out.value);
        return out;
    }
};

// The ends of everything that a ledger withholds, by all that it has shown.
std::vector<stats::interval> seen_by_all(const ledger& l, std::vector<char>& hidden) {
    std::vector<place> where;
    std::vector<double> value;
    hidden.clear();
    for (const auto& f : l.figures) {
        where.push_back(f.at);
        value.push_back(f.value);
        hidden.push_back(f.state == cell_state::show ? 0 : 1);
    }
    return attack(cells_at(l.by, where, value).value(), hidden).value();
}

TEST(ledger, lets_no_two_tables_give_a_cell_away) {
    std::size_t withheld = 0;
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        const people all(seed);
        const auto one = publish({.by = by}, all.without(2)).value();
        const auto two = publish(one.after, all.without(1)).value();
        const auto last = publish(two.after, all.without(0)).value().after;
        std::vector<char> hidden;
        const auto seen = seen_by_all(last, hidden);
        for (std::size_t k = 0; k < seen.size(); ++k) {
            if (!hidden[k]) continue;
            ++withheld;
            EXPECT_GT(seen[k].high - seen[k].low, 1e-6);
            if (last.figures[k].state == cell_state::guard) {
                EXPECT_GE(seen[k].high - seen[k].low, 1 - 1e-6);
            }
        }
    }
    EXPECT_GT(withheld, 100U);
}

// The same three tables, each protected by itself: what all of them show, and what only some withhold.
TEST(ledger, is_needed_where_tables_share_cells) {
    std::size_t given_away = 0;
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        const people all(seed);
        std::map<place, ledger::figure> by_place;
        for (const std::size_t variable : {2, 1, 0}) {
            const auto alone = publish({.by = by}, all.without(variable)).value().after;
            for (const auto& f : alone.figures) {
                const auto it = by_place.try_emplace(f.at, f).first;
                if (f.state == cell_state::show) it->second.state = f.state;
            }
        }
        ledger together{.by = by};
        for (const auto& [at, f] : by_place)
            together.figures.push_back(f);
        std::vector<char> hidden;
        const auto seen = seen_by_all(together, hidden);
        for (std::size_t k = 0; k < seen.size(); ++k)
            given_away += hidden[k] && seen[k].high - seen[k].low < 1e-6 ? 1U : 0U;
    }
    EXPECT_GT(given_away, 0U);
}

// One of those that were hidden for another's sake, asked for by itself.
TEST(ledger, is_what_keeps_two_tables_from_giving_a_cell_away) {
    const std::vector<hierarchy> two{hierarchy::flat(2), hierarchy::flat(2)};
    const auto t = full_table_of(two, std::vector<double>{3, 5, 14, 16}).value();
    const new_table first{t.where, t.value, small_counts(t.value)};
    const auto one = publish({.by = two}, first).value();
    EXPECT_EQ(one.shown.cells, 4U);
    // One of those that were hidden to protect the small one, by itself: nothing wrong with it, but for the first
    // table.
    const new_table again{{{2, 1}}, {5}, {0}};
    EXPECT_EQ(publish(ledger{.by = two}, again).value().shown.cells, 0U);
    EXPECT_EQ(publish(one.after, again).value().shown.cells, 1U);
}

TEST(ledger, hides_the_same_in_the_same_table_again) {
    const people all(3);
    const auto one = publish({.by = by}, all.without(2)).value();
    const auto two = publish(one.after, all.without(2)).value();
    EXPECT_EQ(one.shown.hidden, two.shown.hidden);
    EXPECT_EQ(one.after.figures, two.after.figures);
}

TEST(ledger, refuses_what_was_shown_and_what_has_changed) {
    const std::vector<hierarchy> two{hierarchy::flat(2)};
    const auto one = publish({.by = two}, {{{0}, {1}, {2}}, {11, 5, 6}, {0, 0, 0}}).value();
    const auto small = publish(one.after, {{{2}, {1}}, {6, 5}, {0, 1}});
    EXPECT_EQ(small.error().what, trouble::given_away);
    EXPECT_EQ(small.error().cell, 1);
    const auto changed = publish(one.after, {{{1}}, {7}, {0}});
    EXPECT_EQ(changed.error().what, trouble::not_additive);
    EXPECT_EQ(changed.error().amount, 2);
    EXPECT_EQ(publish(one.after, {{{1}}, {5, 6}, {0}}).error().what, trouble::lengths_differ);
}

TEST(ledger, refuses_a_small_cell_that_follows_from_what_was_shown) {
    const std::vector<hierarchy> two{hierarchy::flat(2)};
    const auto one = publish({.by = two}, {{{0}, {1}}, {9, 6}, {0, 0}}).value();
    const auto got = publish(one.after, {{{2}}, {3}, {1}});
    EXPECT_EQ(got.error().what, trouble::given_away);
    EXPECT_EQ(got.error().cell, 0);
}

TEST(primary, hides_one_to_four) {
    EXPECT_EQ(small_counts(std::vector<double>{0, 1, 4, 5}), (std::vector<char>{0, 1, 1, 0}));
}

TEST(primary, finds_who_dominates_a_sum) {
    const std::vector<double> x{10, 70, 12, 8};
    EXPECT_FALSE(dominated(x, 1, 0.75).value());
    EXPECT_TRUE(dominated(x, 1, 0.69).value());
    EXPECT_TRUE(dominated(x, 2, 0.75).value()); // 82 of 100
    // The second, who knows 12, can tell the largest to within 18 of 70.
    EXPECT_FALSE(estimated_within(x, 0.25).value());
    EXPECT_TRUE(estimated_within(x, 0.26).value());
    EXPECT_TRUE(estimated_within(std::vector<double>{5, 4}, 0.01).value());
    EXPECT_TRUE(dominated(std::vector<double>{5}, 1, 0.99).value());
    EXPECT_FALSE(dominated({}, 1, 0.5).value());
    EXPECT_EQ(dominated(std::vector<double>{1, -1}, 1, 0.5).error().cell, 1);
}

TEST(primary, withholds_estimates_from_few_answers) {
    EXPECT_EQ(from_answers(29), shown_as::withheld);
    EXPECT_EQ(from_answers(30), shown_as::weak);
    EXPECT_EQ(from_answers(59), shown_as::weak);
    EXPECT_EQ(from_answers(60), shown_as::plain);
    EXPECT_EQ(from_answers(std::nan("")), shown_as::withheld);
}

TEST(primary, knows_shares_that_tell_of_few) {
    EXPECT_TRUE(tells_of_few(40, 0.1));    // 4 said yes
    EXPECT_FALSE(tells_of_few(40, 0.125)); // 5
    EXPECT_TRUE(tells_of_few(40, 0.9));    // 4 said no
    EXPECT_TRUE(tells_of_few(40, 1));
}

TEST(rounding, goes_to_the_nearest_multiple) {
    EXPECT_EQ(rounded(2, 5), 0);
    EXPECT_EQ(rounded(3, 5), 5);
    EXPECT_EQ(rounded(1234.5, 10), 1230);
    EXPECT_EQ(rounded(15, 10), 20);
}

TEST(rounding, by_key_is_right_on_average_and_leaves_multiples) {
    double sum = 0;
    for (int k = 0; k < 3000; ++k)
        sum += rounded_by_key(7, 3, (k + 0.5) / 3000);
    EXPECT_NEAR(sum / 3000, 7, 1e-9);
    EXPECT_EQ(rounded_by_key(6, 3, 0), 6);
    EXPECT_EQ(rounded_by_key(7, 3, 0.3), 9);
    EXPECT_EQ(rounded_by_key(7, 3, 0.4), 6);
}

TEST(cell_key, of_a_sum_is_what_is_left_beside_whole_numbers) {
    EXPECT_NEAR(cell_key(2.75), 0.75, 1e-15);
    EXPECT_EQ(cell_key(3), 0);
}

TEST(perturbation, looks_up_the_count_and_the_key) {
    const std::vector<double> count{0, 1, 1, 2, 2, 2}, change{0, -1, 1, -2, 0, 1}, up_to{1, 0.5, 1, 0.25, 0.75, 1};
    const auto p = perturbation::make(count, change, up_to).value();
    EXPECT_EQ(p.change(0, 0.9), 0);
    EXPECT_EQ(p.change(1, 0.49), -1);
    EXPECT_EQ(p.change(1, 0.5), 1);
    EXPECT_EQ(p.change(2, 0.74), 0);
    EXPECT_EQ(p.change(900, 0.75), 1); // the last count stands for all above
}

TEST(perturbation, refuses_a_table_that_leaves_something_open) {
    using column = std::vector<double>;
    EXPECT_EQ(perturbation::make(column{0, 1}, column{0, -1}, column{1, 0.5}).error().cell, 1);
    EXPECT_EQ(perturbation::make(column{0, 2}, column{0, 1}, column{1, 1}).error().cell, 1);
    EXPECT_EQ(perturbation::make(column{0, 1, 1}, column{0, 1, 2}, column{1, 0.5, 0.4}).error().cell, 2);
    EXPECT_EQ(perturbation::make(column{0, 1}, column{0, -2}, column{1, 1}).error().cell, 1);
    EXPECT_EQ(perturbation::make({}, {}, {}).error().what, trouble::no_data);
}

} // namespace
