#include "builders.hpp"
#include "engines.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "web/change_watcher.hpp"

#include <chrono>
#include <thread>

namespace {

using namespace std::chrono_literals;

class change_watcher : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (!database) return;
        store::migrate(*database);
        database->write([&](db::transaction& t) { pledge = store::add_pledge(t, support::example_pledge()).id; });
    }
    // Asked for again and again, as a resident would; true once the page was made anew.
    bool is_made_anew_within(std::chrono::seconds longest) {
        const auto end = std::chrono::steady_clock::now() + longest;
        while (std::chrono::steady_clock::now() < end) {
            if (!pages.find("sida")) return true;
            std::this_thread::sleep_for(20ms);
        }
        return false;
    }
    void keep_page() {
        pages.get("sida", "fjallby-2020", [] { return http::make_page("text/html", "sida"); });
    }

    http::page_cache pages;
    std::int64_t pledge = 0;
};

TEST_P(change_watcher, drops_the_page_of_what_another_instance_changed) {
    const web::change_watcher watcher{*database, pages, 20ms};
    // What was changed lately is dropped at the first look.
    keep_page();
    is_made_anew_within(1s);
    keep_page();
    std::this_thread::sleep_for(200ms);
    ASSERT_TRUE(pages.find("sida"));

    const auto other = made->open();
    other->write([&](db::transaction& t) { store::set_lede(t, pledge, "Ändrat av en annan"); });

    EXPECT_TRUE(is_made_anew_within(10s));
}

ON_BOTH_ENGINES(change_watcher);

} // namespace
