#pragma once

#include "base/message.hpp"
#include "reading/document.hpp"
#include "reading/read.hpp"

#include <string>
#include <string_view>
#include <vector>

// Remarks of a careful coordinator on what is promised, before it is signed: what nobody will be able to check, and how
// it could be said instead. A good promise has none.
namespace reading {

enum class lint_code {
    not_measurable, // another reason than those below
    as_needed,      // "vid behov", "löpande"
    weak_verb,      // "verka för", "stärka"
    only_a_wish,    // promises how things shall be, not what anybody does
    no_number,
    no_time,
    no_responsible,
    unclear_who, // "man ska", "berörda", "m.fl."
    only_output, // says what is done, not what it is to lead to
    double_promise,
    too_long,
    no_follow_up,
    no_feedback,
};

enum class severity {
    serious, // as it stands nobody can say whether it was kept
    advice,
    hint,
};

struct remark {
    lint_code code = lint_code::not_measurable;
    ::reading::severity severity = severity::advice;
    ::reading::span span;  // of the text, in code points; empty: the text as a whole
    base::message text;    // what is wrong, in one sentence
    base::message instead; // how to say it so that it can be checked
    std::string at;        // JSON pointer of the text in its document; empty where a text alone was read
    bool operator==(const remark&) const = default;
};

// What stands around a text.
struct lint_context {
    bool is_row = false;                  // of a plan; else a pledge
    ::reading::context known;             // the document's validity and parties
    std::string when;                     // of a row: its words of when and how much
    std::vector<std::string> responsible; // of a row, or whom a pledge is by; empty: look for it in the text
    bool has_rows = false;                // of a pledge: rows of the plan say how it is done, with their numbers
    bool has_purpose = false;             // the document says what its promises are to lead to
};

// Of one pledge's text, or of what a plan's row says is done; the most serious first, then as they stand in the text.
std::vector<remark> lint(std::string_view text, const lint_context& around = {});

// Of each pledge and row in the document's order, then of what the document lacks as a whole.
std::vector<remark> lint(const document& d);

// "not_measurable", "serious": for machines.
std::string_view name(lint_code c);
std::string_view name(severity s);

} // namespace reading
