#pragma once

#include "db/database.hpp"

#include <map>
#include <set>
#include <string>

// Who stands behind what records call "konto 3" or "länk 1".
namespace web {

// By what they do and for whom: "områdespolis, Polisen i Fjällby". Left out are those of whom nothing is known any
// more, and what is neither an account nor a personal link.
std::map<std::string, std::string> who_logged(db::reader& r, const std::set<std::string>& holders);

} // namespace web
