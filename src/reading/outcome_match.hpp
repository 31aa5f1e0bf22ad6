#pragma once

#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reading {

// Which of a pledge's rows some words are about, by the words that they share: rare ones weigh more.
class owner_index {
  public:
    explicit owner_index(const document& pledge);

    // The ids of those that fit best: several where the words do not say which, none where nothing fits. A row of the
    // plan comes before the pledge that it carries out.
    std::vector<std::string> find(std::string_view words) const;

  private:
    struct owner {
        std::string id;
        bool is_row = false;            // of the plan
        std::vector<std::string> words; // folded, without small ones; sorted, each once
        double weight = 0;
    };

    void add(std::string id, bool is_row, std::string_view text);
    double score_of(const owner& o, const std::vector<std::string>& words, double said) const;
    double weight_of(const std::string& word) const;

    std::vector<owner> owners_;
    std::unordered_map<std::string, std::size_t> rows_with_; // in how many owners a word stands
};

} // namespace reading
