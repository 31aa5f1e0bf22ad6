#pragma once

#include "reading/document_text.hpp"
#include "reading/read.hpp"
#include "reading/word_index.hpp"

#include <string>
#include <unordered_set>
#include <vector>

namespace reading::doc {

// Finds municipalities' names by their first word: one look-up a word, however many municipalities there are.
class place_index {
  public:
    explicit place_index(const std::vector<municipality>& all);

    // Notes at each word that begins a municipality's name which one it is.
    void mark(manuscript& text) const;

  private:
    struct name {
        std::vector<std::string> rest; // the words after the first
        std::uint32_t place = 0;
    };
    void add(std::string_view folded, std::uint32_t place);
    bool stands(const manuscript& text, std::size_t at, const name& n) const;

    std::unordered_set<std::string> kept_; // the letters of first words, which stay where they are
    by_word<std::vector<name>> names_;     // by their first word, the longest before those it begins with
};

// The name that a municipality goes by: "Härnösands kommun", "Nacka kommun", "Kramfors kommun".
std::string official_name(std::string_view place);

} // namespace reading::doc
