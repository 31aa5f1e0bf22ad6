#include "awkward.hpp"

#include "stats/survey/association.hpp"
#include "stats/survey/change.hpp"
#include "stats/survey/quantile.hpp"
#include "stats/survey/share.hpp"
#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <cmath>

namespace vectors {

namespace {

using namespace stats::survey;
using stats::result;

// All the answers, and the figures R gives of them one by one.
struct zeros {
    table in;
    group stratum;
    std::vector<double> weight, population;
    design d;

    explicit zeros(const vectors::set& from)
        : in(from.read("awk_zero.csv")), stratum(in.text("stratum")), weight(in.numbers("weight")),
          population(in.numbers("N")),
          d(design::make({.stratum = stratum.factor(), .weight = weight, .population = population}).value()) {}
};

cases::values limits_of(const share& s, share_limits_by how) {
    const auto l = share_limits(s, how);
    return {{"p", s.p}, {"ci_l", l.low}, {"ci_u", l.high}};
}

void add_shares(const zeros& z, cases& to) {
    const std::vector<std::pair<std::string, share_limits_by>> methods = {{"logit", share_limits_by::logit},
                                                                          {"xlogit", share_limits_by::logit},
                                                                          {"beta", share_limits_by::beta},
                                                                          {"asin", share_limits_by::arcsine},
                                                                          {"mean", share_limits_by::plain}};
    for (const std::string v : {"y0", "y1", "yr"}) {
        const auto y = z.in.numbers(v);
        const auto e = mean(z.d, y);
        to.add("zero/mean/" + v, named(e));
        to.add("zero/deff/" + v, cases::values{{"deff", e->design_effect}});
        const share s{e->value, e->se, z.d.degrees_of_freedom(), static_cast<double>(z.d.rows())};
        // R's iteration does not end where all say the same.
        for (const auto& [name, how] : methods)
            to.add("zero/ciprop/" + name + '/' + v, limits_of(s, how), name == "logit" && v != "yr");
    }
}

void add_groups(const zeros& z, cases& to) {
    const std::vector<std::pair<std::string, std::string>> pairs = {{"g", "x"}, {"g", "ym"}, {"g", "yr"}, {"gm", "x"}};
    for (const auto& [by, item] : pairs) {
        const group groups(z.in.text(by));
        const auto t = tabulation::make(z.d, std::vector<stats::factor>{groups.factor()}).value();
        std::vector<domain_estimate> e(t.domains());
        tabulation::scratch scratch;
        t.means(z.in.numbers(item), e, scratch);
        cases::values values;
        // Of no answers R has the mean 0, of up to one the error 0.
        for (std::size_t l = 0; l < groups.of.names.size(); ++l)
            values.emplace_back("est." + groups.of.names[l], e[l + 1].answers == 0 ? 0 : e[l + 1].value);
        for (std::size_t l = 0; l < groups.of.names.size(); ++l)
            values.emplace_back("se." + groups.of.names[l], e[l + 1].answers < 2 ? 0 : e[l + 1].se);
        to.add("by/" + by + '/' + item, values);
    }
}

void add_missing(const zeros& z, cases& to) {
    const auto ym = z.in.numbers("ym");
    const auto x = z.in.numbers("x");
    // With answers missing and na.rm = FALSE R has no value.
    to.add("missing/mean", cases::values{{"est", stats::missing}, {"se", stats::missing}});
    to.add("missing/mean_narm", named(mean(z.d, ym)));
    to.add("missing/total_narm", named(total(z.d, ym)));
    std::vector<char> both;
    for (std::size_t i = 0; i < ym.size(); ++i)
        both.push_back(!std::isnan(ym[i]) && !std::isnan(x[i]));
    const auto a = mean(z.d, ym, both).value();
    const auto b = mean(z.d, x, both).value();
    to.add("missing/two", cases::values{{"est1", a.value}, {"est2", b.value}, {"se1", a.se}, {"se2", b.se}});
    to.add("missing/ratio", named(ratio(z.d, ym, x)));
    to.add("missing/var", named(variance(z.d, ym)));
}

void add_tests(const zeros& z, cases& to) {
    const auto q = quantile_with_limits(z.d, z.in.numbers("y0"), 0.5, share_limits_by::plain, {.as_r = true}).value();
    to.add("quantile/const",
           cases::values{{"quantile", q.value}, {"ci.2.5", q.limits.low}, {"ci.97.5", q.limits.high}, {"se", q.se}});
    cases::values extreme;
    std::vector<quantile_estimate> all;
    const std::vector<std::pair<std::string, double>> ps = {{"0", 0}, {"0.001", 0.001}, {"0.999", 0.999}, {"1", 1}};
    for (const auto& [name, p] : ps)
        all.push_back(quantile_with_limits(z.d, z.in.numbers("x"), p, share_limits_by::plain, {.as_r = true}).value());
    const auto add = [&](const std::string& what, auto of) {
        for (std::size_t k = 0; k < ps.size(); ++k)
            extreme.emplace_back(ps[k].first + ' ' + what, of(all[k]));
    };
    add("quantile", [](const auto& e) { return e.value; });
    add("ci.2.5", [](const auto& e) { return e.limits.low; });
    add("ci.97.5", [](const auto& e) { return e.limits.high; });
    add("se", [](const auto& e) { return e.se; });
    to.add("quantile/extreme", extreme);

    const auto g = z.in.text("g");
    const auto ym = z.in.numbers("ym");
    std::vector<std::int32_t> is_u;
    std::vector<char> valid;
    for (std::size_t i = 0; i < g.size(); ++i) {
        is_u.push_back(g[i] == "u");
        valid.push_back(!std::isnan(ym[i]));
    }
    const auto m = means_by(z.d, ym, {is_u, 2}).value();
    const auto c = contrast(m, std::vector{-1.0, 1.0}, z.d.degrees_of_freedom(valid) - 1).value();
    to.add("ttest/domain_empty", cases::values{{"diff", c.difference}, {"t", c.t}, {"df", c.df}, {"p", c.p}});

    const group rows(z.in.text("yr"));
    const group same(z.in.text("y0"));
    const group columns(g);
    const auto a = test_association(z.d, rows.factor(), columns.factor()).value();
    to.add("chisq/zero_cell", cases::values{{"stat", a.statistic}, {"ndf", a.df1}, {"ddf", a.df2}, {"p", a.p}},
           a.smallest_expected < 5);
    const auto none = test_association(z.d, same.factor(), columns.factor());
    to.add("chisq/const", none ? result<cases::values>(cases::values{{"stat", none->statistic}, {"p", none->p}})
                               : tl::unexpected(none.error()));
    const std::vector<double> too_small(g.size(), 10.0);
    const auto d = design::make({.stratum = z.stratum.factor(), .weight = z.weight, .population = too_small});
    to.add("fpc/too_small", d ? result<cases::values>(cases::values{{"ok", 1}}) : tl::unexpected(d.error()));
}

struct weighted {
    const table& in;
    group a{in.text("a")}, b{in.text("b")};
    std::vector<double> of_a{5e6, 3e6, 2e6}, of_b{6e6, 4e6};
    [[nodiscard]] std::vector<margin> margins() const { return {{a.factor(), of_a}, {b.factor(), of_b}}; }
};

result<cases::values> calibrated(const result<design>& d, const std::vector<double>& y) {
    if (!d) return tl::unexpected(d.error());
    auto out = named(mean(*d, y));
    if (!out) return out;
    const auto& w = d->weight();
    out->emplace_back("min_w", *std::min_element(w.begin(), w.end()));
    out->emplace_back("max_w", *std::max_element(w.begin(), w.end()));
    return out;
}

} // namespace

void add_zeros(const vectors::set& from, cases& to) {
    const zeros z(from);
    add_shares(z, to);
    add_groups(z, to);
    add_missing(z, to);
    add_tests(z, to);
}

void add_weights(const vectors::set& from, cases& to) {
    const auto in = from.read("awk_weights.csv");
    const group stratum(in.text("stratum"));
    const auto y = in.numbers("y");
    const auto z = in.numbers("z");
    const weighted m{in};
    for (const std::string v : {"weight", "weight0", "small"}) {
        const auto w = in.numbers(v);
        const auto d = design::make({.stratum = stratum.factor(), .weight = w}).value();
        const bool some_without = std::count(w.begin(), w.end(), 0.0) > 0;
        const std::string name = "w/" + v;
        const auto e = mean(d, y);
        auto values = named(e);
        values->emplace_back("deff", e->design_effect);
        to.add(name + "/mean", values, e->weight < e->answers);
        to.add(name + "/total", named(total(d, y)));
        const auto q = quantile_with_limits(d, y, 0.5, share_limits_by::plain, {.as_r = true}).value();
        to.add(
            name + "/median",
            cases::values{{"quantile", q.value}, {"ci.2.5", q.limits.low}, {"ci.97.5", q.limits.high}, {"se", q.se}});
        const auto p = mean(d, z).value();
        const share s{p.value, p.se, d.degrees_of_freedom(), static_cast<double>(d.rows())};
        to.add(name + "/ciprop_beta", limits_of(s, share_limits_by::beta));
        to.add(name + "/ciprop_xlogit", limits_of(s, share_limits_by::logit));
        to.add(name + "/degf", cases::values{{"degf", d.degrees_of_freedom()}});
        auto raked = calibrated(rake(d, m.margins(), {.cycles = 1000, .as_r = true}), y);
        if (raked && some_without) (*raked)[1].second = stats::missing; // R divides by the weights
        to.add(name + "/rake", raked);
        const auto margins = m.margins();
        to.add(name + "/calrake", calibrated(calibrate(d, {.margins = margins}, {.refuse_unweighted = true}), y));
    }
}

} // namespace vectors
