#pragma once

#include "reading/document_parties.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reading::doc {

// What one main clause promises, and who its subject is.
struct promise {
    range words;
    std::vector<std::string> by; // kinds, or a municipality's name where several are parties
    ::reading::modality modality = modality::shall;
    bool passive = false;   // "ska genomföras": nobody is the subject
    bool committed = false; // "ser till att", "har ansvar för att": promised by its words, in the present
};

// The promises of a sentence, one for each main clause with a promising verb and a subject of its own.
std::vector<promise> promises_in(const manuscript& text, range sentence, const found_parties& parties);

// What a sentence says that somebody does: "Polisen fotpatrullerar varje vecka", "Varje vecka går kommunen …". Whether
// it is promised is for the place to say where it stands. nullopt where no known actor is its subject.
std::optional<promise> stated_in(const manuscript& text, range sentence, const found_parties& parties);

// "lagas", "byts": what is done to something, not what was ("utfördes").
bool is_undergone(const manuscript& text, std::size_t i);

// Whom the words from `at` on name as acting, "Polisen och kommunen"; `at` moves past them.
std::vector<std::string> actors_from(const manuscript& text, std::size_t& at, std::size_t end,
                                     const found_parties& parties);

// All whom a range names, wherever: "(Polis och kommun)".
std::vector<std::string> actors_in(const manuscript& text, range words, const found_parties& parties);

// A verb that promises and stands in no subordinate clause; words.last where there is none.
std::size_t find_promise_verb(const manuscript& text, range words);

void add_unique(std::vector<std::string>& all, const std::vector<std::string>& more);

} // namespace reading::doc
