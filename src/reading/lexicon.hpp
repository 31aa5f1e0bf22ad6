#pragma once

#include "reading/lexicon_entry.hpp"
#include "reading/tables.hpp"
#include "reading/tokens.hpp"
#include "reading/word_index.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace reading {

// All words and phrases of the tables that hold some; never changed after it is made.
class lexicon {
  public:
    // The files outlive it. Throws std::logic_error on a line that is none, std::length_error on more than there is
    // room for.
    explicit lexicon(const std::vector<table_file>& files);

    // Every entry that the longest match of words from token `at` has, and how many tokens it takes.
    // Classes the caller does not want in this place can be told apart: a form may have several entries.
    struct match {
        const std::vector<lexicon_entry>* entries = nullptr;
        std::size_t tokens = 0;
    };
    match longest(const token_list& tokens, std::size_t at) const;

    // The entries of one word by itself.
    const std::vector<lexicon_entry>* single(std::string_view word) const;

    // What a word with one letter missing, doubled or swapped stands for, of the words a cadence hangs on.
    struct meant {
        const std::vector<lexicon_entry>* entries = nullptr;
        std::string_view word; // spelt right
    };
    meant misspelt(std::string_view folded) const;

  private:
    struct edge_slot {
        std::uint64_t key = 0; // of node and word; 0: empty slot
        std::uint32_t node = 0;
    };
    struct near_slot {
        std::uint64_t hash = 0;
        std::uint32_t node = 0;
        std::string_view word;
    };

    void read(const table_file& file);
    void add(std::string_view form, const lexicon_entry& entry);
    void add_near(std::string_view word, std::uint32_t node);
    std::uint32_t intern(std::string_view text);
    std::uint32_t step(std::uint32_t node, std::uint32_t word) const;
    std::uint32_t grow(std::uint32_t node, std::uint32_t word);
    std::uint32_t by_stem(std::string_view text) const;

    word_index words_;
    std::vector<edge_slot> edges_;
    std::vector<near_slot> near_;
    std::vector<std::vector<lexicon_entry>> nodes_; // entries at each node of the trie; node 0 is the root
    std::vector<bool> leads_on_;                    // the node has edges
    by_edge<std::uint32_t, edge::beginning> stems_; // the nodes of "karneval*"
    by_edge<std::uint32_t, edge::ending> endings_;  // and of "*bladet"
    std::vector<std::unique_ptr<char[]>> kept_;     // letters of forms made at start
    std::size_t near_count_ = 0;
};

} // namespace reading
