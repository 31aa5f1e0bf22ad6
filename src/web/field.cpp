#include "web/field.hpp"

#include "base/text.hpp"
#include "core/resident_question.hpp"
#include "core/screen.hpp"
#include "http/form.hpp"
#include "render/field.hpp"
#include "render/html/assets.hpp"
#include "store/party.hpp"
#include "web/api_parts.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/public_pledge.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace web {
namespace {

using nlohmann::json;

constexpr std::string_view script_policy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'";

http::response json_answer(int status, const json& body) {
    http::response out{.status = status};
    out.headers = {{"Content-Type", std::string{api::json_type}}, {"Cache-Control", "no-store"}};
    out.body = body.dump();
    return out;
}

http::response refusal(const visit& v, int status, const base::problem& p, const json& fields = json::object()) {
    return json_answer(status, {{"problem", language_of(v.on, v.asked)(p.text)},
                                {"asks", p.kind == base::problem_kind::ask},
                                {"used", p.text.key == "logging.sent_before"},
                                {"fields", fields}});
}

// The text with its personal identity numbers cut out; nullopt: it has none.
std::optional<std::string> without_numbers(const std::string& text) {
    auto letters = base::to_utf32(text);
    const auto mark = base::to_utf32(core::cut_mark);
    auto found = core::screen(text);
    std::erase_if(found, [](const auto& f) { return f.kind != core::finding_kind::personal_number; });
    for (auto f = found.rbegin(); f != found.rend(); ++f)
        letters.replace(f->begin, f->end - f->begin, mark);
    return found.empty() ? std::nullopt : std::optional{base::to_utf8(letters)};
}

// A refused entry waits on the telephone until it is mended: what may be kept nowhere does not lie there meanwhile.
http::response refused_entry(const visit& v, const render::typed_entry& form, const base::problem& p) {
    json fields = json::object();
    for (const auto& [name, text] : {std::pair{"amount", &form.amount}, std::pair{"place", &form.place},
                                     std::pair{"note", &form.note}, std::pair{"subject", &form.subject}})
        if (auto cut = without_numbers(*text)) fields[name] = *std::move(cut);
    return refusal(v, 422, p, fields);
}

bool logs_for(const signed_in& who, std::string_view slug) {
    auto reader = who.at.on.database.read();
    return std::any_of(who.counts.begin(), who.counts.end(), [&](const auto& m) {
        if (!core::may(m.role, core::act::add_entry)) return false;
        const auto all = store::parties_of_organisation(reader, m.in.id);
        return std::any_of(all.begin(), all.end(), [&](const auto& p) { return p.slug == slug; });
    });
}

// Names of files in quotes become their addresses.
std::string with_addresses(std::string text) {
    for (const std::string_view name :
         {"lofte.css", "inter.woff2", "icon.svg", "log_in_field.js", "log_queue.js", "screen_rules.js", "screen.js",
          "first_names.tsv", "place_names.tsv", "explained.tsv", "numbers.tsv"}) {
        const auto quoted = "'" + std::string{name} + "'", address = "'" + render::find_asset(name).address + "'";
        for (auto at = text.find(quoted); at != text.npos; at = text.find(quoted, at + address.size()))
            text.replace(at, quoted.size(), address);
    }
    return text;
}

json icon(std::string_view file, std::string_view sizes, std::string_view purpose) {
    const auto& found = render::find_asset(file);
    return {{"src", found.address}, {"sizes", sizes}, {"type", found.content_type}, {"purpose", purpose}};
}

http::response manifest(const visit& v, const std::string& start) {
    const auto& say = language_of(v.on, v.asked);
    const json all{{"id", start},
                   {"name", say("field.app_name")},
                   {"short_name", "Löfte"},
                   {"lang", base::code(say.language())},
                   {"start_url", start},
                   {"scope", "/logga"},
                   {"display", "standalone"},
                   {"theme_color", "#12406b"},
                   {"background_color", "#f6f4f0"},
                   {"icons",
                    {icon("icon-192.png", "192x192", "any"), icon("icon-512.png", "512x512", "any"),
                     icon("icon-whole-512.png", "512x512", "maskable"), icon("icon.svg", "any", "any")}}};
    http::response out;
    out.headers = {{"Content-Type", "application/manifest+json; charset=utf-8"},
                   {"Cache-Control", "no-cache"},
                   {"Vary", "Accept-Language, Cookie"}};
    out.body = all.dump();
    return out;
}

} // namespace

