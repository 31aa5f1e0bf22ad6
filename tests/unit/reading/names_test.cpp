#include "reading/names.hpp"

#include <gtest/gtest.h>

namespace {

using namespace reading;

TEST(parse_duration, takes_one_unit_only) {
    EXPECT_EQ(parse_duration("P3W"), (duration{3, 'W'}));
    EXPECT_EQ(parse_duration("PT24H"), (duration{24, 'H'}));
    EXPECT_FALSE(parse_duration("P1Y6M"));
    EXPECT_FALSE(parse_duration("P0M"));
    EXPECT_FALSE(parse_duration("P24H"));
    EXPECT_FALSE(parse_duration("3W"));
}

TEST(parse_window, gives_back_what_it_was_written_as) {
    for (const auto* text : {"weekend", "mon:1", "sun", "time:10:00-11:00", "time:22:30-03:00", "week:35-40",
                             "week:50-2", "month:5-9", "month:8-6"}) {
        const auto w = parse_window(text);
        ASSERT_TRUE(w) << text;
        EXPECT_EQ(to_text(*w), text);
    }
    for (const auto* text : {"", "week", "week:0-3", "week:3", "evening:2", "mon:6", "time:25:00-26:00", "month:0-3",
                             "month:5-13", "month:5"})
        EXPECT_FALSE(parse_window(text)) << text;
}

TEST(named, finds_every_word_it_gives) {
    EXPECT_EQ(named<question_code>("plan_area_unlinked"), question_code::plan_area_unlinked);
    EXPECT_EQ(name(channel::other), "other");
    EXPECT_EQ(name(window_kind::week), "week");
    EXPECT_FALSE(named<bound>("at least"));
}

} // namespace
