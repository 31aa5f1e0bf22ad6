#include "figures/survey_data.hpp"

#include "base/text.hpp"
#include "figures/cells.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>

namespace figures {
namespace {

using names = std::vector<std::string>;

std::int32_t code_in(const names& levels, std::string_view word) {
    const auto found = std::find(levels.begin(), levels.end(), word);
    return found == levels.end() ? -1 : static_cast<std::int32_t>(found - levels.begin());
}

std::string joined(const names& all) { return fmt::format("{}", fmt::join(all, ", ")); }

names levels_of(const level_counts& counts) {
    names out;
    for (const auto& [level, count] : counts)
        out.push_back(level);
    return out;
}

// Rows of a column whose every cell must be one of the levels.
base::result<coded> strict_codes(const base::table& t, const std::string& column, const names& levels,
                                 const round_rows& rows) {
    const auto at = column_of(t, column);
    if (!at) return tl::unexpected(at.error());
    coded out{.levels = static_cast<std::int32_t>(levels.size())};
    out.code.reserve(rows.row.size());
    for (const auto row : rows.row) {
        const auto& cell = t.rows[row].cells[*at];
        out.code.push_back(code_in(levels, cell));
        if (out.code.back() < 0)
            return tl::unexpected(
                refuse_cell(cell.empty() ? "figures.cell_empty" : "figures.cell_unknown", t, row, *at, joined(levels)));
    }
    return out;
}

// Words that mean the same in every round, numbered as they come.
class coder {
  public:
    std::int32_t of(const std::string& word) {
        return known_.try_emplace(word, static_cast<std::int32_t>(known_.size())).first->second;
    }
    [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(known_.size()); }

  private:
    std::unordered_map<std::string, std::int32_t> known_;
};

using fault = std::optional<base::problem>;

struct reader {
    const survey_plan& plan;
    const base::table& t;
    coder units;

    fault split(std::vector<round_rows>& out) const {
        if (plan.round_column.empty()) {
            for (std::size_t i = 0; i < t.rows.size(); ++i)
                out.front().row.push_back(i);
            return std::nullopt;
        }
        const auto at = column_of(t, plan.round_column);
        if (!at) return at.error();
        for (std::size_t i = 0; i < t.rows.size(); ++i) {
            const auto& cell = t.rows[i].cells[*at];
            if (code_in(plan.rounds, cell) < 0)
                return refuse_cell(cell.empty() ? "figures.cell_empty" : "figures.cell_unknown", t, i, *at,
                                   joined(plan.rounds));
            for (auto& round : out)
                if (round.round == cell) round.row.push_back(i);
        }
        return std::nullopt;
    }

    // How many persons a stratum has by the plan, in the order of its names; empty: not said.
    [[nodiscard]] std::vector<double> persons(const round_rows& rows) const {
        std::vector<double> out;
        if (plan.strata) {
            if (const auto* counts = plan.strata->population.at(rows.round))
                for (const auto& [level, count] : *counts)
                    out.push_back(count);
        } else if (const auto found = plan.population.find(rows.round); found != plan.population.end()) {
            out.push_back(found->second);
        }
        return out;
    }

    fault strata(round_rows& rows) const {
        rows.stratum_names = {""};
        rows.stratum = {std::vector<std::int32_t>(rows.row.size(), 0), 1};
        if (!plan.strata) return std::nullopt;
        rows.stratum_names = levels_of(*plan.strata->population.at(rows.round));
        auto codes = strict_codes(t, plan.strata->column, rows.stratum_names, rows);
        if (!codes) return codes.error();
        rows.stratum = std::move(*codes);
        std::vector<char> seen(rows.stratum_names.size());
        for (const auto c : rows.stratum.code)
            seen[static_cast<std::size_t>(c)] = 1;
        const auto people = persons(rows);
        for (std::size_t h = 0; h < seen.size(); ++h)
            if (!seen[h] && people[h] > 0)
                return base::problem{base::problem_kind::invalid,
                                     {"figures.stratum_empty",
                                      {{"stratum", rows.stratum_names[h]},
                                       {"column", plan.strata->column},
                                       {"round", rows.round},
                                       {"persons", people[h]}}}};
        return std::nullopt;
    }

    fault drawn(round_rows& rows) {
        const auto& column = plan.cluster_column.empty() ? plan.person_column : plan.cluster_column;
        if (column.empty()) return std::nullopt;
        const auto at = column_of(t, column);
        if (!at) return at.error();
        std::set<std::int32_t> seen;
        for (const auto row : rows.row) {
            const auto& cell = t.rows[row].cells[*at];
            if (cell.empty()) return refuse_cell("figures.cell_empty", t, row, *at);
            rows.unit.code.push_back(units.of(cell));
            if (plan.cluster_column.empty() && !seen.insert(rows.unit.code.back()).second)
                return refuse_cell("figures.person_twice", t, row, *at);
        }
        return std::nullopt;
    }

    fault weights(round_rows& rows) const {
        const auto people = persons(rows);
        std::vector<double> answered(rows.stratum_names.size());
        for (const auto c : rows.stratum.code)
            ++answered[static_cast<std::size_t>(c)];
        if (plan.weight_column.empty()) {
            for (const auto c : rows.stratum.code)
                rows.weight.push_back(people[static_cast<std::size_t>(c)] / answered[static_cast<std::size_t>(c)]);
        } else {
            const auto at = column_of(t, plan.weight_column);
            if (!at) return at.error();
            for (const auto row : rows.row) {
                const auto n = number_in(t.rows[row].cells[*at]);
                if (!n || *n < 0) return refuse_cell("figures.cell_no_weight", t, row, *at);
                rows.weight.push_back(*n);
            }
        }
        return std::nullopt;
    }

