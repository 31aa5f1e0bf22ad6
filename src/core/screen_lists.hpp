#pragma once

#include <string>
#include <unordered_set>
#include <vector>

// What the screen knows of Swedish, as src/core/lists has it; the browser reads the same files
// (assets/files/screen_rules.js).
namespace core {

using word_set = std::unordered_set<std::string>;

struct screen_lists {
    word_set first_names, places; // in small letters, as all words here

    // What makes of capital words something other than a name (explained.tsv).
    word_set words, before, after, openers;
    std::vector<std::string> endings, opener_endings;
    std::vector<std::string> surname_endings;

    // Telephone numbers (numbers.tsv).
    word_set public_numbers, telephone_words;
    std::vector<std::string> public_starts;
};

const screen_lists& known_lists(); // read once, never changed

} // namespace core
