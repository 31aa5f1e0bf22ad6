#include "people_world.hpp"

#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/invitation.hpp"

#include <array>

namespace {

using core::holder;
using accounts = people_world;

TEST_F(accounts, an_administrator_without_a_code_has_the_other_roles_only) {
    const auto id = person("anna@fjallby.example", holder::administrator);
    write([&](db::transaction& t) { store::add_membership(t, id, municipality, holder::coordinator, "x"); });
    const auto browser = browser_of(id);
    EXPECT_EQ(w.get("/konto/organisationer", {}, browser).status, 303);
    EXPECT_EQ(w.get(fmt::format("/konto/organisation/{}", municipality.value), {}, browser).status, 200);
    EXPECT_EQ(w.get(fmt::format("/konto/organisation/{}", police.value), {}, browser).status, 404);
    EXPECT_TRUE(holds(w.get("/konto", {}, browser), "Den som är administratör måste ha kod från telefonen"));
    write([&](db::transaction& t) { store::lay_up_second_factor(t, id, secret); });
    const auto shown = send("/konto/tva-steg", browser, fmt::format("password={}&code={}", right_sent, code_now()));
    EXPECT_EQ(shown.status, 200);
    EXPECT_TRUE(holds(shown, "Dina reservkoder"));
    EXPECT_EQ(w.get("/konto/organisationer", {}, browser).status, 200);
    EXPECT_EQ(send("/konto/tva-steg/av", browser, fmt::format("password={}", right_sent)).status, 422)
        << "an administrator keeps the code";
}

TEST_F(accounts, whoever_finds_an_open_browser_sets_up_no_code) {
    const auto browser = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto page = w.get("/konto/tva-steg", {}, browser);
    EXPECT_TRUE(holds(page, "name=\"password\""));
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(holds(send("/konto/tva-steg", browser, fmt::format("password=fel+ord+{}&code={}", i, code_now())),
                          "Lösenordet som gäller nu stämmer inte"));
    const auto waiting = send("/konto/tva-steg", browser, fmt::format("password={}&code={}", right_sent, code_now()));
    EXPECT_EQ(waiting.status, 422);
    EXPECT_TRUE(holds(waiting, "Vänta")) << waiting.body;
}

TEST_F(accounts, the_first_links_of_several_instances_all_hold) {
    std::vector<std::string> links;
    for (int i = 0; i < 3; ++i)
        write([&](db::transaction& t) { links.push_back("/konto/borja/" + store::make_first_link(t)); });
    for (const auto& link : links)
        EXPECT_EQ(w.get(link).status, 200);
    EXPECT_EQ(w.post(links[1], fmt::format("organisation=Norsj%C3%B6+kommun&mail=a%40n.example&function=x&password={}",
                                           right_sent))
                  .status,
              303);
    for (const auto& link : links)
        EXPECT_EQ(w.get(link).status, 410);
}

TEST_F(accounts, the_first_account_is_made_once_by_the_link) {
    std::string link;
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    EXPECT_EQ(w.get(link).status, 200);
    EXPECT_EQ(w.get(link + "0").status, 410);
    const std::string who =
        "organisation=Norsj%C3%B6+kommun&mail=Anna%40Norsjo.Example&function=s%C3%A4kerhetssamordnare";
    const auto again = w.post(link, who + "&password=kort");
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(holds(again, "value=\"Norsjö kommun\"") && holds(again, "value=\"säkerhetssamordnare\""));
    EXPECT_TRUE(holds(again, "minst 12 tecken"));
    EXPECT_EQ(w.post(link, "mail=a%40b.example&function=x&password=" + std::string{right_sent}).status, 422);
    const auto made = w.post(link, who + "&password=" + std::string{right_sent});
    EXPECT_EQ(header_of(made, "Location"), "/konto/tva-steg");
    EXPECT_TRUE(holds(w.get("/konto", {}, {{"cookie", cookie_of(made)}}), "Norsjö kommun"));
    EXPECT_EQ(w.get(link).status, 410) << "there is an administrator now";
    EXPECT_EQ(w.post(link, who + "&password=" + std::string{right_sent}).status, 410);
    auto r = w.database->read();
    EXPECT_EQ(store::find_organisation(r, "Norsjö kommun")->code, "2417");
}

TEST_F(accounts, the_only_administrator_comes_back_by_a_new_link) {
    const auto id = person("anna@fjallby.example", holder::administrator, true);
    std::string link;
    write([&](db::transaction& t) {
        store::close_account(t, id, "x");
        link = "/konto/borja/" + store::make_first_link(t);
    });
    const auto made =
        w.post(link, fmt::format("organisation=Fj%C3%A4llby+kommun&mail=anna%40fjallby.example&function=x&password={}",
                                 right_sent));
    ASSERT_EQ(made.status, 303);
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(made)}}).status, 200);
    EXPECT_EQ(w.get("/konto/organisationer", {}, {{"cookie", cookie_of(made)}}).status, 303) << "a new code first";
    auto r = w.database->read();
    EXPECT_EQ(store::organisations(r).size(), 2U) << "the organisation was known";
    EXPECT_FALSE(store::find_account(r, id)->has_second_factor) << "closed and opened again it is as new";
}

