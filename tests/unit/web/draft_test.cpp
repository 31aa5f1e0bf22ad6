#include "drafts_world.hpp"

#include "core/rights.hpp"

#include <map>

namespace {

using core::holder;
using drafts = drafts_world;

// No level is left out on the way down.
bool has_headings_in_order(std::string_view html) {
    char before = '0';
    for (auto at = html.find("<h"); at != html.npos; at = html.find("<h", at + 1)) {
        const char level = html[at + 2];
        if (level < '1' || level > '6') continue;
        if (level > before + 1) return false;
        before = level;
    }
    return before > '0';
}

TEST_F(drafts, are_read_from_what_was_sent_beside_it_and_asked_about) {
    const auto path = brought();
    const auto page = at(path, anna);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(holds(page, "Minst 2 trygghetsvandringar varje år")) << body(page);
    EXPECT_TRUE(holds(page, "<mark>"));
    EXPECT_TRUE(holds(page, "action=\"" + path + "/fraga\""));
    EXPECT_TRUE(holds(at("/utkast", anna), "href=\"" + path + "\""));
}

TEST_F(drafts, come_as_files_too) {
    auto r = site_world::asking("/utkast", {}, anna);
    r.method = "POST";
    r.headers.emplace_back("content-type", "multipart/form-data; boundary=x");
    const auto field = [](const std::string& head, const std::string& value) {
        return "--x\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + value + "\r\n";
    };
    r.body = field("name=\"nyckel\"", key_of(anna)) +
             field("name=\"organisation\"", std::to_string(municipality.value)) + field("name=\"gor\"", "las") +
             field("name=\"fil\"; filename=\"löfte.txt\"", std::string{document}) + "--x--";
    const auto answer = w.router(r);
    ASSERT_EQ(answer.status, 303) << body(answer);
    EXPECT_TRUE(holds(at(header_of(answer, "Location"), anna), "löfte.txt"));
}

TEST_F(drafts, that_cannot_be_read_are_refused_and_what_was_pasted_stays) {
    const auto r = send("/utkast", anna,
                        "gor=las&text=" + encoded("Personnummer 19121212-1212 bor här") + organisation(municipality));
    EXPECT_EQ(r.status, 422);
    EXPECT_TRUE(holds(r, "role=\"alert\""));
    EXPECT_TRUE(holds(r, "19121212-1212 bor"));
    EXPECT_EQ(send("/utkast", anna, "gor=las" + organisation(municipality)).status, 422);
    EXPECT_EQ(send("/utkast", anna, "gor=las&text=x" + organisation(police)).status, 403);
}

TEST_F(drafts, are_nobody_elses_until_they_are_shared) {
    const auto path = brought();
    EXPECT_EQ(at(path, officer).status, 404);
    EXPECT_EQ(at(path + "/del/p1", officer).status, 404);
    EXPECT_FALSE(holds(at("/utkast", officer), path));
    EXPECT_EQ(w.get(path.substr(7)).status, 404); // "/slug": no resident sees it
    EXPECT_EQ(state(path, anna, "dela").status, 303);
    EXPECT_EQ(at(path, officer).status, 200);
}

TEST_F(drafts, are_published_when_both_have_approved_what_they_read) {
    const auto path = brought();
    const auto slug = path.substr(7);
    EXPECT_EQ(approve(path, chief, "Fjällby kommun", draft(path).digest).status, 303);
    EXPECT_TRUE(draft(path).approvals.empty()); // it was not sent
    EXPECT_EQ(state(path, anna, "skicka").status, 303);
    EXPECT_EQ(approve(path, chief, "Fjällby kommun", std::string(64, '0')).status, 409);
    EXPECT_EQ(approve(path, chief, "Polisen", draft(path).digest).status, 403);
    EXPECT_EQ(approve(path, anna, "Fjällby kommun", draft(path).digest).status, 403); // a coordinator is no approver
    EXPECT_EQ(approve(path, chief, "Fjällby kommun", draft(path).digest).status, 303);
    EXPECT_EQ(w.get(slug).status, 404);
    EXPECT_EQ(approve(path, police_chief, "Polisen", draft(path).digest).status, 303);
    EXPECT_EQ(w.get(slug).status, 200);
    EXPECT_TRUE(holds(w.get("/"), slug));
    EXPECT_TRUE(holds(at(path, anna), "godkänt här av handläggare"));
    const auto root = browser_of(person("rot@fjallby.example", holder::administrator, true));
    const auto events = body(w.get("/admin/handelser", {{"vad", "publish_approved"}}, root));
    EXPECT_NE(events.find("lpo@polisen.example"), events.npos) << events;
}

TEST_F(drafts, that_change_must_be_approved_again) {
    const auto path = brought();
    state(path, anna, "skicka");
    approve(path, chief, "Fjällby kommun", draft(path).digest);
    const auto read = draft(path).digest;
    EXPECT_EQ(save(path, "cover", "title=Nytt&from=2022-01-01&to=2023-12-31").status, 303);
    EXPECT_TRUE(draft(path).approvals.empty());
    EXPECT_EQ(approve(path, police_chief, "Polisen", read).status, 409);
}

TEST_F(drafts, may_have_every_part_changed) {
    const auto path = brought();
    EXPECT_EQ(save(path, "cover", "title=Ett+l%C3%B6fte&from=2022-01-01&to=2024-12-31&references=KS+1-22").status, 303);
    EXPECT_EQ(draft(path).document.title, "Ett löfte");
    EXPECT_EQ(draft(path).document.references.at(0).number, "KS 1-22");
    const auto p1 = save(path, "p1",
                         "text=" + encoded("Vi ska lysa upp parken minst 3 gånger i månaden") +
                             "&area=f1&by.municipality=ja&modality=shall");
    EXPECT_EQ(p1.status, 303) << body(p1);
    const auto pledge = draft(path).document.focus_areas[0].pledges[0];
    ASSERT_EQ(pledge.readings.size(), 1U);
    EXPECT_EQ(pledge.readings[0].count->low, 3);
    const auto row = save(path, "new_row",
                          "what=Fartkontroller&when=" + encoded("minst 10 i månaden") +
                              "&focus_area=f1&responsible=Polisen%0D%0AKommunen");
    EXPECT_EQ(row.status, 303) << body(row);
    ASSERT_EQ(draft(path).document.plan.size(), 1U);
    EXPECT_EQ(draft(path).document.plan[0].responsible.size(), 2U);
    EXPECT_EQ(draft(path).document.plan[0].area, "Torget");
    EXPECT_EQ(save(path, "follow_up", "text=" + encoded("Två gånger per år") + "&fora=BR%C3%85").status, 303);
    EXPECT_EQ(draft(path).document.follow_up.fora, std::vector<std::string>{"BRÅ"});
    EXPECT_EQ(save(path, "feedback", "text=" + encoded("En gång per år") + "&channel.press=ja").status, 303);
    EXPECT_EQ(draft(path).document.feedback.channels.size(), 1U);
    EXPECT_EQ(
        save(path, "grounds", "basis.resident_survey=ja&basis.resident_survey.years=2020%2C+2021&aims=Tryggt").status,
        303);
    EXPECT_EQ(draft(path).document.basis.size(), 2U);
    EXPECT_EQ(save(path, "parties",
                   "party0.name=" + encoded("Norsjö kommun") + "&party0.kind=municipality&party0.role=signatory")
                  .status,
              303);
    EXPECT_EQ(draft(path).document.parties.at(0).code, "2417");
    EXPECT_EQ(save(path, "new_area", "name=Parken").status, 303);
    EXPECT_EQ(draft(path).document.focus_areas.size(), 2U);
    EXPECT_EQ(
        send(path + "/del/f2", anna, fmt::format("version={}&gor=ta-bort&confirmed=ja", draft(path).version)).status,
        303);
    EXPECT_EQ(draft(path).document.focus_areas.size(), 1U);
}

TEST_F(drafts, show_every_part_as_it_is_and_save_it_unchanged) {
    const auto path = brought();
    const auto before = draft(path);
    for (const auto* part : {"cover", "parties", "grounds", "follow_up", "feedback", "f1", "p1", "p2", "new_row",
                             "new_area", "new_pledge"}) {
        const auto page = at(path + "/del/" + part, anna);
        EXPECT_EQ(page.status, 200) << part;
        EXPECT_TRUE(has_headings_in_order(body(page))) << part;
    }
    EXPECT_TRUE(has_headings_in_order(body(at(path, anna))));
    EXPECT_EQ(at(path + "/del/m99", anna).status, 404);
    EXPECT_EQ(draft(path).version, before.version);
}

TEST_F(drafts, take_a_persons_own_count_where_words_were_misread) {
    const auto path = brought();
    const auto fields = "text=" + encoded("Polisen ska synas på torget när det behövs.") +
                        "&area=f1&by.police=ja&modality=shall&r0.bound=at_least&r0.count=2%2C5&r0.measure=hours"
                        "&r0.every=W&r0.every_n=1&r0.aggregate=each";
    ASSERT_EQ(draft(path).document.focus_areas[0].pledges[1].readings.size(), 1U);
    EXPECT_EQ(save(path, "p2", fields).status, 303);
    const auto r = draft(path).document.focus_areas[0].pledges[1].readings.at(0);
    EXPECT_EQ(r.count->low, 2.5);
    EXPECT_EQ(r.measurable, reading::measurable::yes);
    EXPECT_TRUE(holds(at(path, anna), "Minst 2,5 timmar varje vecka"));
    const auto wrong = save(path, "p2", "text=Synas&area=f1&r0.bound=at_least&r0.count=mycket&r0.every=W&r0.every_n=1");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "value=\"mycket\""));
}

