#include "people_world.hpp"

#include "core/log.hpp"
#include "store/audit.hpp"
#include "store/log.hpp"
#include "store/place.hpp"

namespace {

using core::holder;

class places : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    }
    http::response add(const std::string& form) { return send("/logga/platser/fjallby-2020", anna, form); }
    std::vector<core::place> list() {
        auto r = w.database->read();
        return store::places_of(r, store::find_pledge(r, "fjallby-2020")->id);
    }
    http::fields anna;
};

TEST_F(places, are_added_renamed_and_retired_by_a_coordinator) {
    EXPECT_EQ(header_of(w.get("/logga/platser", {}, anna), "Location"), "/logga/platser/fjallby-2020");
    EXPECT_EQ(add("name=Torget&area=Centrum").status, 303);
    EXPECT_EQ(add("name=Torget&area=Centrum").status, 303) << "sent twice";
    ASSERT_EQ(list().size(), 1U);
    const auto taken = add("name=TORGET&area=Annat");
    EXPECT_EQ(taken.status, 422);
    EXPECT_TRUE(holds(taken, "value=\"TORGET\"") && holds(taken, "value=\"Annat\""));
    for (const auto* bad : {"name=&area=x", "name=19811218-9876", "name=a%E2%80%AEb"})
        EXPECT_EQ(add(bad).status, 422) << bad;
    EXPECT_EQ(send("/logga/platser/fjallby-2020/andra", anna, "number=1&name=Stora+torget&area=Centrum").status, 303);
    EXPECT_EQ(send("/logga/platser/fjallby-2020/bort", anna, "number=1").status, 303);
    EXPECT_EQ(list().at(0), (core::place{1, "Stora torget", "Centrum", true}));
    EXPECT_FALSE(holds(w.get("/logga", {}, anna), "Stora torget"));
    EXPECT_EQ(send("/logga/platser/fjallby-2020/ater", anna, "number=1").status, 303);
    EXPECT_TRUE(holds(w.get("/logga", {}, anna), "<option value=\"Stora torget\">"));
    EXPECT_EQ(send("/logga/platser/fjallby-2020/bort", anna, "number=7").status, 404);
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(places, are_seen_by_residents_as_their_area) {
    ASSERT_EQ(add("name=Storgatan+3&area=Centrum").status, 303);
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    ASSERT_EQ(
        send("/logga", bo, "pledge=fjallby-2020&owner=m1&amount=2&on=2022-02-28&place=storgatan+3&shown=area&key=k")
            .status,
        303);
    ASSERT_EQ(
        send("/logga", bo, "pledge=fjallby-2020&owner=m1&amount=2&on=2022-02-28&place=Okända+backen&shown=area&key=l")
            .status,
        303);
    const auto page = w.get("/fjallby-2020/matt/m1");
    EXPECT_TRUE(holds(page, "Centrum"));
    EXPECT_FALSE(holds(page, "torgatan 3") || holds(page, "backen"));
    ASSERT_EQ(send("/logga/platser/fjallby-2020/andra", anna, "number=1&name=Storgatan+3&area=Norr").status, 303);
    EXPECT_TRUE(holds(w.get("/fjallby-2020/matt/m1"), "Centrum")) << "an entry keeps what it was saved with";
}

TEST_F(places, have_beside_them_what_residents_usually_see) {
    EXPECT_EQ(send("/logga/platser/fjallby-2020/synligt", anna, "shown=area&after_days=400").status, 422);
    EXPECT_EQ(send("/logga/platser/fjallby-2020/synligt", anna, "shown=area&after_days=7").status, 303);
    auto r = w.database->read();
    const auto usual = store::find_pledge(r, "fjallby-2020")->settings.usual;
    EXPECT_EQ(usual, (core::showing{core::shown_part::area, 7}));
}

} // namespace
