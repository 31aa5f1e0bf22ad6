#include "intake/read_file.hpp"

#include "refusal.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using support::zip_of;
using tests::is_refused;
using tests::refusal;

const std::string text = "Löfte\n\nKommunen och polisen lovar att ordna minst fyra trygghetsvandringar per halvår.\n";

std::string docx_with(const std::string& document_type, const std::string& paragraph) {
    return zip_of(
        {{"word/document.xml", "<?xml version=\"1.0\"?>" + document_type + "<w:document><w:body><w:p><w:r><w:t>" +
                                   paragraph + "</w:t></w:r></w:p></w:body></w:document>"}});
}

std::string sheet_of(const std::string& rows) {
    return zip_of({{"xl/workbook.xml", "<workbook><sheets><sheet name=\"Plan\" r:id=\"rId1\"/></sheets></workbook>"},
                   {"xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
                   {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}

std::string empty_rows(int from, int until) {
    std::string rows;
    for (int i = from; i < until; ++i)
        rows += "<row r=\"" + std::to_string(i) + "\" spans=\"1:5\" ht=\"15\"/>";
    return rows;
}

TEST(bad_package, docx_cut_short_is_refused_wherever_it_is_cut) {
    const auto whole = support::docx_of(text);
    for (std::size_t n = 1; n < whole.size(); n += 211)
        EXPECT_TRUE(is_refused(whole.substr(0, n), "a.docx")) << n;
}

TEST(bad_package, of_no_bytes_or_of_others_is_refused) {
    EXPECT_EQ(refusal("", "a.docx"), "intake.empty");
    EXPECT_EQ(refusal("Hej", "a.docx"), "intake.not_packed");
    EXPECT_EQ(refusal("PK\x03\x04", "a.xlsx"), "intake.packed_broken");
}

TEST(bad_package, bomb_is_refused_before_it_is_unpacked) {
    const std::string spaces(80'000'000, ' ');
    const auto word = zip_of({{"word/document.xml", "<w:document>" + spaces + "</w:document>"}});
    const auto open = zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", spaces}});
    const auto sheet = sheet_of(spaces);
    const auto relations = zip_of({{"_rels/.rels", spaces}});
    const auto kind = zip_of({{"mimetype", spaces}});
    ASSERT_LT(word.size(), 1'000'000u);
    EXPECT_EQ(refusal(word, "a.docx"), "intake.packed_bomb");
    EXPECT_EQ(refusal(open, "a.odt"), "intake.packed_bomb");
    EXPECT_EQ(refusal(sheet, "a.xlsx"), "intake.packed_bomb");
    EXPECT_EQ(refusal(relations, "a.docx"), "intake.packed_bomb");
    EXPECT_EQ(refusal(kind, "a.odt"), "intake.packed_bomb");
}

TEST(bad_package, in_a_package_is_not_opened) {
    const auto inner = support::docx_of(text);
    EXPECT_EQ(refusal(zip_of({{"a.docx", inner}}), "a.zip"), "intake.unknown_packed");
    EXPECT_EQ(refusal(zip_of({{"a.docx", inner}}), "a.docx"), "intake.unknown_packed");
    EXPECT_EQ(refusal(zip_of({{"word/document.xml", inner}}), "a.docx"), "intake.packed_xml");
}

TEST(bad_package, without_its_main_part_is_refused) {
    const std::string relations =
        R"(<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>)";
    EXPECT_EQ(refusal(zip_of({{"_rels/.rels", relations}}), "a.docx"), "intake.packed_part");
    EXPECT_EQ(refusal(zip_of({{"a.txt", "hej"}}), "a.docx"), "intake.unknown_packed");
    EXPECT_EQ(refusal(zip_of({{"../a.txt", "hej"}}), "a.docx"), "intake.packed_path");
    EXPECT_EQ(refusal(zip_of({{"word/document.xml", "<w:document><w:body>"}}), "a.docx"), "intake.packed_xml");
    EXPECT_TRUE(is_refused(zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"}}), "a.odt"));
}

TEST(bad_package, with_entities_of_its_own_is_refused) {
    std::string laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
    for (char n = '1'; n <= '9'; ++n)
        laughs += std::string{"<!ENTITY a"} + n + " \"&a" + static_cast<char>(n - 1) + ";&a" +
                  static_cast<char>(n - 1) + ";\">";
    EXPECT_EQ(refusal(docx_with(laughs + "]>", "&a9;"), "a.docx"), "intake.packed_entities");
    const std::string outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    EXPECT_EQ(refusal(docx_with(outside, "Löfte &e;"), "a.docx"), "intake.packed_entities");
    const auto odt = zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                             {"content.xml", outside + "<office:document-content/>"}});
    EXPECT_EQ(refusal(odt, "a.odt"), "intake.packed_entities");
}

TEST(bad_package, with_another_document_type_is_read_and_nothing_else_opened) {
    const auto read = intake::read_file(
        docx_with("<!DOCTYPE x SYSTEM \"file:///etc/hostname\">", "Vi lovar &amp; h\xC3\xA5ller"), "a.docx");
    ASSERT_TRUE(read) << read.error().text.key;
    EXPECT_EQ(read->text, "Vi lovar & håller\n");
}

TEST(bad_package, of_a_million_empty_rows_has_no_text) {
    EXPECT_EQ(refusal(sheet_of(empty_rows(1, 1'000'000)), "a.xlsx"), "intake.no_text");
}

TEST(package, of_a_plan_above_a_million_empty_rows_is_the_plan) {
    const std::string plan =
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Vad</v></c><c r=\"B1\" t=\"str\"><v>När</v></c></row>";
    const auto read = intake::read_file(sheet_of(plan + empty_rows(2, 1'000'000)), "a.xlsx");
    ASSERT_TRUE(read) << read.error().text.key;
    EXPECT_EQ(read->text, "Plan\n\nVad\tNär\n");
}

} // namespace
