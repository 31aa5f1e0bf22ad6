#pragma once

#include "core/log.hpp"
#include "db/database.hpp"
#include "reading/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// Versions of a document: each the exact lofte/1 text that parties approve, never changed, numbered from 1.
namespace store {

// Its number. The document's row is locked by a change to it (`touch`). `act` is what the chain calls it: "document"
// where it is shown at once, "amendment" where it waits to be approved.
int add_version(db::transaction& t, std::int64_t pledge, const reading::document& d, core::moment at,
                std::string_view by, std::string_view act = "document");

// The version that residents see, or will where the pledge is a draft: what lists and the search know is its.
void show_version(db::transaction& t, std::int64_t pledge, int number, const reading::document& d);

// What is searched in: the title, the parties and the focus areas in small letters, å ä ö too, which no engine's own
// comparison does alike.
std::string search_text(const reading::document& d);

// As it is stored and digested.
std::string version_text(const reading::document& d);

} // namespace store