    void finite(round_rows& rows) const {
        auto all = persons(rows);
        if (!plan.cluster_column.empty()) {
            all.clear();
            if (const auto* counts = plan.clusters.at(rows.round))
                for (const auto& name : rows.stratum_names) {
                    const auto found = std::find_if(counts->begin(), counts->end(),
                                                    [&](const auto& one) { return one.first == name; });
                    all.push_back(found == counts->end() ? std::numeric_limits<double>::infinity() : found->second);
                }
        }
        if (all.empty()) return;
        for (const auto c : rows.stratum.code)
            rows.population.push_back(all[static_cast<std::size_t>(c)]);
    }

    fault margins(round_rows& rows) const {
        for (const auto& margin : plan.margins) {
            margin_column out;
            const auto& counts = *margin.population.at(rows.round);
            out.names = levels_of(counts);
            for (const auto& [level, count] : counts)
                out.totals.push_back(count);
            auto codes = strict_codes(t, margin.column, out.names, rows);
            if (!codes) return codes.error();
            out.group = std::move(*codes);
            rows.margins.push_back(std::move(out));
        }
        return std::nullopt;
    }
};

} // namespace

base::result<std::vector<round_rows>> read_rounds(const survey_plan& plan, const base::table& answers,
                                                  const std::vector<std::string>& rounds) {
    std::vector<round_rows> out;
    for (const auto& round : rounds)
        out.push_back({.round = round});
    reader r{plan, answers, {}};
    if (const auto wrong = r.split(out)) return tl::unexpected(*wrong);
    for (auto& rows : out) {
        if (rows.row.empty())
            return base::fail(base::problem_kind::invalid,
                              {"figures.round_empty",
                               {{"round", rows.round}, {"column", plan.round_column}, {"known", plan.rounds_known()}}});
        if (plan.self_selected) continue;
        for (const auto step : {&reader::strata, &reader::margins})
            if (const auto wrong = (r.*step)(rows)) return tl::unexpected(*wrong);
        if (const auto wrong = r.drawn(rows)) return tl::unexpected(*wrong);
        if (const auto wrong = r.weights(rows)) return tl::unexpected(*wrong);
        r.finite(rows);
    }
    for (auto& rows : out)
        if (!rows.unit.code.empty()) rows.unit.levels = r.units.size();
    return out;
}

namespace {

struct answer_word {
    std::string_view word;
    double means = stats::missing;
};

// What is not an answer, then what each answer of a share counts as.
std::vector<answer_word> words_of(const question& q) {
    std::vector<answer_word> out{{""}};
    for (const auto& word : q.not_answered)
        out.push_back({word});
    for (const auto& word : q.answers)
        out.push_back({word, code_in(q.counted, word) >= 0 ? 1.0 : 0.0});
    return out;
}

const answer_word* word_in(const std::vector<answer_word>& words, std::string_view cell) {
    for (const auto& w : words)
        if (w.word.size() == cell.size() && (cell.empty() || (w.word.front() == cell.front() && w.word == cell)))
            return &w;
    return nullptr;
}

} // namespace

base::result<std::vector<double>> read_item(const base::table& answers, const question& q, const round_rows& rows) {
    const auto at = column_of(answers, q.id);
    if (!at) return tl::unexpected(at.error());
    const auto words = words_of(q);
    std::vector<double> out;
    out.reserve(rows.row.size());
    for (const auto row : rows.row) {
        const auto& cell = answers.rows[row].cells[*at];
        if (const auto* found = word_in(words, cell)) {
            out.push_back(found->means);
        } else if (q.is_share()) {
            return tl::unexpected(refuse_cell("figures.cell_unknown", answers, row, *at, joined(q.answers)));
        } else {
            const auto n = number_in(cell);
            if (!n || *n < q.scale_from || *n > q.scale_to)
                return tl::unexpected(refuse_cell("figures.cell_off_scale", answers, row, *at,
                                                  fmt::format("{}–{}", q.scale_from, q.scale_to)));
            out.push_back(*n);
        }
    }
    return out;
}

base::result<names> group_levels(const survey_plan& plan, const base::table& answers, const std::string& column,
                                 const std::vector<round_rows>& rounds) {
    const auto at = column_of(answers, column);
    if (!at) return tl::unexpected(at.error());
    std::set<std::string> seen;
    for (const auto& rows : rounds)
        for (const auto row : rows.row)
            if (const auto& cell = answers.rows[row].cells[*at]; !cell.empty()) seen.insert(cell);
    names out;
    const auto take = [&](const counted_column& c) {
        if (c.column != column) return;
        for (const auto& [level, count] : *c.population.at(rounds.front().round))
            if (seen.erase(level)) out.push_back(level);
    };
    if (plan.strata) take(*plan.strata);
    for (const auto& margin : plan.margins)
        take(margin);
    out.insert(out.end(), seen.begin(), seen.end());
    constexpr std::size_t most = 500;
    if (out.size() > most)
        return base::fail(base::problem_kind::invalid, {"figures.too_many_groups",
                                                        {{"column", column},
                                                         {"n", static_cast<std::int64_t>(out.size())},
                                                         {"most", static_cast<std::int64_t>(most)}}});
    return out;
}

base::result<coded> read_group(const base::table& answers, const std::string& column, const names& levels,
                               const round_rows& rows) {
    const auto at = column_of(answers, column);
    if (!at) return tl::unexpected(at.error());
    coded out{.levels = static_cast<std::int32_t>(levels.size())};
    for (const auto row : rows.row)
        out.code.push_back(code_in(levels, answers.rows[row].cells[*at]));
    return out;
}

} // namespace figures
