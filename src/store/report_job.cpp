#include "store/report_job.hpp"

#include "store/job.hpp"

#include <fmt/format.h>

#include <set>

namespace store {

void queue_reports(db::transaction& t, std::string_view slug, std::span<const core::log_entry> entries) {
    add_job(t, "report", slug);
    std::set<base::date> days;
    for (const auto& e : entries)
        if (e.open_from) days.insert(*e.open_from);
    for (const auto day : days) // midnight UTC is past midnight here
        add_job(t, later_report, fmt::format("{}@{}", slug, base::to_iso(day)), core::moment{day});
}

std::string_view slug_of_later(std::string_view subject) { return subject.substr(0, subject.find('@')); }

} // namespace store
