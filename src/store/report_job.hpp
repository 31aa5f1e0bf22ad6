#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <span>
#include <string_view>

namespace store {

// The kind of a job that has a pledge's report made anew when its day has come.
inline constexpr std::string_view later_report = "report_later";

// Entries were saved: the pledge's report is to be made anew, and again on each day from which residents may see what
// one of them tells. In the same transaction.
void queue_reports(db::transaction& t, std::string_view slug, std::span<const core::log_entry> entries);

// The slug of a `later_report`'s subject.
std::string_view slug_of_later(std::string_view subject);

} // namespace store
