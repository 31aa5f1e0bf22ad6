// What a document says by cards, tags before its promises, numbers without labels and parts that look back.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

texts parties(const reading::document& d) {
    texts all;
    for (const auto& p : d.parties)
        all.push_back(p.name);
    return all;
}

TEST(cards, who_promises_may_stand_before_it) {
    const texts both{"municipality", "police"};
    const auto d = read(head + "Våra löften\n\n1. (P) Minst tio fartkontroller i månaden.\n"
                               "2. (Kommunen): Lampor vid stationen byts inom fem dagar.\n"
                               "3. (Alla) Två öppna träffar om året.\n4. [Polisen] En vandring per termin.\n");
    EXPECT_EQ(pledges(d), (promised{{"Minst tio fartkontroller i månaden.", {"police"}},
                                    {"Lampor vid stationen byts inom fem dagar.", {"municipality"}},
                                    {"Två öppna träffar om året.", both},
                                    {"En vandring per termin.", {"police"}}}));
    const auto lettered = read(head + "Våra löften\n\n(P) Två besök på gården varje vecka.\n(K) En vandring om året.\n"
                                      "a) Kommunen ska byta skyltar senast den 1 juni 2031.\n");
    EXPECT_EQ(pledges(lettered), (promised{{"Två besök på gården varje vecka.", {"police"}},
                                           {"En vandring om året.", {"municipality"}},
                                           {"Kommunen ska byta skyltar senast den 1 juni 2031.", {"municipality"}}}));
}

TEST(cards, cards_of_promises_are_no_plan) {
    const auto d = read(head + "KORT 1: TORGET\n\nProblem: Det är stökigt om kvällarna.\n"
                               "Vi lovar: Polisen går över torget två gånger i veckan.\nFöljs upp: Varje månad\n\n"
                               "KORT 2: SKOLORNA\n\nProblem: Elever är rädda på rasterna.\n"
                               "Vi lovar: Kommunen har två vuxna ute varje rast.\nFöljs upp: Varje vecka\n");
    EXPECT_TRUE(d.plan.empty());
    EXPECT_EQ(names(d), (texts{"TORGET", "SKOLORNA"}));
    EXPECT_EQ(pledges(d), (promised{{"Polisen går över torget två gånger i veckan.", {"police"}},
                                    {"Kommunen har två vuxna ute varje rast.", {"municipality"}}}));
    const auto owned =
        read(head + "Kort 1 – Torget\n\nLöfte: En fotpatrull två gånger i veckan.\nVem lovar: Polisen\n\n"
                    "Kort 2 – Skolorna\n\nLöfte: Två vuxna ute varje dag.\nAnsvarig: Kommunen\n");
    EXPECT_EQ(names(owned), (texts{"Torget", "Skolorna"}));
    EXPECT_EQ(pledges(owned), (promised{{"En fotpatrull två gånger i veckan.", {"police"}},
                                        {"Två vuxna ute varje dag.", {"municipality"}}}));
    EXPECT_TRUE(names(read(head + "Kort om löftet\n\nDet är ett löfte.\n\nTrafik\n\nPolisen ska mäta farten.\n")) ==
                texts{"Trafik"});
}

TEST(cards, an_area_of_actions_is_an_area) {
    for (const std::string name : {"Insatsområde", "Åtgärdsområde", "Aktivitetsområde", "Delområde"}) {
        const auto d = read(head + "Plan\n\n" + name +
                            "\tAnsvarig\tÅtgärd\tTidpunkt\nTrafik\tPolisen\tMätning av fart\tVarje vecka\n");
        ASSERT_EQ(d.plan.size(), 1u) << name;
        EXPECT_EQ(d.plan.front().area, "Trafik");
        EXPECT_EQ(d.plan.front().what, "Mätning av fart");
    }
}