TEST_F(drafts, keep_the_months_that_were_read_until_their_box_is_emptied) {
    const auto path = brought();
    const auto words = "text=" + encoded("Polisen ska synas på torget en gång i månaden, utom i juli.") +
                       "&area=f1&by.police=ja&modality=shall";
    ASSERT_EQ(save(path, "p2", words).status, 303);
    const auto windows = [&] { return draft(path).document.focus_areas[0].pledges[1].readings.at(0).windows; };
    const std::vector<reading::window> all_but_july{{reading::window_kind::month, 8, 6}};
    EXPECT_EQ(windows(), all_but_july);
    EXPECT_TRUE(holds(at(path, anna), "Minst 1 gång varje månad utom i juli")) << body(at(path, anna));
    EXPECT_TRUE(holds(at(path + "/del/p2", anna), "name=\"r0.window.month:8-6\" value=\"ja\" checked"));
    const auto form = words + "&r0.bound=at_least&r0.measure=occasions&r0.every=M&r0.every_n=1&r0.aggregate=each";
    ASSERT_EQ(save(path, "p2", form + "&r0.count=2&r0.window.month%3A8-6=ja").status, 303);
    EXPECT_EQ(windows(), all_but_july);
    ASSERT_EQ(save(path, "p2", form + "&r0.count=2").status, 303);
    EXPECT_TRUE(windows().empty());
}

