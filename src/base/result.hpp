#pragma once

#include "base/message.hpp"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace base {

enum class problem_kind { invalid, not_found, forbidden, conflict, too_large, ask };

// An expected failure: what went wrong, said so that a person can mend it. `field` names what was wrong
// (a form field, an option, "line 3"), empty where it is the whole. `ask` is not a refusal: the same
// request with a confirmation goes through.
struct problem {
    problem_kind kind = problem_kind::invalid;
    message text;
    std::string field;
};

template <class T>
using result = tl::expected<T, problem>;

inline tl::unexpected<problem> fail(problem_kind kind, message text, std::string field = {}) {
    return tl::unexpected<problem>(problem{kind, std::move(text), std::move(field)});
}

} // namespace base
