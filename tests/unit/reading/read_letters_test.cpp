// Letters, whose areas have no headings.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

const std::string head = "Till dig som bor i Vadstena\n\nMedborgarlöfte 2031 från Vadstena kommun och polisen\n\n";

std::vector<std::size_t> pledges_in(const reading::document& d) {
    std::vector<std::size_t> all;
    for (const auto& a : d.focus_areas)
        all.push_back(a.pledges.size());
    return all;
}

TEST(letters, matters_that_are_counted_are_areas) {
    struct {
        const char *first, *second;
    } const ways[] = {
        {"Det första gäller farten vid skolan.", "Det andra är klottret."},
        {"Det första är farten vid skolan:", "Det andra och sista handlar om klottret."},
        {"Vårt första löfte handlar om farten vid skolan, som ni har sett.", "Vårt andra löfte gäller klottret."},
        {"Den första frågan rör farten vid skolan.", "Den andra frågan rör klottret."},
        {"För det första gäller farten vid skolan.", "Det sista avser klottret."},
        {"Det första som många av er nämnde är farten vid skolan –", "Det andra som ni nämnde var klottret."},
    };
    for (const auto& way : ways) {
        const auto d = read(head + "Tack för alla svar!\n\n" + way.first + " Polisen ska mäta farten varje vecka.\n\n" +
                            way.second +
                            " Kommunen ska tvätta väggarna inom två dygn. Polisen lovar att gå förbi varje natt.\n\n"
                            "Vi stämmer av löftet varje månad. På vadstena.se berättar vi varje halvår hur det går.\n");
        EXPECT_EQ(names(d), (texts{"Farten vid skolan", "Klottret"})) << way.first;
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{1, 2})) << way.first;
        EXPECT_TRUE(d.follow_up.text) << way.first;
        EXPECT_EQ(d.feedback.channels.size(), 1u) << way.first;
    }
}

TEST(letters, counted_matters_may_stand_in_one_paragraph_or_in_several_each) {
    const auto one = read(head + "Det första är farten. Polisen ska mäta farten varje vecka. Det andra är klottret. "
                                 "Kommunen ska tvätta väggarna inom två dygn.\n\nHälsningar\n");
    EXPECT_EQ(names(one), (texts{"Farten", "Klottret"}));
    const auto several = read(head + "Det första är farten.\n\nPolisen ska mäta farten varje vecka.\n\nDet andra är "
                                     "samverkan med föreningar.\n\nKommunen ska bjuda in föreningarna varje termin.\n\n"
                                     "Trygghetsrådet går igenom löftet i mars.\n");
    EXPECT_EQ(names(several), (texts{"Farten", "Samverkan med föreningar"}));
    EXPECT_EQ(pledges_in(several), (std::vector<std::size_t>{1, 1}));
    EXPECT_EQ(several.follow_up.fora, (texts{"Trygghetsrådet"}));
}

TEST(letters, what_only_counts_names_no_area) {
    const auto d = read(head + "Det första är att ni ska känna er trygga. Det andra mötet hölls i maj.\n\nTrafik\n\n"
                               "Polisen ska mäta farten varje vecka. Det första passet är i mars.\n");
    EXPECT_EQ(names(d), (texts{"Trafik"}));
}

TEST(letters, that_one_wants_to_tell_what_is_promised_is_no_promise) {
    for (const auto* lead : {"Nu vill vi, Vadstena kommun och polisen, berätta vad vi lovar att göra under 2031.",
                             "Här ska kommunen och polisen visa hur vi tänker ta oss an det.",
                             "Kommunen och polisen vill i det här brevet beskriva vad vi ska göra.",
                             "Kommunen vill nu förklara för er vad vi lovar."}) {
        const auto d = read(head + "Löften\n\n" + lead + " Polisen ska mäta farten varje vecka.\n");
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{1})) << lead;
    }
}