TEST_F(drafts, keep_whom_a_count_is_for_as_it_was_typed) {
    const auto path = brought();
    const auto fields =
        "text=" + encoded("Polisen ska besöka varje skola två gånger per år.") +
        "&area=f1&by.police=ja&modality=shall&r0.bound=at_least&r0.count=2&r0.measure=occasions&r0.every=Y"
        "&r0.every_n=1&r0.aggregate=each&r0.sharing=each&r0.members=" +
        encoded("Vifolkaskolan vid sjön, Egebyskolan i byn ,,");
    ASSERT_EQ(save(path, "p2", fields).status, 303);
    const auto r = draft(path).document.focus_areas[0].pledges[1].readings.at(0);
    ASSERT_TRUE(r.per);
    EXPECT_EQ(r.per->members, (std::vector<std::string>{"Vifolkaskolan vid sjön", "Egebyskolan i byn"}));
    EXPECT_EQ(at(path, anna).status, 200);
}

TEST_F(drafts, that_could_not_be_read_back_are_not_stored) {
    const auto path = brought();
    const auto before = draft(path);
    auto d = before.document;
    d.focus_areas[0].pledges[1].text = "Synas\x01";
    EXPECT_ANY_THROW(write([&](db::transaction& t) { store::change_draft(t, before.pledge, before.version, d, "x"); }));
    EXPECT_EQ(draft(path).version, before.version);
    EXPECT_EQ(at(path, anna).status, 200);
}

