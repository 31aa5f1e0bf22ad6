#pragma once

#include "base/result.hpp"
#include "core/screen.hpp"

#include <optional>
#include <string>
#include <vector>

// What screening asks about in what somebody typed, in one question.
namespace core {

// A text and the field that it stands in.
struct screened_text {
    const char* field;
    const std::string* text;
};

// One question about all that is found in all of the texts, since one confirmation lets all of it through; its field is
// that of the first finding. nullopt: there is nothing to ask.
std::optional<base::problem> asked_about(const std::vector<screened_text>& texts);

} // namespace core
