#pragma once

#include "core/draft.hpp"
#include "core/log.hpp"
#include "core/published.hpp"

#include <span>
#include <string>
#include <string_view>

namespace store {

// All that is said, in one form that never changes: what its digest in the audit chain is made of.
std::string canonical_text(const core::log_entry& entry);
std::string canonical_text(const core::verdict_reason& reason);
std::string canonical_text(std::span<const core::approval> approvals);
std::string approval_text(std::string_view digest, const core::party_approval& given); // the digest in hexadecimal

} // namespace store
