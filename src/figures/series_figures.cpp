#include "figures/series_figures.hpp"

#include "stats/adjust.hpp"
#include "stats/model/interrupted.hpp"
#include "stats/rate.hpp"
#include "stats/series/farrington.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace figures {
namespace {

constexpr double unusual = 0.01;   // of a single series, as few months as there are in eight years
constexpr double certain = 0.05;   // of a turn
constexpr double rare_in_all = 12; // in the years learnt from
constexpr double rare_a_month = 5;

int a_year(pace p) { return p == pace::month ? 12 : 52; }
double frequency(pace p) { return p == pace::month ? 12 : 365.25 / 7; }

double sum(std::span<const double> x) { return std::accumulate(x.begin(), x.end(), 0.0); }

bool is_small(double count) { return count >= 1 && count <= 4; }

void tell_level(series_figure& f, const series_plan& plan, const counted_series& s) {
    const auto n = std::min(s.count.size(), static_cast<std::size_t>(a_year(plan.per)));
    const auto year = std::span{s.count}.last(n);
    if (!plan.hide_small || !is_small(s.count.back())) f.latest = s.count.back();
    if (n < static_cast<std::size_t>(a_year(plan.per)) || (plan.hide_small && is_small(sum(year)))) return;
    f.year = sum(year);
    const auto limits = stats::count_limits(f.year);
    if (!limits) return;
    f.year_limits = *limits;
    if (s.population.empty()) return;
    const double persons = sum(std::span{s.population}.last(n)) / static_cast<double>(n);
    const double by = plan.per_persons / persons;
    f.rate = by * f.year;
    f.rate_limits = {by * limits->low, by * limits->high};
}

void tell_latest(series_figure& f, const series_plan& plan, const counted_series& s) {
    const std::size_t n = s.count.size();
    const bool monthly = plan.per == pace::month;
    const int window = monthly ? 1 : 3;
    f.years = std::min(5, (static_cast<int>(n) - 1 - window) / a_year(plan.per));
    f.now = lately::too_short;
    if (f.years < 3 || n < least_for_latest(plan.per)) return;
    f.now = lately::too_rare;
    const auto learnt = static_cast<std::size_t>(f.years * a_year(plan.per));
    if (sum(std::span{s.count}.subspan(n - 1 - learnt, learnt)) < rare_in_all) return;
    f.now = lately::not_fitted;
    const auto when = stats::series::calendar::by_index(n, n - 1, a_year(plan.per), f.years);
    if (!when) return;
    const auto out = stats::series::farrington(s.count, s.population, n - 1, *when,
                                               {.years = f.years,
                                                .half_window = window,
                                                .periods = 10,
                                                .alpha = unusual,
                                                .trend_p = 1,
                                                .limit_cases = 0,
                                                .limit_points = 1,
                                                .method = stats::series::threshold::nb_plugin,
                                                .recent = monthly ? 3 : 26});
    if (!out || std::isnan(out->expected) || std::isnan(out->p)) return;
    f.now = lately::as_expected;
    f.expected = out->expected;
    f.unusual_above = out->threshold;
    f.p = out->p;
}

void tell_turn(series_figure& f, const series_plan& plan, const counted_series& s, std::int64_t began) {
    f.turn = since_then::outside;
    if (began <= s.first || began > s.last()) return;
    f.before = static_cast<std::size_t>(began - s.first);
    f.after = s.count.size() - f.before;
    f.turn = since_then::too_short;
    if (f.before < least_before(plan.per) || f.after < least_after(plan.per)) return;
    f.turn = since_then::too_rare;
    const double months = 12.0 * static_cast<double>(s.count.size()) / frequency(plan.per);
    if (sum(s.count) / months < rare_a_month) return;
    f.turn = since_then::not_fitted;
    const auto out = stats::model::interrupted_series(
        {.y = s.count, .population = s.population, .start = f.before, .frequency = frequency(plan.per)});
    if (!out) return;
    f.turn = since_then::not_certain;
    f.ratio = out->ratio;
    f.ratio_limits = {std::min(out->limits.low, out->limits_other_lag.low),
                      std::max(out->limits.high, out->limits_other_lag.high)};
    f.turn_p = out->p;
}

// Of many series some are high by chance, and some turn.
void judge_together(std::vector<series_figure>& all) {
    std::vector<double> high, turned;
    for (const auto& f : all) {
        high.push_back(f.p);
        turned.push_back(f.turn_p);
    }
    const auto p = stats::adjust(high, stats::adjustment::benjamini_hochberg);
    const auto q = stats::adjust(turned, stats::adjustment::benjamini_hochberg);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& f = all[i];
        f.p_adjusted = p[i];
        f.turn_p_adjusted = q[i];
        if (f.now == lately::as_expected && f.p < unusual)
            f.now = f.p_adjusted < unusual ? lately::higher : lately::higher_alone;
        if (f.turn == since_then::not_certain && f.turn_p_adjusted < certain)
            f.turn = f.ratio < 1 ? since_then::fewer : since_then::more;
    }
}

base::result<std::vector<counted_series>> chosen(const series_plan& plan, const base::table& counts,
                                                 const std::vector<std::string>& items) {
    auto all = read_series(plan, counts);
    if (!all || items.empty()) return all;
    std::vector<counted_series> out;
    for (const auto& id : items) {
        const auto found = std::find_if(all->begin(), all->end(), [&](const auto& s) { return s.id == id; });
        if (found == all->end()) {
            std::vector<std::string> known;
            for (const auto& s : *all)
                known.push_back(s.id);
            return base::fail(
                base::problem_kind::invalid,
                {"figures.no_series", {{"said", id}, {"known", fmt::format("{}", fmt::join(known, ", "))}}}, "--items");
        }
        out.push_back(*found);
    }
    return out;
}

} // namespace

std::size_t least_for_latest(pace p) { return p == pace::month ? 38 : 160; }
std::size_t least_before(pace p) { return p == pace::month ? 24 : 104; }
std::size_t least_after(pace p) { return p == pace::month ? 12 : 52; }

base::result<series_report> series_figures(const series_plan& plan, const base::table& counts,
                                           const series_request& asked) {
    const auto all = chosen(plan, counts, asked.items);
    if (!all) return tl::unexpected(all.error());
    series_report out{.title = plan.title,
                      .per = plan.per,
                      .per_persons = plan.per_persons,
                      .hide_small = plan.hide_small,
                      .last = all->front().last(),
                      .began = {},
                      .figures = {}};
    if (!asked.began.empty()) {
        out.began = period_number(asked.began, plan.per);
        if (!out.began)
            return base::fail(
                base::problem_kind::invalid,
                {plan.per == pace::month ? "figures.began_no_month" : "figures.began_no_week", {{"said", asked.began}}},
                "--began");
    }
    for (const auto& s : *all) {
        series_figure f{.id = s.id, .periods = s.count.size()};
        if (const auto* name = plan.name_of(s.id)) f.name = *name;
        tell_level(f, plan, s);
        tell_latest(f, plan, s);
        if (out.began) tell_turn(f, plan, s, *out.began);
        out.figures.push_back(std::move(f));
    }
    judge_together(out.figures);
    return out;
}

} // namespace figures
