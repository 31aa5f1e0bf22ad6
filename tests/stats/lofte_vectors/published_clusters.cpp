#include "calls.hpp"

#include "stats/survey/calibrate.hpp"
#include "stats/survey/rake.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace vectors {

namespace {

using namespace stats::survey;
using numbers = std::vector<double>;

// Whole districts drawn: pub_apiclus1.csv, with schools by type and by another margin.
struct districts {
    table in;
    group unit, type, wide;
    numbers api00, enroll, ones;
    numbers type_totals, wide_totals;
    design dc;

    explicit districts(const vectors::set& from)
        : in(from.read("pub_apiclus1.csv")), unit(in.text("dnum")), type(in.text("stype")), wide(in.text("sch.wide")),
          api00(in.numbers("api00")), enroll(in.numbers("enroll")), ones(in.rows(), 1.0),
          type_totals(totals(from.read("pub_apiclus1_pop_stype.csv"), "stype", type.of)),
          wide_totals(totals(from.read("pub_apiclus1_pop_sch.csv"), "sch.wide", wide.of)),
          dc(design::make({.unit = unit.factor(), .weight = in.numbers("pw"), .population = in.numbers("fpc")})
                 .value()) {}

    static numbers totals(const table& in, const char* name, const levels& of) {
        numbers out(of.names.size(), 0.0);
        const auto freq = in.numbers("Freq");
        for (std::size_t i = 0; i < in.rows(); ++i)
            out.at(static_cast<std::size_t>(of.at(in.text(name)[i]))) = freq[i];
        return out;
    }

