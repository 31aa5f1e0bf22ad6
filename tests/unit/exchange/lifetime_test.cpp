#include "exchange/json.hpp"

#include "made.hpp"
#include "schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

using namespace exchange;
using base::make_date;

std::string with(std::string_view more) {
    return R"({"format":"lofte/1","title":"T","valid":{"from":"2024-01-01","to":"2026-12-31"},)" + std::string{more} +
           "}";
}

std::string plan(std::string_view rows) { return with("\"plan\":[" + std::string{rows} + "]"); }

// The pointer and the sentence of a refusal, or "read".
std::string refusal(const std::string& json) {
    const auto d = parse_document(json);
    if (d) return "read";
    return d.error().field + " " + base::translator{base::language::sv}(d.error().text);
}

constexpr auto changed = R"({"id":"m1","what":"Patrull","to":"2024-12-31",
    "ended":{"reason":"superseded","text":"Fler pass.","on":"2024-11-20"}},
    {"id":"m2","what":"Patrull","from":"2025-01-01","replaces":"m1"})";

TEST(lifetime, is_read_and_written_as_it_stood) {
    const auto d = parse_document(plan(changed));
    ASSERT_TRUE(d) << refusal(plan(changed));
    const auto& old = d->plan[0].life;
    EXPECT_EQ(old.to, make_date(2024, 12, 31));
    ASSERT_TRUE(old.ended);
    EXPECT_EQ(old.ended->reason, reading::reason_code::superseded);
    EXPECT_EQ(old.ended->text, "Fler pass.");
    EXPECT_EQ(old.ended->on, make_date(2024, 11, 20));
    EXPECT_EQ(d->plan[1].life.from, make_date(2025, 1, 1));
    EXPECT_EQ(d->plan[1].life.replaces, "m1");

    const auto text = document_json(*d);
    EXPECT_EQ(parse_document(text), *d);
    EXPECT_EQ(document_json(*parse_document(text)), text);
}

TEST(lifetime, of_a_pledge_is_the_same) {
    const auto d = parse_document(with(R"("focus_areas":[{"pledges":[{"id":"p1","text":"A","to":"2024-06-30"}]},
        {"pledges":[{"id":"p2","text":"B","from":"2024-07-01","replaces":"p1"}]}])"));
    ASSERT_TRUE(d);
    EXPECT_EQ(d->focus_areas[1].pledges[0].life.replaces, "p1");
    EXPECT_EQ(parse_document(document_json(*d)), *d);
}

TEST(lifetime, is_not_written_where_there_is_none) {
    auto d = made::full_document();
    const auto before = document_json(d, form::line);
    EXPECT_EQ(before.find("\"replaces\""), std::string::npos);
    EXPECT_EQ(before.find("\"ended\""), std::string::npos);
    d.plan[1].life.to = make_date(2025, 6, 30);
    EXPECT_NE(document_json(d, form::line), before);
}

TEST(lifetime, stands_in_the_schema) {
    std::ifstream in{LOFTE_SOURCE_DIR "/docs/lofte-1.schema.json"};
    const std::string schema{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_TRUE(support::schema_errors(schema, plan(changed)).empty());
    EXPECT_FALSE(support::schema_errors(schema, plan(R"({"what":"x","to":"snart"})")).empty());
    EXPECT_FALSE(
        support::schema_errors(schema, plan(R"({"what":"x","to":"2024-12-31","ended":{"reason":"nej"}})")).empty());
    EXPECT_FALSE(support::schema_errors(schema, plan(R"({"what":"x","replaces":7})")).empty());
}

TEST(lifetime, that_cannot_be_is_refused_where_it_stands) {
    EXPECT_EQ(refusal(plan(R"({"what":"x","from":"2025-02-01","to":"2025-01-31"})")),
              "/plan/0/to åtgärd 1, till (/plan/0/to): det slutar 31 januari 2025, före den första dagen 1 februari "
              "2025. Rätta ett av datumen.");
    EXPECT_EQ(refusal(plan(R"({"what":"x","ended":{"reason":"weather"}})")),
              "/plan/0/ended åtgärd 1, varför det upphörde (/plan/0/ended): det står varför det upphörde men inte när. "
              "Skriv den sista dagen i ”to”.");
    EXPECT_TRUE(refusal(plan(R"({"what":"x","to":"2024-12-31","ended":{}})")).starts_with("/plan/0/ended/reason "));
    EXPECT_TRUE(refusal(plan(R"({"what":"x","to":"2024-12-31","ended":{"reason":"lust"}})"))
                    .starts_with("/plan/0/ended/reason "));
    EXPECT_TRUE(refusal(plan(R"({"what":"x","from":"i fjol"})")).starts_with("/plan/0/from "));
    EXPECT_TRUE(refusal(plan(R"({"what":"x","to":"2024-12-31","ended":"nej"})")).starts_with("/plan/0/ended "));
}

TEST(lifetime, replaces_what_ended_before_it_began) {
    const auto two = [](std::string_view first, std::string_view second) {
        return refusal(plan(R"({"id":"m1","what":"x",)" + std::string{first} + R"(},{"id":"m2","what":"x",)" +
                            std::string{second} + "}"));
    };
    EXPECT_EQ(two(R"("to":"2024-12-31")", R"("from":"2025-01-01","replaces":"m1")"), "read");
    EXPECT_EQ(two(R"("to":"2024-12-31")", R"("from":"2025-03-01","replaces":"m1")"), "read");
    const auto early = "/plan/1/replaces ";
    EXPECT_TRUE(two(R"("to":"2024-12-31")", R"("from":"2024-12-31","replaces":"m1")").starts_with(early));
    EXPECT_TRUE(two(R"("to":"2024-12-31")", R"("replaces":"m1")").starts_with(early));
    EXPECT_TRUE(two(R"("area":"")", R"("from":"2025-01-01","replaces":"m1")").starts_with(early));
    EXPECT_EQ(two(R"("to":"2024-12-31")", R"("from":"2025-01-01","replaces":"m9")"),
              "/plan/1/replaces åtgärd 2, vad det ersätter (/plan/1/replaces): det finns inget ”m9” av samma slag att "
              "ersätta. Skriv id på en rad (för ett löfte: ett löfte) som står i dokumentet.");
}

TEST(lifetime, replaces_neither_itself_nor_each_other) {
    EXPECT_TRUE(refusal(plan(R"({"id":"m1","what":"x","from":"2025-01-01","to":"2025-12-31","replaces":"m1"})"))
                    .starts_with("/plan/0/replaces "));
    EXPECT_TRUE(refusal(plan(R"({"id":"m1","what":"x","from":"2025-01-01","to":"2025-12-31","replaces":"m2"},
        {"id":"m2","what":"x","from":"2024-01-01","to":"2024-12-31","replaces":"m1"})"))
                    .starts_with("/plan/1/replaces "));
}

TEST(lifetime, of_a_row_replaces_no_pledge) {
    EXPECT_TRUE(refusal(with(R"("focus_areas":[{"pledges":[{"id":"p1","text":"A","to":"2024-06-30"}]}],
        "plan":[{"what":"x","from":"2024-07-01","replaces":"p1"}])"))
                    .starts_with("/plan/0/replaces "));
    EXPECT_TRUE(refusal(with(R"("focus_areas":[{"pledges":[{"text":"A","from":"2024-07-01","replaces":"m1"}]}],
        "plan":[{"id":"m1","what":"x","to":"2024-06-30"}])"))
                    .starts_with("/focus_areas/0/pledges/0/replaces "));
}

} // namespace
