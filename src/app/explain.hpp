#pragma once

#include "app/program.hpp"
#include "reading/document.hpp"
#include "reading/trace.hpp"

#include <string>
#include <vector>

// How a text was read, for people: the engine's own trace (reading/trace.hpp) in words.
namespace app {

// `readings` are the answer's in short (reading/summary.hpp), as the trace numbers them.
void explain(program& p, const std::string& text, const std::vector<std::string>& readings, const reading::trace& how);
void explain(program& p, const reading::draft& draft, const reading::trace& how);

} // namespace app
