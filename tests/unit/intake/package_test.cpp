#include "intake/read_file.hpp"

#include "blocks.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace {

using tests::blocks_of;

const std::string plan = "Löfte om trygghet\n\nKommunen & polisen lovar detta, år för år.\n\n- Droger\n- Trafik\n\n"
                         "Vad\tNär\nKontroller\t10 per månad\nVandring\t\n\nSlut.\n";

std::string read(const std::string& bytes, const char* kind) {
    const auto got = intake::read_file(bytes, std::string{"a."} + kind);
    if (!got) return "refused: " + got.error().text.key;
    EXPECT_EQ(got->kind, kind);
    return got->text;
}

TEST(docx_file, gives_paragraphs_bullets_and_rows) {
    EXPECT_EQ(blocks_of(read(support::docx_of(plan), "docx")), blocks_of(plan));
}

TEST(docx_file, takes_lines_with_typed_tabs_for_rows) {
    const auto line = [](const std::string& cells) {
        std::string runs;
        for (const char c : cells)
            runs += c == '\t' ? "<w:tab/>" : "<w:t xml:space=\"preserve\">" + std::string(1, c) + "</w:t>";
        return "<w:p><w:r>" + runs + "</w:r></w:p>";
    };
    const auto body = line("Plan") + line("Vad\tVem\tDag") + line("Prat\tPolis\tJuli") + line("Namn\tOrt");
    const auto file =
        support::zip_of({{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"}});
    EXPECT_EQ(read(file, "docx"), "Plan\n\nVad\tVem\tDag\nPrat\tPolis\tJuli\n\nNamn Ort\n");
}

TEST(odt_file, gives_paragraphs_bullets_and_rows) {
    EXPECT_EQ(blocks_of(read(support::odt_of(plan), "odt")), blocks_of(plan));
}

TEST(xlsx_file, gives_rows_with_numbers_as_written) {
    const auto text = read(support::xlsx_of({{"Vad", "Antal"}, {"Kontroller", "12"}, {"Möten", "3"}}), "xlsx");
    EXPECT_NE(text.find("Vad\tAntal\nKontroller\t12\nMöten\t3"), std::string::npos) << text;
}

class seed_documents : public testing::Test {
  protected:
    void SetUp() override {
        const std::filesystem::path folder{std::string{LOFTE_SHARED_DIR} + "/seeds"};
        if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the reference documents are not here";
        for (const auto& entry : std::filesystem::directory_iterator{folder}) {
            if (entry.path().extension() != ".txt") continue;
            std::ifstream in{entry.path(), std::ios::binary};
            texts_.emplace_back(entry.path().stem().string(), std::string{std::istreambuf_iterator<char>{in}, {}});
        }
        ASSERT_EQ(texts_.size(), 5u);
    }

    template <class Make>
    void each_reads_back(const char* kind, Make make) {
        for (const auto& [name, text] : texts_) {
            const auto made = make(text);
            ASSERT_FALSE(made.empty()) << kind;
            if (const char* folder = std::getenv("LOFTE_KEEP_MADE"))
                std::ofstream{std::string{folder} + "/" + name + "." + kind, std::ios::binary} << made;
            EXPECT_EQ(blocks_of(read(made, kind)), blocks_of(text)) << name;
        }
    }

    std::vector<std::pair<std::string, std::string>> texts_;
};

TEST_F(seed_documents, read_back_from_docx) { each_reads_back("docx", support::docx_of); }
TEST_F(seed_documents, read_back_from_odt) { each_reads_back("odt", support::odt_of); }
TEST_F(seed_documents, read_back_from_html) {
    each_reads_back("html", [](const std::string& text) { return support::html_of(text); });
}
TEST_F(seed_documents, read_back_from_pdf) {
    if (support::pdf_of("a").empty()) GTEST_SKIP() << "WeasyPrint is not installed";
    each_reads_back("pdf", [](const std::string& text) {
        return support::pdf_of(text, "table{border-collapse:collapse} td{border:0.5pt solid #888;padding:3pt}");
    });
}

} // namespace
