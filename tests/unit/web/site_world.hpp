#pragma once

#include "base/text.hpp"
#include "builders.hpp"
#include "mail/letter.hpp"
#include "oidc/relying_party.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "test_database.hpp"
#include "web/site.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

// The whole site over a store of its own, without a socket.
struct site_world {
    support::test_database folder{db::engine::sqlite};
    std::unique_ptr<db::database> database = folder.open();
    http::page_cache pages;
    store::pledge_cache read_before;
    base::clock clock{base::make_date(2022, 3, 1)};
    render::templates templates;
    base::translator swedish{base::language::sv}, english{base::language::en};
    mail::room room{swedish, english, "https://lofte.example"};
    oidc::relying_parties providers; // none, unless a test names some
    web::site site{*database, pages,     read_before, clock, templates, swedish, english, "https://lofte.example",
                   &room,     &providers};
    http::router router;

    site_world() {
        store::migrate(*database);
        database->write([&](db::transaction& t) {
            auto file = support::example_pledge();
            file.status = core::status::draft;
            const auto kept = store::add_pledge(t, file);
            store::publish(t, kept.id, file.approvals);
            file.slug = "utkast-2021";
            store::add_pledge(t, file);
        });
        web::add_routes(router, site);
    }

    static http::request asking(std::string path, http::fields query = {}, http::fields headers = {}) {
        http::request r;
        r.method = "GET";
        r.path = std::move(path);
        r.query = std::move(query);
        r.headers = std::move(headers);
        return r;
    }
    http::response get(std::string path, http::fields query = {}, http::fields headers = {}) const {
        auto r = asking(std::move(path), std::move(query), std::move(headers));
        return router(r);
    }
    // A form, as a browser sends it.
    http::response post(std::string path, std::string form, http::fields headers = {}) const {
        auto r = asking(std::move(path), {}, std::move(headers));
        r.method = "POST";
        r.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        r.body = std::move(form);
        return router(r);
    }
};

inline std::string body(const http::response& r) { return r.page ? std::string{r.page->plain} : r.body; }
inline bool holds(const http::response& r, std::string_view words) { return body(r).find(words) != std::string::npos; }
