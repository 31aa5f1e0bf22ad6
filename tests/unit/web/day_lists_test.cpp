#include "people_world.hpp"

#include "store/audit.hpp"

namespace {

using core::holder;

class day_lists : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    }
    http::response add(const std::string& form) { return send(path, anna, form); }
    core::plan_settings settings() {
        auto r = w.database->read();
        return store::find_pledge(r, "fjallby-2020")->settings;
    }
    const std::string path = "/tavla/dagar/fjallby-2020";
    http::fields anna;
};

TEST_F(day_lists, are_filled_and_emptied_by_a_coordinator) {
    EXPECT_TRUE(holds(w.get("/tavla", {}, anna), "href=\"/tavla/dagar\""));
    EXPECT_EQ(header_of(w.get("/tavla/dagar", {}, anna), "Location"), path);
    const std::string valborg = "list=riskhelg&from=2022-04-30&to=2022-05-01&name=Valborg";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(header_of(add(valborg), "Location"), path + "?gjort=till#riskhelg");
    ASSERT_EQ(settings().risk_weekends.size(), 1U) << "sent twice";
    const auto page = w.get(path, {{"gjort", "till"}}, anna);
    EXPECT_TRUE(holds(page, "<strong>30 april 2022 till 1 maj 2022</strong><br>Valborg")) << body(page);
    EXPECT_TRUE(holds(page, "Dagarna är tillagda."));
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(send(path + "/bort", anna, "list=riskhelg&from=2022-04-30&to=2022-05-01").status, 303);
    EXPECT_TRUE(settings().risk_weekends.empty());
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(day_lists, keep_what_was_typed_after_an_error) {
    for (const auto* form : {"list=lov&from=&name=Sportlov", "list=lov&from=2022-02-28&to=2022-02-01&name=Sportlov",
                             "list=lov&from=2022-02-28&to=2022-03-04&name=Sportlov+hos+Eva+Lindgren"}) {
        const auto again = add(form);
        EXPECT_EQ(again.status, 422) << form;
        EXPECT_TRUE(holds(again, "value=\"Sportlov") && holds(again, "id=\"lov-fel\"")) << form;
    }
    EXPECT_EQ(add("list=lov&from=2022-02-28&to=2022-03-04&name=Sportlov+hos+Eva+Lindgren&confirmed=ja").status, 303);
    const auto other = add("list=lov&from=2022-02-28&to=2022-03-04&name=Vinterlov");
    EXPECT_EQ(other.status, 409) << "somebody else gave the days another name";
    EXPECT_TRUE(holds(other, "value=\"Vinterlov\""));
    EXPECT_EQ(settings().school_breaks.front().name, "Sportlov hos Eva Lindgren");
    EXPECT_EQ(add("list=annat&from=2022-02-28").status, 422);
}

TEST_F(day_lists, tell_of_terms_that_somebody_else_changed) {
    const auto form = [](const char* seen, const char* last) {
        return fmt::format("seen={}&spring_from=2022-01-08&spring_to={}&autumn_from=2022-08-18&autumn_to=2022-12-20",
                           seen, last);
    };
    const auto* first = "01-01/06-30+08-01/12-31";
    const auto terms = path + "/terminer";
    EXPECT_EQ(send(terms, anna, form(first, "2022-08-18")).status, 422) << "a day of both";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(send(terms, anna, form(first, "2022-06-12")).status, 303) << "sent twice";
    const auto told = send(terms, anna, form(first, "2022-06-15"));
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(holds(told, "value=\"2022-06-15\"") && holds(told, "8 januari 2022 till 12 juni 2022")) << body(told);
    EXPECT_EQ(settings().spring_to, (std::pair{6U, 12U}));
    EXPECT_TRUE(holds(told, "name=\"seen\" value=\"01-08/06-12 08-18/12-20\""));
    EXPECT_EQ(send(terms, anna, form("01-08/06-12+08-18/12-20", "2022-06-15")).status, 303);
    EXPECT_EQ(settings().spring_to, (std::pair{6U, 15U}));
}

TEST_F(day_lists, are_kept_by_those_who_set_up_the_pledge) {
    for (const auto role : {holder::officer, holder::reader, holder::reporter}) {
        const auto browser = browser_of(person(std::string{core::name(role)} + "@fjallby.example", role));
        EXPECT_EQ(w.get(path, {}, browser).status, 403);
        EXPECT_EQ(send(path, browser, "list=lov&from=2022-02-28").status, 403);
    }
    const auto stranger = browser_of(person("chef@polisen.example", holder::coordinator, false, police));
    EXPECT_EQ(w.get(path, {}, stranger).status, 403) << "no party of the pledge";
    EXPECT_TRUE(settings().school_breaks.empty());
}

} // namespace
