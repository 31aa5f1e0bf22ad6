#include "figures/survey_figures.hpp"

#include "figures/problem_words.hpp"
#include "figures/survey_design.hpp"
#include "figures/survey_standing.hpp"
#include "stats/adjust.hpp"
#include "stats/survey/change.hpp"
#include "stats/survey/share.hpp"
#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace figures {

bool is_shown(standing s) { return s == standing::plain || s == standing::weak || s == standing::self_told; }

namespace {

using stats::survey::design;
using stats::survey::domain_estimate;
using stats::survey::tabulation;

constexpr double certain = 0.05;
constexpr double too_few_one_way = 5; // below, a share's error tells too little of how uncertain it is
constexpr double uneven = 4;          // Kish's effect from which weights are said to be

using fault = std::optional<base::problem>;

base::problem unknown(std::string key, std::string said, std::string known, std::string field) {
    return {base::problem_kind::invalid,
            {std::move(key), {{"said", std::move(said)}, {"known", std::move(known)}}},
            std::move(field)};
}

// One round, ready to be asked.
struct ready_round {
    design d;
    tabulation table;
    std::vector<double> df; // by domain
};

class survey {
  public:
    survey(const survey_plan& plan, const base::table& answers, const survey_request& asked)
        : plan_{plan}, answers_{answers}, asked_{asked} {}

    base::result<survey_report> run() {
        for (const auto step : {&survey::choose, &survey::read, &survey::prepare})
            if (auto wrong = (this->*step)()) return tl::unexpected(std::move(*wrong));
        for (std::size_t q = 0; q < out_.questions.size(); ++q)
            if (auto wrong = question_figures(q)) return tl::unexpected(std::move(*wrong));
        judge_together();
        return std::move(out_);
    }

  private:
    fault choose() {
        out_.title = plan_.title;
        out_.self_selected = plan_.self_selected;
        out_.ledger = asked_.ledger;
        for (const auto& id : asked_.items) {
            const auto* q = plan_.find_question(id);
            if (!q) return unknown("figures.no_question", id, plan_.questions_known(), "--items");
            out_.questions.push_back(*q);
        }
        if (asked_.items.empty()) out_.questions = plan_.questions;
        for (const auto& column : asked_.by) {
            const auto* g = plan_.find_group(column);
            if (!g) return unknown("figures.no_group", column, plan_.groups_known(), "--by");
            groups_.push_back({g, {}, {}});
        }
        if (auto wrong = remember()) return wrong;
        const auto is_round = [&](const std::string& r) {
            return std::find(plan_.rounds.begin(), plan_.rounds.end(), r) != plan_.rounds.end();
        };
        out_.round = asked_.round.empty() ? plan_.rounds.back() : asked_.round;
        out_.since = asked_.since;
        if (!is_round(out_.round)) return unknown("figures.no_round", out_.round, plan_.rounds_known(), "--round");
        if (out_.since.empty()) return std::nullopt;
        if (plan_.round_column.empty() || !is_round(out_.since) || out_.since == out_.round)
            return unknown("figures.no_round_before", out_.since, plan_.rounds_known(), "--change");
        return std::nullopt;
    }

    // The columns that figures were shown by before, beside those that are asked for.
    fault remember() {
        if (!out_.ledger) return std::nullopt;
        std::set<std::string> before;
        for (const auto& [table, figures] : out_.ledger->of)
            for (const auto& f : figures)
                if (!f.column.empty()) before.insert(f.column);
        for (const auto& g : groups_)
            before.erase(g.column());
        for (const auto& column : before) {
            const auto* g = plan_.find_group(column);
            if (!g) return unknown("figures.no_group", column, plan_.groups_known(), "--ledger");
            remembered_.push_back({g, {}, {}});
        }
        return std::nullopt;
    }

    // Trends are refused by never reading the round that they would be from.
    [[nodiscard]] bool is_change_asked() const { return !out_.since.empty() && !plan_.self_selected; }

    fault read() {
        std::vector<std::string> rounds{out_.round};
        if (is_change_asked()) rounds.push_back(out_.since);
        auto rows = read_rounds(plan_, answers_, rounds);
        if (!rows) return rows.error();
        rows_ = std::move(*rows);
        for (auto* some : {&groups_, &remembered_})
            for (auto& g : *some)
                if (auto wrong = read(g)) return wrong;
        return std::nullopt;
    }

    fault read(grouping& g) {
        auto levels = group_levels(plan_, answers_, g.column(), rows_);
        if (!levels) return levels.error();
        g.levels = std::move(*levels);
        for (const auto& r : rows_) {
            auto codes = read_group(answers_, g.column(), g.levels, r);
            if (!codes) return codes.error();
            g.rows.push_back(std::move(*codes));
        }
        return std::nullopt;
    }

