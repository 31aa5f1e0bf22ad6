#include "survey_set.hpp"

#include "stats/adjust.hpp"
#include "stats/survey/change.hpp"
#include "stats/survey/tabulation.hpp"

#include <cmath>
#include <map>

namespace vectors {

namespace {

using namespace stats::survey;
using stats::adjustment;

const std::vector<std::string> two_designs = {"base", "calrake"};

// Both rounds of a municipality, one after the other.
respondents stacked(const survey_set& s, const std::string& muni) {
    return s.of([&](const auto&, const auto& m) { return m == muni; });
}

double df_of(const design& d, const std::vector<double>& y, const std::vector<char>& in = {}) {
    std::vector<char> valid;
    for (std::size_t i = 0; i < y.size(); ++i)
        valid.push_back((in.empty() || in[i]) && !std::isnan(y[i]));
    return d.degrees_of_freedom(valid);
}

// Means of each round in each level of a group, in one pass: level, round.
class by_round {
  public:
    by_round(const design& d, const respondents& r, const std::vector<std::string>& level)
        : cells_(joined(level, r.round, "|")),
          table_(tabulation::make(d, std::vector<stats::factor>{cells_.factor()}).value()),
          estimates_(table_.domains()) {}
    two_rounds of(const std::string& level, const std::vector<double>& y, const std::vector<std::string>& rounds) {
        table_.means(y, estimates_, scratch_);
        const auto& a = at(level, rounds.at(0));
        const auto& b = at(level, rounds.at(1));
        answers = {a.answers, b.answers};
        return {.before = a.value, .se_before = a.se, .after = b.value, .se_after = b.se};
    }
    std::pair<double, double> answers;

  private:
    [[nodiscard]] const domain_estimate& at(const std::string& level, const std::string& round) const {
        return estimates_[static_cast<std::size_t>(1 + cells_.of.at(level + '|' + round))];
    }
    group cells_;
    tabulation table_;
    std::vector<domain_estimate> estimates_;
    tabulation::scratch scratch_;
};

std::vector<double> p_of(const std::vector<change>& changes) {
    std::vector<double> out;
    for (const auto& c : changes)
        out.push_back(c.p);
    return out;
}

sheet items(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"muni", "design",       "item",       "n1",      "n2", "mean1", "mean2", "se1",  "se2",
                        "diff", "se",           "t",          "df",      "p",  "ci_l",  "ci_u",  "p_BH", "p_holm",
                        "p_BY", "p_bonferroni", "p_hochberg", "p_BH_all"},
              .rows = {}};
    std::map<std::string, std::vector<double>> p_by_design;
    for (const auto& muni : s.munis()) {
        const auto r = stacked(s, muni);
        for (const auto& name : two_designs) {
            const auto d = s.designed(r, name);
            by_round rounds(d, r, std::vector<std::string>(r.size(), "all"));
            std::vector<change> changes;
            const auto first = out.rows.size();
            for (const auto& item : s.items()) {
                const auto y = r.numbers(item);
                const auto m = rounds.of("all", y, s.rounds());
                const auto c = change_between(m, df_of(d, y) - 1).value();
                changes.push_back(c);
                p_by_design[name].push_back(c.p);
                out.rows.push_back({muni, name, item, rounds.answers.first, rounds.answers.second, m.before, m.after,
                                    m.se_before, m.se_after, c.difference, c.se, c.t, c.df, c.p, c.limits.low,
                                    c.limits.high});
            }
            for (const auto how : {adjustment::benjamini_hochberg, adjustment::holm, adjustment::benjamini_yekutieli,
                                   adjustment::bonferroni, adjustment::hochberg}) {
                const auto adjusted = stats::adjust(p_of(changes), how);
                for (std::size_t k = 0; k < adjusted.size(); ++k)
                    out.rows[first + k].push_back(adjusted[k]);
            }
        }
    }
    for (auto& [name, p] : p_by_design) {
        const auto adjusted = stats::adjust(p, adjustment::benjamini_hochberg);
        std::size_t k = 0;
        for (auto& row : out.rows)
            if (row[1].text == name) row.push_back(adjusted[k++]);
    }
    return out;
}

sheet domains(const vectors::set& from) {
    const survey_set s(from);
    sheet out{
        .names = {"muni", "design", "item", "domain", "level", "diff", "se", "t", "df", "p", "ci_l", "ci_u", "p_BH"},
        .rows = {}};
    for (const auto& muni : s.munis()) {
        const auto r = stacked(s, muni);
        for (const auto& name : two_designs) {
            const auto d = s.designed(r, name);
            for (const std::size_t k : {0U, 5U, 10U}) {
                const auto& item = s.items().at(k);
                const auto y = r.numbers(item);
                std::vector<change> changes;
                const auto first = out.rows.size();
                for (const std::string domain : {"area", "sex", "age4"}) {
                    const auto value = r.text(domain);
                    by_round rounds(d, r, value);
                    for (const auto& level : levels(value).names) {
                        std::vector<char> in;
                        for (const auto& v : value)
                            in.push_back(v == level);
                        const auto c = change_between(rounds.of(level, y, s.rounds()), df_of(d, y, in) - 1).value();
                        changes.push_back(c);
                        out.rows.push_back({muni, name, item, domain, level, c.difference, c.se, c.t, c.df, c.p,
                                            c.limits.low, c.limits.high});
                    }
                }
                const auto adjusted = stats::adjust(p_of(changes), adjustment::benjamini_hochberg);
                for (std::size_t i = 0; i < adjusted.size(); ++i)
                    out.rows[first + i].push_back(adjusted[i]);
            }
        }
    }
    return out;
}

