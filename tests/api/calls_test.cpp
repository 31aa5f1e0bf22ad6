#include "schema.hpp"
#include "world.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

// Every call of the API with what it must answer, and whether that is what docs/openapi.json says.
namespace {

using namespace api_tests;

std::string file(const char* below) {
    std::ifstream in{std::filesystem::path{LOFTE_SOURCE_DIR} / below, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// {ALL}, {ONE}, {REVOKED} and {ENTRY} stand for the world's tokens and its entry's id.
std::string filled(std::string text, const world& w) {
    for (const auto& [place, value] : {std::pair<std::string, std::string>{"{ALL}", w.for_all},
                                       {"{ONE}", w.for_one},
                                       {"{REVOKED}", w.revoked},
                                       {"{ENTRY}", w.entry}})
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place))
            text.replace(at, place.size(), value);
    return text;
}

struct scenario {
    const char* name;
    const char* method;
    const char* url;   // path, then "?" and one parameter
    const char* token; // "": none
    const char* body;  // "": none
    int status;
    std::vector<std::string> contains;
    std::vector<std::string> lacks;
    const char* documented = ""; // the path in docs/openapi.json that the answer is checked against
    const char* type = "application/json";
};

class api : public testing::TestWithParam<scenario> {
  protected:
    world w;
};

http::request request_of(const scenario& c, const world& w) {
    http::request r;
    r.method = c.method;
    r.path = filled(c.url, w);
    if (const auto mark = r.path.find('?'); mark != std::string::npos) {
        const auto pair = r.path.substr(mark + 1);
        r.query = {{pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1)}};
        r.path.resize(mark);
    }
    if (*c.token) r.headers.emplace_back("authorization", filled(c.token, w));
    if (*c.body) r.headers.emplace_back("content-type", c.type);
    r.body = filled(c.body, w);
    return r;
}

TEST_P(api, answers) {
    const auto& c = GetParam();
    auto r = request_of(c, w);
    const auto answer = w.router(r);
    const auto body = body_of(answer);
    EXPECT_EQ(answer.status, c.status) << body;
    for (const auto& text : c.contains)
        EXPECT_NE(body.find(filled(text, w)), std::string::npos) << text << "\n" << body;
    for (const auto& text : c.lacks)
        EXPECT_EQ(body.find(filled(text, w)), std::string::npos) << text << "\n" << body;
    if (!*c.documented) return;
    const auto method = std::string{c.method} == "GET" ? "get" : "post";
    for (const auto& wrong :
         support::answer_errors(file("docs/openapi.json"), file("docs/lofte-1.schema.json"), c.documented, method,
                                c.status, header_of(answer, "Content-Type"), body))
        ADD_FAILURE() << wrong << "\n" << body;
}

constexpr auto list = "/api/v1/pledges";
constexpr auto show = "/api/v1/pledges/{slug}";
constexpr auto log_path = "/api/v1/log";
constexpr auto correction = "/api/v1/log/{id}/correction";
constexpr auto withdrawal = "/api/v1/log/{id}/withdrawal";
constexpr auto all = "Bearer {ALL}";
constexpr auto read_path = "/api/v1/read";

