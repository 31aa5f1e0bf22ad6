#include "calls.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/calibrate.hpp"

#include <algorithm>
#include <cmath>

namespace vectors {

namespace {

using namespace stats::survey;
using numbers = std::vector<double>;

// Schools drawn by type: pub_apistrat.csv, with what the register of all schools says.
struct schools {
    table in;
    group type, wide, awards;
    numbers api00, api99, enroll, students, ones;
    numbers type_totals, wide_totals, score_total;
    design ds, dn;

    explicit schools(const vectors::set& from)
        : in(from.read("pub_apistrat.csv")), type(in.text("stype")), wide(in.text("sch.wide")),
          awards(in.text("awards")), api00(in.numbers("api00")), api99(in.numbers("api99")),
          enroll(in.numbers("enroll")), students(in.numbers("api.stu")), ones(in.rows(), 1.0),
          ds(drawn(in.numbers("fpc"))), dn(drawn({})) {
        const auto register_of = from.read("pub_apistrat_poptotals.csv");
        const auto total = register_of.numbers("total");
        const auto at = [&](const std::string& term) {
            const auto& terms = register_of.text("term");
            return total.at(static_cast<std::size_t>(std::find(terms.begin(), terms.end(), term) - terms.begin()));
        };
        const double all = at("(Intercept)");
        type_totals = {all - at("stypeH") - at("stypeM"), at("stypeH"), at("stypeM")};
        wide_totals = {all - at("sch.wideYes"), at("sch.wideYes")};
        score_total = {at("api99")};
    }

    [[nodiscard]] design drawn(const numbers& population) const {
        return design::make({.stratum = type.factor(), .weight = in.numbers("pw"), .population = population}).value();
    }

