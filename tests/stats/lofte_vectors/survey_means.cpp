#include "survey_set.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/estimate.hpp"
#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace vectors {

namespace {

using stats::survey::domain_estimate;
using stats::survey::tabulation;

const std::vector<std::string> all_designs = {"base", "post", "rake", "calrake", "greg", "logit"};

template <class F>
void for_each(const survey_set& s, const std::vector<std::string>& designs, F f) {
    for (const auto& round : s.rounds())
        for (const auto& muni : s.munis()) {
            const auto r = s.of(round, muni);
            for (const auto& name : designs)
                f(round, muni, r, name, s.designed(r, name));
        }
}

// Columns of R's model matrix with treatment contrasts: the intercept, then every level of a group but its first.
sheet cal_totals(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"round", "muni", "term", "total"}, .rows = {}};
    for (const auto& round : s.rounds())
        for (const auto& muni : s.munis()) {
            bool first = true;
            for (const std::string g : {"agesex", "area", "bornedu"}) {
                const levels of(s.frame_levels(round, muni, g));
                const auto n = s.totals(round, muni, of, g);
                if (std::exchange(first, false))
                    out.rows.push_back({round, muni, "(Intercept)", std::accumulate(n.begin(), n.end(), 0.0)});
                for (std::size_t l = 1; l < n.size(); ++l)
                    out.rows.push_back({round, muni, g + of.names[l], n[l]});
            }
        }
    return out;
}

// One respondent of every calibration cell that occurs. R's data frame is that of its first and third municipality.
sheet gweights(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"muni", "agesex", "area", "bornedu", "born", "w_base", "g_post", "g_rake", "g_calrake",
                        "g_greg", "g_logit"},
              .rows = {}};
    std::vector<std::string> munis = {s.munis().at(0), s.munis().at(2)};
    std::sort(munis.begin(), munis.end());
    for (const auto& muni : munis) {
        const auto r = s.of(s.rounds().front(), muni);
        std::vector<stats::survey::design> designs;
        for (const auto& name : all_designs)
            designs.push_back(s.designed(r, name));
        const auto agesex = r.text("agesex");
        const auto bornedu = r.text("bornedu");
        const auto born = r.text("born");
        std::vector<std::size_t> order;
        std::set<std::string> seen;
        for (std::size_t i = 0; i < r.size(); ++i)
            if (seen.insert(agesex[i] + ' ' + r.area[i] + ' ' + bornedu[i]).second) order.push_back(i);
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
            return std::tie(agesex[a], r.area[a], bornedu[a]) < std::tie(agesex[b], r.area[b], bornedu[b]);
        });
        for (const auto i : order) {
            const auto g = [&](std::size_t k) { return designs[k].weight()[i] / designs[0].weight()[i]; };
            out.rows.push_back(
                {muni, agesex[i], r.area[i], bornedu[i], born[i], r.weight[i], g(1), g(2), g(3), g(4), g(5)});
        }
    }
    return out;
}

sheet weight_summary(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"round", "muni", "design", "n", "sum_w", "min_w", "max_w", "sum_w2", "degf"}, .rows = {}};
    for_each(s, all_designs, [&](auto& round, auto& muni, const respondents& r, auto& name, const auto& d) {
        const auto& w = d.weight();
        out.rows.push_back({round, muni, name, static_cast<double>(r.size()), std::accumulate(w.begin(), w.end(), 0.0),
                            *std::min_element(w.begin(), w.end()), *std::max_element(w.begin(), w.end()),
                            std::inner_product(w.begin(), w.end(), w.begin(), 0.0), d.degrees_of_freedom()});
    });
    return out;
}

sheet means(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"round", "muni", "design", "item", "n", "mean", "se", "deff"}, .rows = {}};
    tabulation::scratch scratch;
    for_each(s, all_designs, [&](auto& round, auto& muni, const respondents& r, auto& name, const auto& d) {
        const auto t = tabulation::make(d, {}).value();
        const bool few = name == "post" || name == "logit" || name == "rake";
        for (std::size_t k = 0; k < (few ? 8 : s.items().size()); ++k) {
            domain_estimate e;
            t.means(r.numbers(s.items()[k]), {&e, 1}, scratch);
            out.rows.push_back({round, muni, name, s.items()[k], e.answers, e.value, e.se, e.design_effect});
        }
    });
    return out;
}