sheet shares(const vectors::set& from) {
    const survey_set s(from);
    sheet out{.names = {"muni", "design", "item", "diff", "se", "t", "df", "p", "ci_l", "ci_u", "logor", "logor_se",
                        "logor_p", "logor_l", "logor_u"},
              .rows = {}};
    for (const auto& muni : s.munis()) {
        const auto r = stacked(s, muni);
        for (const auto& name : two_designs) {
            const auto d = s.designed(r, name);
            by_round rounds(d, r, std::vector<std::string>(r.size(), "all"));
            std::vector<std::string> names;
            for (std::size_t k = 0; k < 12; ++k)
                names.push_back("hi_" + s.items().at(k));
            names.emplace_back("victim");
            for (const auto& item : names) {
                const auto y = r.numbers(item);
                const double df = df_of(d, y) - 1;
                const auto m = rounds.of("all", y, s.rounds());
                const auto c = change_between(m, df).value();
                const auto o = change_in_log_odds(m, df).value();
                out.rows.push_back({muni, name, item, c.difference, c.se, c.t, c.df, c.p, c.limits.low, c.limits.high,
                                    o.difference, o.se, o.p, o.limits.low, o.limits.high});
            }
        }
    }
    return out;
}

// The first municipality's change less that of all others together.
sheet did(const vectors::set& from) {
    const survey_set s(from);
    const auto r = s.of([](const auto&, const auto&) { return true; });
    const auto d = base_design(r);
    std::vector<std::string> cell;
    for (std::size_t i = 0; i < r.size(); ++i)
        cell.push_back((r.muni[i] == s.munis().front() ? "1" : "0") + r.round[i]);
    const group cells(cell); // others before, others after, treated before, treated after
    const std::vector<double> weights = {1, -1, -1, 1};
    sheet out{.names = {"design", "item", "did", "se", "t", "p", "df", "ci_l", "ci_u", "p_BH"}, .rows = {}};
    std::vector<change> changes;
    for (std::size_t k = 0; k < 20; ++k) {
        const auto y = r.numbers(s.items().at(k));
        const auto c = contrast(means_by(d, y, cells.factor()).value(), weights, df_of(d, y) + 1 - 4).value();
        changes.push_back(c);
        out.rows.push_back({"base", s.items()[k], c.difference, c.se, c.t, c.p, c.df, c.limits.low, c.limits.high});
    }
    const auto adjusted = stats::adjust(p_of(changes), adjustment::benjamini_hochberg);
    for (std::size_t k = 0; k < adjusted.size(); ++k)
        out.rows[k].push_back(adjusted[k]);
    return out;
}

sheet panel(const vectors::set& from) {
    const auto in = from.read("chg_panel.csv");
    const auto y = in.numbers("y");
    const auto weight = in.numbers("weight");
    const group person(in.text("person"));
    const group stratum(in.text("stratum"));
    const group both(joined(in.text("stratum"), in.text("round")));
    const group round(in.text("round"));
    const std::vector<double> weights = {-1, 1};
    const auto with = design::make({.stratum = stratum.factor(), .unit = person.factor(), .weight = weight}).value();
    const auto without = design::make({.stratum = both.factor(), .weight = weight}).value();
    const auto overlapping = means_by(with, y, round.factor()).value();
    const auto c = contrast(overlapping, weights, with.degrees_of_freedom() - 1).value();
    const auto i =
        contrast(means_by(without, y, round.factor()).value(), weights, without.degrees_of_freedom() - 1).value();
    sheet out{.names = {"method", "diff", "se", "t", "df", "p", "ci_l", "ci_u"}, .rows = {}};
    out.rows.push_back({"svyttest_panel", c.difference, c.se, c.t, c.df, c.p, c.limits.low, c.limits.high});
    out.rows.push_back({"svycontrast_panel", c.difference, c.se, na, na, na, na, na});
    out.rows.push_back({"svyttest_ignoring_overlap", i.difference, i.se, i.t, i.df, i.p, i.limits.low, i.limits.high});
    out.rows.push_back({"cov(mean1,mean2)", overlapping.covariance(0, 1), na, na, na, na, na, na});
    return out;
}

} // namespace

void add_survey_changes(recipes& all) {
    all["chg_items.csv"] = items;
    all["chg_domain.csv"] = domains;
    all["chg_share.csv"] = shares;
    all["chg_did.csv"] = did;
    all["chg_panel.csv"] = panel;
}

} // namespace vectors
