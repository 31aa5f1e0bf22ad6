#include "base/translate.hpp"

#include <gtest/gtest.h>

namespace {

using namespace base;

const base::date october = make_date(2021, 10, 14);

TEST(translator, writes_dates_as_the_language_does) {
    const translator sv{language::sv}, en{language::en};
    EXPECT_EQ(sv.date(october), "14 oktober 2021");
    EXPECT_EQ(en.date(october), "14 October 2021");
    EXPECT_EQ(sv.short_date(october), "14 okt. 2021");
    EXPECT_EQ(en.short_date(october), "14 Oct 2021");
    EXPECT_EQ(sv.month(october), "oktober 2021");
    EXPECT_EQ(sv.short_month(october), "okt");
}

TEST(translator, writes_numbers_as_the_language_does) {
    const translator sv{language::sv}, en{language::en};
    EXPECT_EQ(sv.number(1200.5), "1\u202f200,5");
    EXPECT_EQ(en.number(1200.5), "1,200.5");
    EXPECT_EQ(sv.number(7), "7");
    EXPECT_EQ(sv.number(0.333), "0,33");
    EXPECT_EQ(sv.number(-3), "\u22123");
    EXPECT_EQ(sv.number(1'000'000), "1\u202f000\u202f000");
}

TEST(translator, joins_lists) {
    const translator sv{language::sv}, en{language::en};
    EXPECT_EQ(sv.list({"a", "b", "c"}), "a, b och c");
    EXPECT_EQ(en.list({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(sv.list({"a"}), "a");
    EXPECT_EQ(sv.list({}), "");
}

TEST(translator, sorts_a_with_ring_after_z_in_swedish_only) {
    const translator sv{language::sv}, en{language::en};
    EXPECT_TRUE(sv.less("Zinkgruvan", "Åre"));
    EXPECT_TRUE(sv.less("Åre", "Älmhult"));
    EXPECT_TRUE(sv.less("Älmhult", "Örebro"));
    EXPECT_TRUE(en.less("Åre", "Zinkgruvan"));
    EXPECT_FALSE(sv.less("Åre", "Åre"));
}

TEST(translator, fills_places_and_translates_nested_messages_first) {
    const translator sv{language::sv}, en{language::en};
    const message m{"exchange.wrong", {{"at", std::string{"/valid"}}, {"what", message{"exchange.what_flag", {}}}}};
    EXPECT_EQ(sv(m), "/valid: här ska stå true eller false.");
    EXPECT_EQ(en(m), "/valid: what should stand here is true or false.");
    const message whole{"exchange.what_whole", {{"from", std::int64_t{1}}, {"to", std::int64_t{2000}}}};
    EXPECT_EQ(sv(whole), "ett heltal från 1 till 2\u202f000");
    EXPECT_EQ(sv("exchange.wrong", {{"at", "/valid"}, {"what", "true"}}), "/valid: här ska stå true.");
    EXPECT_THROW(sv("exchange.wrong", {{"at", "/valid"}}), std::logic_error);
    EXPECT_EQ(sv(message{"exchange.what_later_date", {{"from", october}}}), "en dag som inte är före 14 oktober 2021");
}

TEST(translator, throws_on_a_key_without_a_text_and_on_a_place_without_a_value) {
    const translator sv{language::sv};
    EXPECT_THROW(sv("nowhere.to_be_found"), std::logic_error);
    EXPECT_THROW(sv("exchange.wrong"), std::logic_error);
}

} // namespace
