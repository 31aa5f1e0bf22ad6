#pragma once

#include "reading/atoms.hpp"
#include "reading/rule.hpp"
#include "reading/trace.hpp"

#include <string_view>

namespace reading {

// What an atom of a text is told as.
traced_word traced_atom(const atom& a, const token_list& tokens, std::u32string_view text);

// The atoms [begin, end) that a rule fitted.
traced_rule traced_atoms(rule by, const atom_list& list, std::size_t begin, std::size_t end, std::u32string_view text);

} // namespace reading
