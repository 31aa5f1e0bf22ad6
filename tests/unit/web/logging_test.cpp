#include "amended.hpp"
#include "people_world.hpp"

#include "core/log.hpp"
#include "store/audit.hpp"

namespace {

using core::holder;
class logging : public people_world {
  protected:
    // A pledge whose row m1 was changed so lately that it is still reported on: its last day was 25 February 2022.
    void add_changed() {
        auto file = support::amended_pledge();
        file.slug = "andrat-2020";
        file.status = core::status::draft;
        for (auto& row : file.document.plan) {
            if (row.id == "m1") row.life.to = base::make_date(2022, 2, 25);
            if (row.id == "m6") row.life.from = base::make_date(2022, 2, 26);
            if (row.id == "m6") row.what = file.document.plan.front().what;
            row.responsible = {"Kommunen"};
        }
        write([&](db::transaction& t) { store::publish(t, store::add_pledge(t, file).id, file.approvals); });
    }
};

TEST_F(logging, a_row_that_ended_lately_is_offered_by_its_words_and_days) {
    add_changed();
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    constexpr std::string_view words = "Kontrollera fart och nykterhet på vägarna genom byn";
    const auto pages = [&](std::string_view days) {
        const auto name = fmt::format("{} ({})", words, days);
        return holds(w.get("/logga", {}, browser), ">" + name + "<") &&
               holds(w.get("/logga/flera", {{"lofte", "andrat-2020"}}, browser), ">" + name + "<");
    };
    EXPECT_TRUE(pages("till 25 februari 2022")) << body(w.get("/logga", {}, browser));
    EXPECT_TRUE(pages("från 26 februari 2022"));
    const auto form = [&](std::string_view owner) {
        return fmt::format("pledge=andrat-2020&owner={}&amount=1&on=2022-02-24&key=k{}", owner, owner);
    };
    const auto refused = send("/logga", browser, form("m6"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, fmt::format("”{}” (m1, till 25 februari 2022)", words)));
    EXPECT_EQ(send("/logga", browser, form("m1")).status, 303);
    w.clock = base::clock{base::make_date(2022, 3, 8)};
    EXPECT_FALSE(holds(w.get("/logga", {}, browser), "till 25 februari 2022"));
    EXPECT_FALSE(holds(w.get("/logga", {}, browser), "från 26 februari 2022")) << "nothing to tell it from";
}

TEST_F(logging, is_open_as_long_as_it_is_reported_on) {
    auto file = support::example_pledge();
    file.slug = "slut-2021";
    file.status = core::status::draft;
    file.document.valid.to = base::make_date(2022, 2, 20);
    file.document.questions.clear();
    write([&](db::transaction& t) { store::publish(t, store::add_pledge(t, file).id, file.approvals); });
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    const std::string form = "pledge=slut-2021&owner=m1&amount=1&on=2022-02-20&place=torget&key=k";
    const auto page = [&] { return body(w.get("/logga", {}, browser)); };
    const auto in = [](const std::string& html, std::string_view words) { return html.find(words) != html.npos; };
    w.clock = base::clock{base::make_date(2022, 3, 2)};
    EXPECT_TRUE(in(page(), "id=\"slut-2021-m1\"")) << page();
    EXPECT_TRUE(in(page(), "id=\"slut-2021-m1-on\" name=\"on\" value=\"2022-02-20\" max=\"2022-02-20\""));
    EXPECT_FALSE(in(page(), "slut-2021-m1-1\"")) << "nothing is done today";
    const http::fields of_it{{"lofte", "slut-2021"}};
    EXPECT_TRUE(holds(w.get("/logga/flera", of_it, browser), "value=\"2022-02-20\""));
    const auto month = w.get("/logga/flera", {{"lofte", "slut-2021"}, {"vy", "manad"}}, browser);
    EXPECT_TRUE(holds(month, "februari 2022")) << body(month);
    EXPECT_EQ(send("/logga", browser, form).status, 303);
    w.clock = base::clock{base::make_date(2022, 3, 3)};
    EXPECT_FALSE(in(page(), "slut-2021-m1"));
    EXPECT_EQ(w.get("/logga/flera", of_it, browser).status, 303);
}

TEST_F(logging, says_that_a_pledge_is_over) {
    const auto browser = browser_of(person("eva@polisen.example", holder::officer, false, police));
    EXPECT_TRUE(holds(w.get("/logga", {}, browser), "Be serverns administratör"));
    auto file = support::example_pledge();
    file.slug = "slut-2021";
    file.status = core::status::draft;
    file.document.valid.to = base::make_date(2022, 2, 10);
    file.document.questions.clear();
    write([&](db::transaction& t) {
        store::publish(t, store::add_pledge(t, file).id, file.approvals);
        store::link_party(t, "slut-2021", "Polisen", police, "x");
    });
    const auto page = w.get("/logga", {}, browser);
    EXPECT_TRUE(holds(page, "gällde till 10 februari 2022, och tiden för att logga")) << body(page);
    EXPECT_FALSE(holds(page, "Be serverns administratör"));
}

TEST_F(logging, of_what_residents_were_told_says_how_and_where) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    const auto page = w.get("/logga", {}, browser);
    EXPECT_TRUE(holds(page, "id=\"fjallby-2020-feedback-channel\" name=\"channel\"")) << body(page);
    EXPECT_FALSE(holds(page, "id=\"fjallby-2020-m1-channel\""));
    const std::string form = "pledge=fjallby-2020&owner=feedback&amount=1&on=2022-02-20&key=k&channel=";
    const auto wrong = send("/logga", browser, form + "press&link=tidningen.example");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"press\" selected") && holds(wrong, "value=\"tidningen.example\"")) << body(wrong);
    EXPECT_EQ(send("/logga", browser, form + "brevduva").status, 422);
    ASSERT_EQ(send("/logga", browser, form + "press&link=https%3A%2F%2Ftidningen.example%2Fa").status, 303);
    auto r = w.database->read();
    const auto log = store::find_pledge(r, "fjallby-2020")->log;
    EXPECT_EQ(log.back().channel, reading::channel::press);
    EXPECT_EQ(log.back().link, "https://tidningen.example/a");
}