TEST_F(accounts, an_invitation_makes_an_account_or_gives_one_a_role) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    const auto link_in = [&](const http::response& page) {
        const auto html = body(page);
        const auto at = html.find("/konto/inbjudan/");
        return at == html.npos ? std::string{} : html.substr(at, 16 + 64);
    };
    const auto to_bo = send(own + "/inbjudan", coordinator, "mail=Bo%40polisen.example&role=officer");
    const auto link = link_in(to_bo);
    ASSERT_EQ(link.size(), 80U);
    EXPECT_TRUE(holds(w.get(link), "bo@polisen.example"));
    EXPECT_EQ(w.post(link, "function=&password=" + std::string{right_sent}).status, 422);
    EXPECT_EQ(w.post(link, "function=polis&password=bo").status, 422);
    const auto joined = w.post(link, "function=polis&password=" + std::string{right_sent});
    ASSERT_EQ(joined.status, 303);
    EXPECT_EQ(w.get(link).status, 410);
    EXPECT_EQ(w.post(link, "function=polis&password=" + std::string{right_sent}).status, 410);
    const http::fields bo{{"cookie", cookie_of(joined)}, {"host", "lofte.example"}};
    EXPECT_TRUE(holds(w.get("/konto", {}, bo), "Fjällby kommun: Handläggare"));

    // Another role for the same person: only they take it.
    const auto second = link_in(send(own + "/inbjudan", coordinator, "mail=bo%40polisen.example&role=approver"));
    EXPECT_TRUE(holds(w.get(second), "Logga in först"));
    EXPECT_EQ(w.post(second, "function=polis&password=" + std::string{right_sent}).status, 422);
    EXPECT_EQ(send(second, coordinator, "").status, 422) << "it is not hers";
    EXPECT_EQ(w.post(second, "nyckel=fel", bo).status, 403);
    EXPECT_EQ(send(second, bo, "").status, 303);
    EXPECT_TRUE(holds(w.get("/konto", {}, bo), "Fjällby kommun: Beslutsfattare"));

    const auto third = link_in(send(own + "/inbjudan", coordinator, "mail=c%40polisen.example&role=reader"));
    EXPECT_TRUE(holds(w.get(own, {}, coordinator), "c@polisen.example"));
    auto reader = w.database->read();
    const auto number = store::invitations_of(reader, municipality)[0].id;
    EXPECT_EQ(send(own + "/inbjudan/av", coordinator, fmt::format("number={}", number)).status, 303);
    EXPECT_EQ(w.get(third).status, 410);
}

TEST_F(accounts, an_invitation_that_is_sent_twice_is_one) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    const auto field = [&](const http::response& page, std::string_view before, std::size_t length) {
        const auto html = body(page);
        const auto at = html.find(before);
        return at == html.npos ? std::string{} : html.substr(at + before.size(), length);
    };
    const auto key = "&key=" + field(w.get(own, {}, coordinator), "name=\"key\" value=\"", 36);
    const auto invited = [&](const std::string& form) {
        return field(send(own + "/inbjudan", coordinator, form), "/konto/inbjudan/", 64);
    };
    const auto open = [&] {
        auto reader = w.database->read();
        return store::invitations_of(reader, municipality).size();
    };
    const auto first = invited("mail=bo%40polisen.example&role=officer" + key);
    EXPECT_EQ(first.size(), 64U);
    EXPECT_EQ(invited("mail=bo%40polisen.example&role=officer" + key), first);
    EXPECT_EQ(open(), 1U);
    // From the page before, for somebody else; and with a form of its own, for the same.
    EXPECT_NE(invited("mail=cia%40polisen.example&role=officer" + key), first);
    EXPECT_NE(invited("mail=bo%40polisen.example&role=officer&key=another"), first);
    EXPECT_EQ(open(), 3U);
    EXPECT_EQ(w.post("/konto/inbjudan/" + first, "function=polis&password=" + std::string{right_sent}).status, 303);
    const auto after = invited("mail=bo%40polisen.example&role=officer" + key);
    EXPECT_EQ(w.get("/konto/inbjudan/" + after).status, 200) << "the first was taken";
}

