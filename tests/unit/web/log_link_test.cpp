#include "people_world.hpp"

#include "core/log.hpp"
#include "db/connection.hpp"
#include "store/audit.hpp"
#include "store/personal_link.hpp"

namespace {

using core::holder;

class log_link : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    }
    http::response make(const std::string& more, const http::fields& browser) {
        return send("/logga/lankar", browser,
                    fmt::format("pledge=fjallby-2020&organisation={}&function=f%C3%A4ltassistent&until=2022-06-01&{}",
                                municipality.value, more));
    }
    // The path of a link that was made.
    static std::string path_in(const http::response& page) {
        const auto html = body(page);
        const auto at = html.find("https://lofte.example/logga/lank/");
        return at == html.npos ? std::string{} : html.substr(at + 21, 12 + 64);
    }
    std::string a_link(const std::string& more = "row=m1&key=k") { return path_in(make(more, coordinator)); }
    http::response log(const std::string& path, const std::string& form) {
        return w.post(path, form + "&nyckel=" + form_secret(w.get(path)));
    }
    std::size_t entries() {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log).size();
    }
    void travel_to(base::date day) { w.clock = base::clock{day}; }

    http::fields coordinator;
};

TEST_F(log_link, is_made_by_a_coordinator_and_shown_once) {
    const auto page = make("row=m1&row=m4&key=k1", coordinator);
    ASSERT_EQ(page.status, 200);
    const auto path = path_in(page);
    ASSERT_EQ(path.size(), 12U + 64U);
    EXPECT_EQ(path_in(make("row=m1&row=m4&key=k1", coordinator)), path) << "a form that is sent twice makes one";
    EXPECT_NE(path_in(make("row=m1&key=k2", coordinator)), path);
    const auto list = w.get("/logga/lankar", {}, coordinator);
    EXPECT_FALSE(holds(list, path));
    EXPECT_TRUE(holds(list, "länk 1") && holds(list, "länk 2") && !holds(list, "länk 3"));
    EXPECT_EQ(header_of(w.get(path), "Referrer-Policy"), "strict-origin") << "no address with a secret leaves";
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(log_link, names_its_rows_by_their_words) {
    a_link("row=m1&row=p1&key=k");
    const auto list = w.get("/logga/lankar", {}, coordinator);
    EXPECT_TRUE(holds(list, "<li>Kontrollera fart och nykterhet på vägarna genom byn</li>")) << body(list);
    EXPECT_FALSE(holds(list, "<li>m1</li>"));
}

TEST_F(log_link, keeps_what_was_typed_after_an_error) {
    for (const auto* more : {"key=k", "row=m99&key=k", "row=m1&until=2022-02-28&key=k"}) {
        auto form = fmt::format("pledge=fjallby-2020&organisation={}&function=f%C3%A4ltassistent&until=2022-06-01&{}",
                                municipality.value, more);
        if (const auto at = form.find("until=2022-06-01&"); form.rfind("until=") != at) form.erase(at, 17);
        const auto again = send("/logga/lankar", coordinator, form);
        EXPECT_EQ(again.status, 422) << more;
        EXPECT_TRUE(holds(again, "value=\"fältassistent\"") && holds(again, "role=\"alert\"")) << more;
    }
    EXPECT_TRUE(holds(w.get("/logga/lankar", {}, coordinator), "Ingen länk är gjord"));
}

TEST_F(log_link, is_made_and_taken_back_within_ones_own_organisation) {
    const auto police_coordinator = browser_of(person("bo@polisen.example", holder::coordinator, false, police));
    EXPECT_EQ(make("row=m1&key=k", police_coordinator).status, 403);
    const auto path = a_link();
    EXPECT_FALSE(holds(w.get("/logga/lankar", {}, police_coordinator), "länk 1"));
    EXPECT_EQ(send("/logga/lankar/av", police_coordinator, "number=1").status, 303);
    EXPECT_EQ(w.get(path).status, 200) << "not theirs to take back";
    EXPECT_EQ(send("/logga/lankar/av", coordinator, "number=1").status, 303);
    const auto told = w.get(path);
    EXPECT_EQ(told.status, 410);
    EXPECT_TRUE(holds(told, "Länken är återtagen"));
    const auto late =
        w.post(path, "note=vid+torget&nyckel=x", {{"host", "lofte.example"}, {"origin", "https://lofte.example"}});
    EXPECT_EQ(late.status, 410);
    EXPECT_TRUE(holds(late, "Länken är återtagen") && holds(late, "vid torget\n</textarea>")) << body(late);
    EXPECT_EQ(send("/logga/lankar/av", coordinator, "number=x").status, 303);
}

TEST_F(log_link, shows_and_takes_its_rows_and_no_others) {
    const auto path = a_link("row=m4&key=k");
    const auto page = w.get(path);
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "id=\"fjallby-2020-m4\"") && !holds(page, "id=\"fjallby-2020-m1\""));
    EXPECT_TRUE(holds(page, "fältassistent"));
    const auto before = entries();
    EXPECT_EQ(log(path, "pledge=fjallby-2020&owner=m1&amount=1&key=a").status, 403);
    EXPECT_EQ(log(path, "pledge=utkast-2021&owner=m4&amount=1&key=a").status, 403);
    EXPECT_EQ(log(path, "pledge=fjallby-2020&owner=follow_up&amount=1&key=a").status, 403);
    EXPECT_EQ(entries(), before);
    const auto party = a_link("party=Kommunen&key=k2");
    EXPECT_TRUE(holds(w.get(party), "fjallby-2020-m4") && holds(w.get(party), "fjallby-2020-m5") &&
                !holds(w.get(party), "fjallby-2020-m1"));
}

