#pragma once

#include "reading/document.hpp"
#include "reading/tables.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The engine's doors. All are pure and thread-safe; text is UTF-8; spans are in code points of the text given.
namespace reading {

// What a document has said already, for a text read out of it.
struct context {
    std::optional<base::date> from;
    std::optional<base::date> to;
    std::vector<std::string> parties;
};

struct cadence_answer {
    ::reading::measurable measurable =
        measurable::no; // of the whole text: `ask` where any asks, `partly` where they differ
    std::string reason;
    std::vector<reading> readings;   // in the order of the text; empty where it holds no cadence
    std::vector<question> questions; // `at` is "/readings/0" …
};
cadence_answer read_cadence(std::string_view text, const context& known = {}, const manner& how = {});

// What a pledge's or a plan row's words promise, with the questions that read_document would ask of them: `at` is
// "/readings/0" …, or empty where they are about the owner as a whole.
struct owner_answer {
    std::vector<reading> readings;
    std::vector<question> questions;
};
owner_answer read_owner(std::string_view words, const context& known = {});

struct period_answer {
    validity valid;
    std::vector<question> questions; // at "/valid"
};
period_answer read_period(std::string_view text, const context& known = {}, const manner& how = {});

struct quantity_answer {
    std::optional<::reading::quantity> quantity; // absent: no amount can be read from the text
    std::vector<question> questions;
};
quantity_answer read_quantity(std::string_view text, const manner& how = {});

struct municipality {
    std::string_view code;
    std::string_view name;
    std::string_view county;
};

// A page's lines or a table's cells, as `intake` lays them out in one text:
// tables are lines of cells parted by tabs, pages are parted by form feeds; all else is plain lines.
draft read_document(std::string_view text, const std::vector<municipality>& municipalities, const manner& how = {});

} // namespace reading
