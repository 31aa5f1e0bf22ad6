// All verdicts of the country, read from a database and judged:
// bench_country_db [threads] [entries] [folder | postgresql://…]
// SQLite's file is made first, or used again where the folder has one; on PostgreSQL a schema of its own is made and
// dropped. Prints one JSON object.
#include "core/plan.hpp"
#include "country.hpp"
#include "db/statement.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace {

using seconds = std::chrono::duration<double>;
using steady = std::chrono::steady_clock;

double fill(db::database& database, const support::country_shape& shape) {
    const auto start = steady::now();
    for (int k = 0; k < shape.municipalities; ++k) {
        auto made = support::make_pledge(shape, k);
        core::pledge_file file;
        file.status = core::status::published;
        file.document = std::move(made.document);
        file.log = std::move(made.log);
        database.write([&](db::transaction& t) { store::add_pledge(t, file); });
    }
    return seconds{steady::now() - start}.count();
}

struct run {
    double taken = 0;
    std::size_t entries = 0;
    std::size_t windows = 0;
};

run read_only(db::database& database, unsigned threads) {
    std::atomic<std::size_t> entries = 0;
    const auto start = steady::now();
    store::for_each_pledge_done(
        database, threads,
        [&](std::int64_t, const reading::document&, std::vector<core::done_entry> done) { entries += done.size(); });
    return {seconds{steady::now() - start}.count(), entries, 0};
}

run read_and_judge(db::database& database, unsigned threads, base::date as_of) {
    const core::plan_settings settings;
    std::atomic<std::size_t> entries = 0, windows = 0;
    const auto start = steady::now();
    store::for_each_pledge_done(
        database, threads, [&](std::int64_t, const reading::document& document, std::vector<core::done_entry> done) {
            const auto state = core::judge(document, done, {}, settings, as_of);
            std::size_t here = 0;
            for (const auto& owner : state.owners)
                for (const auto& reading : owner.readings)
                    here += reading.windows.size();
            windows += here;
            entries += done.size();
        });
    return {seconds{steady::now() - start}.count(), entries, windows};
}

} // namespace

int main(int argc, char** argv) {
    const unsigned threads = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 2;
    support::country_shape shape;
    if (argc > 2) shape.entries = std::atoi(argv[2]);
    const std::string where =
        argc > 3 ? argv[3] : (std::filesystem::temp_directory_path() / "lofte_bench_country").string();
    const bool server = where.starts_with("postgresql://");
    db::settings settings;
    bool fresh = true;
    if (server) {
        settings.url = where;
        db::database::open(settings)->write([](db::transaction& t) { t.on().script("create schema lofte_country"); });
        settings.url += "?options=-csearch_path%3Dlofte_country";
    } else {
        std::filesystem::create_directories(where);
        settings.file = fmt::format("{}/country-{}.db", where, shape.entries);
        fresh = !std::filesystem::exists(settings.file);
    }
    const auto database = db::database::open(settings);
    store::migrate(*database);
    const double filled = fresh ? fill(*database, shape) : 0;

    const auto as_of = base::last_of_year(2020 + shape.years);
    // The first run warms the machine's file cache; the best of the next three is told, and all of them.
    const auto first = read_and_judge(*database, threads, as_of);
    std::string all;
    double best = first.taken, best_read = 1e9;
    for (int i = 0; i < 3; ++i) {
        const auto again = read_and_judge(*database, threads, as_of);
        best = std::min(best, again.taken);
        best_read = std::min(best_read, read_only(*database, threads).taken);
        all += fmt::format("{}{:.3f}", i ? "," : "", again.taken);
    }
    fmt::print(
        R"({{"threads":{},"entries":{},"windows":{},"fill_seconds":{:.1f},"first":{:.3f},"runs":[{}],"seconds":{:.3f},)"
        R"("read_only":{:.3f},"bytes":{}}})"
        "\n",
        threads, first.entries, first.windows, filled, first.taken, all, best, best_read,
        server ? 0 : std::filesystem::file_size(settings.file));
    if (server)
        database->write([](db::transaction& t) {
            t.on().script("set client_min_messages = warning; drop schema lofte_country cascade");
        });
    return first.windows > 0 ? 0 : 1;
}
