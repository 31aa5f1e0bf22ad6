#include "web/api.hpp"
#include "web/api_parts.hpp"

#include "base/embedded.hpp"
#include "exchange/resident.hpp"
#include "render/feeds.hpp"
#include "render/resident_question.hpp"
#include "store/pledge.hpp"
#include "store/resident_question.hpp"
#include "web/public_pledge.hpp"
#include "web/visit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace exchange::docs {
std::span<const base::embedded_file> files();
}

namespace web::api {

namespace {

// Anybody may read what is public from any page, so browsers are told so.
http::fields open_headers(std::string_view cache_control) {
    return {{"Access-Control-Allow-Origin", "*"},
            {"Cache-Control", std::string{cache_control}},
            {"Vary", "Accept-Language, Cookie"}};
}

// What is cached outside asks back each time: a pledge changes when somebody logs, and its windows with the day.
constexpr std::string_view ask_back = "no-cache";

http::response not_found(const site& s, const http::request& r, std::string_view slug) {
    return problem(s, r, 404, {"api.no_such_pledge", {{"slug", std::string{slug}}}}, "slug");
}

struct told {
    const core::pledge_file& file;
    const core::document_state& state;
    const render::resident_questions& asked;
};
using renderer = std::string (*)(const render::page_context&, const told&);

std::string as_json(const render::page_context& c, const told& t) {
    return exchange::state_json(t.file, t.state, c.say, exchange::audience::open_only, t.asked, c.per);
}
std::string as_csv(const render::page_context& c, const told& t) { return render::csv(c, t.file, t.state); }
std::string as_atom(const render::page_context& c, const told& t) { return render::atom(c, t.file, t.state, t.asked); }
std::string as_ical(const render::page_context& c, const told& t) { return render::ical(c, t.file, t.state); }

render::resident_questions asked_of(const site& s, const core::pledge_file& file) {
    auto reader = s.database.read();
    return store::questions_of(reader, file.id);
}

struct absent {};

// A file of a pledge as of the day asked for, from memory where it is there.
http::response pledge_file_answer(const site& s, const http::request& r, std::string_view type, renderer render) {
    const auto today = s.clock.today();
    const auto per = day_of(r, "per", today);
    if (!per) return problem(s, r, 400, per.error().text, per.error().field);
    const std::string slug{r.parameter("slug")};
    http::response out;
    try {
        out.page = s.pages.get(page_key(s, r), slug, [&] {
            const auto file = public_pledge(s, slug);
            if (!file) throw absent{}; // nothing is kept then
            const auto state =
                core::judge(file->document, file->log, file->reasons, file->settings, per->value_or(today));
            const render::page_context context{s.templates, language_of(s, r), today, *per, "/" + slug, s.base_url};
            return http::make_page(std::string{type}, render(context, {*file, state, asked_of(s, *file)}),
                                   open_headers(ask_back));
        });
    } catch (const absent&) {
        return not_found(s, r, slug);
    }
    return out;
}

http::response described(std::string_view name, std::string_view type) {
    const auto all = exchange::docs::files();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& f) { return f.path == name; });
    if (found == all.end()) throw std::logic_error(fmt::format("{} is not in the program", name));
    http::response out;
    out.page = http::make_page(std::string{type}, std::string{found->bytes}, open_headers("public, max-age=3600"));
    return out;
}

bool is_municipality_code(std::string_view code) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return code.size() == 4 && std::all_of(code.begin(), code.end(), digit);
}

} // namespace

http::response list_pledges(const site& s, const http::request& r) {
    // A misspelt name would be lost in silence, and a day means nothing to a list without states.
    for (const auto& [name, value] : r.query)
        if (name != "kommun" && name != "q" && name != "lang")
            return problem(s, r, 400, {"api.unknown_parameter", {{"name", name}, {"known", "kommun, q, lang"}}}, name);
    store::pledge_filter filter;
    filter.municipality = r.query_value("kommun").value_or("");
    filter.words = r.query_value("q").value_or("");
    if (!filter.municipality.empty() && !is_municipality_code(filter.municipality))
        return problem(s, r, 400, {"api.not_a_code", {{"text", filter.municipality}}}, "kommun");
    auto reader = s.database.read();
    auto all = store::list_pledges(reader, filter);
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return s.swedish.less(a.title, b.title); });
    http::response out;
    out.headers = open_headers(ask_back);
    out.headers.emplace_back("Content-Type", std::string{json_type});
    out.body = exchange::summaries_json(all);
    return out;
}

http::response show_pledge(const site& s, const http::request& r) {
    return pledge_file_answer(s, r, json_type, as_json);
}
http::response json_file(const site& s, const http::request& r) { return pledge_file_answer(s, r, json_type, as_json); }

http::response csv_file(const site& s, const http::request& r) {
    return pledge_file_answer(s, r, "text/csv; charset=utf-8; header=present", as_csv);
}

http::response atom_file(const site& s, const http::request& r) {
    return pledge_file_answer(s, r, "application/atom+xml; charset=utf-8", as_atom);
}

http::response ics_file(const site& s, const http::request& r) {
    return pledge_file_answer(s, r, "text/calendar; charset=utf-8", as_ical);
}

http::response openapi(const site&, const http::request&) { return described("openapi.json", json_type); }
http::response schema(const site&, const http::request&) {
    return described("lofte-1.schema.json", "application/schema+json");
}

} // namespace web::api
