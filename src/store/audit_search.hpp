#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The audit chains of all documents, and what was read, as one list to search.
namespace store {

struct audit_question {
    std::optional<core::moment> from, to;               // to: before this one
    std::string by, act;                                // whole; empty: any
    std::string subject;                                // a part of the subject, or the pledge's whole slug
    std::optional<std::vector<std::int64_t>> documents; // what belongs to these alone; absent: to all and to none
    std::int64_t skip = 0;
    std::int64_t most = 50;
};
struct audit_line {
    std::int64_t document = 0, number = 0;
    core::moment at{};
    std::string by, act, subject;
    std::string slug; // of the pledge that it is about; empty: of none
};
std::vector<audit_line> search_audit(db::reader& r, const audit_question& q); // latest first

} // namespace store
