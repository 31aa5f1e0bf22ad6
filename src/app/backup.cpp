#include "store/backup.hpp"

#include "app/commands.hpp"
#include "app/data.hpp"
#include "app/durable_file.hpp"
#include "app/progress.hpp"
#include "app/version.hpp"
#include "db/error.hpp"
#include "store/health.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>

namespace app {
namespace {

// A name that was mistyped must not cost a file that is something else.
base::result<void> may_stand_at(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) return {};
    std::ifstream there{path, std::ios::binary};
    std::string beginning(16, '\0');
    there.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    if (there.gcount() == static_cast<std::streamsize>(beginning.size()) && store::is_backup(beginning)) return {};
    return base::fail(base::problem_kind::conflict, {"backup.other_file", {{"path", path}}});
}

// So that the page of the server's health knows. A database that may not be written has its backup all the same.
void remember(program& p, db::database& database, const store::backup_facts& facts) {
    try {
        database.write([&](db::transaction& t) {
            store::remember_backup(t, {facts.made_at, facts.rows, facts.bytes});
        });
    } catch (const db::error& e) {
        warn(p, {"backup.not_remembered", {{"why", p.say(e.text())}}});
    }
}

} // namespace

int backup(program& p, const data_place& data, const std::string& path) {
    const auto database = open_data(p, data);
    if (const auto free = may_stand_at(path); !free) return report(p, free.error());
    durable_file file{path};
    if (const auto opened = file.open(); !opened) return report(p, opened.error());
    store::backup_facts facts;
    {
        progress told{p, "backup.progress"};
        auto reader = database->read();
        facts = store::write_backup(
            reader, version, p.clock.now(), [&](std::string_view bytes) { file.add(bytes); },
            [&](std::int64_t done, std::int64_t all) { told(done, all); });
    }
    if (const auto finished = file.finish(); !finished) {
        report(p, finished.error());
        return storage_failed;
    }
    remember(p, *database, facts);
    if (p.json)
        p.out << fmt::format(R"({{"schema":{},"rows":{},"bytes":{},"sha256":"{}"}})", facts.schema, facts.rows,
                             facts.bytes, facts.sha256)
              << '\n';
    else
        p.out << p.say({"backup.made",
                        {{"path", path},
                         {"n", facts.rows},
                         {"tables", static_cast<std::int64_t>(facts.tables.size())},
                         {"mb", fmt::format("{:.1f}", static_cast<double>(facts.bytes) / 1e6)}}})
              << '\n';
    return done;
}

} // namespace app