INSTANTIATE_TEST_SUITE_P(
    reading, api,
    testing::Values(
        scenario{"list",
                 "GET",
                 "/api/v1/pledges",
                 "",
                 "",
                 200,
                 {R"("slug":"alvsby-2020")", R"("slug":"zinkgruvan-2020")"},
                 {"utkast"},
                 list},
        scenario{
            "list_of_one_municipality", "GET", "/api/v1/pledges?kommun=2560", "", "", 200, {"alvsby-2020"}, {}, list},
        scenario{"list_of_another", "GET", "/api/v1/pledges?kommun=0180", "", "", 200, {R"({"pledges":[]})"}, {}, list},
        scenario{
            "list_by_words", "GET", "/api/v1/pledges?q=ZINK", "", "", 200, {"zinkgruvan-2020"}, {"alvsby-2020"}, list},
        scenario{"list_by_no_code",
                 "GET",
                 "/api/v1/pledges?kommun=Norsjö",
                 "",
                 "",
                 400,
                 {"Den har fyra siffror", R"("field":"kommun")"},
                 {},
                 list},
        scenario{"list_by_an_unknown_parameter",
                 "GET",
                 "/api/v1/pledges?per=garbage",
                 "",
                 "",
                 400,
                 {R"("field":"per")", "kommun, q"},
                 {},
                 list},
        scenario{"method_that_the_log_has_not",
                 "DELETE",
                 "/api/v1/log",
                 "",
                 "",
                 405,
                 {R"("kind":"wrong_method")", R"("status":405)", "DELETE"},
                 {}},
        scenario{"as_of_the_first_day_there_is",
                 "GET",
                 "/api/v1/pledges/alvsby-2020?per=0001-01-01",
                 "",
                 "",
                 200,
                 {R"("as_of": "0001-01-01")"},
                 {},
                 show},
        scenario{"as_of_the_last_day_there_is",
                 "GET",
                 "/api/v1/pledges/alvsby-2020?per=9999-12-31",
                 "",
                 "",
                 400,
                 {R"("field":"per")"},
                 {},
                 show},
        scenario{"as_of_no_day", "GET", "/alvsby-2020.json?per=2021-02-30", "", "", 400, {"2021-02-30"}, {}},
        scenario{"show",
                 "GET",
                 "/api/v1/pledges/alvsby-2020",
                 "",
                 "",
                 200,
                 {R"("as_of": "2021-10-14")", R"("said": "2")", R"("verdict":)"},
                 {"inte är offentlig", "kommandoraden"},
                 show},
        scenario{"show_as_of",
                 "GET",
                 "/api/v1/pledges/alvsby-2020?per=2021-09-02",
                 "",
                 "",
                 200,
                 {R"("as_of": "2021-09-02")", R"("log": [])"},
                 {},
                 show},
        scenario{"show_as_of_no_day", "GET", "/api/v1/pledges/alvsby-2020?per=igår", "", "", 400, {"igår"}, {}, show},
        scenario{"show_as_of_a_day_to_come",
                 "GET",
                 "/api/v1/pledges/alvsby-2020?per=2021-10-15",
                 "",
                 "",
                 400,
                 {R"("field":"per")"},
                 {},
                 show},
        scenario{"show_a_draft", "GET", "/api/v1/pledges/utkast", "", "", 404, {"inget publicerat löfte"}, {}, show},
        scenario{"show_nothing", "GET", "/api/v1/pledges/finns-inte", "", "", 404, {"finns-inte"}, {}, show},
        scenario{"json",
                 "GET",
                 "/alvsby-2020.json",
                 "",
                 "",
                 200,
                 {R"("slug": "alvsby-2020")"},
                 {"inte är offentlig"},
                 "/{slug}.json"},
        scenario{"csv",
                 "GET",
                 "/alvsby-2020.csv",
                 "",
                 "",
                 200,
                 {"alvsby-2020;m1;Åtgärd;Fartkontroller;Polisen"},
                 {},
                 "/{slug}.csv"},
        scenario{"atom",
                 "GET",
                 "/alvsby-2020.atom",
                 "",
                 "",
                 200,
                 {"<title>Fartkontroller: 2, 3 september 2021</title>"},
                 {"inte är offentlig"},
                 "/{slug}.atom"},
        scenario{"ics", "GET", "/alvsby-2020.ics", "", "", 200, {"RRULE:FREQ=MONTHLY"}, {}, "/{slug}.ics"},
        scenario{"ics_of_nothing", "GET", "/finns-inte.ics", "", "", 404, {R"("kind":"not_found")"}, {}, "/{slug}.ics"},
        scenario{
            "openapi", "GET", "/api/openapi.json", "", "", 200, {R"("openapi": "3.1.0")"}, {}, "/api/openapi.json"},
        scenario{"schema",
                 "GET",
                 "/api/schema/lofte-1.json",
                 "",
                 "",
                 200,
                 {R"("title": "lofte/1")"},
                 {},
                 "/api/schema/lofte-1.json"},
        scenario{
            "unknown_path", "GET", "/api/v2/pledges", "", "", 404, {R"("kind":"not_found")", "/api/openapi.json"}, {}},
        scenario{"wrong_method", "DELETE", "/api/v1/log", "", "", 405, {"DELETE"}, {}}),
    [](const auto& s) { return std::string{s.param.name}; });

