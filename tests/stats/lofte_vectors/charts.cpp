#include "recipes.hpp"

#include "stats/model/glm.hpp"
#include "stats/series/charts.hpp"
#include "stats/series/seasonal.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <regex>
#include <stdexcept>

namespace vectors {

namespace {

using namespace stats::series;

std::vector<std::string> counted(const table& in) {
    std::vector<std::string> names;
    for (const auto& n : in.names())
        if (n != "t" && n != "date" && n != "population") names.push_back(n);
    return names;
}

sheet early(const set& from) {
    const auto in = from.read("ts_monthly.csv");
    const std::vector<std::pair<const char*, ears_method>> methods = {
        {"C1", ears_method::c1}, {"C2", ears_method::c2}, {"C3", ears_method::c3}};
    const std::vector<std::pair<int, double>> baselines = {{7, 0}, {12, 0.5}};
    sheet out{.names = {"method", "baseline", "minSigma", "series", "t", "upperbound", "alarm"}, .rows = {}};
    for (const auto& [label, method] : methods)
        for (const auto& [points, least] : baselines)
            for (const auto& name : counted(in)) {
                const auto y = in.numbers(name);
                const auto r = ears(y, method, points, least, method == ears_method::c3 ? 0.025 : 0.001).value();
                for (std::size_t t = y.size() - 14; t < y.size(); ++t)
                    // R's comparison with NaN is no answer.
                    out.rows.push_back({label, static_cast<double>(points), least, name, static_cast<double>(t + 1),
                                        r[t].threshold, std::isnan(r[t].threshold) ? cell(na) : cell(r[t].alarm)});
            }
    return out;
}

// The in-control mean of a month by a Poisson model with one wave a year, learnt from those before.
std::vector<double> seasonal(const std::vector<double>& y, std::size_t learnt) {
    const auto wave = [](double t) { return 2 * std::numbers::pi / 12 * t; };
    Eigen::MatrixXd x = Eigen::MatrixXd::Ones(static_cast<Eigen::Index>(y.size()), 3);
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        x(i, 1) = std::cos(wave(static_cast<double>(i + 1)));
        x(i, 2) = std::sin(wave(static_cast<double>(i + 1)));
    }
    const auto rows = static_cast<Eigen::Index>(learnt);
    const auto m = stats::model::fit_glm(x.topRows(rows), {y.data(), learnt}).value();
    std::vector<double> out;
    for (Eigen::Index i = rows; i < x.rows(); ++i)
        out.push_back(std::exp(x.row(i).dot(m.coefficient)));
    return out;
}

sheet drift(const set& from) {
    const auto in = from.read("ts_monthly.csv");
    const auto y = in.numbers(counted(in).front());
    std::smatch range;
    if (!std::regex_search(from.call, range, std::regex(R"(range=(\d+):(\d+))"))) throw std::runtime_error("no range");
    const auto first = static_cast<std::size_t>(std::stoul(range[1].str())) - 1;
    const std::vector<double> judged(y.begin() + static_cast<std::ptrdiff_t>(first), y.end());
    const double mean =
        std::accumulate(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(first), 0.0) / static_cast<double>(first);
    sheet out{.names = {"trans", "t", "m", "cusum", "upperbound", "alarm"}, .rows = {}};
    const auto add = [&](const char* name, const std::vector<double>& m, cusum_scale scale) {
        const auto r = cusum(judged, m, scale).value();
        for (std::size_t t = 0; t < r.size(); ++t)
            out.rows.push_back({name, static_cast<double>(first + t + 1), m[t], r[t].sum, r[t].threshold, r[t].alarm});
    };
    const std::vector<double> level(judged.size(), mean);
    add("standard", level, cusum_scale::standard);
    add("rossi", level, cusum_scale::rossi);
    add("anscombe", level, cusum_scale::anscombe);
    add("none", level, cusum_scale::none);
    add("rossi_glm", seasonal(y, first), cusum_scale::rossi);
    return out;
}

sheet seasons(const set& from) {
    const auto in = from.read("ts_monthly.csv");
    sheet out{.names = {"series", "method", "t", "seasonal", "trend", "remainder", "weight"}, .rows = {}};
    const auto add = [&](const char* series, const char* method, const decomposition& d) {
        for (std::size_t t = 0; t < d.trend.size(); ++t)
            out.rows.push_back({series, method, static_cast<double>(t + 1), d.seasonal[t], or_na(d.trend[t]),
                                or_na(d.remainder[t]), d.weight.empty() ? cell(na) : cell(d.weight[t])});
    };
    const auto y = in.numbers("inbrott");
    add("inbrott", "stl_periodic", stl(y, 12).value());
    add("inbrott", "stl_13", stl(y, 12, {.seasonal_window = 13}).value());
    add("inbrott", "stl_periodic_robust", stl(y, 12, {.robust = true, .as_r = true}).value());
    add("inbrott", "decompose_additive", decompose(y, 12).value());
    add("misshandel", "decompose_multiplicative", decompose(in.numbers("misshandel"), 12, true).value());
    return out;
}

} // namespace

void add_charts(recipes& all) {
    all["ts_stl.csv"] = seasons;
    all["ts_ears.csv"] = early;
    all["ts_cusum.csv"] = drift;
}

} // namespace vectors
