// What the board shows that stands in no pledge: documents on their way, and who reads it.
#pragma once

#include "core/account.hpp"
#include "core/board.hpp"
#include "db/database.hpp"

#include <vector>

namespace store {

// Drafts and amendments that any of the organisations is a party of and may see, each once, with those whose approval
// they wait for. By slug.
std::vector<core::waiting_document> waiting_documents(db::reader& r,
                                                      const std::vector<core::organisation>& organisations);

std::vector<core::board_reader> board_readers(db::reader& r, const std::vector<core::organisation>& organisations);

} // namespace store
