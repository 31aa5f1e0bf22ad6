#include "figures/funnel_figures.hpp"

#include "figures/problem_words.hpp"
#include "stats/disclosure/primary.hpp"
#include "stats/disclosure/suppress.hpp"
#include "stats/funnel.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace figures {
namespace {

constexpr double least_expected = 5;

double sum_of_latest(const std::vector<double>& x, std::size_t n) {
    const auto latest = std::span{x}.last(n);
    return std::accumulate(latest.begin(), latest.end(), 0.0);
}

// Counts of 1–4, and as many others as keep them from being worked out from the sum, which the expected numbers tell.
base::result<std::vector<among>> hidden_ones(const std::vector<double>& observed, double all) {
    namespace sdc = stats::disclosure;
    std::vector<among> out(observed.size(), among::usual);
    const auto small = sdc::small_counts(observed);
    std::vector<sdc::place> where{{0}};
    std::vector<double> value{all};
    std::vector<sdc::cell_state> state{sdc::cell_state::show};
    bool any = false;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        where.push_back({static_cast<std::int32_t>(i) + 1});
        value.push_back(observed[i]);
        state.push_back(small[i] ? sdc::cell_state::guard : sdc::cell_state::open);
        any = any || small[i];
    }
    if (!any) return out;
    const std::vector by{sdc::hierarchy::flat(static_cast<std::int32_t>(observed.size()))};
    const auto pattern = sdc::cells_at(by, where, value).and_then([&](const sdc::cell_set& cells) {
        return sdc::suppress(cells, state);
    });
    if (!pattern)
        return tl::unexpected(in_words(pattern.error(), {.step = "figures.step_hiding", .cell = {}, .part = {}}));
    for (std::size_t i = 0; i < observed.size(); ++i)
        if (pattern->hidden[i + 1]) out[i] = small[i] ? among::hidden : among::protects;
    return out;
}

among place_of(const stats::funnel_unit& unit, double expected) {
    if (expected < least_expected) return among::too_few;
    if (!unit.stands_out) return among::usual;
    return unit.ratio > 1 ? among::above : among::below;
}

} // namespace

bool is_shown(among a) { return a != among::hidden && a != among::protects; }

base::result<funnel_report> funnel_figures(const series_plan& plan, const base::table& counts) {
    if (plan.population_column.empty() || plan.series_column.empty())
        return base::fail(base::problem_kind::invalid, {"figures.funnel_columns", {}}, "population");
    const auto areas = read_series(plan, counts);
    if (!areas) return tl::unexpected(areas.error());
    if (areas->size() < least_areas)
        return base::fail(base::problem_kind::invalid, {"figures.funnel_few",
                                                        {{"least", static_cast<std::int64_t>(least_areas)},
                                                         {"have", static_cast<std::int64_t>(areas->size())}}});
    const std::size_t year = plan.per == pace::month ? 12 : 52;
    std::vector<double> observed, persons, expected;
    for (const auto& a : *areas) {
        if (a.count.size() < year)
            return base::fail(base::problem_kind::invalid, {"figures.funnel_short", {{"series", a.id}}});
        observed.push_back(sum_of_latest(a.count, year));
        persons.push_back(sum_of_latest(a.population, year) / static_cast<double>(year));
    }
    const double all = std::accumulate(observed.begin(), observed.end(), 0.0);
    if (all == 0) return base::fail(base::problem_kind::invalid, {"figures.funnel_none", {}});
    const double rate = all / std::accumulate(persons.begin(), persons.end(), 0.0);
    for (const auto p : persons)
        expected.push_back(rate * p);
    const auto f = stats::make_funnel(observed, expected);
    if (!f) return tl::unexpected(in_words(f.error(), {.step = "figures.step_figures", .cell = {}, .part = {}}));

    std::vector<among> hidden(observed.size(), among::usual);
    if (plan.hide_small) {
        auto ones = hidden_ones(observed, all);
        if (!ones) return tl::unexpected(ones.error());
        hidden = std::move(*ones);
    }

    funnel_report out{.title = plan.title,
                      .per = plan.per,
                      .per_persons = plan.per_persons,
                      .last = areas->front().last(),
                      .figures = {}};
    for (std::size_t i = 0; i < areas->size(); ++i) {
        const auto& unit = f->units[i];
        funnel_figure figure{.id = (*areas)[i].id, .expected = expected[i]};
        if (const auto* name = plan.name_of(figure.id)) figure.name = *name;
        figure.usual = {expected[i] * std::max(0.0, unit.wide998.low), expected[i] * unit.wide998.high};
        figure.where = hidden[i] == among::usual ? place_of(unit, expected[i]) : hidden[i];
        if (is_shown(figure.where)) {
            figure.count = observed[i];
            figure.rate = plan.per_persons * observed[i] / persons[i];
        }
        out.figures.push_back(std::move(figure));
    }
    return out;
}

} // namespace figures
