#include "amended.hpp"
#include "people_world.hpp"

#include "store/audit.hpp"
#include "store/duty.hpp"
#include "store/party.hpp"

namespace {

using core::holder;

class duties : public people_world {
  protected:
    std::string calendar_of(const http::fields& browser) {
        const auto html = body(send("/tavla/kalender", browser, ""));
        const auto at = html.find("/tavla/kalender/");
        return at == html.npos ? std::string{} : html.substr(at, 16 + 64 + 4);
    }
    std::string charged() {
        auto r = w.database->read();
        std::string all;
        for (const auto& c : store::duty_charges_of(r, store::find_pledge(r, "fjallby-2020")->id))
            all += c.series + ":" + c.mail + " ";
        return all;
    }
};

TEST_F(duties, a_coordinator_says_who_sees_to_what) {
    const auto bo = person("bo@fjallby.example", holder::officer);
    const auto anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto page = w.get("/tavla/uppgifter", {}, anna);
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "Kontrollera fart") && holds(page, "Återkopplingen till invånarna"));
    const auto form = [&](std::string_view series, std::string_view account, std::string_view more = "") {
        return send("/tavla/uppgifter", anna,
                    fmt::format("pledge=fjallby-2020&series={}&account={}&{}", series, account, more));
    };
    ASSERT_EQ(form("m1", std::to_string(bo.value), "note=Ring+f%C3%B6rst").status, 303);
    EXPECT_EQ(charged(), "m1:bo@fjallby.example ");
    EXPECT_TRUE(holds(w.get("/tavla/uppgifter", {{"gjort", "ansvar"}}, anna), "Ring först"));
    EXPECT_EQ(form("m99", std::to_string(bo.value)).status, 422);
    EXPECT_EQ(form("m1", "999").status, 422) << "somebody who works for none of the parties";
    EXPECT_EQ(form("m1", std::to_string(bo.value), "note=19811218-9876").status, 422);
    EXPECT_EQ(charged(), "m1:bo@fjallby.example ");
    const auto officer = browser_of(bo);
    EXPECT_FALSE(holds(w.get("/tavla/uppgifter", {}, officer), "name=\"account\""))
        << "an officer sees, and decides not";
    EXPECT_EQ(form("m1", "").status, 303);
    EXPECT_EQ(charged(), "");
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(duties, others_pledges_are_nobody_elses_to_settle) {
    const auto eva = browser_of(person("eva@polisen.example", holder::coordinator, false, police));
    EXPECT_TRUE(holds(w.get("/tavla/uppgifter", {}, eva), "inget pågående löfte"));
    for (const auto* path : {"/tavla/uppgifter", "/tavla/uppgifter/klar", "/tavla/uppgifter/regler"})
        EXPECT_EQ(send(path, eva, "pledge=fjallby-2020&series=m1&feedback_times=2").status, 403) << path;
    EXPECT_EQ(
        send("/tavla/uppgifter/lag", eva, fmt::format("organisation={}&years=2&decided=2021-01-01", municipality.value))
            .status,
        403);
}

TEST_F(duties, settings_ask_for_more_than_the_document) {
    const auto anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    EXPECT_FALSE(holds(w.get("/tavla/uppgifter", {}, anna), "Genomförandeplanen"));
    EXPECT_EQ(send("/tavla/uppgifter/regler", anna, "pledge=fjallby-2020&revise=ja&follow_up=ja").status, 303);
    const auto page = w.get("/tavla/uppgifter", {}, anna);
    EXPECT_TRUE(holds(page, "Genomförandeplanen") && holds(page, "Enligt en inställning"));
    EXPECT_EQ(send("/tavla/uppgifter/regler", anna, "pledge=fjallby-2020&feedback_times=51").status, 422);
    EXPECT_EQ(send("/tavla/uppgifter/klar", anna, "pledge=fjallby-2020&duty=m1-1-2022-03-31").status, 422);
    EXPECT_EQ(send("/tavla/uppgifter/klar", anna, "pledge=fjallby-2020&duty=revision-1-2021-12-31").status, 303);

    const auto law = [&](std::string_view decided, std::string_view years) {
        return send("/tavla/uppgifter/lag", anna,
                    fmt::format("organisation={}&decided={}&years={}", municipality.value, decided, years))
            .status;
    };
    EXPECT_EQ(law("2021-03-15", "2"), 303);
    EXPECT_TRUE(holds(w.get("/tavla/uppgifter", {}, anna), "Senast 15\u00a0mars 2023") ||
                holds(w.get("/tavla/uppgifter", {}, anna), "Senast 15 mars 2023"));
    EXPECT_EQ(law("2022-03-15", "2"), 422) << "it has not been yet";
    EXPECT_EQ(law("2021-03-15", "0"), 422);
}