INSTANTIATE_TEST_SUITE_P(
    logging, api,
    testing::Values(
        scenario{"saved",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":3,"key":"k1","date":"2021-10-13"})",
                 201,
                 {R"("owner":"m1")", R"("date":"2021-10-13")", R"("low":3,"high":3)", R"("by":"kommunens system")"},
                 {},
                 log_path},
        scenario{"saved_today_in_words",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":"80-talet","key":"k1"})",
                 201,
                 {R"("date":"2021-10-14")", R"("low":80,"high":89,"about":true)"},
                 {},
                 log_path},
        scenario{"token_of_that_pledge",
                 "POST",
                 "/api/v1/log",
                 "bearer {ONE}",
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k"})",
                 201,
                 {},
                 {},
                 log_path},
        scenario{"token_of_another_pledge",
                 "POST",
                 "/api/v1/log",
                 "Bearer {ONE}",
                 R"({"pledge":"zinkgruvan-2020","owner":"m1","amount":1,"key":"k"})",
                 403,
                 {"bara löftet ”alvsby-2020”", R"("kind":"forbidden")"},
                 {},
                 log_path},
        scenario{"no_token",
                 "POST",
                 "/api/v1/log",
                 "",
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k"})",
                 401,
                 {"Bearer"},
                 {},
                 log_path},
        scenario{
            "other_scheme", "POST", "/api/v1/log", "Basic {ALL}", R"({"pledge":"alvsby-2020"})", 401, {}, {}, log_path},
        scenario{"unknown_token",
                 "POST",
                 "/api/v1/log",
                 "Bearer lofte_nothing",
                 R"({"pledge":"alvsby-2020"})",
                 401,
                 {"återkallad"},
                 {},
                 log_path},
        scenario{"revoked_token",
                 "POST",
                 "/api/v1/log",
                 "Bearer {REVOKED}",
                 R"({"pledge":"alvsby-2020"})",
                 401,
                 {"återkallad"},
                 {},
                 log_path},
        scenario{"no_json", "POST", "/api/v1/log", all, "{", 400, {"tecken 2"}, {}, log_path},
        scenario{"no_amount",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","key":"k"})",
                 400,
                 {R"("field":"/amount")"},
                 {},
                 log_path},
        scenario{"no_key",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1})",
                 400,
                 {R"("field":"/key")"},
                 {},
                 log_path},
        scenario{"unknown_member",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","datum":"2021-10-01"})",
                 400,
                 {"/datum"},
                 {},
                 log_path},
        scenario{"form_and_no_json",
                 "POST",
                 "/api/v1/log",
                 all,
                 "pledge=alvsby-2020",
                 415,
                 {"application/json"},
                 {},
                 log_path,
                 "application/x-www-form-urlencoded"},
        scenario{"a_draft",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"utkast","owner":"m1","amount":1,"key":"k"})",
                 404,
                 {R"("field":"/pledge")"},
                 {},
                 log_path},
        scenario{"unknown_owner",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m9","amount":1,"key":"k"})",
                 422,
                 {"m1"},
                 {},
                 log_path},
        scenario{"day_to_come",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","date":"2021-10-15"})",
                 422,
                 {},
                 {},
                 log_path},
        scenario{"day_outside_the_plan",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","date":"2019-12-31"})",
                 422,
                 {},
                 {},
                 log_path},
        scenario{"amount_that_cannot_be_read",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":"blå","key":"k"})",
                 422,
                 {},
                 {},
                 log_path},
        scenario{
            "personal_number",
            "POST",
            "/api/v1/log",
            all,
            R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","note":"gällde 19811218-9876","confirmed":true})",
            422,
            {},
            {"9876\""},
            log_path},
        scenario{"car_number",
                 "POST",
                 "/api/v1/log",
                 all,
                 R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","note":"bilen ABC 123"})",
                 409,
                 {R"("kind":"ask")"},
                 {},
                 log_path},
        scenario{
            "car_number_confirmed",
            "POST",
            "/api/v1/log",
            all,
            R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","note":"bilen ABC 123","confirmed":true})",
            201,
            {},
            {},
            log_path},
        scenario{"corrected",
                 "POST",
                 "/api/v1/log/{ENTRY}/correction",
                 all,
                 R"({"pledge":"alvsby-2020","amount":5,"key":"c"})",
                 201,
                 {R"("kind":"correction","names":"{ENTRY}")", R"("low":5)", R"("date":"2021-09-03")"},
                 {},
                 correction},
        scenario{"corrects_nothing",
                 "POST",
                 "/api/v1/log/no-such/correction",
                 all,
                 R"({"pledge":"alvsby-2020","amount":5,"key":"c"})",
                 404,
                 {"no-such"},
                 {},
                 correction},
        scenario{"withdrawn",
                 "POST",
                 "/api/v1/log/{ENTRY}/withdrawal",
                 all,
                 R"({"pledge":"alvsby-2020","key":"w","note":"fel dag"})",
                 201,
                 {R"("kind":"withdrawal","names":"{ENTRY}")"},
                 {},
                 withdrawal},
        scenario{"withdraws_from_another_pledge",
                 "POST",
                 "/api/v1/log/{ENTRY}/withdrawal",
                 all,
                 R"({"pledge":"zinkgruvan-2020","key":"w"})",
                 404,
                 {},
                 {},
                 withdrawal},
        scenario{"withdrawal_with_an_amount",
                 "POST",
                 "/api/v1/log/{ENTRY}/withdrawal",
                 all,
                 R"({"pledge":"alvsby-2020","key":"w","amount":1})",
                 400,
                 {"/amount"},
                 {},
                 withdrawal}),
    [](const auto& s) { return std::string{s.param.name}; });