TEST_F(drafts, of_what_is_in_force_end_and_change_with_a_reason) {
    const auto path = brought();
    state(path, anna, "skicka");
    approve(path, chief, "Fjällby kommun", draft(path).digest);
    approve(path, police_chief, "Polisen", draft(path).digest);
    ASSERT_TRUE(draft(path).is_in_force());
    const auto gone = send(path + "/del/p1", anna, fmt::format("version={}&gor=ta-bort", draft(path).version));
    EXPECT_EQ(gone.status, 422);
    EXPECT_TRUE(holds(at(path + "/del/p1", anna), "value=\"from_day\" checked")) << "it held until now";
    const std::string text = "text=" + encoded("Vi ska gå minst fyra gånger per år") + "&area=f1&by.police=ja";
    EXPECT_EQ(save(path, "p1", text + "&change=from_day&from_day=2023-01-01").status, 422); // no reason
    const auto r = save(path, "p1", text + "&change=from_day&from_day=2023-01-01&reason=resources");
    EXPECT_EQ(r.status, 303) << body(r);
    const auto pledges = draft(path).document.focus_areas[0].pledges;
    ASSERT_EQ(pledges.size(), 3U);
    EXPECT_EQ(pledges[0].life.to, base::make_date(2022, 12, 31));
    EXPECT_EQ(pledges[1].life.replaces, "p1");
    EXPECT_EQ(draft(path).in_force, 2);
    EXPECT_FALSE(holds(w.get(path.substr(7)), "fyra gånger"));
    EXPECT_TRUE(holds(state(path, anna, "kasta"), "Kasta ändringen?"));
    EXPECT_EQ(state(path, anna, "kasta&confirmed=ja").status, 303);
    EXPECT_TRUE(draft(path).is_in_force());
}

// What somebody logged is not told of anything else by a change, and falls out of the count only where that is meant.
TEST_F(drafts, ask_about_what_was_logged_before_a_change_leaves_it_out) {
    const auto path = brought();
    state(path, anna, "skicka");
    approve(path, chief, "Fjällby kommun", draft(path).digest);
    approve(path, police_chief, "Polisen", draft(path).digest);
    const auto slug = draft(path).slug;
    for (const auto* on : {"2022-01-20", "2022-02-10"})
        EXPECT_EQ(send("/logga", anna, fmt::format("pledge={}&owner=p1&amount=1&on={}&key={}", slug, on, on)).status,
                  303);
    const std::string text = "text=" + encoded("Vi ska gå minst fyra gånger per år") + "&area=f1&by.police=ja";
    const auto change = text + "&change=from_day&reason=resources&from_day=";
    const auto asked = save(path, "p1", change + "2022-02-01");
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(holds(asked, "En sak är loggad på det här efter den sista dagen: den 10 februari 2022")) << body(asked);
    EXPECT_TRUE(holds(asked, "name=\"confirmed\"") && holds(asked, "fyra gånger")) << "what was typed is kept";
    EXPECT_FALSE(draft(path).document.focus_areas[0].pledges[0].life.to);
    EXPECT_EQ(save(path, "p1", change + "2022-02-11").status, 303) << "nothing was logged from that day on";
    EXPECT_EQ(state(path, anna, "kasta&confirmed=ja").status, 303);
    EXPECT_EQ(save(path, "p1", change + "2022-02-01&confirmed=ja").status, 303);
    EXPECT_TRUE(
        holds(at(path, police_chief), "en sak som är loggad den 10 februari 2022 räknas inte med den här ändringen"));
    EXPECT_EQ(state(path, anna, "kasta&confirmed=ja").status, 303);
    const auto parted = "text=" + encoded("Vi ska gå minst två gånger per år och en gång i veckan på sommaren") +
                        "&area=f1&by.police=ja&change=correct";
    const auto refused = save(path, "p1", parted + "&confirmed=ja");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(holds(refused, "2 saker är loggade på det här, den senaste den 10 februari 2022")) << body(refused);
    EXPECT_FALSE(holds(refused, "name=\"confirmed\"")) << "it would be told of what was not done";
    EXPECT_EQ(save(path, "p1", text + "&change=correct").status, 303) << "the count alone is another";
    EXPECT_FALSE(holds(at(path, anna), "räknas inte med den här ändringen"));
}

