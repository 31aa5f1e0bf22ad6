#include "exchange/json.hpp"

#include "made.hpp"
#include "schema.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using base::make_date;
using namespace exchange;

std::string file(const char* below) {
    std::ifstream in{std::filesystem::path{LOFTE_SOURCE_DIR} / below, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& l : lines)
        out += l + "\n";
    return out;
}

struct schema : testing::Test {
    const std::string text = file("docs/lofte-1.schema.json");
    std::string errors(const std::string& value) const { return joined(support::schema_errors(text, value)); }
};

core::pledge_file full_file() {
    core::pledge_file f;
    f.slug = "alvsby-2024";
    f.status = core::status::published;
    f.document = made::full_document();
    f.approvals = {{"Polisen", "lokalpolisområdeschef", make_date(2024, 4, 23)}};
    f.settings.risk_weekends = {{make_date(2024, 5, 24), make_date(2024, 5, 26), "lönehelg"}};
    core::log_entry e;
    e.id = "e1";
    e.owner = "p1";
    e.done_on = make_date(2024, 2, 3);
    e.said = "80-talet";
    e.amount = {80, 89, true, "kontroller"};
    e.place = "Storgatan";
    e.note = "internt";
    e.client_key = "k";
    e.by = "kommunens system";
    f.log = {e};
    f.reasons = {
        {"p1", make_date(2024, 1, 1), core::reason_code::weather, "Snö.", "Kommunpolis", make_date(2024, 3, 1)}};
    return f;
}

std::string state_of(const core::pledge_file& f, audience who) {
    const auto state = core::judge(f.document, f.log, f.reasons, f.settings, make_date(2024, 6, 1));
    return state_json(f, state, base::translator{base::language::sv}, who);
}

TEST_F(schema, holds_for_whatever_is_written) {
    EXPECT_EQ(errors(document_json(made::full_document())), "");
    EXPECT_EQ(errors(document_json({})), "");
    reading::draft d{made::full_document(), "text", {{"/title", {0, 4}}}};
    EXPECT_EQ(errors(draft_json(d)), "");
    for (const auto who : {audience::open_only, audience::holders})
        EXPECT_EQ(errors(state_of(full_file(), who)), "");
}

TEST_F(schema, refuses_what_the_reader_refuses) {
    const auto wrong = [&](const char* more) {
        return std::string{R"({"format":"lofte/1","title":"t","valid":{})"} + more + "}";
    };
    EXPECT_EQ(errors(wrong("")), "");
    for (const char* more :
         {R"(,"title":7)", R"(,"valid":[])", R"(,"valid":{"from":"1 maj"})", R"(,"parties":[{"name":"x"}])",
          R"(,"parties":[{"name":"x","kind":"king"}])", R"(,"parties":[{"name":"x","kind":"police","code":"12"}])",
          R"(,"plan":[{"id":"m/1","what":"a"}])", R"(,"plan":["a"])",
          R"(,"plan":[{"what":"x","readings":[{"count":-1}]}])",
          R"(,"plan":[{"what":"x","readings":[{"every":"P1M2D"}]}])",
          R"(,"plan":[{"what":"x","readings":[{"window":["mon:6"]}]}])",
          R"(,"plan":[{"what":"x","readings":[{"per":{"each":[],"shared":[]}}]}])",
          R"(,"feedback":{"channels":["radio"]})", R"(,"questions":[{"code":"why","at":"","message":""}])"}) {
        EXPECT_NE(errors(wrong(more)), "") << more;
        EXPECT_FALSE(parse_document(wrong(more))) << more;
    }
}