    [[nodiscard]] margin by_type() const { return {type.factor(), type_totals}; }
    [[nodiscard]] std::vector<margin> margins() const { return {by_type(), {wide.factor(), wide_totals}}; }
    [[nodiscard]] stats::result<design> raked(const design& d) const {
        return rake(d, margins(), {.cycles = 100, .epsilon = 1e-13});
    }
    // R stops at a change of one person, with margins that are not met.
    [[nodiscard]] design raked_as_by_default() const {
        return rake(dc, margins(), {.cycles = 10, .epsilon = 1, .as_r = true}).value();
    }
    // Weights alike within districts. R: aggregate.stage = 1.
    [[nodiscard]] design calibrated_by_district() const {
        std::vector<numbers> means;
        for (const auto& level : {"H", "M"})
            means.push_back(unit_means(marks(in.text("stype"), level), unit.factor()).value());
        const numbers wanted{type_totals.at(1), type_totals.at(2)};
        return calibrate(dc,
                         {.numbers = {means[0], means[1]},
                          .number_totals = wanted,
                          .population = type_totals[0] + type_totals[1] + type_totals[2]},
                         {.how = distance::linear})
            .value();
    }
};

void means_and_totals(answered_calls& to, const districts& s) {
    const auto& dc = s.dc;
    const auto dp = post_stratify(dc, s.by_type()).value();
    const auto dr = s.raked(dc).value();
    const auto drd = s.raked_as_by_default();
    const auto dt = trim_weights(dr, 10, 40).value();
    const auto dts = trim_weights(dr, 10, 40, true).value();
    to.call("svymean(~api00, dc, deff = TRUE)");
    to.plain("api00", mean(dc, s.api00).value(), true);
    to.call("svytotal(~enroll, dc, deff = TRUE)");
    to.plain("enroll", total(dc, s.enroll).value(), true);
    to.call("svymean(~api00, dp)");
    to.plain("api00", mean(dp, s.api00).value());
    to.call("svytotal(~enroll, dp)");
    to.plain("enroll", total(dp, s.enroll).value());
    to.call("svymean(~api00, dr)");
    to.plain("api00", mean(dr, s.api00).value());
    to.call("svytotal(~enroll + stype, dr)");
    to.plain("enroll", total(dr, s.enroll).value());
    for (const auto& level : s.type.of.names)
        to.plain("stype" + level, total(dr, marks(s.in.text("stype"), level)).value());
    to.call("svymean(~api00, drd)");
    to.plain("api00", mean(drd, s.api00).value());
    to.call("svytotal(~enroll, drd)");
    to.plain("enroll", total(drd, s.enroll).value());
    to.call("svymean(~api00, dt)");
    to.plain("api00", mean(dt, s.api00).value());
    to.call("svymean(~api00, dts)");
    to.plain("api00", mean(dts, s.api00).value());
    to.call("c(sum = sum(weights(dt)), range = range(weights(dt)), range_strict = range(weights(dts)))");
    to.add("sum", {.est = weighted_total(dt.weight(), s.ones)});
    const auto range = [&](const char* name, const numbers& w) {
        to.add(std::string(name) + "1", {.est = *std::min_element(w.begin(), w.end())});
        to.add(std::string(name) + "2", {.est = *std::max_element(w.begin(), w.end())});
    };
    range("range", dt.weight());
    range("range_strict", dts.weight());

    const auto dg = calibrate(dc, {.margins = {s.by_type()}}, {.how = distance::linear}).value();
    const auto dga = s.calibrated_by_district();
    for (const auto& [name, d] : std::vector<std::pair<std::string, const design*>>{{"dg", &dg}, {"dga", &dga}}) {
        to.call("svymean(~api00, " + name + ")");
        to.plain("api00", mean(*d, s.api00).value());
        to.call("svytotal(~enroll, " + name + ")");
        to.plain("enroll", total(*d, s.enroll).value());
    }
    for (const auto& [name, d] : std::vector<std::pair<std::string, const design*>>{{"dc", &dc}, {"dr", &dr}}) {
        to.call("svyby(~api00, ~stype, " + name + ", svymean)");
        for (const auto& level : s.type.of.names) {
            std::vector<char> in;
            for (const auto& t : s.in.text("stype"))
                in.push_back(t == level ? 1 : 0);
            to.bare(level, mean(*d, s.api00, in).value());
        }
    }
}

void tests_and_models(answered_calls& to, const districts& s) {
    const auto dr = s.raked(s.dc).value();
    to.call("svyratio(~api.stu, ~enroll, dr)");
    to.bare("api.stu/enroll", ratio(dr, s.in.numbers("api.stu"), s.enroll).value());
    to.call("svyquantile(~api00, dr, c(0.25, 0.5, 0.75))");
    for (const auto& [name, p] : std::vector<std::pair<const char*, double>>{{"0.25", .25}, {"0.5", .5}, {"0.75", .75}})
        to.quantile(std::string("api00 ") + name, quantile_with_limits(dr, s.api00, p).value());
    to.call("svyciprop(~I(awards == \"Yes\"), dr, method = \"xlogit\")");
    const auto awards = marks(s.in.text("awards"), "Yes");
    const auto a = mean(dr, awards).value();
    to.share("I(awards == \"Yes\")", {.p = a.value, .se = a.se, .df = dr.degrees_of_freedom()}, share_limits_by::logit);
    to.call("svychisq(~sch.wide + stype, dc)");
    to.association(test_association(s.dc, s.wide.factor(), s.type.factor()).value());
    to.call("svyttest(api00 ~ awards, dr)");
    to.difference(regress(dr, s.api00, std::vector<stats::column>{s.ones, awards}).value());
    to.call("svyglm(api00 ~ ell + meals, dr)");
    const auto ell = s.in.numbers("ell"), meals = s.in.numbers("meals");
    to.coefficients({"(Intercept)", "ell", "meals"},
                    regress(dr, s.api00, std::vector<stats::column>{s.ones, ell, meals}).value());
}

void by_replicates(answered_calls& to, const districts& s) {
    const auto rj = jackknife(s.dc).value();
    const auto rjp = reweighted(rj, s.dc, [&](const design& d) { return post_stratify(d, s.by_type()); }).value();
    const auto rjr = reweighted(rj, s.dc, [&](const design& d) { return s.raked(d); }).value();
    for (const auto& [name, r] :
         std::vector<std::pair<std::string, const replicates*>>{{"rj", &rj}, {"rjp", &rjp}, {"rjr", &rjr}}) {
        to.call("svymean(~api00, " + name + ")");
        to.replicated({"api00"},
                      estimate_by(*r, [&](const numbers& w) { return numbers{weighted_mean(w, s.api00)}; }).value());
        to.call("svytotal(~enroll, " + name + ")");
        to.replicated({"enroll"},
                      estimate_by(*r, [&](const numbers& w) { return numbers{weighted_total(w, s.enroll)}; }).value());
    }
    to.call("c(degf_dc = degf(dc), degf_rj = degf(rj))");
    to.add("degf_dc", {.est = s.dc.degrees_of_freedom()});
    to.add("degf_rj", {.est = rj.degrees_of_freedom()});
}

sheet apiclus1(const vectors::set& from) {
    const districts s(from);
    answered_calls out;
    means_and_totals(out, s);
    tests_and_models(out, s);
    by_replicates(out, s);
    return std::move(out).taken();
}

sheet yrbs(const vectors::set& from) {
    const auto in = from.read("pub_yrbs.csv");
    const group stratum(in.text("stratum")), psu(in.text("psu"));
    const auto dy =
        design::make({.stratum = stratum.factor(), .unit = psu.factor(), .weight = in.numbers("weight")}).value();
    auto y1 = in.numbers("qn8");
    for (double& y : y1)
        y = std::isnan(y) ? y : y == 1 ? 1 : 0;
    answered_calls to;
    to.call("svymean(~y1, dy, na.rm = TRUE, deff = TRUE)");
    const auto m = mean(dy, y1).value();
    to.plain("y1", m, true);
    to.call("svytotal(~y1, dy, na.rm = TRUE, deff = \"replace\")");
    const auto t = total(dy, y1).value();
    to.plain("y1", t.value, t.se, t.design_effect * (t.weight - t.answers) / t.weight);
    const share s{.p = m.value, .se = m.se, .df = dy.degrees_of_freedom(), .rows = static_cast<double>(dy.rows())};
    to.call("svyciprop(~y1, dy, na.rm = TRUE)");
    to.share("y1", s, share_limits_by::logit);
    for (const auto& [name, how] : std::vector<std::pair<const char*, share_limits_by>>{
             {"xlogit", share_limits_by::logit}, {"beta", share_limits_by::beta}, {"asin", share_limits_by::arcsine}}) {
        to.call(std::string("svyciprop(~y1, dy, method = \"") + name + "\", na.rm = TRUE)");
        to.share("y1", s, how);
    }
    to.call("svymean(~y1, subset(dy, stratum > 101), na.rm = TRUE)");
    std::vector<char> later;
    for (const double h : in.numbers("stratum"))
        later.push_back(h > 101 ? 1 : 0);
    to.plain("y1", mean(dy, y1, later).value());
    to.call("c(degf = degf(dy))");
    to.add("degf", {.est = dy.degrees_of_freedom()});
    return std::move(to).taken();
}

// Weights as svydesign makes them of the populations at both stages.
sheet mu284(const vectors::set& from) {
    const auto in = from.read("pub_mu284.csv");
    const group first(in.text("id1")), second(in.text("id2"));
    const auto n1 = in.numbers("n1"), n2 = in.numbers("n2"), y1 = in.numbers("y1");
    numbers weight;
    for (std::size_t i = 0; i < in.rows(); ++i) {
        const auto drawn = std::count(in.text("id1").begin(), in.text("id1").end(), in.text("id1")[i]);
        weight.push_back(n1[i] / first.of.count() * n2[i] / static_cast<double>(drawn));
    }
    const auto dm = design::make({.unit = first.factor(),
                                  .second = second.factor(),
                                  .weight = weight,
                                  .population = n1,
                                  .second_population = n2})
                        .value();
    const auto dm1 = design::make({.unit = first.factor(), .weight = weight, .population = n1}).value();
    answered_calls to;
    to.call("svytotal(~y1, dm)");
    to.plain("y1", total(dm, y1).value());
    to.call("svymean(~y1, dm, deff = TRUE)");
    to.plain("y1", mean(dm, y1).value(), true);
    to.call("svytotal(~y1, dm1)");
    to.plain("y1", total(dm1, y1).value());
    to.call("svyquantile(~y1, dm, 0.5)");
    to.quantile("y1 0.5", quantile_with_limits(dm, y1, 0.5).value());
    to.call("c(degf = degf(dm))");
    to.add("degf", {.est = dm.degrees_of_freedom()});
    return std::move(to).taken();
}

} // namespace

void add_published_clusters(recipes& all) {
    all["pub_apiclus1.csv"] = apiclus1;
    all["pub_yrbs.csv"] = yrbs;
    all["pub_mu284.csv"] = mu284;
}

} // namespace vectors
