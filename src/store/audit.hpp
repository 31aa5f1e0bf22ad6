#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Every change in a chain of digests, one chain a document (0: what belongs to none), so that instances that write in
// different documents do not wait for each other. The chain holds the digest of what was changed, not the thing:
// contents can be erased when their time is out, and the chain still verifies.
namespace store {

struct audit_event {
    std::int64_t document = 0;
    std::int64_t number = 0; // in its document's chain, from 1
    core::moment at{};
    std::string by;      // the holder, empty for the machine
    std::string act;     // "document" "publish" "log" "reason" "token" …
    std::string subject; // what of it: a version, log rows "17-17", a token's name
    std::string content; // SHA-256 of what was changed
    std::string link;    // SHA-256 over the link before it and all of the above
};

// What belongs to no document has no row that a change to it would lock: this is its lock, until the transaction's end.
// Whoever looks at who there is and then changes it takes it first.
void lock_house(db::transaction& t);

// In the same transaction as the change itself; the document's row must be locked by a change to it (`touch` does).
void append_audit(db::transaction& t, std::int64_t document, std::string_view by, std::string_view act,
                  std::string_view subject, std::string_view content, core::moment now);

// What the link of an event is, by all else it says and the link before it.
std::string link_of(std::string_view before, const audit_event& e);

std::vector<audit_event> audit_of(db::reader& r, std::int64_t document); // in order

// What does not hold: a link that does not follow from the one before it, a number that is missing, or something stored
// (all that residents are shown, and who may log) that is not what the chain says, or that it says nothing of.
struct audit_fault {
    std::int64_t document = 0;
    std::int64_t number = 0; // of the event; 0: something that no event tells of
    std::string what; // "link" "number" "version" "log" "reason" "publish" "settings" "lede" "shown_from" "shown"
                      // "token" "personal_link" "question" "setting"
    bool operator==(const audit_fault&) const = default;
};
struct audit_report {
    std::int64_t events = 0;
    std::vector<audit_fault> faults;
};
audit_report verify_audit(db::reader& r);

} // namespace store
