#include "site_world.hpp"

#include "store/log.hpp"

#include <mutex>

namespace {

// The site over a database whose statements are counted.
class listing : public ::testing::Test {
  protected:
    listing() { web::add_routes(router, site); }
    std::unique_ptr<db::database> opened() {
        auto settings = w.folder.settings();
        settings.on_statement = [this](std::string_view sql, std::chrono::microseconds) {
            const std::lock_guard lock{mutex};
            if (sql.find("with page as") != sql.npos || sql.find("group by p.code") != sql.npos) ++read;
        };
        return db::database::open(settings);
    }
    http::response get(std::string path, http::fields query = {}) {
        auto r = site_world::asking(std::move(path), std::move(query));
        return router(r);
    }
    // As of a day that nobody asked for, so that the page is made.
    http::response made_anew(std::string path = "/") {
        return get(std::move(path), {{"per", base::to_iso(base::make_date(2022, 1, 1) + base::days{++days})}});
    }
    // By another instance: this one is told nothing.
    void elsewhere(const std::function<void(db::transaction&, std::int64_t pledge)>& work) {
        w.database->write([&](db::transaction& t) { work(t, store::find_pledge_only(t, "fjallby-2020")->id); });
    }

    site_world w;
    std::mutex mutex;
    int read = 0, days = 0;
    std::unique_ptr<db::database> database = opened();
    http::page_cache pages;
    store::pledge_cache read_before;
    web::site site{*database, pages, read_before, w.clock, w.templates, w.swedish, w.english, "https://lofte.example"};
    http::router router;
};

TEST_F(listing, is_read_once_however_much_is_logged) {
    EXPECT_TRUE(holds(made_anew(), "fjallby-2020"));
    const auto at_first = read;
    EXPECT_GT(at_first, 0) << "what this test counts is not what the list is read by";
    for (int n = 0; n < 3; ++n) {
        elsewhere([&](db::transaction& t, std::int64_t pledge) {
            core::log_entry e;
            e.owner = "m1";
            e.done_on = base::make_date(2021, 5, 1);
            e.said = "1";
            store::append(t, pledge, e);
        });
        EXPECT_TRUE(holds(made_anew(), "fjallby-2020"));
        made_anew("/aldre");
    }
    EXPECT_EQ(read, at_first);
}

TEST_F(listing, shows_what_others_published_and_changed_at_once) {
    EXPECT_FALSE(holds(made_anew(), "utkast-2021"));
    elsewhere([&](db::transaction& t, std::int64_t) {
        store::publish(t, store::find_pledge_only(t, "utkast-2021")->id, {});
    });
    EXPECT_TRUE(holds(made_anew(), "utkast-2021"));
    elsewhere([&](db::transaction& t, std::int64_t pledge) {
        const auto from = store::find_pledge_only(t, "fjallby-2020")->document;
        auto to = from;
        for (auto& p : to.parties)
            if (p.kind == reading::party_kind::municipality) p.name = "Storfjällby kommun";
        ASSERT_TRUE(store::replace_document(t, pledge, from, to));
    });
    EXPECT_TRUE(holds(made_anew(), "Storfjällby"));
    elsewhere([&](db::transaction& t, std::int64_t pledge) {
        store::set_shown_from(t, pledge, base::make_date(2021, 10, 14));
    });
    EXPECT_TRUE(holds(get("/"), "/fjallby-2020?per=2021-10-14"));
}

} // namespace
