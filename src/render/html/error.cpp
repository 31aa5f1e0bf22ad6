#include "base/text.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"
#include "render/refused_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace render {

namespace html {
namespace {

// What a form carries that nobody typed into it.
constexpr std::array<std::string_view, 17> carried{"nyckel",   "key",         "version", "gor",   "at",     "question",
                                                   "option",   "pledge",      "owner",   "till",  "series", "manad",
                                                   "username", "words_shown", "digest",  "party", "stampel"};
// Typed, whatever it looks like.
constexpr std::array<std::string_view, 4> free_text{"amount", "hours", "place", "note"};

template <class T, class V>
bool holds(const T& all, const V& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

// "m1", "shall", "12": what is chosen from a list or counted.
bool looks_chosen(std::string_view value) {
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// What a person typed and would miss, a line for each text.
std::string typed_texts(const refused_form_view& v) {
    std::vector<std::string_view> texts;
    for (const auto& [name, value] : v.sent) {
        const auto text = base::trimmed(value);
        if (text.empty() || holds(carried, name) || holds(texts, text)) continue;
        if (!looks_chosen(text) || holds(free_text, name)) texts.push_back(text);
    }
    std::string all;
    for (const auto text : texts)
        (all += text) += '\n';
    return all;
}

frame error_frame(const page_context& c, int status) {
    constexpr std::array known{400, 403, 404, 405, 408, 410, 413, 414, 429, 431, 500, 503};
    frame f;
    f.title = c.say(holds(known, status) ? fmt::format("web.error_{}", status) : std::string{"web.error_other"});
    f.day_choice = false;
    return f;
}

view error_view(const page_context& c, const frame& f, int status, const base::message& what,
                const account_context* who) {
    view v = who ? signed_in_view(*who) : view{};
    v.text("status", fmt::to_string(status)).text("heading", f.title).text("what", c.say(what));
    return v;
}

} // namespace
} // namespace html

std::string error_page(const page_context& c, int status, const base::message& what) {
    using namespace html;
    const auto f = error_frame(c, status);
    return write_page(c, "error", f, error_view(c, f, status, what, nullptr));
}

std::string error_page(const account_context& c, int status, const base::message& what) {
    using namespace html;
    const auto f = error_frame(c.page, status);
    return write_page(c.page, "error", f, error_view(c.page, f, status, what, &c));
}

std::string refused_form_page(const page_context& c, const refused_form_view& v) {
    using namespace html;
    const auto f = error_frame(c, v.status);
    auto body = error_view(c, f, v.status, v.what, v.signed_in ? &*v.signed_in : nullptr);
    body.text("action", v.action).flag("had_files", v.had_files).text("typed", typed_texts(v));
    body.list("fields", hidden_fields(v.sent));
    return write_page(c, "refused_form", f, std::move(body));
}

} // namespace render
