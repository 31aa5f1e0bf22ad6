// Companies and others beside the municipality and the police: by which names they are parties, and what they promise.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using reading::party_kind;
using reading::party_role;

const std::string head = "Medborgarlöfte 2031\n\nVadstena kommun och polisen\n\n";
const std::string area = "Trygga gårdar\n\nPolisen ska mäta farten varje vecka.\n\n";

texts others_in(const std::string& text) {
    texts names;
    for (const auto& p : read(text).parties)
        if (p.kind != party_kind::municipality && p.kind != party_kind::police) names.push_back(p.name);
    return names;
}

TEST(companies, whoever_promises_by_name_is_a_party) {
    for (const auto* name : {"Vadstenahem", "AB Vadstenahem", "Vadstena Bostads AB", "Bostads AB Klosterhus",
                             "KlosterBo", "Västtrafik", "Klosterbyggen", "Klostret AB"}) {
        const auto d = read(head + area + name + " lovar att laga trasiga lås inom två dygn.\n");
        ASSERT_EQ(d.parties.size(), 3u) << name;
        EXPECT_EQ(d.parties[2].name, name);
        EXPECT_EQ(d.parties[2].kind, party_kind::company) << name;
        EXPECT_EQ(d.focus_areas.at(0).pledges.at(1).by, (texts{"company"})) << name;
    }
}

TEST(companies, a_company_promises_together_with_others) {
    const auto d = read(head + area +
                        "Polisen och Vadstenahem ska gå igenom källarna varje månad.\n\nVadstenahem AB, som äger "
                        "husen, är glad.\n\nKommunchef, Vadstena kommun\nVD, Vadstenahem AB\n");
    ASSERT_EQ(d.parties.size(), 3u);
    EXPECT_EQ(d.parties[2].name, "Vadstenahem AB");
    EXPECT_EQ(d.focus_areas.at(0).pledges.at(1).by, (texts{"police", "company"}));
    EXPECT_EQ(d.signatories.at(1).party, "Vadstenahem AB");
}

TEST(companies, words_of_the_language_are_no_companies) {
    for (const auto* text :
         {"Lampor ska bytas inom två dygn.", "Hem ska besökas varje vecka.", "Företagare lovar att hjälpa till.",
          "Bostäder ska besiktigas varje år.", "Kommunen och föräldrar ska träffas varje termin."})
        EXPECT_EQ(others_in(head + area + text + "\n"), texts{}) << text;
}

TEST(companies, the_cover_may_say_from_whom_it_is) {
    EXPECT_EQ(others_in("Medborgarlöfte för Birgittas udde\n\nTill dig som bor här, från Vadstena kommun, Polisen i "
                        "Motala och Klosterhus.\nLöftet gäller 2031.\n\n" +
                        area),
              (texts{"Klosterhus"}));
    EXPECT_EQ(
        others_in("Medborgarlöfte för Birgittas udde\n\nVi tar med oss synpunkter från Vadstena kommun, Polisen i "
                  "Motala och Klosterhus som underlag.\n\n" +
                  area),
        texts{});
}

TEST(companies, partners_may_stand_beside_each_other_with_what_they_are) {
    for (const auto* who : {"Bostadsbolaget Klosterhus AB och Svenska kyrkan i Vadstena", "Klosterhus AB, Röda korset",
                            "Klosterhus AB samt Röda korset i Vadstena"}) {
        const auto d = read(head + who + " deltar i arbetet som samarbetspartner.\n\n" + area);
        ASSERT_EQ(d.parties.size(), 4u) << who;
        EXPECT_EQ(d.parties[2].name, "Klosterhus AB");
        EXPECT_EQ(d.parties[2].kind, party_kind::company);
        EXPECT_EQ(d.parties[2].role, party_role::partner);
        EXPECT_EQ(d.parties[3].role, party_role::partner) << d.parties[3].name;
    }
}

TEST(companies, a_company_in_the_list_of_parties_keeps_its_whole_name) {
    for (const auto* name :
         {"Bostads AB Klosterhus", "AB Klosterhus", "Vadstena Bostads AB", "Fastighets AB Sankta Birgitta"})
        EXPECT_EQ(others_in("Medborgarlöfte 2031\n\nVadstena kommun, polisen och " + std::string{name} +
                            " ger tillsammans det här löftet.\n\n" + area),
                  (texts{name}));
}

