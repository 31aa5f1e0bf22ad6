#pragma once

#include "base/message.hpp"
#include "base/translate.hpp"
#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What people are told by mail: written in the account's language, and put into the outbox in the transaction that it
// tells of.
namespace mail {

// A letter in no language yet.
struct letter {
    enum class part { words, heading, item, link };
    struct line {
        part is = part::words;
        base::message text;
        std::string path; // of a link, and where there is one of an item: a path of ours, "/konto/…"
    };
    std::string kind; // names it in lists: "approval"
    base::message subject;
    std::vector<line> lines;
    std::optional<core::moment> worthless_after; // a link that is no longer good; none: three days
    std::optional<std::string> once;             // no two letters with this key are ever sent
    std::string unsubscribe;                     // a path of ours; empty: such letters cannot be declined
};

// What letters are written with. Immutable, thread-safe.
struct room {
    const base::translator& swedish;
    const base::translator& english;
    std::string base_url;

    const base::translator& in(std::string_view language) const { return language == "en" ? english : swedish; }
};

struct written {
    std::string subject, body;
};
// Plain text: paragraphs as long as they are, a list's items after "- ", links on lines of their own, and at the end
// where it comes from.
written in_words(const letter& l, const base::translator& say, std::string_view base_url);

// Each queues a letter, and nothing where `r` is null: mail is not set up. In the transaction of what it tells of.
// true: it was queued.
bool to_address(const room* r, db::transaction& t, std::string_view address, std::string_view language,
                const letter& l);
bool to_account(const room* r, db::transaction& t, const core::account& who, const letter& l);
// To all in the organisation whose role gives the right, each once; how many. Closed accounts are left out.
int to_those_who_may(const room* r, db::transaction& t, core::organisation_id in, core::act what, const letter& l);
int to_role(const room* r, db::transaction& t, core::organisation_id in, core::holder role, const letter& l);

// The letters of accounts (account_letters.cpp) ----------------------------------------------------------------
letter invitation(const std::string& organisation, core::holder role, const std::string& secret, core::moment until);
letter forgotten(const std::string& secret, core::moment until);
letter password_link(const std::string& secret, core::moment until); // made by whoever looks after the server
enum class security_event { password_changed, code_set_up, code_dropped, codes_made_anew };
letter security(security_event what, base::date on);
letter test_letter();

} // namespace mail
