#pragma once

#include "base/result.hpp"
#include "core/log_rules.hpp"
#include "core/place.hpp"
#include "core/published.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A log in a table, as it would be saved: the same for the page and the command line.
namespace web {

struct imported_row {
    std::int64_t line = 0;                       // in the file
    std::string date, what, amount, place, note; // as they stand there
    base::result<core::log_entry> entry;         // with a client key that its contents give; or why it cannot be saved
};

struct imported_log {
    std::vector<std::string> known, unknown; // headings
    std::vector<imported_row> rows;

    std::size_t good() const;
    std::vector<core::log_entry> entries() const; // the good rows', in the file's order
};

// Refused as intake::read_log_table says. Each row is checked as if it were typed. The same row twice in a file is two
// things done; the same file twice has the same keys, whatever its encoding and order of columns.
struct import_choices {
    core::showing shown;
    std::vector<core::place> places; // the pledge's
    base::date today;
    bool confirmed = false;
};
// The table without the rows that can be saved: what is left to mend once they were.
std::string rows_left(std::string_view text, const imported_log& log);

base::result<imported_log> read_log(const core::pledge_file& file, std::string_view bytes, const import_choices& how);

} // namespace web
