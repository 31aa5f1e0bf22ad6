#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What log entries are about. A document's log says the same few over and over: each is stored once, with a number from
// 1 within the document.
namespace store {

struct matter {
    std::string owner;
    std::optional<int> reading;
    std::optional<std::string> subject;
    std::optional<std::string> unit;

    auto operator<=>(const matter&) const = default;
};

matter matter_of(const core::log_entry& entry);
void give(core::log_entry& entry, const matter& about);

std::vector<matter> matters_of(db::reader& r, std::int64_t pledge); // number n stands at n - 1

// The number of what the entry is about, stored where it is new. The document's row must be locked.
std::int64_t matter_number(db::transaction& t, std::int64_t pledge, const core::log_entry& entry);

// The same for a whole log of a document that has none, entry by entry.
std::vector<std::int64_t> store_matters(db::transaction& t, std::int64_t pledge,
                                        const std::vector<core::log_entry>& log);

} // namespace store
