#include "recipes.hpp"

#include "stats/adjust.hpp"
#include "stats/funnel.hpp"
#include "stats/rate.hpp"
#include "stats/share.hpp"
#include "stats/smooth.hpp"
#include "stats/standardise.hpp"

#include <algorithm>
#include <numeric>

namespace vectors {

namespace {

constexpr double per = 1e5;

sheet rate_ci(const set& from) {
    const auto in = from.read("rate_muni.csv");
    const auto pop = in.numbers("pop");
    sheet out{.names = {"muni", "series", "rate", "exact_l", "exact_u", "exact998_l", "exact998_u", "epibyar_l",
                        "epibyar_u", "phe_l", "phe_u"},
              .rows = {}};
    for (const std::string series : {"count", "rare"}) {
        const auto x = in.numbers(series);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const auto exact = stats::count_limits(x[i]).value();
            const auto exact998 = stats::count_limits(x[i], 0.998).value();
            const auto epi = stats::byar_limits(x[i], stats::byar::half_shift);
            const auto phe = stats::byar_or_exact(x[i]).value();
            const double unit = per / pop[i];
            out.rows.push_back({in.text("muni")[i], series, x[i] * unit, exact.low * unit, exact.high * unit,
                                exact998.low * unit, exact998.high * unit, epi.low * unit, epi.high * unit,
                                phe.low * unit, phe.high * unit});
        }
    }
    return out;
}

sheet rate_ratio(const set& from) {
    const auto in = from.read("rate_muni.csv");
    const auto pop = in.numbers("pop");
    const auto pop2 = in.numbers("pop2");
    const auto count = in.numbers("count");
    const auto count2 = in.numbers("count2");
    const auto rare = in.numbers("rare");
    const double all_rare = std::accumulate(rare.begin(), rare.end(), 0.0);
    const double all_pop = std::accumulate(pop.begin(), pop.end(), 0.0);
    std::vector<stats::rate_comparison> years;
    std::vector<stats::rate_comparison> rest;
    std::vector<double> p_years;
    std::vector<double> p_rest;
    for (std::size_t i = 0; i < pop.size(); ++i) {
        years.push_back(stats::rate_ratio(count2[i], pop2[i], count[i], pop[i]).value());
        rest.push_back(stats::rate_ratio(rare[i], pop[i], all_rare - rare[i], all_pop - pop[i]).value());
        p_years.push_back(years.back().p);
        p_rest.push_back(rest.back().p);
    }
    const auto bh_years = stats::adjust(p_years, stats::adjustment::benjamini_hochberg);
    const auto bh_rest = stats::adjust(p_rest, stats::adjustment::benjamini_hochberg);
    sheet out{.names = {"muni", "test", "rr", "ci_l", "ci_u", "p", "p_BH"}, .rows = {}};
    for (std::size_t i = 0; i < pop.size(); ++i) {
        const auto add = [&](const char* test, const stats::rate_comparison& r, double bh) {
            out.rows.push_back({in.text("muni")[i], test, r.ratio, r.limits.low, r.limits.high, r.p, bh});
        };
        add("year2_vs_year1", years[i], bh_years[i]);
        add("rare_vs_rest", rest[i], bh_rest[i]);
    }
    return out;
}

sheet rate_standardised(const set& from) {
    const auto in = from.read("rate_age.csv");
    const levels munis(in.text("muni"));
    const auto x = in.numbers("count");
    const auto n = in.numbers("pop");
    const auto s = in.numbers("std");
    const auto r = in.numbers("refrate");
    sheet out{.names = {"muni", "observed", "crude", "dsr", "ff_l", "ff_u", "ff998_l", "ff998_u", "expected", "smr",
                        "smr_l", "smr_u", "dobson_dsr", "dobson_l", "dobson_u"},
              .rows = {}};
    for (std::int32_t m = 0; m < munis.count(); ++m) {
        std::vector<double> xm;
        std::vector<double> nm;
        std::vector<double> sm;
        std::vector<double> rm;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (munis.code[i] != m) continue;
            xm.push_back(x[i]);
            nm.push_back(n[i]);
            sm.push_back(s[i]);
            rm.push_back(r[i]);
        }
        const auto direct = stats::standardise_directly(xm, nm, sm).value();
        const auto direct998 = stats::standardise_directly(xm, nm, sm, 0.998).value();
        const auto indirect = stats::standardise_indirectly(xm, nm, rm).value();
        const bool enough = direct.events >= 10; // PHE's own rule for a directly standardised rate
        const auto published = [&](double value) { return enough ? cell(value * per) : cell(na); };
        out.rows.push_back({munis.names[static_cast<std::size_t>(m)], direct.events, direct.crude * per,
                            direct.rate * per, direct.gamma.low * per, direct.gamma.high * per,
                            direct998.gamma.low * per, direct998.gamma.high * per, indirect.expected, indirect.ratio,
                            indirect.limits.low, indirect.limits.high, published(direct.rate),
                            published(direct.dobson.low), published(direct.dobson.high)});
    }
    return out;
}

sheet prop(const set& from) {
    const auto in = from.read("prop.csv");
    const auto x = in.numbers("x");
    const auto n = in.numbers("n");
    sheet out{.names = {"x", "n", "wilson_l", "wilson_u", "cp_l", "cp_u"}, .rows = {}};
    for (std::size_t i = 0; i < x.size(); ++i) {
        const auto wilson = stats::wilson_limits(x[i], n[i]).value();
        const auto exact = stats::clopper_pearson_limits(x[i], n[i]).value();
        out.rows.push_back({x[i], n[i], wilson.low, wilson.high, exact.low, exact.high});
    }
    return out;
}

sheet funnel(const set& from) {
    const auto in = from.read("funnel.csv");
    const levels munis(in.text("muni"));
    std::vector<std::size_t> order(in.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return munis.code[a] < munis.code[b]; });
    const auto f = stats::make_funnel(in.numbers("observed"), in.numbers("expected"), {.as_funnelplotr = true}).value();
    sheet out{.names = {"muni", "ratio", "z", "z_wins", "phi", "tau2", "ll95", "ul95", "ll998", "ul998", "odll95",
                        "odul95", "odll998", "odul998", "outlier"},
              .rows = {}};
    for (const auto i : order) {
        const auto& u = f.units[i];
        out.rows.push_back({in.text("muni")[i], u.ratio, u.z, u.winsorised, f.phi, f.tau2, u.exact95.low,
                            u.exact95.high, u.exact998.low, u.exact998.high, u.wide95.low, u.wide95.high, u.wide998.low,
                            u.wide998.high, u.stands_out});
    }
    return out;
}

sheet eb(const set& from) {
    const auto in = from.read("eb.csv");
    const auto r = stats::smooth_rates(in.numbers("x"), in.numbers("n")).value();
    sheet out{.names = {"area", "raw", "eb", "a", "b"}, .rows = {}};
    for (std::size_t i = 0; i < r.rate.size(); ++i)
        out.rows.push_back({in.text("area")[i], r.raw[i], r.rate[i], r.variance, r.mean});
    return out;
}

} // namespace

void add_rates(recipes& all) {
    all["rate_ci.csv"] = rate_ci;
    all["rate_ratio.csv"] = rate_ratio;
    all["rate_standardised.csv"] = rate_standardised;
    all["prop.csv"] = prop;
    all["funnel.csv"] = funnel;
    all["eb.csv"] = eb;
}

} // namespace vectors
