#include "people_world.hpp"

#include "mail/letter.hpp"
#include "store/audit.hpp"
#include "store/invitation.hpp"
#include "store/job.hpp"
#include "store/mail.hpp"
#include "store/mail_link.hpp"

namespace {

using core::holder;

class mailing : public people_world {
  protected:
    std::vector<store::mail> letters() {
        auto r = w.database->read();
        return store::mails(r, {}, 100);
    }
    std::string own() const { return fmt::format("/konto/organisation/{}", municipality.value); }
};

TEST_F(mailing, the_language_of_letters_is_chosen) {
    const auto id = person("anna@fjallby.example", holder::coordinator);
    const auto browser = browser_of(id);
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "<option value=\"sv\" selected>Svenska"));
    ASSERT_EQ(send("/konto/e-post", browser, "reminder_days=14&language=en").status, 303);
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "<option value=\"en\" selected>Engelska"));
    ASSERT_EQ(
        send("/konto/losenord", browser, fmt::format("current={}&password=ett+helt+annat+ord", right_sent)).status,
        303);
    ASSERT_FALSE(letters().empty());
    EXPECT_NE(letters().front().body.find("password"), std::string::npos) << letters().front().body;
    EXPECT_EQ(send("/konto/e-post", browser, "reminder_days=14&language=fi").status, 303);
    auto r = w.database->read();
    EXPECT_EQ(store::find_account(r, id)->language, "en");
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(mailing, an_invitation_is_mailed_and_shown) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto page = send(own() + "/inbjudan", coordinator, "mail=bo%40polisen.example&role=officer");
    EXPECT_TRUE(holds(page, "på väg till bo@polisen.example"));
    const auto all = letters();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].recipient, "bo@polisen.example");
    const auto at = all[0].body.find("https://lofte.example/konto/inbjudan/");
    ASSERT_NE(at, std::string::npos);
    EXPECT_TRUE(holds(page, all[0].body.substr(at, 37 + 64))) << "the same link";
}

TEST_F(mailing, without_a_server_the_link_is_handed_over) {
    web::site without{*w.database, w.pages,   w.read_before, w.clock,
                      w.templates, w.swedish, w.english,     "https://lofte.example"};
    http::router router;
    web::add_routes(router, without);
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    auto r = site_world::asking(own() + "/inbjudan", {}, coordinator);
    r.method = "POST";
    r.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    r.body = "mail=bo%40polisen.example&role=officer&nyckel=" + key_of(coordinator);
    EXPECT_TRUE(holds(router(r), "Ge den här länken till bo@polisen.example"));
    EXPECT_TRUE(letters().empty());
    const auto got = [&](std::string path, http::fields headers = {}) {
        auto asked = site_world::asking(std::move(path), {}, std::move(headers));
        return router(asked);
    };
    EXPECT_TRUE(holds(got("/konto/logga-in"), "Be serverns administratör"));
    EXPECT_TRUE(holds(got("/konto/glomt"), "Be serverns administratör"));
    EXPECT_FALSE(holds(got("/konto", coordinator), "/konto/e-post"));
}

TEST_F(mailing, asking_for_a_new_password_says_and_writes_the_same_for_everybody) {
    person("anna@fjallby.example", holder::coordinator);
    const auto known = w.post("/konto/glomt", "mail=Anna%40fjallby.example");
    const auto unknown = w.post("/konto/glomt", "mail=anna%40fjallby.exampel");
    for (const auto* r : {&known, &unknown}) {
        EXPECT_EQ(r->status, 303);
        EXPECT_EQ(header_of(*r, "Location"), "/konto/glomt?gjort=forgotten");
    }
    EXPECT_TRUE(holds(w.get("/konto/glomt", {{"gjort", "forgotten"}}), "Finns det ett konto med den adressen"));
    const auto all = letters();
    ASSERT_EQ(all.size(), 2U);
    for (const auto& m : all) {
        EXPECT_EQ(m.kind, "forgotten");
        EXPECT_EQ(m.body, "") << "no link is kept";
        EXPECT_FALSE(m.account);
    }
    const auto again = w.post("/konto/glomt", "mail=anna");
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(holds(again, "value=\"anna\""));
}

