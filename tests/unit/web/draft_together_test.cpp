#include "drafts_world.hpp"

#include "core/edit.hpp"
#include "http/server.hpp"
#include "web/reading_form.hpp"

// A form that is sent twice, and two who change the same draft.
namespace {

class drafts_together : public drafts_world {};

TEST_F(drafts_together, keep_what_two_people_write_at_once) {
    const auto path = brought();
    const auto seen = draft(path).version;
    EXPECT_EQ(save(path, "p1", "text=" + encoded("Den ena skrev så, två gånger i månaden") + "&area=f1").status, 303);
    // Another part: both hold.
    EXPECT_EQ(save(path, "f1", "name=Torget+och+parken", seen).status, 303);
    EXPECT_EQ(draft(path).document.focus_areas[0].name, "Torget och parken");
    EXPECT_TRUE(holds(at(path, anna), "Den ena skrev så"));
    // The same part: both are shown, and nothing is lost.
    const auto r = save(path, "p1", "text=" + encoded("Den andra skrev annat") + "&area=f1", seen);
    EXPECT_EQ(r.status, 409);
    EXPECT_TRUE(holds(r, "Den andra skrev annat"));
    EXPECT_TRUE(holds(r, "Den ena skrev så"));
    EXPECT_TRUE(holds(at(path, anna), "Den ena skrev så"));
}

TEST_F(drafts_together, that_are_sent_twice_are_begun_once) {
    const auto form = "gor=las&text=" + encoded(document) + organisation(municipality);
    const auto first = header_of(send("/utkast", anna, form), "Location");
    EXPECT_EQ(header_of(send("/utkast", anna, form), "Location"), first);
    EXPECT_NE(header_of(send("/utkast", anna, form + encoded("\nMer.")), "Location"), first);
    const auto empty = "gor=tomt" + organisation(municipality);
    const auto begun = header_of(send("/utkast", anna, empty), "Location");
    EXPECT_EQ(header_of(send("/utkast", anna, empty), "Location"), begun);
    // Where the first has been written in, another is wanted.
    EXPECT_EQ(save(begun, "new_area", "name=Parken").status, 303);
    EXPECT_NE(header_of(send("/utkast", anna, empty), "Location"), begun);
}

TEST_F(drafts_together, save_once_what_is_sent_twice) {
    const auto path = brought();
    const auto saved = [&](const http::response& r) { return header_of(r, "Location") == path + "?gjort=saved"; };
    const auto twice = [&](const std::string& part, const std::string& fields) {
        const auto seen = draft(path).version;
        EXPECT_TRUE(saved(save(path, part, fields, seen))) << part;
        const auto once = draft(path).document;
        EXPECT_TRUE(saved(save(path, part, fields, seen))) << part << ": " << body(save(path, part, fields, seen));
        EXPECT_EQ(draft(path).document, once) << part;
    };
    const auto row = "what=Kontroller&when=" + encoded("minst 10 i månaden") + "&responsible=Polisen";
    twice("new_row", row);
    twice("new_area", "name=Parken");
    twice("new_pledge", "text=" + encoded("Vi ska gå två gånger per år") + "&area=f1&by.police=ja");
    twice("p1", "text=" + encoded("Vi ska gå tre gånger per år") + "&area=f1&by.police=ja");
    ASSERT_EQ(draft(path).document.plan.size(), 1U);
    // Another's change in between takes nothing from it; what says something else is another row.
    const auto seen = draft(path).version;
    EXPECT_TRUE(saved(save(path, "f1", "name=Torget+och+gatan", seen)));
    EXPECT_TRUE(saved(save(path, "new_row", row + "&with=Skolan", seen)));
    EXPECT_TRUE(saved(save(path, "new_row", row + "&with=Skolan", seen)));
    EXPECT_TRUE(saved(save(path, "new_row", row + "&with=Skolan&plan_area=Parken", seen)));
    EXPECT_EQ(draft(path).document.plan.size(), 3U);
    // Removed twice it is gone; what was taken away meanwhile is added again.
    const auto before = draft(path).version;
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(header_of(send(path + "/del/m3", anna, fmt::format("version={}&gor=ta-bort&confirmed=ja", before)),
                            "Location"),
                  path + "?gjort=removed");
    EXPECT_TRUE(saved(save(path, "new_row", row + "&with=Skolan&plan_area=Parken", seen)));
    EXPECT_EQ(draft(path).document.plan.size(), 3U);
}

TEST_F(drafts_together, take_an_answer_that_is_sent_twice_once) {
    const auto path = brought();
    const auto d = draft(path);
    ASSERT_FALSE(d.document.questions.empty());
    const auto n = d.document.questions.size();
    const auto form = fmt::format("version={}&question={}&at={}&option=egna&words={}", d.version, n - 1,
                                  encoded(d.document.questions.back().at), encoded("Minst 2 gånger per år"));
    for (int i = 0; i < 2; ++i) {
        const auto r = send(path + "/fraga", anna, form);
        EXPECT_EQ(header_of(r, "Location"), path + "?gjort=answered#fragor") << body(r);
    }
    EXPECT_EQ(draft(path).version, d.version + 1);
}

// As the page shows it: the form of one question, with an answer.
std::string answer_form(const core::draft& d, std::size_t n, const std::string& answer) {
    return fmt::format("version={}&question={}&at={}&{}", d.version, n, encoded(d.document.questions.at(n).at), answer);
}

TEST_F(drafts_together, take_answers_to_several_questions_from_pages_that_are_old) {
    const auto path = brought();
    const auto d = draft(path);
    ASSERT_GE(d.document.questions.size(), 2U);
    const auto last = d.document.questions.size() - 1;
    const auto words = "option=egna&words=" + encoded("Minst 2 gånger per år");
    // The first is answered, so that all others have other numbers.
    ASSERT_EQ(send(path + "/fraga", anna, answer_form(d, 0, "option=0")).status, 303);
    const auto r = send(path + "/fraga", anna, answer_form(d, last, words));
    EXPECT_EQ(header_of(r, "Location"), path + "?gjort=answered#fragor") << body(r);
    const auto now = draft(path);
    EXPECT_EQ(now.document.questions.size(), last - 1);
    EXPECT_EQ(now.version, d.version + 2);
    EXPECT_EQ(send(path + "/fraga", anna, answer_form(d, last, words)).status, 303) << "sent twice";
    EXPECT_EQ(draft(path).version, now.version);
}

TEST_F(drafts_together, show_an_answer_that_came_too_late) {
    const auto path = brought();
    const auto d = draft(path);
    const auto& all = d.document.questions;
    const auto asked = std::find_if(all.begin(), all.end(),
                                    [](const auto& q) { return q.code == reading::question_code::not_measurable; });
    ASSERT_NE(asked, all.end());
    const auto n = static_cast<std::size_t>(asked - all.begin());
    const auto own = [&](const std::string& words) { return answer_form(d, n, "option=egna&words=" + encoded(words)); };
    ASSERT_EQ(send(path + "/fraga", anna, own("Minst 2 gånger per år")).status, 303);
    state(path, anna, "dela");
    const auto stands = draft(path);
    const auto late = send(path + "/fraga", officer, own("Fem gånger <i>varje</i> år"));
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(holds(late, "value=\"Fem gånger &lt;i&gt;varje&lt;/i&gt; år\"")) << body(late);
    EXPECT_TRUE(holds(late, "<li>Minst 2 gånger varje år</li>")) << body(late);
    EXPECT_TRUE(holds(late, "href=\"" + path + "/del/p2\">Ändra det som står nu"));
    EXPECT_EQ(draft(path).version, stands.version);
    // What it was about is taken away.
    ASSERT_EQ(send(path + "/del/p2", anna, fmt::format("version={}&gor=ta-bort&confirmed=ja", stands.version)).status,
              303);
    const auto gone = send(path + "/fraga", officer, own("Fem gånger"));
    EXPECT_EQ(gone.status, 409);
    EXPECT_TRUE(holds(gone, "value=\"Fem gånger\"") && holds(gone, "finns inte längre")) << body(gone);
    // No question of the version at all.
    EXPECT_EQ(send(path + "/fraga", anna, "version=1&question=77&at=x&words=a").status, 409);
}

TEST_F(drafts_together, mean_what_the_words_say_that_were_saved_last) {
    const auto path = brought();
    const auto seen = draft(path).version;
    const auto counted = [&] { return draft(path).document.focus_areas[0].pledges[0].readings.at(0).count->low; };
    const auto base = draft(path).document.focus_areas[0].pledges[0];
    // As a browser sends it: with the fields of the readings that the page showed.
    const auto form = [&](const std::string& words, const std::string& shown,
                          const std::vector<reading::reading>& all) {
        http::fields values;
        web::add_reading_values(values, all);
        auto sent = "area=f1&text=" + encoded(words) + "&words_shown=" + encoded(shown);
        for (const auto& [name, value] : values)
            sent += "&" + name + "=" + encoded(value);
        return sent;
    };
    const std::string eight = "Vi ska gå minst åtta gånger per år", ten = "Vi ska gå minst tio gånger per år",
                      twelve = "Vi ska gå minst tolv gånger per år";
    EXPECT_EQ(save(path, "p1", form(eight, base.text, base.readings)).status, 303);
    EXPECT_EQ(counted(), 8);
    const auto told = save(path, "p1", form(ten, base.text, base.readings), seen);
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(holds(told, "Minst 10 gånger varje år")) << body(told);
    EXPECT_TRUE(holds(told, "name=\"words_shown\" value=\"" + ten + "\""));
    EXPECT_EQ(save(path, "p1", form(ten, ten, core::read_again(draft(path).document, ten))).status, 303);
    EXPECT_EQ(counted(), 10);
    // Words changed again after the page told what it understood.
    EXPECT_EQ(save(path, "p1", form(twelve, eight, core::read_again(draft(path).document, eight))).status, 303);
    EXPECT_EQ(counted(), 12);
    // So do they after another field was wrong.
    const std::string six = "Vi ska gå minst sex gånger per år";
    const auto wrong =
        save(path, "p1",
             "modality=shall&" + form(six, twelve, core::read_again(draft(path).document, twelve)).replace(5, 2, "f9"));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(holds(wrong, "name=\"words_shown\" value=\"" + six + "\""));
    EXPECT_TRUE(holds(wrong, "name=\"r0.count\" value=\"6\"")) << body(wrong);
    // What a person mended by hand stands against the words.
    auto mended = core::read_again(draft(path).document, twelve);
    mended.at(0).count = reading::amount{11, 11};
    EXPECT_EQ(save(path, "p1", form(twelve, twelve, mended)).status, 303);
    EXPECT_EQ(counted(), 11);
}

TEST_F(drafts_together, unfold_and_name_the_field_that_is_wrong) {
    const auto path = brought();
    const auto r = save(path, "p1", "area=f1&text=" + encoded("Två gånger per år") + "&r0.bound=at_least&r0.count=sex");
    EXPECT_EQ(r.status, 422);
    EXPECT_TRUE(holds(r, "<details class=\"more\" open>")) << body(r);
    EXPECT_TRUE(holds(r, "id=\"fel\">Antal: Det går inte att läsa som ett tal."));
    EXPECT_TRUE(holds(r, "value=\"sex\""));
    EXPECT_FALSE(holds(at(path + "/del/p1", anna), "<details class=\"more\" open>"));
    const auto other = save(path, "f1", "name=");
    EXPECT_FALSE(holds(other, "<details class=\"more\" open>"));
}

TEST_F(drafts_together, ask_which_they_are_that_something_is_counted_for) {
    const auto path = brought();
    EXPECT_FALSE(holds(at(path, anna), "Vilka är det?"));
    ASSERT_EQ(save(path, "new_row",
                   "what=" + encoded("Besöka skolorna") + "&when=" + encoded("Minst 2 besök per skola") +
                       "&responsible=Polisen")
                  .status,
              303);
    const auto asked = at(path, anna);
    EXPECT_TRUE(holds(asked, "Vilka är det? ”Besöka skolorna” räknas för varje skola.")) << body(asked);
    EXPECT_TRUE(holds(asked, "href=\"" + path + "/del/m1\""));
}

TEST_F(drafts_together, are_brought_in_with_files_of_a_size_that_the_server_takes) {
    const auto page = at("/utkast", anna);
    constexpr std::size_t most = 24'900'000;
    EXPECT_TRUE(holds(page, fmt::format("data-most=\"{}\" data-too-large=\"Filerna är större", most))) << body(page);
    EXPECT_TRUE(holds(page, "file_size")) << "looked at before they are sent";
    EXPECT_NE(header_of(page, "Content-Security-Policy").find("script-src"), std::string::npos) << "and may be run";
    EXPECT_LT(most, http::server_settings{}.upload_bytes);
}

TEST_F(drafts_together, are_approved_by_nobody_in_anothers_name) {
    const auto made = send("/utkast", anna, "gor=las&text=" + encoded(document) + organisation(municipality));
    const auto path = header_of(made, "Location");
    save(path, "parties",
         "party0.name=" + encoded("Åkerby kommun") + "&party0.kind=municipality&party0.role=signatory" +
             "&party1.name=Polisen&party1.kind=police&party1.role=signatory" +
             "&party2.name=Kommunen&party2.kind=municipality&party2.role=signatory");
    const auto offered = [&](core::organisation_id id) {
        return holds(at(path, anna), fmt::format("<option value=\"{}\">", id.value));
    };
    const auto tied = [&](const std::string& party, core::organisation_id id) {
        return send(path + "/part", anna, "party=" + encoded(party) + organisation(id)).status;
    };
    EXPECT_TRUE(offered(police));
    EXPECT_EQ(tied("Polisen", municipality), 403) << "another kind";
    EXPECT_EQ(tied("Åkerby kommun", municipality), 403) << "the keeper's own organisation, under another's name";
    EXPECT_EQ(send(path + "/part", anna, "party=Polisen&organisation=").status, 409) << "nobody is chosen beforehand";
    EXPECT_EQ(tied("Kommunen", municipality), 303);
    EXPECT_FALSE(offered(municipality)) << "one word for two parties";
    EXPECT_EQ(tied("Polisen", police), 303);
}

TEST_F(drafts_together, remove_no_part_that_another_changed_unseen) {
    const auto path = brought();
    const auto seen = draft(path).version;
    const auto removal = [&](int version) {
        return send(path + "/del/p1", anna, fmt::format("version={}&gor=ta-bort&confirmed=ja", version));
    };
    ASSERT_EQ(save(path, "p1", "text=" + encoded("Den andra skrev tre gånger per år") + "&area=f1").status, 303);
    const auto told = removal(seen);
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(holds(told, "inte borttagen") && !holds(told, "Det du skrev")) << body(told);
    EXPECT_TRUE(holds(told, "\nDen andra skrev tre gånger per år</textarea>")) << "what stands now, in its field";
    EXPECT_TRUE(holds(told, "minst två trygghetsvandringar per år.</q>")) << "and what was read";
    EXPECT_TRUE(core::has_part(draft(path).document, "p1"));
    // What the page shows can be saved as it is, and removed.
    EXPECT_TRUE(holds(told, fmt::format("name=\"version\" value=\"{}\"", draft(path).version)));
    EXPECT_EQ(removal(draft(path).version).status, 303);
    EXPECT_FALSE(core::has_part(draft(path).document, "p1"));
    EXPECT_EQ(removal(seen).status, 303) << "gone already";
}

TEST_F(drafts_together, are_thrown_away_by_somebody_who_was_asked) {
    const auto path = brought();
    const auto before = draft(path);
    const auto part = send(path + "/del/p1", anna, fmt::format("version={}&gor=ta-bort", before.version));
    EXPECT_EQ(part.status, 200);
    EXPECT_TRUE(holds(part, "name=\"gor\" value=\"ta-bort\"") && holds(part, "name=\"confirmed\" value=\"ja\""))
        << body(part);
    EXPECT_TRUE(holds(part, "trygghetsvandringar"));
    const auto whole = state(path, anna, "kasta");
    EXPECT_EQ(whole.status, 200);
    EXPECT_TRUE(holds(whole, "Kasta utkastet?") && holds(whole, "href=\"" + path + "\""));
    EXPECT_EQ(draft(path).document, before.document);
    EXPECT_EQ(state(path, anna, "kasta&confirmed=ja").status, 303);
    EXPECT_EQ(at(path, anna).status, 404);
}

} // namespace
