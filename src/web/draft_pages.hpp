#pragma once

#include "http/multipart.hpp"
#include "web/signed_in.hpp"

// Documents while they are worked on: the handlers.
namespace web {

http::response drafts_show(const signed_in& who);
http::response draft_begin(const signed_in& who, const http::sent_form& form);

http::response draft_show(const signed_in& who);
http::response draft_answer(const signed_in& who, const http::fields& f);
http::response draft_state(const signed_in& who, const http::fields& f);
http::response draft_party(const signed_in& who, const http::fields& f); // says which organisation a party is
http::response draft_approve(const signed_in& who, const http::fields& f);
http::response draft_withdraw(const signed_in& who, const http::fields& f);

http::response draft_part_show(const signed_in& who);
http::response draft_part_save(const signed_in& who, const http::fields& f);
http::response draft_words_read(const signed_in& who,
                                const http::fields& f); // a piece of a page, for the form's script

} // namespace web
