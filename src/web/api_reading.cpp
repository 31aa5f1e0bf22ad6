#include "web/api.hpp"
#include "web/api_parts.hpp"

#include "base/text.hpp"
#include "exchange/read_call.hpp"
#include "http/multipart.hpp"
#include "web/bring_in.hpp"
#include "web/visit.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace web::api {
namespace {

constexpr std::size_t most_scanned_pages = 10; // whoever asks need not have signed in

std::string media_type(const http::request& r) {
    const auto type = r.header("content-type").value_or("");
    return base::lower(base::trimmed(type.substr(0, type.find(';'))));
}

// What a file of that type is called where its bytes leave open what it is; nullopt: no type of a file that is read.
std::optional<std::string_view> name_of_type(std::string_view type) {
    static constexpr auto known = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"", "fil"},
        {"application/octet-stream", "fil"},
        {"text/plain", "text.txt"},
        {"text/markdown", "text.md"},
        {"text/html", "text.html"},
        {"application/xhtml+xml", "text.html"},
        {"application/pdf", "fil"},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "fil"},
        {"application/vnd.oasis.opendocument.text", "fil"},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "fil"},
    });
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == type; });
    if (found == known.end()) return std::nullopt;
    return found->second;
}

// What was sent, read; or the answer that refuses it.
tl::expected<brought_file, http::response> read_sent(const site& s, const http::request& r) {
    const auto type = media_type(r);
    const auto unread = [&](int status, const base::problem& p, std::string field = {}) {
        return tl::unexpected{problem(s, r, status, p.text, std::move(field))};
    };
    base::result<brought_file> read;
    if (type == "application/json") {
        auto sent = exchange::parse_text_to_read(r.body);
        if (!sent) return unread(400, sent.error(), sent.error().field);
        read = bring_in(sent->text, sent->name);
        if (!read) return unread(422, read.error(), "/text");
        return *std::move(read);
    }
    if (type == "multipart/form-data" || type == "application/x-www-form-urlencoded") {
        const auto form = http::parse_sent(r);
        if (!form) return unread(400, form.error());
        std::string text;
        for (const auto& [name, value] : form->values)
            if (name == "text") text = value;
        read = bring_in_sent(*form, text, most_scanned_pages);
    } else if (const auto name = name_of_type(type)) {
        read = bring_in(r.body, std::string{*name}, most_scanned_pages);
    } else {
        return tl::unexpected{problem(s, r, 415, {"api.not_readable_type", {{"type", type}}})};
    }
    if (!read) return unread(422, read.error());
    return *std::move(read);
}

http::response later(http::response refused, const char* seconds) {
    refused.headers.emplace_back("Retry-After", seconds);
    return refused;
}

} // namespace

http::response read_draft(const site& s, const http::request& r, read_limits& limits) {
    if (!http::is_from_this_machine(r) &&
        !limits.of_one.allow(http::client_network(r.remote), http::rate_limit::moment::clock::now()))
        return later(problem(s, r, 429, {"api.read_often", {}}), "6");
    const auto turn = limits.at_once.take(limits.longest_wait);
    if (!turn) return later(problem(s, r, 503, {"api.read_busy", {}}), "5");
    const auto read = read_sent(s, r);
    if (!read) return read.error();
    std::vector<std::string> warnings;
    for (const auto& w : read->warnings)
        warnings.push_back(language_of(s, r)(w));
    http::response out;
    out.headers = {{"Content-Type", std::string{json_type}},
                   {"Cache-Control", "no-store"},
                   {"Access-Control-Allow-Origin", "*"},
                   {"Vary", "Accept-Language, Cookie"}};
    out.body = exchange::read_answer_json(read->draft, warnings);
    return out;
}

} // namespace web::api
