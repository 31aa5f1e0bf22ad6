#pragma once

#include "base/result.hpp"
#include "core/plan.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

// The days that documents only name ("riskhelger", "lov") and that each municipality sets.
namespace core {

enum class day_list { risk_weekends, events, school_breaks };
inline constexpr std::array all_day_lists{day_list::risk_weekends, day_list::events, day_list::school_breaks};

std::string_view name(day_list list); // "riskhelg" "evenemang" "lov"
std::optional<day_list> day_list_named(std::string_view word);

std::vector<date_range>& days_of(plan_settings& settings, day_list list);
const std::vector<date_range>& days_of(const plan_settings& settings, day_list list);

// Days as somebody typed them (ISO; no last day: the first is it). Refused: no day, a span that ends before it begins
// or is over a year, a name that is too long or may not be kept.
base::result<date_range> check_days(std::string_view from, std::string_view to, std::string_view name);

// Where the days stand already the name is the later one's. false: they stood with that name.
bool add_days(std::vector<date_range>& all, const date_range& days);
bool remove_days(std::vector<date_range>& all, base::date from, base::date to); // false: they did not stand

// The first and last days of the terms, the same each year, as (month, day).
struct terms {
    using day = std::pair<unsigned, unsigned>;
    day spring_from, spring_to, autumn_from, autumn_to;
    bool operator==(const terms&) const = default;
};
terms terms_of(const plan_settings& settings);
// Refused where a day would belong to two terms, or a term ends before it begins.
base::result<void> set_terms(plan_settings& settings, const terms& to);

} // namespace core
