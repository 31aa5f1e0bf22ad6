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
http::response member_change(const signed_in& who, const http::fields& f); // their role
http::response pledge_tie(const signed_in& who, const http::fields& f);
http::response pledge_untie(const signed_in& who, const http::fields& f);
http::response house_show(const signed_in& who);
http::response organisation_add(const signed_in& who, const http::fields& f);

// Logging what was done (logging.cpp)
http::response logging_show(const signed_in& who);
http::response entry_log(const signed_in& who, const http::fields& f);
// Many at once (log_batch.cpp)
http::response batch_show(const signed_in& who);
http::response batch_log(const signed_in& who, const http::fields& f);
http::response batch_undo(const signed_in& who, const http::fields& f);
// A log that was kept in a table (log_import_page.cpp)
http::response import_show(const signed_in& who);
http::response import_save(const signed_in& who, const http::sent_form& sent);
// What was logged, and mending it (log_list.cpp)
http::response log_list_show(const signed_in& who);
http::response correction_show(const signed_in& who);
http::response correction_save(const signed_in& who, const http::fields& f);
http::response entry_withdraw(const signed_in& who, const http::fields& f);
// The list of places (log_places.cpp)
http::response places_first(const signed_in& who);
http::response places_show(const signed_in& who);
http::response place_add(const signed_in& who, const http::fields& f);
http::response place_change(const signed_in& who, const http::fields& f);
http::response place_retire(const signed_in& who, const http::fields& f);
http::response place_restore(const signed_in& who, const http::fields& f);
http::response usual_showing_set(const signed_in& who, const http::fields& f);
http::response entry_undo(const signed_in& who, const http::fields& f);

// By a provider (oidc.cpp)
http::response provider_start(const visit& v);
http::response provider_answer(const visit& v);
http::response identity_end(const signed_in& who, const http::fields& f);

// What the pages show of providers: those that one may sign in by, or tie to one's account (account_identities.cpp).
std::vector<render::provider_link> providers_to_sign_in_by(const visit& v, std::string_view onward);
void add_identities(const signed_in& who, render::account_view& view);
// What a link to tie an identity must carry, so that no other site can make one follow it. Of the form's secret, and no
// way back to it, since addresses are seen by more than forms are.
std::string tie_key(const signed_in& who);

// One's own account, with what was wrong or done.
http::response account_page(const signed_in& who, render::form_notice notice, int status = 200);

// A session for the account in place of the one that asked, and on to a page of ours. `has_factor`: a second factor was
// given at a provider.
http::response signed_in_as(const visit& v, core::account_id account, bool is_whole, std::string location,
                            bool has_factor = false);

} // namespace web