TEST_F(logging, tells_of_a_row_that_is_gone_and_keeps_what_was_typed) {
    add_changed();
    auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    browser.emplace_back("origin", "https://lofte.example");
    for (const std::string owner : {"m77", "", "f1"}) {
        const auto r = send("/logga", browser, "pledge=andrat-2020&amount=2&note=vid+torget&key=k&owner=" + owner);
        EXPECT_EQ(r.status, 422);
        EXPECT_TRUE(holds(r, "2\nvid torget\n</textarea>")) << body(r);
        EXPECT_TRUE(holds(r, "<p class=\"lede\">") && !holds(r, "Försök igen</button>")) << body(r);
    }
    // What begins tomorrow has no form today.
    w.clock = base::clock{base::make_date(2022, 2, 25)};
    const auto r = send("/logga", browser, "pledge=andrat-2020&amount=2&note=vid+torget&key=k&owner=m6");
    EXPECT_EQ(r.status, 422);
    EXPECT_TRUE(holds(r, "vid torget\n</textarea>") && holds(r, "26 februari 2022")) << body(r);
}

TEST_F(logging, ones_own_rows_are_those_of_ones_kind) {
    auto file = support::example_pledge();
    file.slug = "vars-2021";
    file.status = core::status::draft;
    for (auto& area : file.document.focus_areas)
        for (auto& p : area.pledges)
            p.by = {"police"};
    for (auto& row : file.document.plan)
        row.responsible = {"Kommunen"};
    constexpr std::string_view id = "id=\"vars-2021-p3\"";
    write([&](db::transaction& t) { store::publish(t, store::add_pledge(t, file).id, file.approvals); });
    write([&](db::transaction& t) { store::link_party(t, "vars-2021", "Polisen", police, "x"); });
    const auto is_own = [&](const http::fields& browser) {
        const auto html = body(w.get("/logga", {}, browser));
        const auto row = html.find(id), others = html.find("Det som andra ansvarar för", html.find("lofte-vars-2021"));
        EXPECT_NE(row, html.npos);
        return row < others;
    };
    EXPECT_TRUE(is_own(browser_of(person("bo@polisen.example", holder::officer, false, police))));
    EXPECT_FALSE(is_own(browser_of(person("eva@fjallby.example", holder::officer))));
}

