#pragma once

#include "core/plan.hpp"
#include "reading/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Cases written for people: what was promised, what was logged, the day, and what must come out. The same form stands
// in tests/unit/core/cases.txt and in the examples of docs/method.md.
//
//   == A heading
//   löfte     at_least 10 P1M each window=weekend   (the words of lofte/1; one line a reading)
//   giltigt   2024-01-01..2024-12-31                ("2024-01-01.." has no end)
//   tvist     ..2022-12-31 | ..2023-12-31           (statements of validity that disagree)
//   raden     2024-03-15..                          (its own first and last day; one may be left out)
//   logg      2024-01-05 4 | 2024-01-20 80..89 for=A h=2.5 r=1
//   lista     risk 2024-05-03..2024-05-05           (or: event, break)
//   inställning reporting=5 tolerance=0.2 spring=01-08..06-12 autumn=08-15..12-20
//   per       2024-02-15
//   fönster   2024-01-01..2024-01-31 10/10 met
//             2024-02-01..2024-02-29 0/10 open behind
//             8 × not_due                           (eight windows that stand so)
//             …                                     (the rest is not looked at)
//   fönster 2 …                                     (of the second reading)
//   läge      keeping
//   bedömning ongoing
//   mening    I januari gjordes 10; lovat var minst 10.
//   räkning   a line of the arithmetic, one each
namespace cases {

struct expected_window {
    int repeat = 1;
    bool any_rest = false;
    std::string words; // "2024-01-01..2024-01-31 10/10 met"
};

struct one_case {
    std::string name;
    int line = 0;
    reading::document document;
    core::plan_settings settings;
    std::vector<core::log_entry> log;
    base::date as_of;
    std::vector<std::vector<expected_window>> windows; // of each reading; empty: not looked at
    std::optional<std::string> standing, verdict, sentence;
    std::vector<std::string> arithmetic; // lines that must be among those said
};

// Throws std::runtime_error with the line where a case cannot be read.
std::vector<one_case> parse(std::string_view text);
// The blocks ```exempel … ``` of a Markdown text, joined.
std::string blocks_of(std::string_view markdown);

std::string words_of(const core::window_result& w, const reading::reading& r);

// What differs from what was expected; empty where all is as it should be.
std::string difference(const one_case& c);

reading::reading parse_reading(std::string_view words);

} // namespace cases
