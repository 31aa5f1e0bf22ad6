#pragma once

#include "reading/document_promise.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reading::doc {

bool ends_with(const manuscript& text, std::size_t i, std::string_view ending);

// "ska utföras av polisen", "ska av kommunens fältare bli kontaktade", "ska få ett besök av polisen", "… från polisen".
std::vector<std::string> agent_after(const manuscript& text, range after, const found_parties& parties);

// A verb in the present that tells what one does, not what one has, sees or holds to be so.
bool is_doing(const manuscript& text, std::size_t i);

} // namespace reading::doc
