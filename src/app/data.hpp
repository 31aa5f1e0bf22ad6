#pragma once

#include "app/program.hpp"
#include "core/published.hpp"
#include "db/database.hpp"
#include "store/log.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace app {

// Opens the database and brings it to this program's schema. Throws db::error.
std::unique_ptr<db::database> open_data(program& p, const data_place& where);

// A folder for data, with the folders it stands in where they lack; nobody but the owner may enter one that is made
// here. What is there already keeps its rights.
void make_data_folder(const std::filesystem::path& folder);
// The same for a database, empty; SQLite gives the files beside it the rights that it has.
void make_data_file(const std::string& path);

// Rows of a file, each once; the reports of a published pledge are made anew.
store::kept_entries keep_entries(db::database& database, const core::pledge_file& file,
                                 std::vector<core::log_entry> entries);

// The pledge with its log, or a problem that names the slugs there are.
base::result<core::pledge_file> find_pledge(db::database& database, std::string_view slug);

// A whole file's bytes; a problem where it cannot be read.
base::result<std::string> read_bytes(const std::string& path);
// A problem within a file, told with the file's name before the place.
base::problem within(const std::string& file, base::problem p);

} // namespace app
