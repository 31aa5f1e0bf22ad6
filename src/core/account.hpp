#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "core/log.hpp"
#include "core/rights.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// People who act in the parties' names, and what their sign-in must satisfy.
namespace core {

using organisation_id = base::id<struct organisation_tag>;
using account_id = base::id<struct account_tag>;

struct organisation {
    organisation_id id;
    ::reading::party_kind kind = ::reading::party_kind::municipality;
    std::string name;                // as it stands in the documents
    std::optional<std::string> code; // a municipality's four digits
};

// What the name says of it: "Fjällby kommun" and "Malmö stad" are municipalities, with the code where Sweden has one of
// that name; "Polisen i Fjällby" is the police; another is something else.
organisation organisation_named(std::string name);

// "konto 12": what a record says of who made it. Records are never changed; an address may have to be erased.
std::string holder_of(account_id id);
// nullopt: it is no account that the records name so.
std::optional<account_id> account_of(std::string_view holder);

struct membership {
    organisation in;
    holder role = holder::reader;
};

struct account {
    account_id id;
    std::string mail;     // in small letters; empty: somebody who comes from a provider, which told none
    std::string function; // "trygghetssamordnare": what is shown, in the name's place
    std::string language; // "sv" "en"
    bool has_password = false;
    bool has_second_factor = false;
    moment made_at{};
    std::optional<moment> closed_at;
};

// What stands for the account where people read it: its address, or what it does and its number.
std::string shown_as(const account& a);

struct invitation {
    std::int64_t id = 0;
    organisation in;
    holder role = holder::reader;
    std::string mail;
    bool resets = false; // it leads to a new password for an account that there is
    std::string made_by;
    moment made_at{}, expires_at{};
    std::optional<moment> taken_at, revoked_at;
    bool is_open(moment now) const { return !taken_at && !revoked_at && now < expires_at; }
};

// One browser that is signed in.
struct session {
    std::int64_t id = 0;
    account_id account;
    std::string client;    // "Firefox, Linux": what the browser said of itself, shortened
    bool is_whole = false; // false: a password was given, and a code is still wanted
    moment made_at{}, seen_at{}, expires_at{};
    bool has_factor = false; // a second factor was given at a provider
};

// A working day without a request ends a session; so does a fortnight with them.
inline constexpr std::chrono::hours session_idle{12};
inline constexpr std::chrono::hours session_longest{14 * 24};
inline constexpr std::chrono::minutes session_half{10}; // for the code, once the password was right
inline constexpr std::chrono::hours invitation_lasts{7 * 24};
inline constexpr std::chrono::hours forgotten_lasts{1}; // a link to a new password that somebody asked for

// The address in small letters, without spaces around. Fails on what cannot be one (RFC 5321's lengths, one @, a dot in
// the domain, no spaces or control characters); whether anybody reads mail there, only mail tells.
base::result<std::string> mail_address(std::string_view typed);

// Control characters, or marks that turn the direction of writing: no function or name of an organisation has them.
bool holds_hidden(std::string_view text);

inline constexpr std::size_t shortest_password = 12; // letters
inline constexpr std::size_t longest_password = 200;

// NIST SP 800-63B: long enough, and not what is tried first: no rules on kinds of letters.
base::result<void> acceptable_password(std::string_view password, std::string_view mail);

// How long the next try must wait after so many failures in a row, the last of them at `last`: nothing for the first
// five, then twice as long each time, at most a quarter of an hour. Never a lock: who waits gets in.
std::chrono::seconds wait_after(std::int64_t failures);

// What a browser says of itself, as a person would name it: "Firefox, Windows". Empty where it says nothing known.
std::string client_named(std::string_view user_agent);

} // namespace core