TEST_F(duties, a_calendar_holds_ones_own_and_no_notes) {
    const auto bo = person("bo@fjallby.example", holder::officer);
    const auto anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto address = calendar_of(browser_of(bo));
    ASSERT_TRUE(address.ends_with(".ics")) << address;
    const auto empty = w.get(address);
    ASSERT_EQ(empty.status, 200);
    EXPECT_EQ(header_of(empty, "Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_FALSE(holds(empty, "BEGIN:VEVENT"));
    ASSERT_EQ(
        send("/tavla/uppgifter", anna, fmt::format("pledge=fjallby-2020&series=m1&account={}&note=Internt", bo.value))
            .status,
        303);
    const auto full = w.get(address);
    EXPECT_TRUE(holds(full, "DTSTART;VALUE=DATE:20220331") && holds(full, "UID:uppgift-fjallby-2020-m1-1-2022-03-31@"));
    EXPECT_FALSE(holds(full, "Internt"));
    EXPECT_FALSE(holds(full, "fjallby-2020-m4")) << "that is another's";
    const auto hers = w.get(calendar_of(anna));
    EXPECT_TRUE(holds(hers, "fjallby-2020-m4")) << "nobody was put in charge of what the municipality answers for";
    EXPECT_FALSE(holds(hers, "fjallby-2020-m1-"));

    auto wrong = address;
    wrong[20] = wrong[20] == 'a' ? 'b' : 'a';
    EXPECT_EQ(w.get(wrong).status, 404);
    EXPECT_EQ(w.get("/tavla/kalender/x.ics").status, 404);
    EXPECT_EQ(send("/tavla/kalender/av", browser_of(bo), "").status, 303);
    EXPECT_EQ(w.get(address).status, 404);
    write([&](db::transaction& t) { store::end_membership(t, bo, municipality, holder::officer, "x"); });
    EXPECT_FALSE(holds(w.get(calendar_of(browser_of(bo))), "BEGIN:VEVENT")) << "who left sees nothing";
}

TEST_F(duties, are_given_to_those_who_may_see_them) {
    const auto rut = person("rut@fjallby.example", holder::reporter);
    const auto anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    EXPECT_FALSE(holds(w.get("/tavla/uppgifter", {}, anna), "rut@fjallby.example"));
    EXPECT_EQ(send("/tavla/uppgifter", anna, fmt::format("pledge=fjallby-2020&series=m1&account={}", rut.value)).status,
              422);
    EXPECT_EQ(charged(), "");
}

TEST_F(duties, notes_that_name_somebody_are_asked_about_once) {
    const auto bo = person("bo@fjallby.example", holder::officer);
    const auto anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto form = fmt::format("pledge=fjallby-2020&series=m1&account={}&note=Ring+Karin+Berglund", bo.value);
    const auto asked = send("/tavla/uppgifter", anna, form);
    EXPECT_EQ(asked.status, 422);
    EXPECT_EQ(charged(), "");
    EXPECT_TRUE(holds(asked, "value=\"Ring Karin Berglund\"") && holds(asked, "name=\"confirmed\"")) << body(asked);
    EXPECT_TRUE(holds(asked, fmt::format("<option value=\"{}\" selected>", bo.value)));
    EXPECT_EQ(send("/tavla/uppgifter", anna, form + "&confirmed=ja").status, 303);
    EXPECT_EQ(charged(), "m1:bo@fjallby.example ");
}

TEST_F(duties, what_comes_instead_of_a_row_is_seen_to_by_the_same_person) {
    auto file = support::amended_pledge();
    file.slug = "andrat-2020";
    file.status = core::status::draft;
    const auto bo = person("bo@fjallby.example", holder::officer);
    std::int64_t pledge = 0;
    write([&](db::transaction& t) {
        pledge = store::add_pledge(t, file).id;
        store::publish(t, pledge, file.approvals);
        store::put_in_charge(t, pledge, "m1", bo, "Ring först", "x");
    });
    const auto anna = browser_of(person("anna@fjallby.example", holder::coordinator));
    // The part of the page about m6, which came instead of m1.
    const auto row = [&] {
        const auto html = body(w.get("/tavla/uppgifter", {}, anna));
        const auto at = html.find("id=\"andrat-2020-m6\"");
        return at == html.npos ? std::string{} : html.substr(at, html.find("</li>", at) - at);
    };
    EXPECT_NE(row().find("Ser till det: handläggare, bo@fjallby.example"), std::string::npos) << row();
    EXPECT_NE(row().find("Ring först"), std::string::npos);
    EXPECT_TRUE(holds(w.get(calendar_of(browser_of(bo))), "UID:uppgift-andrat-2020-m6-1-2022-03-31@"));

    ASSERT_EQ(send("/tavla/uppgifter", anna, "pledge=andrat-2020&series=m6&account=").status, 303);
    EXPECT_EQ(row().find("Ring först"), std::string::npos) << "nobody is nobody";
    auto r = w.database->read();
    EXPECT_TRUE(store::duty_charges_of(r, pledge).empty());
}

} // namespace
