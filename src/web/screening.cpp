#include "core/screen.hpp"

#include "base/text.hpp"
#include "exchange/screening.hpp"
#include "http/form.hpp"
#include "web/account_pages.hpp"

namespace web {

namespace {
constexpr std::size_t longest = 2'000; // code points: of what a field may hold
}

// What is asked about here is written down nowhere: not in the log of requests, not in the database.
http::response text_screen(const signed_in& who, const http::fields& f) {
    const auto text = http::field_value(f, "text");
    const auto letters = base::to_utf32(text).substr(0, longest);
    http::response answer;
    answer.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    answer.body = exchange::findings_json(core::screen(base::to_utf8(letters)), who.frame.say);
    return answer;
}

} // namespace web
