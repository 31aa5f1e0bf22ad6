#pragma once

#include "app/program.hpp"
#include "reading/tables.hpp"

#include <memory>
#include <optional>
#include <string>

// The tables of words as files that somebody changes and tries, without building the program anew.
namespace app {

// Those of a folder, each instead of the program's own of that name; null, with what is wrong told line by line, where
// they cannot be used.
std::unique_ptr<const reading::tables> tables_of(program& p, const std::string& folder);

int lexicon_write(program& p, const std::string& folder);
int lexicon_check(program& p, const std::string& folder);
// A file of phrases with their readings (docs/reading.md). 1: some were read otherwise.
int lexicon_test(program& p, const std::string& file, const std::string& folder);

} // namespace app
