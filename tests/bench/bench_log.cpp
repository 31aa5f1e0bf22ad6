// Entries saved per second, each durable before it is answered, beside what the same disk can do at all:
// bench_log [seconds a measurement] [folder]
// PostgreSQL is measured as well where PGHOST is set. Prints one JSON object.
#include "base/date.hpp"
#include "db/statement.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace {

using seconds = std::chrono::duration<double>;
using steady = std::chrono::steady_clock;

// One page written and made durable, again and again, in a file that is there: the most that any database can commit.
double bare_syncs(const std::string& folder, seconds time) {
    const auto path = folder + "/bare";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (file < 0) throw std::system_error{errno, std::generic_category(), path};
    constexpr std::size_t page = 4096, pages = 1024;
    const std::string bytes(page, 'x');
    for (std::size_t i = 0; i < pages; ++i)
        if (::pwrite(file, bytes.data(), page, static_cast<off_t>(i * page)) != page) std::abort();
    ::fsync(file);
    std::size_t done = 0;
    const auto start = steady::now();
    for (; steady::now() - start < time; ++done)
        if (::pwrite(file, bytes.data(), page, static_cast<off_t>(done % pages * page)) != page ||
            ::fdatasync(file) != 0)
            std::abort();
    const seconds taken = steady::now() - start;
    ::close(file);
    ::unlink(path.c_str());
    return static_cast<double>(done) / taken.count();
}

core::log_entry entry(std::string key) {
    core::log_entry e;
    e.owner = "m1";
    e.done_on = base::make_date(2024, 5, 17);
    e.said = "4";
    e.amount.low = e.amount.high = 4;
    e.place = "Torget";
    e.client_key = std::move(key);
    e.by = "bench";
    return e;
}

double saved(db::database& database, const std::vector<std::int64_t>& pledges, int threads, seconds time) {
    static std::atomic<int> runs = 0;
    const int run = ++runs;
    std::atomic<long> done = 0;
    const auto start = steady::now();
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < threads; ++n)
            all.emplace_back([&, n] {
                const auto pledge = pledges[static_cast<std::size_t>(n) % pledges.size()];
                for (long i = 0; steady::now() - start < time; ++i) {
                    const auto e = entry(fmt::format("{}-{}-{}", run, n, i));
                    database.write([&](db::transaction& t) { store::append(t, pledge, e); });
                    ++done;
                }
            });
    }
    const seconds taken = steady::now() - start;
    return static_cast<double>(done) / taken.count();
}

std::string measured(const db::settings& settings, const std::string& folder, seconds time) {
    const auto database = db::database::open(settings);
    store::migrate(*database);
    std::vector<std::int64_t> pledges;
    for (int i = 0; i < 32; ++i)
        database->write([&](db::transaction& t) {
            core::pledge_file file;
            file.document.title = fmt::format("Löfte {}", i);
            pledges.push_back(store::add_pledge(t, file).id);
        });
    // Side by side, so that a busy machine slows both.
    const double bare_before = bare_syncs(folder, time);
    const double one = saved(*database, {pledges.front()}, 1, time);
    const double many = saved(*database, pledges, 32, time);
    const double many_in_one = saved(*database, {pledges.front()}, 32, time);
    const double bare = (bare_before + bare_syncs(folder, time)) / 2;
    return fmt::format(
        R"({{"bare_syncs":{:.0f},"one_client":{:.0f},"clients_32":{:.0f},"clients_32_one_pledge":{:.0f},)"
        R"("ratio_one":{:.2f},"ratio_32":{:.2f}}})",
        bare, one, many, many_in_one, one / bare, many / bare);
}

} // namespace

int main(int argc, char** argv) {
    const seconds time{argc > 1 ? std::atof(argv[1]) : 3.0};
    const std::string parent = argc > 2 ? argv[2] : std::filesystem::temp_directory_path().string();
    const std::string folder = fmt::format("{}/lofte_bench_{}", parent, ::getpid());
    std::filesystem::create_directories(folder);
    db::settings sqlite;
    sqlite.file = folder + "/lofte.db";
    std::string out = "{\"sqlite\":" + measured(sqlite, folder, time);
    if (std::getenv("PGHOST")) {
        db::settings server;
        server.url = "postgresql:///postgres";
        const auto schema = fmt::format("lofte_bench_{}", ::getpid());
        for (const unsigned writers : {1u, 8u, 32u}) {
            const auto own = fmt::format("{}_{}", schema, writers);
            server.writers = 1;
            db::database::open(server)->write([&](db::transaction& t) { t.on().script("create schema " + own); });
            auto s = server;
            s.url += "?options=-csearch_path%3D" + own;
            s.writers = writers;
            out += fmt::format(",\"postgresql_{}_writer{}\":", writers, writers == 1 ? "" : "s") +
                   measured(s, folder, time);
        }
    }
    fmt::print("{}}}\n", out);
    std::filesystem::remove_all(folder);
    return 0;
}
