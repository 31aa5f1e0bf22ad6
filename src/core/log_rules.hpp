#pragma once

#include "base/result.hpp"
#include "core/log.hpp"
#include "core/screen.hpp"
#include "reading/document.hpp"

#include <optional>
#include <string>

// What a log entry must satisfy before it is kept. Every refusal is a sentence: what, where, how to mend it.
namespace core {

// What somebody typed or a client sent.
struct new_entry {
    std::string owner;                  // "m5"
    std::string amount;                 // "80-talet"
    std::optional<base::date> on;       // absent: today
    std::optional<std::string> subject; // --for
    std::optional<int> reading;         // from 0
    std::optional<double> hours;
    std::optional<std::string> place; // of a correction: absent keeps what stands, empty takes it away
    std::optional<std::string> note;
    std::optional<::reading::channel> channel; // of a feedback given
    std::optional<std::string> link;
    std::optional<showing> shown; // what residents see; absent: day and amount at once, of a correction: as before
    std::string area;             // what residents see of the place, where the list of places has a name for it
    std::string client_key;
    bool confirmed = false; // what screening asked about was looked at and is meant
};

// The entry to store; `id`, `row`, `by` and `recorded_at` are the caller's. Refused: an unknown owner (with those there
// are), a reading or subject that the owner does not have, or none where it has several, an amount that cannot be read
// or is below 0, hours below 0 or above 10 000, a date in the future or outside the validity (while the validity is in
// dispute: outside all statements of it), a link that is no http(s) address, a delay of what residents see that is none
// from 0 to 365 days, a text of over 2 000 characters, a valid personal identity number anywhere. problem_kind::ask
// where screening asks and `confirmed` is not set.
base::result<log_entry> check_entry(const ::reading::document& document, const new_entry& typed, base::date today);

// The new entry that corrects or withdraws `old`; the same rules hold for a correction. Refused: an entry that is
// withdrawn already, or was corrected by a later one.
base::result<log_entry> check_correction(const ::reading::document& document, const std::vector<log_entry>& log,
                                         std::string_view old_id, const new_entry& typed, base::date today);
base::result<log_entry> check_withdrawal(const std::vector<log_entry>& log, std::string_view old_id,
                                         std::string_view note, bool confirmed);

// A text that may be kept anywhere: UTF-8, at most 2 000 characters, no control characters, no personal identity
// number.
base::result<bool> check_text(const std::string& field, const std::string& text);

// That the document has such an owner; fails with those there are.
base::result<bool> check_owner(const ::reading::document& document, const std::string& id);

// A reason for a missed window or an owner as a whole: the owner must exist, the text must pass the screen.
base::result<verdict_reason> check_reason(const ::reading::document& document, const verdict_reason& typed,
                                          bool confirmed);

} // namespace core
