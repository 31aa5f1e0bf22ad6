#include "people_world.hpp"

#include "core/log.hpp"
#include "db/connection.hpp"
#include "store/personal_link.hpp"
#include "store/session.hpp"

#include <nlohmann/json.hpp>

namespace {

using core::holder;
using nlohmann::json;

class field : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        bo = person("bo@fjallby.example", holder::reporter);
    }
    json key(const http::fields& browser) { return json::parse(body(w.get("/logga/nyckel", {}, browser))); }
    // As the app sends an entry: with the key of whoever is signed in now.
    http::response put(const http::fields& browser, const std::string& holder, const std::string& form) {
        return w.post("/logga/skicka",
                      fmt::format("pledge=fjallby-2020&owner=m1&{}&holder={}&nyckel={}", form, holder,
                                  key(browser)["nyckel"].get<std::string>()),
                      browser);
    }
    std::string named(core::account_id id) { return fmt::format("konto+{}", id.value); }
    std::size_t entries() {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log).size();
    }

    core::account_id bo;
};

TEST_F(field, an_entry_is_sent_by_a_later_session_of_the_same_person_once) {
    const auto then = browser_of(bo), now = browser_of(bo);
    const auto before = entries();
    EXPECT_NE(key(then)["nyckel"], key(now)["nyckel"]);
    EXPECT_EQ(key(now)["holder"], "konto " + std::to_string(bo.value));
    const auto first = put(then, named(bo), "amount=1&on=2022-02-28&key=k");
    ASSERT_EQ(first.status, 200);
    const auto again = put(now, named(bo), "amount=1&on=2022-02-28&key=k");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(body(first), body(again));
    EXPECT_EQ(entries(), before + 1);
    const auto shown = json::parse(body(first))["shown"].get<std::string>();
    ASSERT_TRUE(shown.starts_with("/logga?sparat="));
    EXPECT_TRUE(holds(w.get("/logga", {{"sparat", shown.substr(14)}}, now), "Sparat: 1, "));
    EXPECT_EQ(header_of(first, "Cache-Control"), "no-store");
}

TEST_F(field, nobody_sends_what_another_has_logged) {
    const auto eva = person("eva@fjallby.example", holder::officer);
    const auto before = entries();
    EXPECT_EQ(put(browser_of(eva), named(bo), "amount=1&key=k").status, 409);
    const auto browser = browser_of(bo);
    const auto form = "pledge=fjallby-2020&owner=m1&amount=1&key=k&holder=" + named(bo);
    EXPECT_EQ(w.post("/logga/skicka", form, browser).status, 409) << "without a form key";
    EXPECT_EQ(
        w.post("/logga/skicka", form + "&nyckel=" + key(browser_of(bo))["nyckel"].get<std::string>(), browser).status,
        409)
        << "with another session's";
    EXPECT_EQ(w.post("/logga/skicka", form).status, 401);
    EXPECT_EQ(w.get("/logga/nyckel").status, 401);
    auto foreign = browser;
    foreign.emplace_back("origin", "https://annan.example");
    EXPECT_EQ(w.post("/logga/skicka", form + "&nyckel=" + key(browser)["nyckel"].get<std::string>(), foreign).status,
              403);
    EXPECT_EQ(entries(), before);
}

TEST_F(field, says_what_is_wrong_and_what_may_be_confirmed) {
    const auto browser = browser_of(bo);
    const auto refused = put(browser, named(bo), "amount=hej&key=a");
    EXPECT_EQ(refused.status, 422);
    EXPECT_FALSE(json::parse(body(refused))["problem"].get<std::string>().empty());
    EXPECT_EQ(json::parse(body(refused))["asks"], false);
    const auto asks = put(browser, named(bo), "amount=1&note=Ring+Eva+Lindgren&key=b");
    EXPECT_EQ(asks.status, 422);
    EXPECT_EQ(json::parse(body(asks))["asks"], true);
    EXPECT_EQ(put(browser, named(bo), "amount=1&note=Ring+Eva+Lindgren&key=b&confirmed=ja").status, 200);
    EXPECT_EQ(json::parse(body(asks))["fields"], json::object());
    const auto numbered = put(browser, named(bo), "amount=1&note=Ring+19811218-9876+i+dag&key=d");
    EXPECT_EQ(json::parse(body(numbered))["fields"], (json{{"note", "Ring […] i dag"}}));
    const auto used = put(browser, named(bo), "amount=2&key=b");
    EXPECT_EQ(used.status, 422);
    EXPECT_EQ(json::parse(body(used))["used"], true) << "the key was used with other contents";
    const auto elsewhere = person("pia@polisen.example", holder::officer, false, police);
    EXPECT_EQ(put(browser_of(elsewhere), named(elsewhere), "amount=1&key=c").status, 403);
}

