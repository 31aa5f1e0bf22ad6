#pragma once

#include "exchange/cursor.hpp"
#include "reading/document.hpp"

// "from", "to", "replaces" and "ended" of plan rows and pledges. Inside this stage only.
namespace exchange {

// Refused: a last day before the first, an "ended" without a "to".
reading::lifetime parse_lifetime(const cursor& part);

// Refused: a "replaces" that names no other row (of a pledge: no other pledge), or one without a "to" that lies before
// "from". So no row can replace itself, at any number of steps.
void check_lifetimes(const cursor& root, const reading::document& document);

} // namespace exchange
