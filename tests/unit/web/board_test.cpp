#include "people_world.hpp"

#include "core/board.hpp"
#include "http/target.hpp"
#include "store/audit.hpp"
#include "store/log.hpp"
#include "store/party.hpp"

namespace {

using core::holder;

class board : public people_world {
  protected:
    // Of measure m1 2021 lacks November and December, July has its reason, and so has all of 2020 none.
    http::response reason(const http::fields& browser, const std::string& form) {
        return send("/tavla/skal/fjallby-2020/m1", browser, form);
    }
    std::size_t reasons() {
        auto r = w.database->read();
        return store::find_pledge(r, "fjallby-2020")->reasons.size();
    }
};

constexpr auto whole_form = "window=2021-12-01&window=2021-11-01&code=weather&text=Det+sn%C3%B6ade&function=chef";

TEST_F(board, shows_what_is_missed_and_leads_to_where_it_is_explained) {
    write([&](db::transaction& t) { store::link_party(t, "fjallby-2020", "Polisen", police, "x"); });
    const auto browser = browser_of(person("bo@polisen.example", holder::officer, false, police));
    const auto page = w.get("/tavla", {}, browser);
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    EXPECT_TRUE(holds(page, "Skäl saknas") && holds(page, "/tavla/skal/fjallby-2020/m1"));
    EXPECT_TRUE(holds(page, "href=\"/logga#fjallby-2020-m1\""));
    const auto reader = browser_of(person("las@polisen.example", holder::reader, false, police));
    const auto read = w.get("/tavla", {}, reader);
    EXPECT_TRUE(holds(read, "Skäl saknas") && !holds(read, "/tavla/skal/") && !holds(read, "href=\"/logga#"));
}

TEST_F(board, is_of_the_own_pledges_alone) {
    const auto elsewhere = browser_of(person("eva@polisen.example", holder::coordinator, false, police));
    EXPECT_TRUE(holds(w.get("/tavla", {}, elsewhere), "Det finns inget löfte"));
    EXPECT_EQ(w.get("/tavla/skal/fjallby-2020/m1", {}, elsewhere).status, 404);
    EXPECT_EQ(reason(elsewhere, whole_form).status, 404);
    EXPECT_EQ(reasons(), 1U);
    // "Polisen" is whose somebody says.
    write([&](db::transaction& t) { store::link_party(t, "fjallby-2020", "Polisen", police, "x"); });
    EXPECT_TRUE(holds(w.get("/tavla", {}, elsewhere), "/tavla/skal/fjallby-2020/m1"));
}

TEST_F(board, shows_drafts_to_their_parties) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::reader));
    EXPECT_TRUE(holds(w.get("/tavla", {}, browser), "Är ett utkast sedan"));
    const auto elsewhere = browser_of(person("eva@polisen.example", holder::reader, false, police));
    EXPECT_FALSE(holds(w.get("/tavla", {}, elsewhere), "Är ett utkast"));
}

TEST_F(board, is_filtered_by_who_answers_area_and_municipality) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::coordinator));
    const auto shown = [&](std::string name, std::string value) {
        return w.get("/tavla", {{std::move(name), std::move(value)}}, browser);
    };
    EXPECT_TRUE(holds(shown("part", "Polisen"), "/fjallby-2020/matt/m1"));
    EXPECT_FALSE(holds(shown("part", "Fjällby kommun"), "/fjallby-2020/matt/m1"));
    EXPECT_TRUE(holds(shown("part", "Fjällby kommun"), "fjallby-2020/m4"));
    EXPECT_TRUE(holds(shown("kommun", "Fjällby kommun"), "/fjallby-2020/matt/m1"));
    for (const auto* strange : {"<script>", "finns inte"})
        EXPECT_FALSE(holds(shown("omrade", strange), "<script>")) << strange;
}

