#pragma once

#include "reading/reading.hpp"
#include "reading/tokens.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace reading {

// What a word or phrase of lexicon/*.tsv is: the first column of those files, which names these in the same order.
enum class word_class : std::uint8_t {
    none_such, // not in the lexicon
    bound,
    few,
    pair,
    all,
    fraction,
    percent,
    none,
    need,
    request,
    vague,
    prompt,
    baseline,
    lower,
    effort,
    possibility,
    should,
    shall,
    additional,
    preference,
    external,
    schedule_ask,
    schedule_partly,
    around_clock,
    indicator,
    milestone_verb,
    latest,
    within,
    between,
    item_length,
    of_which,
    grade,
    grade_hint,
    not_count_before,
    not_count_after,
    statistic,
    not_promise,
    validity,
    otherwise,
    result,
    per,
    together,
    channel,
    prep,
    conj,
    stop,
    adjective,
    abbreviation,
    apiece,
    definite,
    occasion,
    occasion_short,
    piece,
    hours,
    unit,
    unit_compound,
    span,
    adverb,
    every,
    every_n,
    ordinal,
    average,
    total,
    joint,
    window,
    weekday,
    weekday_stem,
    weekday_short,
    weekday_evening,
    weekday_night,
    weekday_morning,
    month,
    clock,
    week_number,
    to,
    from,
    minutes,
    year_turn,
    season_end,
    quarter_name,
    half_name,
    third_name,
    term_name,
    over,
    under,
    more_than,
    fewer_than,
    group_of,
    decade,
    decade_suffix,
    many,
    until_further,
    replaced,
    extended,
    from_now,
    decision,
    number,
    count_ // how many there are
};

struct lexicon_entry {
    word_class kind = word_class::none_such;
    double number = 0;               // ordinals, months, weekdays, fractions, numbers
    std::optional<recurrence> every; // units and adverbs
    std::uint32_t windows = 0;       // a bit for each window_kind
    std::string_view value;          // the column as written
};

// All words and phrases, read once from the embedded files; never changed after that.
class lexicon {
  public:
    lexicon();

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
    struct word_slot {
        std::uint64_t hash = 0;
        std::string_view text;
        std::uint32_t id = 0; // 0: empty slot
    };
    struct edge_slot {
        std::uint64_t key = 0; // node << 32 | word; 0: empty slot
        std::uint32_t node = 0;
    };
    struct stem {
        std::string_view text;
        std::uint32_t node = 0;
    };
    struct ending {
        std::string_view text;
        std::uint32_t node = 0;
    };
    struct near_slot {
        std::uint64_t hash = 0;
        std::uint32_t node = 0;
        std::string_view word;
    };

    void read(std::string_view bytes);
    void read_line(std::string_view line);
    void add(std::string_view form, const lexicon_entry& entry);
    void add_numbers();
    void add_near(std::string_view word, std::uint32_t node);
    std::size_t slot_of(std::string_view text) const;
    std::uint32_t word_id(std::string_view text) const;
    std::uint32_t intern(std::string_view text);
    std::uint32_t step(std::uint32_t node, std::uint32_t word) const;
    std::uint32_t grow(std::uint32_t node, std::uint32_t word);
    std::uint32_t by_stem(std::string_view text) const;

    std::vector<word_slot> words_;
    std::vector<edge_slot> edges_;
    std::vector<near_slot> near_;
    std::vector<std::vector<lexicon_entry>> nodes_; // entries at each node of the trie; node 0 is the root
    std::vector<bool> leads_on_;                    // the node has edges
    std::vector<stem> stems_;                       // "karneval*", sorted
    std::vector<ending> endings_;                   // "*bladet"
    std::vector<std::unique_ptr<char[]>> kept_;     // letters of forms made at start
    std::uint32_t word_count_ = 0;
};

const lexicon& the_lexicon();

} // namespace reading
