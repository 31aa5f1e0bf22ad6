#include "http/form.hpp"
#include "mail/letter.hpp"
#include "store/account.hpp"
#include "store/mail.hpp"
#include "store/one_time_code.hpp"
#include "store/password.hpp"
#include "store/session.hpp"
#include "store/sign_in_limit.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace web {
namespace {

constexpr std::array<std::string_view, 7> done{
    "password", "second_factor_dropped", "sessions", "joined", "mail_wish", "tied", "untied"};

void tell(const signed_in& who, db::transaction& t, mail::security_event what) {
    mail::to_account(who.at.on.mail, t, who.who, mail::security(what, who.at.today));
}

bool must_have_second_factor(const signed_in& who) {
    return std::any_of(who.roles.begin(), who.roles.end(),
                       [](const auto& m) { return core::needs_second_factor(m.role); });
}

// What is wrong with a password that should be the account's own, typed in `field`; nothing: it holds. A browser that
// was left open must not be a place to guess at leisure: each try counts before it is known how it ends, so that many
// at once are many, and whoever has to wait is told so.
std::optional<base::problem> own_password_problem(const signed_in& who, std::string_view password,
                                                  std::string_view field) {
    auto& database = who.at.on.database;
    const auto now = who.at.on.clock.now();
    const std::array limits{store::limit_of(fmt::format("own {}", who.who.id.value), "")};
    std::optional<store::sign_in_facts> facts;
    std::chrono::seconds wait{0};
    database.write([&](db::transaction& t) {
        wait = store::sign_in_wait(t, limits, now);
        if (wait.count() > 0) return;
        store::note_failure(t, limits, now);
        facts = store::sign_in_facts_of(t, who.who.mail);
    });
    if (wait.count() > 0) return must_wait(wait);
    if (!facts || !store::password_holds(facts->password, password))
        return wrong("account.wrong_current", std::string{field});
    database.write([&](db::transaction& t) { store::forget_failures(t, limits[0]); });
    return std::nullopt;
}

http::response second_factor_page(const signed_in& who, render::form_notice notice, int status = 200) {
    auto& database = who.at.on.database;
    std::optional<store::second_factor> factor;
    {
        auto reader = database.read();
        factor = store::second_factor_of(reader, who.who.id);
    }
    if (!factor) {
        factor.emplace();
        factor->secret = store::new_code_secret();
        database.write([&](db::transaction& t) { store::lay_up_second_factor(t, who.who.id, factor->secret); });
    }
    return private_page(who.at,
                        render::second_factor_page(
                            who.context(), {store::code_secret_shown(factor->secret),
                                            store::code_address(factor->secret, core::shown_as(who.who)),
                                            who.who.has_password, must_have_second_factor(who), std::move(notice)}),
                        status);
}

// The step whose code was typed, of the account's own secret. Tries are counted with those of the sign-in.
base::result<std::int64_t> own_step(const signed_in& who, std::string_view code) {
    const std::array limits{store::limit_of(fmt::format("code {}", who.who.id.value), "")};
    const auto now = who.at.on.clock.now();
    std::optional<std::int64_t> step;
    std::chrono::seconds wait{0};
    who.at.on.database.write([&](db::transaction& t) {
        step.reset();
        wait = store::sign_in_wait(t, limits, now);
        if (wait.count() > 0) return;
        const auto factor = store::second_factor_of(t, who.who.id);
        step = factor ? store::code_step(factor->secret, code, now, factor->last_step) : std::nullopt;
        if (step)
            store::forget_failures(t, limits[0]);
        else
            store::note_failure(t, limits, now);
    });
    if (wait.count() > 0) return tl::unexpected{must_wait(wait)};
    if (!step) return tl::unexpected{wrong("account.wrong_code", "code")};
    return *step;
}

http::response with_new_codes(const signed_in& who, std::int64_t step) {
    std::vector<std::string> codes;
    who.at.on.database.write([&](db::transaction& t) {
        codes = store::confirm_second_factor(t, who.who.id, step, who.holder());
        if (!codes.empty())
            tell(who, t,
                 who.who.has_second_factor ? mail::security_event::codes_made_anew : mail::security_event::code_set_up);
        // Those were opened with the password alone.
        if (!who.who.has_second_factor) store::end_other_sessions(t, who.who.id, who.session.id);
    });
    if (codes.empty()) return see_other("/konto/nya-koder");
    return private_page(who.at, render::recovery_page(who.context(), codes));
}

} // namespace

