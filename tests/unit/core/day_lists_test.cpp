#include "core/day_lists.hpp"

#include <gtest/gtest.h>

namespace {

const auto april = base::make_date(2022, 4, 30), may = base::make_date(2022, 5, 1);

TEST(day_lists, hold_each_span_once_in_the_order_of_the_year) {
    core::plan_settings s;
    auto& all = core::days_of(s, core::day_list::risk_weekends);
    EXPECT_TRUE(core::add_days(all, {may, may, "Första maj"}));
    EXPECT_TRUE(core::add_days(all, {april, may, "Valborg"}));
    EXPECT_FALSE(core::add_days(all, {april, may, "Valborg"})) << "said twice";
    EXPECT_TRUE(core::add_days(all, {april, may, "Valborgshelgen"}));
    ASSERT_EQ(s.risk_weekends.size(), 2U);
    EXPECT_EQ(s.risk_weekends.front().name, "Valborgshelgen");
    EXPECT_TRUE(core::remove_days(all, april, may));
    EXPECT_FALSE(core::remove_days(all, april, may));
    EXPECT_EQ(s.risk_weekends.size(), 1U);
    EXPECT_TRUE(s.events.empty() && s.school_breaks.empty());
}

TEST(day_lists, are_called_as_on_the_command_line) {
    for (const auto list : core::all_day_lists)
        EXPECT_EQ(core::day_list_named(core::name(list)), list);
    EXPECT_FALSE(core::day_list_named("terminer"));
}

TEST(day_lists, take_days_and_refuse_what_is_none) {
    EXPECT_EQ(core::check_days("2022-04-30", "", " Valborg  ")->to, april);
    EXPECT_EQ(core::check_days("2022-04-30", "2022-05-01", " Valborg  ")->name, "Valborg");
    const auto field = [](const char* from, const char* to, const std::string& name) {
        const auto days = core::check_days(from, to, name);
        return days ? std::string{"none"} : days.error().field;
    };
    EXPECT_EQ(field("", "", ""), "from");
    EXPECT_EQ(field("2022-02-30", "", ""), "from");
    EXPECT_EQ(field("2022-04-30", "x", ""), "to");
    EXPECT_EQ(field("2022-04-30", "2022-04-29", ""), "to");
    EXPECT_EQ(field("2022-04-30", "2023-05-01", ""), "to") << "more than a year";
    EXPECT_EQ(field("2022-04-30", "2023-04-30", ""), "none");
    EXPECT_EQ(field("2022-04-30", "", std::string(121, 'a')), "name");
    EXPECT_EQ(field("2022-04-30", "", "19811218-9876"), "name");
}

TEST(day_lists, a_day_belongs_to_one_term) {
    core::plan_settings s;
    EXPECT_TRUE(core::set_terms(s, {{1, 8}, {6, 12}, {8, 18}, {12, 20}}));
    EXPECT_EQ(s.spring_to, (core::terms::day{6, 12}));
    const auto before = core::terms_of(s);
    for (const auto& bad :
         {core::terms{{1, 8}, {8, 18}, {8, 18}, {12, 20}}, core::terms{{6, 13}, {6, 12}, {8, 18}, {12, 20}},
          core::terms{{1, 8}, {6, 12}, {8, 18}, {8, 17}}})
        EXPECT_FALSE(core::set_terms(s, bad));
    EXPECT_EQ(core::terms_of(s), before);
}

} // namespace