TEST(letters, what_is_gone_on_with_is_promised) {
    for (const auto* text : {"Kommunen fortsätter att röja sly.", "Kommunen fortsätter också att röja sly längs vägen.",
                             "Under året fortsätter kommunen att röja sly.", "Kommunen fortsätter med sina städdagar.",
                             "Kommunen och polisen fortsätter tillsammans att besöka skolorna."}) {
        const auto d = read(head + "Ljusare gator\n\nPolisen ska mäta farten varje vecka. " + text + "\n");
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{2})) << text;
    }
    for (const auto* text : {"Stölderna fortsätter att öka.", "Arbetet fortsätter."}) {
        const auto d = read(head + "Ljusare gator\n\nPolisen ska mäta farten varje vecka. " + text + "\n");
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{1})) << text;
    }
}

TEST(letters, what_is_done_now_and_then_is_promised_beside_other_promises) {
    for (const auto* text : {"Polisen besöker gårdarna regelbundet.", "Vid behov kallar kommunen till möte.",
                             "Socialtjänsten träffar löpande de unga.", "Polisen informerar kontinuerligt skolorna."}) {
        const auto d = read(head + "Unga\n\nPolisen ska mäta farten varje vecka. " + text + "\n");
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{2})) << text;
        const auto first = read(head + "Unga\n\n" + text + " Det är oroligt. Polisen ska mäta farten varje vecka.\n");
        EXPECT_EQ(pledges_in(first), (std::vector<std::size_t>{1})) << text;
    }
}

const std::string body = "\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n";

std::string days(const reading::document& d) {
    return (d.valid.from ? base::to_iso(*d.valid.from) : "?") + ".." + (d.valid.to ? base::to_iso(*d.valid.to) : "?");
}

TEST(letters, the_day_of_the_decision_in_a_title_is_no_validity) {
    for (const auto* title :
         {"Medborgarlöfte, antaget den 3 december 2030", "Medborgarlöfte beslutat 2030-12-03",
          "Medborgarlöfte, fastställt den 3 december 2030", "Medborgarlöfte (undertecknat den 3 december 2030)"}) {
        const auto d =
            read(std::string{title} + "\n\nVadstena kommun och polisen\n\nLöftet gäller under 2031 och 2032." + body);
        EXPECT_EQ(days(d), "2031-01-01..2032-12-31") << title;
        EXPECT_EQ(d.decided, base::make_date(2030, 12, 3)) << title;
    }
}

TEST(letters, two_statements_that_differ_share_the_day_that_one_of_them_gives) {
    const auto d =
        read("Medborgarlöfte för Vadstena kommun 2031–2033\n\nVadstena kommun och polisen\n\nLöftet gäller i "
             "tre år räknat från den 1 september 2031." +
             body);
    EXPECT_EQ(days(d), "2031-09-01..?");
    EXPECT_EQ(d.questions.at(0).code, reading::question_code::period_conflict);
}

TEST(letters, a_region_that_was_heard_is_consulted) {
    for (const auto* text : {"Samråd har skett med Region Östergötland.", "Region Östergötland har hörts.",
                             "Vi har också hört Region Östergötland.", "Efter samråd med Region Östergötland."}) {
        const auto d = read(head + text + body);
        ASSERT_EQ(d.parties.size(), 3u) << text;
        EXPECT_EQ(d.parties[2].role, reading::party_role::consulted) << text;
    }
}

TEST(letters, a_cover_that_says_we_promise_is_no_list_of_promises) {
    const auto d =
        read("Vadstena + Polisen\n\nVI LOVAR 2031 OCH 2032\nMedborgarlöfte\n\nVadstena kommun och polisen har "
             "ett löfte. Underlaget är trygghetsmätningen 2030, polisens medarbetardialog och kommunens "
             "lägesbild." +
             body + "\nBesked till dig som bor här\n\nEn gång om året får alla hushåll ett blad i brevlådan.\n");
    EXPECT_EQ(d.basis.size(), 3u);
    EXPECT_EQ(d.focus_areas.size(), 1u);
    EXPECT_EQ(d.feedback.channels, (std::vector{reading::channel::household_paper}));
}

