#pragma once

#include "core/log.hpp"

#include <string>

namespace store {

// All that an entry says, in one form that never changes: what its digest in the audit chain is made of.
std::string canonical_text(const core::log_entry& entry);

} // namespace store
