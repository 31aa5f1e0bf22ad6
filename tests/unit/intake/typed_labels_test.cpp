#include "intake/read_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

std::string text_of(std::string_view text) {
    const auto read = intake::read_file(text, "a.txt");
    return read ? read->text : "refused: " + read.error().text.key;
}

TEST(typed_labels, of_cards_between_lines_become_lines_with_a_colon) {
    EXPECT_EQ(text_of("+------------------------------+\n"
                      "Löfte 1\n"
                      "Varför?     Många kör för fort.\n"
                      "Vi lovar    Polisen mäter farten två gånger\n"
                      "            i veckan vid skolan.\n"
                      "Vem?        Polisen\n"
                      "+------------------------------+\n"
                      "Löfte 2\n"
                      "Varför?     Det är mörkt i parken.\n"
                      "Vi lovar    Kommunen byter lampor inom tre dagar.\n"
                      "Vem?        Kommunen\n"),
              "+------------------------------+\n"
              "Löfte 1\n"
              "Varför? Många kör för fort.\n"
              "Vi lovar: Polisen mäter farten två gånger i veckan vid skolan.\n"
              "Vem? Polisen\n"
              "+------------------------------+\n"
              "Löfte 2\n"
              "Varför? Det är mörkt i parken.\n"
              "Vi lovar: Kommunen byter lampor inom tre dagar.\n"
              "Vem? Kommunen\n");
}

TEST(typed_labels, without_any_line_and_with_items_beside_them) {
    EXPECT_EQ(text_of("TORGET\n"
                      "  Läget     Stökigt på helgerna.\n"
                      "  Insats    - Två patruller i veckan\n"
                      "            - Fältare varje fredag,\n"
                      "            även på loven\n"
                      "\n"
                      "SKOLAN\n"
                      "  Läget     Bilar vid grinden.\n"
                      "  Insats    - Tio kontroller i månaden\n"),
              "TORGET\n"
              "Läget: Stökigt på helgerna.\n"
              "Insats:\n"
              "- Två patruller i veckan\n"
              "- Fältare varje fredag, även på loven\n"
              "\n"
              "SKOLAN\n"
              "Läget: Bilar vid grinden.\n"
              "Insats:\n"
              "- Tio kontroller i månaden\n");
}

TEST(typed_labels, are_not_read_where_something_else_stands_in_columns) {
    const auto kept = [](const std::string& text) {
        EXPECT_EQ(text_of(text).find(':'), std::string::npos) << text_of(text);
    };
    // lines to sign on
    kept("..............      ..............\nNamn                Namn\n\n"
         "..............      ..............\nNamn                Namn\n");
    // the head of each page
    kept("Norrby kommun       Plan\n\nText\n\nNorrby kommun       Plan\n");
    // letters of a list, each list from its beginning
    kept("a)  Polisen mäter.\nb)  Kommunen röjer.\n\na)  Polisen går.\nb)  Kommunen sopar.\n");
    // a table of three columns
    kept("Område      Vad              När\nTrafik      Kontroller       varje vecka\n"
         "Droger      Sök              varje månad\nTrafik      Mätning          varje dag\n"
         "Droger      Besök            varje år\n");
    // labels that stand once
    kept("Kontakt     Växeln\nTelefon     0123\n\nSlut\n");
}

} // namespace
