#include "render/html/moments.hpp"

#include "base/time_of_day.hpp"

#include <fmt/format.h>

namespace render::html {

std::string moment_words(const page_context& c, core::moment at) {
    const auto minutes = base::stockholm_time(at).count();
    const auto hour = fmt::format("{:02}", minutes / 60), minute = fmt::format("{:02}", minutes % 60);
    return c.say({"web.at_minute", {{"day", base::stockholm_date(at)}, {"hour", hour}, {"minute", minute}}});
}

} // namespace render::html
