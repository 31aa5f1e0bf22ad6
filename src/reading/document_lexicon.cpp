#include "reading/document_lexicon.hpp"

#include "base/text.hpp"
#include "reading/table_lines.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <stdexcept>
#include <string>

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
                                                                                   "company_name",
                                                                                   "association",
                                                                                   "agency",
                                                                                   "we",
                                                                                   "resident",
                                                                                   "with_marker",
                                                                                   "genitive_own",
                                                                                   "modal",
                                                                                   "pledge_verb",
                                                                                   "pledged",
                                                                                   "wish",
                                                                                   "hope",
                                                                                   "should",
                                                                                   "will",
                                                                                   "intend",
                                                                                   "lead_word",
                                                                                   "lead_small",
                                                                                   "stative",
                                                                                   "effort_verb",
                                                                                   "commits",
                                                                                   "duty",
                                                                                   "service_verb",
                                                                                   "staff",
                                                                                   "effort_word",
                                                                                   "possible",
                                                                                   "subordinator",
                                                                                   "preposition",
                                                                                   "conjunction",
                                                                                   "finite",
                                                                                   "presence",
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
                                                                                   "kept",
                                                                                   "through",
                                                                                   "asking",
                                                                                   "in_order",
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
                                                                                   "case_word",
                                                                                   "settled",
                                                                                   "decided_label",
                                                                                   "not_decided",
                                                                                   "concluded",
                                                                                   "date_label",
                                                                                   "valid_verb",
                                                                                   "valid_thing",
                                                                                   "area_noun",
                                                                                   "area_word",
                                                                                   "area_like",
                                                                                   "site_start",
                                                                                   "file_kind",
                                                                                   "page_told",
                                                                                   "page_owner",
                                                                                   "area_card",
                                                                                   "reached",
                                                                                   "seen",
                                                                                   "covers",
                                                                                   "between",
                                                                                   "ally",
                                                                                   "partner_noun",
                                                                                   "takes_part",
                                                                                   "aim_cue",
                                                                                   "goal_noun",
                                                                                   "lead_to",
                                                                                   "page_word",
                                                                                   "month",
                                                                                   "season",
                                                                                   "abbreviation",
                                                                                   "closing_abbreviation",
                                                                                   "title_word",
                                                                                   "police_title",
                                                                                   "municipal_title",
                                                                                   "compass",
                                                                                   "imprint",
                                                                                   "generic",
                                                                                   "bound_word",
                                                                                   "better"};

} // namespace

std::string_view name(tag t) { return names[static_cast<std::size_t>(t)]; }

std::optional<tag> tag_named(std::string_view word) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == word) return static_cast<tag>(i);
    return std::nullopt;
}

word_tags::word_tags(const std::vector<table_file>& files) {
    for (const auto& file : files) {
        if (!holds_structure(file.name)) continue;
        each_line(file.bytes, [&](std::size_t number, std::string_view line) {
            const auto columns = base::split(line, '\t');
            const auto t = columns.size() == 2 ? tag_named(columns[0]) : std::nullopt;
            if (!t) throw std::logic_error{"no line of document.tsv: " + std::string{line}};
            each_form(columns[1], [&](std::string_view form) {
                add(form, *t);
                sources_.emplace(form, source{*t, form, file.name, static_cast<std::uint32_t>(number)});
            });
        });
    }
}

void word_tags::add(std::string_view form, tag t) {
    if (form.starts_with('*') && form.ends_with('*')) throw std::logic_error{"a word of document.tsv has two stars"};
    auto& all = form.starts_with('*') ? endings_[form.substr(1)]
                : form.ends_with('*') ? beginnings_[form.substr(0, form.size() - 1)]
                                      : exact_[form];
    all.set(static_cast<std::size_t>(t));
}

tags word_tags::of(std::string_view word) const {
    tags all;
    const auto merge = [&all](const tags& some) {
        all |= some;
        return false;
    };
    if (const auto* found = exact_.find(word)) merge(*found);
    beginnings_.each(word, merge);
    endings_.each(word, merge);
    return all;
}

std::vector<word_tags::source> word_tags::sources_of(std::string_view word) const {
    std::vector<source> all;
    const auto take = [&](std::string_view form) {
        const auto [from, to] = sources_.equal_range(form);
        for (auto at = from; at != to; ++at)
            all.push_back(at->second);
    };
    take(word);
    for (std::size_t n = 1; n <= word.size(); ++n) {
        take(std::string{word.substr(0, n)} + '*');
        take('*' + std::string{word.substr(word.size() - n)});
    }
    return all;
}

} // namespace reading::doc