TEST(cards, file_numbers_may_stand_without_a_label) {
    const auto numbers = [](const std::string& first) {
        texts all;
        for (const auto& r :
             read(first + "\n\nMedborgarlöfte 2031\n\nPolisen ska mäta farten varje vecka.\n").references)
            all.push_back(r.number);
        return all;
    };
    EXPECT_EQ(numbers("VADSTENA KOMMUN\tPOLISEN\nKS 2030/118\tA123.456/2030"), (texts{"KS 2030/118", "A123.456/2030"}));
    EXPECT_EQ(numbers("Vadstena kommun\tKS/2030/0118/17"), texts{"KS/2030/0118/17"});
    EXPECT_EQ(numbers("Vadstena kommun\tSida 1 av 4"), texts{});
    const auto d = read("Vadstena kommun\tPolisen\nKS 2030/118\tA123.456/2030\n\nMedborgarlöfte 2031\n");
    ASSERT_EQ(d.references.size(), 2u);
    EXPECT_EQ(d.references[0].party, "Vadstena kommun");
    EXPECT_EQ(d.references[1].party, "Polisen");
}

TEST(cards, what_was_promised_before_disputes_nothing) {
    for (const std::string title :
         {"Medborgarlöfte Vadstena 2031 - och så gick det 2030", "Medborgarlöfte Vadstena 2031 med redovisning av 2030",
          "Medborgarlöfte Vadstena 2031 samt uppföljning 2030"}) {
        const auto d = read(
            title + "\n\nDel 1. Så gick det 2030\n\nDet blev 52 kontroller (30 + 20). Två vandringar genomfördes.\n\n"
                    "Del 2. Löften för 2031\n\nPolisen ska mäta farten varje vecka.\n");
        EXPECT_EQ(d.valid.to, base::last_of_year(2031)) << title;
        EXPECT_TRUE(d.basis.empty());
        const auto asked = [&](reading::question_code code) {
            return std::any_of(d.questions.begin(), d.questions.end(), [&](const auto& q) { return q.code == code; });
        };
        EXPECT_FALSE(asked(reading::question_code::period_conflict)) << title;
        EXPECT_TRUE(asked(reading::question_code::parts_disagree)) << title;
    }
    EXPECT_EQ(read("Vadstena i januari 2031\n\nVadstena kommun lämnar ett medborgarlöfte. Det gäller från och med den "
                   "1 februari "
                   "2031 till och med den 31 januari 2033.\n")
                  .valid.to,
              base::make_date(2033, 1, 31));
}

TEST(cards, whose_the_police_is_stands_behind_its_chief) {
    const auto d = read("Överenskommelse om medborgarlöfte 2031\n\nVadstena kommun och polisen i lokalpolisområde "
                        "Motala lovar det här.\n\n"
                        "Polisen ska mäta farten varje vecka.\n\nFör Vadstena kommun\tFör Polismyndigheten\n\n"
                        "Kommunstyrelsens ordförande\tLokalpolisområdeschef, Motala\n");
    EXPECT_EQ(parties(d), (texts{"Vadstena kommun", "Lokalpolisområde Motala"}));
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    EXPECT_EQ(d.signatories[1].party, "Lokalpolisområde Motala");
}

TEST(cards, who_helps_and_signs_nothing_is_a_partner) {
    const auto d =
        read(head +
             "Tullverket medverkar i arbetet men undertecknar inte löftet.\n\nPolisen ska mäta farten varje vecka.\n");
    ASSERT_EQ(d.parties.size(), 3u);
    EXPECT_EQ(d.parties[2].name, "Tullverket");
    EXPECT_EQ(d.parties[2].role, reading::party_role::partner);
    EXPECT_EQ(read(head + "Kommunen ska tala med Trafikverket om belysningen i maj.\n").parties.size(), 2u);
}

TEST(cards, a_clause_may_begin_with_therefore) {
    const auto d = read(
        head + "Löften\n\nDen som bor långt bort ska kunna möta en polis, och därför kommer det mobila poliskontoret "
               "att stå i byn varannan vecka.\n");
    ASSERT_EQ(pledges(d).size(), 1u);
    EXPECT_EQ(pledges(d).front().second, texts{"police"});
}

TEST(cards, it_may_be_longer) {
    for (const std::string more : {"Kan förlängas med ett år.", "Möjlighet till förlängning med ett år finns."})
        EXPECT_TRUE(read("Medborgarlöfte för Vadstena kommun\n\nLöftestid: 2031-01-01 till 2031-12-31. " + more +
                         "\n\nPolisen ska mäta farten varje vecka.\n")
                        .valid.extendable)
            << more;
}

} // namespace
