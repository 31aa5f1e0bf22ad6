#pragma once

#include "core/account.hpp"
#include "http/multipart.hpp"
#include "render/account.hpp"
#include "web/visit.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who asks: a session's cookie, an account, and the roles that count. What is done for them, and what is not.
namespace web {

struct signed_in {
    const visit& at;
    render::page_context frame;
    core::account who;
    core::session session;
    std::vector<core::membership> roles;  // as they were given
    std::vector<core::membership> counts; // without those that want a second factor first
    std::string form_secret;              // what this session's forms must carry

    bool may(core::act what) const; // in any organisation
    bool may(core::act what, core::organisation_id in) const;
    std::string holder() const; // what records name: a number, since they are never changed and addresses may be erased
    render::account_context context() const;
    // An error's page with the ways on from it; what a refused form held is on it.
    http::response problem(int status, const base::message& what) const;
    http::response not_found() const;
};

// The organisations for which this person may do so, each once.
std::vector<core::organisation> organisations_to(const signed_in& who, core::act what);

// Whether the browser itself says that the form stood on a page of this site (Fetch Metadata; Origin).
bool is_said_to_be_from_here(const visit& v);

// nullopt: no session, or one that still wants a code.
std::optional<signed_in> who_asks(const visit& v);

// The session of the request's cookie, whole or not.
std::optional<core::session> session_of(const visit& v);

// A cookie of ours by its full name, and the header that sets it: for this site alone, unread by scripts, and sent
// where a person follows a link from elsewhere. One with an empty value is ended.
std::string cookie_name(const site& s, std::string_view name);
std::pair<std::string, std::string> set_cookie(const site& s, std::string_view name, std::string_view value,
                                               std::chrono::seconds lasts);

// The cookie of a new session, or the one that ends it where `secret` is empty.
std::pair<std::string, std::string> session_cookie(const site& s, std::string_view secret);

// A path of ours to go to, encoded for a Location, or /konto: no other site, no scheme, no second slash or backslash
// that a browser makes one of.
std::string safe_onward(std::string_view path);

using page_handler = std::function<http::response(const signed_in&)>;
using form_handler = std::function<http::response(const signed_in&, const http::fields&)>;

// A page or a form for those who are signed in. Others are led to the sign-in and back; a form is refused where it came
// from another site, or is not this session's (403), or the role gives no such right. What was typed is kept on the
// page that says so (web/kept_form).
http::handler for_members(const site& s, page_handler show);
http::handler for_members(const site& s, form_handler act);
http::handler for_members(const site& s, core::act what, page_handler show);
http::handler for_members(const site& s, core::act what, form_handler act);
// A form that may bring files.
using upload_handler = std::function<http::response(const signed_in&, const http::sent_form&)>;
http::handler uploads_for_members(const site& s, core::act what, upload_handler act);

// A form of somebody who is not signed in, yet: refused where it came from another site.
http::handler for_anybody(const site& s, std::function<http::response(const visit&, const http::fields&)> act);

} // namespace web
