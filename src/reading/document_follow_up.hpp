#pragma once

#include "reading/document_parties.hpp"
#include "reading/document_roles.hpp"

#include <utility>
#include <vector>

namespace reading::doc {

struct found_follow_up {
    std::vector<range> text;
    std::vector<range> fora;
};

struct found_feedback {
    std::vector<range> text;
    std::vector<std::pair<channel, range>> channels; // each once
};

found_follow_up find_follow_up(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles);
found_feedback find_feedback(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles);

} // namespace reading::doc