    [[nodiscard]] stats::result<design> calibrated(const design& d, const calibration_options& how) const {
        return calibrate(d,
                         {.margins = {{type.factor(), type_totals}, {wide.factor(), wide_totals}},
                          .numbers = {api99},
                          .number_totals = score_total},
                         how);
    }
    [[nodiscard]] numbers type_is(std::size_t level) const { return marks(in.text("stype"), type.of.names[level]); }
};

std::vector<char> where(const numbers& mark) {
    std::vector<char> out;
    for (const double m : mark)
        out.push_back(m != 0 ? 1 : 0);
    return out;
}

numbers product(const numbers& a, double a0, const numbers& b, double b0, double factor) {
    numbers out;
    for (std::size_t i = 0; i < a.size(); ++i)
        out.push_back((a[i] - a0) * (b[i] - b0) * factor);
    return out;
}

void by_design(answered_calls& to, const schools& s) {
    const auto& ds = s.ds;
    to.call("svymean(~api00 + enroll, ds, deff = TRUE)");
    to.plain("api00", mean(ds, s.api00).value(), true);
    to.plain("enroll", mean(ds, s.enroll).value(), true);
    to.call("svymean(~api00, ds, deff = \"replace\")");
    const auto m = mean(ds, s.api00).value();
    to.plain("api00", m.value, m.se, m.design_effect * (m.weight - m.answers) / m.weight);
    to.call("svymean(~stype, ds)");
    for (std::size_t l = 0; l < 3; ++l)
        to.plain("stype" + s.type.of.names[l], mean(ds, s.type_is(l)).value());
    to.call("svytotal(~enroll, ds, deff = TRUE)");
    to.plain("enroll", total(ds, s.enroll).value(), true);
    to.call("svytotal(~stype, dn)");
    for (std::size_t l = 0; l < 3; ++l)
        to.plain("stype" + s.type.of.names[l], total(s.dn, s.type_is(l)).value());
    to.call("svyratio(~api.stu, ~enroll, ds, deff = TRUE)");
    to.bare("api.stu/enroll", ratio(ds, s.students, s.enroll).value(), true);
    to.call("svyratio(~api.stu, ~enroll, subset(ds, sch.wide == \"Yes\"))");
    const auto yes = where(marks(s.in.text("sch.wide"), "Yes"));
    to.bare("api.stu/enroll", ratio(ds, s.students, s.enroll, yes).value());
    to.call("svyby(~api00, ~stype, ds, svymean)");
    for (std::size_t l = 0; l < 3; ++l)
        to.bare(s.type.of.names[l], mean(ds, s.api00, where(s.type_is(l))).value());
    to.call("svyby(~api00, ~sch.wide + awards, ds, svymean)");
    for (const auto* awards : {"No", "Yes"})
        for (const auto* wide : {"No", "Yes"}) {
            const auto both =
                where(product(marks(s.in.text("sch.wide"), wide), 0, marks(s.in.text("awards"), awards), 0, 1));
            const auto e = mean(ds, s.api00, both);
            if (e) to.bare(std::string(wide) + "." + awards, *e);
        }
    to.call("svyby(~enroll, ~sch.wide, ds, svytotal)");
    for (const auto* wide : {"No", "Yes"})
        to.bare(wide, total(ds, s.enroll, where(marks(s.in.text("sch.wide"), wide))).value());
    to.call("svyvar(~api00 + api99, ds)");
    const double n = static_cast<double>(s.in.rows()), m00 = m.value, m99 = mean(ds, s.api99).value().value;
    const auto cross = mean(ds, product(s.api00, m00, s.api99, m99, n / (n - 1))).value();
    to.bare("var1", variance(ds, s.api00).value());
    to.bare("var2", cross);
    to.bare("var3", cross);
    to.bare("var4", variance(ds, s.api99).value());
    to.call("svyquantile(~api00, ds, c(0.25, 0.5, 0.75))");
    for (const auto& [name, p] : std::vector<std::pair<const char*, double>>{{"0.25", .25}, {"0.5", .5}, {"0.75", .75}})
        to.quantile(std::string("api00 ") + name, quantile_with_limits(ds, s.api00, p).value());
    to.call("svyquantile(~enroll, ds, c(0.1, 0.5, 0.9), interval.type = \"xlogit\")");
    for (const auto& [name, p] : std::vector<std::pair<const char*, double>>{{"0.1", .1}, {"0.5", .5}, {"0.9", .9}})
        to.quantile(std::string("enroll ") + name,
                    quantile_with_limits(ds, s.enroll, p, share_limits_by::logit).value());
}

void tests_and_models(answered_calls& to, const schools& s) {
    const auto& ds = s.ds;
    numbers high;
    for (const double x : s.api00)
        high.push_back(x > 700 ? 1 : 0);
    const auto h = mean(ds, high).value();
    const share sh{.p = h.value, .se = h.se, .df = ds.degrees_of_freedom(), .rows = static_cast<double>(ds.rows())};
    to.call("svyciprop(~I(api00 > 700), ds)");
    to.share("I(api00 > 700)", sh, share_limits_by::logit);
    to.call("svyciprop(~I(api00 > 700), ds, method = \"beta\")");
    to.share("I(api00 > 700)", sh, share_limits_by::beta);
    to.call("svyciprop(~I(api00 > 700), ds, method = \"xlogit\")");
    to.share("I(api00 > 700)", sh, share_limits_by::logit);
    to.call("svychisq(~sch.wide + stype, ds)");
    to.association(test_association(ds, s.wide.factor(), s.type.factor()).value());
    to.call("svychisq(~sch.wide + stype, ds, statistic = \"Chisq\")");
    to.association(test_association(ds, s.wide.factor(), s.type.factor(), association_test::chi_square).value());
    to.call("svychisq(~sch.wide + awards, ds, statistic = \"adjWald\")");
    to.association(test_association(ds, s.wide.factor(), s.awards.factor(), association_test::adjusted_wald).value());
    to.call("svyttest(api00 ~ sch.wide, ds)");
    const auto wide = marks(s.in.text("sch.wide"), "Yes");
    to.difference(regress(ds, s.api00, std::vector<stats::column>{s.ones, wide}).value());
    to.call("svyglm(api00 ~ ell + meals, ds)");
    const auto ell = s.in.numbers("ell"), meals = s.in.numbers("meals");
    to.coefficients({"(Intercept)", "ell", "meals"},
                    regress(ds, s.api00, std::vector<stats::column>{s.ones, ell, meals}).value());
    to.call("svycontrast(svymean(~api00 + api99, ds), c(1, -1))");
    numbers gained;
    for (std::size_t i = 0; i < s.api00.size(); ++i)
        gained.push_back(s.api00[i] - s.api99[i]);
    to.plain("contrast", mean(ds, gained).value());
    to.call("svycontrast(svytotal(~api.stu + enroll, ds), quote(api.stu/enroll))");
    to.plain("contrast", ratio(ds, s.students, s.enroll).value());
}

void calibrated(answered_calls& to, const schools& s) {
    const auto dg = s.calibrated(s.ds, {.how = distance::linear}).value();
    const auto dgr = s.calibrated(s.ds, {.how = distance::raking}).value();
    const auto dgl = s.calibrated(s.ds, {.how = distance::logit, .low = 0.7, .high = 1.7}).value();
    to.call("svymean(~api00, dg)");
    to.plain("api00", mean(dg, s.api00).value());
    to.call("svytotal(~enroll, dg)");
    to.plain("enroll", total(dg, s.enroll).value());
    to.call("svytotal(~stype, dg)");
    for (std::size_t l = 0; l < 3; ++l)
        to.plain("stype" + s.type.of.names[l], total(dg, s.type_is(l)).value());
    for (const auto& [name, d] : std::vector<std::pair<std::string, const design*>>{{"dgr", &dgr}, {"dgl", &dgl}}) {
        to.call("svymean(~api00, " + name + ")");
        to.plain("api00", mean(*d, s.api00).value());
        to.call("svytotal(~enroll, " + name + ")");
        to.plain("enroll", total(*d, s.enroll).value());
    }
    to.call("c(range = range(weights(dgl)/weights(ds)))");
    numbers g;
    for (std::size_t i = 0; i < dgl.rows(); ++i)
        g.push_back(dgl.weight()[i] / s.ds.weight()[i]);
    to.add("range1", {.est = *std::min_element(g.begin(), g.end())});
    to.add("range2", {.est = *std::max_element(g.begin(), g.end())});
    to.call("svyby(~api00, ~sch.wide, dg, svymean)");
    for (const auto* wide : {"No", "Yes"})
        to.bare(wide, mean(dg, s.api00, where(marks(s.in.text("sch.wide"), wide))).value());
}

replicates bootstrapped(const vectors::set& from, const schools& s) {
    const auto in = from.read("pub_apistrat_replicates_subboot.csv");
    replicates out{.weight = s.dn.weight()};
    for (const auto& name : in.names())
        out.each.push_back(in.numbers(name));
    out.scale = 1.0 / static_cast<double>(out.each.size() - 1);
    out.rscale.assign(out.each.size(), 1.0);
    return out;
}

// The share up to the quantile with its replicates' error, turned back.
quantile_estimate median_by(const replicates& r, const schools& s) {
    const double q = quantile(s.ds, s.api00, 0.5).value();
    numbers up_to;
    for (const double x : s.api00)
        up_to.push_back(x <= q ? 1 : 0);
    const auto of = estimate_by(r, [&](const numbers& w) { return numbers{weighted_mean(w, up_to)}; }).value();
    const double df = r.degrees_of_freedom();
    const auto limits = share_limits({.p = of.value[0], .se = of.se(0), .df = df}, share_limits_by::plain);
    quantile_estimate out{
        .value = q,
        .limits = {quantile(s.ds, s.api00, limits.low).value(), quantile(s.ds, s.api00, limits.high).value()}};
    out.se = (out.limits.high - out.limits.low) / (2 * stats::t_quantile(0.975, df));
    return out;
}

void by_replicates(answered_calls& to, const vectors::set& from, const schools& s) {
    const auto means = [&](const numbers& w) { return numbers{weighted_mean(w, s.api00), weighted_mean(w, s.enroll)}; };
    const auto enrolled = [&](const numbers& w) { return numbers{weighted_total(w, s.enroll)}; };
    const auto score = [&](const numbers& w) { return numbers{weighted_mean(w, s.api00)}; };
    const auto tested = [&](const numbers& w) {
        return numbers{weighted_total(w, s.students) / weighted_total(w, s.enroll)};
    };
    const auto bare = [&](const char* term, const replicated& r) { to.add(term, {.est = r.value[0], .se = r.se(0)}); };

    const auto rj = jackknife(s.ds).value();
    const auto rjg =
        reweighted(rj, s.ds, [&](const design& d) { return s.calibrated(d, {.how = distance::linear}); }).value();
    const auto rb = bootstrapped(from, s);
    to.call("svymean(~api00 + enroll, rj)");
    to.replicated({"api00", "enroll"}, estimate_by(rj, means).value());
    to.call("svytotal(~enroll, rj)");
    to.replicated({"enroll"}, estimate_by(rj, enrolled).value());
    to.call("svyratio(~api.stu, ~enroll, rj)");
    bare("api.stu/enroll", estimate_by(rj, tested).value());
    to.call("svyquantile(~api00, rj, 0.5, interval.type = \"mean\")");
    to.quantile("api00 0.5", median_by(rj, s));
    to.call("svyvar(~api00, rj)");
    // n/(n−1) with the sample's n, in replicates with fewer rows too.
    const double n = static_cast<double>(s.in.rows());
    const auto spread = [&](const numbers& w) {
        const double m = weighted_mean(w, s.api00);
        return numbers{weighted_mean(w, product(s.api00, m, s.api00, m, n / (n - 1)))};
    };
    bare("var1", estimate_by(rj, spread).value());
    to.call("svymean(~api00, rjg)");
    to.replicated({"api00"}, estimate_by(rjg, score).value());
    to.call("svytotal(~enroll, rjg)");
    to.replicated({"enroll"}, estimate_by(rjg, enrolled).value());
    to.call("svymean(~api00 + enroll, rb)");
    to.replicated({"api00", "enroll"}, estimate_by(rb, means).value());
    to.call("svytotal(~enroll, rb)");
    to.replicated({"enroll"}, estimate_by(rb, enrolled).value());
    to.call("svyratio(~api.stu, ~enroll, rb)");
    bare("api.stu/enroll", estimate_by(rb, tested).value());
    to.call("svyquantile(~api00, rb, 0.5, interval.type = \"quantile\")");
    const auto median = estimate_by(rb, [&](const numbers& w) {
                            return numbers{quantile(s.dn.reweighted(w), s.api00, 0.5).value()};
                        }).value();
    const double half = stats::t_quantile(0.975, rb.degrees_of_freedom()) * median.se(0);
    to.add("api00 0.5",
           {.est = median.value[0], .se = median.se(0), .limits = {median.value[0] - half, median.value[0] + half}});
    to.call("c(degf_ds = degf(ds), degf_rj = degf(rj), degf_rb = degf(rb), scale_rb = rb$scale)");
    to.add("degf_ds", {.est = s.ds.degrees_of_freedom()});
    to.add("degf_rj", {.est = rj.degrees_of_freedom()});
    to.add("degf_rb", {.est = rb.degrees_of_freedom()});
    to.add("scale_rb", {.est = rb.scale});
}

sheet apistrat(const vectors::set& from) {
    const schools s(from);
    answered_calls out;
    by_design(out, s);
    tests_and_models(out, s);
    calibrated(out, s);
    by_replicates(out, from, s);
    return std::move(out).taken();
}

} // namespace

void add_published_strata(recipes& all) { all["pub_apistrat.csv"] = apistrat; }

} // namespace vectors
