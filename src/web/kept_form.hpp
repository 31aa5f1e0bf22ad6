#pragma once

#include "http/multipart.hpp"
#include "web/signed_in.hpp"

#include <optional>

// What was typed into a form is not lost with the session it was typed in, nor with an error that it meets.
namespace web {

// A page that holds what was sent, to be sent again: by nobody yet (`who` absent), or by `who`, in whose session the
// form was not made. nullopt: there is nothing to keep, it holds a password or a code, or the browser does not say that
// the form stood on a page of this site.
std::optional<http::response> kept_form(const visit& v, const http::sent_form& form,
                                        const std::optional<signed_in>& who);

// The page of an error that a form met, with what was sent: to be sent again where the error may pass (429, 500, 503),
// to be copied elsewhere. It needs no database. nullopt as above, or nobody looks at the answer but a script.
std::optional<http::response> refused_form(const visit& v, int status, const base::message& what,
                                           const render::account_context* reader = nullptr);

} // namespace web