    fault prepare() {
        if (plan_.self_selected) return std::nullopt;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            auto d = design_of(plan_, rows_[r]);
            if (!d) return d.error();
            std::vector<stats::factor> by;
            for (const auto& g : groups_)
                by.push_back(g.rows[r].factor());
            auto table = tabulation::make(*d, by);
            if (!table) return in_words(table.error(), {.step = "figures.step_figures", .cell = {}, .part = {}});
            auto df = degrees(*d, r);
            note_round(*d, rows_[r]);
            ready_.push_back({*std::move(d), *std::move(table), std::move(df)});
        }
        if (!is_change_asked() || rows_[0].unit.code.empty()) return std::nullopt;
        auto both = design_of_both(plan_, rows_[0], rows_[1]);
        if (!both) return both.error();
        both_ = *std::move(both);
        return std::nullopt;
    }

    void note_round(const design& d, const round_rows& rows) {
        for (const auto& name : strata_alone(rows))
            out_.notes.push_back({{"figures.note_stratum_alone",
                                   {{"stratum", name}, {"round", rows.round.empty() ? "–" : rows.round}}}});
        const auto below_none = std::count_if(d.weight().begin(), d.weight().end(), [](double w) { return w < 0; });
        if (below_none > 0)
            out_.notes.push_back(
                {{"figures.note_negative",
                  {{"n", std::int64_t{below_none}}, {"round", rows.round.empty() ? "–" : rows.round}}}});
        if (d.weight_effect() > uneven)
            out_.notes.push_back({{"figures.note_uneven",
                                   {{"times", std::round(d.weight_effect() * 10) / 10},
                                    {"round", rows.round.empty() ? "–" : rows.round}}}});
    }

    // By domain, over all its rows, answered or not.
    [[nodiscard]] std::vector<double> degrees(const design& d, std::size_t r) const {
        std::vector<double> out{d.degrees_of_freedom()};
        std::vector<char> in(d.rows());
        for (const auto& g : groups_)
            for (std::int32_t l = 0; l < g.rows[r].levels; ++l) {
                for (std::size_t i = 0; i < in.size(); ++i)
                    in[i] = g.rows[r].code[i] == l ? 1 : 0;
                out.push_back(d.degrees_of_freedom(in));
            }
        return out;
    }

    // What one round says of one question.
    struct told_round {
        std::vector<double> item;
        std::vector<tally> tallies;
        std::vector<standing> standings;
        std::vector<domain_estimate> estimates;
    };

    base::result<told_round> tell(const question& q, std::size_t r) {
        auto item = read_item(answers_, q, rows_[r]);
        if (!item) return tl::unexpected(item.error());
        told_round out;
        out.item = std::move(*item);
        static const std::vector<double> unweighted;
        out.tallies = tallied(out.item, ready_.empty() ? unweighted : ready_[r].d.weight(), groups_, r);
        auto* const kept = out_.ledger && q.sensitive ? &out_.ledger->of[{rows_[r].round, q.id}] : nullptr;
        auto s = standings({q, out.item, r, groups_, remembered_}, out.tallies, kept);
        if (!s) return tl::unexpected(s.error());
        out.standings = std::move(*s);
        if (ready_.empty()) return out;
        out.estimates.resize(out.tallies.size());
        ready_[r].table.means(out.item, out.estimates, scratch_);
        return out;
    }

    fault question_figures(std::size_t number) {
        const auto& q = out_.questions[number];
        auto now = tell(q, 0);
        if (!now) return now.error();
        std::optional<told_round> before;
        if (is_change_asked()) {
            auto told = tell(q, 1);
            if (!told) return told.error();
            before = std::move(*told);
        }
        std::size_t domain = 0;
        const auto add = [&](survey_figure f) {
            f.question = number;
            fill(f, q, *now, domain);
            if (before) f.change = change_of(q, *now, *before, domain);
            out_.figures.push_back(std::move(f));
            ++domain;
        };
        add({});
        for (const auto& g : groups_)
            for (const auto& level : g.levels)
                add({.column = g.of->column, .level = level, .label = g.of->label});
        return std::nullopt;
    }

    void fill(survey_figure& f, const question& q, const told_round& now, std::size_t domain) const {
        const auto& t = now.tallies[domain];
        f.told = now.standings[domain];
        if (f.told != standing::few) f.answers = t.answers;
        if (!is_shown(f.told)) return;
        if (plan_.self_selected) {
            f.told = standing::self_told;
            f.value = t.counted / t.answers;
            return;
        }
        const auto& e = now.estimates[domain];
        if (!std::isfinite(e.value)) { // all who answered weigh nothing
            f.told = standing::no_answers;
            return;
        }
        f.value = q.is_share() ? std::clamp(e.value, 0.0, 1.0) : e.value;
        f.design_effect = e.design_effect;
        const double df = std::max(1.0, ready_[0].df[domain]);
        const stats::survey::share s{.p = f.value, .se = e.se, .df = df};
        if (!q.is_share()) {
            f.limits = stats::survey::share_limits(s, stats::survey::share_limits_by::plain);
            f.limits = {std::max(f.limits.low, q.scale_from), std::min(f.limits.high, q.scale_to)};
            return;
        }
        const auto limits = stats::survey::careful_share_limits(s, t.counted, t.answers, t.weight_effect());
        if (!limits) return;
        f.limits = limits->limits;
        f.exact = limits->exact;
    }

