#pragma once

#include "reading/document.hpp"

#include <string_view>

// What stands in the rows for the enumerations of a document; the same words as in the exchange format.
namespace store {

std::string_view word(reading::party_kind kind);
std::string_view word(reading::party_role role);
std::string_view word(reading::channel channel);

// A word that no version wrote throws std::logic_error.
reading::party_kind party_kind_of(std::string_view word);
reading::party_role party_role_of(std::string_view word);
reading::channel channel_of(std::string_view word);

} // namespace store
