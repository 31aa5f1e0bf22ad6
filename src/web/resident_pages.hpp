#pragma once

#include "http/rate_limit.hpp"
#include "web/signed_in.hpp"

// What residents ask without an account, and those who answer.
namespace web {

// How much may be asked: five at once and one every ten minutes of one client, a hundred at once and one every minute
// of all together, for each instance by itself.
struct ask_limits {
    http::rate_limit of_one{1.0 / 600, 5};
    http::rate_limit of_all{1.0 / 60, 100};
};

// Asking, and following what one asked (resident_ask.cpp, resident_receipt.cpp)
http::response ask_show(const visit& v);
http::response ask(const visit& v, const http::fields& f, ask_limits& limits);
http::response receipt_entry_show(const visit& v);
http::response receipt_open(const visit& v, const http::fields& f);
http::response receipt_show(const visit& v);
http::response receipt_change(const visit& v, const http::fields& f);

// Answering (resident_answer.cpp)
http::response moderation_list_show(const signed_in& who);
http::response moderation_show(const signed_in& who);
http::response moderate(const signed_in& who, const http::fields& f);

// A text as it was typed, its line ends as one letter and without space around.
std::string typed_text(const http::fields& f, std::string_view name);

} // namespace web
