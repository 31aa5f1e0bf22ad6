#pragma once

#include "base/result.hpp"
#include "reading/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A person changes a document, a part at a time. Questions about a part go when it changes, and new ones come where its
// new words raise them; all others follow their places.
namespace core {

// The parts that a person changes at a time: "cover", "parties", "grounds", "follow_up", "feedback", or the id of a
// focus area, a pledge or a plan row.
bool has_part(const ::reading::document& d, std::string_view part);

// Whether the part says the same in both; two that lack it are the same.
bool is_same_part(const ::reading::document& a, const ::reading::document& b, std::string_view part);

struct cover {
    std::string title;
    ::reading::validity valid;
    std::optional<base::date> decided;
    std::vector<::reading::reference> references;
};
cover cover_of(const ::reading::document& d);
::reading::document with_cover(::reading::document d, cover c);

::reading::document with_parties(::reading::document d, std::vector<::reading::party> parties);
::reading::document with_grounds(::reading::document d, std::vector<::reading::basis> basis,
                                 std::vector<std::string> aims);

// What has an empty id is added last, under the next free one; what has one takes the place of what had it.
// Fails where the document has no such id.
base::result<::reading::document> with_area(::reading::document d, ::reading::focus_area area); // its pledges stay
base::result<::reading::document> with_pledge(::reading::document d, const std::string& area,
                                              ::reading::pledge pledge); // in that area
base::result<::reading::document> with_row(::reading::document d, ::reading::plan_row row);

// The yearly revision of what holds already. From a day on another row (pledge) holds in its place, under an id of its
// own; the old one ends the day before, and what was logged stays with it. Fails where there is no such id, or where
// the old one would not hold for a day.
base::result<::reading::document> with_row_from(::reading::document d, ::reading::plan_row changed, base::date from,
                                                ::reading::ending why);
base::result<::reading::document> with_pledge_from(::reading::document d, ::reading::pledge changed, base::date from,
                                                   ::reading::ending why);
// Nothing comes in its place. Fails likewise, and where the last day is after the validity.
base::result<::reading::document> with_end(::reading::document d, std::string_view id, base::date last,
                                           ::reading::ending why);

// What was added to a document that holds already, or came in another's place, holds from another day than was said;
// nullopt: from the document's own first day. What it replaces then ends the day before. Fails where there is no such
// id, where the day is after its last, and where what it replaces would not hold for a day.
base::result<::reading::document> with_first_day(::reading::document d, std::string_view id,
                                                 std::optional<base::date> from);

// How the words are followed up and told; the channels as given.
::reading::document with_follow_up(::reading::document d, ::reading::follow_up f);
::reading::document with_feedback(::reading::document d, ::reading::feedback f);

// Fails where there is no such id, or where a focus area still holds pledges. Rows of an area that goes belong to none;
// what was to be replaced by what goes holds on.
base::result<::reading::document> without(::reading::document d, std::string_view id);

// What the words say of when and how much, read as the document's own are: for a pledge its text, for a row "when", or
// where that is empty what it does.
std::vector<::reading::reading> read_again(const ::reading::document& d, const std::string& words);

// The area that holds a pledge; nullopt: none does.
std::optional<std::string> area_of(const ::reading::document& d, std::string_view pledge);

} // namespace core
