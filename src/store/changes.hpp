#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace store {

struct change {
    std::string slug;
    std::int64_t revision = 0;
    core::moment at{};
};

// Pledges that changed at the moment or later, oldest first: what an instance asks to learn of others' writes. A moment
// is set before its transaction ends, so one who asks again must look back past the longest transaction.
std::vector<change> changes_since(db::reader& r, core::moment since);

// What a list shows of a document changes with its mark, and with nothing else: not when something is logged.
struct list_mark {
    std::string slug;
    std::string mark;
};
std::vector<list_mark> list_marks_since(db::reader& r, core::moment since);

} // namespace store
