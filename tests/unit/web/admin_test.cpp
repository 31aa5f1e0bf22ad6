#include "people_world.hpp"

#include "core/retention.hpp"
#include "db/statement.hpp"
#include "http/meter.hpp"
#include "store/audit.hpp"
#include "store/health.hpp"
#include "web/machine.hpp"
#include "web/metrics_text.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

namespace {

using core::holder;
// The pages that tell of the machine are the program's own routes.
class admin : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        web::add_machine_routes(w.router, w.site, on, meter);
    }
    web::machine on;
    http::meter meter{{}};
};

std::int64_t reads(db::database& database) {
    auto r = database.read();
    return db::find<std::int64_t>(r, "select count(*) from read_event").value();
}

TEST_F(admin, health_tells_what_is_weak_and_a_failed_job_is_tried_again) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    person("b@fjallby.example", holder::administrator);
    write([](db::transaction& t) {
        db::run(t, "insert into job (kind, subject, state, attempts, due_at, problem) values ('report', 'b', 'failed', "
                   "5, 1, 'skrivaren är slut')");
        store::remember_verification(t, {base::clock{}.now(), 3, 0});
    });
    const auto page = w.get("/admin/halsa", {}, browser);
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    for (const auto* words : {"SQLite 3.", "Det finns ingen säkerhetskopia", "administratör utan kod",
                              "skrivaren är slut", "3 händelser, allt stämmer"})
        EXPECT_TRUE(holds(page, words)) << words;
    const auto failed = [&] {
        auto r = w.database->read();
        return "job=" + std::to_string(store::health_of(r).failed.at(0).id);
    }();
    const auto sent = send("/admin/halsa/jobb", browser, failed);
    EXPECT_EQ(header_of(sent, "Location"), "/admin/halsa?gjort=jobb");
    EXPECT_TRUE(holds(w.get("/admin/halsa", {{"gjort", "jobb"}}, browser), "försöks igen nu"));
    EXPECT_FALSE(holds(w.get("/admin/halsa", {}, browser), "skrivaren är slut"));
    EXPECT_EQ(header_of(send("/admin/halsa/jobb", browser, failed), "Location"), "/admin/halsa") << "once";
    EXPECT_EQ(header_of(send("/admin/halsa/jobb", browser, "job=x"), "Location"), "/admin/halsa");
}

TEST_F(admin, a_coordinator_sees_the_events_of_their_own_pledges_alone) {
    const auto house = browser_of(person("a@fjallby.example", holder::administrator, true));
    const auto own = browser_of(person("k@fjallby.example", holder::coordinator));
    core::organisation_id elsewhere;
    write([&](db::transaction& t) {
        elsewhere = store::add_organisation(t, core::organisation_named("Annan förening"), "x");
    });
    const auto other = browser_of(person("o@annan.example", holder::coordinator, false, elsewhere));
    const auto all = w.get("/admin/handelser", {}, house);
    EXPECT_TRUE(holds(all, "Konto gjort"));
    EXPECT_TRUE(holds(all, "fjallby-2020"));
    const auto seen = w.get("/admin/handelser", {}, own);
    EXPECT_EQ(seen.status, 200);
    EXPECT_TRUE(holds(seen, "<strong>Publicerat som godkänt på papper</strong>"));
    EXPECT_FALSE(holds(seen, "<strong>Konto gjort</strong>"));
    EXPECT_FALSE(holds(seen, "a@fjallby.example"));
    EXPECT_TRUE(holds(w.get("/admin/handelser", {}, other), "Inga händelser."));
    EXPECT_FALSE(holds(w.get("/admin/handelser.csv", {}, other), "fjallby-2020"));
    EXPECT_TRUE(holds(w.get("/admin/handelser.csv", {}, own), "fjallby-2020"));
    EXPECT_FALSE(holds(w.get("/admin/handelser", {{"vem", "a@fjallby.example"}}, own), "plain rows"));
    EXPECT_TRUE(
        holds(w.get("/admin/handelser", {{"vem", "a@fjallby.example"}}, house), "<strong>Läste händelser</strong>"));
}

