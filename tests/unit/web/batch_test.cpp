#include "people_world.hpp"

#include "core/log.hpp"
#include "db/connection.hpp"
#include "store/audit.hpp"

namespace {

using core::holder;

class batch : public people_world {
  protected:
    std::vector<core::log_entry> log() {
        auto r = w.database->read();
        return core::standing_entries(store::find_pledge(r, "fjallby-2020")->log);
    }
    static std::string key_in(const http::response& page) {
        const auto html = body(page);
        constexpr std::string_view before = "name=\"key\" value=\"";
        const auto at = html.find(before);
        return at == html.npos ? std::string{} : html.substr(at + before.size(), 36);
    }
};

TEST_F(batch, logs_several_rows_of_a_day_in_one_go_and_once) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto page = w.get("/logga/flera", {}, bo);
    ASSERT_EQ(page.status, 200);
    for (const auto* own : {"what-1\" value=\"p3\"", "what-2\" value=\"m4\""})
        EXPECT_TRUE(holds(page, std::string{"name=\""} + own)) << "own rows and pledges, a line each: " << own;
    const auto before = log().size();
    const auto form = "pledge=fjallby-2020&vy=dag&on=2022-02-28&key=" + key_in(page) +
                      "&what-1=m1&amount-1=3&what-2=m2%7C%7C6&amount-2=&what-3=m2%7C%7C7&amount-3=1&place-3=skolan";
    const auto saved = send("/logga/flera", bo, form);
    ASSERT_EQ(saved.status, 303) << body(saved);
    EXPECT_EQ(header_of(saved, "Location"), "/logga/flera?lofte=fjallby-2020&sparade=2&form=" + key_in(page));
    EXPECT_EQ(send("/logga/flera", bo, form).status, 303);
    ASSERT_EQ(log().size(), before + 2) << "sent twice, saved once";
    EXPECT_EQ(log().back().subject, "7");
    EXPECT_EQ(log().back().place, "skolan");
    EXPECT_EQ(log().back().done_on, base::make_date(2022, 2, 28));
    EXPECT_TRUE(holds(w.get("/logga/flera", {{"sparade", "2"}}, bo), "2 rader"));
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_F(batch, is_undone_whole_and_once_by_whoever_sent_it) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::reporter));
    const auto eva = browser_of(person("eva@fjallby.example", holder::officer));
    const auto before = log().size();
    const auto sent = [](std::string_view key) {
        return fmt::format("pledge=fjallby-2020&vy=dag&on=2022-02-28&key={}&what-1=m1&amount-1=3&what-2=m4&amount-2=1",
                           key);
    };
    ASSERT_EQ(send("/logga/flera", bo, sent("k")).status, 303);
    ASSERT_EQ(send("/logga/flera", bo, sent("k-2")).status, 303) << "another, whose key begins with the same letters";
    const http::fields told{{"lofte", "fjallby-2020"}, {"sparade", "2"}, {"form", "k"}};
    EXPECT_TRUE(holds(w.get("/logga/flera", told, bo), "name=\"key\" value=\"k\">Ångra allt"));
    EXPECT_FALSE(holds(w.get("/logga/flera", told, eva), "Ångra allt"));
    const std::string form = "pledge=fjallby-2020&vy=dag&key=k";
    EXPECT_EQ(send("/logga/flera/angra", eva, form).status, 303);
    EXPECT_EQ(log().size(), before + 4) << "it is not hers";
    for (int twice = 0; twice < 2; ++twice) {
        const auto undone = send("/logga/flera/angra", bo, form);
        ASSERT_EQ(undone.status, 303);
        EXPECT_EQ(header_of(undone, "Location"), "/logga/flera?lofte=fjallby-2020&angrade=2");
        EXPECT_EQ(log().size(), before + 2);
    }
    EXPECT_TRUE(holds(w.get("/logga/flera", {{"angrade", "2"}}, bo), "2 rader är ångrade."));
    EXPECT_FALSE(holds(w.get("/logga/flera", told, bo), "Ångra allt"));
    {
        auto r = w.database->read();
        EXPECT_TRUE(store::verify_audit(r).faults.empty());
    }
    ASSERT_EQ(send("/logga/flera", bo, sent("old")).status, 303);
    write([](db::transaction& t) {
        t.on().script("drop trigger log_detail_erase_only; update log_detail set recorded_at = recorded_at - "
                      "90000000000 where client_key like 'old-%'");
    });
    EXPECT_EQ(send("/logga/flera/angra", bo, "pledge=fjallby-2020&vy=dag&key=old").status, 403) << "a day has passed";
    EXPECT_EQ(log().size(), before + 4);
}

TEST_F(batch, says_what_is_wrong_at_its_line_and_saves_nothing_of_the_form) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::officer));
    const auto before = log().size();
    const std::string form =
        "pledge=fjallby-2020&vy=manad&manad=2022-02&key=k&what-1=m1&on-1=2022-02-03&amount-1=3&"
        "what-2=m1&on-2=2022-03-09&amount-2=2&place-2=torget&what-3=&on-3=&amount-3=&what-4=&amount-4=5";
    const auto again = send("/logga/flera", bo, form);
    EXPECT_EQ(again.status, 422);
    EXPECT_EQ(log().size(), before);
    EXPECT_TRUE(holds(again, "id=\"rad-2-fel\"") && holds(again, "id=\"rad-4-fel\""));
    EXPECT_FALSE(holds(again, "id=\"rad-1-fel\"") || holds(again, "id=\"rad-3-fel\""));
    EXPECT_TRUE(holds(again, "value=\"torget\"") && holds(again, "value=\"2022-02-03\"") &&
                holds(again, "name=\"key\" value=\"k\""));
    EXPECT_EQ(send("/logga/flera", bo, "pledge=fjallby-2020&vy=manad&manad=2022-02&key=k&what-1=m1").status, 422);
    EXPECT_EQ(send("/logga/flera", bo, "pledge=fjallby-2020&vy=dag&on=2022-02-28&key=k&what-1=m1&amount-1=").status,
              422)
        << "nothing to save";
}

TEST_F(batch, that_was_changed_after_it_was_saved_saves_nothing_in_silence) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::officer));
    const std::string form = "pledge=fjallby-2020&vy=dag&on=2022-02-28&key=k&what-1=m1&amount-1=";
    ASSERT_EQ(send("/logga/flera", bo, form + "3").status, 303);
    const auto before = log().size();
    const auto again = send("/logga/flera", bo, form + "4&what-2=m2%7C%7C6&amount-2=1");
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(holds(again, "id=\"rad-1-fel\"") && holds(again, "value=\"4\""));
    EXPECT_EQ(log().size(), before);
    EXPECT_EQ(send("/logga/flera", bo,
                   "pledge=fjallby-2020&vy=dag&on=2022-02-28&key=" + key_in(again) +
                       "&what-1=m1&amount-1=4&what-2=m2%7C%7C6&amount-2=1")
                  .status,
              303);
    EXPECT_EQ(log().size(), before + 2);
}

TEST_F(batch, asks_about_a_name_once_for_all_lines) {
    const auto bo = browser_of(person("bo@fjallby.example", holder::officer));
    const std::string form =
        "pledge=fjallby-2020&vy=dag&on=2022-02-28&key=k&what-1=m1&amount-1=3&place-1=hos+Eva+Lindgren";
    const auto asks = send("/logga/flera", bo, form);
    EXPECT_EQ(asks.status, 422);
    EXPECT_TRUE(holds(asks, "name=\"confirmed\""));
    EXPECT_EQ(send("/logga/flera", bo, form + "&confirmed=ja").status, 303);
}

} // namespace
