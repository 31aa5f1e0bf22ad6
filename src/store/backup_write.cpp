#include "store/backup.hpp"

#include "db/connection.hpp"
#include "store/backup_text.hpp"
#include "store/digest.hpp"
#include "store/migrate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace store {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;
constexpr std::int64_t told_each = 1'000; // rows

// What goes out is digested on its way.
class lines_out {
  public:
    explicit lines_out(const std::function<void(std::string_view)>& to) : to_{to} {}
    void add(std::string_view line) {
        waiting_.append(line) += '\n';
        if (waiting_.size() > piece) flush();
    }
    void flush() {
        all_.add(waiting_);
        bytes_ += static_cast<std::int64_t>(waiting_.size());
        to_(waiting_);
        waiting_.clear();
    }
    std::string digest() {
        flush();
        return all_.end();
    }
    std::int64_t bytes() const { return bytes_; }

  private:
    const std::function<void(std::string_view)>& to_;
    std::string waiting_;
    sha256_sum all_;
    std::int64_t bytes_ = 0;
};

nlohmann::json manifest_of(const backup_facts& f) {
    auto tables = nlohmann::json::array();
    for (const auto& t : f.tables)
        tables.push_back({{"name", t.name}, {"rows", t.rows}, {"sha256", t.sha256}});
    return {{"program", f.program},
            {"schema", f.schema},
            {"migration", f.migration},
            {"engine", f.engine},
            {"made_at", f.made_at.time_since_epoch().count()},
            {"rows", f.rows},
            {"tables", std::move(tables)}};
}

} // namespace

backup_facts write_backup(db::reader& r, std::string_view program, core::moment now,
                          const std::function<void(std::string_view)>& to, const backup_progress& told) {
    const auto schema = schema_of(r);
    const auto tables = tables_of(r);
    backup_facts facts{.program = std::string{program},
                       .schema = schema.number,
                       .migration = schema.name,
                       .engine = r.on().engine() == db::engine::sqlite ? "sqlite" : "postgresql",
                       .made_at = now};
    std::int64_t all = 0;
    for (const auto& t : tables)
        all += count_rows(r, t);
    lines_out out{to};
    out.add(backup_text::first_line);
    out.add(fmt::format("schema\t{}\t{}\t{}", schema.number, schema.name, all));
    std::string line;
    for (const auto& t : tables) {
        line = "table\t" + t.name;
        for (const auto& c : t.columns)
            line.append("\t").append(c.name);
        out.add(line);
        sha256_sum sum;
        std::int64_t rows = 0;
        for_each_row(r, t, [&](const raw_row& row) {
            line.clear();
            backup_text::append(line, row);
            out.add(line);
            sum.add(line += '\n');
            if (++rows % told_each == 0) told(facts.rows + rows, all);
        });
        facts.rows += rows;
        facts.tables.push_back({t.name, rows, hex(sum.end())});
        out.add(fmt::format("end\t{}\t{}\t{}", t.name, rows, facts.tables.back().sha256));
    }
    out.add("manifest\t" + manifest_of(facts).dump());
    facts.sha256 = hex(out.digest());
    const auto last = "sha256\t" + facts.sha256 + "\n";
    to(last);
    facts.bytes = out.bytes() + static_cast<std::int64_t>(last.size());
    told(facts.rows, all);
    return facts;
}

} // namespace store