constexpr auto fjallby = "Medborgarlöfte Fjällby 2024–2026\n\nFjällby kommun och Polisen\n\nVi lovar\n"
                         "Polisen ska göra minst tio fotpatruller i månaden.\nKommunen ska verka för trygghet.\n";

INSTANTIATE_TEST_SUITE_P(
    drafts, api,
    testing::Values(
        scenario{"text",
                 "POST",
                 read_path,
                 "",
                 fjallby,
                 200,
                 {R"("format": "lofte/1")", R"("from": "2024-01-01")", R"("every": "P1M")",
                  R"("code": "not_measurable")", R"("/focus_areas/0/pledges/0/text": [)",
                  R"("text": "Medborgarlöfte Fjällby)"},
                 {R"("warnings")"},
                 read_path,
                 "text/plain; charset=utf-8"},
        scenario{
            "text_as_json",
            "POST",
            read_path,
            "",
            R"({"text":"Medborgarlöfte Fjällby 2024–2026\n\nVi lovar\nPolisen ska göra minst tio fotpatruller i månaden."})",
            200,
            {R"("count": 10)"},
            {},
            read_path},
        scenario{"markdown_by_its_name",
                 "POST",
                 read_path,
                 "",
                 R"({"name":"plan.md","text":"| Vad | När |\n|---|---|\n| **Fotpatruller** | varje vecka |\n"})",
                 200,
                 {R"("what": "Fotpatruller")"},
                 {"**"},
                 read_path},
        scenario{"html",
                 "POST",
                 read_path,
                 "",
                 "<table><tr><th>Vad<th>När<tr><td>Fotpatruller<td>varje vecka</table>",
                 200,
                 {R"("what": "Fotpatruller")", R"("every": "P1W")"},
                 {"<td>"},
                 read_path,
                 "text/html"},
        scenario{"text_in_a_form",
                 "POST",
                 read_path,
                 "",
                 "text=Vi+ska+patrullera+varje+vecka.",
                 200,
                 {R"("text": "Vi ska patrullera varje vecka.)"},
                 {},
                 read_path,
                 "application/x-www-form-urlencoded"},
        scenario{"a_file_with_its_kind_in_its_bytes",
                 "POST",
                 read_path,
                 "",
                 "%PDF-1.7 is cut",
                 422,
                 {"Pdf-filen slutar mitt i"},
                 {},
                 read_path,
                 "application/octet-stream"},
        scenario{"nothing_to_read", "POST", read_path, "", "", 422, {"tom"}, {}, read_path},
        scenario{"a_form_without_anything",
                 "POST",
                 read_path,
                 "",
                 "a=b",
                 422,
                 {R"("kind":"invalid")"},
                 {},
                 read_path,
                 "application/x-www-form-urlencoded"},
        scenario{"cut_json", "POST", read_path, "", R"({"text":"a)", 400, {}, {}, read_path},
        scenario{"json_without_text",
                 "POST",
                 read_path,
                 "",
                 R"({"name":"a.md"})",
                 400,
                 {R"("field":"/text")"},
                 {},
                 read_path},
        scenario{"json_with_a_misspelt_member",
                 "POST",
                 read_path,
                 "",
                 R"({"text":"a","namn":"a.md"})",
                 400,
                 {"/namn"},
                 {},
                 read_path},
        scenario{"json_that_is_a_list", "POST", read_path, "", "[]", 400, {}, {}, read_path},
        scenario{
            "cut_form", "POST", read_path, "", "--x\r\n", 400, {}, {}, read_path, "multipart/form-data; boundary=x"},
        scenario{"a_picture", "POST", read_path, "", "x", 415, {"image/png", "text/plain"}, {}, read_path, "image/png"},
        scenario{"asked_for", "GET", read_path, "", "", 405, {R"("kind":"wrong_method")"}, {}}),
    [](const auto& s) { return std::string{s.param.name}; });

} // namespace
