#pragma once

#include "render/charts/strip.hpp"
#include "render/html/words.hpp"

#include <optional>
#include <string>
#include <vector>

// One thing promised, whoever owns it: what the pledge page shows as a card and the measure page in full.
namespace render::html {

// A plan row or a pledge of the document, with its state.
struct owner {
    std::string id;
    const ::reading::plan_row* row = nullptr;
    const ::reading::pledge* pledge = nullptr;
    const ::reading::focus_area* area = nullptr; // absent where the plan does not say
    const std::vector<::reading::reading>* readings = nullptr;
    const core::owner_state* state = nullptr; // absent: nothing to count and nothing logged

    core::standing standing() const { return state ? state->standing : core::standing::cannot_be_judged; }
};

// Everything that stands as a card: plan rows, and pledges that have readings or entries of their own or no row in the
// plan.
std::vector<owner> owners(const core::pledge_file& file, const core::document_state& state);
std::optional<owner> find_owner(const core::pledge_file& file, const core::document_state& state, std::string_view id);

std::string owner_name(const owner& o); // the card's heading, from the promise's own words
std::string responsible_words(const page_context& c, const owner& o); // "Polisen ansvarar"

// The year that a card tells of: the day's, or the last one before it that has windows.
int shown_year(const owner& o, base::date day);

// Windows of one year, as strips: one row, or one a subject where there are several windows a subject.
struct strip_row {
    std::string subject; // empty where the row is for all
    safe strip_html;
};
std::vector<strip_row> strips(const page_context& c, const owner& o, std::size_t reading, int year);
// The years that a reading's windows lie in, latest first; a window belongs to the year that it ends in.
std::vector<int> years_of(const core::reading_state& r);
int year_of(const core::window_result& w);
// Not those that ask for nothing among others that do (a week without a risk weekend), unless something was done.
std::vector<const core::window_result*> told_windows(const core::reading_state& r, int year);
bool is_in_year(const core::window_result& w, int year);

view window_row(const page_context& c, const ::reading::reading& r, const core::window_result& w);
// `year`: the one that need not be said.
view reason_view(const page_context& c, const owner& o, const core::verdict_reason& reason, int year);
std::string subject_words(const page_context& c, const ::reading::reading& r, std::int16_t subject);
// … with the days of a part of several that say the same: "På fredagar".
std::string part_words(const page_context& c, const owner& o, std::size_t reading, std::int16_t subject);
std::string member_words(const page_context& c, const std::string& member); // "åk 7", a place's name

// A card's values (templates/parts/card.mustache).
view card_view(const page_context& c, const core::pledge_file& file, const owner& o, base::date day);

} // namespace render::html
