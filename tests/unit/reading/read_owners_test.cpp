// By which marks a promise says whose it is, and who the companies among the parties are.

#include "reading_of.hpp"

#include <gtest/gtest.h>

namespace {

using owners = std::vector<texts>;

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";
const texts police{"police"}, municipality{"municipality"}, both{"police", "municipality"};

owners all_owners(const reading::document& d) {
    owners all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.push_back(p.by);
    return all;
}

texts all_texts(const reading::document& d) {
    texts all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.push_back(p.text);
    return all;
}

texts companies(const reading::document& d) {
    texts all;
    for (const auto& p : d.parties)
        if (p.kind == reading::party_kind::company) all.push_back(p.name);
    return all;
}

TEST(owners, the_number_of_a_promise_may_stand_before_whose_it_is) {
    const auto d =
        read(head + "Trafik\n\nLöfte 1 (Polisen): Vi ska mäta farten varje vecka.\nLöfte 2 (Kommunen): Vi byter "
                    "trasiga lampor inom fem dagar.\nLöfte 3 (Polisen och kommunen): Vi går en vandring varje "
                    "termin.\nLöfte 4 – Kommunen: Vi vill få fler att cykla.\nLöfte 5, Polisen: Två kontroller i "
                    "månaden.\n");
    EXPECT_EQ(all_owners(d), (owners{police, municipality, both, municipality, police}));
    EXPECT_EQ(all_texts(d).front(), "Vi ska mäta farten varje vecka.");
    EXPECT_EQ(read(head + "Löfte 1 (trafik)\n\nPolisen ska mäta farten.\n\nLöfte 2 (torget)\n\nKommunen ska städa.\n")
                  .focus_areas.size(),
              2u);
}

TEST(owners, letters_may_stand_before_each_promise) {
    const auto d = read(
        "Vadstena kommun · Polisen · Vadstena Fastighets AB\n\nMedborgarlöfte 2031\n\nP = polisen, K = kommunen, V "
        "= Vadstena Fastighets AB\n\n1. TORG\n\n– P: Fotpatrull tre gånger i veckan.\n– K + V: Städning varje "
        "vardag.\n– P, K: Vandring en gång per termin.\n– K: Öppet under sportlovet.\n\n2. TRAFIK\n\n– P: Tio "
        "kontroller i månaden.\n");
    EXPECT_EQ(all_owners(d), (owners{police, {"municipality", "company"}, both, municipality, police}));
    EXPECT_EQ(companies(d), texts{"Vadstena Fastighets AB"});
    EXPECT_EQ(d.focus_areas.front().name, "TORG");
    const auto plain =
        read(head + "Löften\n\n- P: Två fotpatruller varje vecka.\n- K: En vandring varje termin.\n- P/K: Ett möte "
                    "varje år.\n");
    EXPECT_EQ(all_owners(plain), (owners{police, municipality, both}));
}

TEST(owners, the_last_words_of_an_item_say_whose_all_of_it_is) {
    const auto d = read(
        head + "Varje löfte är märkt med den som ansvarar för det:\n(Polis), (Kommun) eller (Båda).\n\nLöften\n\n- "
               "Se över skyltningen vid skolorna. Arbetet ska vara klart senast den\n  30 september 2031. "
               "(Kommun)\n- Mäta farten varje vecka vid skolorna i hela kommunen och på infarterna.\n  (Polis)\n");
    EXPECT_EQ(all_owners(d), (owners{municipality, municipality, police}));
    EXPECT_EQ(all_texts(d).front(), "Se över skyltningen vid skolorna.");
}

TEST(owners, a_company_is_known_by_its_own_name) {
    const auto d = read(
        "Medborgarlöfte 2031\n\nVi som står bakom löftet är Vadstena kommun, polisen och hyresvärden Bostads AB "
        "Klostret.\n\nTorget\n\nKlostret lovar att byta lampor inom två dagar.\nBostads AB Klostret och kommunen ska "
        "städa varje vecka.\nPolisen ska gå fotpatrull varje dag.\n");
    ASSERT_EQ(companies(d).size(), 1u);
    EXPECT_TRUE(companies(d).front().ends_with("Bostads AB Klostret"));
    EXPECT_EQ(all_owners(d), (owners{{"company"}, {"company", "municipality"}, police}));
    for (const std::string who :
         {"Vi som skriver är", "Vi som undertecknar är", "De som lovar är", "Parter i löftet är"})
        EXPECT_EQ(companies(read("Medborgarlöfte 2031\n\n" + who +
                                 " Vadstena kommun, polisen och Bostads AB Klostret.\n\n"
                                 "Polisen ska mäta farten.\n")),
                  texts{"Bostads AB Klostret"})
            << who;
}

TEST(owners, a_list_of_contents_heads_nothing) {
    for (const std::string list :
         {"Innehåll\n1. Bakgrund\n2. Medborgarlöfte 1 april 2031–31 mars 2032\n3. Uppföljning\n\n",
          "Innehållsförteckning\nBakgrund ... 2\nMedborgarlöfte 1 april 2031–31 mars 2032 3\nUppföljning 4\n\n"}) {
        const auto d = read(
            "Vadstena kommun och polisen\nSamverkan 2031/32\n\n" + list +
            "1. Bakgrund\n\nLöftet bygger på en enkät 2030.\n\n2. Medborgarlöfte 1 april 2031–31 mars "
            "2032\n\nA. Trafik\n\nPolisen ska mäta farten varje vecka.\n\n3. Uppföljning\n\nRådet följer upp löftet "
            "varje år.\n");
        EXPECT_EQ(d.title, "Medborgarlöfte 1 april 2031–31 mars 2032");
        EXPECT_EQ(d.basis.size(), 1u);
        EXPECT_EQ(all_owners(d), owners{police});
        EXPECT_EQ(d.follow_up.text, "Rådet följer upp löftet varje år.");
    }
}

texts asked(const std::string& said) {
    texts all;
    for (const auto& p :
         read(head + "Bakgrund\n\nLöftet bygger på en enkät 2030. " + said + "\n\nTrafik\n\nPolisen ska mäta farten.\n")
             .parties)
        if (p.role == reading::party_role::consulted) all.push_back(p.name);
    return all;
}

TEST(owners, whoever_was_heard_is_asked_by_name) {
    EXPECT_EQ(asked("Östgötatrafiken har hörts om stationerna."), texts{"Östgötatrafiken"});
    EXPECT_EQ(asked("Mellersta Bergets räddningstjänstförbund har fått lämna synpunkter."),
              texts{"Mellersta Bergets räddningstjänstförbund"});
    EXPECT_EQ(asked("Hyresgästföreningen har getts tillfälle att lämna synpunkter."), texts{"Hyresgästföreningen"});
    for (const std::string nobody :
         {"De boende har hörts.", "Föreningarna har hörts.", "Elever har lämnat synpunkter.", "Näringslivet har hörts.",
          "Ungdomsrådet har lämnat synpunkter.", "Polisen har hört alla."})
        EXPECT_EQ(asked(nobody), texts{}) << nobody;
}

texts signing(const std::string& below) {
    texts all;
    for (const auto& s : read("Medborgarlöfte 2031\n\nVadstena kommun, Motala kommun, Norrby Bostäder AB och "
                              "Lokalpolisområde Berget har tagit fram "
                              "löftet.\n\nTrafik\n\nPolisen ska mäta farten.\n\n" +
                              below)
                             .signatories)
        all.push_back(s.party.value_or("-"));
    return all;
}

TEST(owners, parties_may_stand_below_or_beside_those_who_sign) {
    const texts four{"Vadstena kommun", "Motala kommun", "Norrby Bostäder AB", "Lokalpolisområde Berget"};
    EXPECT_EQ(signing("Kommunchef\tKommunchef\nVadstena kommun\tMotala kommun\n....\t....\nVd\tPolischef\nNorrby "
                      "Bostäder AB\tLokalpolisområde Berget\n"),
              four);
    EXPECT_EQ(signing("Vadstena kommun\tKommunchef\nMotala kommun\tKommunchef\nNorrby Bostäder "
                      "AB\tVd\nLokalpolisområde Berget\tPolischef\n"),
              four);
    const auto named =
        read(head + "Trafik\n\nPolisen ska mäta farten.\n\nKim Påhittad, kommunchef, Vadstena kommun Robin Låtsasson, "
                    "lokalpolisområdeschef, polisen\n")
            .signatories;
    ASSERT_EQ(named.size(), 2u);
    EXPECT_EQ(named[1].name, "Robin Låtsasson");
}

TEST(owners, whose_a_promise_is_may_stand_in_the_cell_before_it) {
    const auto d =
        read(head +
             "DET HÄR LOVAR VI\n\n1\tLägre fart\nPolisen\tMinst fyra kontroller per månad på Storgatan\nKommunen\tTvå "
             "farthinder före den 1 juni 2031\n2\tUnga\nPolisen\tGår förbi skolan varje kväll\nBåda\tEtt "
             "föräldramöte i varje klass en gång per läsår\n");
    EXPECT_EQ(all_owners(d), (owners{police, municipality, police, {"municipality", "police"}}));
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(d.focus_areas[0].name, "Lägre fart");
    const auto plain = read(head + "Löften\n\nPolisen\tTio kontroller i månaden\nKommunen\tTvå vandringar per år\n");
    EXPECT_EQ(all_owners(plain), (owners{police, municipality}));
    // who is asked, by what number, and a plan's rows
    EXPECT_TRUE(
        all_owners(read(head + "Kontakt\n\nPolisen\t114 14 dygnet runt\nKommunen\t0143-150 00 vardagar\n")).empty());
    EXPECT_TRUE(
        all_owners(
            read("Vadstena kommun\tKS 2030/118 antaget\nPolisen\tA123.456/2030 antaget\n\nMedborgarlöfte 2031\n"))
            .empty());
    EXPECT_EQ(read(head + "Ansvarig\tInsats\tNär\nPolisen\tMäta farten\tVarje vecka\n").plan.size(), 1u);
}

TEST(owners, items_may_go_on_with_that) {
    const auto d = read("Polisen och Vadstena kommun lovar 2031:\n\n- att polisen finns på torget varje fredag\n- att "
                        "kommunen lagar lampor inom "
                        "två dagar\n- att vi tillsammans går två vandringar per år\n");
    EXPECT_EQ(all_owners(d), (owners{police, municipality, {"municipality", "police"}}));
    EXPECT_EQ(all_texts(d).front(), "polisen finns på torget varje fredag");
}

TEST(owners, an_undertaking_may_have_a_number_and_go_on) {
    const auto d =
        read(head +
             "Våra åtaganden\n\nÅtagande 1: Polisen och kommunen ska vara synliga i parken. Detta innebär minst två "
             "gemensamma pass per vecka.\n\nÅtagande 2: Kommunen ska se över belysningen i centrum. Översynen ska vara "
             "klar den 30 november 2031.\n\nÅtagande 3: Polisen ska genomföra tio kontroller i månaden.\n");
    EXPECT_EQ(all_owners(d), (owners{both, municipality, municipality, police}));
    EXPECT_EQ(all_texts(d).front(),
              "Polisen och kommunen ska vara synliga i parken. Detta innebär minst två gemensamma pass per vecka.");
}

TEST(owners, who_we_are_may_be_told_behind_a_label) {
    for (const std::string who : {"Vilka vi är:", "Vem? ", "Vilka? ", "Vilka lovar:"}) {
        const auto d = read("Medborgarlöfte 2031\n\n" + who +
                            " Vadstena kommun, Polisen (lokalpolisområde Berget) och Klosterbostäder AB\n\nTorget\n\n- "
                            "Klosterbostäder byter lampor inom två dagar.\n- Polisen går förbi varje kväll.\n- Alla "
                            "tre går en vandring "
                            "varje termin.\n");
        EXPECT_EQ(companies(d), texts{"Klosterbostäder AB"}) << who;
        EXPECT_EQ(all_owners(d).size(), 3u) << who;
        EXPECT_EQ(all_owners(d).front(), texts{"company"}) << who;
        EXPECT_EQ(all_owners(d).back().size(), 3u) << who;
    }
}

TEST(owners, a_numbered_heading_below_a_labelled_promise_is_no_item_of_it) {
    for (const std::string next : {"3. Uppföljning", "3 Uppföljning"}) {
        const auto d = read(head +
                            "1. Inledning\n\nDetta är ett löfte.\n\n2. Prioriterade områden\n\n2.1 Trafik\nLöfte: "
                            "Polisen ska mäta farten varje "
                            "vecka.\n\n" +
                            next +
                            "\n\nStyrgruppen möts två gånger per termin.\n\n4. Kommunikation\n\nResultatet läggs "
                            "ut på vadstena.se.\n");
        EXPECT_EQ(d.follow_up.fora, texts{"Styrgruppen"}) << next;
        EXPECT_EQ(all_texts(d), texts{"Polisen ska mäta farten varje vecka."}) << next;
    }
}

} // namespace
