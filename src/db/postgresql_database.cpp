#include "db/error.hpp"
#include "db/group_commit.hpp"
#include "db/pool.hpp"
#include "db/postgresql.hpp"

namespace db {
namespace {

class postgresql_database final : public database {
  public:
    explicit postgresql_database(const settings& s)
        : settings_{s}, name_{name_of_postgresql(s.url)},
          readers_{s.readers, s.busy_timeout, name_, [this] { return open(); }}, writes_{s.writers,
                                                                                         [this] { return open(); }} {
        read(); // finds at once what cannot be reached
    }

    db::engine engine() const override { return engine::postgresql; }
    reader read() override { return {readers_.take(), readers_}; }
    void write(const std::function<void(transaction&)>& work) override { writes_.write(work); }
    std::string name() const override { return name_; }
    void copy_to(const std::string&) override {
        throw error{error_class::other, name_, "a PostgreSQL database is copied with pg_dump"};
    }

  private:
    std::unique_ptr<connection> open() const {
        auto c = open_postgresql(settings_.url, settings_.busy_timeout);
        c->log_to(settings_.on_statement);
        return c;
    }

    settings settings_;
    std::string name_;
    pool readers_;
    group_commit writes_;
};

} // namespace

std::unique_ptr<database> open_postgresql_database(const settings& s) {
    return std::make_unique<postgresql_database>(s);
}

} // namespace db