sheet domains(const vectors::set& from) {
    const survey_set s(from);
    const std::vector<std::string> items = {s.items()[0], s.items()[6], s.items()[11], "victim"};
    const std::vector<std::string> by = {"sex", "age4", "agesex", "area", "born"};
    const double z = stats::normal_quantile(0.975);
    sheet out{.names = {"round", "muni", "design", "item", "domain", "level", "n", "mean", "se", "ci_l", "ci_u"},
              .rows = {}};
    tabulation::scratch scratch;
    for_each(s, {"base", "calrake"}, [&](auto& round, auto& muni, const respondents& r, auto& name, const auto& d) {
        std::vector<group> groups;
        std::vector<stats::factor> factors;
        for (const auto& b : by)
            groups.emplace_back(r.text(b));
        for (const auto& g : groups)
            factors.push_back(g.factor());
        const auto t = tabulation::make(d, factors).value();
        std::vector<domain_estimate> e(t.domains());
        for (const auto& item : items) {
            t.means(r.numbers(item), e, scratch);
            std::size_t k = 1;
            for (std::size_t g = 0; g < groups.size(); ++g)
                for (const auto& level : groups[g].of.names) {
                    out.rows.push_back({round, muni, name, item, by[g], level, e[k].answers, e[k].value, e[k].se,
                                        e[k].value - z * e[k].se, e[k].value + z * e[k].se});
                    ++k;
                }
        }
    });
    return out;
}

sheet domain_cov(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"muni", "design", "source", "row", "col", "cov"}, .rows = {}};
    for (const auto& muni : s.munis()) {
        const auto r = s.of(s.rounds().front(), muni);
        const group age(r.age4);
        for (const std::string name : {"base", "calrake"}) {
            const auto m = stats::survey::means_by(s.designed(r, name), r.numbers("income"), age.factor()).value();
            const auto add = [&](const char* source) {
                for (std::int32_t c = 0; c < age.of.count(); ++c)
                    for (std::int32_t i = 0; i < age.of.count(); ++i)
                        out.rows.push_back({muni, name, source, age.of.names[static_cast<std::size_t>(i)],
                                            age.of.names[static_cast<std::size_t>(c)], m.covariance(i, c)});
            };
            if (name == "base") add("svyby");
            add("svyglm");
        }
    }
    return out;
}

sheet totals(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"round", "muni", "design", "stat", "total", "se", "deff"}, .rows = {}};
    tabulation::scratch scratch;
    for_each(
        s, {"base", "calrake", "greg"}, [&](auto& round, auto& muni, const respondents& r, auto& name, const auto& d) {
            const auto t = tabulation::make(d, {}).value();
            const auto add = [&](const std::string& stat, const std::vector<double>& y) {
                domain_estimate e;
                t.totals(y, {&e, 1}, scratch);
                const bool none = std::abs(e.se) < 1e-9 * std::abs(e.value); // the file's own rule
                out.rows.push_back({round, muni, name, stat, e.value, none ? 0.0 : e.se, none ? 0.0 : e.design_effect});
            };
            add("victim", r.numbers("victim"));
            add("nvict", r.numbers("nvict"));
            const auto evening = r.numbers("evening");
            for (int level = 1; level <= 4; ++level) {
                auto is = evening;
                for (double& x : is)
                    x = x != x ? x : x == level ? 1 : 0;
                add("eveningf" + std::to_string(level), is);
            }
            add("sexK", r.numbers("sexK"));
        });
    return out;
}

sheet ratios(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"round", "muni", "design", "level", "ratio", "est", "se", "deff"}, .rows = {}};
    for_each(s, {"base", "calrake"}, [&](auto& round, auto& muni, const respondents& r, auto& name, const auto& d) {
        for (const std::string level : {"all", "K", "M"}) {
            std::vector<char> in;
            for (const auto& sex : r.sex)
                in.push_back(level == "all" || sex == level);
            const auto a = stats::survey::ratio(d, r.numbers("nvict"), r.numbers("victim"), in).value();
            const auto b = stats::survey::ratio(d, r.numbers("income"), r.numbers("age"), in).value();
            const std::string label = level == "all" ? level : "sex=" + level;
            out.rows.push_back({round, muni, name, label, "nvict/victim", a.value, a.se, a.design_effect});
            out.rows.push_back({round, muni, name, label, "income/age", b.value, b.se, na});
        }
    });
    return out;
}

sheet variances(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"round", "muni", "design", "item", "var", "se"}, .rows = {}};
    for_each(s, {"base", "calrake"}, [&](auto& round, auto& muni, const respondents& r, auto& name, const auto& d) {
        for (const std::string item : {"q01", "income"}) {
            const auto v = stats::survey::variance(d, r.numbers(item)).value();
            out.rows.push_back({round, muni, name, item, v.value, v.se});
        }
    });
    return out;
}

} // namespace

void add_survey_means(recipes& all) {
    all["svy_cal_totals.csv"] = cal_totals;
    all["svy_gweights_round1.csv"] = gweights;
    all["svy_weight_summary.csv"] = weight_summary;
    all["svy_mean.csv"] = means;
    all["svy_domain.csv"] = domains;
    all["svy_domain_cov.csv"] = domain_cov;
    all["svy_total.csv"] = totals;
    all["svy_ratio.csv"] = ratios;
    all["svy_var.csv"] = variances;
}

} // namespace vectors
