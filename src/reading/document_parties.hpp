#pragma once

#include "reading/document.hpp"
#include "reading/document_places.hpp"
#include "reading/document_sentences.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
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

constexpr std::size_t head_blocks = 12; // where a document says whose it is

constexpr std::size_t party_kinds = static_cast<std::size_t>(party_kind::other) + 1;

struct found_parties {
    std::vector<found_party> all;
    std::vector<mention> foreign; // named as a municipality, but no party; the first mention of each
    // "(P) = Polisen": who is meant by which letters.
    std::map<std::string, std::vector<std::string>, std::less<>> initials;

    // Once, whatever capitals its name is written with.
    void add(found_party p);
    std::size_t count(party_kind kind) const { return of_kind_[static_cast<std::size_t>(kind)]; }
    const found_party* of_place(std::uint32_t place) const;
    const found_party* only(party_kind kind) const; // where there is exactly one
    // Whose lowered name ends with these words.
    const found_party* named(const std::string& lowered) const;
    // The kinds of all who sign, each once.
    const std::vector<std::string>& signing() const { return signing_; }
    // "Region Gotland" is a municipality.
    bool has_region_municipality() const { return region_municipality_; }
    // Of "norrbyhem", a party named "bostadsbolaget Norrbyhem"; also in the genitive.
    std::optional<party_kind> kind_of(std::string_view folded) const;

  private:
    std::unordered_set<std::string> names_;                       // lowered
    std::map<std::string, party_kind, std::less<>> kind_by_name_; // own names of others than municipality and police
    std::unordered_map<std::uint32_t, std::size_t> by_place_;
    std::unordered_map<std::string, std::size_t> by_last_words_;
    std::array<std::size_t, party_kinds> of_kind_{};
    std::vector<std::string> signing_;
    bool region_municipality_ = false;
};

struct outline {
    std::vector<block> blocks;
    std::vector<section> sections;
    std::vector<sentence> sentences;
};

// "Lokalpolisområde Skogen | Norrby kommun": a bar stands before the word at i.
bool stands_behind_bar(const manuscript& text, std::size_t i);

// "Polisen", which a place's name may follow: "Polisen Norra Berget".
bool names_police(const manuscript& text, std::size_t i);

std::vector<mention> find_mentions(const manuscript& text, const std::vector<block>& blocks);
// "(P) = Polisen, (B) = bostadsbolaget Norrbyhem": who is meant by the letters behind the pledges.
void read_legend(const manuscript& text, const std::vector<block>& blocks, found_parties& into);

// The municipalities that are parties, and those only named.
void add_municipalities(const manuscript& text, const outline& doc, const std::vector<municipality>& all,
                        found_parties& into);

found_parties find_parties(const manuscript& text, const outline& doc, const std::vector<municipality>& all);

// The kind that a word names, and the kinds a subject of a promise can be of.
std::optional<party_kind> kind_of_word(const manuscript& text, std::size_t i);

} // namespace reading::doc
