#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>

namespace base::log {
namespace {

spdlog::level::level_enum spdlog_level(level l) {
    switch (l) {
    case level::debug:
        return spdlog::level::debug;
    case level::info:
        return spdlog::level::info;
    case level::warn:
        return spdlog::level::warn;
    case level::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger() {
    static spdlog::logger one = [] {
        spdlog::logger made{"lofte", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
        made.set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        made.flush_on(spdlog::level::trace);
        return made;
    }();
    return one;
}

} // namespace

void set_lowest(level l) { logger().set_level(spdlog_level(l)); }

bool is_written(level l) { return logger().should_log(spdlog_level(l)); }

void write(level l, std::string_view line) {
    // A value from outside could otherwise write a line of its own into the log.
    std::string safe;
    safe.reserve(line.size());
    for (const char c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            safe += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            safe += c;
    }
    logger().log(spdlog_level(l), spdlog::string_view_t{safe.data(), safe.size()});
}

} // namespace base::log
