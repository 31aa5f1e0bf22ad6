#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

// One line an event on standard error: `event key=value …`. It holds no personal data: what could be some is written
// as `redacted`.
namespace base {

// Stands in a log line for a value that must not be read there.
template <class T>
struct redacted {
    const T& value;
};
template <class T>
redacted(const T&) -> redacted<T>;

} // namespace base

namespace base::log {

// error: a person must act. warn: to be looked at this week. info: a state changed. debug: for finding faults.
enum class level { debug, info, warn, error };

void set_lowest(level l); // info at the start; any thread
bool is_written(level l);
void write(level l, std::string_view line); // line breaks and control characters are written escaped

template <class... T>
void write(level l, fmt::format_string<T...> format, T&&... values) {
    if (is_written(l)) write(l, std::string_view{fmt::format(format, std::forward<T>(values)...)});
}

template <class... T>
void debug(fmt::format_string<T...> format, T&&... values) {
    write<T...>(level::debug, format, std::forward<T>(values)...);
}

template <class... T>
void info(fmt::format_string<T...> format, T&&... values) {
    write<T...>(level::info, format, std::forward<T>(values)...);
}

template <class... T>
void warn(fmt::format_string<T...> format, T&&... values) {
    write<T...>(level::warn, format, std::forward<T>(values)...);
}

template <class... T>
void error(fmt::format_string<T...> format, T&&... values) {
    write<T...>(level::error, format, std::forward<T>(values)...);
}

} // namespace base::log

template <class T>
struct fmt::formatter<base::redacted<T>> {
    constexpr auto parse(format_parse_context& context) { return context.begin(); }
    template <class Context>
    auto format(const base::redacted<T>&, Context& context) const {
        return fmt::format_to(context.out(), "[…]");
    }
};
