#pragma once

#include "reading/tables.hpp"
#include "reading/word_index.hpp"

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

// What single words tell about the structure of a pledge document (lexicon/document.tsv).
namespace reading::doc {

enum class tag : unsigned char {
    sec_basis,
    sec_agreement,
    sec_aims,
    sec_areas,
    sec_pledges,
    sec_follow_up,
    sec_feedback,
    sec_plan,
    sec_signatures,
    sec_contact,
    sec_validity,
    sec_other,
    sec_problem,
    sec_inner,
    col_area,
    col_what,
    col_when,
    col_with,
    col_responsible,
    col_follow_up,
    col_aim,
    basis_survey,
    basis_web,
    basis_dialogue,
    basis_staff,
    basis_statistics,
    basis_picture,
    basis_council,
    basis_walk,
    basis_talk,
    council_of,
    ground,
    channel_web,
    channel_police_site,
    channel_social,
    social,
    media_word,
    channel_press,
    channel_household,
    channel_meeting,
    channel_other,
    police,
    police_area,
    police_body,
    municipal,
    municipal_body,
    region,
    company,
    company_name,
    association,
    agency,
    we,
    resident,
    with_marker,
    genitive_own,
    modal,
    pledge_verb,
    pledged,
    wish,
    hope,
    should,
    will,
    intend,
    lead_word,
    lead_small,
    stative,
    effort_verb,
    commits,
    duty,
    service_verb,
    staff,
    effort_word,
    possible,
    subordinator,
    preposition,
    conjunction,
    finite,
    presence,
    anaphor,
    means_verb,
    adverb,
    pronoun_a,
    not_name,
    follow_verb,
    upp,
    evaluate,
    revise,
    tell,
    tell_result,
    weak_tell,
    how_it_went,
    kept,
    through,
    asking,
    in_order,
    strong_tell,
    forum,
    meeting_verb,
    no_forum,
    obliging,
    pledge_noun,
    document_noun,
    agreement,
    annex,
    registration,
    case_word,
    settled,
    decided_label,
    not_decided,
    concluded,
    date_label,
    valid_verb,
    valid_thing,
    area_noun,
    area_word,
    area_like,
    site_start,
    file_kind,
    page_told,
    page_owner,
    area_card,
    reached,
    seen,
    covers,
    between,
    ally,
    partner_noun,
    takes_part,
    aim_cue,
    goal_noun,
    lead_to,
    page_word,
    month,
    season,
    abbreviation,
    closing_abbreviation,
    title_word,
    police_title,
    municipal_title,
    compass,
    imprint,
    generic,
    bound_word,
    better,
    count
};

using tags = std::bitset<static_cast<std::size_t>(tag::count)>;

inline bool has(const tags& all, tag t) { return all[static_cast<std::size_t>(t)]; }

inline tags together(std::initializer_list<tag> several) {
    tags all;
    for (const auto t : several)
        all.set(static_cast<std::size_t>(t));
    return all;
}

std::string_view name(tag t);
std::optional<tag> tag_named(std::string_view word);

class word_tags {
  public:
    // The files outlive it. Throws std::logic_error on a line that is none.
    explicit word_tags(const std::vector<table_file>& files);

    // All tags of a folded word: exact entries, beginnings ("stem*") and endings ("*stem") together.
    tags of(std::string_view folded) const;

    // The lines that say so.
    struct source {
        tag what = tag::count;
        std::string_view form;
        std::string_view file;
        std::uint32_t line = 0;
    };
    std::vector<source> sources_of(std::string_view folded) const;

  private:
    void add(std::string_view form, tag t);

    by_word<tags> exact_;
    by_edge<tags, edge::beginning> beginnings_;
    by_edge<tags, edge::ending> endings_;
    std::unordered_multimap<std::string_view, source> sources_; // by form, with its star
};

} // namespace reading::doc
