#include "jobs/outbox.hpp"

#include "base/log.hpp"
#include "mail/message.hpp"
#include "store/account.hpp"
#include "store/digest.hpp"
#include "store/invitation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace jobs {
namespace {

constexpr std::string_view sender_name = "Löfte";
// Whoever asks and asks for a new password fills nobody's letter box.
constexpr std::int64_t most_forgotten = 3;

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional{n} : std::nullopt;
}

} // namespace

std::chrono::minutes mail_wait_after(int attempts) {
    constexpr std::chrono::minutes longest{120};
    std::chrono::minutes wait{1};
    for (int i = 1; i < attempts && wait < longest; ++i)
        wait *= 4;
    return std::min(wait, longest);
}

base::result<void> outbox::send(const store::job& j, const std::stop_token& stop) const {
    const auto id = number(j.subject);
    std::optional<store::mail> m;
    if (id) {
        auto reader = database_.read();
        m = store::find_mail(reader, *id);
    }
    if (!m) return {}; // it is gone, and so is what the job was for
    if (m->state == store::mail_state::ending) {
        note(*m, {mail::outcome::unknown, {}});
        return {};
    }
    if (m->state != store::mail_state::queued && m->state != store::mail_state::later) return {};
    if (!fill(*m)) return {};
    if (!mail::is_writable(m->recipient)) {
        note(*m, {mail::outcome::refused, room_.swedish("mail.not_writable")});
        return {};
    }
    // The same id at each try: a server that has it already may know it by that.
    const mail::message message{fmt::format("{}.{}", m->id, m->made_at.time_since_epoch().count()),
                                m->made_at,
                                settings_.from,
                                std::string{sender_name},
                                m->recipient,
                                m->language,
                                m->subject,
                                m->body,
                                m->unsubscribe};
    const auto before_end = [&] {
        bool is_ours = false;
        database_.write([&](db::transaction& t) { is_ours = store::begin_end_of_mail(t, m->id, clock_.now()); });
        return is_ours;
    };
    const auto answer = mail::deliver(settings_, m->recipient, mail::bytes_of(message), before_end, stop);
    if (answer.what != mail::outcome::theirs) note(*m, answer);
    return {};
}

// A link to a new password is made when its letter leaves, so that it is kept nowhere, and so that asking for one takes
// as long for an address that nobody has. false: there is nobody to write to.
bool outbox::fill(store::mail& m) const {
    if (m.kind != "forgotten" || !m.body.empty()) return true;
    const auto now = clock_.now();
    std::optional<core::account> who;
    std::optional<std::string> secret;
    database_.write([&](db::transaction& t) {
        secret.reset();
        who = store::find_account(t, m.recipient);
        const bool is_enough = store::mails_since(t, m.kind, m.recipient, now - core::forgotten_lasts) > most_forgotten;
        if (who && !is_enough) secret = store::forgotten_link(t, *who, now);
        if (!secret) store::drop_mail(t, m.id);
    });
    if (!secret) return false;
    const auto text = mail::in_words(mail::forgotten(*secret, m.give_up_at), room_.in(who->language), room_.base_url);
    m.language = who->language;
    m.subject = text.subject;
    m.body = text.body;
    return true;
}

void outbox::note(const store::mail& m, const mail::answer& a) const {
    using store::mail_state;
    const auto now = clock_.now();
    const auto again = now + mail_wait_after(m.attempts + 1);
    auto state = mail_state::sent;
    if (a.what == mail::outcome::refused) state = mail_state::refused;
    if (a.what == mail::outcome::unknown) state = mail_state::unknown;
    if (a.what == mail::outcome::later) state = again < m.give_up_at ? mail_state::later : mail_state::failed;
    database_.write([&](db::transaction& t) {
        store::end_mail(t, m.id, state, a.text, now, again);
        if (state == mail_state::refused) store::note_refusal(t, m.recipient, a.text, {}, now);
        if (state == mail_state::sent) store::forget_refusal(t, m.recipient, {});
    });
    // The address is nobody's business in a log, nor is what a server says of it.
    if (state == mail_state::sent)
        base::log::info("mail_sent id={} kind={} attempt={}", m.id, m.kind, m.attempts + 1);
    else
        base::log::warn("mail_not_sent id={} kind={} attempt={} state={}", m.id, m.kind, m.attempts + 1,
                        store::name(state));
}

} // namespace jobs
