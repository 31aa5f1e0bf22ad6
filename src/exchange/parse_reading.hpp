#pragma once

#include "exchange/cursor.hpp"
#include "reading/document.hpp"

namespace exchange {

reading::reading parse_reading(const cursor& c);
std::vector<reading::reading> parse_readings(const cursor& owner); // its member "readings"
reading::validity parse_validity(const cursor& c);
reading::question parse_question(const cursor& c);
reading::quantity parse_quantity(const cursor& c);

} // namespace exchange
