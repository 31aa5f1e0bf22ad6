#pragma once

#include "base/result.hpp"
#include "http/rate_limit.hpp"
#include "http/turns.hpp"
#include "web/site.hpp"

#include <string>

// What other programs ask: /api/v1, the files beside each pledge's page, the descriptions of both.
namespace web::api {

// The routes of all that; web/routes.cpp calls it.
void add_routes(http::router& to, const site& s);

http::response list_pledges(const site& s, const http::request& r);
http::response show_pledge(const site& s, const http::request& r);

// POST, with a holder's token. An answer of 200 or 201 is given when the entry would survive a power cut.
http::response add_entry(const site& s, const http::request& r);
http::response correct_entry(const site& s, const http::request& r);
http::response withdraw_entry(const site& s, const http::request& r);

// How much may be read for whoever asks: thirty at once and then ten a minute for one client that is no program of this
// machine, and two at a time of all, for each instance by itself. Whoever comes then waits for a while, if not too many
// do: each of them holds a thread that others write with.
struct read_limits {
    http::rate_limit of_one{10.0 / 60, 30};
    http::turns at_once{2, 3};
    std::chrono::milliseconds longest_wait{5'000};
};

// POST, for anybody: a text or a file in, the draft of it out. Nothing is stored.
http::response read_draft(const site& s, const http::request& r, read_limits& limits);

http::response json_file(const site& s, const http::request& r);
http::response csv_file(const site& s, const http::request& r);
http::response atom_file(const site& s, const http::request& r);
http::response ics_file(const site& s, const http::request& r);

http::response openapi(const site& s, const http::request& r);
http::response schema(const site& s, const http::request& r);

// {"error": …}, with the status that goes with the problem's kind or the one given.
http::response problem(const site& s, const http::request& r, const base::problem& p);
http::response problem(const site& s, const http::request& r, int status, base::message text, std::string field = {});

// The router's answer where no handler is: for paths that programs ask (/api/…, /x.json).
http::response error(const site& s, const http::request& r, int status);
bool is_for_programs(std::string_view path);

} // namespace web::api
