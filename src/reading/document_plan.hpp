#pragma once

#include "reading/document_sections.hpp"

#include <vector>

namespace reading::doc {

struct found_row {
    range heading; // that its table stands under
    range area;
    range what;
    range when;
    std::vector<range> with;
    std::vector<range> responsible;
    std::vector<range> follow_up;
};

struct found_plan {
    std::vector<found_row> rows;
    bool has_responsible = false; // the plan has a column for it
};

// Whether the cells of a row name the columns of a plan.
bool heads_plan(const manuscript& text, const std::vector<range>& cells);
bool names_column(const manuscript& text, range cell);
bool names_area(const manuscript& text, range cell);                   // the column of areas
bool begins_with_column(const manuscript& text, range line);           // "Ansvar: …"
bool name_same_column(const manuscript& text, range one, range other); // "Ansvar", "Ansvarig"

// Rows of tables whose head names the columns of a plan, in whatever order and words.
found_plan find_plan(const manuscript& text, const std::vector<block>& blocks);

} // namespace reading::doc
