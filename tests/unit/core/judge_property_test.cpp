// What must hold of every judgement, tried on random pledges and logs.
#include "core/plan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace {

using reading::aggregate;
using reading::bound;
using reading::measure;

const auto first_day = base::make_date(2024, 1, 1);

struct example {
    reading::document document;
    std::vector<core::done_entry> done;
    base::date as_of;
};

reading::reading any_reading(std::vector<bound> bounds) {
    reading::reading r;
    r.bound = *rc::gen::elementOf(bounds);
    r.stated = true;
    const auto n = *rc::gen::inRange(1, 12);
    r.count = reading::amount{static_cast<double>(n), static_cast<double>(n)};
    r.every = reading::duration{*rc::gen::inRange(1, 4), *rc::gen::element('D', 'W', 'M', 'Y')};
    r.aggregate =
        *rc::gen::element(aggregate::each, aggregate::each, aggregate::average, aggregate::total, aggregate::interval);
    r.measure = *rc::gen::element(measure::occasions, measure::occasions, measure::hours, measure::days);
    if (*rc::gen::inRange(0, 4) == 0) r.windows = {{reading::window_kind::weekend}};
    if (*rc::gen::inRange(0, 4) == 0) r.per = reading::subjects{reading::subjects::sharing::each, {"Norra", "Östra"}};
    return r;
}

core::done_entry any_entry(std::int64_t row, int days, bool per_each) {
    core::done_entry e;
    e.row = row;
    e.on = first_day + base::days{*rc::gen::inRange(-10, days + 10)};
    e.subject = per_each ? static_cast<std::int16_t>(*rc::gen::inRange(-1, 2)) : std::int16_t{-1};
    e.low = *rc::gen::inRange(0, 15);
    e.high = e.low + *rc::gen::element(0, 0, 0, 5);
    e.about = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) e.hours = *rc::gen::inRange(0, 40) / 4.0;
    return e;
}

example any_example(std::vector<bound> bounds) {
    example x;
    const int days = *rc::gen::inRange(1, 900);
    x.document.valid.from = first_day;
    x.document.valid.to = first_day + base::days{days - 1};
    reading::plan_row row;
    row.id = "m1";
    row.readings = {any_reading(std::move(bounds))};
    x.document.plan = {row};
    const int entries = *rc::gen::inRange(1, 60);
    for (int i = 0; i < entries; ++i)
        x.done.push_back(any_entry(i + 1, days, row.readings[0].per.has_value()));
    x.as_of = first_day + base::days{*rc::gen::inRange(-20, days + 60)};
    return x;
}

core::document_state judged(const example& x) { return core::judge(x.document, x.done, {}, {}, x.as_of); }

const std::vector<bound> all_bounds{bound::at_least, bound::exactly, bound::at_most, bound::about};

RC_GTEST_PROP(judge, does_not_care_in_which_order_entries_come, ()) {
    auto x = any_example(all_bounds);
    const auto before = judged(x);
    std::shuffle(x.done.begin(), x.done.end(), std::minstd_rand{*rc::gen::arbitrary<unsigned>()});
    const auto after = judged(x);

    RC_ASSERT(after.owners.size() == before.owners.size());
    for (std::size_t o = 0; o < after.owners.size(); ++o) {
        RC_ASSERT(after.owners[o].verdict == before.owners[o].verdict);
        RC_ASSERT(after.owners[o].standing == before.owners[o].standing);
        for (std::size_t r = 0; r < after.owners[o].readings.size(); ++r) {
            const auto& a = after.owners[o].readings[r].windows;
            const auto& b = before.owners[o].readings[r].windows;
            RC_ASSERT(a.size() == b.size());
            for (std::size_t w = 0; w < a.size(); ++w) {
                RC_ASSERT(a[w].from == b[w].from && a[w].to == b[w].to);
                RC_ASSERT(a[w].done == b[w].done);
                RC_ASSERT(a[w].state == b[w].state && a[w].pace == b[w].pace);
                RC_ASSERT(a[w].outside == b[w].outside);
            }
        }
    }
}