http::response account_page(const signed_in& who, render::form_notice notice, int status) {
    render::account_view view;
    view.who = who.who;
    view.roles = who.roles;
    view.this_session = who.session.id;
    view.must_have_second_factor = must_have_second_factor(who);
    view.has_factor_elsewhere = who.session.has_factor;
    view.notice = std::move(notice);
    add_identities(who, view);
    auto reader = who.at.on.database.read();
    view.sessions = store::sessions_of(reader, who.who.id, who.at.on.clock.now());
    // Half a sign-in, where a code is wanted still, is no place where somebody is signed in.
    std::erase_if(view.sessions, [](const auto& s) { return !s.is_whole; });
    view.codes_left = store::recovery_codes_left(reader, who.who.id);
    if (who.at.on.mail && !who.who.mail.empty()) {
        const auto wish = store::mail_wish_of(reader, who.who.id);
        const auto refusal = store::find_refusal(reader, who.who.mail);
        view.mail.emplace(wish.reminder_days, wish.digest, who.who.language, refusal ? refusal->answer : std::string{});
    }
    return private_page(who.at, render::account_page(who.context(), view), status);
}

http::response account_show(const signed_in& who) {
    return account_page(who, {std::nullopt, done_key(who.at.asked, done)});
}

http::response password_change(const signed_in& who, const http::fields& f) {
    const auto password = http::field_value(f, "password");
    if (auto problem = own_password_problem(who, http::field_value(f, "current"), "current"))
        return account_page(who, {std::move(problem), {}}, 422);
    if (const auto fit = core::acceptable_password(password, who.who.mail); !fit)
        return account_page(who, {fit.error(), {}}, 422);
    const auto hash = store::password_hash(password);
    who.at.on.database.write([&](db::transaction& t) {
        store::set_password(t, who.who.id, hash, who.holder());
        tell(who, t, mail::security_event::password_changed);
        store::end_other_sessions(t, who.who.id, who.session.id);
    });
    return see_other("/konto?gjort=password");
}

http::response second_factor_show(const signed_in& who) {
    if (who.who.has_second_factor) return see_other("/konto");
    return second_factor_page(who, {});
}

http::response second_factor_confirm(const signed_in& who, const http::fields& f) {
    if (who.who.has_second_factor) return see_other("/konto");
    // Whoever has only the open browser must not be able to shut the owner out.
    if (who.who.has_password)
        if (auto problem = own_password_problem(who, http::field_value(f, "password"), "password"))
            return second_factor_page(who, {std::move(problem), {}}, 422);
    const auto step = own_step(who, http::field_value(f, "code"));
    if (!step) return second_factor_page(who, {step.error(), {}}, 422);
    return with_new_codes(who, *step);
}

http::response second_factor_drop(const signed_in& who, const http::fields& f) {
    if (!who.who.has_second_factor) return see_other("/konto");
    if (must_have_second_factor(who)) return account_page(who, {wrong("account.needs_second_factor", ""), {}}, 422);
    if (auto problem = own_password_problem(who, http::field_value(f, "password"), "drop_password"))
        return account_page(who, {std::move(problem), {}}, 422);
    who.at.on.database.write([&](db::transaction& t) {
        store::drop_second_factor(t, who.who.id, who.holder());
        tell(who, t, mail::security_event::code_dropped);
    });
    return see_other("/konto?gjort=second_factor_dropped");
}

http::response new_codes_show(const signed_in& who) {
    if (!who.who.has_second_factor) return see_other("/konto/tva-steg");
    return private_page(who.at, render::new_codes_page(who.context(), {}));
}

http::response new_codes(const signed_in& who, const http::fields& f) {
    if (!who.who.has_second_factor) return see_other("/konto/tva-steg");
    const auto step = own_step(who, http::field_value(f, "code"));
    if (!step) return private_page(who.at, render::new_codes_page(who.context(), {step.error(), {}}), 422);
    return with_new_codes(who, *step);
}

http::response sessions_end(const signed_in& who, const http::fields& f) {
    const auto which = http::field_value(f, "session");
    const auto id = whole_number(which);
    const bool others = which == "andra";
    if (!others && !id) return see_other("/konto");
    who.at.on.database.write([&](db::transaction& t) {
        if (others)
            store::end_other_sessions(t, who.who.id, who.session.id);
        else
            store::end_session(t, who.who.id, *id);
    });
    return see_other("/konto?gjort=sessions");
}

} // namespace web
