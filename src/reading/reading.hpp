#pragma once

#include "base/date.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a text says about when and how much, as docs/exchange-format.md ("Reading") defines each field.
namespace reading {

// Half-open range in Unicode code points of the text that was read.
struct span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const span&) const = default;
};

enum class bound { at_least, exactly, at_most, about };
enum class measure { occasions, hours, days, percent, subjects, state };
enum class aggregate { each, average, total, interval };
enum class modality { shall, should, possibility, effort };
enum class measurable { yes, partly, no, ask };

// A promised number: low == high unless the text gave a range. Verdicts test the low end.
struct amount {
    double low = 0;
    double high = 0;
    bool operator==(const amount&) const = default;
};

// A one-unit ISO 8601 duration: {3, 'W'} is P3W; 'H' is PT3H.
struct duration {
    int n = 1;
    char unit = 'M'; // H D W M Y
    bool operator==(const duration&) const = default;
};

// A span of time that is no calendar duration.
enum class span_word { shift, term, meeting, event, period };
using recurrence = std::variant<duration, span_word>;

enum class window_kind {
    weekend,
    weekday,
    evening,
    night,
    morning,
    risk_weekend,
    risk_evening,
    holiday,
    non_holiday,
    summer,
    winter,
    spring,
    autumn,
    school_term,
    event,
    campaign,
    mon,
    tue,
    wed,
    thu,
    fri,
    sat,
    sun,   // `from` holds the n of "mon:1", 0 where every one is meant
    time,  // minutes of the day, [from, to]
    week,  // ISO weeks, [from, to] both included; from > to runs over the new year
    month, // 1–12, likewise
};

// When within `every` it counts.
struct window {
    window_kind kind = window_kind::weekend;
    int from = 0;
    int to = 0;
    bool operator==(const window&) const = default;
};

// Whom the count is for. `members` are as the text names them.
struct subjects {
    enum class sharing { each, shared };
    sharing kind = sharing::each;
    std::vector<std::string> members;
    bool operator==(const subjects&) const = default;
};

struct reading {
    std::string text;     // the words it was read from
    ::reading::span span; // where they stand
    ::reading::bound bound = bound::at_least;
    bool stated = false;         // the bound was written ("minst"), not assumed
    std::optional<amount> count; // absent where nothing can be counted
    ::reading::measure measure = measure::occasions;
    std::optional<std::string> unit; // the counted noun as written
    std::optional<recurrence> every;
    ::reading::aggregate aggregate = aggregate::each;
    std::vector<::reading::window> windows;
    std::optional<subjects> per;
    std::optional<base::date> deadline;
    std::optional<duration> within; // service level per event
    bool working_days = false;      // `within` counts working days
    bool additional = false;        // beyond ordinary duty
    ::reading::modality modality = modality::shall;
    bool schedulable = true; // false: counted, never late
    ::reading::measurable measurable = measurable::yes;
    std::string reason; // why not `yes`, in plain Swedish
    bool operator==(const reading&) const = default;
};

} // namespace reading