TEST_F(log_link, logs_once_in_its_own_name_and_undoes_its_own) {
    const auto path = a_link();
    const auto before = entries();
    const auto form = "pledge=fjallby-2020&owner=m1&amount=2&key=a";
    const auto saved = log(path, form);
    ASSERT_EQ(saved.status, 303);
    const auto location = header_of(saved, "Location");
    EXPECT_TRUE(location.starts_with(path + "?sparat="));
    EXPECT_EQ(header_of(log(path, form), "Location"), location) << "sent twice, saved once";
    EXPECT_EQ(entries(), before + 1);
    const auto id = location.substr(location.find('=') + 1);
    EXPECT_TRUE(holds(w.get(path, {{"sparat", id}}), "Sparat: 2, "));
    EXPECT_EQ(log(path, "pledge=fjallby-2020&owner=m1&amount=hej&key=b&place=torget").status, 422);
    const auto other = a_link("row=m1&key=k2");
    EXPECT_FALSE(holds(w.get(other, {{"sparat", id}}), "Sparat"));
    EXPECT_EQ(w.post(other + "/angra", "id=" + id + "&nyckel=" + form_secret(w.get(other))).status, 403);
    EXPECT_EQ(w.post(path + "/angra", "id=" + id + "&nyckel=" + form_secret(w.get(path))).status, 303);
    EXPECT_EQ(w.post(path + "/angra", "id=%0D%0Ax&nyckel=" + form_secret(w.get(path))).status, 303);
    EXPECT_EQ(entries(), before);
    auto r = w.database->read();
    EXPECT_EQ(store::find_pledge(r, "fjallby-2020")->log.back().by, "länk 1");
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(log_link, takes_no_form_without_its_own_key_or_of_another_site) {
    const auto path = a_link(), other = a_link("row=m1&key=k2");
    const auto form = "pledge=fjallby-2020&owner=m1&amount=1&key=a";
    EXPECT_EQ(w.post(path, form).status, 403);
    EXPECT_EQ(w.post(path, fmt::format("{}&nyckel={}", form, form_secret(w.get(other)))).status, 403);
    EXPECT_EQ(w.post(path, fmt::format("{}&nyckel={}", form, form_secret(w.get(path))),
                     {{"host", "lofte.example"}, {"origin", "https://annan.example"}})
                  .status,
              403);
}

TEST_F(log_link, opens_nothing_when_its_ground_is_gone) {
    const auto path = a_link();
    const auto form = "pledge=fjallby-2020&owner=m1&amount=1&key=a";
    const auto key = form_secret(w.get(path));
    EXPECT_EQ(w.get("/logga", {}, {{"cookie", "__Host-lofte=" + path.substr(12)}}).status, 303) << "it is no session";
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    // Another coordinator takes over; the pledge is another organisation's.
    write([&](db::transaction& t) { t.on().script("update party set name = 'Annan', code = '0114'"); });
    EXPECT_TRUE(holds(w.get(path), "Det finns inget att logga på"));
    EXPECT_EQ(w.post(path, fmt::format("{}&nyckel={}", form, key)).status, 403);
}

TEST_F(log_link, ends_with_its_day) {
    const auto path = a_link();
    travel_to(base::make_date(2022, 6, 1));
    EXPECT_EQ(w.get(path).status, 200) << "the last day counts";
    travel_to(base::make_date(2022, 6, 2));
    const auto over = w.get(path);
    EXPECT_EQ(over.status, 410);
    EXPECT_TRUE(holds(over, "Länken gällde till och med"));
}

TEST_F(log_link, takes_what_is_late_of_a_pledge_that_is_over) {
    auto file = support::example_pledge();
    file.slug = "slut-2021";
    file.status = core::status::draft;
    file.document.valid.to = base::make_date(2022, 2, 20);
    file.document.questions.clear();
    write([&](db::transaction& t) { store::publish(t, store::add_pledge(t, file).id, file.approvals); });
    travel_to(base::make_date(2022, 2, 10));
    const auto path = path_in(send(
        "/logga/lankar", coordinator,
        fmt::format("pledge=slut-2021&organisation={}&function=f&until=2022-06-01&row=m1&key=k", municipality.value)));
    ASSERT_FALSE(path.empty());
    travel_to(base::make_date(2022, 3, 2));
    EXPECT_TRUE(holds(w.get(path), "name=\"on\" value=\"2022-02-20\""));
    EXPECT_EQ(log(path, "pledge=slut-2021&owner=m1&amount=1&on=2022-02-20&key=k2").status, 303);
    travel_to(base::make_date(2022, 3, 3));
    EXPECT_TRUE(holds(w.get(path), "Det finns inget att logga på"));
}

TEST_F(log_link, is_not_guessed_at_leisure) {
    int tried = 0;
    while (tried < 100 && w.get("/logga/lank/" + std::string(64, 'a')).status == 404)
        ++tried;
    EXPECT_LT(tried, 50);
    const auto refused = w.get("/logga/lank/" + std::string(64, 'a'));
    EXPECT_EQ(refused.status, 429);
    EXPECT_FALSE(header_of(refused, "Retry-After").empty());
    EXPECT_EQ(w.get(a_link()).status, 200) << "who has a link is not held up by those who try";
}

} // namespace