TEST_F(board, a_reason_is_asked_for_saved_once_and_shown_to_residents) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    const auto form = w.get("/tavla/skal/fjallby-2020/m1", {}, browser);
    ASSERT_EQ(form.status, 200);
    EXPECT_TRUE(holds(form, "value=\"handläggare\"")) << "the function is filled in";
    EXPECT_TRUE(holds(form, "Två av tre poliser")) << "and the reason that stands";
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1"), "Det snöade"));
    const auto saved = reason(browser, whole_form);
    ASSERT_EQ(saved.status, 303);
    EXPECT_EQ(header_of(saved, "Location"), "/tavla?gjort=skal");
    EXPECT_EQ(reasons(), 3U);
    EXPECT_EQ(reason(browser, whole_form).status, 303);
    EXPECT_EQ(reasons(), 3U) << "sent twice, saved once";
    const auto shown = w.get("/fjallby-2020/matt/m1");
    EXPECT_TRUE(holds(shown, "Det snöade") && holds(shown, "chef, 1") && holds(shown, "Väder: "));
    EXPECT_TRUE(holds(w.get("/tavla", {{"gjort", "skal"}}, browser), "Skälet är sparat"));

    ASSERT_EQ(reason(browser, "window=2021-12-01&code=other&text=Bilen+stod+stilla&function=chef").status, 303);
    const auto anew = w.get("/fjallby-2020/matt/m1");
    EXPECT_TRUE(holds(anew, "Bilen stod stilla") && holds(anew, "Det snöade")) << "November keeps its own";
    EXPECT_EQ(reasons(), 4U) << "the earlier is kept";
    auto r = w.database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
    const auto pledge = store::find_pledge(r, "fjallby-2020")->id;
    EXPECT_EQ(store::audit_of(r, pledge).back().by.rfind("konto ", 0), 0U);
}

TEST_F(board, a_reason_that_cannot_be_saved_comes_back_as_it_was_typed) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::coordinator));
    for (const auto* form :
         {"code=weather&text=Det+regnade&function=chef", "window=2021-12-01&text=Det+regnade&function=chef",
          "window=2021-12-01&code=nej&text=Det+regnade&function=chef",
          "window=2021-12-01&code=weather&text=Det+regnade&function=",
          "window=1999-12-01&code=weather&text=Det+regnade&function=chef",
          "window=2021-12-01&code=weather&text=Det+regnade+19811218-9876&function=chef"}) {
        const auto again = reason(browser, form);
        EXPECT_EQ(again.status, 422) << form;
        EXPECT_TRUE(holds(again, "Det regnade") && holds(again, "role=\"alert\"")) << form;
    }
    EXPECT_EQ(reason(browser, "window=2021-12-01&code=weather&text=&function=chef").status, 422);
    const std::string asks = "window=2021-12-01&code=partner&text=Eva+Lindgren+var+sjuk&function=chef";
    const auto asked = reason(browser, asks);
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(holds(asked, "name=\"confirmed\"") && holds(asked, "value=\"partner\" required checked"));
    EXPECT_EQ(reasons(), 1U);
    EXPECT_EQ(reason(browser, asks + "&confirmed=ja").status, 303);
    EXPECT_EQ(reason(browser, "window=alla&code=superseded&text=Ett+nytt+l%C3%B6fte&function=chef").status, 303);
    EXPECT_FALSE(holds(w.get("/tavla", {}, browser), "/tavla/skal/fjallby-2020/m1")) << "all of it is explained";
}

TEST_F(board, a_reason_is_asked_of_those_who_answer_for_the_row_alone) {
    write([&](db::transaction& t) { store::link_party(t, "fjallby-2020", "Polisen", police, "x"); });
    const auto municipal = browser_of(person("bo@fjallby.example", holder::officer));
    const auto officer = browser_of(person("eva@polisen.example", holder::officer, false, police));
    EXPECT_TRUE(holds(w.get("/tavla", {}, officer), "/tavla/skal/fjallby-2020/m1"));
    const auto page = w.get("/tavla", {}, municipal);
    EXPECT_FALSE(holds(page, "/tavla/skal/fjallby-2020/m1"));
    EXPECT_TRUE(holds(page, "Väntar på skäl från Polisen."));
    const auto refused = w.get("/tavla/skal/fjallby-2020/m1", {}, municipal);
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(holds(refused, "Skälet skrivs av den som ansvarar"));
    EXPECT_EQ(reason(municipal, "window=alla&code=weather&text=Regn&function=chef").status, 403);
    EXPECT_EQ(w.get("/tavla/skal/fjallby-2020/m1", {}, officer).status, 200);
}

TEST_F(board, one_reason_is_given_for_all_that_lack_one) {
    const auto browser = browser_of(person("bo@fjallby.example", holder::officer));
    const auto form = w.get("/tavla/skal/fjallby-2020/m1", {}, browser);
    EXPECT_TRUE(holds(form, "value=\"utan\"") && holds(form, "Samma skäl för alla"));
    const auto before = reasons();
    EXPECT_EQ(reason(browser, "window=utan&code=weather&text=Regn&function=chef").status, 303);
    EXPECT_GT(reasons(), before + 1);
    auto r = w.database->read();
    const auto file = store::find_pledge(r, "fjallby-2020").value();
    const auto state = core::judge(file.document, file.log, file.reasons, file.settings, w.clock.today());
    EXPECT_TRUE(core::windows_without_reason(*state.find("m1")).empty());
}

} // namespace
