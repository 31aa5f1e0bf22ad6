#include "base/date.hpp"
#include "base/time_of_day.hpp"

#include <gtest/gtest.h>

namespace {

using namespace base;

TEST(valid_date, refuses_a_day_the_month_does_not_have) {
    EXPECT_FALSE(valid_date(2023, 6, 31));
    EXPECT_FALSE(valid_date(2023, 2, 29));
    EXPECT_TRUE(valid_date(2024, 2, 29));
}

TEST(parse_iso_date, takes_only_the_full_form) {
    EXPECT_EQ(parse_iso_date("2024-04-23"), make_date(2024, 4, 23));
    EXPECT_FALSE(parse_iso_date("2024-4-23"));
    EXPECT_FALSE(parse_iso_date("2024-04-2x"));
    EXPECT_FALSE(parse_iso_date(""));
}

TEST(iso_week_of, gives_new_years_days_to_the_year_of_their_thursday) {
    EXPECT_EQ(iso_week_of(make_date(2021, 1, 1)), (iso_week{2020, 53}));
    EXPECT_EQ(iso_week_of(make_date(2024, 12, 30)), (iso_week{2025, 1}));
    EXPECT_EQ(monday_of(iso_week{2026, 1}), make_date(2025, 12, 29));
}

TEST(add_months, keeps_within_the_month) {
    EXPECT_EQ(add_months(make_date(2023, 1, 31), 1), make_date(2023, 2, 28));
    EXPECT_EQ(add_months(make_date(2019, 1, 1), 48), make_date(2023, 1, 1));
    EXPECT_EQ(add_months(make_date(2024, 3, 15), -3), make_date(2023, 12, 15));
}

TEST(stockholm_date, turns_at_swedish_midnight_summer_and_winter) {
    const auto utc = [](date d, int h, int m) { return d + std::chrono::hours{h} + std::chrono::minutes{m}; };
    EXPECT_EQ(stockholm_date(utc(make_date(2024, 7, 1), 21, 59)), make_date(2024, 7, 1));
    EXPECT_EQ(stockholm_date(utc(make_date(2024, 7, 1), 22, 1)), make_date(2024, 7, 2));
    EXPECT_EQ(stockholm_date(utc(make_date(2024, 1, 1), 22, 59)), make_date(2024, 1, 1));
    EXPECT_EQ(stockholm_date(utc(make_date(2024, 1, 1), 23, 0)), make_date(2024, 1, 2));
    EXPECT_EQ(stockholm_date(utc(make_date(2024, 1, 1), 22, 59)), make_date(2024, 1, 1)) << "asked again";
    EXPECT_EQ(stockholm_date(utc(make_date(1969, 12, 31), 22, 30)), make_date(1969, 12, 31));
}

TEST(stockholm_time, is_what_a_clock_shows_summer_and_winter) {
    using std::chrono::hours, std::chrono::minutes;
    EXPECT_EQ(stockholm_time(make_date(2026, 11, 29) + hours{7} + minutes{44}), hours{8} + minutes{44});
    EXPECT_EQ(stockholm_time(make_date(2026, 7, 1) + hours{22} + minutes{5}), minutes{5});
    EXPECT_EQ(stockholm_time(make_date(2026, 3, 29) + minutes{59}), hours{1} + minutes{59});
    EXPECT_EQ(stockholm_time(make_date(2026, 3, 29) + hours{1}), hours{3}) << "summer time began";
    EXPECT_EQ(stockholm_time(make_date(1969, 12, 31) + hours{22} + minutes{30}), hours{23} + minutes{30});
}

} // namespace
