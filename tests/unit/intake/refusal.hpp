#pragma once

#include "intake/read_file.hpp"

#include "base/translate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tests {

// The key of the refusal; it must have a sentence in both languages.
inline std::string refusal(std::string_view bytes, std::string_view name, const intake::limits& allowed = {}) {
    const auto read = intake::read_file(bytes, name, allowed);
    if (read) return "read as " + read->kind + ": " + read->text.substr(0, 2000);
    EXPECT_EQ(read.error().kind, base::problem_kind::invalid);
    const auto sv = base::translator{base::language::sv}(read.error().text);
    const auto en = base::translator{base::language::en}(read.error().text);
    EXPECT_GT(sv.size(), 20u);
    EXPECT_GT(en.size(), 20u);
    EXPECT_NE(sv, en);
    EXPECT_EQ(sv.find('{'), std::string::npos) << sv;
    return read.error().text.key;
}

inline bool is_refused(std::string_view bytes, std::string_view name) {
    return refusal(bytes, name).starts_with("intake.");
}

} // namespace tests
