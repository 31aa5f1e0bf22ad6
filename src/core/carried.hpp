#pragma once

#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

// One promise that a document says twice: among its pledges, and as a row of its plan with the same count and time.
// It is logged once, with the row, and both are judged by that log.
namespace core {

// Equal but for the words they were read from.
bool is_read_alike(::reading::reading a, ::reading::reading b);

struct carried_pledge {
    std::string pledge; // "p2"
    std::string row;    // "m5"
};

// Of each pledge at most one row: of its focus area or of none, that holds for the same days, by those whom the pledge
// is by, with readings that are equal but for their words, and whose own words are all in the pledge's text. Where
// several rows fit, none does: two things may be meant.
std::vector<carried_pledge> carried_pledges(const ::reading::document& d);

// The row that carries a pledge of that id; nullptr: none does.
const std::string* carried_by(const std::vector<carried_pledge>& all, std::string_view pledge);

} // namespace core
