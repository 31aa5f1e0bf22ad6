#pragma once

#include "base/date.hpp"
#include "reading/rule.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

// What a text about validity is taken apart into.
namespace reading {

// A named time: its first and its last day; absent where the date does not exist or lacks its year.
struct point {
    std::optional<base::date> first, last;
    std::size_t begin = 0, end = 0; // atoms
    int year = 0;                   // 0: not written
    bool impossible = false;
    bool listed = false; // years and their parts: "2025 och 2026" is a span
};

struct statement {
    std::optional<base::date> from, to;
    bool span = false; // both ends were meant, even where one does not exist
    bool open = false; // "från och med": no end is said
    bool bare = false; // a time alone: any fuller statement says more
    bool day = false;  // one day
    std::uint32_t begin = 0, end = 0;
    rule by = rule::one_time;
    std::optional<std::uint32_t> lead; // the word before it that says which end it is
};

} // namespace reading
