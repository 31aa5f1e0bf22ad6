#include "mail/letter.hpp"

#include "base/clock.hpp"
#include "store/account.hpp"
#include "store/mail.hpp"

#include <fmt/format.h>

#include <functional>
#include <set>

namespace mail {
namespace {

constexpr std::chrono::hours worth_trying{3 * 24};

bool queue(const room& r, db::transaction& t, std::string_view address, std::string_view language,
           std::optional<core::account_id> account, const letter& l) {
    const auto now = base::clock{}.now();
    const auto text = in_words(l, r.in(language), r.base_url);
    store::new_mail m;
    m.kind = l.kind;
    m.account = account;
    m.recipient = address;
    m.language = base::code(r.in(language).language());
    m.subject = text.subject;
    m.body = text.body;
    m.unsubscribe = l.unsubscribe.empty() ? std::string{} : r.base_url + l.unsubscribe;
    // One key a person.
    if (l.once) m.once = fmt::format("{} {}", *l.once, account ? account->value : 0);
    m.give_up_at = l.worthless_after.value_or(now + worth_trying);
    return store::queue_mail(t, m, now).has_value();
}

int to_members(const room* r, db::transaction& t, core::organisation_id in, const letter& l,
               const std::function<bool(core::holder)>& is_meant) {
    if (!r) return 0;
    int count = 0;
    std::set<std::int64_t> told;
    for (const auto& m : store::members_of(t, in))
        if (is_meant(m.role) && !m.who.closed_at && told.insert(m.who.id.value).second)
            count += to_account(r, t, m.who, l);
    return count;
}

} // namespace

written in_words(const letter& l, const base::translator& say, std::string_view base_url) {
    std::string body;
    auto before = letter::part::item;
    for (const auto& line : l.lines) {
        const bool in_list =
            line.is == letter::part::item && (before == letter::part::item || before == letter::part::heading);
        if (!body.empty()) body += in_list ? "\n" : "\n\n";
        switch (line.is) {
        case letter::part::words:
            body += say(line.text);
            break;
        case letter::part::heading:
            body += say(line.text) + ":";
            break;
        case letter::part::item:
            body += "- " + say(line.text);
            break;
        case letter::part::link:
            break;
        }
        if (!line.path.empty()) {
            if (line.is != letter::part::link) body += "\n  ";
            body.append(base_url).append(line.path);
        }
        before = line.is;
    }
    body += "\n\n-- \n" + say("mail.from_whom") + "\n" + std::string{base_url} + "\n";
    if (!l.unsubscribe.empty()) body += say("mail.unsubscribe") + "\n" + std::string{base_url} + l.unsubscribe + "\n";
    return {say(l.subject), std::move(body)};
}

bool to_address(const room* r, db::transaction& t, std::string_view address, std::string_view language,
                const letter& l) {
    return r && queue(*r, t, address, language, std::nullopt, l);
}

bool to_account(const room* r, db::transaction& t, const core::account& who, const letter& l) {
    return r && queue(*r, t, who.mail, who.language, who.id, l);
}

int to_those_who_may(const room* r, db::transaction& t, core::organisation_id in, core::act what, const letter& l) {
    return to_members(r, t, in, l, [&](core::holder role) { return core::may(role, what); });
}

int to_role(const room* r, db::transaction& t, core::organisation_id in, core::holder role, const letter& l) {
    return to_members(r, t, in, l, [&](core::holder own) { return own == role; });
}

} // namespace mail
