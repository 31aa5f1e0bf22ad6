#include "intake/read_file.hpp"

#include "base/translate.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace {

using namespace std::string_literals;

const std::string text = "Löfte\n\nKommunen och polisen lovar att ordna minst fyra trygghetsvandringar per halvår.\n";

std::string file(const std::string& name) {
    std::ifstream in{std::string{LOFTE_SOURCE_DIR} + "/tests/unit/intake/files/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// The key of the refusal; it must have a sentence in both languages.
std::string refusal(std::string_view bytes, std::string_view name, const intake::limits& allowed = {}) {
    const auto read = intake::read_file(bytes, name, allowed);
    if (read) return "read as " + read->kind + ": " + read->text;
    EXPECT_EQ(read.error().kind, base::problem_kind::invalid);
    const auto sv = base::translator{base::language::sv}(read.error().text);
    const auto en = base::translator{base::language::en}(read.error().text);
    EXPECT_GT(sv.size(), 20u);
    EXPECT_GT(en.size(), 20u);
    EXPECT_NE(sv, en);
    EXPECT_EQ(sv.find('{'), std::string::npos) << sv;
    return read.error().text.key;
}

bool is_refused(std::string_view bytes, std::string_view name) { return refusal(bytes, name).starts_with("intake."); }

TEST(bad_file, pdf_with_a_password_is_refused_and_one_without_is_read) {
    EXPECT_EQ(refusal(file("user_password.pdf"), "a.pdf"), "intake.pdf_encrypted");
    const auto read = intake::read_file(file("owner_password.pdf"), "a.pdf");
    ASSERT_TRUE(read) << read.error().text.key;
    EXPECT_NE(read->text.find("minst 4 trygghetsvandringar per halvår."), std::string::npos) << read->text;
}

TEST(bad_file, pdf_cut_short_is_refused_wherever_it_is_cut) {
    const auto whole = file("owner_password.pdf");
    ASSERT_GT(whole.size(), 500u);
    for (std::size_t n = 5; n + 20 < whole.size(); n += 97)
        EXPECT_EQ(refusal(whole.substr(0, n), "a.pdf"), "intake.pdf_truncated") << n;
    EXPECT_EQ(refusal("%PDF-1.7\n%%EOF\n", "a.pdf"), "intake.pdf_broken");
}

TEST(bad_file, docx_cut_short_is_refused_wherever_it_is_cut) {
    const auto whole = support::docx_of(text);
    for (std::size_t n = 1; n < whole.size(); n += 211)
        EXPECT_TRUE(is_refused(whole.substr(0, n), "a.docx")) << n;
}

TEST(bad_file, zip_bomb_is_refused_before_it_is_unpacked) {
    const std::string spaces(80'000'000, ' ');
    const auto bomb = support::zip_of({{"word/document.xml", "<w:document>" + spaces + "</w:document>"}});
    ASSERT_LT(bomb.size(), 1'000'000u);
    EXPECT_EQ(refusal(bomb, "a.docx"), "intake.packed_bomb");
}

TEST(bad_file, package_without_its_main_part_is_refused) {
    const std::string relations =
        R"(<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>)";
    EXPECT_EQ(refusal(support::zip_of({{"_rels/.rels", relations}}), "a.docx"), "intake.packed_part");
    EXPECT_EQ(refusal(support::zip_of({{"a.txt", "hej"}}), "a.docx"), "intake.unknown_packed");
    EXPECT_EQ(refusal(support::zip_of({{"../a.txt", "hej"}}), "a.docx"), "intake.packed_path");
    EXPECT_EQ(refusal(support::zip_of({{"word/document.xml", "<w:document><w:body>"}}), "a.docx"), "intake.packed_xml");
    EXPECT_TRUE(is_refused(support::zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"}}), "a.odt"));
}

TEST(bad_file, text_that_is_none_is_refused) {
    EXPECT_EQ(refusal("", "a.pdf"), "intake.empty");
    EXPECT_EQ(refusal("p\xC3\xA5 v\xC3 \xC3\xA4r\n", "a.txt"), "intake.broken_utf8");
    EXPECT_EQ(refusal(std::string(50'000'001, 'a'), "a.txt"), "intake.large");
    EXPECT_EQ(refusal(std::string(50'000'000, 'a'), "a.txt"), "intake.long_text");
    EXPECT_TRUE(is_refused("\x01\x02\x03\x04\x00\x05\x06\xFE\x10\x11\x12\x90\x81"s, "a.txt"));
}

TEST(scan, is_read_by_ocr_or_says_what_to_install) {
    const auto pages = support::scan_of(support::pdf_of(text));
    if (pages.empty()) GTEST_SKIP() << "WeasyPrint or pdftoppm is not installed";
    EXPECT_EQ(refusal(pages, "a.pdf", {.ocr_program = "no-such-program"}), "intake.no_ocr");
    const auto read = intake::read_file(pages, "a.pdf");
    if (!read && read.error().text.key.starts_with("intake.no_ocr")) GTEST_SKIP() << "tesseract is not installed";
    ASSERT_TRUE(read) << read.error().text.key;
    EXPECT_NE(read->text.find("trygghetsvandringar"), std::string::npos) << read->text;
    ASSERT_EQ(read->warnings.size(), 1u);
    EXPECT_EQ(read->warnings[0].key, "intake.scanned");
}

} // namespace
