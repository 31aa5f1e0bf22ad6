#include "web/admin_pages.hpp"

#include "base/log.hpp"
#include "db/error.hpp"
#include "http/rate_limit.hpp"
#include "store/digest.hpp"
#include "web/machine.hpp"
#include "web/metrics_text.hpp"

namespace web {
namespace {

// Digests are compared, so that the time tells nothing of how much was right.
bool has_token(const http::request& r, const std::string& token) {
    constexpr std::string_view before = "Bearer ";
    const auto given = r.header("authorization").value_or("");
    return !token.empty() && given.starts_with(before) &&
           store::sha256(given.substr(before.size())) == store::sha256(token);
}

} // namespace

http::response metrics_show(const site& s, const http::request& r, const machine& on, const http::meter& m) {
    if (!http::is_from_this_machine(r) && !has_token(r, on.metrics_token))
        return error_response(s, r, 403, error_words(403));
    measured other{.version = on.version,
                   .cached_bytes = s.pages.bytes(),
                   .started_at = std::chrono::duration<double>(on.started_at.time_since_epoch()).count()};
    try {
        auto reader = s.database.read();
        other.stored = store::counts_of(reader);
    } catch (const db::error& e) { // told by the numbers themselves
        base::log::warn("metrics_without_database what={}", e.what());
    }
    http::response answer;
    answer.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}};
    answer.body = metrics_text(m, other);
    return answer;
}

} // namespace web
