#pragma once

#include <span>
#include <string>
#include <string_view>

namespace app {

// Every setting the program has: read from its flag, else its variable, else the standard. The command line and
// docs/settings.md are made from this table.
struct setting {
    std::string_view flag;        // "--port"; empty: the variable alone
    std::string_view environment; // "LOFTE_PORT"
    std::string_view standard;
    std::string_view key; // of its text: what it is
};
std::span<const setting> settings();

// The table as docs/settings.md shows it, in English.
std::string settings_page();

} // namespace app
