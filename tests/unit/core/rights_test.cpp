#include "core/rights.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

// The whole table as text, so that a change of one right is a change of one line here.
std::string printed() {
    std::string out;
    for (const auto what : core::all_acts) {
        out += std::string{core::name(what)} + ":";
        for (const auto who : core::all_holders)
            if (core::may(who, what)) out += " " + std::string{core::name(who)};
        out += "\n";
    }
    return out;
}

TEST(rights, are_these) {
    EXPECT_EQ(printed(), "see_public: visitor token command_line\n"
                         "see_internal: command_line\n"
                         "add_entry: token command_line\n"
                         "correct_entry: token command_line\n"
                         "withdraw_entry: token command_line\n"
                         "give_reason: token command_line\n"
                         "tell_residents: token command_line\n"
                         "import_document: command_line\n"
                         "answer_question: command_line\n"
                         "publish: command_line\n"
                         "change_settings: command_line\n"
                         "read_whole_log: token command_line\n");
}

} // namespace
