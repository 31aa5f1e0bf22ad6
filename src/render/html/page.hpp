#pragma once

#include "render/html.hpp"
#include "render/html/view.hpp"

#include <string>
#include <string_view>
#include <vector>

// What all pages share: the frame around them, and small helpers for views.
namespace render::html {

struct frame {
    std::string title;
    std::string description;
    std::string query; // further parameters of this page's address: "sedan=2021-09-01"
    bool invented = false;
    bool day_choice = true;  // whether the page can be seen as of another day
    std::string pledge_slug; // of a page that belongs to one: its feeds are announced
};

// Of a page without a day to choose, by its title or the title's key.
frame quiet_frame(const page_context& c, const base::message& title);
frame quiet_frame(const page_context& c, std::string_view title);

// Fills the layout with the page's template and values.
std::string write_page(const page_context& c, std::string_view name, const frame& f, view body);

// The template alone (the report, which has its own frame).
std::string write_template(const page_context& c, std::string_view name, const view& values);

// "?per=2021-10-14" where the page is seen as of a day, else empty: for links that keep the day.
std::string day_query(const page_context& c);

// The day the page tells about.
inline base::date shown_day(const page_context& c) { return c.per.value_or(c.today); }

base::message say(std::string_view key, std::vector<base::message::argument> arguments = {});

// "sv" where the document is in another language than the page, else empty: for lang="…" on the document's own words.
std::string other_language(const page_context& c, const ::reading::document& d);

std::string percent_encoded(std::string_view text);

} // namespace render::html
