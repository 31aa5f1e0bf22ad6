// Fills a database with a police area among others' pledges, for a server to be measured on:
// bench_workspace [folder | postgresql://…] [pledges] [entries of the area] [entries of others]
// Prints one JSON object: the cookie of a session, the area's pledges, and how long filling took.
#include "area.hpp"
#include "base/clock.hpp"
#include "store/migrate.hpp"
#include "store/session.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

int main(int argc, char** argv) {
    if (argc != 5) {
        fmt::print(stderr, "bench_workspace [folder | postgresql://…] [pledges] [own entries] [others' entries]\n");
        return 2;
    }
    const std::string place = argv[1];
    db::settings settings;
    if (place.starts_with("postgresql://")) {
        settings.url = place;
    } else {
        std::filesystem::create_directories(place);
        settings.file = (std::filesystem::path{place} / "lofte.db").string();
    }
    const auto database = db::database::open(settings);
    store::migrate(*database);
    const base::clock clock;
    bench::area_shape shape;
    shape.pledges = std::atoi(argv[2]);
    shape.own_entries = std::atoi(argv[3]);
    shape.other_entries = std::atoi(argv[4]);
    shape.logged_until = clock.today() - base::days{1};
    shape.drafts_every = 50;
    const auto begin = std::chrono::steady_clock::now();
    const auto made = bench::fill(*database, shape);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    std::string session;
    database->write([&](db::transaction& t) { session = store::open_session(t, made.account, "", true, clock.now()); });
    fmt::print(R"({{"session":"{}","slugs":["{}"],"seconds":{:.1f}}})"
               "\n",
               session, fmt::join(made.slugs, R"(",")"), taken.count());
    return 0;
}
