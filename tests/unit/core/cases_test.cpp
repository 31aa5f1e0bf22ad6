#include "case_table.hpp"

#include "base/translate.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

std::string contents(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void expect_all(const std::vector<cases::one_case>& all) {
    for (const auto& c : all) {
        SCOPED_TRACE(c.name);
        const auto difference = cases::difference(c);
        EXPECT_TRUE(difference.empty()) << "line " << c.line << " \"" << c.name << "\"\n" << difference;
    }
}

TEST(cases, come_out_as_they_were_worked_out_by_hand) {
    const auto all = cases::parse(contents(LOFTE_SOURCE_DIR "/tests/unit/core/cases.txt"));
    EXPECT_GE(all.size(), 130U);
    expect_all(all);
}

TEST(case_table, can_fail) {
    const auto wrong =
        cases::parse("== x\nlöfte at_least 1 P1M each\ngiltigt 2024-01-01..2024-01-31\nlogg 2024-01-02 1\n"
                     "per 2024-03-01\nfönster 2024-01-01..2024-01-31 1/1 missed\nbedömning not_kept\n");
    EXPECT_NE(cases::difference(wrong.at(0)), "");
}

// Every sentence and every line of arithmetic that the table gives has a text in both languages.
TEST(cases, can_be_told_in_both_languages) {
    const base::translator swedish{base::language::sv}, english{base::language::en};
    for (const auto& c : cases::parse(contents(LOFTE_SOURCE_DIR "/tests/unit/core/cases.txt"))) {
        const auto state = core::judge(c.document, c.log, {}, c.settings, c.as_of);
        for (const auto* say : {&swedish, &english})
            for (const auto& owner : state.owners) {
                EXPECT_FALSE((*say)(owner.sentence).empty()) << c.name;
                for (const auto& reading : owner.readings)
                    for (const auto& line : reading.arithmetic)
                        EXPECT_FALSE((*say)(line).empty()) << c.name;
            }
    }
}

} // namespace
