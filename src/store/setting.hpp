#pragma once

#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>

// What is set while the program runs and every instance must know.
namespace store {

void put_setting(db::transaction& t, std::string_view name, std::string_view content, std::string_view by = {});
std::optional<std::string> find_setting(db::reader& r, std::string_view name);

} // namespace store
