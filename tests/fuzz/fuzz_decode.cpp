#include "intake_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    return read_as("a.txt", bytes, size);
}