http::handler with_scripts(http::handler page) {
    return [page = std::move(page)](const http::request& r) {
        auto answer = page(r);
        answer.headers.emplace_back("Content-Security-Policy", std::string{script_policy});
        return answer;
    };
}

http::response field_key_show(const visit& v) {
    const auto who = who_asks(v);
    if (!who) return json_answer(401, json::object());
    if (!who->may(core::act::add_entry)) return json_answer(403, json::object());
    return json_answer(200, {{"holder", who->holder()}, {"nyckel", who->form_secret}});
}

http::response link_key_show(const link_holder& who) {
    return json_answer(200, {{"holder", who.holder()}, {"nyckel", who.form_secret}});
}

http::response field_send(const visit& v, const http::fields& f) {
    const auto who = who_asks(v);
    if (!who) return json_answer(401, json::object());
    if (http::field_value(f, "nyckel") != who->form_secret || http::field_value(f, "holder") != who->holder())
        return json_answer(409, json::object());
    auto form = typed_entry_of(f);
    if (!logs_for(*who, form.pledge)) return refusal(v, 403, wrong("account.forbidden"));
    const auto file = public_pledge_without_log(v.on, form.pledge);
    if (!file) return refusal(v, 403, wrong("account.forbidden"));
    const auto id = log_typed(v.on, *file, form, http::field_value(f, "confirmed") == "ja", who->holder());
    if (!id) return refused_entry(v, form, id.error());
    return json_answer(200, {{"shown", "/logga?sparat=" + file->slug + ":" + *id}});
}

http::response link_send(const link_holder& who, const http::fields& f) {
    if (http::field_value(f, "holder") != who.holder()) return json_answer(409, json::object());
    auto form = typed_entry_of(f);
    if (form.pledge != who.link.slug || !who.may_log(form.owner) ||
        !core::may(core::holder::personal_link, core::act::add_entry))
        return refusal(who.at, 403, wrong("links.other_row"));
    const auto id = log_typed(who.at.on, *who.file, form, http::field_value(f, "confirmed") == "ja", who.holder());
    if (!id) return refused_entry(who.at, form, id.error());
    return json_answer(200, {{"shown", who.path() + "?sparat=" + *id}});
}

http::response offline_show(const visit& v) { return private_page(v, render::offline_page(v.context())); }

// Asked for anew each time, so that a new version is taken up at the next visit. Under /logga/ it may look after /logga
// itself only because it says so.
http::response service_worker_show(const site&, const http::request&) {
    http::response out;
    out.headers = {{"Content-Type", "text/javascript; charset=utf-8"},
                   {"Cache-Control", "no-cache"},
                   {"Service-Worker-Allowed", "/logga"}};
    out.body = with_addresses(render::find_asset("service_worker.js").bytes);
    return out;
}

http::response manifest_show(const visit& v) { return manifest(v, "/logga"); }

// For any secret of the right form: whether it is a link's, its page tells.
http::response link_manifest_show(const visit& v) {
    const auto secret = v.asked.parameter("secret");
    const bool fits = secret.size() == 64 && secret.find_first_not_of("0123456789abcdef") == secret.npos;
    return fits ? manifest(v, std::string{link_holder::prefix} + std::string{secret}) : v.not_found();
}

http::response signed_out_show(const visit&) { return see_other("/"); }

} // namespace web
