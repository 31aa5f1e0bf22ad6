#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>

namespace store {

core::moment now();

// Marks a document as changed and locks its row until the transaction's end, so that numbers in it are given in order.
// Throws db::error of class foreign_key where there is no such document.
void touch(db::transaction& t, std::int64_t document, core::moment now);

[[noreturn]] void no_such_document(std::int64_t document);

} // namespace store
