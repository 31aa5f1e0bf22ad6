#pragma once

#include "reading/document_text.hpp"

#include <vector>

namespace reading::doc {

enum class block_kind { heading, paragraph, bullet, row, logo };

// A paragraph, a heading, an item of a list or a row of a table, put together from its lines.
struct block {
    block_kind kind = block_kind::paragraph;
    range words;              // without the bullet's mark or number
    std::vector<range> cells; // of a row
    range owner;              // whose the promise is that the row or item tells
    int number = 0;           // of a numbered item
    bool sub = false;         // "3.1": numbered within a part
    std::size_t gap = 0;      // empty lines before it
    std::size_t length = 0;   // code points of its last line
    bool signature = false;   // says who signed, or whom to turn to
    bool contact = false;     // whom to turn to
    bool leads = false;       // a heading that says who promises what stands below
    bool names_area = false;  // a heading that names an area, whatever its words
    bool ends_area = false;   // what stands from here on belongs to no area above it
    bool promised = false;    // a row that is a promise: its area's name, what, whose, and why
};

// Lines → blocks: wrapped lines joined, page numbers and running heads dropped, logos told apart. Linear.
std::vector<block> make_blocks(manuscript& text);

// One that a rule makes of a part of another; `gap`: empty lines above it.
block block_of(block_kind kind, range words, std::size_t gap);

// Turns paragraphs (and lone items) that head what follows into headings.
void mark_headings(const manuscript& text, std::vector<block>& blocks);

bool ends_sentence(const manuscript& text, range words);

// Where the cell ends that the word at i stands in; of what is no row, the block.
std::size_t end_of_cell(const block& b, std::size_t i);

} // namespace reading::doc
