#include "app/commands.hpp"
#include "app/data.hpp"
#include "app/durable_file.hpp"
#include "app/progress.hpp"
#include "db/error.hpp"
#include "store/audit.hpp"
#include "store/backup.hpp"
#include "store/digest.hpp"
#include "store/tables.hpp"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <system_error>

namespace app {
namespace {

struct given_up {}; // undoes the transaction that it leaves

base::result<store::backup_facts> fill(program& p, db::database& database, const std::string& path) {
    base::result<store::backup_facts> facts;
    progress told{p, "backup.progress_restore"};
    try {
        database.write([&](db::transaction& t) {
            std::ifstream in{path, std::ios::binary};
            facts = store::load_backup(t, in, [&](std::int64_t done, std::int64_t all) { told(done, all); });
            if (!facts) throw given_up{};
        });
    } catch (const given_up&) {
    }
    return facts;
}

base::problem occupied(std::string where) {
    return {base::problem_kind::conflict, {"backup.occupied", {{"where", std::move(where)}}}, {}};
}

base::problem unwritable(const std::string& path, int why) {
    return {base::problem_kind::invalid,
            {"backup.unwritable", {{"path", path}, {"why", std::generic_category().message(why)}}},
            {}};
}

// The database of a folder while it is made: under another name, so that nothing half done stands under its own.
class made_beside {
  public:
    explicit made_beside(const std::filesystem::path& folder)
        : wanted_{(folder / "lofte.db").string()}, making_{wanted_ + ".restoring-" +
                                                           store::hex(store::random_bytes(4))} {}
    ~made_beside() {
        std::error_code ignored;
        for (const auto* end : {"", "-wal", "-shm"})
            std::filesystem::remove(making_ + end, ignored);
    }
    made_beside(const made_beside&) = delete;
    made_beside& operator=(const made_beside&) = delete;

    const std::string& file() const { return making_; }

    // A link, and not a new name: it never takes another file's place. Closed by all before.
    base::result<void> finish() const {
        if (const int fault = sync_path(making_); fault != 0) return tl::unexpected{unwritable(wanted_, fault)};
        if (::link(making_.c_str(), wanted_.c_str()) != 0)
            return tl::unexpected{errno == EEXIST ? occupied(wanted_) : unwritable(wanted_, errno)};
        sync_path(std::filesystem::path{wanted_}.parent_path().string());
        return {};
    }

  private:
    std::string wanted_, making_;
};

base::result<store::backup_facts> restore_sqlite(program& p, const std::string& folder_name, const std::string& path) {
    const std::filesystem::path folder{folder_name.empty() ? "." : folder_name};
    make_data_folder(folder);
    if (!std::filesystem::is_directory(folder))
        return base::fail(base::problem_kind::invalid, {"app.folder_unmakable", {{"folder", folder_name}}});
    for (const auto* name : {"lofte.db", "lofte.db-wal"})
        if (std::filesystem::exists(folder / name)) return tl::unexpected{occupied((folder / name).string())};
    const made_beside place{folder};
    make_data_file(place.file());
    auto facts = fill(p, *db::database::open({.file = place.file()}), path);
    if (!facts) return facts;
    if (const auto finished = place.finish(); !finished) return tl::unexpected{finished.error()};
    return facts;
}

base::result<store::backup_facts> restore_postgresql(program& p, const std::string& url, const std::string& path) {
    const auto database = db::database::open({.file = {}, .url = url});
    {
        auto reader = database->read();
        if (!store::is_empty(reader)) return tl::unexpected{occupied(database->name())};
    }
    return fill(p, *database, path);
}

// A chain that did not hold when the backup was made does not hold now: said, and no reason to be without the data.
void tell_chain(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    auto reader = database->read();
    const auto found = store::verify_audit(reader);
    if (found.faults.empty())
        p.out << p.say({"app.chain_holds", {{"n", found.events}}}) << '\n';
    else
        warn(p, {"backup.chain_faults", {{"n", static_cast<std::int64_t>(found.faults.size())}}});
}

} // namespace

int restore(program& p, const data_place& data, const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed)) {
        if (const auto bytes = read_bytes(path); !bytes) return report(p, bytes.error());
        return report(p, {base::problem_kind::invalid, {"backup.no_file", {{"path", path}}}, {}});
    }
    const auto engine = data.database.empty() ? db::engine::sqlite : db::engine::postgresql;
    {
        std::ifstream in{path, std::ios::binary};
        if (!in) return report(p, read_bytes(path).error());
        progress told{p, "backup.progress_check"};
        const auto whole =
            store::check_backup(in, engine, [&](std::int64_t done, std::int64_t all) { told(done, all); });
        if (!whole) return report(p, whole.error());
    }
    const auto facts =
        data.database.empty() ? restore_sqlite(p, data.folder, path) : restore_postgresql(p, data.database, path);
    if (!facts) return report(p, facts.error());
    p.out << p.say({"backup.restored",
                    {{"n", facts->rows},
                     {"tables", static_cast<std::int64_t>(facts->tables.size())},
                     {"program", facts->program},
                     {"date", base::stockholm_date(facts->made_at)}}})
          << '\n';
    tell_chain(p, data);
    return done;
}

} // namespace app
