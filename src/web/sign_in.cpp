#include "http/form.hpp"
#include "http/rate_limit.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/one_time_code.hpp"
#include "store/password.hpp"
#include "store/session.hpp"
#include "store/sign_in_limit.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

#include <array>

namespace web {
namespace {

http::response wait(const visit& v, std::chrono::seconds n,
                    const std::function<std::string(render::form_notice)>& page) {
    const std::int64_t seconds = n.count();
    auto answer = private_page(v, page({must_wait(n), {}}), 429);
    answer.headers.emplace_back("Retry-After", fmt::to_string(seconds));
    return answer;
}

std::string sign_in_page(const visit& v, std::string mail, std::string onward, render::form_notice notice) {
    auto providers = providers_to_sign_in_by(v, onward);
    return render::sign_in_page(v.context(), {std::move(mail), std::move(onward), std::move(notice),
                                              v.on.mail != nullptr, std::move(providers)});
}

// In place of the one that asked.
std::string new_session(const visit& v, db::transaction& t, const std::optional<core::session>& before,
                        core::account_id account, bool is_whole, bool has_factor = false) {
    if (before) store::end_session(t, before->account, before->id);
    const auto client = core::client_named(v.asked.header("user-agent").value_or(""));
    return store::open_session(t, account, client, is_whole, v.on.clock.now(), has_factor);
}

http::response with_session(const visit& v, std::string_view secret, std::string location) {
    auto answer = see_other(std::move(location));
    answer.headers.push_back(session_cookie(v.on, secret));
    return answer;
}

// The session that still wants a code, with its account's second factor.
std::optional<core::session> half_session(const visit& v) {
    auto session = session_of(v);
    return session && !session->is_whole ? session : std::nullopt;
}

} // namespace

http::response signed_in_as(const visit& v, core::account_id account, bool is_whole, std::string location,
                            bool has_factor) {
    const auto before = session_of(v);
    std::string secret;
    v.on.database.write([&](db::transaction& t) { secret = new_session(v, t, before, account, is_whole, has_factor); });
    return with_session(v, secret, std::move(location));
}

http::response sign_in_show(const visit& v) {
    const std::string onward{v.asked.query_value("till").value_or("")};
    if (who_asks(v)) return see_other(safe_onward(onward));
    return private_page(v, sign_in_page(v, {}, onward, {}));
}

http::response sign_in(const visit& v, const http::fields& f) {
    const auto mail_typed = http::field_value(f, "mail");
    const auto password = http::field_value(f, "password");
    const std::string onward{http::field_value(f, "till")};
    const auto now = v.on.clock.now();
    const auto network = http::client_network(v.asked.remote);
    const auto mail = core::mail_address(mail_typed).value_or("");
    const std::array limits{store::limit_of(mail, network), store::limit_of_network(network)};
    const auto page = [&](render::form_notice n) {
        return sign_in_page(v, std::string{mail_typed}, onward, std::move(n));
    };
    std::optional<store::sign_in_facts> facts;
    std::chrono::seconds n{0};
    // A try counts before it is known how it ends, so that many at once are many.
    v.on.database.write([&](db::transaction& t) {
        n = store::sign_in_wait(t, limits, now);
        if (n.count() > 0) return;
        store::note_failure(t, limits, now);
        facts = store::sign_in_facts_of(t, mail);
    });
    if (n.count() > 0) return wait(v, n, page);
    const bool fits = password.size() <= 4 * core::longest_password;
    if (!facts || !fits) store::pretend_password(fits ? password : "");
    if (!facts || !fits || !store::password_holds(facts->password, password))
        return private_page(v, page({wrong("account.wrong", "password"), {}}), 422);
    const auto page_after = safe_onward(onward);
    const bool whole = !facts->needs_code;
    const auto before = session_of(v);
    std::string secret;
    v.on.database.write([&](db::transaction& t) {
        secret.clear();
        store::lock_house(t);
        const auto still = store::sign_in_facts_of(t, mail); // not changed while the password was worked out
        if (!still || still->password != facts->password || still->needs_code != facts->needs_code) return;
        store::forget_failures(t, limits[0]);
        store::take_back_failure(t, limits[1]);
        secret = new_session(v, t, before, facts->account, whole);
    });
    if (secret.empty()) return private_page(v, page({wrong("account.wrong", "password"), {}}), 422);
    return with_session(v, secret, whole ? page_after : "/konto/kod?till=" + page_after);
}

http::response code_show(const visit& v) {
    if (!half_session(v)) return see_other("/konto/logga-in");
    return private_page(v, render::code_page(v.context(), std::string{v.asked.query_value("till").value_or("")}, {}));
}

http::response code_give(const visit& v, const http::fields& f) {
    const std::string onward{http::field_value(f, "till")};
    const auto page = [&](render::form_notice n) { return render::code_page(v.context(), onward, n); };
    const auto session = half_session(v);
    if (!session) return private_page(v, sign_in_page(v, {}, onward, {wrong("account.half_over"), {}}), 422);
    const auto now = v.on.clock.now();
    // Whoever is here has the password: tries are counted for the account, wherever they come from.
    const std::array limits{store::limit_of(fmt::format("code {}", session->account.value), "")};
    std::optional<store::second_factor> factor;
    {
        auto reader = v.on.database.read();
        if (const auto n = store::sign_in_wait(reader, limits, now); n.count() > 0) return wait(v, n, page);
        factor = store::second_factor_of(reader, session->account);
    }
    const auto typed = http::field_value(f, "code");
    const auto step = factor ? store::code_step(factor->secret, typed, now, factor->last_step) : std::nullopt;
    bool holds = false;
    v.on.database.write([&](db::transaction& t) {
        holds = step ? store::use_code_step(t, session->account, *step)
                     : store::use_recovery_code(t, session->account, typed, core::holder_of(session->account));
        if (holds)
            store::forget_failures(t, limits[0]);
        else
            store::note_failure(t, limits, now);
    });
    if (!holds) return private_page(v, page({wrong("account.wrong_code", "code"), {}}), 422);
    return signed_in_as(v, session->account, true, safe_onward(onward));
}

http::response sign_out(const signed_in& who, const http::fields&) {
    who.at.on.database.write([&](db::transaction& t) { store::end_session(t, who.who.id, who.session.id); });
    auto answer = see_other("/logga/ut");
    answer.headers.push_back(session_cookie(who.at.on, ""));
    return answer;
}

} // namespace web
