#pragma once

#include "core/account.hpp"
#include "render/html.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

// The pages of those who act in the parties' names. Each form comes back with what was typed and what was wrong.
namespace render {

// What went wrong, or what was done.
struct form_notice {
    std::optional<base::problem> problem; // its field is the form's field that it is about
    std::string done;                     // a text's key
};

// Who reads the page, what they may do, and the secret that their forms carry.
struct account_context {
    const page_context& page;
    std::string mail;
    std::string form_secret;
    std::vector<core::act> acts; // that they may do, in any organisation

    bool may(core::act what) const { return std::find(acts.begin(), acts.end(), what) != acts.end(); }
};

// The page of an error, for somebody who can go on from it.
std::string error_page(const account_context& c, int status, const base::message& what);

// A way to a provider.
struct provider_link {
    std::string name; // the provider's, as the operator wrote it
    std::string href;
};

struct sign_in_view {
    std::string mail;
    std::string onward; // where to go when signed in: a path of ours, or empty
    form_notice notice;
    bool has_mail = false; // a forgotten password is helped by mail
    std::vector<provider_link> providers;
};
std::string sign_in_page(const page_context& c, const sign_in_view& v);
std::string code_page(const page_context& c, const std::string& onward, const form_notice& notice);

// Why a provider's answer did not sign anybody in, and what to do now.
struct provider_problem_view {
    base::message what;
    provider_link again; // without a name: there is no sense in trying once more
    std::optional<account_context> signed_in;
};
std::string provider_problem_page(const page_context& c, const provider_problem_view& v);

struct begin_view {
    std::string organisation, mail, function;
    form_notice notice;
};
std::string begin_page(const page_context& c, const begin_view& v);

struct invitation_view {
    core::invitation invitation;
    bool has_account = false;                 // of the invitation's address
    std::optional<account_context> signed_in; // as that account
    std::string function;
    form_notice notice;
};
std::string invitation_page(const page_context& c, const invitation_view& v);

// What somebody wants to be told by mail.
struct mail_choices {
    int reminder_days = 0; // before a window closes; 0: no reminder
    bool digest = false;
    std::string language; // "sv" "en"
    std::string refused;  // what their mail server said, where mail does not arrive
};

// Who one is at a provider.
struct identity_view {
    std::int64_t id = 0;
    std::string provider; // its name, or its address where the operator has taken it away
    core::moment made_at{}, used_at{};
};

struct account_view {
    core::account who;
    std::vector<core::membership> roles;
    std::vector<core::session> sessions;
    std::int64_t this_session = 0;
    std::int64_t codes_left = 0;
    bool must_have_second_factor = false;
    bool has_factor_elsewhere = false; // in this session, given at a provider
    form_notice notice;
    std::optional<mail_choices> mail; // none: nothing is mailed
    std::vector<identity_view> identities;
    std::vector<provider_link> to_tie; // providers that the account has no identity of
};
std::string account_page(const account_context& c, const account_view& v);

struct second_factor_view {
    std::string secret_shown; // in groups of letters
    std::string address;      // otpauth://…
    bool asks_password = false;
    bool is_needed = false; // a role does not count before
    form_notice notice;
};
std::string second_factor_page(const account_context& c, const second_factor_view& v);
// Asks for a code before the codes on paper are made anew.
std::string new_codes_page(const account_context& c, const form_notice& notice);
std::string recovery_page(const account_context& c, const std::vector<std::string>& codes);

struct member_view {
    core::account who;
    core::holder role = core::holder::reader;
};
// A pledge, and the party of it that is meant.
struct organisation_pledge {
    std::string slug, title, party;
    bool is_linked = false; // because somebody said so
};
struct organisation_view {
    core::organisation organisation;
    std::vector<member_view> members;
    std::vector<core::invitation> invitations; // the open ones
    std::vector<core::holder> may_invite;      // to these roles
    std::vector<organisation_pledge> pledges;  // that it is a party of
    std::vector<organisation_pledge> unlinked; // of nobody yet, that it may be a party of; for whoever may tie them
    bool may_link = false;
    bool may_reset = false; // the passwords of others than oneself
    core::account_id self;
    std::string mail; // as it was typed
    std::string role;
    std::string new_key; // of the form that invites
    std::string link;    // of the invitation that was just made; shown once
    std::string link_for;
    bool is_mailed = false;                     // the link is on its way too
    std::map<std::string, std::string> refused; // addresses that mail does not reach, with what was said
    form_notice notice;
};
std::string organisation_page(const account_context& c, const organisation_view& v);

struct house_view {
    std::vector<core::organisation> organisations;
    std::string name, kind; // as they were typed
    form_notice notice;
};
std::string house_page(const account_context& c, const house_view& v);

// The table of rights, for anybody.
std::string rights_page(const page_context& c);

} // namespace render