TEST_F(field, the_pages_of_logging_alone_run_scripts) {
    const auto browser = browser_of(bo);
    const auto policy = header_of(w.get("/logga", {}, browser), "Content-Security-Policy");
    EXPECT_NE(policy.find("script-src 'self';"), policy.npos);
    EXPECT_EQ(policy.find("unsafe"), policy.npos);
    EXPECT_EQ(header_of(w.get("/konto", {}, browser), "Content-Security-Policy"), "") << "the server's own stands";
    EXPECT_TRUE(holds(w.get("/logga", {}, browser), "data-holder=\"konto " + std::to_string(bo.value) + "\""));
    EXPECT_FALSE(holds(w.get("/konto", {}, browser), "<script"));
    EXPECT_FALSE(holds(w.get("/"), "<script"));
}

TEST_F(field, the_app_is_installed_with_files_that_there_are) {
    const auto worker = w.get("/logga/service-worker.js");
    EXPECT_EQ(header_of(worker, "Service-Worker-Allowed"), "/logga");
    EXPECT_TRUE(header_of(worker, "Content-Type").starts_with("text/javascript"));
    const auto text = body(worker);
    EXPECT_EQ(text.find("'log_queue.js'"), text.npos);
    for (auto at = text.find("'/assets/"); at != text.npos; at = text.find("'/assets/", at + 1)) {
        const auto file = text.substr(at + 1, text.find('\'', at + 1) - at - 1);
        if (file == "/assets/") continue; // where all of them are
        EXPECT_EQ(w.get(file).status, 200) << file;
    }
    const auto manifest = json::parse(body(w.get("/logga/app.webmanifest")));
    EXPECT_EQ(manifest["start_url"], "/logga");
    for (const auto& icon : manifest["icons"])
        EXPECT_EQ(w.get(icon["src"].get<std::string>()).status, 200) << icon;
    const auto link = "/logga/lank/" + std::string(64, 'a');
    EXPECT_EQ(json::parse(body(w.get(link + "/app.webmanifest")))["start_url"], link);
    EXPECT_EQ(w.get("/logga/lank/%22/app.webmanifest").status, 404);
    EXPECT_EQ(w.get("/logga/utan-nat").status, 200);
}

TEST_F(field, signing_out_leads_by_the_page_that_empties_the_device) {
    const auto browser = browser_of(bo);
    EXPECT_EQ(header_of(send("/konto/logga-ut", browser, "a=b"), "Location"), "/logga/ut");
    EXPECT_EQ(header_of(w.get("/logga/ut"), "Location"), "/");
}

TEST_F(field, a_link_sends_its_own_and_no_more_when_it_is_taken_back) {
    core::personal_link link;
    link.slug = "fjallby-2020";
    link.function = "fältassistent";
    link.rows = {"m1"};
    link.made_by = "x";
    link.ends_on = base::make_date(2022, 12, 31);
    const std::string secret_of_link(64, 'b');
    std::int64_t id = 0;
    write([&](db::transaction& t) {
        link.pledge = store::find_pledge(t, link.slug)->id;
        id = store::add_personal_link(t, link, secret_of_link, w.clock.now());
    });
    const auto path = "/logga/lank/" + secret_of_link;
    const auto said = json::parse(body(w.get(path + "/nyckel")));
    EXPECT_EQ(said["holder"], fmt::format("länk {}", id));
    const auto put_by = [&](std::string_view owner, std::string_view holder) {
        return w.post(path + "/skicka", fmt::format("pledge=fjallby-2020&owner={}&amount=1&key=k&holder={}&nyckel={}",
                                                    owner, holder, said["nyckel"].get<std::string>()));
    };
    const auto own = fmt::format("l%C3%A4nk+{}", id);
    EXPECT_EQ(put_by("m4", own).status, 403);
    EXPECT_EQ(put_by("m1", "konto+1").status, 409);
    const auto saved = put_by("m1", own);
    ASSERT_EQ(saved.status, 200);
    EXPECT_TRUE(json::parse(body(saved))["shown"].get<std::string>().starts_with(path + "?sparat="));
    write([&](db::transaction& t) { store::revoke_personal_link(t, id, std::nullopt, "x", w.clock.now()); });
    EXPECT_EQ(put_by("m1", own).status, 410);
    EXPECT_EQ(w.get(path + "/nyckel").status, 410);
    EXPECT_TRUE(holds(w.get(path), fmt::format("data-holder=\"länk {}\"", id))) << "what waits can still be read";
}

} // namespace