TEST_F(admin, events_are_searched_and_what_was_asked_for_is_kept) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    const auto ask = [&](http::fields q) { return w.get("/admin/handelser", std::move(q), browser); };
    EXPECT_TRUE(holds(ask({{"vad", "publish"}}), "<strong>Publicerat som godkänt på papper</strong>"));
    EXPECT_FALSE(holds(ask({{"vad", "publish"}}), "<strong>Konto gjort</strong>"));
    EXPECT_TRUE(holds(ask({{"till", "2001-01-01"}}), "Inga händelser."));
    const auto wrong = ask({{"fran", "i går"}, {"om", "<b>\"'"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"i går\""));
    EXPECT_TRUE(holds(wrong, "&lt;b&gt;"));
    EXPECT_FALSE(holds(wrong, "<b>\""));
    for (const auto* page : {"0", "-1", "x", "99999999999999999999", "10000"})
        EXPECT_LT(ask({{"sida", page}}).status, 500) << page;
    const auto csv = w.get("/admin/handelser.csv", {{"vad", "publish"}}, browser);
    EXPECT_EQ(header_of(csv, "Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(body(csv).starts_with("\xEF\xBB\xBFtid;vem;"));
    EXPECT_EQ(w.get("/admin/handelser.csv", {{"fran", "x"}}, browser).status, 400);
}

TEST_F(admin, reading_is_told_once_an_hour_and_never_costs_the_page) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(w.get("/admin/handelser", {}, browser).status, 200);
    EXPECT_LE(reads(*w.database), 2) << "two where the hour turned meanwhile";
    w.get("/konto/organisation/" + std::to_string(municipality.value), {}, browser);
    EXPECT_TRUE(holds(w.get("/admin/handelser", {{"vad", "read_members"}}, browser), "Fjällby kommun"));
    // A table that takes nothing stands for a database that may not be written.
    write([](db::transaction& t) {
        t.on().script("create trigger closed before insert on read_event begin select raise(abort, 'closed'); end");
    });
    EXPECT_EQ(w.get("/admin/handelser.csv", {}, browser).status, 200);
}

TEST_F(admin, whatever_is_not_open_to_all_is_told_to_have_been_read) {
    const auto reader = browser_of(person("b@fjallby.example", holder::coordinator));
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    for (const auto& [page, act] :
         std::map<std::string, std::string>{{"/tavla", "Läste tavlan"},
                                            {"/tavla/uppgifter", "Läste vad som ska göras och av vem"},
                                            {"/logga/loggat", "Läste det interna i loggen"},
                                            {"/granska", "Läste invånares frågor före svar"}}) {
        const auto before = reads(*w.database);
        EXPECT_EQ(w.get(page, {}, reader).status, 200) << page;
        EXPECT_EQ(reads(*w.database), before + 1) << page;
        EXPECT_TRUE(holds(w.get("/admin/handelser", {}, browser), act)) << page;
    }
}

TEST_F(admin, all_about_oneself_is_a_file) {
    const auto browser = browser_of(person("a@fjallby.example", holder::officer));
    const auto file = w.get("/konto/allt", {}, browser);
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(header_of(file, "Content-Type"), "application/json");
    EXPECT_TRUE(header_of(file, "Content-Disposition").starts_with("attachment"));
    EXPECT_TRUE(holds(file, "a@fjallby.example"));
    EXPECT_EQ(w.get("/konto/allt").status, 303);
}

TEST_F(admin, what_is_kept_too_long_is_shown_and_erased_by_a_person) {
    const auto browser = browser_of(person("a@fjallby.example", holder::administrator, true));
    write([](db::transaction& t) {
        db::run(t, "insert into sign_in_failure (subject, failures, last_at) values ('x', 3, 5)");
    });
    EXPECT_TRUE(holds(w.get("/admin/gallring", {}, browser), "value=\"sign_in_failures\""));
    EXPECT_EQ(header_of(send("/admin/gallring", browser, "slag=sign_in_failures"), "Location"),
              "/admin/gallring?gjort=gallrat");
    EXPECT_EQ(header_of(send("/admin/gallring", browser, "slag=account"), "Location"), "/admin/gallring");
    const auto after = w.get("/admin/gallring", {{"gjort", "gallrat"}}, browser);
    EXPECT_TRUE(holds(after, "Det är borttaget."));
    EXPECT_FALSE(holds(after, "value=\"sign_in_failures\""));
    std::string form = "sjalv=ja";
    for (const auto& rule : core::retention_rules)
        form += fmt::format("&{}={}", rule.name, rule.name == "sessions" ? "31" : std::to_string(rule.days));
    EXPECT_EQ(header_of(send("/admin/gallring/tider", browser, form), "Location"), "/admin/gallring?gjort=tider");
    EXPECT_TRUE(holds(w.get("/admin/gallring", {}, browser), "name=\"sessions\" value=\"31\""));
    EXPECT_TRUE(holds(w.get("/admin/gallring", {}, browser), " checked"));
    const auto bad = send("/admin/gallring/tider", browser, "log_words=sju");
    EXPECT_EQ(bad.status, 422);
    EXPECT_TRUE(holds(bad, "value=\"sju\""));
}

// The format as Prometheus' own documentation has it: HELP and TYPE before a family's samples, each family once, each
// sample once, numbers that can be read, buckets that only grow, up to +Inf, which is the count.
void expect_metrics(const std::string& text, std::map<std::string, double>& values) {
    static const std::regex sample{
        R"re(^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)+\})? (\S+)$)re"};
    std::set<std::string> families;
    std::string family, type;
    double bucket = 0;
    std::istringstream lines{text};
    ASSERT_TRUE(text.ends_with('\n'));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string mark, what, name;
        if (line.starts_with("# ")) {
            words >> mark >> what >> name;
            if (what == "HELP") {
                EXPECT_TRUE(families.insert(name).second) << name << " stands twice";
                family = name;
                bucket = 0;
            } else {
                EXPECT_EQ(what, "TYPE");
                EXPECT_EQ(name, family);
                words >> type;
                EXPECT_TRUE(type == "counter" || type == "gauge" || type == "histogram") << line;
                EXPECT_EQ(type == "counter", name.ends_with("_total")) << line;
            }
            continue;
        }
        std::smatch m;
        ASSERT_TRUE(std::regex_match(line, m, sample)) << line;
        const auto own = m[1].str();
        EXPECT_TRUE(own == family || (type == "histogram" && own.starts_with(family + "_"))) << line;
        std::size_t used = 0;
        const auto value = std::stod(m[5].str(), &used);
        EXPECT_EQ(used, m[5].str().size()) << line;
        EXPECT_TRUE(values.emplace(own + m[2].str(), value).second) << line << " stands twice";
        if (own.ends_with("_bucket")) {
            EXPECT_GE(value, bucket) << line;
            bucket = value;
        }
    }
}

