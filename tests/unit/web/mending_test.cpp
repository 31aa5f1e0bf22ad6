#include "people_world.hpp"

#include "core/log.hpp"
#include "core/whose.hpp"
#include "store/audit.hpp"
#include "store/log.hpp"
#include "store/personal_link.hpp"
#include "web/who_logged.hpp"

#include <map>

namespace {

using core::holder;

// An officer's entry that can no longer be undone.
class mending : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        bo_id = person("bo@fjallby.example", holder::reporter);
        bo = browser_of(bo_id);
        const auto saved = send("/logga", bo,
                                "pledge=fjallby-2020&owner=m1&amount=3&on=2022-02-01&place=Torget&"
                                "note=Ring+Eva+Lindgren&confirmed=ja&key=k");
        id = id_in(saved);
        ASSERT_EQ(id.size(), 36U);
    }
    static std::string id_in(const http::response& saved) {
        const auto location = header_of(saved, "Location");
        return location.substr(location.rfind(':') + 1);
    }
    std::string path() const { return "/logga/ratta/fjallby-2020/" + id; }
    core::log_entry last() {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log).back();
    }

    core::account_id bo_id;
    http::fields bo;
    std::string id;
};

TEST_F(mending, starts_from_the_list_with_what_stands_now) {
    const auto list = w.get("/logga/loggat", {}, bo);
    EXPECT_TRUE(holds(list, path())) << "one's own";
    EXPECT_TRUE(holds(list, "Torget"));
    const auto page = w.get(path(), {}, bo);
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "value=\"2022-02-01\"") && holds(page, "value=\"Torget\"") && holds(page, "value=\"3\""));
}

