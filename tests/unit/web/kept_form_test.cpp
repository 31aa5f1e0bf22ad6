#include "people_world.hpp"

#include "core/log.hpp"
#include "db/error.hpp"

namespace {

using core::holder;

// A database whose server is stopped.
class away : public db::database {
  public:
    db::engine engine() const override { return db::engine::postgresql; }
    db::reader read() override { fail(); }
    void write(const std::function<void(db::transaction&)>&) override { fail(); }
    std::string name() const override { return "borta"; }
    void copy_to(const std::string&) override { fail(); }

  private:
    [[noreturn]] static void fail() { throw db::error{db::error_class::lost, "borta", "no server"}; }
};

class kept_forms : public people_world {
  protected:
    static http::fields here(http::fields browser) {
        browser.emplace_back("origin", "https://lofte.example");
        return browser;
    }
    std::size_t entries() {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log).size();
    }
    static bool keeps(const http::response& r, const std::string& field) {
        return r.status == 403 && holds(r, "action=\"/logga\"") && holds(r, field);
    }

    const std::string form_ = "pledge=fjallby-2020&owner=m1&amount=1&key=k-1&note=vid+%22Ågatan%22%0D%0Aoch+torget";
    const std::string note_ = "name=\"note\" value=\"vid &quot;Ågatan&quot;\r\noch torget\"";
};

TEST_F(kept_forms, wait_for_whoever_signs_in_again) {
    const auto before = entries();
    const auto over = w.post("/logga", form_ + "&nyckel=gammal", here({{"host", "lofte.example"}}));
    EXPECT_TRUE(keeps(over, note_)) << body(over);
    EXPECT_TRUE(holds(over, "href=\"/konto/logga-in\" target=\"_blank\""));
    EXPECT_FALSE(holds(over, "gammal"));
    const auto browser = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto again = w.post("/logga", form_, here(browser));
    EXPECT_TRUE(keeps(again, note_));
    EXPECT_TRUE(holds(again, "Du är inloggad som bo@fjallby.example"));
    EXPECT_EQ(entries(), before) << "nothing is done in the name of somebody who did not ask for it";
    EXPECT_EQ(w.post("/logga", form_ + "&nyckel=" + form_secret(again), here(browser)).status, 303);
    EXPECT_EQ(entries(), before + 1);
}

TEST_F(kept_forms, are_of_this_site_alone) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::reporter));
    const http::fields nobody{{"host", "lofte.example"}};
    for (const auto& [name, value] : http::fields{{"origin", "https://evil.example"},
                                                  {"origin", "null"},
                                                  {"sec-fetch-site", "cross-site"},
                                                  {"sec-fetch-site", "same-site"}}) {
        for (auto headers : {browser, nobody}) {
            headers.emplace_back(name, value);
            EXPECT_FALSE(holds(w.post("/logga", form_, headers), "torget")) << name << ": " << value;
        }
    }
    EXPECT_FALSE(holds(w.post("/logga", form_, browser), "torget")) << "the browser does not say where it stood";
    EXPECT_EQ(w.post("/logga", form_, nobody).status, 303);
    auto fetched = nobody;
    fetched.emplace_back("sec-fetch-site", "same-origin");
    EXPECT_TRUE(keeps(w.post("/logga", form_, fetched), note_));
}

TEST_F(kept_forms, hold_no_password_and_nothing_that_was_not_typed) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::reporter));
    for (const auto& headers : {here(browser), here({{"host", "lofte.example"}})}) {
        const auto password = w.post("/konto/losenord", "current=hemligt+ett&password=hemligt+annat", headers);
        EXPECT_FALSE(holds(password, "hemligt")) << password.status;
        EXPECT_NE(password.status, 200);
    }
    EXPECT_EQ(w.post("/konto/logga-ut", "nyckel=gammal", here({{"host", "lofte.example"}})).status, 303);
}

