#pragma once

#include "core/resident_question.hpp"
#include "exchange/json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace exchange {

// The same as the other, with "resident_questions": what was asked and answered in public, as of the day where one is
// given.
std::string state_json(const core::pledge_file& file, const core::document_state& state, const base::translator& say,
                       audience who, const std::vector<core::resident_question>& asked, std::optional<base::date> per,
                       form f = form::indented);

} // namespace exchange
