#include "reading/document_lexicon.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace reading::document_lexicon_data {
std::span<const base::embedded_file> files();
}

namespace reading::doc {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(tag::count)> names{"sec_basis",
                                                                                   "sec_agreement",
                                                                                   "sec_aims",
                                                                                   "sec_areas",
                                                                                   "sec_pledges",
                                                                                   "sec_follow_up",
                                                                                   "sec_feedback",
                                                                                   "sec_plan",
                                                                                   "sec_signatures",
                                                                                   "sec_contact",
                                                                                   "sec_validity",
                                                                                   "sec_other",
                                                                                   "sec_problem",
                                                                                   "sec_inner",
                                                                                   "col_area",
                                                                                   "col_what",
                                                                                   "col_when",
                                                                                   "col_with",
                                                                                   "col_responsible",
                                                                                   "col_follow_up",
                                                                                   "col_aim",
                                                                                   "basis_survey",
                                                                                   "basis_web",
                                                                                   "basis_dialogue",
                                                                                   "basis_staff",
                                                                                   "basis_statistics",
                                                                                   "basis_picture",
                                                                                   "basis_council",
                                                                                   "basis_walk",
                                                                                   "basis_talk",
                                                                                   "council_of",
                                                                                   "ground",
                                                                                   "channel_web",
                                                                                   "channel_police_site",
                                                                                   "channel_social",
                                                                                   "social",
                                                                                   "media_word",
                                                                                   "channel_press",
                                                                                   "channel_household",
                                                                                   "channel_meeting",
                                                                                   "channel_other",
                                                                                   "police",
                                                                                   "police_area",
                                                                                   "police_body",
                                                                                   "municipal",
                                                                                   "municipal_body",
                                                                                   "region",
                                                                                   "company",
                                                                                   "association",
                                                                                   "agency",
                                                                                   "we",
                                                                                   "resident",
                                                                                   "with_marker",
                                                                                   "genitive_own",
                                                                                   "modal",
                                                                                   "pledge_verb",
                                                                                   "wish",
                                                                                   "should",
                                                                                   "will",
                                                                                   "intend",
                                                                                   "lead_word",
                                                                                   "lead_small",
                                                                                   "stative",
                                                                                   "effort_verb",
                                                                                   "effort_word",
                                                                                   "possible",
                                                                                   "subordinator",
                                                                                   "preposition",
                                                                                   "conjunction",
                                                                                   "finite",
                                                                                   "anaphor",
                                                                                   "means_verb",
                                                                                   "adverb",
                                                                                   "pronoun_a",
                                                                                   "not_name",
                                                                                   "follow_verb",
                                                                                   "upp",
                                                                                   "evaluate",
                                                                                   "revise",
                                                                                   "tell",
                                                                                   "tell_result",
                                                                                   "weak_tell",
                                                                                   "how_it_went",
                                                                                   "through",
                                                                                   "asking",
                                                                                   "strong_tell",
                                                                                   "forum",
                                                                                   "meeting_verb",
                                                                                   "no_forum",
                                                                                   "obliging",
                                                                                   "pledge_noun",
                                                                                   "document_noun",
                                                                                   "agreement",
                                                                                   "annex",
                                                                                   "registration",
                                                                                   "decided_label",
                                                                                   "not_decided",
                                                                                   "date_label",
                                                                                   "valid_verb",
                                                                                   "valid_thing",
                                                                                   "area_noun",
                                                                                   "area_word",
                                                                                   "reached",
                                                                                   "seen",
                                                                                   "covers",
                                                                                   "between",
                                                                                   "ally",
                                                                                   "aim_cue",
                                                                                   "goal_noun",
                                                                                   "page_word",
                                                                                   "month",
                                                                                   "season",
                                                                                   "abbreviation",
                                                                                   "closing_abbreviation",
                                                                                   "title_word",
                                                                                   "police_title",
                                                                                   "municipal_title",
                                                                                   "generic",
                                                                                   "bound_word"};

using table = std::unordered_map<std::string_view, tags>;

// Entries of one kind, and which lengths (in bytes) occur, so that a look-up tries only those.
struct patterns {
    table entries;
    std::bitset<64> lengths;

    void add(std::string_view word, tag t) {
        if (word.size() >= lengths.size()) throw std::logic_error{"too long a word in document.tsv"};
        entries[word].set(static_cast<std::size_t>(t));
        lengths.set(word.size());
    }
};

class lexicon {
  public:
    lexicon() {
        for (const auto& file : document_lexicon_data::files())
            for (const auto line : base::split(file.bytes, '\n'))
                add_line(line);
    }

    tags of(std::string_view word) const {
        tags all;
        if (const auto at = exact_.find(word); at != exact_.end()) all |= at->second;
        for (std::size_t n = 1; n <= word.size() && n < beginnings_.lengths.size(); ++n) {
            if (beginnings_.lengths[n]) merge(all, beginnings_, word.substr(0, n));
            if (endings_.lengths[n]) merge(all, endings_, word.substr(word.size() - n));
        }
        return all;
    }

  private:
    static void merge(tags& all, const patterns& from, std::string_view part) {
        if (const auto at = from.entries.find(part); at != from.entries.end()) all |= at->second;
    }

    void add_line(std::string_view line) {
        if (line.empty() || line.front() == '#') return;
        const auto tab = line.find('\t');
        const auto t = named(line.substr(0, tab));
        for (const auto part : base::split(line.substr(tab + 1), '|'))
            add_word(base::trimmed(part), t);
    }

    void add_word(std::string_view word, tag t) {
        if (word.starts_with('*') && word.ends_with('*'))
            throw std::logic_error{"a word of document.tsv has two stars"};
        if (word.starts_with('*'))
            endings_.add(word.substr(1), t);
        else if (word.ends_with('*'))
            beginnings_.add(word.substr(0, word.size() - 1), t);
        else
            exact_[word].set(static_cast<std::size_t>(t));
    }

    static tag named(std::string_view name) {
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == name) return static_cast<tag>(i);
        throw std::logic_error{"document.tsv has an unknown tag: " + std::string{name}};
    }

    table exact_;
    patterns beginnings_;
    patterns endings_;
};

} // namespace

tags tags_of(std::string_view folded) {
    static const lexicon words;
    return words.of(folded);
}

} // namespace reading::doc
