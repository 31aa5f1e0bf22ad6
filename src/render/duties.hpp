#pragma once

#include "core/duties.hpp"
#include "render/account.hpp"

#include <optional>
#include <string>
#include <vector>

// What is to be done by when, and who sees to it: a page, and a calendar for each person.
namespace render {

struct duty_person {
    std::int64_t id = 0;
    std::string name; // "områdespolis, bo@polisen.example"
};

// A series of duties of one pledge, by the one that is due next.
struct duty_row {
    core::duty next;
    std::vector<base::date> then; // the days after it
    std::optional<duty_person> charged;
    std::string note;
};

struct duty_pledge {
    std::string slug, title;
    std::vector<duty_row> rows; // the first due first
    std::vector<duty_person> people;
    core::duty_rules rules;
    bool asks_follow_up = false, asks_feedback = false, asks_revision = false; // the document itself
    bool may_assign = false;
};

struct law_row {
    core::organisation organisation;
    std::string decided, years; // as they stand or were typed
    std::optional<core::duty> duty;
};

// Who sees to a series, as it was typed.
struct typed_charge {
    std::string slug, series, account, note;
};

struct duties_view {
    std::vector<duty_pledge> pledges;
    std::vector<law_row> laws; // of the municipalities that the reader coordinates
    bool has_calendar = false;
    std::string calendar_link;         // that was just made; shown once
    std::optional<typed_charge> typed; // notice.problem is about it
    form_notice notice;
};
std::string duties_page(const account_context& c, const duties_view& v);

// RFC 5545, all-day events on the due days. Notes are internal and not in it.
struct calendar_duty {
    core::duty duty;
    std::string title; // of the pledge; empty: the organisation's own
    bool invented = false;
};
std::string duty_calendar(const page_context& c, const std::vector<calendar_duty>& duties, core::moment now);

} // namespace render
