#include "store/report_job.hpp"

#include "store/job.hpp"

#include <fmt/format.h>

namespace store {

void queue_reports(db::transaction& t, std::string_view slug, const core::log_entry& entry) {
    add_job(t, "report", slug);
    // Midnight UTC is past midnight here.
    if (entry.open_from)
        add_job(t, later_report, fmt::format("{}@{}", slug, base::to_iso(*entry.open_from)),
                core::moment{*entry.open_from});
}

std::string_view slug_of_later(std::string_view subject) { return subject.substr(0, subject.find('@')); }

} // namespace store