TEST_F(accounts, a_coordinator_neither_makes_nor_unmakes_administrators) {
    const auto coordinator = browser_of(person("anna@fjallby.example", holder::coordinator));
    const auto chief = person("chef@fjallby.example", holder::administrator, true);
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    EXPECT_EQ(send(own + "/inbjudan", coordinator, "mail=x%40y.example&role=administrator").status, 403);
    EXPECT_EQ(send(own + "/inbjudan", coordinator, "mail=x%40y.example&role=visitor").status, 422);
    EXPECT_EQ(send(own + "/medlem", coordinator, fmt::format("account={}&role=administrator", chief.value)).status,
              403);
    const auto admin = browser_of(chief);
    EXPECT_EQ(send(own + "/medlem", admin, fmt::format("account={}&role=administrator", chief.value)).status, 422)
        << "the last one";
    person("andra@fjallby.example", holder::administrator, true);
    EXPECT_EQ(send(own + "/medlem", admin, fmt::format("account={}&role=administrator", chief.value)).status, 303);
    EXPECT_EQ(w.get("/konto/organisationer", {}, admin).status, 403) << "at once";
}

TEST_F(accounts, a_forgotten_password_is_replaced_by_a_link_from_the_administrator) {
    const auto anna = person("anna@fjallby.example", holder::officer, true);
    const auto hers = browser_of(anna);
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    const auto page = send(fmt::format("/konto/organisation/{}/nytt-losenord", municipality.value), admin,
                           fmt::format("account={}", anna.value));
    ASSERT_EQ(page.status, 200);
    const auto html = body(page);
    const auto link = html.substr(html.find("/konto/inbjudan/"), 16 + 64);
    EXPECT_EQ(w.get("/konto", {}, hers).status, 303) << "signed out everywhere";
    EXPECT_EQ(sign_in("anna%40fjallby.example", right_sent).status, 422);
    const auto joined = w.post(link, "function=x&password=en+annan+l%C3%A5ng+mening");
    EXPECT_EQ(header_of(joined, "Location"), "/konto/kod?till=/konto") << "the link is no way round the second factor";
    EXPECT_EQ(w.get("/konto", {}, {{"cookie", cookie_of(joined)}}).status, 303);
    EXPECT_EQ(w.get(link).status, 410);
    EXPECT_EQ(header_of(sign_in("anna%40fjallby.example", "en+annan+l%C3%A5ng+mening"), "Location"),
              "/konto/kod?till=/konto")
        << "the second factor stands";
    auto r = w.database->read();
    EXPECT_EQ(store::memberships_of(r, anna).size(), 1U);
    EXPECT_EQ(store::find_account(r, anna)->function, "handläggare");
}

TEST_F(accounts, a_used_first_link_opens_nothing_ever_again) {
    std::string link;
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    const auto form =
        fmt::format("organisation=Fj%C3%A4llby+kommun&mail=anna%40fjallby.example&function=x&password={}", right_sent);
    ASSERT_EQ(w.post(link, form).status, 303);
    core::account anna;
    {
        auto r = w.database->read();
        anna = *store::find_account(r, "anna@fjallby.example");
    }
    write([&](db::transaction& t) { store::reset_password(t, anna, "x", w.clock.now()); });
    EXPECT_EQ(w.get(link).status, 410) << "a forgotten password is no lack of an administrator";
    write([&](db::transaction& t) { store::close_account(t, anna.id, "x"); });
    EXPECT_EQ(w.get(link).status, 410);
    EXPECT_EQ(w.post(link, form).status, 410);
    // A new link makes nobody out of an account that is somebody's.
    person("bo@fjallby.example", holder::coordinator);
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    EXPECT_EQ(w.post(link, fmt::format("organisation=x+y&mail=bo%40fjallby.example&function=x&password={}", right_sent))
                  .status,
              422);
}