TEST(letters, staff_are_heard_where_they_tell) {
    for (const auto* text : {"Medarbetare inom skola och socialtjänst har lämnat sina iakttagelser.",
                             "Skolpersonal har berättat vad de ser.", "Kommunens personal har svarat på våra frågor.",
                             "Poliser och medarbetare i skolan har beskrivit läget."}) {
        const auto d = read(head + "Bakgrund\n\n" + text + body);
        ASSERT_EQ(d.basis.size(), 1u) << text;
        EXPECT_EQ(d.basis[0].kind, reading::basis_kind::staff_dialogue) << text;
    }
    EXPECT_TRUE(read(head + "Bakgrund\n\nKommunen har 900 medarbetare." + body).basis.empty());
}

TEST(letters, numbered_promises_in_running_text_are_areas) {
    for (const auto& [one, two] :
         std::vector<std::pair<std::string, std::string>>{{"LÖFTE ETT handlar om", "LÖFTE TVÅ handlar om"},
                                                          {"Löfte 1 gäller", "Löfte 2 gäller"},
                                                          {"Område ett är", "Område två är"},
                                                          {"Fokusområde 1 handlar om", "Fokusområde 2 handlar om"}}) {
        const auto d =
            read(head + one + " farten genom byarna. Polisen ska mäta farten varje vecka.\n\n" + two +
                 " att vi ska vara lätta att nå. Kommunpolisen har mottagning i kommunhuset varannan torsdag.\n\n"
                 "Hur går det? Två gånger om året tar vi upp löftena i kommunstyrelsen.\n");
        EXPECT_EQ(names(d), (texts{"Farten genom byarna", "Vi ska vara lätta att nå"})) << one;
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{1, 1})) << one;
        EXPECT_EQ(d.follow_up.fora, (texts{"kommunstyrelsen"})) << one;
    }
}

TEST(letters, how_much_and_how_often_may_stand_in_two_columns) {
    for (const auto* columns : {"Hur mycket\tNär", "Antal\tHur ofta", "Omfattning\tNär", "Hur många\tFrekvens"}) {
        const auto d = read(head + "Plan\n\nÅtgärd\tVem gör\t" + columns +
                            "\nSynlig polis\tPolisen\tMinst 15 timmar\tVarje vecka\nVärdar\tKommunen\t3 kvällar\tVarje "
                            "vecka\nLampor\tKommunen\t-\tSenast 2031-09-30\n");
        ASSERT_EQ(d.plan.size(), 3u) << columns;
        EXPECT_EQ(d.plan[0].when, "Minst 15 timmar Varje vecka") << columns;
        EXPECT_TRUE(d.plan[0].follow_up.empty()) << columns;
        EXPECT_EQ(d.plan[2].when, "Senast 2031-09-30") << columns;
    }
}

TEST(letters, to_look_over_something_is_done) {
    for (const auto* text :
         {"Kommunen ser över skoterlederna före varje säsong.", "Kommunen hör av sig inom två dagar.",
          "Varje höst ser kommunen över skyltarna.", "Inom en vecka hör polisen av sig."}) {
        const auto d = read(head + "Skoter\n\nPolisen ska mäta farten varje vecka.\n\n" + text + "\n");
        EXPECT_EQ(pledges_in(d), (std::vector<std::size_t>{2})) << text;
    }
}

TEST(letters, what_stands_under_how_one_gets_to_know_is_told_there) {
    const auto d =
        read(head + "Skoter\n\nPolisen ska mäta farten varje vecka.\n\nSå får du veta\n\nVarje tertial kommer ett "
                    "nyhetsbrev.\n");
    ASSERT_EQ(d.feedback.readings.size(), 1u);
    EXPECT_EQ(d.feedback.channels, (std::vector{reading::channel::other}));
}

TEST(letters, a_part_of_what_is_promised_is_promised_by_the_same) {
    for (const auto* text : {"Minst hälften av proven ska göras på helger.", "Av dessa ska minst 50 göras på natten.",
                             "Hälften av dem ska göras kvällstid."}) {
        const auto d = read(head + "Trafik\n\nPolisen ska göra minst 200 utandningsprov per år. " + text + "\n");
        ASSERT_EQ(pledges_in(d), (std::vector<std::size_t>{2})) << text;
        EXPECT_EQ(d.focus_areas[0].pledges[1].by, (texts{"police"})) << text;
    }
}

} // namespace
