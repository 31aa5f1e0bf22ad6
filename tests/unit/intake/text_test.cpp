#include "intake/read_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace std::string_literals;

std::string text_of(std::string_view bytes, std::string_view name = "a.txt") {
    const auto read = intake::read_file(bytes, name);
    return read ? read->text : "refused: " + read.error().text.key;
}

std::string refusal(std::string_view bytes, std::string_view name = "a.txt") {
    const auto read = intake::read_file(bytes, name);
    return read ? "read as " + read->kind : read.error().text.key;
}

TEST(text_file, keeps_utf8_as_it_stands) {
    EXPECT_EQ(text_of("  • Åtgärd\tVad\n\n\nSlut"), "  • Åtgärd\tVad\n\n\nSlut");
}

TEST(text_file, drops_a_byte_order_mark_and_unifies_line_ends) {
    EXPECT_EQ(text_of("\xEF\xBB\xBF"
                      "Ett\r\nTvå\rTre\n"),
              "Ett\nTvå\nTre\n");
}

TEST(text_file, reads_code_page_1252) {
    EXPECT_EQ(text_of("Trygghet p\xE5 v\xE4gar \x96 och \xF6ppna platser"), "Trygghet på vägar – och öppna platser");
}

TEST(text_file, reads_utf16_of_both_orders) {
    EXPECT_EQ(text_of("\xFF\xFE"
                      "L\0\xF6\0f\0t\0e\0"s),
              "Löfte");
    EXPECT_EQ(text_of("\xFE\xFF\0L\0\xF6\0f\0t\0e"s), "Löfte");
}

TEST(text_file, reads_utf16_without_a_mark) { EXPECT_EQ(text_of("L\0\xF6\0f\0t\0e\0t\0s\0"s), "Löftets"); }

TEST(text_file, composes_letters_with_their_marks) { EXPECT_EQ(text_of("A\xCC\x8Ar"), "År"); }

TEST(text_file, parts_ligatures) {
    EXPECT_EQ(text_of("\xEF\xAC\x81nna o\xEF\xAC\x83"
                      "ciell\xEF\xAC\x93"),
              "finna officiell\xEF\xAC\x93");
}

TEST(text_file, tells_the_line_of_broken_utf8) {
    const auto read = intake::read_file("Första på\nandra på \xC3 sidan\n", "a.txt");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, base::problem_kind::invalid);
    EXPECT_EQ(read.error().text, (base::message{"intake.broken_utf8", {{"line", std::int64_t{2}}}}));
}

TEST(text_file, tells_the_line_of_broken_utf16) {
    EXPECT_EQ(refusal("\xFF\xFE"
                      "a\0\0\xDC"s),
              "intake.broken_utf16");
    EXPECT_EQ(refusal("\xFF\xFE"
                      "a\0b"s),
              "intake.broken_utf16");
}

TEST(text_file, refuses_noise) {
    std::string noise;
    unsigned state = 7;
    for (int i = 0; i < 5000; ++i)
        noise += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
    EXPECT_EQ(refusal(noise), "intake.binary");
    EXPECT_EQ(refusal(noise, "a.html"), "intake.binary");
    std::string without_controls;
    for (const char c : noise)
        if (static_cast<unsigned char>(c) >= 0x20) without_controls += c;
    EXPECT_EQ(refusal(without_controls), "intake.binary");
}

TEST(text_file, refuses_what_holds_nothing) {
    EXPECT_EQ(refusal(""), "intake.empty");
    EXPECT_EQ(refusal(" \n\t\n"), "intake.no_text");
}

TEST(text_file, refuses_kinds_that_are_known_and_not_read) {
    EXPECT_EQ(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 …", "a.doc"), "intake.old_office");
    EXPECT_EQ(refusal("{\\rtf1 hej}", "a.rtf"), "intake.rtf");
    EXPECT_EQ(refusal("\x89PNG\r\n\x1a\n", "a.png"), "intake.picture");
    EXPECT_EQ(refusal("hej", "a.pdf"), "intake.not_pdf");
    EXPECT_EQ(refusal("hej", "a.docx"), "intake.not_packed");
}

TEST(text_file, reads_rows_typed_with_bars) {
    EXPECT_EQ(text_of("Plan\n\n| Vad | När |\n|-----|-----|\n| Kontroller | 10 per månad |\nSlut\n"),
              "Plan\n\nVad\tNär\nKontroller\t10 per månad\nSlut\n");
    EXPECT_EQ(text_of("Vad | När | Vem\nVandring | | Kommunen\n"), "Vad\tNär\tVem\nVandring\t\tKommunen\n");
    EXPECT_EQ(text_of("Start | Om oss | Kontakt\nHej\n"), "Start | Om oss | Kontakt\nHej\n");
}

// Broken at its end: a refusal for its length shows that the text was not looked through first.
TEST(text_file, refuses_fifty_megabytes_before_reading_them) {
    std::string text(50'000'000, 'a');
    text.back() = '\xC3';
    EXPECT_EQ(refusal(text), "intake.long_text");
    EXPECT_EQ(refusal(text + "b"), "intake.large");
}

TEST(text_file, reads_megabytes_of_code_page_1252_and_no_more_than_fit) {
    std::string text;
    while (text.size() < 4'000'000)
        text += "F\xF6rebyggande arbete p\xE5 v\xE4gar\r\n";
    EXPECT_EQ(text_of(text).substr(0, 13), "Förebyggande");
    EXPECT_EQ(refusal(text + text), "intake.long_text");
    EXPECT_EQ(refusal("<html>" + text + text, "a.html"), "intake.long_text");
    EXPECT_EQ(text_of("<html><img src='data:" + std::string(10'000'000, 'A') + "'><p>Löfte</p>", "a.html"), "Löfte\n");
}

} // namespace
