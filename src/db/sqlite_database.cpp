#include "db/error.hpp"
#include "db/group_commit.hpp"
#include "db/pool.hpp"
#include "db/sqlite.hpp"

#include <filesystem>

namespace db {
namespace {

class sqlite_database final : public database {
  public:
    explicit sqlite_database(const settings& s)
        : settings_{s}, readers_{s.readers, s.busy_timeout, s.file, [this] { return open(sqlite_use::read); }},
          writes_{1, [this] { return open(sqlite_use::write); }} {
        const auto folder = std::filesystem::path{s.file}.parent_path();
        if (!folder.empty() && !std::filesystem::is_directory(folder))
            throw error{error_class::missing, s.file, "there is no folder " + folder.string()};
        // An empty write finds at once what cannot be written.
        writes_.write([](transaction& t) { t.on().script("select 1"); });
    }

    db::engine engine() const override { return engine::sqlite; }
    reader read() override { return {readers_.take(), readers_}; }
    void write(const std::function<void(transaction&)>& work) override { writes_.write(work); }
    std::string name() const override { return settings_.file; }
    void copy_to(const std::string& file) override { copy_sqlite(settings_.file, file, settings_.busy_timeout); }

  private:
    std::unique_ptr<connection> open(sqlite_use use) const {
        auto c = open_sqlite(settings_.file, use, settings_.busy_timeout);
        c->log_to(settings_.on_statement);
        return c;
    }

    settings settings_;
    pool readers_;
    group_commit writes_;
};

} // namespace

std::unique_ptr<database> open_sqlite_database(const settings& s) { return std::make_unique<sqlite_database>(s); }

} // namespace db
