#include "web/api.hpp"

#include "exchange/http_problem.hpp"
#include "http/head.hpp"
#include "web/visit.hpp"

namespace web::api {

using base::problem_kind;

namespace {

// One table: what went wrong ↔ the status. `ask` and `conflict` share one; "kind" in the answer tells them apart.
int status_of(problem_kind kind) {
    switch (kind) {
    case problem_kind::invalid:
        return 422;
    case problem_kind::not_found:
        return 404;
    case problem_kind::forbidden:
        return 403;
    case problem_kind::conflict:
        return 409;
    case problem_kind::too_large:
        return 413;
    case problem_kind::ask:
        return 409;
    }
    return 500;
}

problem_kind kind_of(int status) {
    switch (status) {
    case 401:
    case 403:
        return problem_kind::forbidden;
    case 404:
    case 405:
        return problem_kind::not_found;
    case 409:
        return problem_kind::conflict;
    case 413:
        return problem_kind::too_large;
    default:
        return problem_kind::invalid;
    }
}

// What no rule but the way of asking, or we ourselves, brought about.
std::string_view kind_by_status(int status) {
    if (status == 405) return "wrong_method";
    if (status == 429) return "too_many";
    return status >= 500 ? "failed" : "";
}

http::response answer(const site& s, const http::request& r, int status, const base::problem& p) {
    http::response out{.status = status};
    out.headers = {{"Content-Type", "application/problem+json; charset=utf-8"},
                   {"Cache-Control", "no-store"},
                   {"Access-Control-Allow-Origin", "*"},
                   {"Vary", "Accept-Language, Cookie"}};
    out.body = exchange::problem_json(p, language_of(s, r), {status, http::reason(status), kind_by_status(status)});
    return out;
}

// The rules name the fields of an entry; a client knows the members of what it sent.
std::string member_of(const std::string& field) {
    if (field.empty() || field.front() == '/') return field;
    if (field == "on") return "/date";
    if (field == "subject") return "/for";
    if (field == "client_key") return "/key";
    return "/" + field;
}

} // namespace

http::response problem(const site& s, const http::request& r, const base::problem& p) {
    return answer(s, r, status_of(p.kind), {p.kind, p.text, member_of(p.field)});
}

http::response problem(const site& s, const http::request& r, int status, base::message text, std::string field) {
    return answer(s, r, status, {kind_of(status), std::move(text), std::move(field)});
}

http::response error(const site& s, const http::request& r, int status) {
    switch (status) {
    case 404:
        return problem(s, r, status, {"api.no_such_path", {{"path", r.path}}});
    case 405:
        return problem(s, r, status, {"api.wrong_method", {{"method", r.method}, {"path", r.path}}});
    case 500:
        return problem(s, r, status, {"api.failed", {}});
    default:
        return problem(s, r, status, error_words(status));
    }
}

bool is_for_programs(std::string_view path) {
    if (path == "/api" || path.starts_with("/api/")) return true;
    for (const std::string_view ending : {".json", ".csv", ".atom", ".ics"})
        if (path.ends_with(ending)) return true;
    return false;
}

} // namespace web::api