TEST_F(accounts, an_invitation_is_no_way_into_an_account_that_there_is) {
    const auto hers = person("anna@fjallby.example", holder::coordinator);
    std::string planted, after, reset;
    write([&](db::transaction& t) {
        planted = "/konto/inbjudan/" +
                  store::add_invitation(t, police, holder::reader, "anna@fjallby.example", "konto 9", w.clock.now());
        reset = "/konto/inbjudan/" + *store::reset_password(t, *store::find_account(t, hers), "x", w.clock.now());
        after = "/konto/inbjudan/" +
                store::add_invitation(t, police, holder::reader, "anna@fjallby.example", "konto 9", w.clock.now());
    });
    const auto form = "function=x&password=ett+annat+l%C3%A5ngt+ord";
    EXPECT_EQ(w.post(planted, form).status, 410) << "a new password takes back what was open";
    EXPECT_EQ(w.post(after, form).status, 422) << "what comes after wants a sign-in";
    EXPECT_EQ(w.post(reset, form).status, 303);
    auto r = w.database->read();
    EXPECT_EQ(store::memberships_of(r, hers).size(), 1U);
}

TEST_F(accounts, what_somebody_may_no_longer_do_comes_back_by_no_link) {
    const auto anna = person("anna@fjallby.example", holder::coordinator);
    std::string to_her, of_hers;
    write([&](db::transaction& t) {
        to_her = "/konto/inbjudan/" + store::add_invitation(t, municipality, holder::coordinator,
                                                            "anna@fjallby.example", "x", w.clock.now());
        of_hers =
            "/konto/inbjudan/" + store::add_invitation(t, municipality, holder::coordinator, "vän@fjallby.example",
                                                       core::holder_of(anna), w.clock.now());
    });
    EXPECT_EQ(w.get(of_hers).status, 200);
    write([&](db::transaction& t) { store::end_membership(t, anna, municipality, holder::coordinator, "x"); });
    EXPECT_EQ(w.get(to_her).status, 410);
    EXPECT_EQ(w.get(of_hers).status, 410);
}

TEST_F(accounts, letters_that_hide_are_refused) {
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    for (const auto* name : {"a%1B%5B31m+kommun", "%E2%80%AEkommun+x", "a%0Ab"})
        EXPECT_EQ(send("/konto/organisationer", admin, fmt::format("kind=other&name={}", name)).status, 422) << name;
    EXPECT_EQ(w.post("/konto/organisationer", "name=a%00b&nyckel=" + key_of(admin), admin).status, 400);
    for (const auto* mail : {"a%E2%80%AEb%40c.example", "a%C2%A0b%40c.example"})
        EXPECT_EQ(send(fmt::format("/konto/organisation/{}/inbjudan", municipality.value), admin,
                       fmt::format("mail={}&role=reader", mail))
                      .status,
                  422);
}

TEST_F(accounts, what_is_typed_is_shown_as_text) {
    constexpr std::string_view sent = "%22%3E%3Cb%3E%27%3B+drop+table+account%3B--";
    std::string link;
    write([&](db::transaction& t) { link = "/konto/borja/" + store::make_first_link(t); });
    const auto admin = browser_of(person("a@fjallby.example", holder::coordinator));
    const auto own = fmt::format("/konto/organisation/{}", municipality.value);
    const std::array pages{
        w.post("/konto/logga-in", fmt::format("mail={0}&password={0}&till={0}", sent)),
        w.post(link, fmt::format("organisation={0}&mail={0}&function={0}&password={0}", sent)),
        send(own + "/inbjudan", admin, fmt::format("mail={0}&role={0}", sent)),
        w.get("/konto/logga-in", {{"till", "\"><b>"}}),
    };
    for (const auto& p : pages) {
        EXPECT_FALSE(holds(p, "<b>"));
        EXPECT_TRUE(holds(p, "&quot;&gt;&lt;b&gt;"));
    }
    // And where it is stored.
    ASSERT_EQ(
        w.post(link, fmt::format("organisation={0}&mail=b%40c.example&function={0}&password={1}", sent, right_sent))
            .status,
        303);
    const auto chief = browser_of(person("c@fjallby.example", holder::administrator, true));
    const auto house = w.get("/konto/organisationer", {}, chief);
    EXPECT_FALSE(holds(house, "<b>"));
    EXPECT_TRUE(holds(house, "drop table account;--"));
}

