#pragma once

#include "reading/document_promise.hpp"
#include "reading/document_roles.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace reading::doc {

struct found_pledge {
    range words;
    std::vector<std::string> by;
    ::reading::modality modality = modality::shall;
};

struct found_area {
    range name; // empty: the text gives none
    std::vector<range> background;
    std::vector<found_pledge> pledges;
    range label;      // of one sentence, "Trafik: Polisen ska …": names it where as many areas were announced
    bool led = false; // its heading says who promises, and names no area
};

struct found_areas {
    std::vector<found_area> all;
    std::vector<bool> sections; // which of the document's sections are areas
    int announced = 0;          // the first number of areas that the text announces
    range announcement;
};

found_areas find_areas(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                       const found_parties& parties);

// Finds the area that shares most of its telling words with a text; nullopt where none or several do equally.
class area_index {
  public:
    area_index(const manuscript& text, const std::vector<range>& names);
    std::optional<std::size_t> best(const manuscript& text, range words) const;
    std::vector<std::size_t> candidates(const manuscript& text, range words) const; // the best, all equal

  private:
    std::unordered_map<std::string, std::vector<std::size_t>> by_stem_;
    std::vector<std::size_t> lengths_; // of each name, in stems
};

} // namespace reading::doc
