#include "base/text.hpp"
#include "figures/survey_figures.hpp"
#include "figures/survey_out.hpp"
#include "intake/table.hpp"

#include <cstdint>
#include <cstdlib>

// A design file, a NUL, and the answers' table. Holds: whatever is told is text, what is not has a sentence, and a
// ledger is read as it was written. The design is read as a ledger, too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const base::translator say{base::language::sv};
    const std::string_view all{reinterpret_cast<const char*>(data), size};
    const auto cut = all.find('\0');
    if (const auto kept = figures::parse_survey_ledger(all.substr(0, cut)); !kept && say(kept.error().text).empty())
        std::abort();
    const auto plan = figures::parse_survey_plan(all.substr(0, cut));
    if (!plan) {
        if (say(plan.error().text).empty()) std::abort();
        return 0;
    }
    const auto table = intake::read_table(cut == std::string_view::npos ? std::string_view{} : all.substr(cut + 1));
    if (!table) return 0;
    figures::survey_request asked;
    asked.ledger.emplace();
    for (const auto& g : plan->groups)
        if (asked.by.size() < 2) asked.by.push_back(g.column);
    if (plan->rounds.size() > 1) asked.since = plan->rounds.front();
    const auto told = figures::survey_figures(*plan, *table, asked);
    if (told && !told->ledger->of.empty() &&
        figures::parse_survey_ledger(figures::ledger_json(*told->ledger)) != *told->ledger)
        std::abort();
    const auto text =
        told ? figures::survey_text(*told, say) + figures::survey_csv(*told, say) : say(told.error().text);
    if (told && figures::survey_json(*told, say).empty()) std::abort();
    const bool has_nan = text.find("nan") != std::string::npos && all.find("nan") == std::string_view::npos;
    if (text.empty() || has_nan) std::abort();
    return 0;
}
