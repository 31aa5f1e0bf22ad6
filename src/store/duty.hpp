// Who sees to what is due, what settings ask for beside the documents, and the calendar of each person.
#pragma once

#include "core/account.hpp"
#include "core/duties.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// An account that was put in charge of a series of a pledge's duties.
struct duty_charge {
    std::string series;
    core::account_id account;
    std::string function, mail; // of the account
    std::string note;
};
// By series. Whoever lost the role that lets them see it is in charge of nothing: the organisation answers.
std::vector<duty_charge> duty_charges_of(db::reader& r, std::int64_t pledge);
// Whoever sees to what a row came instead of sees to that row, until somebody else is put in charge of it. null: nobody
// was, the organisation answers.
const duty_charge* charge_of(const std::vector<duty_charge>& charges, const reading::document& document,
                             std::string_view series);
// In place of whoever was. No account: nobody, the organisation answers again.
void put_in_charge(db::transaction& t, std::int64_t pledge, std::string_view series,
                   std::optional<core::account_id> account, std::string_view note, std::string_view by);

core::duty_rules duty_rules_of(db::reader& r, std::int64_t pledge);
void set_duty_rules(db::transaction& t, std::int64_t pledge, const core::duty_rules& rules, std::string_view by);

std::vector<core::duty_done> duties_done(db::reader& r, std::int64_t pledge);
// Once: said again, the first day stands.
void set_duty_done(db::transaction& t, std::int64_t pledge, std::string_view duty, base::date on, std::string_view by);

core::law_rule law_rule_of(db::reader& r, core::organisation_id organisation);
void set_law_rule(db::transaction& t, core::organisation_id organisation, const core::law_rule& rule,
                  std::string_view by);

// Those who may be put in charge: the people of the organisations that are parties of a pledge whose role lets them see
// its duties, once each.
struct duty_person {
    core::account_id id;
    std::string function, mail;
    bool operator==(const duty_person&) const = default;
};
std::vector<duty_person> people_of(db::reader& r, const std::vector<core::organisation_id>& organisations); // by mail

// The organisations that are a party of the pledge, by name.
std::vector<core::organisation> organisations_of(db::reader& r, std::int64_t pledge);

// A new secret address in place of any before; shown once.
std::string make_calendar_address(db::transaction& t, core::account_id account, std::string_view by);
void end_calendar_address(db::transaction& t, core::account_id account, std::string_view by);
std::optional<core::moment> calendar_address_of(db::reader& r, core::account_id account); // when it was made
// Whose calendar stands at the address; none where the account is closed.
std::optional<core::account> whose_calendar(db::reader& r, std::string_view secret);

} // namespace store
