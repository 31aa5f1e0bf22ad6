#pragma once

#include "base/result.hpp"
#include "core/published.hpp"
#include "render/account.hpp"
#include "web/site.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

// What every page asks of a request, and how its bytes are kept.
namespace web {

// Pages that list pledges stand under this tag: they change with any of them.
inline constexpr std::string_view list_tag = "*";

// The first cookie of that name; nullopt where the request has none.
std::optional<std::string_view> cookie(const http::request& r, std::string_view name);

// Of the address (?lang=), the cookie, Accept-Language; Swedish where none says.
const base::translator& language_of(const site& s, const http::request& r);

// The day of ?per=; nullopt where none is asked for. Fails on what is no day, or has not been yet.
base::result<std::optional<base::date>> day_of(const http::request& r, std::string_view name, base::date today);

// What a page is kept under: language, today, path, and the parameters that pages read.
std::string page_key(const site& s, const http::request& r);

// The page's frame of a request, valid as long as both arguments.
struct visit {
    const site& on;
    const http::request& asked;
    base::date today;
    std::optional<base::date> per;

    base::date day() const { return per.value_or(today); }
    render::page_context context() const;
    http::response problem(int status, const base::message& what) const;
    http::response not_found() const;
    // The bytes from memory, or made now and kept under the tag. An html of nullopt is a 404.
    http::response page(std::string_view tag, const std::function<std::optional<std::string>()>& html) const;
};

// The answer, or 503 where the database is away, locked, full or may not be written: what passes by itself or an
// operator mends. All else that breaks is the router's, a 500.
http::response while_stored(const site& s, const http::request& r, const std::function<http::response()>& make);

// Checks what all pages share and hands the visit on; answers 400 with a page where the day is none.
http::handler visited(const site& s, std::function<http::response(const visit&)> show);

// A page for one reader: kept by nobody, and found by no search engine.
http::response private_page(const visit& v, std::string html, int status = 200);

// 303: go and get another page.
http::response see_other(std::string path);

// What a page says where a status has a sentence of its own.
base::message error_words(int status);

// With `reader`, who is signed in, the ways on from it.
http::response error_response(const site& s, const http::request& r, int status, const base::message& what,
                              const render::account_context* reader = nullptr);

} // namespace web
