#include "web/signed_in.hpp"

#include "base/text.hpp"
#include "http/form.hpp"
#include "http/target.hpp"
#include "store/account.hpp"
#include "store/digest.hpp"
#include "store/session.hpp"
#include "web/kept_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace web {
namespace {

bool is_encrypted(const site& s) { return s.base_url.starts_with("https://"); }

constexpr std::string_view session_name = "lofte";

std::string form_secret_of(std::string_view session_secret) {
    return store::hex(store::sha256("form\n" + std::string{session_secret}));
}

std::string_view host_of(std::string_view address) {
    const auto at = address.find("://");
    if (at == address.npos) return {};
    const auto rest = address.substr(at + 3);
    return rest.substr(0, rest.find('/'));
}

bool is_own_origin(const visit& v, std::string_view origin) {
    const auto host = host_of(origin);
    return !host.empty() && (host == v.asked.header("host") || host == host_of(v.on.base_url));
}

// A program that says nothing of where a form stands has no cookie that another site could make use of.
bool is_from_here(const visit& v) {
    if (const auto site = v.asked.header("sec-fetch-site"))
        if (*site != "same-origin" && *site != "none") return false;
    const auto origin = v.asked.header("origin");
    return !origin || is_own_origin(v, *origin);
}

http::response to_sign_in(const visit& v) {
    const bool may_return = v.asked.method == "GET";
    return see_other(may_return ? "/konto/logga-in?till=" + http::encode_path(v.asked.path) : "/konto/logga-in");
}

http::response forbidden(const signed_in& who) { return who.problem(403, {"account.forbidden", {}}); }

http::response foreign(const visit& v) { return v.problem(403, {"account.foreign_form", {}}); }

// Whether a role gives the right as soon as a second factor is set up.
bool waits_for_code(const signed_in& who, core::act what) {
    return std::any_of(who.roles.begin(), who.roles.end(),
                       [&](const auto& m) { return core::needs_second_factor(m.role) && core::may(m.role, what); });
}

http::handler member_page(const site& s, std::optional<core::act> what, page_handler show) {
    return visited(s, [what, show = std::move(show)](const visit& v) {
        const auto who = who_asks(v);
        if (!who) return to_sign_in(v);
        if (what && !who->may(*what))
            return waits_for_code(*who, *what) ? see_other("/konto/tva-steg") : forbidden(*who);
        return show(*who);
    });
}

http::handler member_upload(const site& s, std::optional<core::act> what, upload_handler act) {
    return visited(s, [what, act = std::move(act)](const visit& v) {
        if (!is_from_here(v)) return foreign(v);
        const auto who = who_asks(v);
        const auto form = http::parse_sent(v.asked);
        if (!form) return who ? who->problem(400, form.error().text) : to_sign_in(v);
        if (!who || http::field_value(form->values, "nyckel") != who->form_secret) {
            if (auto kept = kept_form(v, *form, who)) return *std::move(kept);
            return who ? foreign(v) : to_sign_in(v);
        }
        if (what && !who->may(*what)) return forbidden(*who);
        return act(*who, *form);
    });
}

http::handler member_form(const site& s, std::optional<core::act> what, form_handler act) {
    return member_upload(s, what, [act = std::move(act)](const signed_in& who, const http::sent_form& form) {
        return act(who, form.values);
    });
}

} // namespace

bool is_said_to_be_from_here(const visit& v) {
    const auto site = v.asked.header("sec-fetch-site");
    const auto origin = v.asked.header("origin");
    return is_from_here(v) && (site == "same-origin" || (origin && is_own_origin(v, *origin)));
}

bool signed_in::may(core::act what) const {
    return std::any_of(counts.begin(), counts.end(), [&](const auto& m) { return core::may(m.role, what); });
}

bool signed_in::may(core::act what, core::organisation_id in) const {
    return std::any_of(counts.begin(), counts.end(),
                       [&](const auto& m) { return m.in.id == in && core::may(m.role, what); });
}

