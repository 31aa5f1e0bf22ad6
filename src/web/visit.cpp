#include "web/visit.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "db/error.hpp"
#include "store/password.hpp"
#include "web/api.hpp"
#include "web/kept_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace web {
namespace {

constexpr std::string_view html_type = "text/html; charset=utf-8";
// What a page may be asked with; anything else in an address changes nothing, and must not fill the memory.
constexpr std::array<std::string_view, 5> page_parameters{"per", "sedan", "kommun", "sok", "sida"};
constexpr std::size_t longest_parameter = 200;

// The weight that Accept-Language gives a language; 0 where it does not name it (RFC 9110, 12.5.4).
double weight_of(std::string_view accepted, std::string_view language) {
    double best = 0;
    for (const auto part : base::split(accepted, ',')) {
        const auto fields = base::split(part, ';');
        const auto range = base::lower(base::trimmed(fields.front()));
        if (range != language && !range.starts_with(std::string{language} + "-")) continue;
        double weight = 1;
        for (std::size_t i = 1; i < fields.size(); ++i) {
            const auto field = base::trimmed(fields[i]);
            if (field.starts_with("q=")) weight = std::atof(std::string{field.substr(2)}.c_str());
        }
        best = std::max(best, weight);
    }
    return best;
}

http::fields page_headers(const http::request& r, const base::translator& say) {
    // Kept by no cache in between without asking: the day passes, and entries are added.
    http::fields headers{{"Content-Language", std::string{base::code(say.language())}},
                         {"Vary", "Accept-Language, Cookie"},
                         {"Cache-Control", "no-cache"}};
    if (const auto chosen = r.query_value("lang"); chosen && (*chosen == "sv" || *chosen == "en"))
        headers.emplace_back("Set-Cookie",
                             fmt::format("lang={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", *chosen));
    return headers;
}

base::message message(std::string_view key, std::vector<base::message::argument> arguments = {}) {
    return {std::string{key}, std::move(arguments)};
}

} // namespace

std::optional<std::string_view> cookie(const http::request& r, std::string_view name) {
    const auto all = r.header("cookie");
    if (!all) return std::nullopt;
    for (const auto part : base::split(*all, ';')) {
        const auto pair = base::trimmed(part);
        const auto at = pair.find('=');
        if (at != std::string_view::npos && pair.substr(0, at) == name) return pair.substr(at + 1);
    }
    return std::nullopt;
}

const base::translator& language_of(const site& s, const http::request& r) {
    for (const auto chosen : {r.query_value("lang"), cookie(r, "lang")}) {
        if (chosen == "en") return s.english;
        if (chosen == "sv") return s.swedish;
    }
    const auto accepted = r.header("accept-language");
    return accepted && weight_of(*accepted, "en") > weight_of(*accepted, "sv") ? s.english : s.swedish;
}

base::result<std::optional<base::date>> day_of(const http::request& r, std::string_view name, base::date today) {
    const auto text = r.query_value(name);
    if (!text || text->empty()) return std::optional<base::date>{};
    const auto day = base::parse_iso_date(*text);
    if (!day || base::year_of(*day) < 1) // no calendar on a wall has the year 0
        return base::fail(base::problem_kind::invalid,
                          message("web.error_day", {{"text", base::to_utf8(base::to_utf32(*text).substr(0, 40))}}),
                          std::string{name});
    if (*day > today)
        return base::fail(base::problem_kind::invalid, message("web.error_future_day", {{"day", *day}}),
                          std::string{name});
    return day;
}

// Every request makes one, so it is put together piece by piece. Between them stands what no address holds, so that no
// value can look like another parameter.
std::string page_key(const site& s, const http::request& r) {
    std::string key;
    key.reserve(64 + r.path.size());
    constexpr char between = '\0';
    key += base::code(language_of(s, r).language());
    key += ' ';
    key += base::to_iso(s.clock.today());
    key += ' ';
    key += r.path;
    if (r.query.empty()) return key;
    for (const std::string_view name : page_parameters)
        if (const auto value = r.query_value(name); value && !value->empty())
            key.append(1, between).append(name).append("=").append(value->substr(0, longest_parameter));
    // The answer that sets the cookie is another than the one without.
    if (r.query_value("lang")) key.append(1, between).append("lang");
    return key;
}

