#pragma once

#include "core/plan.hpp"
#include "core/published.hpp"
#include "render/html/page.hpp"

#include <string>
#include <string_view>
#include <vector>

// The words that pages have for what core knows.
namespace render::html {

std::string_view code(core::standing s);             // "keeping": class names and keys of texts
std::string_view code(const core::window_result& w); // as the state, and "reporting" and "late"

// "polisen och kommunen", or the names where two parties are of one kind.
std::string who_words(const page_context& c, const std::vector<::reading::party>& parties);
// "Norsjö"; "Härnösand, Kramfors och Sollefteå". Empty where no municipality is a party.
std::string place_words(const page_context& c, const std::vector<::reading::party>& parties);
// "Det här har polisen och kommunen lovat i Norsjö"
std::string heading_words(const page_context& c, const std::vector<::reading::party>& parties,
                          const std::string& title);

struct validity_words {
    std::string main; // "2019–2022 eller 2023"
    std::string note; // "dokumentet säger båda"
    bool dispute = false;
};
validity_words valid_words(const page_context& c, const ::reading::document& d);
validity_words valid_words(const page_context& c, const ::reading::validity& v);

// A window's name as it stands below it in a strip ("jul", "kv 1", "v. 12–14"), and in full ("juli 2021"). Gaps are
// told by their days alone, in a strip by the last: whole months or weeks among them are chance.
std::string short_period(const page_context& c, const core::window_result& w, bool gap = false);
std::string long_period(const page_context& c, const core::window_result& w, bool gap = false);
std::string month_name(const page_context& c, base::date d); // "juli"
// In full, without the year where it is `year`: "juli", "v. 27", "2 feb – 28 feb".
std::string period_in_year(const page_context& c, const core::window_result& w, int year, bool gap = false);
// As a part of a sentence: "i juli", "under 2020", of a gap "senast 28 feb"; `year` is the one that need not be said.
std::string in_period(const page_context& c, const core::window_result& w, int year, bool gap = false);

std::string amount_words(const page_context& c,
                         const ::reading::quantity& q); // "11", "ca 80", "minst 20", "upp till 30", "20–29"
// What was done in a window: "–" before it begins, and where something was done but at no time that counts.
std::string done_words(const page_context& c, const ::reading::reading& r, const core::window_result& w);
std::string required_words(const page_context& c, const ::reading::reading& r,
                           const core::window_result& w);                     // "minst 10"
std::string state_words(const page_context& c, const core::window_result& w); // "klart"
// How many there are of those that each must have it: "4 årskurser", "4".
std::string members_words(const page_context& c, const ::reading::reading& r, std::int64_t n);
// An amount by itself: "45 gånger", "812 timmar".
std::string amount_with_unit(const page_context& c, const ::reading::reading& r, const core::window_result& w);
std::string channel_words(const page_context& c, ::reading::channel ch);
std::string basis_words(const page_context& c, const ::reading::basis& b);

// Whom a pledge is by: its kinds of parties in words, or a party's name.
std::string by_words(const page_context& c, const std::vector<std::string>& by);

// The text up to the end of its first sentence, if that is within `most` bytes; the rest in `rest`.
struct parted {
    std::string first;
    std::string rest;
};
parted first_sentence(std::string_view text, std::size_t most = 140);

// At most so many code points, cut between words, with "…" where something is left out.
std::string elided(std::string_view text, std::size_t most);

// For narrow boxes: no line ends between a number and its word, nor between a day and its month ("2 händelser").
std::string with_numbers_kept(std::string text);
// "Norsjö kommun: kommunchef, 14 oktober 2021, på papper".
std::string approval_words(const page_context& c, const core::approval& a);

// A draft may stand without a title: "Utan titel".
std::string title_words(const page_context& c, const std::string& title);

} // namespace render::html
