#pragma once

#include "core/difference.hpp"

// What the fields of a part hold, as lines. Inside `difference` only.
namespace core {

using told_lines = std::vector<told_line>;

struct field_lines {
    std::string field;
    told_lines lines;
    bool is_text = false; // its words are compared; else its lines
};
// A part's fields, each once, the same ones in the same order for every part of a kind.
using part_lines = std::vector<field_lines>;

part_lines lines_of_cover(const ::reading::document& d);
part_lines lines_of_parties(const ::reading::document& d);
part_lines lines_of_grounds(const ::reading::document& d);
part_lines lines_of_area(const ::reading::focus_area& a);
// `area`: what the focus area that holds it is called.
part_lines lines_of_pledge(const ::reading::pledge& p, const std::string& area);
part_lines lines_of_row(const ::reading::plan_row& r, const std::string& area);
part_lines lines_of_follow_up(const ::reading::follow_up& f);
part_lines lines_of_feedback(const ::reading::feedback& f);
part_lines lines_of_signatories(const ::reading::document& d);
part_lines lines_of_outcomes(const ::reading::document& d);
part_lines lines_of_questions(const ::reading::document& d);

// What differs, field by field. With `older` null all of the newer is new, and the other way about.
std::vector<field_change> changed_fields(const part_lines* older, const part_lines* newer);

} // namespace core
