#pragma once

#include "web/signed_in.hpp"

// The pages of those who act in the parties' names: /konto and below.
namespace web {

// Getting in (sign_in.cpp)
http::response sign_in_show(const visit& v);
http::response sign_in(const visit& v, const http::fields& f);
http::response code_show(const visit& v);
http::response code_give(const visit& v, const http::fields& f);
http::response sign_out(const signed_in& who, const http::fields& f);

// Becoming somebody (join.cpp)
http::response begin_show(const visit& v);
http::response begin(const visit& v, const http::fields& f);
http::response invitation_show(const visit& v);
http::response invitation_take(const visit& v, const http::fields& f);

// A forgotten password, and what is told by mail (mail_pages.cpp)
http::response forgotten_show(const visit& v);
http::response forgotten_ask(const visit& v, const http::fields& f);
http::response mail_wish_save(const signed_in& who, const http::fields& f);
http::response decline_show(const visit& v);
http::response decline(const visit& v, const http::fields& f);

// One's own (account_show.cpp)
http::response account_show(const signed_in& who);
http::response password_change(const signed_in& who, const http::fields& f);
http::response second_factor_show(const signed_in& who);
http::response second_factor_confirm(const signed_in& who, const http::fields& f);
http::response second_factor_drop(const signed_in& who, const http::fields& f);
http::response new_codes_show(const signed_in& who);
http::response new_codes(const signed_in& who, const http::fields& f);
http::response sessions_end(const signed_in& who, const http::fields& f);

// An organisation's (organisation_show.cpp)
http::response organisation_show(const signed_in& who);
http::response invite(const signed_in& who, const http::fields& f);
http::response invitation_revoke(const signed_in& who, const http::fields& f);
http::response member_reset(const signed_in& who, const http::fields& f);
http::response member_end(const signed_in& who, const http::fields& f);
http::response pledge_tie(const signed_in& who, const http::fields& f);
http::response pledge_untie(const signed_in& who, const http::fields& f);
http::response house_show(const signed_in& who);
http::response organisation_add(const signed_in& who, const http::fields& f);

// Logging what was done (logging.cpp)
http::response logging_show(const signed_in& who);
http::response entry_log(const signed_in& who, const http::fields& f);
http::response entry_undo(const signed_in& who, const http::fields& f);

// A session for the account in place of the one that asked, and on to a page of ours.
http::response signed_in_as(const visit& v, core::account_id account, bool is_whole, std::string location);

} // namespace web
