#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Organisations, and the people who act for them. Every change is in the audit chain of what belongs to no document.
namespace store {

// Throws db::error of class unique where the name is taken.
core::organisation_id add_organisation(db::transaction& t, const core::organisation& o, std::string_view by);
std::vector<core::organisation> organisations(db::reader& r); // by name
std::optional<core::organisation> find_organisation(db::reader& r, core::organisation_id id);
std::optional<core::organisation> find_organisation(db::reader& r, std::string_view name);

// `mail` as core::mail_address made it, or empty: somebody who comes from a provider may have none. Throws db::error of
// class unique where it has an account.
core::account_id add_account(db::transaction& t, std::string_view mail, std::string_view function,
                             std::string_view language, std::string_view by);
std::optional<core::account> find_account(db::reader& r, core::account_id id);
std::optional<core::account> find_account(db::reader& r, std::string_view mail);
std::vector<core::account> accounts(db::reader& r); // by mail
bool has_administrator(db::reader& r);              // one that is not closed; a forgotten password does not count

// Whether nobody but this account looks after the server.
bool is_last_administrator(db::reader& r, core::account_id account);

// The one-time link to make the first account: a new secret beside the latest before, which other instances may have
// printed. Good until there is an administrator.
std::string make_first_link(db::transaction& t);
bool is_first_link(db::reader& r, std::string_view secret);
void use_up_first_link(db::transaction& t);

// nullopt: no such account, or it is closed, or has no password yet.
struct sign_in_facts {
    core::account_id account;
    std::string password; // its hash
    bool needs_code = false;
};
std::optional<sign_in_facts> sign_in_facts_of(db::reader& r, std::string_view mail);

// In which letters to them are written.
void set_language(db::transaction& t, core::account_id account, std::string_view language, std::string_view by);
void set_password(db::transaction& t, core::account_id account, std::string_view hash, std::string_view by);
// Ends all that the account is: its roles, sessions, links, password and second factor. Opened again it is as new;
// until then its identities at providers are kept, so that whoever has them is told that it is closed.
void close_account(db::transaction& t, core::account_id account, std::string_view by);
void reopen_account(db::transaction& t, core::account_id account, std::string_view by);

// The secret of the second factor: laid up unconfirmed, until a code of it was given.
struct second_factor {
    std::string secret;
    bool confirmed = false;
    std::int64_t last_step = 0;
};
std::optional<second_factor> second_factor_of(db::reader& r, core::account_id account);
void lay_up_second_factor(db::transaction& t, core::account_id account, std::string_view secret);
// With new recovery codes in place of all before; they are shown once. None: the step's code was used meanwhile.
std::vector<std::string> confirm_second_factor(db::transaction& t, core::account_id account, std::int64_t step,
                                               std::string_view by);
void drop_second_factor(db::transaction& t, core::account_id account, std::string_view by);
// false: the step's code was used meanwhile.
bool use_code_step(db::transaction& t, core::account_id account, std::int64_t step);
bool use_recovery_code(db::transaction& t, core::account_id account, std::string_view typed, std::string_view by);
std::int64_t recovery_codes_left(db::reader& r, core::account_id account);

std::vector<core::membership> memberships_of(db::reader& r, core::account_id account);
struct member {
    core::account who;
    core::holder role = core::holder::reader;
};
std::vector<member> members_of(db::reader& r, core::organisation_id organisation); // by mail
// By whom a role is given: a person, or a rule for what a provider says (store/identity). Given by hand it stays, even
// where it was a rule's before.
enum class given { by_hand, by_rule };
// false: it was there already, or was not.
bool add_membership(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder role,
                    std::string_view by, given how = given::by_hand);
bool end_membership(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder role,
                    std::string_view by);
// Another role in place of the one there is: what leads the person in stays, and of what they made what they still may
// make. false: they have not that role, and nothing is changed.
bool change_role(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder from,
                 core::holder to, std::string_view by);

} // namespace store