TEST_F(mailing, asking_for_a_new_password_is_slowed_down) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(w.post("/konto/glomt", "mail=anna%40fjallby.example").status, 303);
    const auto wait = w.post("/konto/glomt", "mail=anna%40fjallby.example");
    EXPECT_EQ(wait.status, 429);
    EXPECT_FALSE(header_of(wait, "Retry-After").empty());
    EXPECT_TRUE(holds(wait, "anna@fjallby.example"));
    EXPECT_EQ(letters().size(), 5U);
}

TEST_F(mailing, a_link_to_a_new_password_changes_nothing_until_it_is_taken) {
    const auto id = person("anna@fjallby.example", holder::coordinator);
    const auto browser = browser_of(id);
    std::string first, second;
    write([&](db::transaction& t) {
        const auto anna = store::find_account(t, id);
        first = store::forgotten_link(t, *anna, w.clock.now()).value();
        second = store::forgotten_link(t, *anna, w.clock.now()).value();
    });
    EXPECT_EQ(w.get("/konto", {}, browser).status, 200) << "anybody may ask";
    EXPECT_EQ(w.get("/konto/inbjudan/" + first).status, 200);
    const auto taken = w.post("/konto/inbjudan/" + first, "function=x&password=ett+helt+nytt+ord+till");
    ASSERT_EQ(taken.status, 303);
    EXPECT_EQ(w.get("/konto", {}, browser).status, 303) << "sessions of before are over";
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(taken)}}).status, 200);
    EXPECT_EQ(w.get("/konto/inbjudan/" + first).status, 410);
    EXPECT_EQ(w.get("/konto/inbjudan/" + second).status, 410);
    ASSERT_EQ(letters().size(), 1U);
    EXPECT_EQ(letters()[0].kind, "security");
    EXPECT_EQ(letters()[0].recipient, "anna@fjallby.example");
    std::string late;
    write([&](db::transaction& t) {
        late = store::forgotten_link(t, *store::find_account(t, id), w.clock.now() - std::chrono::minutes{61}).value();
    });
    EXPECT_EQ(w.get("/konto/inbjudan/" + late).status, 410) << "good for an hour";
}

TEST_F(mailing, a_link_to_a_new_password_does_not_pass_the_second_factor_by) {
    const auto id = person("anna@fjallby.example", holder::coordinator, true);
    std::string link;
    write([&](db::transaction& t) {
        link = store::forgotten_link(t, *store::find_account(t, id), w.clock.now()).value();
    });
    const auto taken = w.post("/konto/inbjudan/" + link, "function=x&password=ett+helt+nytt+ord+till");
    EXPECT_EQ(header_of(taken, "Location"), "/konto/kod?till=/konto");
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(taken)}}).status, 303);
}

TEST_F(mailing, those_without_a_role_and_closed_accounts_get_no_link) {
    const auto none = person("a@fjallby.example"), closed = person("b@fjallby.example", holder::reader);
    write([&](db::transaction& t) {
        store::close_account(t, closed, "x");
        EXPECT_FALSE(store::forgotten_link(t, *store::find_account(t, none), w.clock.now()));
        EXPECT_FALSE(store::forgotten_link(t, *store::find_account(t, closed), w.clock.now()));
    });
}

TEST_F(mailing, what_changes_a_sign_in_is_told_its_owner) {
    const auto id = person("anna@fjallby.example", holder::coordinator);
    const auto browser = browser_of(id);
    EXPECT_EQ(
        send("/konto/losenord", browser, fmt::format("current={}&password=ett+helt+nytt+ord+till", right_sent)).status,
        303);
    EXPECT_EQ(letters().size(), 1U);
    EXPECT_EQ(letters()[0].account, id);
    write([&](db::transaction& t) { store::lay_up_second_factor(t, id, secret); });
    EXPECT_EQ(send("/konto/tva-steg", browser, "password=ett+helt+nytt+ord+till&code=" + code_now()).status, 200);
    EXPECT_EQ(letters().size(), 2U);
    EXPECT_EQ(send("/konto/tva-steg/av", browser, "password=ett+helt+nytt+ord+till").status, 303);
    EXPECT_EQ(letters().size(), 3U);
    for (const auto& m : letters())
        EXPECT_EQ(m.kind, "security");
}

