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

TEST(read_cadence, a_line_that_wants_another_word_runs_on) {
    for (const auto* text :
         {"en gång per\nvecka", "minst\nen gång i veckan", "en gång i\nveckan", "minst 1\ngång per vecka"}) {
        const auto r = only(text);
        EXPECT_EQ(r.every, (recurrence{duration{1, 'W'}})) << text;
        EXPECT_EQ(r.aggregate, aggregate::each) << text;
    }
    EXPECT_EQ(read_cadence("Fotpatrull varje vecka\nKrogtillsyn per månad").readings.size(), 2u);
}

TEST(read_period, years_are_whole) {
    const auto v = read_period("Medborgarlöften 2023–2025").valid;
    EXPECT_EQ(v.from, base::make_date(2023, 1, 1));
    EXPECT_EQ(v.to, base::make_date(2025, 12, 31));
}

TEST(read_period, parts_of_a_year) {
    const auto ends = [](const char* text, base::date from, base::date to) {
        const auto v = read_period(text).valid;
        EXPECT_EQ(v.from, from) << text;
        EXPECT_EQ(v.to, to) << text;
    };
    ends("Q2-Q3 2026", base::make_date(2026, 4, 1), base::make_date(2026, 9, 30));
    ends("läsåret 2025/2026", base::make_date(2025, 8, 1), base::make_date(2026, 6, 30));
    ends("våren 2026", base::make_date(2026, 1, 1), base::make_date(2026, 6, 30));
    ends("vårterminen 2026 och höstterminen 2026", base::make_date(2026, 1, 1), base::make_date(2026, 12, 31));
    ends("Uppdaterad 2025-02-10. Löftet gäller 2025.", base::make_date(2025, 1, 1), base::make_date(2025, 12, 31));
    ends("2024-2025, kan förlängas till 2026", base::make_date(2024, 1, 1), base::make_date(2025, 12, 31));
    ends("Löftet som tecknades 2023-11-07 gäller 2024-02-01–2025-12-31", base::make_date(2024, 2, 1),
         base::make_date(2025, 12, 31));
    ends("24-03-01 – 25-02-28", base::make_date(2024, 3, 1), base::make_date(2025, 2, 28));
    ends("mellan den 1 maj 2024 och den 30 april 2025", base::make_date(2024, 5, 1), base::make_date(2025, 4, 30));
    ends("börjar gälla 2024-05-01 och upphör 2026-04-30", base::make_date(2024, 5, 1), base::make_date(2026, 4, 30));
}

TEST(read_period, a_start_alone_has_no_end) {
    for (const auto* text : {"Löftet träder i kraft den 1 mars 2024", "2024-03-01 och framåt"}) {
        const auto v = read_period(text).valid;
        EXPECT_EQ(v.from, base::make_date(2024, 3, 1)) << text;
        EXPECT_FALSE(v.to) << text;
    }
    EXPECT_TRUE(read_period("2024 med option på ett år").valid.extendable);
}

TEST(read_quantity, signs_and_halves) {
    const auto q = [](const char* text) { return read_quantity(text).quantity.value(); };
    EXPECT_EQ(q(">30 besök").low, 31);
    EXPECT_FALSE(q(">30 besök").high);
    EXPECT_TRUE(q("~30 besök").about);
    EXPECT_EQ(q("två och en halv timme").low, 2.5);
    EXPECT_EQ(q("4½ timme").high, 4.5);
    EXPECT_EQ(q("8 st + 4 st").low, 12);
    EXPECT_FALSE(q("knappt hälften").low);
    EXPECT_EQ(q("drygt ett hundratal besök").low, 100);
    EXPECT_FALSE(q("drygt ett hundratal besök").high);
    EXPECT_FALSE(q("minst ett 30-tal besök").high);
    EXPECT_EQ(q("minst 20 men högst 25 besök").high, 25);
    EXPECT_EQ(q("tre tusen fyrahundra besök").low, 3400);
    EXPECT_EQ(q("halvannan timme").low, 1.5);
    EXPECT_EQ(q("ett par hundra besök").low, 200);
    EXPECT_EQ(q("flera tusen besökare").unit, "besökare");
    EXPECT_EQ(q("30 besök = 20 + 10").parts, (std::vector<double>{20, 10}));
}

TEST(read_quantity, parts_that_do_not_add_up_are_asked) {
    const auto a = read_quantity("54 (32 + 20) kontroller");
    ASSERT_TRUE(a.quantity);
    EXPECT_EQ(a.quantity->low, 54);
    EXPECT_FALSE(a.quantity->parts_agree);
    ASSERT_EQ(a.questions.size(), 1u);
    EXPECT_EQ(a.questions[0].code, question_code::parts_disagree);
}
