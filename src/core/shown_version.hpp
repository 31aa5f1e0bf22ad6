#pragma once

#include "core/published.hpp"

#include <vector>

namespace core {

// A version of a document that residents were shown.
struct shown_version {
    int number = 0;
    base::date from;                 // the last approval's day; of one that nobody approved, the day it was made
    std::vector<approval> approvals; // in the order given
    int nth_of_day = 1;              // among those that are from the same day, the earliest first
};

} // namespace core