render::page_context visit::context() const {
    return {on.templates, language_of(on, asked), today, per, asked.path, on.base_url};
}

base::message error_words(int status) {
    constexpr std::array known{400, 403, 404, 405, 408, 410, 413, 414, 429, 431, 500, 503};
    const bool has_words = std::find(known.begin(), known.end(), status) != known.end();
    return message(std::string{"web.error_"} + (has_words ? fmt::format("{}", status) : "other") + "_what");
}

http::response error_response(const site& s, const http::request& r, int status, const base::message& what,
                              const render::account_context* reader) {
    if (auto kept = refused_form({s, r, s.clock.today(), std::nullopt}, status, what, reader)) return *std::move(kept);
    if (reader)
        return private_page({s, r, s.clock.today(), std::nullopt}, render::error_page(*reader, status, what), status);
    const auto& say = language_of(s, r);
    http::response answer;
    answer.status = status;
    answer.headers = page_headers(r, say);
    answer.headers.emplace_back("Content-Type", html_type);
    answer.body =
        render::error_page({s.templates, say, s.clock.today(), std::nullopt, r.path, s.base_url}, status, what);
    return answer;
}

http::response visit::problem(int status, const base::message& what) const {
    return error_response(on, asked, status, what);
}

http::response visit::not_found() const { return problem(404, message("web.error_404_what")); }

http::response visit::page(std::string_view tag, const std::function<std::optional<std::string>()>& html) const {
    auto kept = on.pages.get(page_key(on, asked), tag, [&]() -> std::shared_ptr<const http::page> {
        auto bytes = html();
        if (!bytes) return nullptr;
        return http::make_page(std::string{html_type}, std::move(*bytes), page_headers(asked, language_of(on, asked)));
    });
    if (!kept) return not_found();
    http::response answer;
    answer.page = std::move(kept);
    return answer;
}

http::response private_page(const visit& v, std::string html, int status) {
    http::response answer;
    answer.status = status;
    answer.headers = page_headers(v.asked, language_of(v.on, v.asked));
    for (auto& [name, value] : answer.headers)
        if (name == "Cache-Control") value = "no-store";
    answer.headers.emplace_back("Content-Type", html_type);
    answer.headers.emplace_back("X-Robots-Tag", "noindex");
    // An address may hold a secret: no picture or style sheet is asked for in its name. (With "no-referrer" a form
    // would no longer say where it comes from.)
    answer.headers.emplace_back("Referrer-Policy", "strict-origin");
    answer.body = std::move(html);
    return answer;
}

http::response see_other(std::string path) {
    http::response answer;
    answer.status = 303;
    answer.headers = {{"Location", std::move(path)}, {"Cache-Control", "no-store"}};
    return answer;
}

http::response while_stored(const site& s, const http::request& r, const std::function<http::response()>& make) {
    try {
        return make();
    } catch (const db::error& e) {
        using db::error_class;
        constexpr std::array passing{error_class::busy, error_class::lost, error_class::full, error_class::read_only};
        if (std::find(passing.begin(), passing.end(), e.kind()) == passing.end()) throw;
        base::log::error("storage_failed route={} what={}", r.route, e.what());
    } catch (const store::too_many_passwords&) {
        base::log::warn("too_many_passwords route={}", r.route);
    }
    const bool is_writing = r.method != "GET" && r.method != "HEAD";
    auto answer = api::is_for_programs(r.path)
                      ? api::problem(s, r, 503, message(is_writing ? "api.not_written" : "api.not_read"))
                      : error_response(s, r, 503, is_writing ? message("web.error_503_form") : error_words(503));
    answer.headers.emplace_back("Retry-After", "30");
    return answer;
}

http::handler visited(const site& s, std::function<http::response(const visit&)> show) {
    return [&s, show = std::move(show)](const http::request& r) {
        const auto today = s.clock.today();
        const auto per = day_of(r, "per", today);
        if (!per) return error_response(s, r, 400, per.error().text);
        return while_stored(s, r, [&] { return show(visit{s, r, today, *per}); });
    };
}

} // namespace web
