#pragma once

#include "base/date.hpp"
#include "reading/document_text.hpp"

#include <optional>

namespace reading::doc {

struct written_date {
    range words;
    std::optional<base::date> value; // absent: the calendar has no such day
};

// "2024-04-23", "23 april 2024", "23/4 2024" at word i; nullopt where no date with a year begins there.
std::optional<written_date> date_at(const manuscript& text, std::size_t i, std::size_t end);

// A year from 1990 to 2099 that no other number is joined to ("2019-2023", "2023:196").
bool is_lone_year(const manuscript& text, std::size_t i, range within);

// Past "–", "till", "t.o.m.", "till och med den" between two dates; `i` where no such words stand.
std::size_t past_until(const manuscript& text, std::size_t i, std::size_t end);

// "måndagen den 26 mars 2024": the weekday (1–7) before the date that begins at word i; 0 where none stands there.
int weekday_before(const manuscript& text, std::size_t i);

} // namespace reading::doc
