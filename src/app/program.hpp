#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "base/translate.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace app {

enum exit_code { done = 0, answer_is_no = 1, wrong_call = 2, bad_input = 3, storage_failed = 4 };

// What every command is given: where words come in and go out, in which language, and which day it is.
struct program {
    std::istream& in;
    std::ostream& out;
    std::ostream& err; // messages; results go to `out`
    const base::translator& say;
    base::clock clock;
    bool json = false;
};

// Who the audit chain says did what the command line did.
inline constexpr std::string_view command_line_holder = "command line";

// Where the data is, as the command line and the environment say.
struct data_place {
    std::string folder;   // --data, LOFTE_DATA
    std::string database; // --database, LOFTE_DATABASE: postgresql://…, instead of SQLite in the folder
    bool create = false;  // make the folder where it is missing
};

// Writes the problem as a sentence, or as JSON where the command speaks JSON; the exit code that it means.
int report(program& p, const base::problem& problem);
void warn(program& p, const base::message& text);

} // namespace app
