#include "reading/read.hpp"

#include <gtest/gtest.h>

namespace {

using namespace reading;

::reading::reading only(std::string_view text, const context& known = {}) {
    const auto answer = read_cadence(text, known);
    EXPECT_EQ(answer.readings.size(), 1u) << text;
    return answer.readings.empty() ? ::reading::reading{} : answer.readings[0];
}

} // namespace

TEST(read_cadence, a_count_and_a_period) {
    const auto r = only("Minst 10 kontroller per månad");
    EXPECT_EQ(r.count, (amount{10, 10}));
    EXPECT_TRUE(r.stated);
    EXPECT_EQ(r.unit, "kontroller");
    EXPECT_EQ(r.every, (recurrence{duration{1, 'M'}}));
    EXPECT_EQ(r.aggregate, aggregate::each);
    EXPECT_EQ(r.measurable, measurable::yes);
}

TEST(read_cadence, a_span_is_in_code_points_of_the_text) {
    const auto r = only("Åtgärd: två gånger per år.");
    EXPECT_EQ(r.span, (span{8, 25}));
    EXPECT_EQ(r.text, "två gånger per år");
}

TEST(read_period, years_are_whole) {
    const auto v = read_period("Medborgarlöften 2023–2025").valid;
    EXPECT_EQ(v.from, base::make_date(2023, 1, 1));
    EXPECT_EQ(v.to, base::make_date(2025, 12, 31));
}

TEST(read_quantity, parts_that_do_not_add_up_are_asked) {
    const auto a = read_quantity("54 (32 + 20) kontroller");
    ASSERT_TRUE(a.quantity);
    EXPECT_EQ(a.quantity->low, 54);
    EXPECT_FALSE(a.quantity->parts_agree);
    ASSERT_EQ(a.questions.size(), 1u);
    EXPECT_EQ(a.questions[0].code, question_code::parts_disagree);
}
