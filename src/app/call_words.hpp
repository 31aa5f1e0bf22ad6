#pragma once

#include "base/date.hpp"
#include "base/translate.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class ParseError;
} // namespace CLI

// What CLI11 would say in English, said in the language asked for.
namespace app::call {

// The words of the help. To be called before options and commands are added: they inherit them.
void speak(CLI::App& cli, const base::translator& say);
CLI::App* command_of(CLI::App& under, const std::string& name, const std::string& what, const base::translator& say);

// The sentence for a command line that cannot be understood, and where to read how it is written.
std::string fault(const CLI::App& cli, const CLI::ParseError& e, const base::translator& say);

// Checks of one value, as CLI11 takes them: empty, or what is wrong. They say what CLI11's own checks and conversions
// would say in English, and come before those.
using check = std::function<std::string(const std::string&)>;
check whole_number(const base::translator& say, std::int64_t from, std::int64_t to);
check any_number(const base::translator& say); // "2,5" as in "2.5"
check one_of(const base::translator& say, std::vector<std::string> words);
check is_date(const base::translator& say); // "2026-03-01"

// Of a text that `any_number` let pass.
double number(std::string_view text);

// Of a text that `is_date` let pass; nothing for one that was not said.
std::optional<base::date> day(const std::string& iso);

} // namespace app::call
