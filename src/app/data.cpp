#include "app/data.hpp"

#include "db/error.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "store/report_job.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace app {

void make_data_folder(const std::filesystem::path& folder) {
    const auto whole = std::filesystem::absolute(folder).lexically_normal();
    const auto wanted = whole.has_filename() ? whole : whole.parent_path();
    std::error_code ignored; // who opens the data says what is wrong
    std::filesystem::create_directories(wanted.parent_path(), ignored);
    ::mkdir(wanted.c_str(), S_IRWXU);
}

void make_data_file(const std::string& path) {
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made >= 0) ::close(made);
}

std::unique_ptr<db::database> open_data(program& p, const data_place& where) {
    db::settings settings;
    settings.url = where.database;
    if (where.database.empty()) {
        const std::filesystem::path folder{where.folder};
        std::error_code failed;
        if (where.create) make_data_folder(folder);
        if (std::filesystem::exists(folder, failed) && !std::filesystem::is_directory(folder, failed))
            throw db::error{db::error_class::missing, base::message{"app.data_is_file", {{"path", where.folder}}},
                            where.folder};
        if (where.create && !std::filesystem::is_directory(folder, failed))
            throw db::error{db::error_class::read_only,
                            base::message{"app.folder_unmakable", {{"folder", where.folder}}}, where.folder};
        if (!std::filesystem::is_directory(folder))
            throw db::error{db::error_class::missing, base::message{"app.no_data_folder", {{"folder", where.folder}}},
                            where.folder};
        settings.file = (folder / "lofte.db").string();
        if (where.create) make_data_file(settings.file);
        if (!where.create && !std::filesystem::exists(settings.file))
            throw db::error{db::error_class::missing, base::message{"app.no_database", {{"folder", where.folder}}},
                            settings.file};
    }
    auto database = db::database::open(settings);
    const auto moved = store::migrate(*database);
    if (moved.copy) warn(p, {"app.migrated", {{"copy", *moved.copy}}});
    return database;
}

store::kept_entries keep_entries(db::database& database, const core::pledge_file& file,
                                 std::vector<core::log_entry> entries) {
    for (auto& e : entries)
        e.by = command_line_holder;
    store::kept_entries kept;
    database.write([&](db::transaction& t) {
        kept = store::append_all(t, file.id, entries);
        if (kept.added > 0 && file.status == core::status::published) store::queue_reports(t, file.slug, entries);
    });
    return kept;
}

base::result<core::pledge_file> find_pledge(db::database& database, std::string_view slug) {
    auto reader = database.read();
    if (auto found = store::find_pledge(reader, slug)) return std::move(*found);
    std::string known;
    for (const auto& one : store::list_pledges(reader, {.published_only = false})) {
        if (known.size() > 200) {
            known += ", …";
            break;
        }
        known += (known.empty() ? "" : ", ") + one.slug;
    }
    if (known.empty())
        return base::fail(base::problem_kind::not_found, {"app.no_pledges", {{"slug", std::string{slug}}}});
    return base::fail(base::problem_kind::not_found,
                      {"app.unknown_pledge", {{"slug", std::string{slug}}, {"known", known}}});
}

base::result<std::string> read_bytes(const std::string& path) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed))
        return base::fail(base::problem_kind::invalid, {"app.file_is_folder", {{"path", path}}});
    std::ifstream file{path, std::ios::binary};
    if (!file)
        return base::fail(base::problem_kind::invalid,
                          {"app.file_unreadable", {{"path", path}, {"why", std::generic_category().message(errno)}}});
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad())
        return base::fail(base::problem_kind::invalid,
                          {"app.file_unreadable", {{"path", path}, {"why", std::generic_category().message(errno)}}});
    return bytes;
}

base::problem within(const std::string& file, base::problem p) {
    p.field = p.field.empty() ? file : file + ", " + p.field;
    return p;
}

} // namespace app
