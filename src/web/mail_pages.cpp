#include "render/mail_pages.hpp"
#include "http/form.hpp"
#include "http/rate_limit.hpp"
#include "mail/letter.hpp"
#include "store/account.hpp"
#include "store/job.hpp"
#include "store/mail.hpp"
#include "store/mail_link.hpp"
#include "store/sign_in_limit.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

#include <array>

namespace web {
namespace {

constexpr std::array<std::string_view, 1> asked_done{"forgotten"};
constexpr std::array<std::string_view, 1> declined_done{"declined"};

http::response forgotten_page(const visit& v, render::forgotten_view view, int status = 200) {
    view.has_mail = v.on.mail != nullptr;
    return private_page(v, render::forgotten_page(v.context(), view), status);
}

std::optional<store::declined> declined_here(const visit& v) {
    auto reader = v.on.database.read();
    return store::declined_by(reader, v.asked.parameter("secret"));
}

} // namespace

http::response forgotten_show(const visit& v) {
    render::forgotten_view view;
    view.notice.done = done_key(v.asked, asked_done);
    return forgotten_page(v, std::move(view));
}

// The same is written, and the same answered, whether the address has an account or not: whose it is, is looked up when
// the letter is about to leave.
http::response forgotten_ask(const visit& v, const http::fields& f) {
    if (!v.on.mail) return v.not_found();
    render::forgotten_view view;
    view.mail = typed(f, "mail");
    const auto mail = core::mail_address(view.mail);
    if (!mail) {
        view.notice.problem = mail.error();
        return forgotten_page(v, std::move(view), 422);
    }
    const auto now = v.on.clock.now();
    const auto network = http::client_network(v.asked.remote);
    const std::array limits{store::limit_of("forgotten " + *mail, network), store::limit_of_network(network)};
    std::chrono::seconds wait{0};
    v.on.database.write([&](db::transaction& t) {
        wait = store::sign_in_wait(t, limits, now);
        if (wait.count() > 0) return;
        store::note_failure(t, limits, now);
        store::new_mail m;
        m.kind = "forgotten";
        m.recipient = *mail;
        m.language = base::code(language_of(v.on, v.asked).language());
        m.give_up_at = now + core::forgotten_lasts;
        store::queue_mail(t, m, now);
    });
    if (wait.count() > 0) {
        view.notice.problem = must_wait(wait);
        auto answer = forgotten_page(v, std::move(view), 429);
        answer.headers.emplace_back("Retry-After", fmt::to_string(wait.count()));
        return answer;
    }
    return see_other("/konto/glomt?gjort=forgotten");
}

http::response mail_wish_save(const signed_in& who, const http::fields& f) {
    const auto days = whole_number(http::field_value(f, "reminder_days"));
    if (!days || *days < 0 || *days > store::most_reminder_days) return who.problem(400, {"account.wish_unclear", {}});
    const auto language = http::field_value(f, "language");
    const bool is_known = language == "sv" || language == "en";
    const store::mail_wish wish{static_cast<int>(*days), !http::field_value(f, "digest").empty()};
    who.at.on.database.write([&](db::transaction& t) {
        if (store::mail_wish_of(t, who.who.id) != wish)
            store::put_mail_wish(t, who.who.id, wish, who.holder(), who.at.on.clock.now());
        if (is_known && language != who.who.language) store::set_language(t, who.who.id, language, who.holder());
    });
    return see_other("/konto?gjort=mail_wish");
}

// A page with a button: what only looks at links in letters declines nothing.
http::response decline_show(const visit& v) {
    const auto d = declined_here(v);
    if (!d) return v.problem(410, {"account.decline_over", {}});
    const bool digest = d->what == store::declinable::digest;
    return private_page(v,
                        render::decline_page(v.context(), {digest, {std::nullopt, done_key(v.asked, declined_done)}}));
}

http::response decline(const visit& v, const http::fields& f) {
    const auto d = declined_here(v);
    if (!d) return v.problem(410, {"account.decline_over", {}});
    v.on.database.write([&](db::transaction& t) {
        auto wish = store::mail_wish_of(t, d->account);
        const auto before = wish;
        if (d->what == store::declinable::digest)
            wish.digest = false;
        else
            wish.reminder_days = 0;
        if (wish != before) store::put_mail_wish(t, d->account, wish, core::holder_of(d->account), v.on.clock.now());
    });
    // A mail program that declines by itself (RFC 8058) follows no redirects.
    if (http::field_value(f, "List-Unsubscribe") == "One-Click") {
        const bool digest = d->what == store::declinable::digest;
        return private_page(v, render::decline_page(v.context(), {digest, {std::nullopt, "account.done_declined"}}));
    }
    return see_other(v.asked.path + "?gjort=declined");
}

} // namespace web
