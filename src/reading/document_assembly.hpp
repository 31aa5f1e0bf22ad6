#pragma once

#include "reading/document_areas.hpp"
#include "reading/document_basis.hpp"
#include "reading/document_cover.hpp"
#include "reading/document_follow_up.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_signatures.hpp"

namespace reading::doc {

// All that was found, by words of the text.
struct findings {
    outline doc;
    std::vector<sentence_role> roles;
    found_parties parties;
    found_title title;
    found_validity valid;
    found_date decided;
    std::vector<found_reference> references;
    range annex;
    std::vector<found_basis> basis;
    std::vector<range> aims;
    found_areas areas;
    found_plan plan;
    found_follow_up follow_up;
    found_feedback feedback;
    std::vector<found_signatory> signed_by;
};

// Findings → the draft with its readings, links, spans and questions.
draft assemble(const manuscript& text, const findings& found);

} // namespace reading::doc