TEST_F(drafts, that_are_not_there_leave_the_ways_on) {
    const auto page = at("/utkast/finns-inte", anna);
    EXPECT_EQ(page.status, 404);
    EXPECT_TRUE(holds(page, "href=\"/utkast\"") && holds(page, "anna@fjallby.example")) << body(page);
    const auto refused = send("/logga", chief, "pledge=finns-inte&owner=p1&amount=1");
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(holds(refused, "chef@fjallby.example"));
    const auto nobody = w.get("/utkast/finns-inte");
    EXPECT_EQ(nobody.status, 303) << "who is signed out is led to sign in";
}

TEST_F(drafts, say_from_when_what_is_added_to_what_is_in_force_holds) {
    const auto path = brought();
    EXPECT_FALSE(holds(at(path + "/del/new_row", anna), "from_day")) << "nothing holds yet";
    state(path, anna, "skicka");
    approve(path, chief, "Fjällby kommun", draft(path).digest);
    approve(path, police_chief, "Polisen", draft(path).digest);
    for (const auto* part : {"/del/new_row", "/del/new_pledge"}) {
        const auto page = at(path + part, anna);
        EXPECT_TRUE(holds(page, "value=\"from_day\" checked")) << body(page);
        EXPECT_TRUE(holds(page, "name=\"from_day\" value=\"2022-04-01\""));
        EXPECT_FALSE(holds(page, "name=\"reason\"")) << "nothing that was promised goes";
    }
    EXPECT_FALSE(holds(at(path + "/del/new_area", anna), "from_day"));
    const auto row = "what=Kontroller&when=" + encoded("minst 10 i månaden") + "&responsible=Polisen";
    EXPECT_EQ(save(path, "new_row", row + "&change=from_day&from_day=").status, 422);
    EXPECT_EQ(save(path, "new_row", row + "&change=from_day&from_day=2024-01-01").status, 422);
    EXPECT_EQ(save(path, "new_row", row + "&change=from_day&from_day=2022-04-01").status, 303);
    EXPECT_EQ(save(path, "new_row", row + "&change=correct&from_day=2022-04-01").status, 303);
    EXPECT_EQ(save(path, "new_row", row + "&change=from_day&from_day=2022-01-01&with=Skolan").status, 303);
    const auto plan = draft(path).document.plan;
    ASSERT_EQ(plan.size(), 3U);
    EXPECT_EQ(plan[0].life.from, base::make_date(2022, 4, 1));
    EXPECT_FALSE(plan[0].life.replaces || plan[0].life.ended);
    EXPECT_FALSE(plan[1].life.from);
    EXPECT_FALSE(plan[2].life.from) << "it is the pledge's first day";
    EXPECT_TRUE(holds(at(path + "/del/m1", anna), "name=\"begins\" value=\"2022-04-01\""));
    EXPECT_EQ(save(path, "m1", row + "&begins=2024-01-01").status, 422) << "after the pledge's last day";
    EXPECT_EQ(save(path, "m1", row + "&begins=i+maj").status, 422);
    EXPECT_EQ(save(path, "m1", row + "&begins=2022-05-01").status, 303);
    EXPECT_EQ(draft(path).document.plan[0].life.from, base::make_date(2022, 5, 1));
    const auto pledge = "text=" + encoded("Vi ska gå två gånger per år") + "&area=f1&by.police=ja";
    EXPECT_EQ(save(path, "new_pledge", pledge + "&change=from_day&from_day=2022-07-01").status, 303);
    EXPECT_EQ(draft(path).document.focus_areas[0].pledges.back().life.from, base::make_date(2022, 7, 1));
}