TEST_F(accounts, a_link_to_a_new_password_is_no_invitation_without_an_answer) {
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    const auto bo = person("bo@fjallby.example", holder::officer);
    const std::string own = fmt::format("/konto/organisation/{}", municipality.value);
    write([&](db::transaction& t) {
        store::forgotten_link(t, store::find_account(t, bo).value(), w.clock.now());
        store::add_invitation(t, municipality, holder::reader, "ny@fjallby.example", "x", w.clock.now());
    });
    const auto page = body(w.get(own, {}, admin));
    const auto invited = page.find("Inbjudna som inte har svarat");
    ASSERT_NE(invited, page.npos);
    EXPECT_NE(page.find("ny@fjallby.example", invited), page.npos);
    EXPECT_EQ(page.find("bo@fjallby.example", invited), page.npos);
}

TEST_F(accounts, a_members_role_is_changed_where_it_stands_and_told) {
    const auto chief = person("chef@fjallby.example", holder::administrator, true);
    const auto admin = browser_of(chief);
    const auto bo = person("bo@fjallby.example", holder::reporter);
    const std::string own = fmt::format("/konto/organisation/{}", municipality.value);
    const auto change = [&](const http::fields& browser, core::account_id id, std::string_view from,
                            std::string_view to) {
        return send(own + "/roll", browser, fmt::format("account={}&role={}&to={}", id.value, from, to));
    };
    EXPECT_TRUE(holds(w.get(own, {}, admin), "Byt roll"));
    EXPECT_EQ(header_of(change(admin, bo, "reporter", "officer"), "Location"), own + "?gjort=role");
    EXPECT_EQ(header_of(change(admin, bo, "reporter", "officer"), "Location"), own) << "nothing was changed";
    const auto roles = [&](core::account_id id) {
        auto r = w.database->read();
        std::string all;
        for (const auto& m : store::memberships_of(r, id))
            all += std::string{core::name(m.role)} + " ";
        return all;
    };
    EXPECT_EQ(roles(bo), "officer ");
    change(admin, bo, "approver", "coordinator");
    EXPECT_EQ(roles(bo), "officer ") << "a role that is not there is not changed";
    EXPECT_EQ(change(admin, chief, "administrator", "reader").status, 422) << "the last one";
    const auto coordinator = browser_of(person("sam@fjallby.example", holder::coordinator));
    EXPECT_EQ(change(coordinator, bo, "officer", "administrator").status, 403);
    EXPECT_EQ(change(coordinator, chief, "administrator", "reader").status, 403);
    EXPECT_EQ(roles(chief), "administrator ");
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(accounts, a_changed_role_shuts_nobody_out_and_ends_what_it_no_longer_allows) {
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    const auto sam = person("sam@fjallby.example", holder::coordinator);
    std::string reset, invited;
    write([&](db::transaction& t) {
        reset = store::forgotten_link(t, store::find_account(t, sam).value(), w.clock.now()).value();
        invited = store::add_invitation(t, municipality, holder::reader, "ny@fjallby.example", core::holder_of(sam),
                                        w.clock.now());
    });
    const auto change = [&](std::string_view from, std::string_view to) {
        return send(fmt::format("/konto/organisation/{}/roll", municipality.value), admin,
                    fmt::format("account={}&role={}&to={}", sam.value, from, to));
    };
    change("coordinator", "administrator");
    EXPECT_EQ(w.get("/konto/inbjudan/" + reset).status, 200);
    EXPECT_EQ(w.get("/konto/inbjudan/" + invited).status, 200) << "an administrator may invite too";
    change("administrator", "officer");
    EXPECT_EQ(w.get("/konto/inbjudan/" + reset).status, 200) << "the way in to an account that has a role still";
    EXPECT_EQ(w.get("/konto/inbjudan/" + invited).status, 410);
}

} // namespace
