#include "db/statement.hpp"
#include "world.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace {

using namespace api_tests;

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
    const web::site site{*impatient,  w.pages,   w.read_before, w.clock,
                         w.templates, w.swedish, w.english,     w.site.base_url};
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

// Two files of a form: a pledge, and the plan that goes with it.
TEST(read_call, joins_a_pledge_and_its_plan) {
    world w;
    const std::string body = "--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"lofte.txt\"\r\n\r\n"
                             "Medborgarlöfte Fjällby 2024–2026\nPolisen ska vara synlig på torget varje vecka.\n"
                             "\r\n--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"plan.md\"\r\n\r\n"
                             "| Vad | När |\n|---|---|\n| Fotpatruller | 10 per månad |\n\r\n--x--";
    const auto both = w.ask("POST", "/api/v1/read", {{"content-type", "multipart/form-data; boundary=x"}}, body);
    EXPECT_EQ(both.status, 200);
    EXPECT_NE(both.body.find(R"("what": "Fotpatruller")"), std::string::npos) << both.body;
    EXPECT_NE(both.body.find("varje vecka"), std::string::npos);
}

TEST(read_call, stores_nothing) {
    world w;
    const auto rows = [&] {
        auto reader = w.database->read();
        return std::vector{db::find<std::int64_t>(reader, "select count(*) from document"),
                           db::find<std::int64_t>(reader, "select count(*) from audit_event"),
                           db::find<std::int64_t>(reader, "select count(*) from read_event"),
                           db::find<std::int64_t>(reader, "select count(*) from job")};
    };
    const auto before = rows();
    EXPECT_EQ(w.ask("POST", "/api/v1/read", {{"content-type", "text/plain"}}, "Vi ska patrullera varje vecka.").status,
              200);
    EXPECT_EQ(rows(), before);
}

TEST(read_call, refuses_one_client_that_asks_too_often_and_no_other) {
    world w;
    const auto read_from = [&](const char* address) {
        http::request r;
        r.method = "POST";
        r.path = "/api/v1/read";
        r.remote = address;
        r.headers = {{"content-type", "text/plain"}};
        r.body = "Vi ska patrullera varje vecka.";
        return w.router(r);
    };
    for (int n = 0; n < 30; ++n)
        EXPECT_EQ(read_from("192.0.2.1").status, 200) << n;
    const auto refused = read_from("192.0.2.1");
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(header_of(refused, "Retry-After"), "6");
    EXPECT_NE(refused.body.find("tio i minuten"), std::string::npos) << refused.body;
    EXPECT_EQ(read_from("192.0.2.2").status, 200);
    for (int n = 0; n < 40; ++n)
        EXPECT_EQ(read_from("127.0.0.1").status, 200) << "a program of this machine";
    http::request r;
    r.remote = "127.0.0.1";
    EXPECT_TRUE(http::is_from_this_machine(r));
    r.headers.emplace_back("x-forwarded-for", "192.0.2.3");
    EXPECT_FALSE(http::is_from_this_machine(r)) << "through a proxy that nobody told of";
}

TEST(read_call, says_that_others_are_before) {
    world w;
    web::api::read_limits limits;
    limits.longest_wait = std::chrono::milliseconds{1};
    const auto first = limits.at_once.take(limits.longest_wait), second = limits.at_once.take(limits.longest_wait);
    http::request r;
    r.headers = {{"content-type", "text/plain"}};
    r.body = "Vi ska patrullera varje vecka.";
    const auto refused = web::api::read_draft(w.site, r, limits);
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(header_of(refused, "Retry-After"), "5");
}

} // namespace
