#include "awkward.hpp"

#include "stats/survey/calibrate.hpp"

#include <algorithm>
#include <numeric>

namespace vectors {

namespace {

using namespace stats::survey;
using stats::result;

double sum_of(const std::vector<double>& w) { return std::accumulate(w.begin(), w.end(), 0.0); }

// A sample of awk_rake.csv: all of it, or its diagonal.
struct sample {
    std::vector<std::string> a, b;
    std::vector<double> x, y, weight;
    group of_a{{}}, of_b{{}};

    sample(const table& in, bool diagonal) {
        const auto diag = in.numbers("diag");
        const auto xs = in.numbers("x");
        const auto ys = in.numbers("y");
        const auto ws = in.numbers("weight");
        for (std::size_t i = 0; i < in.rows(); ++i) {
            if (diagonal && diag[i] != 1) continue;
            a.push_back(in.text("a")[i]);
            b.push_back(in.text("b")[i]);
            x.push_back(xs[i]);
            y.push_back(ys[i]);
            weight.push_back(ws[i]);
        }
        of_a = group(a);
        of_b = group(b);
    }
    [[nodiscard]] design made() const { return design::make({.weight = weight}).value(); }
};

result<cases::values> raked(const sample& s, const std::vector<double>& a, const std::vector<double>& b,
                            const raking_options& o) {
    // A population may have levels that the sample lacks.
    auto of_a = s.of_a.factor();
    of_a.levels = static_cast<std::int32_t>(a.size());
    const auto d = rake(s.made(), std::vector<margin>{{of_a, a}, {s.of_b.factor(), b}}, o);
    if (!d) return tl::unexpected(d.error());
    cases::values out;
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < s.a.size(); ++i) {
        const auto cell = s.a[i] + s.b[i];
        if (std::find(seen.begin(), seen.end(), cell) != seen.end()) continue;
        seen.push_back(cell);
        out.emplace_back("w." + cell, d->weight()[i]);
    }
    out.emplace_back("sum_w", sum_of(d->weight()));
    const auto e = named(mean(*d, s.y));
    if (!e) return e;
    out.insert(out.end(), e->begin(), e->end());
    return out;
}

result<cases::values> stratified(const sample& s, const stats::factor& cells, const std::vector<double>& n,
                                 bool partial, bool sum) {
    const auto d = post_stratify(s.made(), {cells, n}, partial);
    if (!d) return tl::unexpected(d.error());
    auto out = named(mean(*d, s.y));
    if (out && sum) out->emplace_back("sum_w", sum_of(d->weight()));
    return out;
}

result<cases::values> calibrated(const sample& s, const calibration& to, calibration_options o) {
    o.begin_at_one = true;
    const auto before = s.made();
    const auto d = calibrate(before, to, o);
    if (!d) return tl::unexpected(d.error());
    auto out = named(mean(*d, s.y));
    if (!out) return out;
    double low = 1e300;
    double high = -1e300;
    for (std::size_t i = 0; i < s.y.size(); ++i) {
        const double g = d->weight()[i] / before.weight()[i];
        low = std::min(low, g);
        high = std::max(high, g);
    }
    out->emplace_back("min_g", low);
    out->emplace_back("max_g", high);
    out->emplace_back("sum_w", sum_of(d->weight()));
    return out;
}

void add_raking(const sample& all, const sample& diagonal, cases& to) {
    const std::vector<double> half = {500, 500};
    const raking_options usual{.cycles = 10, .epsilon = 1, .as_r = true};
    const raking_options tight{.cycles = 1000, .epsilon = 1e-13, .as_r = true};
    to.add("rake/ok_default", raked(all, half, {600, 400}, usual));
    to.add("rake/ok_tight", raked(all, half, {600, 400}, tight));
    to.add("rake/inconsistent", raked(all, half, {700, 400}, usual));
    to.add("rake/inconsistent_maxit1000", raked(all, half, {700, 400}, tight));
    to.add("rake/structural_zero", raked(diagonal, half, {600, 400}, usual));
    to.add("rake/structural_zero_maxit50",
           raked(diagonal, half, {600, 400}, {.cycles = 50, .epsilon = 1, .as_r = true}));
    to.add("rake/slow", raked(all, half, {995, 5}, {.cycles = 10, .epsilon = 1e-9, .as_r = true}));
    to.add("rake/slow_converged", raked(all, half, {995, 5}, {.cycles = 10000, .epsilon = 1e-13, .as_r = true}));
    to.add("rake/pop_zero_cell", raked(all, {1000, 0}, {600, 400}, usual));
    to.add("rake/pop_level_not_in_sample", raked(all, {400, 400, 200}, {600, 400}, usual));
}

void add_post(const sample& all, const sample& diagonal, cases& to) {
    stats::factor three = all.of_a.factor();
    three.levels = 3;
    to.add("post/empty_cell", stratified(all, three, {400, 400, 200}, false, false));
    to.add("post/empty_cell_partial", stratified(all, three, {400, 400, 200}, true, true), true);
    std::vector<std::int32_t> cross;
    for (std::size_t i = 0; i < diagonal.a.size(); ++i)
        cross.push_back(diagonal.of_a.of.code[i] * 2 + diagonal.of_b.of.code[i]);
    to.add("post/2way_empty_partial", stratified(diagonal, {cross, 4}, {300, 200, 100, 400}, true, true), true);
}

void add_calibration(const sample& all, const sample& diagonal, cases& to) {
    const std::vector<double> half = {500, 500};
    const std::vector<double> by_b = {600, 400};
    const std::vector<double> uneven = {900, 100};
    const auto margins = [&](const sample& s, const std::vector<double>& b) {
        return calibration{.margins = {{s.of_a.factor(), half}, {s.of_b.factor(), b}}};
    };
    const calibration twice{.margins = {{all.of_a.factor(), half}, {all.of_a.factor(), half}}};
    const std::vector<double> far = {850 * 15.0};
    const std::vector<double> near = {850 * 10.3};
    const std::vector<double> beyond = {850 * 100.0};
    const auto number = [&](const std::vector<double>& total) {
        return calibration{.numbers = {all.x}, .number_totals = total, .population = 850};
    };
    constexpr double r_epsilon = 1e-7;
    const calibration_options raking{.epsilon = r_epsilon};
    const calibration_options linear{.how = distance::linear, .epsilon = r_epsilon, .refuse_repeated = true};
    to.add("cal/raking_ok", calibrated(all, margins(all, by_b), raking));
    to.add("cal/raking_structural_zero", calibrated(diagonal, margins(diagonal, by_b), raking));
    to.add("cal/linear_collinear", calibrated(all, twice, linear));
    to.add("cal/raking_collinear", calibrated(all, twice, raking));
    to.add("cal/linear_negative", calibrated(all, number(far), linear));
    to.add("cal/raking_far", calibrated(all, number(far), {}));
    to.add("cal/bounded_fail",
           calibrated(all, number(far), {.how = distance::linear, .low = 0.8, .high = 1.2, .epsilon = r_epsilon}));
    to.add("cal/bounded_ok", calibrated(all, number(near), {.how = distance::linear, .low = 0.5, .high = 1.6}));
    to.add("cal/logit_fail",
           calibrated(all, number(far), {.how = distance::logit, .low = 0.8, .high = 1.2, .epsilon = r_epsilon}));
    to.add("cal/impossible", calibrated(all, number(beyond), raking));
    to.add("cal/trim", calibrated(all, margins(all, uneven), {.epsilon = r_epsilon, .trim = {0.5, 2}}), true);
    std::vector<std::int32_t> solo(all.y.size(), 0);
    solo.front() = 1;
    std::vector<char> in(solo.begin(), solo.end());
    const std::vector<double> persons = {830, 20};
    const auto d = post_stratify(all.made(), {{solo, 2}, persons}).value();
    auto out = *named(mean(d, all.y));
    const auto alone = *named(mean(d, all.y, in));
    out.emplace_back("est_solo", alone[0].second);
    out.emplace_back("se_solo", alone[1].second);
    to.add("cal/one_respondent_cell", out);
}

} // namespace

void add_failures(const vectors::set& from, cases& to) {
    const auto in = from.read("awk_rake.csv");
    const sample all(in, false);
    const sample diagonal(in, true);
    add_raking(all, diagonal, to);
    add_post(all, diagonal, to);
    add_calibration(all, diagonal, to);
}

} // namespace vectors
