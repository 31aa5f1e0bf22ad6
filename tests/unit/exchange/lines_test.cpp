#include "exchange/json.hpp"

#include "made.hpp"

#include <gtest/gtest.h>

namespace {

using namespace exchange;

TEST(parse_read_line, takes_plain_text_and_json) {
    const auto plain = parse_read_line("Minst 10 kontroller per månad");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->text, "Minst 10 kontroller per månad");
    const auto json = parse_read_line(
        R"({"id":"B1","text":"Senast\n31 mars","context":{"from":"2024-01-01","to":"2024-12-31","parties":["Polisen"]},"kind":"x"})");
    ASSERT_TRUE(json);
    EXPECT_EQ(json->text, "Senast\n31 mars");
    EXPECT_EQ(json->id, "B1");
    EXPECT_EQ(json->known.from, base::make_date(2024, 1, 1));
    EXPECT_EQ(json->known.parties, std::vector<std::string>{"Polisen"});
}

TEST(parse_read_line, refuses_a_json_line_without_text) {
    EXPECT_EQ(parse_read_line("{}").error().field, "/text");
    EXPECT_EQ(parse_read_line(R"({"text":"x","context":[]})").error().field, "/context");
    EXPECT_EQ(parse_read_line(R"({"text":"x")").error().text.key, "exchange.not_json");
    EXPECT_EQ(parse_read_line("\xff").error().text.key, "exchange.not_utf8");
}

TEST(cadence_line, echoes_the_text_and_writes_the_readings) {
    reading::cadence_answer a;
    a.measurable = reading::measurable::no;
    a.reason = "Ingen räknar behov.";
    EXPECT_EQ(
        cadence_line({"Vid \"behov\"", {}, "B7"}, a),
        R"({"id":"B7","text":"Vid \"behov\"","measurable":"no","reason":"Ingen räknar behov.","readings":[],"questions":[]})");
    a = {reading::measurable::yes, "", {made::monthly(10)}, {}};
    const auto line = cadence_line({"Minst 10", {}, {}}, a);
    EXPECT_NE(line.find(R"("bound":"at_least","stated":true,"count":10,)"), std::string::npos) << line;
}

TEST(period_line, writes_the_validity) {
    reading::period_answer a;
    a.valid.from = base::make_date(2019, 1, 1);
    EXPECT_EQ(
        period_line({"Från 1/1 2019", {}, {}}, a),
        R"({"text":"Från 1/1 2019","valid":{"from":"2019-01-01","to":null,"until_replaced":false,"extendable":false},"questions":[]})");
}

TEST(quantity_line, writes_an_amount_or_null) {
    reading::quantity_answer a;
    EXPECT_EQ(quantity_line({"x", {}, {}}, a), R"({"text":"x","quantity":null,"questions":[]})");
    a.quantity = reading::quantity{.low = 54, .high = 54, .parts = {32, 20.5}, .parts_agree = false};
    EXPECT_EQ(
        quantity_line({"x", {}, {}}, a),
        R"({"text":"x","quantity":{"low":54,"high":54,"about":false,"unit":null,"parts":[32,20.5],"parts_agree":false},"questions":[]})");
}

} // namespace
