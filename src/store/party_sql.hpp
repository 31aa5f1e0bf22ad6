// Pieces of queries about parties and the organisations they are.
#pragma once

#include <string_view>

namespace store {

// Whether party p is organisation o's of its own accord, as core::is_its_own.
std::string_view party_is_its_own();

// The parties that organisation $1 is, by name, code or link: document, number, name. Each way by an index of its own:
// of an "or" over them PostgreSQL makes a look at all parties there are.
std::string_view own_parties();

} // namespace store