TEST_F(kept_forms, say_that_a_file_must_be_chosen_again) {
    const std::string part = "--x\r\nContent-Disposition: form-data; name=\"";
    const auto sent = part + "pledge\"\r\n\r\nfjallby-2020\r\n" + part +
                      "file\"; filename=\"logg.csv\"\r\n\r\nowner;amount\r\n--x--\r\n";
    auto headers = here({{"host", "lofte.example"}});
    headers.emplace_back("content-type", "multipart/form-data; boundary=x");
    const auto kept = w.post("/logga/fil", sent, headers);
    EXPECT_EQ(kept.status, 403) << body(kept);
    EXPECT_TRUE(holds(kept, "Välj den igen") && holds(kept, "value=\"fjallby-2020\""));
}

TEST_F(kept_forms, wait_for_a_database_that_is_away) {
    away gone;
    auto site = web::site{gone,      w.pages,   w.read_before,           w.clock, w.templates,
                          w.swedish, w.english, "https://lofte.example", &w.room, &w.providers};
    http::router router;
    web::add_routes(router, site);
    const auto sent = [&](const std::string& path, const std::string& form, const http::fields& headers) {
        auto r = site_world::asking(path, {}, headers);
        r.method = "POST";
        r.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        r.body = form;
        return router(r);
    };
    const auto browser = here(browser_of(person("bo@fjallby.example", holder::reporter)));
    const auto kept = sent("/logga", form_ + "&nyckel=sand&r=%3Cscript%3E", browser);
    EXPECT_EQ(kept.status, 503);
    EXPECT_EQ(header_of(kept, "Retry-After"), "30");
    EXPECT_EQ(header_of(kept, "Cache-Control"), "no-store");
    EXPECT_TRUE(holds(kept, "action=\"/logga\"") && holds(kept, note_) && holds(kept, "value=\"sand\"")) << body(kept);
    EXPECT_TRUE(holds(kept, "vid &quot;Ågatan&quot;\r\noch torget\n") && holds(kept, "readonly"));
    EXPECT_FALSE(holds(kept, "<script>"));
    EXPECT_TRUE(holds(sent("/fjallby-2020/fraga", "text=Varf%C3%B6r+d%C3%A5", here({{"host", "lofte.example"}})),
                      "value=\"Varför då\""));
    // Neither what is secret, nor what another site sent, nor what no person looks at.
    for (const auto& [path, form] : http::fields{{"/konto/logga-in", "mail=a@b.example&password=torget"},
                                                 {"/konto/kod", "code=torget"},
                                                 {"/fraga", "code=torget"}}) {
        const auto answer = sent(path, form, browser);
        EXPECT_EQ(answer.status, 503) << path;
        EXPECT_FALSE(holds(answer, "torget") || holds(answer, "a@b.example")) << path;
    }
    auto foreign = browser_of(person("eva@fjallby.example", holder::reporter));
    EXPECT_FALSE(holds(sent("/logga", form_, foreign), "torget"));
    foreign.emplace_back("origin", "https://evil.example");
    EXPECT_FALSE(holds(sent("/logga", form_, foreign), "torget"));
    auto script = browser;
    script.emplace_back("sec-fetch-dest", "empty");
    EXPECT_FALSE(holds(sent("/logga", form_, script), "torget"));
}

TEST_F(kept_forms, keep_a_reason_though_its_field_is_called_a_code) {
    const auto over =
        w.post("/tavla/skal/fjallby-2020/m1", "code=resources&text=Vi+var+f%C3%A5", here({{"host", "lofte.example"}}));
    EXPECT_EQ(over.status, 403);
    EXPECT_TRUE(holds(over, "value=\"Vi var få\"") && holds(over, "value=\"resources\""));
}

TEST_F(kept_forms, give_back_what_has_nowhere_to_go) {
    const auto browser = here(browser_of(person("bo@fjallby.example", holder::coordinator)));
    const auto gone = send("/utkast/finns-inte/del/new_row", browser, "version=1&text=Vi+ska+g%C3%A5&modality=shall");
    EXPECT_EQ(gone.status, 404);
    EXPECT_TRUE(holds(gone, "Vi ska gå\n</textarea>")) << body(gone);
    EXPECT_FALSE(holds(gone, "Försök igen")) << "it would meet the same";
}

} // namespace
