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
    EXPECT_EQ(printed(), "see_public: visitor token personal_link receipt command_line reader reporter officer "
                         "approver coordinator administrator\n"
                         "see_internal: command_line reader officer approver coordinator\n"
                         "add_entry: token personal_link command_line reporter officer coordinator\n"
                         "correct_entry: token command_line reporter officer coordinator\n"
                         "withdraw_entry: token personal_link command_line reporter officer coordinator\n"
                         "give_reason: token command_line officer coordinator\n"
                         "tell_residents: token command_line officer coordinator\n"
                         "import_document: command_line coordinator\n"
                         "answer_question: command_line coordinator\n"
                         "approve: approver\n"
                         "publish: command_line\n"
                         "change_settings: command_line coordinator\n"
                         "read_log: token command_line reader reporter officer approver coordinator\n"
                         "read_whole_log: token command_line reader officer approver coordinator\n"
                         "manage_members: command_line coordinator administrator\n"
                         "manage_house: command_line administrator\n"
                         "manage_links: command_line coordinator\n"
                         "ask_publicly: visitor receipt reader reporter officer approver coordinator administrator\n"
                         "follow_question: receipt\n"
                         "answer_resident: officer coordinator\n");
}

TEST(rights, roles_have_names_that_are_read_back) {
    for (const auto role : core::all_roles)
        EXPECT_EQ(core::role_named(core::name(role)), role);
    EXPECT_FALSE(core::role_named("visitor"));
    EXPECT_FALSE(core::role_named("token"));
    EXPECT_FALSE(core::role_named("personal_link"));
    EXPECT_FALSE(core::role_named("receipt"));
    EXPECT_FALSE(core::role_named("command_line"));
    EXPECT_FALSE(core::role_named(""));
    EXPECT_TRUE(core::needs_second_factor(core::holder::administrator));
    EXPECT_FALSE(core::needs_second_factor(core::holder::coordinator));
}

} // namespace