int rank(core::verdict v) {
    switch (v) {
    case core::verdict::not_kept:
        return 0;
    case core::verdict::partly:
    case core::verdict::cannot_be_judged:
        return 1;
    case core::verdict::ongoing:
        return 2;
    case core::verdict::kept:
        return 3;
    }
    return -1;
}

RC_GTEST_PROP(judge, never_thinks_less_of_an_at_least_promise_when_more_was_done, ()) {
    auto x = any_example({bound::at_least});
    x.done.front().on =
        std::min(first_day, x.as_of); // a log that says nothing is another thing than one that says little
    const auto before = judged(x).find("m1")->verdict;
    const auto days = (*x.document.valid.to - first_day).count();
    const auto& r = x.document.plan[0].readings[0];
    x.done.push_back(
        any_entry(static_cast<std::int64_t>(x.done.size()) + 1, static_cast<int>(days), r.per.has_value()));
    const auto after = judged(x).find("m1")->verdict;

    // One more occasion makes two gaps of one: both may be too long still.
    if (r.aggregate == aggregate::interval && before != core::verdict::kept) return;
    RC_ASSERT(rank(after) >= rank(before));
}

RC_GTEST_PROP(judge, cuts_the_validity_into_windows_without_gap_or_overlap, ()) {
    auto x = any_example(all_bounds);
    auto& r = x.document.plan[0].readings[0];
    r.aggregate = aggregate::each;
    r.windows.clear();
    r.per.reset();
    const auto state = judged(x);
    const auto& windows = state.find("m1")->readings.at(0).windows;

    RC_ASSERT(!windows.empty());
    RC_ASSERT(windows.front().from == *x.document.valid.from);
    RC_ASSERT(windows.back().to == *x.document.valid.to);
    for (std::size_t i = 0; i < windows.size(); ++i) {
        RC_ASSERT(windows[i].from <= windows[i].to);
        if (i > 0) RC_ASSERT(windows[i].from == windows[i - 1].to + base::days{1});
    }
}

// Public holidays on a Monday to Friday in the 900 days that examples reach, from an almanac.
bool is_weekend(base::date d) {
    static const std::vector<base::date> holidays{
        base::make_date(2024, 1, 1),   base::make_date(2024, 3, 29),  base::make_date(2024, 4, 1),
        base::make_date(2024, 5, 1),   base::make_date(2024, 5, 9),   base::make_date(2024, 6, 6),
        base::make_date(2024, 12, 25), base::make_date(2024, 12, 26), base::make_date(2025, 1, 1),
        base::make_date(2025, 1, 6),   base::make_date(2025, 4, 18),  base::make_date(2025, 4, 21),
        base::make_date(2025, 5, 1),   base::make_date(2025, 5, 29),  base::make_date(2025, 6, 6),
        base::make_date(2025, 12, 25), base::make_date(2025, 12, 26), base::make_date(2026, 1, 1),
        base::make_date(2026, 1, 6),   base::make_date(2026, 4, 3),   base::make_date(2026, 4, 6),
        base::make_date(2026, 5, 1),   base::make_date(2026, 5, 14)};
    return base::iso_weekday(d) >= 6 || std::find(holidays.begin(), holidays.end(), d) != holidays.end();
}

// Every entry inside the validity is in one window, counted or shown as outside.
RC_GTEST_PROP(judge, loses_no_entry, ()) {
    auto x = any_example(all_bounds);
    auto& r = x.document.plan[0].readings[0];
    r.aggregate = aggregate::each;
    r.measure = measure::occasions;
    r.per.reset();
    const auto state = judged(x);
    double low = 0;
    std::size_t outside = 0;
    for (const auto& w : state.find("m1")->readings.at(0).windows) {
        low += w.done.low.value_or(0);
        outside += w.outside.size();
    }

    double expected = 0;
    std::size_t expected_outside = 0;
    for (const auto& e : x.done) {
        if (e.on > x.as_of || e.on < first_day || e.on > *x.document.valid.to) continue;
        if (r.windows.empty() || is_weekend(e.on))
            expected += e.low;
        else
            ++expected_outside;
    }
    RC_ASSERT(std::abs(low - expected) < 1e-6);
    RC_ASSERT(outside == expected_outside);
}

} // namespace
