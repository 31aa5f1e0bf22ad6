#include "render/html/page.hpp"

#include "render/html/assets.hpp"

#include <fmt/format.h>

namespace render::html {
namespace {

std::string joined_query(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return a + b;
    return a + "&" + b;
}

std::string with_query(const std::string& path, const std::string& query) {
    return query.empty() ? path : path + "?" + query;
}

std::string per_parameter(const page_context& c) { return c.per ? "per=" + base::to_iso(*c.per) : std::string{}; }

// Back from `percent_encoded`.
std::string decoded(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'A' + 10; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

view kept_field(std::string_view pair) {
    const auto at = pair.find('=');
    view v;
    v.text("name", std::string{pair.substr(0, at)});
    v.text("value", decoded(pair.substr(at + 1)));
    return v;
}

void add_feeds(const page_context& c, const frame& f, view& body) {
    std::vector<view> all;
    if (!f.pledge_slug.empty()) {
        const auto feed = [&](std::string_view type, std::string_view ending, std::string_view name) {
            view v;
            v.text("type", std::string{type})
                .text("href", fmt::format("/{}.{}", f.pledge_slug, ending))
                .text("name", c.say(name));
            all.push_back(std::move(v));
        };
        feed("application/atom+xml", "atom", "web.feed_atom");
        feed("text/calendar", "ics", "web.feed_ics");
        feed("application/json", "json", "web.feed_json");
    }
    body.list("alternates", std::move(all));
}

} // namespace

base::message say(std::string_view key, std::vector<base::message::argument> arguments) {
    return base::message{std::string{key}, std::move(arguments)};
}

std::string day_query(const page_context& c) { return c.per ? "?" + per_parameter(c) : std::string{}; }

std::string other_language(const page_context& c, const ::reading::document& d) {
    return d.language == base::code(c.say.language()) ? std::string{} : d.language;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char raw : text) {
        const auto c = static_cast<unsigned char>(raw);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.' || c == '~';
        if (plain)
            out += raw;
        else
            out += fmt::format("%{:02X}", c);
    }
    return out;
}

frame quiet_frame(const page_context& c, const base::message& title) {
    frame f;
    f.title = c.say(title);
    f.day_choice = false;
    return f;
}
frame quiet_frame(const page_context& c, std::string_view title) {
    return quiet_frame(c, base::message{std::string{title}, {}});
}

std::string write_page(const page_context& c, std::string_view name, const frame& f, view body) {
    const bool swedish = c.say.language() == base::language::sv;
    const std::string other = swedish ? "en" : "sv";
    body.text("lang", std::string{base::code(c.say.language())});
    body.text("page_title", f.title).text("page_description", f.description);
    body.text("css", find_asset("lofte.css").address)
        .text("font", find_asset("inter.woff2").address)
        .text("icon", find_asset("icon.svg").address);
    body.text("canonical", c.base_url.empty() ? std::string{} : c.base_url + c.path);
    body.text("other_lang", other)
        .text("switch_href",
              with_query(c.path, joined_query(joined_query(f.query, per_parameter(c)), "lang=" + other)));
    body.text("q", day_query(c)).text("path", c.path);
    body.flag("invented", f.invented);
    body.flag("past", c.per.has_value());
    body.text("now_href", with_query(c.path, f.query));
    if (c.per) body.text("past_words", c.say(say("web.past_day", {{"day", *c.per}})));
    body.flag("day_choice", f.day_choice);
    body.text("day_value", base::to_iso(shown_day(c))).text("day_most", base::to_iso(c.today));
    std::vector<view> kept;
    for (std::size_t at = 0; at < f.query.size();) {
        const auto end = std::min(f.query.find('&', at), f.query.size());
        kept.push_back(kept_field(std::string_view{f.query}.substr(at, end - at)));
        at = end + 1;
    }
    body.list("day_kept", std::move(kept));
    add_feeds(c, f, body);
    return write_template(c, name, body);
}

} // namespace render::html
