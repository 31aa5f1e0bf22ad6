#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core {

// Words in a row that stand in both texts, or in one of them.
struct word_run {
    enum class where { both, older, newer };
    where in = where::both;
    std::string text; // the words with a space between them
    bool operator==(const word_run&) const = default;
};

// The newer text word by word against the older, what was taken out before what was put in. White space of any kind
// parts words and is told as one space. Cost is linear in the words, times how many of them differ; texts that differ
// in more than a few hundred words are told as one taken out and one put in between what they begin and end alike.
std::vector<word_run> changed_words(std::string_view older, std::string_view newer);

} // namespace core
