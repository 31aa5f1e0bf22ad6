#pragma once

#include "base/clock.hpp"
#include "base/translate.hpp"
#include "db/database.hpp"
#include "http/page_cache.hpp"
#include "http/router.hpp"
#include "render/html.hpp"
#include "store/pledge_cache.hpp"

#include <memory>
#include <string>
#include <vector>

namespace mail {
struct room;
}

namespace oidc {
class relying_parties;
}

namespace web {

// What the handlers read. All of it outlives the router that add_routes fills.
struct site {
    db::database& database;
    http::page_cache& pages;
    store::pledge_cache& read_before;
    const base::clock& clock;
    const render::templates& templates;
    const base::translator& swedish;
    const base::translator& english;
    std::string base_url;
    const mail::room* mail = nullptr;                 // none: nothing is mailed, and pages say "hand over the link"
    const oidc::relying_parties* providers = nullptr; // that people may sign in by; null: none
};

// The site map: every route on one screen (web/routes.cpp).
void add_routes(http::router& router, const site& s);

// The paths whose forms may bring files.
std::vector<std::string> upload_paths();

// The page for a request that is in memory already; null where it is not.
std::shared_ptr<const http::page> quick_answer(const site& s, const http::request& r);

// First parts of a path that the program needs for itself ("om", "api", "data", "logga" …): no pledge may have one as
// slug.
bool is_reserved(std::string_view slug);

} // namespace web
