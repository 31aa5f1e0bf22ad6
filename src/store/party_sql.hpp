// Pieces of queries about parties and the organisations they are.
#pragma once

#include <string_view>

namespace store {

// Whether party p is organisation o's of its own accord, as core::is_its_own.
std::string_view party_is_its_own();

} // namespace store
