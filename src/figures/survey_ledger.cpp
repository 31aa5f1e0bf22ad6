#include "figures/survey_ledger.hpp"

#include "figures/plan_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace figures {
namespace {

using stats::disclosure::cell_state;

// open is what a figure is before it is published.
constexpr std::array<std::pair<cell_state, const char*>, 3> states{
    {{cell_state::show, "shown"}, {cell_state::hide, "withheld_for_others"}, {cell_state::guard, "withheld"}}};

std::optional<cell_state> state_named(std::string_view name) {
    for (const auto& [state, own] : states)
        if (name == own) return state;
    return std::nullopt;
}

const char* name_of(cell_state s) {
    for (const auto& [state, name] : states)
        if (s == state) return name;
    return "shown";
}

constexpr int version = 1;

std::vector<std::string> sorted(std::vector<std::string> all) {
    std::sort(all.begin(), all.end());
    return all;
}

void read_questions(plan_reader& r, const json& all, survey_ledger& out) {
    const auto found = all.find("questions");
    if (found == all.end() || !found->is_object()) return r.refuse("questions", "figures.plan_object");
    for (const auto& [id, one] : found->items()) {
        const auto at = plan_reader::below("questions", id);
        if (!r.known(one, at, {"answers", "counted", "not_answered"})) return;
        out.questions[id] = {sorted(r.texts(one, at, "answers")), sorted(r.texts(one, at, "counted")),
                             sorted(r.texts(one, at, "not_answered"))};
    }
}

} // namespace

kept_question kept_question::of(const question& q) {
    return {sorted(q.answers), sorted(q.counted), sorted(q.not_answered)};
}

std::optional<base::problem> survey_ledger::differs_from(const survey_plan& plan) const {
    const auto other = [](const std::string& what) {
        return base::problem{
            base::problem_kind::conflict, {"figures.ledger_other_survey", {{"what", what}}}, "--ledger"};
    };
    for (const auto& [id, kept] : questions) {
        const auto* q = plan.find_question(id);
        if (!q || !q->sensitive || !q->is_share() || kept_question::of(*q) != kept) return other(id);
    }
    if (!of.empty() && round_column != plan.round_column) return other(round_column.empty() ? "–" : round_column);
    for (const auto& [table, figures] : of)
        if (std::find(plan.rounds.begin(), plan.rounds.end(), table.first) == plan.rounds.end())
            return other(table.first);
    return std::nullopt;
}

void survey_ledger::keep(const survey_plan& plan, const question& q) {
    round_column = plan.round_column;
    questions[q.id] = kept_question::of(q);
}

base::result<survey_ledger> parse_survey_ledger(std::string_view text) {
    const auto all = parse_plan_json(text);
    if (!all) return tl::unexpected(all.error());
    plan_reader r;
    survey_ledger out;
    const auto list = all->is_object() ? all->find("figures") : all->end();
    if (!r.known(*all, "", {"survey_ledger", "round_column", "questions", "figures"}))
        return tl::unexpected(*r.wrong());
    if (const auto found = all->find("survey_ledger"); found == all->end() || *found != version)
        r.refuse("survey_ledger", "figures.ledger_version");
    out.round_column = r.text(*all, "", "round_column", false);
    read_questions(r, *all, out);
    if (list == all->end() || !list->is_array())
        r.refuse("figures", "figures.plan_list");
    else if (list->empty()) // one without figures is never written
        r.refuse("figures", "figures.ledger_emptied");
    for (std::size_t i = 0; !r.wrong() && i < list->size(); ++i) {
        const auto& one = (*list)[i];
        const auto at = fmt::format("figures[{}]", i);
        if (!r.known(one, at, {"round", "question", "group", "level", "answers", "counted", "shown"})) break;
        kept_figure f;
        f.column = r.text(one, at, "group", false);
        const auto level = one.find("level");
        if (level != one.end() && !level->is_null()) f.level = r.text(one, at, "level", true);
        const auto count = [&](const char* name) {
            const auto found = one.find(name);
            if (found != one.end()) return r.number(*found, plan_reader::below(at, name), 0);
            r.refuse(at, "figures.plan_missing", {{"name", std::string{name}}});
            return 0.0;
        };
        f.answers = count("answers");
        f.counted = count("counted");
        const auto state = state_named(r.text(one, at, "shown", true));
        if (!state) r.refuse(plan_reader::below(at, "shown"), "figures.ledger_state");
        f.state = state.value_or(cell_state::show);
        const auto id = r.text(one, at, "question", true);
        if (!out.questions.contains(id)) r.refuse(plan_reader::below(at, "question"), "figures.ledger_version");
        auto& kept = out.of[{r.text(one, at, "round", false), id}];
        if (std::any_of(kept.begin(), kept.end(),
                        [&](const auto& k) { return k.column == f.column && k.level == f.level; }))
            r.refuse(at, "figures.ledger_twice");
        kept.push_back(std::move(f));
    }
    if (r.wrong()) return tl::unexpected(*r.wrong());
    return out;
}

std::string ledger_json(const survey_ledger& all) {
    auto list = json::array();
    for (const auto& [table, figures] : all.of)
        for (const auto& f : figures) {
            json one = json::object();
            if (!table.first.empty()) one["round"] = table.first; // a survey without rounds
            one["question"] = table.second;
            if (!f.column.empty()) {
                one["group"] = f.column;
                one["level"] = f.level ? json(*f.level) : json(nullptr);
            }
            one["answers"] = f.answers;
            one["counted"] = f.counted;
            one["shown"] = name_of(f.state);
            list.push_back(std::move(one));
        }
    json out = {{"survey_ledger", version}};
    if (!all.round_column.empty()) out["round_column"] = all.round_column;
    out["questions"] = json::object();
    for (const auto& [id, q] : all.questions)
        out["questions"][id] = {{"answers", q.answers}, {"counted", q.counted}, {"not_answered", q.not_answered}};
    out["figures"] = std::move(list);
    return out.dump(1) + "\n";
}

} // namespace figures
