#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Letters on their way and what became of them; addresses that were refused; what people want to be told.
namespace store {

enum class mail_state {
    queued,  // waits for its first try
    later,   // the server did not take it: tried again
    ending,  // its last byte is being handed over
    sent,    // the server has it
    refused, // for good
    failed,  // given up
    unknown, // handed over, and no answer came: it may have been sent
};
inline constexpr std::array all_mail_states{mail_state::queued, mail_state::later,   mail_state::ending,
                                            mail_state::sent,   mail_state::refused, mail_state::failed,
                                            mail_state::unknown};
std::string_view name(mail_state s);

struct new_mail {
    std::string kind; // "invitation"
    std::optional<core::account_id> account;
    std::string recipient, language, subject, body, unsubscribe;
    std::optional<std::string> once; // one letter with this key is ever queued
    core::moment give_up_at{};
};

struct mail {
    std::int64_t id = 0;
    std::string kind;
    std::optional<core::account_id> account;
    std::string recipient, language, subject, body, unsubscribe;
    mail_state state = mail_state::queued;
    int attempts = 0; // that were answered
    std::string answer;
    core::moment made_at{}, give_up_at{};
    std::optional<core::moment> tried_at;
};

// Queues the letter and its job "mail". nullopt: one with its key was queued before.
std::optional<std::int64_t> queue_mail(db::transaction& t, const new_mail& m, core::moment now);

std::optional<mail> find_mail(db::reader& r, std::int64_t id);
std::vector<mail> mails(db::reader& r, std::optional<mail_state> state, std::int64_t most); // latest first

// Written before the server can have it. false: another instance did, or it is no longer to be sent.
bool begin_end_of_mail(db::transaction& t, std::int64_t id, core::moment now);
// What came of a try. A letter that was sent loses its body; one for later is queued for `again`.
void end_mail(db::transaction& t, std::int64_t id, mail_state state, std::string_view answer, core::moment now,
              core::moment again = {});
void drop_mail(db::transaction& t, std::int64_t id);

// Once more, with a day to get through. false: it was sent, is under way, or its words are gone.
bool retry_mail(db::transaction& t, std::int64_t id, core::moment now);

// The bodies of letters whose time is out, and what people were reminded of a year ago.
void sweep_mail(db::transaction& t, core::moment now);

// How many letters of the kind were queued to the address since then.
std::int64_t mails_since(db::reader& r, std::string_view kind, std::string_view recipient, core::moment since);

// Addresses ----------------------------------------------------------------------------------------------------
struct mail_refusal {
    std::string answer; // the server's words
    core::moment at{};
};
void note_refusal(db::transaction& t, std::string_view mail, std::string_view answer, std::string_view by,
                  core::moment now);
bool forget_refusal(db::transaction& t, std::string_view mail, std::string_view by); // false: there was none
std::optional<mail_refusal> find_refusal(db::reader& r, std::string_view mail);
std::map<std::string, mail_refusal> refusals(db::reader& r); // by address

// Wishes -------------------------------------------------------------------------------------------------------
struct mail_wish {
    int reminder_days = 7; // before a window closes; 0: no reminder
    bool digest = true;
    bool operator==(const mail_wish&) const = default;
};
inline constexpr int most_reminder_days = 60;
mail_wish mail_wish_of(db::reader& r, core::account_id account);
void put_mail_wish(db::transaction& t, core::account_id account, const mail_wish& wish, std::string_view by,
                   core::moment now);

// false: they were reminded of it before.
bool note_reminded(db::transaction& t, core::account_id account, std::string_view about, core::moment now);

} // namespace store
