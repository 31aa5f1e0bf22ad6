#pragma once

#include "base/result.hpp"
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
