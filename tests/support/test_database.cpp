#include "test_database.hpp"

#include "db/statement.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

namespace support {
namespace {

void on_server(const std::string& script) {
    db::settings s;
    s.url = "postgresql:///postgres";
    db::database::open(s)->write([&](db::transaction& t) { t.on().script(script); });
}

} // namespace

bool test_database::available(db::engine engine) { return engine == db::engine::sqlite || std::getenv("PGHOST"); }

test_database::test_database(db::engine engine) {
    static std::atomic<int> made = 0;
    const auto name = fmt::format("lofte_test_{}_{}", ::getpid(), ++made);
    settings_.busy_timeout = std::chrono::milliseconds{5'000};
    if (engine == db::engine::sqlite) {
        folder_ = std::filesystem::temp_directory_path() / name;
        std::filesystem::create_directories(folder_);
        settings_.file = folder_ + "/lofte.db";
    } else {
        schema_ = name;
        on_server("create schema " + schema_);
        settings_.url = "postgresql:///postgres?options=-csearch_path%3D" + schema_;
    }
}

test_database::~test_database() {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    if (!schema_.empty()) on_server("set client_min_messages = warning; drop schema " + schema_ + " cascade");
}

} // namespace support
