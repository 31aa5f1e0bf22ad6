#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Work that no visitor waits for, safe with several instances: a job is taken by one, and given back when its time is
// out.
namespace store {

struct job {
    std::int64_t id = 0;
    std::string kind;    // "report"
    std::string subject; // a slug
    int attempts = 0;
};

// The same kind and subject waits once. Due at once, or a minute after the file of that kind and subject was last made:
// many changes in a row make one new file a minute, not one each.
void add_job(db::transaction& t, std::string_view kind, std::string_view subject);
std::optional<job> take_job(db::transaction& t, core::moment now);
void finish_job(db::transaction& t, std::int64_t id);
void fail_job(db::transaction& t, std::int64_t id, std::string_view why,
              core::moment now); // tried again later, five times

// Files made by jobs: a pledge's report as PDF, with the revision it was made of.
void put_made_file(db::transaction& t, std::string_view kind, std::string_view subject, std::int64_t revision,
                   std::string_view bytes);
struct made_file {
    std::int64_t revision = 0;
    std::string bytes;
};
std::optional<made_file> find_made_file(db::reader& r, std::string_view kind, std::string_view subject);

} // namespace store
