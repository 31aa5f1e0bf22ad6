#pragma once

#include "core/published.hpp"
#include "render/account.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// A log that was kept in a table, taken in: pasted or sent, looked at, saved.
namespace render {

struct import_row {
    std::int64_t line = 0;                       // in the file
    std::string date, what, amount, place, note; // as they stand there
    std::optional<base::date> on;                // the day that the date is
    std::string owner;                           // what the row is about, where it can be saved
    std::optional<base::problem> problem;
    std::optional<double> hours;
    bool is_uncounted = false; // "många": it is kept, and says no number
};

struct import_preview {
    std::vector<std::string> unknown; // headings whose columns are left out
    std::vector<import_row> rows;
    std::size_t good = 0;
};

struct import_view {
    std::shared_ptr<const core::pledge_file> file;
    std::vector<std::pair<std::string, std::string>> pledges; // slug and title of those to choose from
    std::string text;                                         // the table
    std::string shown, after_days;                            // as typed; empty: as usual
    std::optional<import_preview> preview;
    std::optional<base::problem> problem;
    std::optional<std::int64_t> saved; // rows that were saved just before …
    std::int64_t known = 0;            // … and those that had been saved before that
};
std::string import_page(const account_context& c, const import_view& v);

} // namespace render
