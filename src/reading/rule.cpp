#include "reading/rule.hpp"

#include "reading/trace.hpp"

#include <array>

namespace reading {
namespace {

constexpr auto names = std::to_array<std::string_view>({
    "none",
    "longest_gap",
    "second_of_per",
    "nth_weekday",
    "adverb",
    "per_unit",
    "per_span",
    "every_unit",
    "every_nth",
    "over_span",
    "in_unit",
    "rounded",
    "number",
    "part_of",
    "share",
    "all_of",
    "pair",
    "few",
    "dated",
    "years",
    "weeks",
    "clock",
    "weekday",
    "window",
    "within",
    "apiece",
    "as_many",
    "named_places",
    "per_noun",
    "every_noun",
    "outer_event",
    "lone_bound",
    "coloured",
    "divide",
    "tells_statistic",
    "tells_trend",
    "tells_event",
    "tells_harm",
    "tells_past",
    "tells_indicator",
    "count_each",
    "count_total",
    "count_period",
    "once_each",
    "service_level",
    "trigger",
    "soft",
    "on_date",
    "outcome",
    "time_frame",
    "schedule",
    "direction",
    "year_frame",
    "averaged_over_year",
    "each_grade",
    "each_of_all",
    "shared_by_all",
    "asks_for_whom",
    "each_day_apart",
    "has_deadline",
    "from_to",
    "from_on",
    "up_to",
    "one_time",
    "length",
    "no_end",
    "replaced",
    "extendable",
    "in_conflict",
    "group_of",
    "decade",
    "several",
    "none_of",
    "part_of_all",
    "amount",
    "sum",
    "total_of",
    "one",
    "section",
    "column",
    "role",
    "promise",
});
static_assert(names.size() == static_cast<std::size_t>(rule::count_));

} // namespace

std::string_view name(rule r) { return names[static_cast<std::size_t>(r)]; }

std::vector<std::string_view> all_rules() { return {names.begin() + 1, names.end()}; }

} // namespace reading