TEST(companies, we_are_those_who_give_the_pledge) {
    const auto d = read(head + area +
                        "Vi lovar att röja snö inom fyra timmar. Klostret AB går igenom källarna två gånger per "
                        "år. Studentkårerna utbildar minst 60 faddrar varje år.\n");
    const auto& all = d.focus_areas.at(0).pledges;
    ASSERT_EQ(all.size(), 4u);
    EXPECT_EQ(all[1].by, (texts{"municipality", "police"}));
    EXPECT_EQ(all[2].by, (texts{"company"}));
    EXPECT_EQ(all[3].by, (texts{"association"}));
}

TEST(companies, who_acts_may_be_another_than_who_promises) {
    for (const auto& [text, by] : std::vector<std::pair<std::string, texts>>{
             {"Vi lovar att polisen är i centrum varje dag.", {"police"}},
             {"Vi lovar också att kommunen håller gården öppen varje kväll.", {"municipality"}},
             {"Vi lovar att vi går en runda varje dag.", {"municipality", "police"}},
             {"Polisen lovar att kommunen får en rapport varje månad.", {"police"}},
             {"Kommunen lovar att polisen och skolan träffas varje månad.", {"police", "municipality"}}})
        EXPECT_EQ(read(head + area + text + "\n").focus_areas.at(0).pledges.at(1).by, by) << text;
}

TEST(companies, a_party_leads_its_items_by_its_own_name) {
    const auto d =
        read("Medborgarlöfte 2031\n\nVadstena kommun, polisen och Bostadsstiftelsen Klostret har gett ett "
             "löfte.\n\nFokus 1: Centrum\n- Polisen: fotpatrull varje natt\n- Klostret: rond i källarna varje "
             "vecka\n\nUndertecknat 2031-01-15 av kommunchefen, vd för Bostadsstiftelsen Klostret och "
             "lokalpolisområdeschefen.\n");
    ASSERT_EQ(d.focus_areas.size(), 1u);
    EXPECT_EQ(d.focus_areas[0].name, "Centrum");
    ASSERT_EQ(d.focus_areas[0].pledges.size(), 2u);
    EXPECT_EQ(d.focus_areas[0].pledges[1].text, "rond i källarna varje vecka");
    EXPECT_EQ(d.focus_areas[0].pledges[1].by, (texts{"company"}));
    ASSERT_EQ(d.signatories.size(), 3u);
    EXPECT_EQ(d.signatories[1].party, "Bostadsstiftelsen Klostret");
}

TEST(companies, a_pledge_may_begin_when_it_is_signed) {
    for (const auto* from : {"från undertecknandet", "från och med undertecknandet", "från dagen för undertecknandet"})
        EXPECT_EQ(read("Medborgarlöfte\n\nVadstena kommun och polisen\n\n" + area + "Giltighet\n\nLöftet gäller " +
                       from +
                       " till och med 2032-12-31.\n\nBeslutat "
                       "2031-01-08\n")
                      .valid.from,
                  base::make_date(2031, 1, 8))
            << from;
}

TEST(companies, an_agreement_is_called_by_its_first_line_and_signed_on_dots) {
    const auto d =
        read("SAMVERKANSAVTAL FÖR ÖKAD TRYGGHET I VADSTENA OCH MOTALA\n\n§ 1 Parter\nVadstena kommun, Motala kommun "
             "samt Polismyndigheten.\n\n§ 2 Syfte\nAvtalet syftar till att parterna gemensamt ska förebygga brott, "
             "minska olyckor och öka tryggheten.\n\n§ 3 Medborgarlöften\n3.1 Trafik\nPolisen ska mäta farten varje "
             "vecka.\n3.2 Torg\nPolisen ska gå förbi varje natt.\n\n§ 4 Avtalstid\nAvtalet gäller från den 1 april "
             "2031 och tre år framåt.\n\nFör Vadstena kommun: ................ kommunchef\nFör Motala kommun: "
             "................ kommunchef\nFör Polismyndigheten: ................ lokalpolisområdeschef\n");
    EXPECT_EQ(d.title, "SAMVERKANSAVTAL FÖR ÖKAD TRYGGHET I VADSTENA OCH MOTALA");
    EXPECT_EQ(d.aims, (texts{"förebygga brott", "minska olyckor", "öka tryggheten"}));
    ASSERT_EQ(d.signatories.size(), 3u);
    EXPECT_EQ(d.signatories[1].party, "Motala kommun");
    EXPECT_EQ(d.focus_areas.size(), 2u);
}

TEST(companies, what_a_label_promises_makes_an_area_of_its_heading) {
    const auto d =
        read(head + "OROAR: Bilar som kör för fort\nLOVAR: Polisen mäter farten varje vecka.\n\nOROAR: Inbrott i "
                    "villor\nLOVAR: Vi hjälper alla gator som vill att starta inom fyra veckor.\n");
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(d.focus_areas[1].pledges.size(), 1u);
}

} // namespace
