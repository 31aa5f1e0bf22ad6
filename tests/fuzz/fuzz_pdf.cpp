#include "intake_target.hpp"

// Fontconfig keeps what it has read of its settings until the program ends. The sanitizer gives the name.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    return read_as("a.pdf", bytes, size);
}
