#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace base {

// A program that we start and wait for (WeasyPrint, tesseract). It sees no shell, and of our environment only PATH,
// HOME, LANG and TMPDIR.
struct process_call {
    std::vector<std::string> arguments;   // the first is the program, found in PATH
    std::vector<std::string> environment; // "NAME=value", beside those
    std::string_view input;               // its standard input
    std::chrono::milliseconds time_limit{60'000};
    std::uint64_t memory_limit = std::uint64_t{2} << 30; // bytes of address space
    std::size_t output_limit = std::size_t{64} << 20;    // bytes kept of standard output; more ends it
    std::stop_token stop;                                // ends it, within a fifth of a second
};

enum class process_end { exited, not_found, timed_out, killed, too_much_output, stopped };

struct process_answer {
    process_end end = process_end::exited;
    int exit_code = 0; // where it exited
    std::string output;
    std::string errors; // the last 4 KiB of standard error
    bool ok() const { return end == process_end::exited && exit_code == 0; }
};

// Blocks until the program has ended or was ended. Thread-safe. Throws std::system_error where no process can be made.
process_answer run(const process_call& call);

} // namespace base
