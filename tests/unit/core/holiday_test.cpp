#include "core/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using base::make_date;

// Easter Sundays as Svenska kyrkan's calendar gives them.
TEST(easter_sunday, falls_as_in_the_church_calendar) {
    EXPECT_EQ(core::easter_sunday(2000), make_date(2000, 4, 23));
    EXPECT_EQ(core::easter_sunday(2008), make_date(2008, 3, 23));
    EXPECT_EQ(core::easter_sunday(2011), make_date(2011, 4, 24));
    EXPECT_EQ(core::easter_sunday(2019), make_date(2019, 4, 21));
    EXPECT_EQ(core::easter_sunday(2024), make_date(2024, 3, 31));
    EXPECT_EQ(core::easter_sunday(2025), make_date(2025, 4, 20));
    EXPECT_EQ(core::easter_sunday(2026), make_date(2026, 4, 5));
    EXPECT_EQ(core::easter_sunday(2038), make_date(2038, 4, 25));
}

TEST(public_holidays, are_those_of_the_act_in_2024) {
    const std::vector<base::date> expected{make_date(2024, 1, 1),  make_date(2024, 1, 6),  make_date(2024, 3, 29),
                                           make_date(2024, 3, 31), make_date(2024, 4, 1),  make_date(2024, 5, 1),
                                           make_date(2024, 5, 9),  make_date(2024, 5, 19), make_date(2024, 6, 6),
                                           make_date(2024, 6, 22), make_date(2024, 11, 2), make_date(2024, 12, 25),
                                           make_date(2024, 12, 26)};
    EXPECT_EQ(core::public_holidays(2024), expected);
}

TEST(public_holidays, know_when_midsummer_and_all_saints_are) {
    const auto has = [](int y, unsigned m, unsigned d) {
        const auto all = core::public_holidays(y);
        return std::find(all.begin(), all.end(), make_date(y, m, d)) != all.end();
    };
    EXPECT_TRUE(has(2026, 6, 20));  // the earliest midsummer
    EXPECT_TRUE(has(2021, 6, 26));  // the latest
    EXPECT_TRUE(has(2026, 10, 31)); // the earliest All Saints' Day
    EXPECT_TRUE(has(2020, 10, 31));
    EXPECT_TRUE(has(2021, 11, 6)); // the latest
    EXPECT_TRUE(has(2004, 5, 31)); // Whit Monday, for the last time
    EXPECT_FALSE(has(2005, 5, 16));
    EXPECT_FALSE(has(2004, 6, 6));
}

} // namespace