TEST_F(mailing, everybody_chooses_what_they_are_told) {
    const auto id = person("anna@fjallby.example", holder::coordinator);
    const auto browser = browser_of(id);
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "value=\"7\" selected"));
    EXPECT_EQ(header_of(send("/konto/e-post", browser, "reminder_days=14"), "Location"), "/konto?gjort=mail_wish");
    const auto page = w.get("/konto", {}, browser);
    EXPECT_TRUE(holds(page, "value=\"14\" selected"));
    EXPECT_FALSE(holds(page, "name=\"digest\" value=\"ja\" checked"));
    for (const auto* bad : {"reminder_days=-1", "reminder_days=61", "reminder_days=x", "digest=ja"})
        EXPECT_EQ(send("/konto/e-post", browser, bad).status, 400) << bad;
    auto r = w.database->read();
    EXPECT_EQ(store::mail_wish_of(r, id), (store::mail_wish{14, false}));
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(mailing, letters_are_declined_by_their_link_without_a_sign_in) {
    const auto id = person("anna@fjallby.example", holder::coordinator);
    std::string digest, reminder;
    write([&](db::transaction& t) {
        digest = "/konto/avanmal/" + store::decline_secret(t, {id, store::declinable::digest});
        reminder = "/konto/avanmal/" + store::decline_secret(t, {id, store::declinable::reminder});
    });
    const auto wish = [&] {
        auto r = w.database->read();
        return store::mail_wish_of(r, id);
    };
    EXPECT_EQ(w.get(digest).status, 200);
    EXPECT_TRUE(wish().digest) << "looking declines nothing";
    EXPECT_EQ(w.post(digest, "").status, 303);
    EXPECT_EQ(wish(), (store::mail_wish{7, false}));
    EXPECT_TRUE(holds(w.get(digest, {{"gjort", "declined"}}), "inga fler sådana brev"));
    EXPECT_EQ(w.post(reminder, "List-Unsubscribe=One-Click").status, 200) << "RFC 8058 follows no redirect";
    EXPECT_EQ(wish(), (store::mail_wish{0, false}));
    EXPECT_EQ(w.get(digest + "0").status, 410);
    EXPECT_EQ(w.post("/konto/avanmal/1-digest-", "").status, 410);
}

TEST_F(mailing, a_coordinator_sees_whom_mail_does_not_reach) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    person("bo@fjallby.example", holder::reader);
    write([&](db::transaction& t) {
        store::note_refusal(t, "bo@fjallby.example", "550 <b>finns inte</b>", {}, w.clock.now());
        store::note_refusal(t, "annan@fjallby.example", "551 flyttad", {}, w.clock.now());
    });
    const auto page = w.get(own(), {}, coordinator);
    EXPECT_TRUE(holds(page, "550 &lt;b&gt;finns inte"));
    EXPECT_FALSE(holds(page, "551 flyttad"));
}

// One line for those who have something to tell.
TEST_F(mailing, a_letter_goes_to_all_of_a_role_once) {
    const auto anna = person("anna@fjallby.example", holder::approver);
    write([&](db::transaction& t) { store::add_membership(t, anna, municipality, holder::coordinator, "x"); });
    person("bo@polisen.example", holder::approver, false, police);
    int count = 0, none = 1;
    const mail::letter l{.kind = "approval", .subject = {"mail.test_subject", {}}};
    write([&](db::transaction& t) {
        count = mail::to_those_who_may(w.site.mail, t, municipality, core::act::approve, l);
        none = mail::to_role(nullptr, t, municipality, holder::approver, l);
    });
    EXPECT_EQ(count, 1);
    EXPECT_EQ(none, 0);
    EXPECT_EQ(letters().at(0).recipient, "anna@fjallby.example");
}

} // namespace