TEST_F(logging, a_thing_done_is_logged_with_one_press_and_undone) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto page = w.get("/logga", {}, browser);
    ASSERT_EQ(page.status, 200);
    const auto html = body(page);
    const auto at = html.find("fjallby-2020-m1-1\"");
    ASSERT_NE(at, html.npos) << "a form with a key of its own for each row";
    const auto from = html.rfind("value=\"", at) + 7;
    const auto key = html.substr(from, html.find('"', from) - from);
    const auto entries = [&] {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log).size();
    };
    const auto before = entries();
    const auto form = "pledge=fjallby-2020&owner=m1&amount=1&key=" + key;
    const auto saved = send("/logga", browser, form);
    ASSERT_EQ(saved.status, 303);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(header_of(send("/logga", browser, form), "Location"), header_of(saved, "Location"))
        << "sent twice, saved once";
    EXPECT_EQ(entries(), before + 1);
    const auto location = header_of(saved, "Location");
    const auto id = location.substr(location.rfind(':') + 1);
    const http::fields told{{"sparat", "fjallby-2020:" + id}};
    EXPECT_TRUE(holds(w.get("/logga", told, browser), "Sparat: 1, "));
    const auto other = browser_of(person("eva@fjallby.example", holder::officer));
    EXPECT_FALSE(holds(w.get("/logga", told, other), "Sparat"));
    EXPECT_EQ(send("/logga/angra", other, "pledge=fjallby-2020&id=" + id).status, 403) << "it is not hers";
    EXPECT_EQ(send("/logga/angra", browser, "pledge=fjallby-2020&id=" + id).status, 303);
    EXPECT_EQ(send("/logga/angra", browser, "pledge=fjallby-2020&id=" + id).status, 303) << "again: nothing more";
    EXPECT_EQ(entries(), before);
    EXPECT_TRUE(holds(w.get("/logga", told, browser), "Ångrat: 1, "));
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
    EXPECT_EQ(store::find_pledge(r, "fjallby-2020")->log.back().by.rfind("konto ", 0), 0U) << "a number, no address";
}

TEST_F(logging, what_was_typed_stays_until_it_can_be_saved) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    const auto form = [&](std::string_view amount, std::string_view more) {
        return send("/logga", browser,
                    fmt::format("pledge=fjallby-2020&owner=m1&key=k1&amount={}&place=torget&{}", amount, more));
    };
    for (const auto* more : {"on=2022-03-02", "on=i+g%C3%A5r", "hours=tv%C3%A5", "note=19811218-9876", "reading=x"}) {
        const auto again = form("3", more);
        EXPECT_EQ(again.status, 422) << more;
        EXPECT_TRUE(holds(again, "value=\"torget\"") && holds(again, "value=\"k1\"") && holds(again, "role=\"alert\""))
            << more;
    }
    EXPECT_EQ(form("hej", "on=2022-02-28").status, 422);
    const auto asks = form("3", "on=2022-02-28&note=Ring+Eva+Lindgren");
    EXPECT_EQ(asks.status, 422);
    EXPECT_TRUE(holds(asks, "name=\"confirmed\""));
    EXPECT_EQ(form("3", "on=2022-02-28&note=Ring+Eva+Lindgren&confirmed=ja").status, 303);
    const auto changed = form("4", "on=2022-02-28");
    EXPECT_EQ(changed.status, 422) << "the key was used for three: nothing is lost in silence";
    EXPECT_TRUE(holds(changed, "value=\"4\"") && !holds(changed, "value=\"k1\""));
    EXPECT_EQ(send("/logga", browser, "pledge=utkast-2021&owner=m1&amount=1").status, 403);
    EXPECT_EQ(send("/logga", browser, "pledge=finns-inte&owner=m1&amount=1").status, 403);
    EXPECT_EQ(send("/logga", browser, "pledge=fjallby-2020&owner=m99&amount=1").status, 422);
}

TEST_F(logging, a_party_is_tied_to_the_organisation_that_it_is) {
    const auto officer = browser_of(person("bo@polisen.example", holder::officer, false, police));
    const auto admin = browser_of(person("chef@fjallby.example", holder::administrator, true));
    const auto path = fmt::format("/konto/organisation/{}", police.value);
    EXPECT_TRUE(holds(w.get("/logga", {}, officer), "Det finns inget löfte"));
    EXPECT_TRUE(holds(w.get(path, {}, admin), "<option value=\"fjallby-2020/Polisen\">"));
    EXPECT_EQ(send(path + "/lofte", admin, "pledge=fjallby-2020%2FPolisen").status, 303);
    EXPECT_TRUE(holds(w.get("/logga", {}, officer), "lofte-fjallby-2020"));
    EXPECT_EQ(send("/logga", officer, "pledge=fjallby-2020&owner=m1&amount=1&key=a").status, 303);
    EXPECT_EQ(send(path + "/lofte/av", admin, "pledge=fjallby-2020&party=Polisen").status, 303);
    EXPECT_EQ(send("/logga", officer, "pledge=fjallby-2020&owner=m1&amount=1&key=b").status, 403);
    EXPECT_EQ(send(path + "/lofte", admin, "pledge=fjallby-2020").status, 303) << "half an answer ties nothing";
}

TEST_F(logging, a_name_that_many_have_ties_nothing_by_itself) {
    core::organisation_id all_police;
    write(
        [&](db::transaction& t) { all_police = store::add_organisation(t, core::organisation_named("Polisen"), "x"); });
    const auto officer = browser_of(person("bo@polisen.example", holder::officer, false, all_police));
    EXPECT_EQ(send("/logga", officer, "pledge=fjallby-2020&owner=m1&amount=1").status, 403);
}

} // namespace
