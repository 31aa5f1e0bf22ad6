#pragma once

#include "reading/document.hpp"
#include "reading/document_places.hpp"
#include "reading/document_sentences.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace reading::doc {

// A municipality as the text names it.
struct mention {
    std::uint32_t place = no_place;
    range words;
    std::size_t block = 0;
    bool as_municipality = false; // "X kommun", not X alone
};

struct found_party {
    party value;
    ::reading::span span;
    std::uint32_t place = no_place;
};

struct found_parties {
    std::vector<found_party> all;
    std::vector<mention> foreign; // named as a municipality, but no party; the first mention of each
    std::map<std::string, std::vector<std::string>> initials; // "(P) = Polisen": who is meant by which letters

    std::size_t count(party_kind kind) const;
    const found_party* of_place(std::uint32_t place) const;
    const found_party* only(party_kind kind) const; // where there is exactly one
};

struct outline {
    std::vector<block> blocks;
    std::vector<section> sections;
    std::vector<sentence> sentences;
};

// "Polisen", which a place's name may follow: "Polisen Norra Berget".
bool names_police(const manuscript& text, std::size_t i);

std::vector<mention> find_mentions(const manuscript& text, const std::vector<block>& blocks);
// "(P) = Polisen, (B) = bostadsbolaget Norrbyhem": who is meant by the letters behind the pledges.
void read_legend(const manuscript& text, const std::vector<block>& blocks, found_parties& into);

found_parties find_parties(const manuscript& text, const outline& doc, const std::vector<municipality>& all);

// The kind that a word names, and the kinds a subject of a promise can be of.
std::optional<party_kind> kind_of_word(const manuscript& text, std::size_t i);

} // namespace reading::doc
