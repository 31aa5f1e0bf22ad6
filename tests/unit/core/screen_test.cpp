#include "core/screen.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using core::finding_kind;

std::vector<std::string> found(const std::string& text, finding_kind kind) {
    std::vector<std::string> words;
    for (const auto& f : core::screen(text))
        if (f.kind == kind) words.push_back(f.text);
    return words;
}

bool has(const std::string& text, finding_kind kind) { return !found(text, kind).empty(); }

// Skatteverket's own test numbers and those of its brochure SKV 704.
TEST(personal_number, is_found_however_it_is_written) {
    for (const auto* text :
         {"640823-3234", "6408233234", "19640823-3234", "196408233234", "640823+3234", "640823 3234", "640823 - 3234",
          "19 640823 3234", "1964-08-23-3234", "64 08 23 32 34", "född 640823–3234.", "(811228-9874)", "670919-9530"})
        EXPECT_TRUE(has(text, finding_kind::personal_number)) << text;
}

TEST(personal_number, may_be_a_coordination_number) {
    EXPECT_TRUE(has("701063-2391", finding_kind::personal_number)); // day 03 + 60
    EXPECT_TRUE(has("197010632391", finding_kind::personal_number));
}

TEST(personal_number, is_not_any_number_of_ten_digits) {
    for (const auto* text :
         {"640823-3235", // the check digit is wrong
          "641323-3232", // no such month
          "640832-3233", // no such day
          "556036-0793", // an organisation: its "month" is 60
          "KS 2023/196", "2023-09-12", "2024-01-05 1234", "Dnr 2024/000123-7", "diarienr 640823/3234",
          "21640823-3234",  // no such century
          "6408233234567"}) // longer
        EXPECT_FALSE(has(text, finding_kind::personal_number)) << text;
}

TEST(personal_number, says_where_it_stands_in_code_points) {
    const auto all = core::screen("Åtgärd åt 640823-3234 i dag");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].begin, 10U);
    EXPECT_EQ(all[0].end, 21U);
    EXPECT_EQ(all[0].text, "640823-3234");
}

TEST(telephone, is_asked_about) {
    for (const auto* text : {"070-123 45 67", "0701234567", "+46 70 123 45 67", "+46701234567", "0046701234567",
                             "08-123 456 78", "0915-140 00", "(090) 16 10 00", "tfn 16 10 00", "mobil: 701234567"})
        EXPECT_TRUE(has(text, finding_kind::telephone)) << text;
}

TEST(telephone, is_no_public_number_time_or_date) {
    for (const auto* text :
         {"ring 112", "tel 114 14", "113 13", "tfn 1177", "116 111", "020-91 00 91", "0771-567 567", "kl. 08.00-16.00",
          "08-16", "2024-05-01", "2024-05-01 10:30", "303 kontroller", "10 000 kr", "dnr 2024/0701234567"})
        EXPECT_FALSE(has(text, finding_kind::telephone)) << text;
}

TEST(car_number, is_asked_about) {
    for (const auto* text : {"ABC 123", "ABC123", "abc123", "ABC 12D", "MLB-84A", "bilen FGH 203."})
        EXPECT_TRUE(has(text, finding_kind::car_number)) << text;
}

TEST(car_number, uses_no_letter_that_plates_lack) {
    for (const auto* text : {"ISO 123", "QTZ 123", "LVA 123", "BRÅ 123", "ABC 12O", "NTU 2023", "ABC 1234", "per 100",
                             "KST 203/24", "KST 203-24", "mot 200", "XABC 123"})
        EXPECT_FALSE(has(text, finding_kind::car_number)) << text;
}

TEST(mail_address, is_asked_about) {
    EXPECT_EQ(found("Skriv till anna.x@norsjo.se.", finding_kind::mail_address),
              std::vector<std::string>{"anna.x@norsjo.se"});
    EXPECT_FALSE(has("kl. 10 @ torget", finding_kind::mail_address));
    EXPECT_FALSE(has("@norsjo", finding_kind::mail_address));
}

TEST(person_name, is_asked_about) {
    for (const auto* text : {"Samtal med Anna Svensson", "Erik Berg var med", "träffade Lars-Erik Lindström i dag",
                             "ANNA SVENSSON", "Anna S", "Erik NILSSON", "hämtade Zaynab Karimova", "Kalle Anka kom.",
                             "Fotpatrull med Fatima Hassan", "pratade med Xerxes Duvnäs"})
        EXPECT_TRUE(has(text, finding_kind::person_name)) << text;
}

TEST(person_name, is_no_place_organisation_or_function) {
    for (const auto* text : {"Fotpatrull Storgatan",
                             "Stora Torget",
                             "Norsjö kommun",
                             "Norsjö Kommun",
                             "Södra Ångermanland",
                             "Region Västerbotten",
                             "Lokalpolisområde Södra Ångermanland",
                             "Svenska kyrkan",
                             "Rädda Barnen",
                             "Patrull Umeå Centrum",
                             "ICA Maxi",
                             "BRÅ Norsjö",
                             "Kungliga Tekniska högskolan",
                             "Besök på Kristinaskolan",
                             "Upplands Väsby",
                             "Malå och Norsjö",
                             "Kvarteret Björken",
                             "Trafikkontroll E4",
                             "Nattvandring. Polisen kom.",
                             "I juni. Vi gick."})
        EXPECT_FALSE(has(text, finding_kind::person_name)) << text;
}

TEST(screen, finds_nothing_in_plain_words_or_nothing) {
    EXPECT_TRUE(core::screen("").empty());
    EXPECT_TRUE(core::screen("Tre fotpatruller längs Storgatan under kvällen, 40 samtal.").empty());
    EXPECT_TRUE(core::screen("\xff\xfe broken \xc3").empty());
}

TEST(screen, keeps_the_graver_of_two_findings) {
    const auto all = core::screen("tel 640823-3234");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].kind, finding_kind::personal_number);
}

} // namespace
