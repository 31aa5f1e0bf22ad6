#include "jobs/repeating.hpp"

namespace jobs {

core::moment next_day_at(core::moment now, std::chrono::minutes time_of_day) {
    const core::moment today = std::chrono::floor<std::chrono::days>(now) + time_of_day;
    return today > now ? today : today + std::chrono::days{1};
}

core::moment next_week_at(core::moment now, std::chrono::weekday day, std::chrono::minutes time_of_day) {
    const auto next = next_day_at(now, time_of_day);
    return next + (day - std::chrono::weekday{std::chrono::floor<std::chrono::days>(next)});
}

} // namespace jobs