    change_figure change_of(const question& q, const told_round& now, const told_round& before, std::size_t domain) {
        change_figure out;
        const auto& a = before.tallies[domain];
        const auto& b = now.tallies[domain];
        out.way = turn::withheld;
        if (!is_shown(now.standings[domain]) || !is_shown(before.standings[domain])) return out;
        out.before = before.estimates[domain].value;
        out.way = turn::few_one_way;
        const auto few = [&](const tally& t) {
            return t.counted < too_few_one_way || t.answers - t.counted < too_few_one_way;
        };
        if (q.is_share() && (few(a) || few(b))) return out;
        out.way = turn::unchanging;
        const auto c = both_ ? change_in_both(now, before, domain)
                             : stats::survey::change_between({.before = out.before,
                                                              .se_before = before.estimates[domain].se,
                                                              .after = now.estimates[domain].value,
                                                              .se_after = now.estimates[domain].se},
                                                             ready_[0].df[domain] + ready_[1].df[domain] - 1);
        if (!c) return out;
        out.way = turn::not_certain;
        out.difference = c->difference;
        out.limits = c->limits;
        out.p = c->p;
        out.detectable = c->detectable;
        return out;
    }

    // Where the rounds share persons or clusters their errors go together.
    [[nodiscard]] stats::result<stats::survey::change> change_in_both(const told_round& now, const told_round& before,
                                                                      std::size_t domain) const {
        std::vector<double> item;
        std::vector<std::int32_t> round;
        std::vector<char> in;
        for (std::size_t r = 0; r < 2; ++r) {
            const auto& all = r == 0 ? now.item : before.item;
            for (std::size_t i = 0; i < all.size(); ++i) {
                const bool inside = is_inside(domain, r, i);
                item.push_back(inside ? all[i] : stats::missing);
                in.push_back(inside && !std::isnan(all[i]) ? 1 : 0);
                round.push_back(r == 0 ? 1 : 0);
            }
        }
        const auto means = stats::survey::means_by(*both_, item, {round, 2});
        if (!means) return tl::unexpected(means.error());
        const double weights[] = {-1, 1};
        return stats::survey::contrast(*means, weights, both_->degrees_of_freedom(in) - 1);
    }

    [[nodiscard]] bool is_inside(std::size_t domain, std::size_t r, std::size_t row) const {
        if (domain == 0) return true;
        std::size_t first = 1;
        for (const auto& g : groups_) {
            if (domain < first + g.levels.size())
                return g.rows[r].code[row] == static_cast<std::int32_t>(domain - first);
            first += g.levels.size();
        }
        return false;
    }

    // Of many comparisons some come out by chance: only what stands among them all is certain.
    void judge_together() {
        std::vector<double> family;
        for (const auto& f : out_.figures) {
            // What was named before is the figure of everybody: its groups were not.
            const bool is_named = out_.questions[f.question].named_before && f.column.empty();
            family.push_back(is_named ? stats::missing : f.change.p);
        }
        out_.comparisons = static_cast<std::size_t>(
            std::count_if(family.begin(), family.end(), [](double p) { return !std::isnan(p); }));
        const auto adjusted = stats::adjust(family, stats::adjustment::benjamini_hochberg);
        for (std::size_t i = 0; i < out_.figures.size(); ++i) {
            auto& c = out_.figures[i].change;
            if (c.way != turn::not_certain) continue;
            c.p_adjusted = std::isnan(adjusted[i]) ? c.p : adjusted[i];
            if (c.p_adjusted < certain)
                c.way = c.difference > 0 ? turn::up : turn::down;
            else if (c.p < certain)
                c.way = turn::alone;
        }
    }

    const survey_plan& plan_;
    const base::table& answers_;
    const survey_request& asked_;
    std::vector<round_rows> rows_; // the one told of, then the one before
    std::vector<grouping> groups_, remembered_;
    std::vector<ready_round> ready_;
    std::optional<design> both_;
    tabulation::scratch scratch_;
    survey_report out_;
};

} // namespace

base::result<survey_report> survey_figures(const survey_plan& plan, const base::table& answers,
                                           const survey_request& asked) {
    return survey{plan, answers, asked}.run();
}

} // namespace figures
