#pragma once

#include "base/result.hpp"
#include "base/translate.hpp"
#include "core/log_rules.hpp"
#include "core/plan.hpp"
#include "core/published.hpp"
#include "reading/document.hpp"
#include "reading/read.hpp"

#include <string>
#include <string_view>
#include <vector>

// The format lofte/1 (docs/exchange-format.md) ↔ types. Strings in and out, so that no caller needs a JSON library.
namespace exchange {

// One line, or indented by two spaces.
enum class form { line, indented };

std::string document_json(const reading::document& document, form f = form::indented);
std::string draft_json(const reading::draft& draft, form f = form::indented); // adds "source" and "spans"

// Unknown members are ignored; a missing or wrong one fails with the JSON pointer and what should stand there.
// Ids that are missing are given (p1 …, m1 …); ids that stand twice are refused.
base::result<reading::document> parse_document(std::string_view json);
// How many entries of a log stand beside a document: they are no part of it, and not read by parse_document.
std::size_t log_beside(std::string_view json);

// What a person must settle, as "questions" of the document, each with its "place" ("m5", "feedback"; null: the whole).
std::string questions_json(const reading::document& document);

// `lofte read`: a line in (plain text or {"text":…,"context":…}), a line out.
struct read_line {
    std::string text;
    reading::context known;
    std::string id; // echoed where given
};
base::result<read_line> parse_read_line(std::string_view line);
std::string cadence_line(const read_line& in, const reading::cadence_answer& out);
std::string period_line(const read_line& in, const reading::period_answer& out);
std::string quantity_line(const read_line& in, const reading::quantity_answer& out);

// The document with "as_of", "log", and each owner's "state", and "slug", "status", "invented", "approvals".
// `open_only`: only what may be public of the log (the public .json and the API); else all (`lofte status --json`).
enum class audience { open_only, holders };
std::string state_json(const core::pledge_file& file, const core::document_state& state, const base::translator& say,
                       audience who, form f = form::indented);

std::string entry_json(const core::log_entry& entry, audience who, form f = form::line);
// "pledge" (a slug) and the fields of core::new_entry.
struct sent_entry {
    std::string pledge;
    core::new_entry entry;
};
// Members that are not known are refused: a misspelt "date" must not become today. "reading" counts from 1 in JSON.
base::result<sent_entry> parse_entry(std::string_view json);
// The same, where what is left out stays as it was: only "pledge" and "key" must stand.
base::result<sent_entry> parse_correction(std::string_view json);
struct sent_withdrawal {
    std::string pledge;
    std::string client_key;
    std::string note;
    bool confirmed = false;
};
base::result<sent_withdrawal> parse_withdrawal(std::string_view json);

std::string summaries_json(const std::vector<core::pledge_summary>& all);
std::string problem_json(const base::problem& p, const base::translator& say);

} // namespace exchange
