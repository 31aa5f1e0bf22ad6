#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How the machine and what it keeps is: for the page of whoever looks after it, and for what measures it.
namespace store {

struct failed_job {
    std::int64_t id = 0;
    std::string kind, subject;
    int attempts = 0;
    std::string problem;
};
struct last_backup {
    core::moment at{};
    std::int64_t rows = 0, bytes = 0;
};
struct last_verification {
    core::moment at{};
    std::int64_t events = 0, faults = 0;
};
struct health {
    std::string engine; // "SQLite 3.40.1"
    int schema = 0;
    std::int64_t jobs_waiting = 0, jobs_failed = 0;
    std::vector<failed_job> failed; // the latest fifty
    std::int64_t administrators_without_code = 0;
    std::optional<last_backup> backup;
    std::optional<last_verification> verification;
};
health health_of(db::reader& r);

struct counts {
    std::int64_t jobs_waiting = 0, jobs_failed = 0;
    std::int64_t log_entries = 0; // with corrections and withdrawals
};
counts counts_of(db::reader& r);

void remember_backup(db::transaction& t, const last_backup& b);
void remember_verification(db::transaction& t, const last_verification& v);

// Tried anew, at once. false: there is no such job, or it has not failed.
bool retry_job(db::transaction& t, std::int64_t id, std::string_view by, core::moment now);

} // namespace store
