#pragma once

#include "reading/document_sections.hpp"

#include <vector>

namespace reading::doc {

struct sentence {
    range words;
    std::size_t block = 0;
    std::size_t section = 0;
    bool begins_block = false;
    bool ends_block = false;
    bool item = false; // of a list
};

// All sentences of paragraphs and bullets, in order. A heading or a row has none.
std::vector<sentence> split_sentences(const manuscript& text, const std::vector<block>& blocks,
                                      const std::vector<section>& sections);

// Where the sentence that begins at `from` ends, at the latest at `end`.
std::size_t sentence_end(const manuscript& text, std::size_t from, std::size_t end);

} // namespace reading::doc
