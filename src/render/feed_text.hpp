#pragma once

#include "base/translate.hpp"
#include "core/plan.hpp"
#include "core/published.hpp"

#include <string>
#include <string_view>
#include <vector>

// What csv, atom and ical say alike. Inside this stage only.
namespace render {

// An owner of readings in words: a plan row, a pledge, the follow-up or the feedback duty.
struct feed_owner {
    std::string id;
    std::string kind; // "Åtgärd", "Löfte", "Uppföljning", "Återkoppling"
    std::string what;
    std::vector<std::string> responsible;
    const std::vector<::reading::reading>* readings = nullptr; // into the document
    const ::reading::lifetime* life = nullptr;                 // of a plan row or a pledge
};
// "Annat gick före: två tjänster drogs in"
std::string ended_text(const base::translator& say, const ::reading::ending& ended);

// Some row or pledge does not hold for the whole validity.
bool has_lifetimes(const ::reading::document& document);
std::vector<feed_owner> feed_owners(const base::translator& say, const ::reading::document& document);

// "oktober 2021", "vecka 41 2021", "2021", "14 okt. 2021–3 nov. 2021", "från 1 jan. 2021".
std::string window_text(const base::translator& say, const core::window_result& w);
// "kravet nåddes", "rapporteras" …
std::string state_text(const base::translator& say, const core::window_result& w);
std::string bound_text(const base::translator& say, ::reading::bound b);

// The title, marked where the pledge is an invented example.
std::string feed_title(const base::translator& say, const core::pledge_file& file);

// Without the control characters that neither XML nor a calendar may hold; white space becomes single spaces.
std::string one_line(std::string_view text);

std::string host_of(std::string_view base_url); // "lofte.example.se"

} // namespace render