TEST_F(drafts, are_begun_from_nothing_with_ones_own_organisation) {
    const auto r = send("/utkast", anna, "gor=tomt" + organisation(municipality));
    ASSERT_EQ(r.status, 303);
    const auto path = header_of(r, "Location");
    EXPECT_EQ(draft(path).document.parties.at(0).name, "Fjällby kommun");
    EXPECT_EQ(state(path, anna, "skicka").status, 422); // it promises nothing
}

TEST_F(drafts, without_a_title_or_parties_can_be_opened_and_ask_for_them) {
    const auto r = send("/utkast", anna,
                        "gor=las&text=" + encoded("Vi ska g\u00e5 tv\u00e5 g\u00e5nger per \u00e5r.") +
                            organisation(municipality));
    ASSERT_EQ(r.status, 303) << body(r);
    const auto path = header_of(r, "Location");
    auto d = draft(path).document;
    d.title.clear();
    d.parties.clear();
    write([&](db::transaction& t) { store::change_draft(t, draft(path).pledge, draft(path).version, d, "x"); });
    EXPECT_TRUE(holds(at("/utkast", anna), "<a href=\"" + path + "\">Utan titel</a>"));
    const auto page = at(path, anna);
    EXPECT_TRUE(holds(page, "<h1>Utan titel</h1>"));
    EXPECT_TRUE(holds(page, "Vad heter l\u00f6ftet?") && holds(page, "Vilka ger l\u00f6ftet?"));
    EXPECT_TRUE(holds(at(path + "/del/cover", anna), ">Utan titel</a>"));
    save(path, "parties",
         "party0.name=" + encoded("Fj\u00e4llby kommun") + "&party0.kind=municipality&party0.role=partner");
    save(path, "cover", "title=Nytt");
    EXPECT_FALSE(holds(at(path, anna), "Vad heter l\u00f6ftet?") || holds(at(path, anna), "Vilka ger l\u00f6ftet?"));
    EXPECT_TRUE(holds(at(path, anna), "Vilka skriver under?"));
}

TEST_F(drafts, without_a_title_have_a_name_on_the_board) {
    const auto path = brought();
    auto d = draft(path).document;
    d.title.clear();
    write([&](db::transaction& t) { store::change_draft(t, draft(path).pledge, draft(path).version, d, "x"); });
    const auto board = at("/tavla", anna);
    EXPECT_TRUE(holds(board, "<a href=\"" + path + "\">Utan titel</a>")) << body(board);
}

TEST_F(drafts, show_when_follow_up_and_word_to_residents_come_next) {
    const auto path = brought();
    const auto windows = [&] {
        const auto page = body(at(path, anna));
        std::size_t n = 0;
        for (auto found = page.find("class=\"coming\""); found != page.npos;
             found = page.find("class=\"coming\"", found + 1))
            ++n;
        return n;
    };
    const auto before = windows();
    EXPECT_EQ(save(path, "follow_up", "text=" + encoded("Vi följer upp två gånger per år.")).status, 303);
    EXPECT_EQ(windows(), before + 1);
    EXPECT_EQ(save(path, "feedback", "text=" + encoded("En gång i kvartalet berättar vi hur det går.")).status, 303);
    EXPECT_EQ(windows(), before + 2);
}

