#include "recipes.hpp"

#include "stats/distributions.hpp"
#include "stats/model/panel.hpp"
#include "stats/model/sandwich.hpp"

#include <cmath>
#include <regex>
#include <stdexcept>

namespace vectors {

namespace {

using namespace stats::model;
using Eigen::Index;
using Eigen::MatrixXd;

double se_of(const MatrixXd& v, Index k) { return std::sqrt(v(k, k)); }

// A series of its.csv with its segmented model.
struct series {
    std::string name;
    std::vector<double> y, exposure, log_exposure, log_rate;
    MatrixXd x;
    std::vector<std::string> terms{"(Intercept)", "t", "post", "tpost", "s1", "c1", "s2", "c2"};
};

std::vector<series> all_series(const table& in) {
    std::vector<series> out;
    std::vector<std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < in.rows(); ++i) {
        const auto& name = in.text("series")[i];
        if (out.empty() || out.back().name != name) {
            out.push_back({.name = name});
            rows.emplace_back();
        }
        rows.back().push_back(i);
    }
    const auto y = in.numbers("y");
    const auto exposure = in.numbers("offset");
    for (std::size_t k = 0; k < out.size(); ++k) {
        auto& s = out[k];
        s.x = MatrixXd::Ones(static_cast<Index>(rows[k].size()), static_cast<Index>(s.terms.size()));
        for (std::size_t i = 0; i < rows[k].size(); ++i) {
            const auto row = rows[k][i];
            s.y.push_back(y[row]);
            s.exposure.push_back(exposure[row]);
            s.log_exposure.push_back(std::log(exposure[row]));
            s.log_rate.push_back(std::log((y[row] + 0.5) / exposure[row]));
        }
        for (std::size_t t = 1; t < s.terms.size(); ++t) {
            const auto column = in.numbers(s.terms[t]);
            for (std::size_t i = 0; i < rows[k].size(); ++i)
                s.x(static_cast<Index>(i), static_cast<Index>(t)) = column[rows[k][i]];
        }
    }
    return out;
}

glm fitted(const series& s, bool linear) {
    const glm_options poisson{.offset = s.log_exposure, .epsilon = 1e-14, .steps = 200};
    return (linear ? fit_glm(s.x, s.log_rate, {.of = family::linear}) : fit_glm(s.x, s.y, poisson)).value();
}

std::vector<std::pair<std::string, MatrixXd>> covariances(const glm& m, const MatrixXd& x) {
    const auto nw = [&](double lag, bool adjust, bool prewhite) {
        return newey_west_covariance(m, x, {.lag = static_cast<int>(lag), .adjust = adjust, .prewhite = prewhite});
    };
    return {{"naive", m.dispersion() * m.unscaled},
            {"NW_L3", nw(3, false, false)},
            {"NW_L6", nw(6, false, false)},
            {"NW_L6_adj", nw(6, true, false)},
            {"NW_L12", nw(12, false, false)},
            {"NW_auto_nopw", nw(std::floor(newey_west_bandwidth(m, x, false)), false, false)},
            {"NW_default", nw(std::floor(newey_west_bandwidth(m, x, true)), false, true)},
            {"HC0", heteroskedastic_covariance(m, x, heteroskedastic::hc0)},
            {"HC1", heteroskedastic_covariance(m, x, heteroskedastic::hc1)},
            {"HC3", heteroskedastic_covariance(m, x, heteroskedastic::hc3)}};
}

sheet its_coefficients(const set& from) {
    sheet out{.names = {"series", "model", "vcov", "term", "est", "se", "stat", "p"}, .rows = {}};
    for (const auto& s : all_series(from.read("its.csv")))
        for (const bool linear : {false, true}) {
            const auto m = fitted(s, linear);
            const char* model = linear ? "gaussian_log" : "quasipoisson";
            for (const auto& [name, v] : covariances(m, s.x)) {
                for (std::size_t k = 0; k < s.terms.size(); ++k) {
                    const auto at = static_cast<Index>(k);
                    const double t = m.coefficient[at] / se_of(v, at);
                    out.rows.push_back({s.name, model, name, s.terms[k], m.coefficient[at], se_of(v, at), t,
                                        linear ? stats::t_two_sided(t, m.df) : stats::normal_two_sided(t)});
                }
                Eigen::VectorXd c = Eigen::VectorXd::Zero(m.coefficient.size());
                c[2] = 1;
                c[3] = 12;
                out.rows.push_back(
                    {s.name, model, name, "effect_month12", c.dot(m.coefficient), std::sqrt(c.dot(v * c)), na, na});
            }
        }
    return out;
}

sheet its_extra(const set& from) {
    sheet out{.names = {"series", "model", "quantity", "value"}, .rows = {}};
    for (const auto& s : all_series(from.read("its.csv")))
        for (const bool linear : {false, true}) {
            const auto m = fitted(s, linear);
            const char* model = linear ? "gaussian_log" : "quasipoisson";
            const auto add = [&](const char* what, const cell& value) {
                out.rows.push_back({s.name, model, what, value});
            };
            add("bw_nopw", newey_west_bandwidth(m, s.x, false));
            add("bw_default", newey_west_bandwidth(m, s.x, true));
            add("dispersion", m.dispersion());
            add("deviance", m.deviance);
            add("df", m.df);
            add("dw", linear ? cell(durbin_watson(m.working_residual)) : cell(na));
        }
    return out;
}

struct crime_panel {
    table in;
    levels unit, time;
    std::vector<double> count, pop, rate, log_pop, d;

