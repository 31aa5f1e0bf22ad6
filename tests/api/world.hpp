#pragma once

#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "store/token.hpp"
#include "test_database.hpp"
#include "web/api.hpp"

#include <memory>
#include <string>
#include <string_view>

// What the API's tests ask.
namespace api_tests {

core::pledge_file made_pledge(const char* slug, core::status status);

// The site over a store of its own: two published pledges, a draft; a token for all and one for the first.
struct world {
    support::test_database folder{db::engine::sqlite};
    std::unique_ptr<db::database> database = folder.open();
    http::page_cache pages;
    store::pledge_cache read_before;
    base::clock clock{base::make_date(2021, 10, 14)};
    render::templates templates;
    base::translator swedish{base::language::sv}, english{base::language::en};
    web::site site{*database, pages, read_before, clock, templates, swedish, english, "https://lofte.example.se"};
    http::router router;
    std::string for_all, for_one, revoked, entry;

    world() {
        store::migrate(*database);
        database->write([&](db::transaction& t) {
            const auto one = store::add_pledge(t, made_pledge("alvsby-2020", core::status::draft));
            const auto other = store::add_pledge(t, made_pledge("zinkgruvan-2020", core::status::draft));
            store::add_pledge(t, made_pledge("utkast", core::status::draft));
            store::publish(t, one.id, {{"Polisen", "chef", base::make_date(2020, 1, 2)}});
            store::publish(t, other.id, {{"Polisen", "chef", base::make_date(2020, 1, 2)}});
            for_all = store::add_token(t, "kommunens system", std::nullopt);
            for_one = store::add_token(t, "bara ett", "alvsby-2020");
            revoked = store::add_token(t, "gammal", std::nullopt);
            store::revoke_token(t, "gammal");
            core::log_entry e;
            e.owner = "m1";
            e.done_on = base::make_date(2021, 9, 3);
            e.said = "2";
            e.amount = {2, 2};
            e.note = "Anteckning som inte är offentlig";
            e.client_key = "seed";
            e.by = "kommandoraden";
            entry = store::append(t, one.id, e).entry.id;
        });
        web::api::add_routes(router, site);
        router.on_error([this](const http::request& r, int status) { return web::api::error(site, r, status); });
    }

    http::response ask(std::string method, std::string path, http::fields headers = {}, std::string body = {},
                       http::fields query = {}) {
        http::request r;
        r.method = std::move(method);
        r.path = std::move(path);
        r.headers = std::move(headers);
        r.body = std::move(body);
        r.query = std::move(query);
        return router(r);
    }
};

std::string body_of(const http::response& r);
std::string header_of(const http::response& r, std::string_view name);

} // namespace api_tests
