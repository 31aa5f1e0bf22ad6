#include "base/log.hpp"
#include "http/form.hpp"
#include "http/rate_limit.hpp"
#include "oidc/claim_rules.hpp"
#include "oidc/relying_party.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/identity.hpp"
#include "store/sign_in_limit.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace web {
namespace {

constexpr std::string_view flow_name = "lofte-oidc";
constexpr std::size_t longest_code = 4'000;

oidc::relying_party* party_of(const visit& v) {
    return v.on.providers ? v.on.providers->find(v.asked.parameter("provider")) : nullptr;
}

std::chrono::sys_seconds seconds_now(const visit& v) {
    return std::chrono::floor<std::chrono::seconds>(v.on.clock.now());
}

// What the audit chain says acted where a provider's word did.
std::string holder_of(const oidc::relying_party& p) { return "provider " + p.with().id; }

std::string redirect_uri(const visit& v, const oidc::relying_party& p) {
    return fmt::format("{}/konto/oidc/{}/svar", v.on.base_url, p.with().id);
}

http::response problem_page(const visit& v, const oidc::relying_party& p, std::string_view key, int status,
                            bool again = true) {
    render::provider_problem_view view;
    view.what = {std::string{key}, {{"provider", p.with().name}}};
    const auto who = who_asks(v);
    if (who) view.signed_in.emplace(who->context());
    // Whoever is signed in was tying an identity, which is begun on their own page.
    if (again && !who) view.again = {p.with().name, "/konto/oidc/" + p.with().id};
    return private_page(v, render::provider_problem_page(v.context(), view), status);
}

http::response failed(const visit& v, const oidc::relying_party& p, const oidc::failure& f) {
    base::log::warn("sign_in_by_provider_failed provider={} why={}", p.with().id, f.detail);
    switch (f.kind) {
    case oidc::failure_kind::away:
        return problem_page(v, p, "oidc.away", 502);
    case oidc::failure_kind::refused:
        return problem_page(v, p, "oidc.refused", 403);
    case oidc::failure_kind::token:
        return problem_page(v, p, "oidc.not_believed", 502);
    case oidc::failure_kind::busy:
        break;
    }
    auto answer = problem_page(v, p, "oidc.away", 503);
    answer.headers.emplace_back("Retry-After", "10");
    return answer;
}

// The roles that the rules give, in organisations that there are.
std::vector<store::ruled_role> ruled(db::reader& r, const oidc::relying_party& p, const oidc::identity& who) {
    std::vector<store::ruled_role> out;
    for (const auto& g : oidc::granted_by(p.with().rules, who.claims)) {
        const auto in = store::find_organisation(r, g.organisation);
        if (!in)
            base::log::warn("rule_without_organisation provider={} organisation={}", p.with().id, g.organisation);
        else if (const store::ruled_role one{in->id, g.role}; std::find(out.begin(), out.end(), one) == out.end())
            out.push_back(one);
    }
    return out;
}

// How an identity came in, or why it did not.
struct entrance {
    const char* refused = nullptr; // a text's key
    int status = 403;
    bool again = false; // whether another try could end otherwise
    core::account_id account;
    bool wants_code = false;
};

entrance refusal(const char* key, int status) { return {.refused = key, .status = status}; }

// A new account for somebody to whom a rule gives a role. No account that there is is ever taken because an address is
// the same: that is for its holder to do, who signs in and ties the two together.
entrance make_account(const visit& v, db::transaction& t, const oidc::relying_party& p, const oidc::identity& who,
                      const std::vector<store::ruled_role>& roles) {
    if (roles.empty()) return refusal("oidc.no_role", 403);
    if (who.mail && store::find_account(t, *who.mail)) return refusal("oidc.mail_taken", 409);
    const auto& say = language_of(v.on, v.asked);
    const auto function = say(fmt::format("account.role_{}", core::name(roles.front().role)));
    const auto account =
        store::add_account(t, who.mail.value_or(""), function, base::code(say.language()), holder_of(p));
    store::add_identity(t, account, who.issuer, who.subject, holder_of(p));
    return {.account = account};
}

entrance let_in(const visit& v, db::transaction& t, const oidc::relying_party& p, const oidc::identity& who) {
    store::lock_house(t);
    const auto roles = ruled(t, p, who);
    auto known = store::find_identity(t, who.issuer, who.subject);
    if (!known) {
        const auto made = make_account(v, t, p, who, roles);
        if (made.refused) return made;
        known = store::find_identity(t, who.issuer, who.subject);
    }
    const auto account = store::find_account(t, known->account);
    if (account->closed_at) return refusal("oidc.closed", 403);
    store::see_identity(t, known->id, v.on.clock.now());
    store::follow_rules(t, *known, roles, holder_of(p));
    return {.account = account->id, .wants_code = account->has_second_factor};
}

http::response sign_in_by(const visit& v, const oidc::relying_party& p, const oidc::identity& who,
                          const std::string& onward) {
    entrance way;
    v.on.database.write([&](db::transaction& t) { way = let_in(v, t, p, who); });
    if (way.refused) return problem_page(v, p, way.refused, way.status, way.again);
    const bool has_factor = oidc::has_second_factor(p.with(), who);
    const auto page_after = safe_onward(onward);
    if (way.wants_code && !has_factor) return signed_in_as(v, way.account, false, "/konto/kod?till=" + page_after);
    return signed_in_as(v, way.account, true, page_after, has_factor);
}

http::response tie(const visit& v, const oidc::relying_party& p, const oidc::identity& who) {
    const auto member = who_asks(v);
    if (!member) return problem_page(v, p, "oidc.signed_out", 403, false);
    bool is_anothers = false;
    v.on.database.write([&](db::transaction& t) {
        store::lock_house(t);
        auto known = store::find_identity(t, who.issuer, who.subject);
        is_anothers = known && known->account != member->who.id;
        if (is_anothers) return;
        if (!known) {
            store::add_identity(t, member->who.id, who.issuer, who.subject, member->holder());
            known = store::find_identity(t, who.issuer, who.subject);
        }
        store::follow_rules(t, *known, ruled(t, p, who), holder_of(p));
    });
    if (is_anothers) return problem_page(v, p, "oidc.of_another", 409, false);
    return see_other("/konto?gjort=tied");
}

// The answer of a provider to a question that this browser asked.
http::response answered(const visit& v, oidc::relying_party& p, const oidc::flow& f) {
    if (!p.is_answer_from_it(v.asked.query_value("iss"))) {
        base::log::warn("sign_in_by_provider_failed provider={} why=answer_of_another", p.with().id);
        return problem_page(v, p, "oidc.not_believed", 400);
    }
    if (const auto error = v.asked.query_value("error")) {
        if (*error == "access_denied") return problem_page(v, p, "oidc.cancelled", 403);
        base::log::warn("sign_in_by_provider_failed provider={} why=error", p.with().id);
        return problem_page(v, p, "oidc.refused", 403);
    }
    const auto code = v.asked.query_value("code").value_or("");
    if (code.empty() || code.size() > longest_code) return problem_page(v, p, "oidc.refused", 400);
    // Every code costs a question to the provider: a network that brings many wrong ones waits.
    const auto now = v.on.clock.now();
    const std::array limits{store::limit_of_network(http::client_network(v.asked.remote))};
    std::chrono::seconds n{0};
    v.on.database.write([&](db::transaction& t) {
        n = store::sign_in_wait(t, limits, now);
        if (n.count() == 0) store::note_failure(t, limits, now);
    });
    if (n.count() > 0) {
        auto answer = problem_page(v, p, "oidc.too_many", 429);
        answer.headers.emplace_back("Retry-After", fmt::to_string(n.count()));
        return answer;
    }
    const auto who = p.redeem(std::string{code}, f, redirect_uri(v, p), seconds_now(v));
    if (!who) return failed(v, p, who.error());
    v.on.database.write([&](db::transaction& t) { store::take_back_failure(t, limits[0]); });
    return f.links ? tie(v, p, *who) : sign_in_by(v, p, *who, f.onward);
}

} // namespace