TEST_F(mending, keeps_the_earlier_value_beside_the_new) {
    const std::string form = "amount=5&on=2022-02-02&place=Torget&note=Ring+Eva+Lindgren&shown=nothing&key=r1";
    ASSERT_EQ(send(path(), bo, form).status, 303) << "a note that stood is not asked about again";
    EXPECT_EQ(send(path(), bo, form).status, 303) << "sent twice";
    const auto now = last();
    EXPECT_EQ(now.kind, core::entry_kind::correction);
    EXPECT_EQ(now.names, id);
    EXPECT_EQ(now.said, "5");
    EXPECT_EQ(now.done_on, base::make_date(2022, 2, 2));
    EXPECT_EQ(now.place, "Torget");
    EXPECT_EQ(now.amount_visibility, core::visibility::internal);
    EXPECT_EQ(now.by, core::holder_of(bo_id));
    const auto page = w.get("/logga/ratta/fjallby-2020/" + now.id, {}, bo);
    EXPECT_TRUE(holds(page, "<s>")) << "what stood before";
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1"), "1 februari 2022")) << "hidden from its first entry on";
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(mending, tells_of_a_correction_that_came_between) {
    const std::string theirs = "amount=4&on=2022-02-03&place=Torget&note=Ring+Eva+Lindgren&key=r1",
                      mine = "amount=8&on=2022-02-01&place=Torget&note=vid+skolan&key=r2";
    ASSERT_EQ(send(path(), bo, theirs).status, 303);
    const auto now = last().id;
    const auto told = send(path(), bo, mine);
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(holds(told, "rättades") && holds(told, "<strong>3 februari 2022: 4</strong>")) << body(told);
    EXPECT_TRUE(holds(told, "value=\"8\"") && holds(told, "vid skolan</textarea>")) << "as it was typed";
    EXPECT_TRUE(holds(told, "value=\"2022-02-03\"")) << "left as it was, it is as the other made it";
    const auto next = "/logga/ratta/fjallby-2020/" + now;
    EXPECT_TRUE(holds(told, "action=\"" + next + "\"") && holds(told, "name=\"key\" value=\"r2\""));
    EXPECT_EQ(last().said, "4");
    EXPECT_EQ(send(path(), bo, theirs).status, 303) << "what was saved is saved, sent again";
    EXPECT_EQ(send(path(), bo, "amount=&on=x&key=r3").status, 409) << "whatever else is wrong";
    ASSERT_EQ(send(next, bo, "amount=8&on=2022-02-03&place=Torget&note=vid+skolan&key=r2").status, 303);
    EXPECT_EQ(last().said, "8");
    EXPECT_EQ(last().names, now);
    EXPECT_EQ(send(path(), bo, theirs).status, 303);
    EXPECT_EQ(last().said, "8") << "nor does it come back";
}

TEST_F(mending, loses_no_text_with_an_entry_that_is_gone) {
    auto here = bo;
    here.emplace_back("origin", "https://lofte.example");
    const std::string mine = "amount=8&on=2022-02-01&note=vid+skolan&key=r2";
    // Somebody corrects it whose corrections are not the reporter's to change.
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    ASSERT_EQ(send(path(), coordinator, "amount=4&on=2022-02-01&place=Torget&note=Ring+Eva+Lindgren&key=r1").status,
              303);
    const auto not_ours = send(path(), here, mine);
    EXPECT_EQ(not_ours.status, 409);
    EXPECT_TRUE(holds(not_ours, "vid skolan\n</textarea>")) << body(not_ours);
    EXPECT_EQ(send("/logga/stryk/fjallby-2020/" + id, here, "note=fel+dag").status, 409);
    EXPECT_EQ(last().said, "4");
    ASSERT_EQ(send("/logga/stryk/fjallby-2020/" + last().id, coordinator, "note=fel").status, 303);
    const auto gone = send(path(), here, mine);
    EXPECT_EQ(gone.status, 409);
    EXPECT_TRUE(holds(gone, "ströks") && holds(gone, "vid skolan\n</textarea>")) << body(gone);
    EXPECT_FALSE(holds(gone, "Försök igen"));
}

TEST_F(mending, is_not_withdrawn_unseen) {
    ASSERT_EQ(send(path(), bo, "amount=4&on=2022-02-01&place=Torget&note=Ring+Eva+Lindgren&key=r1").status, 303);
    const auto told = send("/logga/stryk/fjallby-2020/" + id, bo, "note=fel+dag");
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(holds(told, "value=\"fel dag\"") && holds(told, "action=\"/logga/stryk/fjallby-2020/" + last().id));
    EXPECT_EQ(last().said, "4");
}

TEST_F(mending, keeps_what_was_typed_after_an_error) {
    for (const auto* form :
         {"amount=hej+hopp&on=2022-02-02&place=skolan&key=r1", "amount=3&on=2022-03-09&place=skolan&key=r1",
          "amount=3&on=x&place=skolan&key=r1", "amount=3&on=2022-02-02&place=skolan&note=19811218-9876&key=r1"}) {
        const auto again = send(path(), bo, form);
        EXPECT_EQ(again.status, 422) << form;
        EXPECT_TRUE(holds(again, "value=\"skolan\"") && holds(again, "role=\"alert\"")) << form;
    }
    EXPECT_EQ(last().said, "3");
}

TEST_F(mending, is_told_with_who_logged_by_what_they_do_and_for_whom) {
    core::personal_link link;
    link.of = municipality;
    link.function = "fältassistent";
    link.made_by = core::holder_of(bo_id);
    link.ends_on = base::make_date(2022, 12, 31);
    write([&](db::transaction& t) {
        link.pledge = store::find_pledge(t, "fjallby-2020")->id;
        link.id = store::add_personal_link(t, link, "hemlig", w.clock.now());
    });
    const auto list = w.get("/logga/loggat", {}, browser_of(person("las@fjallby.example", holder::reader)));
    EXPECT_TRUE(holds(list, "Loggat av handläggare, Fjällby kommun.") && !holds(list, "konto ")) << body(list);
    auto r = w.database->read();
    const auto by_account = core::holder_of(bo_id), by_link = core::holder_of(link);
    const auto who = web::who_logged(r, {by_account, by_link, "konto 999", "command line", "en app"});
    EXPECT_EQ(who, (std::map<std::string, std::string>{{by_account, "handläggare, Fjällby kommun"},
                                                       {by_link, "fältassistent, Fjällby kommun"}}));
}

TEST_F(mending, is_found_by_those_who_read_the_log) {
    const auto ways = [&](holder role) {
        return w.get("/konto", {}, browser_of(person(std::string{core::name(role)} + "@fjallby.example", role)));
    };
    for (const auto role : {holder::reader, holder::approver})
        EXPECT_TRUE(holds(ways(role), "<a href=\"/logga/loggat\">Loggat</a>"));
    EXPECT_FALSE(holds(ways(holder::officer), "<a href=\"/logga/loggat\">"));
}

TEST_F(mending, takes_an_entry_away_with_a_reason) {
    EXPECT_EQ(send("/logga/stryk/fjallby-2020/" + id, bo, "note=19811218-9876").status, 422);
    ASSERT_EQ(send("/logga/stryk/fjallby-2020/" + id, bo, "note=fel+dag").status, 303);
    EXPECT_EQ(send("/logga/stryk/fjallby-2020/" + id, bo, "note=fel+dag").status, 303) << "sent twice";
    EXPECT_NE(last().id, id);
    auto r = w.database->read();
    EXPECT_EQ(store::find_pledge(r, "fjallby-2020")->log.back().kind, core::entry_kind::withdrawal);
}

TEST_F(mending, is_for_ones_own_and_for_those_who_read_the_whole_log_of_their_organisation) {
    const auto other_reporter = browser_of(person("eva@fjallby.example", holder::reporter));
    EXPECT_EQ(w.get(path(), {}, other_reporter).status, 403);
    EXPECT_EQ(send(path(), other_reporter, "amount=5&on=2022-02-02&key=r").status, 403);
    EXPECT_FALSE(holds(w.get("/logga/loggat", {}, other_reporter), "Torget"));
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    EXPECT_EQ(w.get(path(), {}, coordinator).status, 200);
    EXPECT_TRUE(holds(w.get("/logga/loggat", {}, coordinator), "Torget"));
    write([&](db::transaction& t) { store::link_party(t, "fjallby-2020", "Polisen", police, "x"); });
    const auto chief = browser_of(person("chef@polisen.example", holder::coordinator, false, police));
    EXPECT_EQ(w.get(path(), {}, chief).status, 403) << "another organisation's";
    EXPECT_FALSE(holds(w.get("/logga/loggat", {}, chief), "Torget"));
    for (const auto role : {holder::reader, holder::approver}) {
        const auto reads = browser_of(person(std::string{core::name(role)} + "@fjallby.example", role));
        const auto list = w.get("/logga/loggat", {}, reads);
        EXPECT_TRUE(holds(list, "Torget")) << "the whole log is theirs to read";
        EXPECT_FALSE(holds(list, "/logga/ratta/") || holds(list, "/logga/flera")) << "and not to change";
        EXPECT_EQ(w.get(path(), {}, reads).status, 403);
    }
    // Two roles in two organisations of the same pledge: what may be read here may not be mended by the right from
    // there.
    const auto both = person("dubbel@polisen.example", holder::reporter, false, police);
    write([&](db::transaction& t) { store::add_membership(t, both, municipality, holder::reader, "x"); });
    const auto browser = browser_of(both);
    EXPECT_TRUE(holds(w.get("/logga/loggat", {}, browser), "Torget"));
    EXPECT_FALSE(holds(w.get("/logga/loggat", {}, browser), "/logga/ratta/"));
    EXPECT_EQ(w.get(path(), {}, browser).status, 403);
    EXPECT_EQ(send("/logga/stryk/fjallby-2020/" + id, browser, "note=fel+dag").status, 403);
    EXPECT_EQ(last().id, id);
    EXPECT_EQ(w.get("/logga/ratta/fjallby-2020/finns-inte", {}, coordinator).status, 404);
    EXPECT_EQ(w.get("/logga/ratta/utkast-2021/" + id, {}, coordinator).status, 403);
}

// What an organisation's people and links logged is that organisation's; what nobody of the parties logged is theirs
// who answer for the row.
TEST_F(mending, of_what_somebody_logged_who_has_left_is_for_those_who_answer_for_the_row) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    write([&](db::transaction& t) { store::link_party(t, "fjallby-2020", "Polisen", police, "x"); });
    const auto chief = browser_of(person("chef@polisen.example", holder::coordinator, false, police));
    auto r = w.database->read();
    const auto file = store::find_pledge(r, "fjallby-2020");
    ASSERT_EQ(core::named_for(file->document, "m1"), std::vector<std::string>{"Polisen"});
    write([&](db::transaction& t) { store::end_membership(t, bo_id, municipality, holder::reporter, "x"); });
    EXPECT_EQ(w.get(path(), {}, coordinator).status, 403);
    EXPECT_EQ(w.get(path(), {}, chief).status, 200);
    EXPECT_TRUE(holds(w.get("/logga/loggat", {}, chief), path()));
    EXPECT_EQ(send(path(), chief, "amount=5&on=2022-02-02&key=r").status, 303);
    EXPECT_EQ(last().said, "5");
}