    explicit crime_panel(const set& from)
        : in(from.read("did_panel.csv")), unit(in.text("muni")), time(in.text("month")), count(in.numbers("count")),
          pop(in.numbers("pop")), d(in.numbers("D")) {
        for (std::size_t i = 0; i < pop.size(); ++i) {
            rate.push_back(count[i] / pop[i] * 1e5);
            log_pop.push_back(std::log(pop[i]));
        }
    }
    [[nodiscard]] stats::factor units() const { return {unit.code, unit.count()}; }
    [[nodiscard]] stats::factor times() const { return {time.code, time.count()}; }
};

sheet did(const set& from) {
    const crime_panel p(from);
    sheet out{.names = {"model", "vcov", "est", "se", "stat", "p", "df"}, .rows = {}};
    const auto add = [&](const char* model, const char* vcov, const panel& m, double v, double df) {
        const double est = m.coefficient()[0];
        const double t = est / std::sqrt(v);
        out.rows.push_back(
            {model, vcov, est, std::sqrt(v), t, stats::t_two_sided(t, df), std::isinf(df) ? cell(na) : cell(df)});
    };
    const panel_input rate{.y = p.rate, .x = {p.d}, .unit = p.units(), .time = p.times()};
    auto weighted = rate;
    weighted.weight = p.pop;
    auto poisson = rate;
    poisson.y = p.count;
    poisson.of = family::poisson;
    poisson.offset = p.log_pop;
    const double g = p.unit.count();
    const double t = p.time.count();
    const std::vector<std::pair<const char*, panel_input>> models = {
        {"lm_rate", rate}, {"lm_rate_popweights", weighted}, {"poisson_offset", poisson}};
    for (const auto& [name, input] : models) {
        const auto m = panel::fit(input).value();
        const double df = input.of == family::linear ? m.df() : std::numeric_limits<double>::infinity();
        const double raw = m.clustered(p.units())(0, 0);
        const double hc1 = (m.rows() - 1) / m.df();
        // Each row is a cluster of both.
        std::vector<std::int32_t> own;
        for (std::size_t i = 0; i < p.rate.size(); ++i)
            own.push_back(static_cast<std::int32_t>(i));
        const double both = m.clustered({own, static_cast<std::int32_t>(own.size())})(0, 0);
        const double two_way = raw * panel::of_clusters(g) + m.clustered(p.times())(0, 0) * panel::of_clusters(t) -
                               both * panel::of_clusters(m.rows());
        add(name, "naive", m, m.naive()(0, 0), df);
        add(name, "CL_HC1", m, raw * panel::of_clusters(g) * hc1, df);
        add(name, "CL_HC0", m, raw * panel::of_clusters(g), df);
        add(name, "CL_HC0_noadj", m, raw, df);
        add(name, "CL_twoway", m, two_way * hc1, df);
        add(name, "CL_HC1_t(G-1)", m, raw * panel::of_clusters(g) * hc1, g - 1);
    }
    const auto m = panel::fit(rate).value();
    const double raw = m.clustered(p.units())(0, 0);
    add("plm_twoways", "arellano_HC0", m, raw, m.df());
    add("plm_twoways", "arellano_HC1", m, raw * m.rows() / (m.rows() - 1), m.df());
    add("plm_twoways", "arellano_sss", m, raw * panel::of_clusters(g) * (m.rows() - 1) / (m.rows() - 1), m.df());
    return out;
}

// The first of the treated against those that never were.
sheet placebos(const set& from) {
    const crime_panel p(from);
    const auto first = p.in.numbers("first");
    std::vector<char> ever(static_cast<std::size_t>(p.unit.count()), 0);
    std::int32_t treated = -1;
    std::vector<char> after_at(static_cast<std::size_t>(p.time.count()), 0);
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (p.d[i] != 0) ever[static_cast<std::size_t>(p.unit.code[i])] = 1;
        if (first[i] == 0) continue;
        treated = p.unit.code[i];
        after_at[static_cast<std::size_t>(p.time.code[i])] = 1;
    }
    if (treated < 0) throw std::runtime_error("nobody is treated");
    std::vector<char> after;
    for (const auto t : p.time.code)
        after.push_back(after_at[static_cast<std::size_t>(t)]);
    placebo_input input{.y = p.count,
                        .unit = p.units(),
                        .time = p.times(),
                        .after = after,
                        .of = family::poisson,
                        .offset = p.log_pop,
                        .treated = treated,
                        .comparisons = {}};
    for (std::int32_t u = 0; u < p.unit.count(); ++u)
        if (!ever[static_cast<std::size_t>(u)]) input.comparisons.push_back(u);
    const auto poisson = test_by_placebo(input).value();
    input.y = p.rate;
    input.of = family::linear;
    input.offset = {};
    const auto linear = test_by_placebo(input).value();
    sheet out{.names = {"unit", "est_poisson", "est_lm", "p_perm_poisson", "p_perm_lm"}, .rows = {}};
    for (std::size_t k = 0; k < linear.estimate.size(); ++k) {
        const auto u = k == 0 ? treated : input.comparisons[k - 1];
        out.rows.push_back(
            {p.unit.names[static_cast<std::size_t>(u)], poisson.estimate[k], linear.estimate[k], poisson.p, linear.p});
    }
    return out;
}

