#pragma once

#include "base/date.hpp"
#include "reading/reading.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace reading {

enum class question_code {
    period_conflict,
    impossible_date,
    weekday_mismatch,
    count_mismatch,
    foreign_municipality,
    ambiguous_subjects,
    ambiguous_cadence,
    not_measurable,
    no_follow_up,
    no_feedback,
    no_owner,
    parts_disagree,
    plan_area_unlinked,
};

// The document's validity. `to` absent: open ended, or in dispute where a question stands at /valid.
struct validity {
    std::optional<base::date> from;
    std::optional<base::date> to;
    bool until_replaced = false;
    bool extendable = false;
    bool operator==(const validity&) const = default;
};

// One answer a person can choose. The value replaces what stands at the question's place:
// a validity at /valid; whole readings; a `per`; a text (an owner, a focus area's id); nothing ("leave as it is").
struct question_option {
    std::string label;
    std::variant<std::monostate, validity, std::vector<reading>, subjects, std::string, base::date> value;
    bool operator==(const question_option&) const = default;
};

struct question {
    question_code code = question_code::not_measurable;
    std::string at;      // JSON pointer into the document
    std::string message; // plain Swedish, with the words it is about
    std::vector<question_option> options;
    ::reading::span span;
    bool operator==(const question&) const = default;
};

} // namespace reading
