#pragma once

#include "exchange/json.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

// Types → JSON values, member by member in the order of docs/exchange-format.md. Inside this stage only.
namespace exchange {

using written = nlohmann::ordered_json;

// Whole numbers are written as integers; what JSON cannot hold (infinity) as null.
written number(double n);
written date(const std::optional<base::date>& d);
written text_or_null(const std::optional<std::string>& text);

written value_of(const reading::reading& r);
written value_of(const reading::validity& v);
written value_of(const reading::question& q);
written value_of(const reading::quantity& q);
written value_of(const reading::party& p);
written value_of(const reading::reference& r);
written value_of(const reading::basis& b);
written value_of(const reading::pledge& p);
written value_of(const reading::focus_area& f);
written value_of(const reading::plan_row& row);
written value_of(const reading::follow_up& f);
written value_of(const reading::feedback& f);
written value_of(const reading::signatory& s);
written value_of(const reading::outcome& o);
written value_of(const reading::document& d);
written value_of(const core::log_entry& e, audience who);
written span_value(const reading::span& s);   // [begin, end]
written draft_value(const reading::draft& d); // the document, with "source" and "spans"

// An owner's part of a document's value: "m5", "p3", "follow_up", "feedback".
written* find_owner(written& document, std::string_view owner);

std::string text_of(const written& value, form f);

} // namespace exchange