std::vector<core::organisation> organisations_to(const signed_in& who, core::act what) {
    std::vector<core::organisation> all;
    for (const auto& m : who.counts)
        if (core::may(m.role, what) &&
            std::none_of(all.begin(), all.end(), [&](const auto& o) { return o.id == m.in.id; }))
            all.push_back(m.in);
    return all;
}

std::string signed_in::holder() const { return core::holder_of(who.id); }

render::account_context signed_in::context() const {
    std::vector<core::act> acts;
    for (const auto what : core::all_acts)
        if (may(what)) acts.push_back(what);
    return {frame, core::shown_as(who), form_secret, std::move(acts)};
}

http::response signed_in::problem(int status, const base::message& what) const {
    const auto reader = context();
    return error_response(at.on, at.asked, status, what, &reader);
}

http::response signed_in::not_found() const { return problem(404, error_words(404)); }

std::optional<core::session> session_of(const visit& v) {
    const auto secret = cookie(v.asked, cookie_name(v.on, session_name));
    if (!secret || secret->empty()) return std::nullopt;
    auto reader = v.on.database.read();
    return store::find_session(reader, *secret, v.on.clock.now());
}

std::optional<signed_in> who_asks(const visit& v) {
    const auto session = session_of(v);
    if (!session || !session->is_whole) return std::nullopt;
    const auto now = v.on.clock.now();
    if (store::is_seen_long_ago(*session, now))
        v.on.database.write([&](db::transaction& t) { store::see_session(t, session->id, now); });
    auto reader = v.on.database.read();
    auto account = store::find_account(reader, session->account);
    if (!account) return std::nullopt;
    auto roles = store::memberships_of(reader, account->id);
    auto counts = roles;
    if (!account->has_second_factor && !session->has_factor)
        std::erase_if(counts, [](const auto& m) { return core::needs_second_factor(m.role); });
    return signed_in{v,
                     v.context(),
                     *std::move(account),
                     *session,
                     std::move(roles),
                     std::move(counts),
                     form_secret_of(cookie(v.asked, cookie_name(v.on, session_name)).value_or(""))};
}

std::string cookie_name(const site& s, std::string_view name) {
    // With TLS a cookie that no other host and no page without TLS can set.
    return (is_encrypted(s) ? "__Host-" : "") + std::string{name};
}

std::pair<std::string, std::string> set_cookie(const site& s, std::string_view name, std::string_view value,
                                               std::chrono::seconds lasts) {
    return {"Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; SameSite=Lax; HttpOnly{}", cookie_name(s, name),
                                      value, value.empty() ? 0 : lasts.count(), is_encrypted(s) ? "; Secure" : "")};
}

std::pair<std::string, std::string> session_cookie(const site& s, std::string_view secret) {
    return set_cookie(s, session_name, secret, core::session_longest);
}

std::string safe_onward(std::string_view path) {
    const bool ours = path.starts_with('/') && !path.starts_with("//") && path.find('\\') == path.npos &&
                      path.size() < 500 &&
                      std::all_of(path.begin(), path.end(), [](unsigned char c) { return c > ' ' && c != 0x7F; });
    return ours ? http::encode_path(path) : "/konto";
}

http::handler for_members(const site& s, page_handler show) { return member_page(s, std::nullopt, std::move(show)); }
http::handler for_members(const site& s, form_handler act) { return member_form(s, std::nullopt, std::move(act)); }
http::handler for_members(const site& s, core::act what, page_handler show) {
    return member_page(s, what, std::move(show));
}
http::handler for_members(const site& s, core::act what, form_handler act) {
    return member_form(s, what, std::move(act));
}

http::handler uploads_for_members(const site& s, core::act what, upload_handler act) {
    return member_upload(s, what, std::move(act));
}

http::handler for_anybody(const site& s, std::function<http::response(const visit&, const http::fields&)> act) {
    return visited(s, [act = std::move(act)](const visit& v) {
        if (!is_from_here(v)) return foreign(v);
        const auto fields = http::parse_form(v.asked);
        if (!fields) return v.problem(400, fields.error().text);
        return act(v, *fields);
    });
}

} // namespace web
