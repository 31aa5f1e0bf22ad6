#pragma once

#include "render/html/measure_view.hpp"

#include <string>
#include <vector>

// What a resident asks of a measure first: how the period that closed last went, what was missed, what goes on now.
namespace render::html {

// A word with a shape and a colour: "September: 11 av minst 10, hölls".
struct result_tag {
    std::string state; // a standing's or a window's code
    std::string text;
};

// The latest closed period, then those missed earlier in the year; where the year has none closed, or the open one is
// behind, how far that one has come. Of several readings, the one that decides the standing. Never empty.
std::vector<result_tag> result_tags(const page_context& c, const owner& o, base::date day);

// The same for the overview. All empty where the standing says it all.
struct short_result {
    std::string missed; // "Hölls inte i juli (6 av minst 10)"
    std::string why;    // the reason given for the last of them, in the document's language
    std::string now;    // "September: 11 av minst 10, hölls"
    bool kept = false;  // … of a period that was
};
short_result short_result_of(const page_context& c, const owner& o, base::date day);

// The sentence without its first part, where that only repeats the first tag.
base::message sentence_after_tags(const owner& o, base::date day);

// Misses between two days that nobody has explained: "Varför inte i juli? Ingen har skrivit varför."
std::vector<view> unexplained_misses(const page_context& c, const owner& o, base::date from, base::date to);
// The reasons given for misses of a year, and the misses that nobody has explained.
std::vector<view> reasons_of_year(const page_context& c, const owner& o, base::date day, int year);
// "hölls inte i april och maj"; empty where nothing was missed in that year.
std::string missed_in_year(const page_context& c, const owner& o, int year);
// How many periods were missed in the years before the one that is shown.
std::int64_t earlier_misses(const owner& o, base::date day);

// In few words why nobody can judge it: "inget antal är lovat".
std::string short_obstacle(const page_context& c, const owner& o);

} // namespace render::html
