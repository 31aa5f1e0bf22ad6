#include "app/mail_command.hpp"

#include "app/data.hpp"
#include "base/clock.hpp"
#include "jobs/reminders.hpp"
#include "mail/letter.hpp"
#include "mail/message.hpp"
#include "store/mail.hpp"

#include <fmt/format.h>

#include <limits>
#include <ostream>

namespace app {
namespace {

std::string day_of(core::moment m) { return base::to_iso(base::stockholm_date(m)); }

base::result<std::string> sendable(const std::string& typed) {
    auto address = core::mail_address(typed);
    if (!address) return base::fail(address.error().kind, address.error().text, "MAIL");
    if (!mail::is_writable(*address)) return base::fail(base::problem_kind::invalid, {"mail.not_writable", {}}, "MAIL");
    return *address;
}

} // namespace

int mail_test(program& p, const mail_options& o, const std::string& address, const std::string& base_url) {
    const auto settings = mail_settings_of(o);
    if (!settings || !*settings) {
        warn(p, settings ? base::message{"mail.missing_server", {}} : settings.error().text);
        return wrong_call;
    }
    const auto to = sendable(address);
    if (!to) return report(p, to.error());
    const auto& s = **settings;
    const auto now = p.clock.now();
    const auto text = mail::in_words(mail::test_letter(), p.say, base_url);
    const auto bytes = mail::bytes_of({fmt::format("test.{}", now.time_since_epoch().count()),
                                       now,
                                       s.from,
                                       "Löfte",
                                       *to,
                                       std::string{base::code(p.say.language())},
                                       text.subject,
                                       text.body,
                                       {}});
    const auto answer = mail::deliver(s, *to, bytes, [] { return true; }, {});
    const auto* const key = [&] {
        switch (answer.what) {
        case mail::outcome::sent:
            return "app.mail_sent";
        case mail::outcome::refused:
            return "app.mail_refused";
        case mail::outcome::unknown:
            return "app.mail_unknown";
        default:
            return "app.mail_later";
        }
    }();
    warn(p, {key, {{"mail", *to}, {"answer", answer.text}}});
    return answer.what == mail::outcome::sent ? done : answer_is_no;
}

int mail_list(program& p, const data_place& data, const std::string& state) {
    constexpr std::int64_t most = 200;
    std::optional<store::mail_state> wanted;
    for (const auto s : store::all_mail_states)
        if (store::name(s) == state) wanted = s;
    const auto database = open_data(p, data);
    auto reader = database->read();
    for (const auto& m : store::mails(reader, wanted, most))
        p.out << fmt::format("{}  {}  {}  {}  {}  {}{}\n", m.id, day_of(m.made_at), m.kind, m.recipient,
                             p.say(fmt::format("mail.state_{}", store::name(m.state))), m.attempts,
                             m.answer.empty() ? std::string{} : "  " + m.answer);
    return done;
}

int mail_retry(program& p, const data_place& data, std::optional<std::int64_t> id) {
    const auto database = open_data(p, data);
    const auto now = p.clock.now();
    std::int64_t count = 0;
    database->write([&](db::transaction& t) {
        count = 0;
        if (id) {
            count = store::retry_mail(t, *id, now);
            return;
        }
        // Those that may have been sent are sent again by their number alone.
        for (const auto state : {store::mail_state::failed, store::mail_state::refused})
            for (const auto& m : store::mails(t, state, std::numeric_limits<std::int32_t>::max()))
                count += store::retry_mail(t, m.id, now);
    });
    if (id && count == 0)
        return report(p, {base::problem_kind::not_found, {"app.mail_no_such", {{"id", std::to_string(*id)}}}});
    warn(p, {"app.mail_queued", {{"n", count}}});
    return done;
}

int mail_remind(program& p, const data_place& data, const std::string& base_url) {
    if (base_url.empty()) {
        warn(p, {"app.mail_needs_address", {}});
        return wrong_call;
    }
    const auto database = open_data(p, data);
    const base::translator swedish{base::language::sv}, english{base::language::en};
    const mail::room room{swedish, english, base_url};
    const auto today = p.clock.today();
    const std::int64_t count =
        jobs::queue_reminders(*database, room, today, {}) + jobs::queue_digests(*database, room, today, {});
    warn(p, {"app.mail_reminded", {{"n", count}}});
    return done;
}

int mail_bounced(program& p, const data_place& data, const std::string& address, bool undo) {
    const auto mail = core::mail_address(address);
    if (!mail) return report(p, {mail.error().kind, mail.error().text, "MAIL"});
    const auto database = open_data(p, data);
    bool changed = true;
    database->write([&](db::transaction& t) {
        if (undo)
            changed = store::forget_refusal(t, *mail, command_line_holder);
        else
            store::note_refusal(t, *mail, p.say("app.mail_by_hand"), command_line_holder, p.clock.now());
    });
    if (!changed) return report(p, {base::problem_kind::not_found, {"app.mail_no_note", {{"mail", *mail}}}});
    warn(p, {undo ? "app.mail_not_bounced" : "app.mail_bounced", {{"mail", *mail}}});
    return done;
}

} // namespace app