TEST_F(drafts, mark_every_statement_and_every_cell_that_was_understood) {
    const auto text = std::string{document} +
                      "\nLöftet gäller 2022–2023.\n\n| Åtgärd | När | Ansvarig |\n|---|---|---|\n"
                      "| Fartkontroller | minst 10 i månaden | Polisen |\n";
    const auto r = send("/utkast", anna, "gor=las&text=" + encoded(text) + organisation(municipality));
    ASSERT_EQ(r.status, 303) << body(r);
    const auto page = at(header_of(r, "Location"), anna);
    EXPECT_TRUE(holds(page, "<mark>Löftet gäller 2022–2023.</mark>")) << body(page);
    EXPECT_TRUE(holds(page, "<mark>Fartkontroller</mark><span class=\"cell-gap\"> </span>"));
    EXPECT_TRUE(holds(page, "<mark>minst 10 i månaden</mark><span class=\"cell-gap\"> </span>"));
}

TEST_F(drafts, tell_what_words_are_understood_as_while_they_are_typed) {
    const auto path = brought();
    const auto r =
        send(path + "/las", anna, "part=p1&area=f1&text=" + encoded("Vi ska verka för mer ljus, var tredje vecka"));
    EXPECT_EQ(r.status, 200);
    EXPECT_TRUE(holds(r, "Minst 1 gång med högst 3 veckor emellan"));
    EXPECT_FALSE(holds(r, "<html"));
    EXPECT_TRUE(holds(r, "class=\"remark "));
}

TEST_F(drafts, are_open_to_those_of_the_table_alone) {
    const auto path = brought();
    state(path, anna, "dela");
    struct route {
        core::act what;
        std::string path;
    };
    const std::map<std::string, route> table{
        {"GET /utkast", {core::act::see_internal, "/utkast"}},
        {"POST /utkast", {core::act::import_document, "/utkast"}},
        {"GET /utkast/{slug}", {core::act::see_internal, path}},
        {"POST /utkast/{slug}/fraga", {core::act::answer_question, path + "/fraga"}},
        {"POST /utkast/{slug}/lage", {core::act::import_document, path + "/lage"}},
        {"POST /utkast/{slug}/part", {core::act::import_document, path + "/part"}},
        {"POST /utkast/{slug}/godkann", {core::act::approve, path + "/godkann"}},
        {"POST /utkast/{slug}/godkann/av", {core::act::approve, path + "/godkann/av"}},
        {"GET /utkast/{slug}/del/{part}", {core::act::import_document, path + "/del/p1"}},
        {"POST /utkast/{slug}/del/{part}", {core::act::import_document, path + "/del/p1"}},
        {"POST /utkast/{slug}/las", {core::act::import_document, path + "/las"}},
    };
    for (const auto& r : w.router.list())
        EXPECT_TRUE(r.find(" /utkast") == r.npos || table.contains(r)) << r << " has no row here";
    core::organisation_id elsewhere;
    write([&](db::transaction& t) {
        elsewhere = store::add_organisation(t, core::organisation_named("Malå kommun"), "x");
    });
    int n = 0;
    for (const auto role : core::all_roles)
        for (const bool own : {true, false}) {
            const auto browser = browser_of(person(fmt::format("p{}@fjallby.example", ++n), role,
                                                   core::needs_second_factor(role), own ? municipality : elsewhere));
            for (const auto& [pattern, route] : table) {
                const auto at = fmt::format("{}{}, {}", core::name(role), own ? "" : " elsewhere", pattern);
                const bool get = pattern.starts_with("GET");
                const auto form = pattern.ends_with("godkann") || pattern.ends_with("av")
                                      ? "party=" + encoded("Fjällby kommun")
                                      : "version=0" + organisation(own ? municipality : elsewhere);
                const auto status =
                    get ? w.get(route.path, {}, browser).status : send(route.path, browser, form).status;
                const bool is_one = pattern.find("{slug}") != std::string::npos;
                EXPECT_EQ(status == 403 || status == 404, !core::may(role, route.what) || (is_one && !own))
                    << at << ": " << status;
                EXPECT_LT(status, 500) << at;
            }
        }
    for (const auto& [pattern, route] : table)
        EXPECT_EQ(pattern.starts_with("GET") ? w.get(route.path).status : w.post(route.path, "a=b").status, 303);
}

} // namespace
