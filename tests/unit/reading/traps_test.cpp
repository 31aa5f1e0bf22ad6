// What looks like something else: each sentence beside its control, which differs in the one word that matters.
#include "reading/summary.hpp"
#include "reading_of.hpp"

#include <gtest/gtest.h>

namespace {

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

texts pledges(const reading::document& d) {
    texts all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.push_back(p.text);
    return all;
}

texts promised(const std::string& text) { return pledges(read(head + "Löften\n\n" + text + "\n")); }

// Whether each of them does it is not asked of what they do together: then nothing of it waits for an answer.
TEST(traps, a_follow_up_that_nobody_is_asked_about_can_be_judged) {
    const auto d = read(head + "Trafik\nPolisen ska göra tio kontroller i månaden.\n\nUppföljning\n"
                               "Årligen görs justeringar i planen och uppföljningen av löftet.\n");
    ASSERT_FALSE(d.follow_up.readings.empty());
    for (const auto& r : d.follow_up.readings)
        EXPECT_NE(r.measurable, reading::measurable::ask) << r.text << ": " << r.reason;
}

TEST(traps, only_what_points_below_leads_there) {
    for (const auto* whole : {"Polisen ska bötfälla mopeder som står parkerade.",
                              "Polisen ska besöka badet dagen som "
                              "följer midsommar.",
                              "Kommunen ska sopa torget följande vecka."})
        EXPECT_EQ(promised(whole), texts{whole});
    const std::string sands = "Kommunen ska sanda backen.";
    EXPECT_EQ(promised("Polisen lovar det som står här. " + sands), texts{sands});
    EXPECT_EQ(promised("Polisen lovar de boende det som följer nedan. " + sands), texts{sands});
    EXPECT_EQ(promised("Polisen lovar följande löften.\n\n- " + sands), texts{sands});
}

TEST(traps, what_is_made_better_is_no_noun_with_the_same_ending) {
    const std::string sands = "Kommunen ska sanda backen.";
    for (const auto* whole :
         {"Kommunen lovar en målare på varje skola.", "Kommunen lovar en vaktmästare vid badet.",
          "Kommunen lovar en bättre lampa vid badet.", "Kommunen lovar en tryggare lekplats vid badet."})
        EXPECT_EQ(promised(whole + (" " + sands)), (texts{whole, sands}));
    EXPECT_EQ(promised("Kommunen lovar en lugnare höst. " + sands), texts{sands});
    EXPECT_EQ(promised("Kommunen lovar en lugnare och tryggare höst. " + sands), texts{sands});
    EXPECT_EQ(promised("Kommunen lovar en lugnare höst med två vandringar i veckan."),
              texts{"Kommunen lovar en lugnare höst med två vandringar i veckan."});
}

std::string due(std::string_view text) {
    const auto answer = reading::read_cadence(text);
    if (answer.readings.empty()) return "nothing";
    const auto& r = answer.readings.front();
    return r.deadline ? base::to_iso(*r.deadline) : r.measurable == reading::measurable::ask ? "asked" : "none";
}

TEST(traps, a_year_behind_a_part_of_it_is_not_the_day) {
    EXPECT_EQ(due("tre möten senast 2031"), "2031-12-31");
    EXPECT_EQ(due("tre möten senast under 2031"), "2031-12-31");
    EXPECT_EQ(due("tre möten före 2031 års utgång"), "2031-12-31");
    EXPECT_EQ(due("tre möten före utgången av 2031"), "2031-12-31");
    EXPECT_EQ(due("tre möten senast vecka 20 2031"), "2031-05-18");
    EXPECT_EQ(due("tre möten före vecka 20 2031"), "2031-05-11");
    EXPECT_EQ(due("tre möten senast kvartal 2 2031"), "2031-06-30");
    EXPECT_EQ(due("tre möten före kvartal 1 2031"), "2030-12-31");
    EXPECT_EQ(due("tre möten senast sommaren 2031"), "asked");
    EXPECT_EQ(due("tre möten senast vårterminen 2031"), "asked");
    EXPECT_EQ(due("möten före skolstarten 2031 tre gånger"), "asked");
    EXPECT_EQ(due("tre möten sommaren 2031"), "none");
}

std::string valid(const reading::document& d) {
    const auto day = [](const auto& v) { return v ? base::to_iso(*v) : std::string{"?"}; };
    return day(d.valid.from) + ' ' + day(d.valid.to);
}

TEST(traps, a_file_number_does_not_end_what_says_when) {
    const std::string title = "Medborgarlöfte för Vadstena kommun\n\nVadstena kommun och polisen\n\n",
                      rest = "\n\nPolisen lovar tio besök per år.\n";
    for (const auto* numbered : {"Löftet gäller från den 1 maj 2031 till den 31 maj 2032.",
                                 "Löftet (dnr KS 2031/17) gäller från den 1 maj 2031 till den 31 maj 2032.",
                                 "Löftet, dnr KS-2030:17, gäller från den 1 maj 2031 till den 31 maj 2032.",
                                 "Dnr 2030/17 gäller för medborgarlöftet 2031-05-01 till 2032-05-31."}) {
        const auto d = read(title + numbered + rest);
        EXPECT_EQ(valid(d), "2031-05-01 2032-05-31") << numbered;
        EXPECT_EQ(d.title, "Medborgarlöfte för Vadstena kommun") << numbered;
    }
    EXPECT_EQ(valid(read(title + "Löftet har dnr KS 2030/17." + rest)), "? ?");
}

using signatures = std::vector<std::pair<std::string, std::string>>;

signatures signed_by(const reading::document& d) {
    signatures all;
    for (const auto& s : d.signatories)
        all.emplace_back(s.title, s.party.value_or(""));
    return all;
}

TEST(traps, the_police_are_no_title) {
    const auto below = [](const std::string& lines) {
        return signed_by(read(head + "Löften\n\nPolisen lovar tio besök per år.\n\n" + lines + "\n"));
    };
    const std::string council = "Kommunalråd, Vadstena kommun";
    const auto with = [&](const char* title) {
        return signatures{{"Kommunalråd", "Vadstena kommun"}, {title, "Polisen"}};
    };
    EXPECT_EQ(below(council + "\nPolischef, Polisen Vadstena").size(), 2u);
    EXPECT_EQ(below(council + "\tPolischef, Polisen Vadstena").size(), 2u);
    EXPECT_EQ(below(council + " Polischef, polisen"), with("Polischef"));
    EXPECT_EQ(below(council + "\nKommunpolis, Polisen"), with("Kommunpolis"));
    EXPECT_EQ(below(council + "\nLokalpolisområdeschef"), with("Lokalpolisområdeschef"));
    EXPECT_EQ(below("Kommunalråd\tPolischef\nVadstena kommun\tPolisen"), with("Polischef"));
}

TEST(traps, a_party_of_the_legend_is_named_once) {
    const std::string agreed = "Medborgarlöfte 2031\n\nAvtal mellan Vadstena kommun, Polisen och ",
                      legend =
                          ".\n\nLöften\n\n- Tio besök per år (B)\n\n(P) = Polisen, (B) = bostadsbolaget Vadstenahem\n";
    const auto named = [](const reading::document& d) {
        texts all;
        for (const auto& p : d.parties)
            all.push_back(p.name);
        return all;
    };
    EXPECT_EQ(named(read(agreed + "bostadsbolaget Vadstenahem" + legend)),
              (texts{"Vadstena kommun", "Polisen", "bostadsbolaget Vadstenahem"}));
    EXPECT_EQ(named(read(agreed + "bostadsbolaget Borghamnshem" + legend)).size(), 4u);
}

TEST(traps, a_count_is_no_telephone_number) {
    for (const auto* counted :
         {"Polisen gör minst 112 hastighetskontroller under året.", "Polisen gör 112 hastighetskontroller under året."})
        EXPECT_EQ(promised(counted), texts{counted});
    const std::string mows = "Kommunen ska klippa gräset.";
    for (const auto* number : {" Ring 112 vid brand.", " Akut: 112.", " Polisen nås på 114 14."})
        EXPECT_EQ(promised(mows + "\n\n" + number), texts{mows}) << number;
}

TEST(traps, an_item_that_leads_is_no_drawn_heading) {
    const auto listed = read(head + "Trafik\n\n- Polisen ska mäta farten.\n- Kommunen ska varje månad granska dessa "
                                    "gator:\n- Polisen ska vinka in bussar.\n");
    EXPECT_EQ(names(listed), texts{"Trafik"});
    EXPECT_EQ(pledges(listed).size(), 3u);
    for (const auto* drawn : {"- TRAFIK -", "--- Trafik ---", "=— Trafik —="})
        EXPECT_EQ(names(read(head + drawn + "\n\nPolisen ska mäta farten.\n")).size(), 1u) << drawn;
    EXPECT_EQ(names(read(head + "== Trafik ==\n\nPolisen ska mäta farten.\n")), texts{"Trafik"});
}

TEST(traps, a_stroke_within_a_name_parts_nothing) {
    const auto areas = [](const std::string& line) {
        return names(read(head + line + "\n\nVi följer upp löftet varje år.\n"));
    };
    EXPECT_EQ(areas("Fokusområden: Rus/droger, Trafik, Badet"), (texts{"Rus/droger", "Trafik", "Badet"}));
    EXPECT_EQ(areas("Fokusområden: Rus / Trafik / Badet"), (texts{"Rus", "Trafik", "Badet"}));
}

texts summaries(std::string_view text) {
    texts all;
    for (const auto& r : reading::read_cadence(text).readings)
        all.push_back(reading::summary(r));
    return all;
}

TEST(traps, days_on_which_nothing_is_done_are_no_duties) {
    EXPECT_EQ(summaries("Gården har öppet lördag och söndag.").size(), 2u);
    for (const auto* closed : {"Gården har stängt lördag och söndag.", "Gården har ej öppet lördag och söndag.",
                               "Gården är lördag och söndag stängd."})
        for (const auto& r : reading::read_cadence(closed).readings)
            EXPECT_FALSE(r.every) << closed;
    EXPECT_EQ(summaries("Polisen är på plats måndag och tisdag.").size(), 2u);
    for (const auto& r : reading::read_cadence("Polisen är inte på plats måndag och tisdag.").readings)
        EXPECT_FALSE(r.every);
}

TEST(traps, an_excepted_day_is_none_of_the_span) {
    const auto days = [](std::string_view text) {
        std::size_t n = 0;
        for (const auto& r : reading::read_cadence(text).readings)
            n += r.windows.size();
        return n;
    };
    EXPECT_EQ(days("måndag till lördag"), 6u);
    EXPECT_EQ(days("måndag till lördag utom onsdag"), 5u);
    EXPECT_EQ(days("måndag till lördag utom tisdag och onsdag"), 4u);
}

TEST(traps, of_two_that_share_both_have_a_name) {
    const auto members = [](std::string_view text) {
        const auto answer = reading::read_cadence(text);
        const auto& r = answer.readings.at(0);
        return r.per ? r.per->members : texts{};
    };
    EXPECT_EQ(members("vid Borghamn respektive E4 två gånger i veckan, vilket räcker"), texts{});
    EXPECT_EQ(members("vid Borghamn respektive Rogslösa två gånger i veckan"), (texts{"Borghamn", "Rogslösa"}));
}

} // namespace