TEST(state_json, tells_residents_nothing_that_is_internal) {
    const auto open = state_of(full_file(), audience::open_only), all = state_of(full_file(), audience::holders);
    for (const char* hidden : {"Storgatan\",\n      \"note", "internt", "kommunens system", "\"key\""}) {
        EXPECT_EQ(open.find(hidden), std::string::npos) << hidden;
    }
    for (const char* shown : {"internt", "kommunens system", "\"key\": \"k\""})
        EXPECT_NE(all.find(shown), std::string::npos) << shown;
    auto f = full_file();
    f.log[0].amount_visibility = core::visibility::internal;
    EXPECT_NE(state_of(f, audience::open_only).find("\"log\": []"), std::string::npos);
}

TEST(state_json, has_a_state_for_every_owner_and_the_log_until_the_day) {
    auto f = full_file();
    f.log.push_back(f.log[0]);
    f.log[1].id = "e2";
    f.log[1].done_on = make_date(2024, 6, 2);
    const auto text = state_of(f, audience::open_only);
    std::size_t states = 0;
    for (auto at = text.find("\"state\": {"); at != std::string::npos; at = text.find("\"state\": {", at + 1))
        ++states;
    EXPECT_EQ(states, 6U); // two pledges, two rows, the follow-up, the feedback
    EXPECT_NE(text.find("\"as_of\": \"2024-06-01\""), std::string::npos);
    EXPECT_NE(text.find("\"id\": \"e1\""), std::string::npos);
    EXPECT_EQ(text.find("\"id\": \"e2\""), std::string::npos);
    EXPECT_NE(text.find("Snö."), std::string::npos);
}

TEST(parse_entry, takes_a_number_or_words_as_amount) {
    const auto e =
        parse_entry(R"({"pledge":"norsjo-2019","owner":"m5","amount":2.5,"key":"k","date":"2021-10-14","reading":2})");
    ASSERT_TRUE(e);
    EXPECT_EQ(e->pledge, "norsjo-2019");
    EXPECT_EQ(e->entry.amount, "2,5");
    EXPECT_EQ(e->entry.reading, 1);
    EXPECT_EQ(e->entry.on, make_date(2021, 10, 14));
    EXPECT_EQ(parse_entry(R"({"pledge":"x","owner":"m5","amount":"80-talet","key":"k"})")->entry.amount, "80-talet");
}

struct bad_entry {
    const char* json;
    const char* field;
};
class parse_entry_refuses : public testing::TestWithParam<bad_entry> {};
TEST_P(parse_entry_refuses, with_the_member) {
    const auto e = parse_entry(GetParam().json);
    ASSERT_FALSE(e) << GetParam().json;
    EXPECT_EQ(e.error().field, GetParam().field);
    EXPECT_FALSE(base::translator{base::language::sv}(e.error().text).empty());
}
INSTANTIATE_TEST_SUITE_P(
    table, parse_entry_refuses,
    testing::Values(bad_entry{"", ""}, bad_entry{"[]", ""}, bad_entry{"{}", "/pledge"},
                    bad_entry{R"({"pledge":"x","owner":"m1","key":"k"})", "/amount"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":[],"key":"k"})", "/amount"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1})", "/key"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1,"key":"  "})", "/key"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1,"key":"k","datum":"2021-10-14"})", "/datum"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1,"key":"k","date":"14/10"})", "/date"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1,"key":"k","reading":0})", "/reading"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1,"key":"k","hours":-1})", "/hours"},
                    bad_entry{R"({"pledge":"x","owner":"m1","amount":1,"key":"k","confirmed":"ja"})", "/confirmed"}));

TEST(parse_correction, needs_only_the_pledge_and_a_key) {
    EXPECT_TRUE(parse_correction(R"({"pledge":"x","key":"k","amount":3})"));
    EXPECT_TRUE(parse_correction(R"({"pledge":"x","key":"k"})"));
    EXPECT_EQ(parse_correction(R"({"pledge":"x"})").error().field, "/key");
    EXPECT_EQ(parse_withdrawal(R"({"pledge":"x","key":"k","owner":"m1"})").error().field, "/owner");
    EXPECT_TRUE(parse_withdrawal(R"({"pledge":"x","key":"k","note":"fel dag"})"));
}

} // namespace
