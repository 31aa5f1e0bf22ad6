#pragma once

#include <iosfwd>

namespace app {

// Parses the command line, runs the command and returns its exit code (program.hpp). Nothing escapes it: a broken
// situation is told in a sentence.
int run_command_line(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace app
