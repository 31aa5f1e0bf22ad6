#include "figures/funnel_out.hpp"
#include "figures/series_figures.hpp"
#include "figures/series_out.hpp"
#include "intake/table.hpp"

#include <cstdint>
#include <cstdlib>

// A design file, a NUL, and the table of counts. Holds: whatever is told is text, and what is not has a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const base::translator say{base::language::en};
    const std::string_view all{reinterpret_cast<const char*>(data), size};
    const auto cut = all.find('\0');
    const auto plan = figures::parse_series_plan(all.substr(0, cut));
    if (!plan) {
        if (say(plan.error().text).empty()) std::abort();
        return 0;
    }
    const auto table = intake::read_table(cut == std::string_view::npos ? std::string_view{} : all.substr(cut + 1));
    if (!table) return 0;
    const auto told = figures::series_figures(*plan, *table, {.items = {}, .began = "2020-04-01"});
    const auto text =
        told ? figures::series_text(*told, say) + figures::series_csv(*told, say) : say(told.error().text);
    if (told && figures::series_json(*told, say).empty()) std::abort();
    const bool has_nan = text.find("nan") != std::string::npos && all.find("nan") == std::string_view::npos;
    if (text.empty() || has_nan) std::abort();
    return 0;
}
