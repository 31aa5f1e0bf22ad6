#include "case_table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

// What the public is told is what the program does.
TEST(method, has_examples_that_come_out_as_they_say) {
    std::ifstream file{LOFTE_SOURCE_DIR "/docs/method.md"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto all = cases::parse(cases::blocks_of(text));
    EXPECT_GE(all.size(), 8U);
    for (const auto& c : all) {
        const auto difference = cases::difference(c);
        EXPECT_TRUE(difference.empty()) << c.name << "\n" << difference;
    }
}

} // namespace
