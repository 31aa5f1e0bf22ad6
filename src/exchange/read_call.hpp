#pragma once

#include "base/result.hpp"
#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

// What POST /api/v1/read takes as JSON, and what it answers.
namespace exchange {

struct text_to_read {
    std::string text;
    std::string name; // as a file's: "plan.md" is read as Markdown; empty: plain text
};
// Members that are not known are refused.
base::result<text_to_read> parse_text_to_read(std::string_view json);

// A draft (draft_json), with what whoever sent the file should know of how it was read.
std::string read_answer_json(const reading::draft& draft, const std::vector<std::string>& warnings);

} // namespace exchange