// A variable of R's formula: a column or its logarithm.
std::vector<double> variable(const table& in, const std::string& term) {
    static const std::regex logarithm("log\\((.*)\\)");
    std::smatch m;
    if (!std::regex_match(term, m, logarithm)) return in.numbers(term);
    auto x = in.numbers(m[1].str());
    for (double& v : x)
        v = std::log(v);
    return x;
}

sheet produc(const set& from) {
    const auto in = from.read("did_Produc.csv");
    static const std::regex formula(R"(plm\(\s*(\S+)\s*~\s*([^,]*),)");
    std::smatch found;
    if (!std::regex_search(from.call, found, formula)) throw std::runtime_error("no formula in the call");
    const auto y = variable(in, found[1].str());
    std::vector<std::string> terms;
    const std::string right = found[2].str();
    static const std::regex term("[^+\\s]+");
    for (std::sregex_iterator it(right.begin(), right.end(), term), end; it != end; ++it)
        terms.push_back(it->str());
    std::vector<std::vector<double>> columns;
    for (const auto& t : terms)
        columns.push_back(variable(in, t));
    const levels unit(in.text(in.names()[0]));
    const levels time(in.text(in.names()[1]));
    const stats::factor units{unit.code, unit.count()};
    sheet out{.names = {"effect", "vcov", "term", "est", "se", "t", "p"}, .rows = {}};
    for (const bool two : {true, false}) {
        const auto m = panel::fit({.y = y,
                                   .x = {columns.begin(), columns.end()},
                                   .unit = units,
                                   .time = two ? stats::factor{time.code, time.count()} : stats::factor{}})
                           .value();
        const MatrixXd raw = m.clustered(units);
        const double n = m.rows();
        const auto k = static_cast<double>(terms.size());
        const std::vector<std::pair<const char*, MatrixXd>> all = {
            {"naive", m.naive()},
            {"HC0", raw},
            {"HC1", raw * n / (n - k)},
            {"sss", raw * panel::of_clusters(m.units()) * (n - 1) / (n - k)}};
        for (const auto& [name, v] : all)
            for (std::size_t i = 0; i < terms.size(); ++i) {
                const auto at = static_cast<Index>(i);
                const double t = m.coefficient()[at] / se_of(v, at);
                out.rows.push_back({two ? "twoways" : "individual", name, terms[i], m.coefficient()[at], se_of(v, at),
                                    t, stats::t_two_sided(t, m.df())});
            }
    }
    return out;
}

} // namespace

void add_before_after(recipes& all) {
    all["its_coef.csv"] = its_coefficients;
    all["its_extra.csv"] = its_extra;
    all["did.csv"] = did;
    all["did_placebo.csv"] = placebos;
    all["did_Produc.csv"] = produc;
}

} // namespace vectors