http::response provider_start(const visit& v) {
    auto* const p = party_of(v);
    if (!p) return v.not_found();
    const std::string onward{v.asked.query_value("till").value_or("")};
    const auto key = v.asked.query_value("koppla");
    const auto who = who_asks(v);
    if (key && !who) return see_other("/konto/logga-in?till=/konto");
    if (key && !oidc::are_equal(*key, tie_key(*who))) return see_other("/konto");
    if (!key && who) return see_other(safe_onward(onward));
    const auto f = oidc::new_flow(p->with().id, store::random_bytes(32), onward.size() < 500 ? onward : "",
                                  key.has_value(), seconds_now(v));
    auto address = p->authorization_address(f, redirect_uri(v, *p));
    if (!address) return failed(v, *p, address.error());
    auto answer = see_other(*std::move(address));
    answer.headers.push_back(set_cookie(v.on, flow_name, f.cookie, oidc::flow_lasts));
    return answer;
}

http::response provider_answer(const visit& v) {
    auto* const p = party_of(v);
    if (!p) return v.not_found();
    const auto kept = cookie(v.asked, cookie_name(v.on, flow_name));
    const auto f = kept ? oidc::flow_of(p->with().id, *kept, seconds_now(v)) : std::nullopt;
    const auto state = v.asked.query_value("state").value_or("");
    if (!f || !oidc::are_equal(state, f->state)) return problem_page(v, *p, "oidc.over", 400);
    auto answer = answered(v, *p, *f);
    answer.headers.push_back(set_cookie(v.on, flow_name, "", oidc::flow_lasts)); // good once
    return answer;
}

http::response identity_end(const signed_in& who, const http::fields& f) {
    const auto id = whole_number(http::field_value(f, "identity"));
    if (!id) return see_other("/konto");
    bool is_only_way = false;
    who.at.on.database.write([&](db::transaction& t) {
        store::lock_house(t);
        is_only_way = !who.who.has_password && store::identities_of(t, who.who.id).size() == 1;
        if (!is_only_way) store::end_identity(t, who.who.id, *id, who.holder());
    });
    if (is_only_way) return account_page(who, {wrong("oidc.only_way"), {}}, 422);
    return see_other("/konto?gjort=untied");
}

} // namespace web
