#include "schema.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "store/token.hpp"
#include "test_database.hpp"
#include "web/api.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

namespace {

using base::make_date;

const base::date today = make_date(2021, 10, 14);

std::string file(const char* below) {
    std::ifstream in{std::filesystem::path{LOFTE_SOURCE_DIR} / below, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

core::pledge_file made_pledge(const char* slug, core::status status) {
    core::pledge_file f;
    f.slug = slug;
    f.status = status;
    auto& d = f.document;
    d.title = std::string{"Löfte "} + slug;
    d.valid = {make_date(2020, 1, 1), make_date(2022, 12, 31)};
    d.parties = {{"Älvsby kommun", reading::party_kind::municipality, "2560"},
                 {"Polisen", reading::party_kind::police}};
    reading::reading monthly;
    monthly.text = "Minst två i månaden";
    monthly.count = reading::amount{2, 2};
    monthly.every = reading::duration{1, 'M'};
    d.plan = {{.id = "m1", .what = "Fartkontroller", .responsible = {"Polisen"}, .readings = {monthly}}};
    return f;
}

// The site over a store of its own: two published pledges, a draft; a token for all and one for the first.
struct world {
    support::test_database folder{db::engine::sqlite};
    std::unique_ptr<db::database> database = folder.open();
    http::page_cache pages;
    store::document_cache documents;
    base::clock clock{today};
    render::templates templates;
    base::translator swedish{base::language::sv}, english{base::language::en};
    web::site site{*database, pages, documents, clock, templates, swedish, english, "https://lofte.example.se"};
    http::router router;
    std::string for_all, for_one, revoked, entry;

    world() {
        store::migrate(*database);
        database->write([&](db::transaction& t) {
            const auto one = store::add_pledge(t, made_pledge("alvsby-2020", core::status::draft));
            const auto other = store::add_pledge(t, made_pledge("zinkgruvan-2020", core::status::draft));
            store::add_pledge(t, made_pledge("utkast", core::status::draft));
            store::publish(t, one.id, {{"Polisen", "chef", make_date(2020, 1, 2)}});
            store::publish(t, other.id, {{"Polisen", "chef", make_date(2020, 1, 2)}});
            for_all = store::add_token(t, "kommunens system", std::nullopt);
            for_one = store::add_token(t, "bara ett", "alvsby-2020");
            revoked = store::add_token(t, "gammal", std::nullopt);
            store::revoke_token(t, "gammal");
            core::log_entry e;
            e.owner = "m1";
            e.done_on = make_date(2021, 9, 3);
            e.said = "2";
            e.amount = {2, 2};
            e.note = "Anteckning som inte är offentlig";
            e.client_key = "seed";
            e.by = "kommandoraden";
            entry = store::append(t, one.id, e).entry.id;
        });
        web::api::add_routes(router, site);
        router.on_error([this](const http::request& r, int status) { return web::api::error(site, r, status); });
    }

    http::response ask(std::string method, std::string path, http::fields headers = {}, std::string body = {},
                       http::fields query = {}) {
        http::request r;
        r.method = std::move(method);
        r.path = std::move(path);
        r.headers = std::move(headers);
        r.body = std::move(body);
        r.query = std::move(query);
        return router(r);
    }
};

std::string body_of(const http::response& r) { return r.page ? r.page->plain : r.body; }

std::string header_of(const http::response& r, std::string_view name) {
    if (r.page && name == "Content-Type") return r.page->content_type;
    for (const auto& [n, value] : r.page ? r.page->headers : r.headers)
        if (n == name) return value;
    return {};
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

struct writing : testing::Test {
    world w;
    http::response post(const std::string& path, const std::string& body) {
        return w.ask("POST", path,
                     {{"authorization", "Bearer " + w.for_all}, {"content-type", "application/json; charset=utf-8"}},
                     body);
    }
    std::size_t entries() {
        auto reader = w.database->read();
        return store::find_pledge(reader, "alvsby-2020")->log.size();
    }
};

TEST_F(writing, the_same_key_saves_once) {
    const std::string body = R"({"pledge":"alvsby-2020","owner":"m1","amount":3,"key":"k1"})";
    const auto first = post("/api/v1/log", body), again = post("/api/v1/log", body);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(entries(), 2U);
}

TEST_F(writing, the_same_key_corrects_and_withdraws_once) {
    const auto path = "/api/v1/log/" + w.entry;
    const std::string body = R"({"pledge":"alvsby-2020","amount":5,"key":"c"})";
    EXPECT_EQ(post(path + "/correction", body).status, 201);
    EXPECT_EQ(post(path + "/correction", body).status, 200);
    const auto other = post(path + "/correction", R"({"pledge":"alvsby-2020","amount":6,"key":"c2"})");
    EXPECT_EQ(other.status, 409);
    EXPECT_NE(other.body.find(R"("kind":"conflict")"), std::string::npos);
    EXPECT_EQ(entries(), 2U);
}

TEST_F(writing, a_used_key_with_other_contents_is_a_conflict) {
    EXPECT_EQ(
        post("/api/v1/log", R"({"pledge":"alvsby-2020","owner":"m1","amount":3,"key":"k1","place":"Torget"})").status,
        201);
    for (const char* other :
         {R"({"pledge":"alvsby-2020","owner":"m1","amount":4,"key":"k1","place":"Torget"})",
          R"({"pledge":"alvsby-2020","owner":"m1","amount":3,"key":"k1","place":"Skolan"})",
          R"({"pledge":"alvsby-2020","owner":"m1","amount":3,"key":"k1","place":"Torget","date":"2021-10-01"})"}) {
        const auto answer = post("/api/v1/log", other);
        EXPECT_EQ(answer.status, 409) << other;
        EXPECT_NE(answer.body.find(R"("field":"/key")"), std::string::npos) << answer.body;
        EXPECT_NE(answer.body.find("redan använd"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(entries(), 2U);
}

TEST_F(writing, a_key_of_another_entry_corrects_and_withdraws_nothing) {
    const auto path = "/api/v1/log/" + w.entry;
    EXPECT_EQ(post(path + "/correction", R"({"pledge":"alvsby-2020","amount":5,"key":"seed"})").status, 409);
    EXPECT_EQ(post(path + "/withdrawal", R"({"pledge":"alvsby-2020","key":"seed"})").status, 409);
    EXPECT_EQ(post(path + "/correction", R"({"pledge":"alvsby-2020","amount":5,"key":"c"})").status, 201);
    EXPECT_EQ(post(path + "/correction", R"({"pledge":"alvsby-2020","amount":6,"key":"c"})").status, 409);
    EXPECT_EQ(entries(), 2U);
}

TEST_F(writing, a_correction_keeps_what_it_does_not_name) {
    const auto path = "/api/v1/log/" + w.entry;
    EXPECT_EQ(post(path + "/correction", R"({"pledge":"alvsby-2020","amount":5,"key":"c"})").status, 201);
    auto reader = w.database->read();
    const auto kept = store::find_pledge(reader, "alvsby-2020")->log.back();
    EXPECT_EQ(kept.note, "Anteckning som inte är offentlig");
    EXPECT_EQ(kept.said, "5");

    EXPECT_EQ(post("/api/v1/log/" + kept.id + "/correction", R"({"pledge":"alvsby-2020","note":"","key":"d"})").status,
              201);
    auto later = w.database->read();
    EXPECT_EQ(store::find_pledge(later, "alvsby-2020")->log.back().note, "");
}

TEST_F(writing, a_problem_is_one_of_rfc_9457_that_names_the_member) {
    const auto answer =
        post("/api/v1/log", R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k","date":"2021-10-15"})");
    EXPECT_EQ(header_of(answer, "Content-Type"), "application/problem+json; charset=utf-8");
    for (const char* part :
         {R"("type":"about:blank")", R"("title":"Unprocessable)", R"("status":422)", R"("field":"/date")"})
        EXPECT_NE(answer.body.find(part), std::string::npos) << part << answer.body;
}

TEST_F(writing, a_member_that_stands_twice_is_refused) {
    const auto answer = post("/api/v1/log", R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"amount":9,"key":"k"})");
    EXPECT_EQ(answer.status, 400);
    EXPECT_NE(answer.body.find("”amount” står två gånger"), std::string::npos) << answer.body;
    EXPECT_EQ(entries(), 1U);
}

// Locked by another writer for longer than this one waits: to a handler the same as a lost server or a full disk.
TEST_F(writing, a_database_that_is_away_is_a_503_and_mends_itself) {
    const std::string body = R"({"pledge":"alvsby-2020","owner":"m1","amount":1,"key":"k"})";
    db::settings settings = w.folder.settings();
    settings.busy_timeout = std::chrono::milliseconds{50};
    const auto impatient = db::database::open(settings);
    const web::site site{*impatient, w.pages, w.documents, w.clock, w.templates, w.swedish, w.english, w.site.base_url};
    http::router router;
    web::api::add_routes(router, site);
    http::request r;
    r.method = "POST";
    r.path = "/api/v1/log";
    r.headers = {{"authorization", "Bearer " + w.for_all}, {"content-type", "application/json"}};
    r.body = body;
    http::response locked;
    w.database->write([&](db::transaction&) {
        std::jthread{[&] {
            auto copy = r;
            locked = router(copy);
        }};
    });
    EXPECT_EQ(locked.status, 503);
    EXPECT_EQ(header_of(locked, "Retry-After"), "30");
    EXPECT_NE(locked.body.find(R"("kind":"failed")"), std::string::npos) << locked.body;
    EXPECT_EQ(router(r).status, 201);
}

// Two that stand at the same moment before the same entry: both read it as it was.
TEST_F(writing, two_corrections_of_one_entry_at_once_are_one) {
    std::atomic<int> saved = 0, refused = 0;
    {
        std::vector<std::jthread> clients;
        for (int n = 0; n < 8; ++n)
            clients.emplace_back([&, n] {
                const auto answer = post("/api/v1/log/" + w.entry + "/correction",
                                         R"({"pledge":"alvsby-2020","amount":5,"key":"c)" + std::to_string(n) + "\"}");
                if (answer.status == 201) ++saved;
                if (answer.status == 409) ++refused;
            });
    }
    EXPECT_EQ(saved, 1);
    EXPECT_EQ(refused, 7);
    EXPECT_EQ(entries(), 2U);
}

TEST_F(writing, a_saved_entry_is_seen_at_once_in_every_file) {
    for (const char* path :
         {"/alvsby-2020.json", "/alvsby-2020.csv", "/alvsby-2020.atom", "/api/v1/pledges/alvsby-2020"}) {
        SCOPED_TRACE(path);
        const auto before = body_of(w.ask("GET", path));
        EXPECT_EQ(body_of(w.ask("GET", path)), before);
        const auto key = std::string{"key of "} + path;
        EXPECT_EQ(
            post("/api/v1/log", R"({"pledge":"alvsby-2020","owner":"m1","amount":7,"key":")" + key + "\"}").status,
            201);
        EXPECT_NE(body_of(w.ask("GET", path)), before);
    }
}

TEST_F(writing, what_is_refused_saves_nothing) {
    EXPECT_EQ(post("/api/v1/log", R"({"pledge":"alvsby-2020","owner":"m1","amount":-1,"key":"k"})").status, 422);
    EXPECT_EQ(post("/api/v1/log", std::string(70'000, ' ')).status, 413);
    EXPECT_EQ(entries(), 1U);
}

TEST_F(writing, says_how_to_sign_in) {
    EXPECT_EQ(header_of(w.ask("POST", "/api/v1/log"), "WWW-Authenticate"), "Bearer realm=\"lofte\"");
}

struct open_answers : testing::Test {
    world w;
};

TEST_F(open_answers, may_be_read_from_any_page_and_come_from_memory) {
    for (const char* path : {"/alvsby-2020.json", "/alvsby-2020.csv", "/alvsby-2020.atom", "/alvsby-2020.ics",
                             "/api/v1/pledges/alvsby-2020", "/api/openapi.json"}) {
        SCOPED_TRACE(path);
        const auto answer = w.ask("GET", path);
        EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), "*");
        ASSERT_TRUE(answer.page);
        EXPECT_EQ(w.ask("GET", path).page->etag, answer.page->etag);
    }
    EXPECT_EQ(header_of(w.ask("GET", "/api/v1/pledges"), "Access-Control-Allow-Origin"), "*");
}

TEST_F(open_answers, speak_the_clients_language) {
    const auto english = w.ask("GET", "/finns-inte.json", {{"accept-language", "en-GB,en;q=0.9,sv;q=0.5"}});
    EXPECT_NE(english.body.find("There is no published pledge"), std::string::npos);
    EXPECT_NE(body_of(w.ask("GET", "/alvsby-2020.csv", {{"accept-language", "en"}})).find("Verdict on the whole time"),
              std::string::npos);
    EXPECT_NE(body_of(w.ask("GET", "/alvsby-2020.csv")).find("Bedömning av hela tiden"), std::string::npos);
}

} // namespace
