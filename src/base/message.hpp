#pragma once

#include "base/date.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace base {

// A sentence for people, not yet in any language: a key of the translation files and the values of its places.
// `{n}` chooses the plural form where the text has one. Values are written as the language writes them
// (dates "14 oktober 2021", numbers "1 200,5"); a nested message is translated first.
struct message {
    struct argument;

    std::string key;
    std::vector<argument> arguments;

    bool empty() const { return key.empty(); }
    bool operator==(const message&) const;
};

struct message::argument {
    std::string name;
    std::variant<std::string, std::int64_t, double, date, message> value;
    bool operator==(const argument&) const = default;
};

inline bool message::operator==(const message& other) const { return key == other.key && arguments == other.arguments; }

} // namespace base
