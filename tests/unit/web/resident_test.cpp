#include "people_world.hpp"

#include "db/statement.hpp"
#include "http/target.hpp"
#include "store/audit.hpp"
#include "store/log.hpp"
#include "store/resident_question.hpp"
#include "web/form_stamp.hpp"

#include <fmt/format.h>

namespace {

using core::holder;

std::string value_of(const http::response& page, std::string_view name) {
    const auto html = body(page);
    const auto at = html.find(fmt::format("name=\"{}\" value=\"", name));
    if (at == html.npos) return {};
    const auto from = html.find("value=\"", at) + 7;
    return html.substr(from, html.find('"', from) - from);
}

class residents : public people_world {
  protected:
    // A form that somebody opened a minute ago.
    std::string old_stamp(std::chrono::seconds age = std::chrono::seconds{60}) const {
        return web::new_stamp(w.site, w.clock.now() - age);
    }
    http::response ask(const std::string& text, const std::string& stamp, const std::string& more = {},
                       const std::string& client = "192.0.2.1") const {
        auto r = site_world::asking("/fjallby-2020/fraga");
        r.method = "POST";
        r.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
        r.body = fmt::format("om=m1&matter=dispute&text={}&stampel={}{}", text, stamp, more);
        r.remote = client;
        return w.router(r);
    }
    std::string code_of(const http::response& r) const {
        const auto to = header_of(r, "Location");
        return to.starts_with("/fraga/") ? to.substr(7, 23) : std::string{};
    }
    std::int64_t asked() const {
        auto r = w.database->read();
        const auto id = store::find_pledge(r, "fjallby-2020")->id;
        return static_cast<std::int64_t>(store::questions_of(r, id).size());
    }
    void expect_whole_chain() const {
        auto r = w.database->read();
        EXPECT_TRUE(store::verify_audit(r).faults.empty());
    }
};

TEST_F(residents, ask_without_an_account_and_follow_it_with_a_code) {
    const auto form = w.get("/fjallby-2020/fraga", {{"om", "m1"}});
    ASSERT_EQ(form.status, 200);
    EXPECT_EQ(header_of(form, "Set-Cookie"), "") << "no cookie is needed";
    EXPECT_TRUE(web::read_stamp(w.site, value_of(form, "stampel")));
    const auto stamp = old_stamp();
    const auto sent = ask("Ni+kom+inte.", stamp);
    ASSERT_EQ(sent.status, 303);
    const auto code = code_of(sent);
    ASSERT_EQ(code.size(), 23U);
    EXPECT_EQ(header_of(ask("Ni+kom+inte.", stamp), "Location"), header_of(sent, "Location"))
        << "sent twice, saved once";
    EXPECT_EQ(asked(), 1);
    const auto changed = ask("N%C3%A5got+annat.", stamp);
    EXPECT_EQ(changed.status, 422);
    EXPECT_TRUE(holds(changed, "Något annat."));
    EXPECT_NE(value_of(changed, "stampel"), stamp);

    EXPECT_TRUE(holds(w.get("/fraga/" + code, {{"ny", "1"}}), "<code class=\"secret\">" + code)) << "shown now";
    const auto later = w.get("/fraga/" + code);
    EXPECT_TRUE(holds(later, "Ni kom inte.") && !holds(later, "class=\"secret\""));
    EXPECT_EQ(header_of(later, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(w.post("/fraga", "code=" + code), "Location"), "/fraga/" + code);
    const auto wrong = w.post("/fraga", "code=abcde-abcde-abcde-abcde");
    EXPECT_EQ(wrong.status, 404);
    EXPECT_TRUE(holds(wrong, "abcde-abcde"));
    EXPECT_EQ(w.get("/fraga/abcde-abcde-abcde-abcde").status, 404);
    EXPECT_TRUE(holds(w.get("/fjallby-2020/matt/m1"), "En fråga väntar på svar"));
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1"), "Ni kom inte."));
    EXPECT_TRUE(holds(w.get("/fjallby-2020.json"), "\"waiting\": 1"));

    EXPECT_EQ(header_of(w.post("/fraga/" + code, "gor=ta-tillbaka"), "Location"),
              "/fraga/" + code + "?gjort=withdrawn");
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1"), "väntar på svar")) << "at once";
    EXPECT_EQ(w.post("/fraga/" + code, "gor=radera").status, 303);
    EXPECT_FALSE(holds(w.get("/fraga/" + code), "Ni kom inte."));
    expect_whole_chain();
}

TEST_F(residents, keep_what_they_typed_until_it_can_be_saved) {
    const auto stamp = old_stamp();
    const auto asks = ask("Ring+Eva+Lindgren+070-123+45+67", stamp);
    EXPECT_EQ(asks.status, 422);
    EXPECT_TRUE(holds(asks, "Ring Eva Lindgren 070-123 45 67</textarea>"));
    EXPECT_TRUE(holds(asks, "<strong>Eva Lindgren</strong>") && holds(asks, "name=\"confirmed\""));
    EXPECT_EQ(value_of(asks, "stampel"), stamp);
    EXPECT_EQ(ask("Jag+19811218-9876", stamp, "&confirmed=ja").status, 422);
    EXPECT_EQ(ask("", stamp).status, 422);
    EXPECT_EQ(ask("Ni+kom+inte.", old_stamp(std::chrono::seconds{1})).status, 422) << "a machine";
    EXPECT_EQ(ask("Ni+kom+inte.", old_stamp(std::chrono::hours{25})).status, 422);
    EXPECT_EQ(ask("Ni+kom+inte.", std::string(140, 'a')).status, 422);
    auto forged = stamp;
    forged.front() = forged.front() == '1' ? '2' : '1';
    EXPECT_EQ(ask("Ni+kom+inte.", forged).status, 422);
    EXPECT_EQ(asked(), 0);
    EXPECT_EQ(ask("Ring+Eva+Lindgren", stamp, "&confirmed=ja").status, 303);
    EXPECT_EQ(w.get("/fjallby-2020/fraga", {{"om", "m99"}}).status, 404);
    EXPECT_EQ(w.get("/utkast-2021/fraga").status, 404) << "a draft is not asked about";
    EXPECT_EQ(w.get("/finns-inte/fraga").status, 404);
}

TEST_F(residents, are_slowed_down_by_network) {
    for (int n = 0; n < 5; ++n)
        EXPECT_EQ(ask("Ni+kom+inte.", old_stamp()).status, 303) << n;
    const auto stamp = old_stamp();
    const auto wait = ask("Ni+kom+inte.", stamp);
    EXPECT_EQ(wait.status, 429);
    EXPECT_FALSE(header_of(wait, "Retry-After").empty());
    EXPECT_TRUE(holds(wait, "Ni kom inte.</textarea>")) << "what was typed is kept";
    EXPECT_EQ(ask("Ni+kom+inte.", old_stamp(), {}, "198.51.100.7").status, 303) << "others are not";
    int refused = 0;
    for (int n = 0; n < 120; ++n)
        refused += ask("Ni+kom+inte.", old_stamp(), {}, fmt::format("203.0.113.{}", n)).status == 429;
    EXPECT_EQ(refused, 26) << "a hundred in all, six of them before";
}

TEST_F(residents, are_answered_in_public_beside_the_verdict) {
    const auto officer = browser_of(person("bo@fjallby.example", holder::officer));
    const auto code = code_of(ask("Fr%C3%A5ga+Eva+Lindgren%2C+ni+kom+inte.", old_stamp(), "&confirmed=ja"));
    EXPECT_TRUE(holds(w.get("/granska", {}, officer), "/granska/fjallby-2020/1"));
    EXPECT_TRUE(holds(w.get("/granska/fjallby-2020/1", {}, officer), "Eva Lindgren"));
    const auto settle = [&](const std::string& form) { return send("/granska/fjallby-2020/1", officer, form); };
    EXPECT_EQ(settle("what=publish&shown=Ni+kom+alltid.&answer=Ja.").status, 422) << "nothing may be changed";
    EXPECT_EQ(settle("what=publish&shown=Fr%C3%A5ga+Eva+Lindgren%2C+ni+kom+inte.&answer=Ja.").status, 422);
    EXPECT_EQ(settle("what=publish&shown=Fr%C3%A5ga+%2C+ni+kom+inte.&answer=").status, 422);
    EXPECT_EQ(settle("what=publish&shown=Fr%C3%A5ga+%2C+ni+kom+inte.&answer=19811218-9876&confirmed=ja").status, 422);
    EXPECT_EQ(settle("what=refuse&reason=").status, 422);
    EXPECT_EQ(settle("what=hitta-p%C3%A5").status, 422);
    const auto kept = settle("what=publish&shown=Fr%C3%A5ga+%2C+ni+kom+inte.&answer=Ring+Bo+Ek.");
    EXPECT_EQ(kept.status, 422);
    EXPECT_TRUE(holds(kept, "Ring Bo Ek.</textarea>") && holds(kept, "<strong>Bo Ek</strong>"));
    const std::string whole = "what=publish&shown=Fr%C3%A5ga+%2C+ni+kom+inte.&answer=Sjukdom+%3Cb%3E.";
    EXPECT_EQ(header_of(settle(whole), "Location"), "/granska?gjort=settled");
    EXPECT_EQ(settle(whole).status, 303) << "sent twice, saved once";
    const auto late = settle("what=publish&shown=ni&answer=Ett+annat+svar.");
    EXPECT_EQ(late.status, 422);
    EXPECT_TRUE(holds(late, "Ett annat svar.")) << "nothing that was typed is lost";

    const auto page = w.get("/fjallby-2020/matt/m1");
    EXPECT_TRUE(holds(page, "Fråga […], ni kom inte."));
    EXPECT_TRUE(holds(page, "Sjukdom &lt;b&gt;."));
    EXPECT_TRUE(holds(page, "handläggare, Fjällby kommun"));
    EXPECT_TRUE(holds(page, "0 dagar"));
    EXPECT_FALSE(holds(page, "Lindgren"));
    EXPECT_TRUE(holds(w.get("/fjallby-2020"), "/fjallby-2020/matt/m1#fragor"));
    EXPECT_TRUE(holds(w.get("/fjallby-2020.json"), "\"text\": \"Fråga […], ni kom inte.\""));
    EXPECT_TRUE(holds(w.get("/fjallby-2020.atom"), "matt/m1#fraga-1"));
    const auto receipt = w.get("/fraga/" + code);
    EXPECT_TRUE(holds(receipt, "Sjukdom") && holds(receipt, "/fjallby-2020/matt/m1#fraga-1"));
    EXPECT_FALSE(holds(receipt, "Lindgren")) << "what is cut out is kept nowhere";
    EXPECT_EQ(settle("what=erase").status, 403) << "what stands in public is its asker's to erase";
    EXPECT_EQ(w.post("/fraga/" + code, "gor=radera").status, 303);
    EXPECT_TRUE(holds(w.get("/fjallby-2020/matt/m1"), "Sjukdom &lt;b&gt;."));
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1"), "ni kom inte."));
    expect_whole_chain();
}

TEST_F(residents, are_answered_alone_or_refused_with_a_reason) {
    const auto officer = browser_of(person("bo@fjallby.example", holder::coordinator));
    const auto first = code_of(ask("Ni+kom+inte.", old_stamp()));
    const auto second = code_of(ask("K%C3%B6p+h%C3%A4r.", old_stamp()));
    EXPECT_EQ(send("/granska/fjallby-2020/1", officer, "what=alone&answer=Det+gjorde+vi.").status, 303);
    EXPECT_EQ(send("/granska/fjallby-2020/2", officer, "what=refuse&reason=advertising").status, 303);
    EXPECT_TRUE(holds(w.get("/fraga/" + first), "Det gjorde vi."));
    EXPECT_TRUE(holds(w.get("/fraga/" + second), "Det är reklam."));
    const auto page = w.get("/fjallby-2020/matt/m1");
    EXPECT_FALSE(holds(page, "Det gjorde vi.") || holds(page, "reklam"));
    EXPECT_EQ(send("/granska/fjallby-2020/2", officer, "what=erase").status, 303);
    EXPECT_FALSE(holds(w.get("/fraga/" + second), "Köp här."));
    expect_whole_chain();
}

TEST_F(residents, whose_dispute_is_right_are_shown_the_correction) {
    const auto officer = browser_of(person("bo@fjallby.example", holder::officer));
    std::string corrected;
    write([&](db::transaction& t) {
        const auto file = *store::find_pledge(t, "fjallby-2020");
        core::log_entry e;
        for (const auto& old : file.log)
            if (old.owner == "m1" && old.kind == core::entry_kind::entry) e.names = old.id;
        e.owner = "m1";
        e.kind = core::entry_kind::withdrawal;
        e.said = "1";
        e.done_on = base::make_date(2021, 9, 1);
        corrected = store::append(t, file.id, e).entry.id;
    });
    ask("Ni+kom+inte.", old_stamp());
    EXPECT_TRUE(holds(w.get("/granska/fjallby-2020/1", {}, officer), corrected));
    const auto settle = [&](const std::string& form) { return send("/granska/fjallby-2020/1", officer, form).status; };
    EXPECT_EQ(settle("what=publish&shown=Ni+kom+inte.&answer=Du+har+r%C3%A4tt.&correction=hittat-p%C3%A5"), 303);
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1"), "Det ledde till en rättelse"));
    EXPECT_EQ(settle("what=correct&correction=" + corrected), 303);
    EXPECT_TRUE(holds(w.get("/fjallby-2020/matt/m1"), "Det ledde till en rättelse"));
    expect_whole_chain();
}

TEST_F(residents, are_answered_by_the_pledges_own_people_alone) {
    ask("Ni+kom+inte.", old_stamp());
    int n = 0;
    for (const auto role : core::all_roles)
        for (const bool elsewhere : {false, true}) {
            const auto browser = browser_of(person(fmt::format("p{}@fjallby.example", ++n), role,
                                                   core::needs_second_factor(role), elsewhere ? police : municipality));
            const bool may = core::may(role, core::act::answer_resident);
            const auto at = fmt::format("{}{}", core::name(role), elsewhere ? " elsewhere" : "");
            EXPECT_EQ(w.get("/granska", {}, browser).status, may ? 200 : 403) << at;
            EXPECT_EQ(holds(w.get("/granska", {}, browser), "/granska/fjallby-2020/1"), may && !elsewhere) << at;
            const auto denied = may ? 404 : 403;
            const auto one = w.get("/granska/fjallby-2020/1", {}, browser).status;
            const auto form = send("/granska/fjallby-2020/1", browser, "what=refuse").status;
            EXPECT_EQ(one, may && !elsewhere ? 200 : denied) << at;
            EXPECT_EQ(form, may && !elsewhere ? 422 : denied) << at;
        }
    EXPECT_EQ(w.get("/granska").status, 303);
    EXPECT_EQ(w.post("/granska/fjallby-2020/1", "what=refuse&reason=offensive").status, 303) << "to the sign-in";
    const auto officer = browser_of(person("bo@fjallby.example", holder::officer));
    EXPECT_EQ(w.post("/granska/fjallby-2020/1", "what=refuse&reason=offensive", officer).status, 403)
        << "without a key";
    EXPECT_EQ(w.get("/granska/fjallby-2020/2", {}, officer).status, 404);
    EXPECT_EQ(w.get("/granska/utkast-2021/1", {}, officer).status, 404);
}

TEST_F(residents, who_wait_stand_on_the_board_of_those_who_may_answer) {
    const auto officer = browser_of(person("bo@fjallby.example", holder::officer));
    const auto reader = browser_of(person("las@fjallby.example", holder::reader));
    EXPECT_FALSE(holds(w.get("/tavla", {}, officer), "En invånare väntar"));
    ASSERT_EQ(ask("Ni+kom+inte.", old_stamp()).status, 303);
    // The store writes the machine's time; the board's day is the test's.
    write([](db::transaction& t) {
        const auto noon = base::make_date(2022, 2, 11) + std::chrono::hours{12};
        db::run(t, "update resident_question set asked_at = $1", core::moment{noon});
    });
    const auto page = w.get("/tavla", {}, officer);
    EXPECT_TRUE(holds(page, "En invånare väntar på svar sedan 11\u00A0februari 2022, i 18\u00A0dagar."));
    EXPECT_TRUE(holds(page, "<a href=\"/granska\">"));
    EXPECT_FALSE(holds(w.get("/tavla", {}, reader), "En invånare väntar")) << "who may not answer is not asked to";
}

} // namespace
