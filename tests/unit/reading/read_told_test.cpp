// What a letter or a card tells in a sentence that other documents have a line or a heading of their own for.
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace {

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen, lokalpolisområde "
                         "Motala\n\n";
const std::string promises = "Trafik\n\nPolisen ska mäta farten varje vecka.\n\n";

reading::draft draft_of(const std::string& text) { return reading::read_document(text, reading::all_municipalities()); }

reading::document read(const std::string& text) { return draft_of(text).document; }

bool asks(const reading::document& d, reading::question_code code) {
    return std::any_of(d.questions.begin(), d.questions.end(), [&](const auto& q) { return q.code == code; });
}

TEST(told, who_signs_and_when) {
    for (const std::string said :
         {"Löftena skrevs under den 3 maj 2030 av kommunstyrelsens ordförande i Vadstena kommun och av chefen för "
          "lokalpolisområde Motala.",
          "Löftet undertecknades den 3 maj 2030 av kommunalrådet i Vadstena och polischefen i Motala.",
          "Medborgarlöftet signerades den 3 maj 2030 av kommundirektören och lokalpolisområdeschefen.",
          "Löftet skrevs den 3 maj 2030 under av kommunalråd Åsa Påhittad och kommunpolis Bo Uppdiktad."}) {
        const auto d = read(head + promises + said + "\n");
        ASSERT_EQ(d.signatories.size(), 2u) << said;
        EXPECT_EQ(d.signatories[0].party, "Vadstena kommun") << said;
        EXPECT_EQ(d.signatories[1].party, "Lokalpolisområde Motala") << said;
    }
    EXPECT_TRUE(
        read(head + promises + "Löftet ska undertecknas av kommunalrådet och polischefen.").signatories.empty());
    EXPECT_TRUE(read(head + promises + "Ordföranden i rådet skriver under protokollet.").signatories.empty());
    const auto d = read(head + promises + "Löftena skrevs under den 3 maj 2030 av kommunalrådet och polischefen.");
    ASSERT_TRUE(d.decided);
    EXPECT_EQ(base::to_iso(*d.decided), "2030-05-03");
    EXPECT_EQ(d.title, "Medborgarlöfte 2031 för Vadstena kommun");
}

TEST(told, when_it_holds_beside_what_it_is_built_on) {
    for (const std::string said :
         {"De gäller hela kalenderåret 2031 och bygger på samtalen vid torgdagen 2029 och på polisens lägesbild.",
          "Löftet gäller under 2031 och är framtaget efter medborgardialogerna 2029.",
          "Löftet gäller 2031, grundat på trygghetsmätningen 2029.",
          "Löftet bygger på trygghetsmätningen 2029 och gäller under 2031."}) {
        const auto d =
            read("Medborgarlöfte för Vadstena kommun\n\nVadstena kommun och polisen\n\n" + said + "\n\n" + promises);
        ASSERT_TRUE(d.valid.to) << said;
        EXPECT_EQ(base::to_iso(*d.valid.from), "2031-01-01") << said;
        EXPECT_EQ(base::to_iso(*d.valid.to), "2031-12-31") << said;
        EXPECT_FALSE(asks(d, reading::question_code::period_conflict)) << said;
    }
}

TEST(told, talks_with_nobody_named) {
    using reading::basis_kind;
    const auto held = [&](const std::string& said) {
        const auto all = read(head + said + "\n\n" + promises).basis;
        return std::any_of(all.begin(), all.end(),
                           [](const auto& b) { return b.kind == basis_kind::resident_dialogue; });
    };
    EXPECT_TRUE(held("Löftet bygger på samtalen vid torgdagen 2030."));
    EXPECT_TRUE(held("Löftena utgår från mötena i byarna."));
    EXPECT_TRUE(held("Löftet bygger på de samtal vi har haft med vadstenabor på torget."));
    EXPECT_TRUE(held("Löftet bygger på enkäten och på träffarna vid sjön."));
    EXPECT_FALSE(held("Löftet bygger på mötena i styrgruppen."));
    EXPECT_FALSE(held("Löftet bygger på samtalen med personalen."));
}

TEST(told, how_many_promises_are_numbered) {
    const auto mismatch = [&](const std::string& said) {
        const auto d = read(head + said + "\n\nLöfte 1\nTrafik\nPolisen ska mäta farten varje vecka.\n\nLöfte 2\n" +
                            "Torget\nKommunen ska städa torget varje dag.\n");
        return asks(d, reading::question_code::count_mismatch);
    };
    EXPECT_TRUE(mismatch("Här är våra tre löften till dig."));
    EXPECT_TRUE(mismatch("Vi ger 3 gemensamma löften."));
    EXPECT_FALSE(mismatch("Här är våra två löften till dig."));
    EXPECT_FALSE(mismatch("Minst tre löften per år ska följas upp."));
    EXPECT_FALSE(mismatch("Tre av fyra löften hölls förra året."));
}

TEST(told, areas_with_names_that_head_other_parts) {
    for (const std::string name :
         {"Snabba besked", "Koll på farten", "Dialog med unga", "Information till äldre", "Bättre koll i centrum"}) {
        const auto d = read(head + "Trafik\n\n- Polisen ska mäta farten varje vecka.\n\n" + name +
                            "\n\n- Polisen ska ringa upp inom 72 timmar.\n- Kommunen ska vara ute varje fredag.\n");
        ASSERT_EQ(d.focus_areas.size(), 2u) << name;
        EXPECT_EQ(d.focus_areas[1].name, name);
        EXPECT_EQ(d.focus_areas[1].pledges.size(), 2u) << name;
    }
    for (const std::string name :
         {"Information till invånarna", "Återkoppling", "Så får du besked", "Koll på löftena"}) {
        const auto d = read(head + "Trafik\n\n- Polisen ska mäta farten varje vecka.\n\n" + name +
                            "\n\n- Kommunen ska berätta på webbplatsen hur det har gått.\n");
        EXPECT_EQ(d.focus_areas.size(), 1u) << name;
    }
}

TEST(told, what_one_party_alone_promises_is_its_own) {
    const auto d =
        read("Polisens medborgarlöfte i Vadstena 2031\n\nPolisen, lokalpolisområde Motala\n\nSnabba besked\n\n"
             "- Den som anmäler ett inbrott ska bli uppringd av oss inom 72 timmar.\n"
             "- Högst 20 procent av dem som anmäler ska behöva ringa igen.\n");
    ASSERT_EQ(d.focus_areas.size(), 1u);
    for (const auto& p : d.focus_areas[0].pledges)
        EXPECT_EQ(p.by, std::vector<std::string>{"police"}) << p.text;
}

TEST(told, what_is_hoped_for_without_a_verb) {
    using texts = std::vector<std::string>;
    const auto aims = [&](const std::string& said) { return read(head + said + "\n\n" + promises).aims; };
    const texts both{"minskad nedskräpning i parkerna", "ökad trygghet i centrum"};
    EXPECT_EQ(aims("Parterna vill uppnå minskad nedskräpning i parkerna och ökad trygghet i centrum."), both);
    EXPECT_EQ(aims("Vi vill tillsammans åstadkomma minskad nedskräpning i parkerna samt ökad trygghet i centrum."),
              both);
    EXPECT_EQ(aims("Kommunen och polisen vill se färre inbrott på landet."), texts{"färre inbrott på landet"});
    EXPECT_EQ(aims("Med löftet vill vi nå bättre ordning, färre bränder och fler vuxna ute."),
              (texts{"bättre ordning", "färre bränder", "fler vuxna ute"}));
    EXPECT_EQ(aims("Polisen vill se körkortet."), texts{});
}

TEST(told, dialogues_with_the_staff_are_none_with_residents) {
    using reading::basis_kind;
    for (const std::string said : {"Till grund ligger dialoger med anställda i kommunen.",
                                   "Löftet bygger på dialoger med kommunens medarbetare och trygghetsmätningen."}) {
        const auto all = read(head + said + "\n\n" + promises).basis;
        EXPECT_TRUE(std::none_of(all.begin(), all.end(), [](const auto& b) {
            return b.kind == basis_kind::resident_dialogue;
        })) << said;
    }
}

TEST(told, a_day_for_all_parties_heads_no_signature_of_one) {
    const auto d = read(head + promises +
                        "För parterna, den 14 december 2030\n\nKommunstyrelsens ordförande\nVadstena "
                        "kommun\n\nLokalpolisområdeschef\nLokalpolisområde Motala\n");
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    EXPECT_EQ(d.signatories[1].party, "Lokalpolisområde Motala");
}

TEST(told, a_pledge_may_be_annexed_to_what_stands_above_it) {
    const std::string agreement =
        "SAMVERKANSÖVERENSKOMMELSE\nmellan Vadstena kommun och Polismyndigheten\n\n1 § Parter\n"
        "Parter är Vadstena kommun och polisen.\n\n";
    for (const std::string annex : {"Bilaga 1\n\nMEDBORGARLÖFTE 2031\n\n", "BILAGA A\n\nMedborgarlöfte 2031\n\n",
                                    "Bilaga 1. Medborgarlöfte 2031\n\n", "Bilaga\n\nMedborgarlöften 2031\n\n"})
        EXPECT_TRUE(read(agreement + annex + promises).annex_to) << annex;
    EXPECT_FALSE(read(head + promises + "Bilaga 1\n\nMedborgarlöftets handlingsplan\n").annex_to);
    EXPECT_FALSE(read(agreement + "Bilaga 1\n\nKarta över kommunen\n").annex_to);
}

TEST(told, residents_who_meet_follow_nothing_up) {
    const auto d = read(head + promises +
                        "Uppföljning och besked\n\nStyrgruppen följer upp löftet varje kvartal. Invånarna "
                        "får besked om resultatet i kommuntidningen och vid ett öppet möte varje "
                        "höst.\n");
    EXPECT_EQ(d.follow_up.readings.size(), 1u);
    EXPECT_EQ(d.feedback.readings.size(), 1u);
}

TEST(told, each_source_of_a_row_has_its_own_year) {
    const auto all =
        read(head + "Underlaget är öppna möten i sju byar under våren 2030 och polisens lokala problembild.\n\n" +
             promises)
            .basis;
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].kind, reading::basis_kind::resident_dialogue);
    EXPECT_EQ(all[0].year, 2030);
    EXPECT_EQ(all[1].year, std::nullopt);
}

TEST(told, a_paper_to_every_household_comes_by_post) {
    const auto d = read(head + promises +
                        "Återkoppling\n\nHur det gick kan du läsa i informationsbladet som kommer med posten till alla "
                        "hushåll.\n");
    EXPECT_EQ(d.feedback.channels, std::vector{reading::channel::household_paper});
}

} // namespace
