#pragma once

#include "core/weakness.hpp"
#include "render/account.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The pages of those who look after the server: /admin.
namespace render {

std::string utc_minute(core::moment m); // "2026-11-28 14:03 UTC"

struct failed_job_view {
    std::int64_t id = 0;
    std::string kind, subject;
    int attempts = 0;
    std::string problem;
};
struct health_view {
    std::string version; // "0.1.0"
    int schema = 0;
    std::string engine;    // "SQLite 3.40.1"
    std::string pdf_maker; // "WeasyPrint version 57.2"; empty: there is none
    std::optional<core::moment> backup_at, verified_at;
    std::int64_t backup_bytes = 0, verified_events = 0, verified_faults = 0;
    std::optional<std::int64_t> free_bytes, all_bytes;
    std::int64_t jobs_waiting = 0, jobs_failed = 0;
    std::vector<failed_job_view> failed;
    std::vector<core::weakness> weak;
    form_notice notice;
};
std::string health_page(const account_context& c, const health_view& v);

// One event, as it is told.
struct event_view {
    core::moment at{};
    std::string by;  // "konto 12"; empty: the machine
    std::string who; // its address, for those who may see it, or what they do and for whom; empty: not known
    std::string act, subject, slug;
    std::int64_t document = 0, number = 0;
};
struct events_view {
    std::vector<event_view> events;
    std::string from, to, by, act, subject; // as they were asked for
    std::int64_t page = 1;
    bool has_more = false;
    bool whole_house = false;
    form_notice notice;
};
std::string events_page(const account_context& c, const events_view& v);
std::string events_csv(const std::vector<event_view>& events);

} // namespace render