TEST_F(admin, metrics_are_open_to_this_machine_or_with_the_token_alone) {
    on.version = "0.1.0 \"\\\n";
    on.metrics_token = "hemlig";
    http::meter counted{w.router.list()};
    http::router router;
    web::add_machine_routes(router, w.site, on, counted);
    const auto ask = [&](std::string remote, http::fields headers = {}) {
        auto r = site_world::asking("/metrics", {}, std::move(headers));
        r.remote = std::move(remote);
        return router(r);
    };
    EXPECT_EQ(ask("127.0.0.1").status, 200);
    EXPECT_EQ(ask("::1").status, 200);
    EXPECT_EQ(ask("192.0.2.1").status, 403);
    EXPECT_EQ(ask("127.0.0.1", {{"x-forwarded-for", "127.0.0.1"}}).status, 403);
    EXPECT_EQ(ask("192.0.2.1", {{"authorization", "Bearer hemlig"}}).status, 200);
    EXPECT_EQ(ask("192.0.2.1", {{"authorization", "Bearer hemligt"}}).status, 403);
    EXPECT_EQ(ask("192.0.2.1", {{"authorization", "hemlig"}}).status, 403);
    on.metrics_token = "";
    EXPECT_EQ(ask("192.0.2.1", {{"authorization", "Bearer "}}).status, 403);
    counted.count("/{slug}", 200, std::chrono::microseconds{700});
    counted.count("/{slug}", 200, std::chrono::seconds{20});
    counted.count("", 404, std::chrono::microseconds{2'500});
    counted.count("/no/such/route", 599, std::chrono::microseconds{-5});
    counted.count_from_memory();
    counted.count("/{slug}", 503, std::chrono::microseconds{1});
    const auto answer = ask("::1");
    EXPECT_EQ(header_of(answer, "Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    std::map<std::string, double> v;
    expect_metrics(body(answer), v);
    EXPECT_EQ(v["lofte_requests_total{route=\"/{slug}\",status=\"200\"}"], 2);
    EXPECT_EQ(v["lofte_requests_total{route=\"\",status=\"404\"}"], 1);
    EXPECT_EQ(v["lofte_requests_total{route=\"\",status=\"other\"}"], 1);
    EXPECT_EQ(v["lofte_request_duration_seconds_bucket{le=\"0.001\"}"], 3);
    EXPECT_EQ(v["lofte_request_duration_seconds_bucket{le=\"0.0025\"}"], 4) << "at most means at most";
    EXPECT_EQ(v["lofte_request_duration_seconds_bucket{le=\"+Inf\"}"], 5);
    EXPECT_EQ(v["lofte_request_duration_seconds_count"], 5);
    EXPECT_EQ(v["lofte_answers_from_memory_total"], 1);
    EXPECT_EQ(v["lofte_database_errors_total"], 1);
    EXPECT_EQ(v["lofte_database_up"], 1);
    EXPECT_GT(v["lofte_log_entries"], 0);
    EXPECT_GT(v["process_resident_memory_bytes"], 1'000'000);
    EXPECT_GT(v["process_open_fds"], 2);
}

TEST_F(admin, counting_loses_nothing_when_many_count) {
    http::meter many{{"GET /a", "POST /a", "GET /b"}};
    std::vector<std::thread> all;
    for (int n = 0; n < 8; ++n)
        all.emplace_back([&] {
            for (int i = 0; i < 10'000; ++i) {
                many.count_from_memory();
                many.count(i % 2 == 0 ? "/a" : "/b", 200, std::chrono::microseconds{1});
            }
        });
    for (auto& t : all)
        t.join();
    EXPECT_EQ(many.from_memory(), 80'000U);
    for (const auto& a : many.all_answers())
        EXPECT_EQ(a.count, 40'000U) << a.route;
    EXPECT_EQ(many.all_answers().size(), 2U);
}

} // namespace
