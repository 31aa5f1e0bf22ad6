#pragma once

#include "base/result.hpp"
#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

// All rows of all tables at one moment as one text, that either engine can be filled from:
//
//   lofte-backup/1
//   schema  6  0006-say-whose-party-it-is  4711      what the rows are of, and how many there are
//   table   document  id  slug  …
//   |i1     tnorsjo-2019  …                          n nothing, i whole number, r number, t text, b bytes
//   end     document  1  SHA-256 of the rows' lines
//   …
//   manifest  {"program": …, "tables": [{"name", "rows", "sha256"}]}
//   sha256    of all lines above
//
// Fields are parted by tabs; in texts \, tab and line ends are written \\, \t, \n, \r.
namespace store {

struct backup_table {
    std::string name;
    std::int64_t rows = 0;
    std::string sha256; // in hex
    bool operator==(const backup_table&) const = default;
};
struct backup_facts {
    std::string program; // the version that made it
    int schema = 0;
    std::string migration; // "0006-say-whose-party-it-is"
    std::string engine;    // "sqlite" "postgresql"
    core::moment made_at{};
    std::vector<backup_table> tables;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::string sha256; // of the file but for its last line, in hex
};

// How far it has come; called now and then.
using backup_progress = std::function<void(std::int64_t rows, std::int64_t of)>;

backup_facts write_backup(db::reader& r, std::string_view program, core::moment now,
                          const std::function<void(std::string_view)>& to, const backup_progress& told);

// Reads the whole file and stores nothing: whether it is a backup, whole, unchanged, and of a schema that this program
// knows.
base::result<backup_facts> check_backup(std::istream& in, db::engine engine, const backup_progress& told);

// Fills a database that has no table yet: the backup's schema, its rows, and what is newer in this program's schema,
// all in this transaction. Where it fails, the caller undoes the transaction.
base::result<backup_facts> load_backup(db::transaction& t, std::istream& in, const backup_progress& told);

// Whether a text begins as a backup does.
bool is_backup(std::string_view beginning);

} // namespace store
