#include "exchange/json.hpp"

#include "made.hpp"

#include <gtest/gtest.h>

namespace {

using namespace exchange;

std::string smallest(std::string_view more = "") {
    return R"({"format":"lofte/1","title":"Löfte","valid":{"from":"2024-01-01","to":null})" + std::string{more} + "}";
}

struct refusal {
    std::string json;
    std::string field;
    std::string sentence;
};

TEST(document_json, gives_back_every_member_when_read) {
    const auto d = made::full_document();
    for (const auto f : {form::line, form::indented}) {
        const auto back = parse_document(document_json(d, f));
        ASSERT_TRUE(back) << back.error().field;
        EXPECT_EQ(*back, d);
    }
}

TEST(document_json, writes_members_in_the_order_of_the_format_and_whole_numbers_as_integers) {
    reading::document d;
    d.title = "T";
    d.plan = {{.id = "m1", .what = "w", .readings = {made::monthly(10)}}};
    EXPECT_EQ(
        document_json(d, form::line),
        R"({"format":"lofte/1","title":"T","language":"sv",)"
        R"("valid":{"from":null,"to":null,"until_replaced":false,"extendable":false},"decided":null,"references":[],)"
        R"("parties":[],"annex_to":null,"basis":[],"aims":[],"focus_areas":[],)"
        R"("plan":[{"id":"m1","area":"","focus_area":null,"what":"w","when":"","with":[],"responsible":[],"follow_up":[],)"
        R"("readings":[{"text":"Minst tio kontroller i månaden","span":[120,150],"bound":"at_least","stated":true,"count":10,)"
        R"("measure":"occasions","unit":"kontroller","every":"P1M","aggregate":"each","window":[],"per":null,)"
        R"("deadline":null,"within":null,"additional":false,"modality":"shall","schedulable":true,"measurable":"yes"}]}],)"
        R"("follow_up":{"text":null,"fora":[],"readings":[]},"feedback":{"text":null,"channels":[],"readings":[]},)"
        R"("signatories":[],"outcomes":[],"questions":[]})");
}

TEST(draft_json, adds_the_source_and_where_each_value_stands) {
    reading::draft d;
    d.source = "Löfte\n2024";
    d.spans["/title"] = {0, 5};
    const auto json = draft_json(d, form::line);
    EXPECT_TRUE(json.ends_with(R"("source":{"text":"Löfte\n2024"},"spans":{"/title":[0,5]}})")) << json;
    EXPECT_TRUE(parse_document(json));
}

TEST(document_json, writes_broken_text_with_replacement_characters) {
    reading::document d;
    d.title = "a\xff";
    EXPECT_NE(document_json(d).find("a\uFFFD"), std::string::npos);
}

TEST(parse_document, takes_what_is_left_out_as_the_default) {
    const auto d =
        parse_document(smallest(R"(,"plan":[{"what":"Kontroller","readings":[{"count":3,"every":"P1M"}]}])"));
    ASSERT_TRUE(d);
    EXPECT_EQ(d->language, "sv");
    EXPECT_EQ(d->plan[0].id, "m1");
    const auto& r = d->plan[0].readings[0];
    EXPECT_EQ(r.bound, reading::bound::at_least);
    EXPECT_TRUE(r.schedulable);
    EXPECT_EQ(r.measurable, reading::measurable::yes);
    EXPECT_EQ(r.count, (reading::amount{3, 3}));
}

TEST(parse_document, ignores_members_it_does_not_know) {
    EXPECT_TRUE(
        parse_document(smallest(R"(,"colour":{"any":[1,2]},"plan":[{"what":"x","state":{"verdict":"kept"}}])")));
}

TEST(parse_document, gives_ids_that_are_missing_without_taking_one_that_stands) {
    const auto d = parse_document(smallest(R"(,"plan":[{"what":"a"},{"id":"m1","what":"b"},{"what":"c"}])"));
    ASSERT_TRUE(d);
    EXPECT_EQ(d->plan[0].id, "m2");
    EXPECT_EQ(d->plan[1].id, "m1");
    EXPECT_EQ(d->plan[2].id, "m3");
}

TEST(parse_document, reads_a_byte_order_mark_and_deep_nesting_without_harm) {
    EXPECT_TRUE(parse_document("\xEF\xBB\xBF" + smallest()));
    EXPECT_FALSE(parse_document(std::string(200'000, '[')));
    EXPECT_TRUE(parse_document(smallest(",\"x\":" + std::string(100'000, '[') + std::string(100'000, ']'))));
}

class parse_document_refuses : public testing::TestWithParam<refusal> {};

TEST_P(parse_document_refuses, with_the_place_and_what_should_stand_there) {
    const auto& [json, field, sentence] = GetParam();
    const auto d = parse_document(json);
    ASSERT_FALSE(d) << json;
    EXPECT_EQ(d.error().kind, base::problem_kind::invalid);
    EXPECT_EQ(d.error().field, field);
    EXPECT_EQ(base::translator{base::language::sv}(d.error().text), sentence);
    EXPECT_FALSE(base::translator{base::language::en}(d.error().text).empty());
}

std::string with_reading(std::string_view members) {
    return smallest(R"(,"plan":[{"what":"x","readings":[{)" + std::string{members} + "}]}]");
}

INSTANTIATE_TEST_SUITE_P(
    table, parse_document_refuses,
    testing::Values(
        refusal{"", "", "Det här är inte JSON: det går inte att läsa vid tecken 1."},
        refusal{"{\"format\":", "", "Det här är inte JSON: det går inte att läsa vid tecken 11."},
        refusal{"\"\xff\"", "", "Texten är inte UTF-8. Spara filen som UTF-8 och försök igen."},
        refusal{"[1e999]", "", "Ett av talen är större än vad som går att läsa."},
        refusal{"[]", "", "dokumentets rot: här ska stå ett objekt."},
        refusal{"{}", "/format", "format (/format): här saknas \"lofte/1\"."},
        refusal{R"({"format":"lofte/2"})", "/format", "format (/format): här ska stå \"lofte/1\"."},
        refusal{R"({"format":"lofte/1","valid":{}})", "/title", "titel (/title): här saknas en text."},
        refusal{R"({"format":"lofte/1","title":7,"valid":{}})", "/title", "titel (/title): här ska stå en text."},
        refusal{R"({"format":"lofte/1","title":"a\u0000b","valid":{}})", "/title",
                "titel (/title): här ska stå en text utan styrtecken och utan tecken som vänder skrivriktningen."},
        refusal{R"({"format":"lofte/1","title":"x"})", "/valid", "giltighet (/valid): här saknas ett objekt."},
        refusal{R"({"format":"lofte/1","title":"x","valid":{"from":"2023-06-31"}})", "/valid/from",
                "giltighet, från (/valid/from): här ska stå ett datum som finns, i formen 2024-04-23, eller null."},
        refusal{R"({"format":"lofte/1","title":"x","valid":{"from":"2024-05-02","to":"2024-05-01"}})", "/valid/to",
                "giltighet, till (/valid/to): här ska stå en dag som inte är före 2 maj 2024."},
        refusal{smallest(R"(,"parties":{})"), "/parties", "part (/parties): här ska stå en lista."},
        refusal{smallest(R"(,"parties":[{"name":"x","kind":"king"}])"), "/parties/0/kind",
                "part 1, slag (/parties/0/kind): här ska stå ett av orden municipality, police, region, company, "
                "association, agency, "
                "other."},
        refusal{smallest(R"(,"parties":[{"name":"x"}])"), "/parties/0/kind",
                "part 1, slag (/parties/0/kind): här saknas ett av orden municipality, police, region, company, "
                "association, agency, "
                "other."},
        refusal{smallest(R"(,"parties":[{"name":"x","kind":"police","code":"12"}])"), "/parties/0/code",
                "part 1, kod (/parties/0/code): här ska stå en kommunkod med fyra siffror, eller null."},
        refusal{smallest(R"(,"basis":[{"kind":"other","year":18446744073709551615}])"), "/basis/0/year",
                "underlag 1, år (/basis/0/year): här ska stå ett heltal från 1900 till 2200."},
        refusal{smallest(R"(,"plan":[{"id":"m1","what":"a"},{"id":"m1","what":"b"}])"), "/plan/1/id",
                "åtgärd 2, id (/plan/1/id): ”m1” står på två ställen. Ge varje del ett eget id."},
        refusal{smallest(R"(,"plan":[{"id":"feedback","what":"a"}])"), "/plan/0/id",
                "åtgärd 1, id (/plan/0/id): ”feedback” står på två ställen. Ge varje del ett eget id."},
        refusal{smallest(R"(,"plan":[{"id":"m/1","what":"a"}])"), "/plan/0/id",
                "åtgärd 1, id (/plan/0/id): här ska stå ett id av bokstäverna a–z, siffror, bindestreck och "
                "understreck, högst 40 "
                "tecken."},
        refusal{smallest(R"(,"plan":[{"what":"a","focus_area":"f9"}])"), "/plan/0/focus_area",
                "åtgärd 1, fokusområde (/plan/0/focus_area): dokumentet har inget fokusområde ”f9”. Skriv ett av dess "
                "id, eller null."},
        refusal{smallest(R"(,"plan":["a"])"), "/plan/0", "åtgärd 1 (/plan/0): här ska stå ett objekt."},
        refusal{smallest(R"(,"feedback":{"channels":["radio"]})"), "/feedback/channels/0",
                "återkoppling, kanal 1 (/feedback/channels/0): här ska stå ett av orden municipality_website, "
                "police_website, social_media, press, "
                "household_paper, meeting, other."},
        refusal{with_reading(R"("count":-1)"), "/plan/0/readings/0/count",
                "åtgärd 1, läsning 1, antal (/plan/0/readings/0/count): här ska stå ett tal från 0."},
        refusal{with_reading(R"("count":[5,2])"), "/plan/0/readings/0/count",
                "åtgärd 1, läsning 1, antal (/plan/0/readings/0/count): här ska stå ett tal från 0, en lista [lägst, "
                "högst] eller null."},
        refusal{with_reading(R"("count":1e300)"), "/plan/0/readings/0/count",
                "åtgärd 1, läsning 1, antal (/plan/0/readings/0/count): här ska stå ett tal från 0."},
        refusal{with_reading(R"("stated":"ja")"), "/plan/0/readings/0/stated",
                "åtgärd 1, läsning 1, utskriven gräns (/plan/0/readings/0/stated): här ska stå true eller false."},
        refusal{with_reading(R"("every":"P1M2D")"), "/plan/0/readings/0/every",
                "åtgärd 1, läsning 1, hur ofta (/plan/0/readings/0/every): här ska stå en tid med en enhet (P1M, P3W), "
                "ett av orden shift, term, "
                "meeting, event, "
                "period, eller null."},
        refusal{with_reading(R"("every":"P0M")"), "/plan/0/readings/0/every",
                "åtgärd 1, läsning 1, hur ofta (/plan/0/readings/0/every): här ska stå en tid med en enhet (P1M, P3W), "
                "ett av orden shift, term, "
                "meeting, event, "
                "period, eller null."},
        refusal{with_reading(R"("within":24)"), "/plan/0/readings/0/within",
                "åtgärd 1, läsning 1, inom (/plan/0/readings/0/within): här ska stå en tid med en enhet (PT24H, P5D) "
                "eller null."},
        refusal{with_reading(R"("per":{"each":["a"],"shared":["b"]})"), "/plan/0/readings/0/per",
                "åtgärd 1, läsning 1, för vilka (/plan/0/readings/0/per): här ska stå null, ett objekt med en lista "
                "under \"each\" eller \"shared\"."},
        refusal{with_reading(R"("span":[4,2])"), "/plan/0/readings/0/span",
                "åtgärd 1, läsning 1, ställe i texten (/plan/0/readings/0/span): här ska stå två heltal [början, slut] "
                "från 0, slutet inte före början."},
        refusal{
            smallest(
                R"(,"questions":[{"code":"no_owner","at":"/plan","message":"m","options":[{"label":"l","value":7}]}])"),
            "/questions/0/options/0/value",
            "fråga 1, svarsalternativ 1, värde (/questions/0/options/0/value): här ska stå ett svar: en giltighet, en "
            "lista med läsningar, ett \"per\", en "
            "text, ett "
            "datum eller null."}));

TEST(parse_document, says_which_words_a_window_can_be) {
    const auto d = parse_document(with_reading(R"("window":["weekend","mon:6"])"));
    ASSERT_FALSE(d);
    EXPECT_EQ(d.error().field, "/plan/0/readings/0/window/1");
    const auto sentence = base::translator{base::language::sv}(d.error().text);
    EXPECT_NE(sentence.find("weekend, weekday, evening"), std::string::npos) << sentence;
}

} // namespace