TEST_F(mending, of_what_a_personal_link_logged_is_for_the_organisation_that_made_it) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    write([&](db::transaction& t) { store::link_party(t, "fjallby-2020", "Polisen", police, "x"); });
    const auto chief = browser_of(person("chef@polisen.example", holder::coordinator, false, police));
    const auto made = body(send("/logga/lankar", coordinator,
                                fmt::format("pledge=fjallby-2020&organisation={}&function=f%C3%A4ltassistent&"
                                            "until=2022-06-01&row=m1&key=k1",
                                            municipality.value)));
    const auto address = made.substr(made.find("https://lofte.example/logga/lank/") + 21, 12 + 64);
    ASSERT_EQ(w.post(address,
                     "pledge=fjallby-2020&owner=m1&amount=2&on=2022-02-03&key=k2&nyckel=" + form_secret(w.get(address)))
                  .status,
              303);
    ASSERT_EQ(last().by, "länk 1");
    const auto its = "/logga/ratta/fjallby-2020/" + last().id;
    EXPECT_EQ(w.get(its, {}, chief).status, 403) << "the row is the police's, the link is not";
    EXPECT_EQ(send(its, chief, "amount=5&on=2022-02-03&key=r").status, 403);
    EXPECT_EQ(w.get(its, {}, coordinator).status, 200);
    EXPECT_TRUE(holds(w.get("/logga/loggat", {}, coordinator), its));
}

} // namespace
