#pragma once

#include "web/signed_in.hpp"

// The board of those who run pledges: /tavla and below.
namespace web {

http::response board_show(const signed_in& who);

// Why something was missed (reason_give.cpp)
http::response reason_show(const signed_in& who);
http::response reason_give(const signed_in& who, const http::fields& f);

// What is to be done by when, and who sees to it (duty_show.cpp)
http::response duties_show(const signed_in& who);
http::response duty_assign(const signed_in& who, const http::fields& f);
http::response duty_mark(const signed_in& who, const http::fields& f);
http::response duty_rules_set(const signed_in& who, const http::fields& f);
http::response law_set(const signed_in& who, const http::fields& f);
http::response calendar_make(const signed_in& who, const http::fields& f);
http::response calendar_end(const signed_in& who, const http::fields& f);

// The days that a municipality sets for a pledge (day_lists_show.cpp)
http::response day_lists_first(const signed_in& who);
http::response day_lists_show(const signed_in& who);
http::response days_add(const signed_in& who, const http::fields& f);
http::response days_remove(const signed_in& who, const http::fields& f);
http::response terms_save(const signed_in& who, const http::fields& f);

// One person's, for programs that have no session: whoever has the address (calendar_show.cpp).
http::response calendar_show(const visit& v);

} // namespace web
