#pragma once

#include "core/log.hpp"
#include "core/published.hpp"

#include <span>
#include <string>

namespace store {

// All that is said, in one form that never changes: what its digest in the audit chain is made of.
std::string canonical_text(const core::log_entry& entry);
std::string canonical_text(const core::verdict_reason& reason);
std::string canonical_text(std::span<const core::approval> approvals);

} // namespace store
