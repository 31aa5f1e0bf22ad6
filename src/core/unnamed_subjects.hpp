#pragma once

#include "reading/document.hpp"

#include <string>
#include <vector>

// What is promised for each of some that nobody has named: "2 besök per skola". It cannot be judged until somebody says
// which they are.
namespace core {

struct unnamed_subjects {
    std::string owner; // "m5", "p3", "follow_up", "feedback"
    std::string noun;  // as the document has it: "skola"
};
// In the document's order, each owner once; those that a question of the document asks about are left out.
std::vector<unnamed_subjects> unnamed_subjects_in(const ::reading::document& d);

} // namespace core
