#include "survey_set.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/association.hpp"
#include "stats/survey/estimate.hpp"
#include "stats/survey/quantile.hpp"
#include "stats/survey/regression.hpp"
#include "stats/survey/share.hpp"

#include <algorithm>
#include <cmath>

namespace vectors {

namespace {

using namespace stats::survey;

const std::vector<std::string> two_designs = {"base", "calrake"};

template <class F>
void for_first_round(const survey_set& s, F f) {
    for (const auto& muni : s.munis()) {
        const auto r = s.of(s.rounds().front(), muni);
        for (const auto& name : two_designs)
            f(muni, r, name, s.designed(r, name));
    }
}

sheet quantiles(const vectors::set& from) {
    const survey_set s(from);
    using rule = quantile_rule;
    const std::vector<std::pair<std::string, rule>> rules = {
        {"math", rule::smallest}, {"school", rule::midway}, {"shahvaish", rule::shah_vaish_as_r},
        {"hf1", rule::smallest},  {"hf2", rule::midway},    {"hf3", rule::even},
        {"hf4", rule::hf4},       {"hf5", rule::hf5},       {"hf6", rule::hf6},
        {"hf7", rule::hf7},       {"hf8", rule::hf8},       {"hf9", rule::hf9}};
    const std::vector<std::pair<std::string, share_limits_by>> intervals = {{"mean", share_limits_by::plain},
                                                                            {"xlogit", share_limits_by::logit},
                                                                            {"beta", share_limits_by::beta},
                                                                            {"asin", share_limits_by::arcsine}};
    sheet out{.names = {"muni", "design", "item", "qrule", "interval", "p", "q", "ci_l", "ci_u", "se", "status"},
              .rows = {}};
    for_first_round(s, [&](auto& muni, const respondents& r, auto& name, const design& d) {
        for (const std::string item : {"income", s.items()[4].c_str()}) {
            const auto y = r.numbers(item);
            double largest = 0;
            for (const double v : y)
                largest = v > largest ? v : largest;
            for (const auto& [label, how] : rules)
                for (const double p : {.1, .25, .5, .75, .9})
                    out.rows.push_back({muni, name, item, label, "none", p,
                                        quantile(d, y, p, {.rule = how, .as_r = true}).value(), na, na, na, "ok"});
            for (const auto& [label, how] : intervals)
                for (const double p : {.1, .25, .5, .75, .9}) {
                    const auto q = quantile_with_limits(d, y, p, how, {.as_r = true}).value();
                    out.rows.push_back({muni, name, item, "math", label, p, q.value, q.limits.low, q.limits.high, q.se,
                                        q.value >= largest ? "degenerate" : "ok"});
                }
        }
    });
    return out;
}

sheet shares(const vectors::set& from) {
    const survey_set s(from);
    const std::vector<std::pair<std::string, share_limits_by>> methods = {{"logit", share_limits_by::logit},
                                                                          {"xlogit", share_limits_by::logit},
                                                                          {"beta", share_limits_by::beta},
                                                                          {"asin", share_limits_by::arcsine},
                                                                          {"mean", share_limits_by::plain},
                                                                          {"likelihood", share_limits_by::likelihood},
                                                                          {"logit_converged", share_limits_by::logit}};
    sheet out{.names = {"muni", "design", "level", "item", "method", "p", "se", "ci_l", "ci_u", "status"}, .rows = {}};
    for_first_round(s, [&](auto& muni, const respondents& r, auto& name, const design& d) {
        const auto add = [&](const std::string& level, const std::string& item) {
            std::vector<char> in;
            for (const auto& a : r.area)
                in.push_back(level == "all" || a == level);
            const auto e = mean(d, r.numbers(item), in).value();
            // The rows of R's design object: a calibrated one keeps those outside the domain.
            const auto rows =
                name == "base" ? std::count(in.begin(), in.end(), 1) : static_cast<std::ptrdiff_t>(in.size());
            double weight = 0;
            for (std::size_t i = 0; i < in.size(); ++i)
                weight += in[i] ? d.weight()[i] : 0;
            const auto n = static_cast<double>(rows);
            const share p{e.value, e.se, d.degrees_of_freedom(in), n, e.weight / (weight / n) / (e.answers - 1)};
            for (const auto& [label, how] : methods) {
                const auto limits = share_limits(p, how);
                // R's glm speaks up about the rows without weight that a domain of a calibrated design keeps.
                const bool spoken = name != "base" && level != "all" &&
                                    (label == "logit" || label == "likelihood" || label == "logit_converged");
                const bool no_se = label == "logit_converged";
                out.rows.push_back({muni, name, level, item, label, p.p, no_se ? cell(na) : cell(p.se), limits.low,
                                    limits.high, spoken ? "warning" : "ok"});
            }
        };
        for (std::size_t k = 0; k < 5; ++k)
            add("all", "hi_" + s.items()[k]);
        add("all", "victim");
        add("all", "unsafe");
        for (const auto& area : levels(r.area).names)
            add(area, "unsafe");
    });
    return out;
}

sheet associations(const vectors::set& from) {
    const survey_set s(from);
    const std::vector<std::pair<std::string, std::string>> pairs = {
        {"evening", "sex"}, {"evening", "area"}, {"victim", "age4"}, {s.items()[2], "sex"}};
    const std::vector<std::pair<std::string, association_test>> tests = {
        {"F", association_test::f},
        {"Chisq", association_test::chi_square},
        {"Wald", association_test::wald},
        {"adjWald", association_test::adjusted_wald},
        {"saddlepoint", association_test::saddlepoint}};
    sheet out{.names = {"muni", "design", "row", "col", "statistic", "stat", "ndf", "ddf", "p", "status"}, .rows = {}};
    for_first_round(s, [&](auto& muni, const respondents& r, auto& name, const design& d) {
        for (const auto& [row, column] : pairs) {
            const group rows(r.text(row));
            const group columns(r.text(column));
            for (const auto& [label, how] : tests) {
                const auto a = test_association(d, rows.factor(), columns.factor(), how).value();
                out.rows.push_back(
                    {muni, name, row, column, label, a.statistic, or_na(a.df1), or_na(a.df2), a.p, "ok"});
            }
        }
    });
    return out;
}

// Columns of a model matrix with treatment contrasts.
struct model_columns {
    std::vector<std::string> terms;
    std::vector<std::vector<double>> columns;
    std::vector<std::vector<Eigen::Index>> of_group;
};

model_columns treatment(const respondents& r, const std::vector<std::string>& groups) {
    model_columns out{.terms = {"(Intercept)"}, .columns = {std::vector<double>(r.size(), 1.0)}, .of_group = {}};
    for (const auto& g : groups) {
        const levels of(r.text(g));
        auto& mine = out.of_group.emplace_back();
        for (std::int32_t l = 1; l < of.count(); ++l) {
            mine.push_back(static_cast<Eigen::Index>(out.terms.size()));
            out.terms.push_back(g + of.names[static_cast<std::size_t>(l)]);
            auto& c = out.columns.emplace_back();
            for (const auto code : of.code)
                c.push_back(code == l ? 1 : 0);
        }
    }
    return out;
}

sheet regressions(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"muni", "design", "model", "term", "est", "se", "t", "p", "df"}, .rows = {}};
    for_first_round(s, [&](auto& muni, const respondents& r, auto& name, const design& d) {
        const auto m = treatment(r, {"age4", "sex", "born"});
        const std::vector<stats::column> x(m.columns.begin(), m.columns.end());
        for (const std::string model : {"lin_q01", "logit_victim"}) {
            const bool linear = model == "lin_q01";
            const auto y = r.numbers(linear ? "q01" : "victim");
            const auto fit = regress(d, y, x, linear ? response::number : response::share).value();
            for (std::size_t k = 0; k < m.terms.size(); ++k) {
                const auto at = static_cast<Eigen::Index>(k);
                out.rows.push_back({muni, name, model, m.terms[k], fit.coefficient[at], fit.se(at), fit.t(at),
                                    stats::t_two_sided(fit.t(at), fit.df), fit.df});
            }
            const auto w = test_together(fit, m.of_group[0]).value();
            out.rows.push_back({muni, name, model, "WaldF:age4", w.f, na, w.df1, w.p, w.df2});
        }
    });
    return out;
}

} // namespace

void add_survey_answers(recipes& all) {
    all["svy_quantile.csv"] = quantiles;
    all["svy_ciprop.csv"] = shares;
    all["svy_chisq.csv"] = associations;
    all["svy_glm.csv"] = regressions;
}

} // namespace vectors
