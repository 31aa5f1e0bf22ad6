// The board of a police area with three municipalities, asked from the whole site in one process:
// bench_board [pledges of others] [entries of each own pledge] [folder | postgresql://…]
// Prints one JSON object: milliseconds of the first page, of one after something was logged, and of the others, by the
// clock and by this thread's own time, which other programs do not lengthen.
#include "area.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "store/session.hpp"
#include "web/site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace {

struct timing {
    double clock = 0, thread = 0; // milliseconds
};

double thread_ms() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

timing timed(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    const auto own = thread_ms();
    work();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
    return {taken.count(), thread_ms() - own};
}

double median(std::vector<double> all) {
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
    return all[all.size() / 2];
}

} // namespace

int main(int argc, char** argv) {
    const int others = argc > 1 ? std::atoi(argv[1]) : 10;
    const int entries = argc > 2 ? std::atoi(argv[2]) : 6'900;
    const std::string place = argc > 3 ? argv[3] : "";
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("lofte-bench-board-{}", std::time(nullptr));
    db::settings settings;
    if (place.starts_with("postgresql://")) {
        settings.url = place;
    } else {
        std::filesystem::create_directories(folder);
        settings.file = (folder / "lofte.db").string();
    }
    const auto database = db::database::open(settings);
    store::migrate(*database);
    const base::clock clock{base::make_date(2024, 12, 20)};
    bench::area_shape shape;
    const int own = shape.municipalities * shape.plans_each;
    shape.pledges = own + others;
    shape.own_entries = own * entries;
    shape.logged_until = clock.today();
    const auto account = bench::fill(*database, shape).account;

    http::page_cache pages;
    store::pledge_cache read_before;
    const render::templates templates;
    const base::translator swedish{base::language::sv}, english{base::language::en};
    const web::site site{*database, pages, read_before, clock, templates, swedish, english, "http://localhost"};
    http::router router;
    web::add_routes(router, site);
    std::string session;
    database->write([&](db::transaction& t) { session = store::open_session(t, account, "", true, clock.now()); });
    http::request asked;
    asked.method = "GET";
    asked.path = "/tavla";
    asked.headers = {{"cookie", "lofte=" + session}, {"host", "localhost"}};
    std::size_t bytes = 0;
    const auto ask = [&] {
        const auto answer = router(asked);
        bytes = answer.status == 200 ? answer.body.size() : 0;
    };
    const auto first = timed(ask);
    database->write([&](db::transaction& t) {
        core::log_entry e;
        e.owner = "m1";
        e.done_on = clock.today();
        e.said = "1";
        e.amount.low = e.amount.high = 1;
        store::append(t, 1, e);
    });
    const auto changed = timed(ask);
    std::vector<double> by_clock, by_thread;
    for (int i = 0; i < 40; ++i) {
        const auto t = timed(ask);
        by_clock.push_back(t.clock);
        by_thread.push_back(t.thread);
    }
    fmt::print(R"({{"others":{},"entries":{},"bytes":{},"first":{:.1f},"first_own":{:.1f},"changed":{:.1f},)"
               R"("changed_own":{:.1f},"median":{:.1f},"median_own":{:.1f}}})"
               "\n",
               others, entries, bytes, first.clock, first.thread, changed.clock, changed.thread, median(by_clock),
               median(by_thread));
    if (place.empty()) std::filesystem::remove_all(folder);
    return bytes > 0 ? 0 : 1;
}
