#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace support {

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// Compares with tests/golden/NAME. With LOFTE_ACCEPT=1 (./dev test --accept) the file is written instead, and the
// change is reviewed as a difference in version control.
inline void expect_golden(const std::string& name, const std::string& bytes) {
    const auto path = std::filesystem::path{LOFTE_SOURCE_DIR} / "tests/golden" / name;
    if (const char* accept = std::getenv("LOFTE_ACCEPT"); accept && std::string{accept} == "1") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << bytes;
        return;
    }
    ASSERT_TRUE(std::filesystem::exists(path)) << path << " is missing; ./dev test --accept writes it";
    EXPECT_EQ(file_bytes(path), bytes) << "differs from " << path;
}

} // namespace support
