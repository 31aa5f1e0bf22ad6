#pragma once

#include "reading/tokens.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reading {

// Words that matter to what a coordinator remarks on, and to nothing that is read out of a document. Each `_at` gives
// how many tokens from `at` on are such words, or 0.
struct lint_words {
    static std::size_t weak_at(const token_list& t, std::size_t at);      // "bidra till", "se över"
    static std::size_t vague_who_at(const token_list& t, std::size_t at); // "man ska", "berörda"
    static std::size_t purpose_at(const token_list& t, std::size_t at);   // "för att", "så att"

    // Who is named as responsible in words that name nobody: those words.
    static std::optional<std::string> vague_who_in(const std::vector<std::string>& responsible);

    // Somebody who can do something is named: a party, or one by its function.
    static bool names_actor(const token_list& t, const std::vector<std::string>& parties);

    // "Brotten ska minska": the token of what shall be so, where nobody is said to do anything.
    static std::optional<std::size_t> wish_at(const token_list& t);

    // "under perioden", "under 2026–2027": the whole time of the pledge is meant, and said.
    static bool names_whole_time(const token_list& t);

    // The verb of a second promise in the same text.
    static std::optional<std::size_t> second_promise(const token_list& t);
};

} // namespace reading
