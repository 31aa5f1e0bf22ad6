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

} // namespace

base::result<survey_ledger> parse_survey_ledger(std::string_view text) {
    const auto all = parse_plan_json(text);
    if (!all) return tl::unexpected(all.error());
    plan_reader r;
    survey_ledger out;
    const auto list = all->is_object() ? all->find("figures") : all->end();
    if (!r.known(*all, "", {"survey_ledger", "figures"})) return tl::unexpected(*r.wrong());
    if (list == all->end() || !list->is_array()) r.refuse("figures", "figures.plan_list");
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
        auto& kept = out.of[{r.text(one, at, "round", false), r.text(one, at, "question", true)}];
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
            json one = {{"round", table.first}, {"question", table.second}};
            if (!f.column.empty()) {
                one["group"] = f.column;
                one["level"] = f.level ? json(*f.level) : json(nullptr);
            }
            one["answers"] = f.answers;
            one["counted"] = f.counted;
            one["shown"] = name_of(f.state);
            list.push_back(std::move(one));
        }
    return json{{"survey_ledger", 1}, {"figures", std::move(list)}}.dump(1) + "\n";
}

} // namespace figures
