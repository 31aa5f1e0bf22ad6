#pragma once

#include "reading/document_blocks.hpp"

#include <bitset>
#include <vector>

namespace reading::doc {

enum class section_kind : unsigned char {
    cover,
    basis,
    agreement,
    aims,
    areas,
    pledges,
    follow_up,
    feedback,
    plan,
    signatures,
    contact,
    validity,
    other,
    area, // a focus area under its own heading
    count
};
using section_kinds = std::bitset<static_cast<std::size_t>(section_kind::count)>;

inline bool has(const section_kinds& all, section_kind k) { return all[static_cast<std::size_t>(k)]; }

// A heading and the blocks under it.
struct section {
    section_kinds kinds;
    range heading; // empty: the text before the first heading, or of the whole again
    range name;    // of an area: its heading without "Fokusområde 2:"
    int number = 0;
    std::size_t first_block = 0; // of the body
    std::size_t last_block = 0;
    bool leads = false;     // says who promises what stands under it
    std::size_t parent = 0; // the area that a "Bakgrund" or "Mål" under it belongs to; itself elsewhere
};

// What a heading's words say about its section; none for a heading that may name a focus area.
section_kinds sections_of_heading(const manuscript& text, range heading);

// "Så gick det 2023", "Vad blev det av löftena för 2023?": what was, in a document of what is to come.
bool looks_back(const manuscript& text, range heading);

// "Fokusområde 2: Trafik", "Löfte 1 – Trafik": by its words the heading of an area.
bool heads_area(const manuscript& text, range heading);

// "Trafik" of "Löfte 1 – Trafik"; the whole of a heading that says nothing else.
range name_in_heading(const manuscript& text, range heading);

std::vector<section> make_sections(const manuscript& text, const std::vector<block>& blocks);

} // namespace reading::doc
