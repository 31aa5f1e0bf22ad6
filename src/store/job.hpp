#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Work that no visitor waits for, safe with several instances: a job is taken by one, and given back when its time is
// out.
namespace store {

struct job {
    std::int64_t id = 0;
    std::string kind;    // "report" "mail" …
    std::string subject; // a slug, a number; empty where there is one of the kind
    int attempts = 0;    // with the id, what a job is held by: whoever takes it later counts one more
};

// The same kind and subject waits once. Due at once, or a minute after the file of that kind and subject was last made:
// many changes in a row make one new file a minute, not one each.
void add_job(db::transaction& t, std::string_view kind, std::string_view subject);
// The same at a time of its own; the earlier of two holds.
void add_job(db::transaction& t, std::string_view kind, std::string_view subject, core::moment due);
// Whether take_job has anything to do. Asked first: most of the time there is nothing, and a writer would stand in line
// with those who log.
bool has_due_job(db::reader& r, core::moment now, std::span<const std::string> kinds = {});
// The one that is due longest, of these kinds (none: of all). It is the caller's for ten minutes; then another may take
// it, and one that nobody came back from five times has failed.
std::optional<job> take_job(db::transaction& t, core::moment now, std::span<const std::string> kinds = {});
// Both do nothing to a job that another has taken meanwhile.
void finish_job(db::transaction& t, const job& j);
// Tried again after 1, 4, 16 and 64 minutes; then it has failed, and is kept with what was wrong.
void fail_job(db::transaction& t, const job& j, std::string_view why, core::moment now);

// Files made by jobs: a pledge's report as PDF, with the revision it was made of.
void put_made_file(db::transaction& t, std::string_view kind, std::string_view subject, std::int64_t revision,
                   std::string_view bytes);
struct made_file {
    std::int64_t revision = 0;
    std::string bytes;
};
std::optional<made_file> find_made_file(db::reader& r, std::string_view kind, std::string_view subject);

} // namespace store
