#include "intake/read_file.hpp"

#include "refusal.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <unistd.h>

namespace {

using namespace std::string_literals;
using tests::is_refused;
using tests::refusal;

const std::string text = "Löfte\n\nKommunen och polisen lovar att ordna minst fyra trygghetsvandringar per halvår.\n";

std::string file(const std::string& name) {
    std::ifstream in{std::string{LOFTE_SOURCE_DIR} + "/tests/unit/intake/files/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// RC4 with 40 and 128 bits, AES with 256.
TEST(bad_file, pdf_with_a_password_is_refused) {
    EXPECT_EQ(refusal(file("user_password.pdf"), "a.pdf"), "intake.pdf_encrypted");
    EXPECT_EQ(refusal(file("rc4_128.pdf"), "a.pdf"), "intake.pdf_encrypted");
    EXPECT_EQ(refusal(file("aes_256.pdf"), "a.pdf"), "intake.pdf_encrypted");
}

TEST(file, pdf_that_anybody_may_open_and_only_its_owner_change_is_read) {
    for (const auto* name : {"owner_password.pdf", "aes_256_owner_only.pdf"}) {
        const auto read = intake::read_file(file(name), "a.pdf");
        ASSERT_TRUE(read) << name << ' ' << read.error().text.key;
        EXPECT_NE(read->text.find("minst 4 trygghetsvandringar per halvår."), std::string::npos) << read->text;
    }
}

TEST(bad_file, pdf_cut_short_is_refused_wherever_it_is_cut) {
    const auto whole = file("owner_password.pdf");
    ASSERT_GT(whole.size(), 500u);
    for (std::size_t n = 5; n + 20 < whole.size(); n += 97)
        EXPECT_EQ(refusal(whole.substr(0, n), "a.pdf"), "intake.pdf_truncated") << n;
    EXPECT_EQ(refusal("%PDF-1.7\n%%EOF\n", "a.pdf"), "intake.pdf_broken");
}

// Its first page can be shown when a third of the file is there.
TEST(bad_file, pdf_made_for_the_web_and_cut_short_is_refused) {
    const auto whole = file("linearized.pdf");
    EXPECT_TRUE(intake::read_file(whole, "a.pdf"));
    for (std::size_t n = 5; n < whole.size(); n += 31)
        EXPECT_EQ(refusal(whole.substr(0, n), "a.pdf"), "intake.pdf_truncated") << n;
}

TEST(bad_file, pdf_of_too_many_pages_is_refused) {
    EXPECT_EQ(refusal(file("linearized.pdf"), "a.pdf", {.pages = 0}), "intake.pdf_long");
}

TEST(bad_file, text_that_is_none_is_refused) {
    EXPECT_EQ(refusal("", "a.pdf"), "intake.empty");
    EXPECT_EQ(refusal("p\xC3\xA5 v\xC3 \xC3\xA4r\n", "a.txt"), "intake.broken_utf8");
    EXPECT_EQ(refusal(std::string(50'000'001, 'a'), "a.txt"), "intake.large");
    EXPECT_EQ(refusal(std::string(50'000'000, 'a'), "a.txt"), "intake.long_text");
    EXPECT_EQ(refusal(std::string(200, '\xC3'), "a.txt"), "intake.binary");
    EXPECT_EQ(refusal("", "a.txt"), "intake.empty");
    EXPECT_EQ(refusal(" \n\t\r\n", "a.txt"), "intake.no_text");
    EXPECT_TRUE(is_refused("\x01\x02\x03\x04\x00\x05\x06\xFE\x10\x11\x12\x90\x81"s, "a.txt"));
}

TEST(bad_file, of_utf16_cut_inside_a_letter_is_refused) {
    const auto wide = [](std::u16string_view letters) {
        std::string bytes;
        for (const char16_t c : letters)
            bytes.append({static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)});
        return bytes;
    };
    const auto whole = wide(u"\uFEFFVi lovar\nfyra vandringar per år\n");
    EXPECT_TRUE(intake::read_file(whole, "a.txt"));
    EXPECT_TRUE(intake::read_file(whole.substr(2), "a.txt"));
    EXPECT_EQ(refusal(whole.substr(0, whole.size() - 1), "a.txt"), "intake.broken_utf16");
    EXPECT_EQ(refusal(whole.substr(2, whole.size() - 3), "a.txt"), "intake.broken_utf16");
    EXPECT_EQ(refusal(whole + wide(u"\xD83D!"), "a.txt"), "intake.broken_utf16");
    EXPECT_EQ(refusal(whole.substr(2) + wide(u"\xDC00"), "a.txt"), "intake.broken_utf16");
}

TEST(bad_file, of_noise_is_refused_whatever_its_name) {
    std::string noise;
    std::uint32_t state = 1;
    for (int i = 0; i < 5000; ++i)
        noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    for (const auto* name : {"a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.odt", "a.xlsx", "a", "a.exe"})
        EXPECT_TRUE(is_refused(noise, name)) << name;
}

// Pages that show one picture of two grey and two white squares, as often as asked for.
std::string pictures(int pages) {
    std::string kids;
    for (int i = 0; i < pages; ++i)
        kids += "3 0 R ";
    const std::string draw = "595 0 0 842 0 0 cm /I Do";
    const std::string image =
        "<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>stream\n"
        "\x10\xFF\xFF\x10\nendstream";
    const std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages) + ">>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        "<</Length " + std::to_string(draw.size()) + ">>stream\n" + draw + "\nendstream", image};
    std::string pdf = "%PDF-1.4\n";
    std::string table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const auto at = std::to_string(pdf.size());
        table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto start = std::to_string(pdf.size());
    return pdf + "xref\n0 6\n0000000000 65535 f \n" + table + "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + start +
           "\n%%EOF\n";
}

// A program in tesseract's place that knows Swedish and does nothing but `then`.
class fake_ocr {
  public:
    explicit fake_ocr(const std::string& then) {
        path_ = testing::TempDir() + "lofte-fake-ocr-" + std::to_string(::getpid());
        std::ofstream{path_} << "#!/bin/sh\n[ \"$1\" = --list-langs ] && echo swe && exit 0\n" << then << '\n';
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
    }
    ~fake_ocr() { std::filesystem::remove(path_); }
    fake_ocr(const fake_ocr&) = delete;
    fake_ocr& operator=(const fake_ocr&) = delete;
    intake::limits limits() const { return {.scanned_pages = 3, .ocr_program = path_}; }

  private:
    std::string path_;
};

TEST(scan, of_which_no_page_can_be_read_is_refused) {
    const fake_ocr broken{"exit 1"};
    EXPECT_EQ(refusal(pictures(2), "a.pdf", broken.limits()), "intake.ocr_failed");
    EXPECT_EQ(refusal(pictures(4), "a.pdf", broken.limits()), "intake.scan_long");
    const fake_ocr blind{"exit 0"};
    EXPECT_EQ(refusal(pictures(2), "a.pdf", blind.limits()), "intake.no_text");
}

TEST(scan, has_a_dot_where_a_lists_dot_was_taken_for_something_else) {
    const auto read = [](const std::string& first) {
        const fake_ocr seeing{"cat >/dev/null; printf '%b' '5\\t1\\t1\\t1\\t1\\t1\\t300\\t300\\t30\\t30\\t90\\t" +
                              first +
                              "\\n5\\t1\\t1\\t1\\t1\\t2\\t400\\t300\\t200\\t50\\t90\\t|Kontroller\\n"
                              "5\\t1\\t1\\t1\\t1\\t3\\t650\\t300\\t30\\t50\\t90\\t|\\n'"};
        const auto got = intake::read_file(pictures(1), "a.pdf", seeing.limits());
        return got ? got->text : got.error().text.key;
    };
    EXPECT_EQ(read("e"), "- Kontroller\n");
    EXPECT_EQ(read("*"), "- Kontroller\n");
    EXPECT_EQ(read("»«"), "- Kontroller\n");
    EXPECT_EQ(read("°"), "- Kontroller\n");
    EXPECT_EQ(read("§"), "§ Kontroller\n");
    EXPECT_EQ(read("ö"), "ö Kontroller\n");
    EXPECT_EQ(read("3"), "3 Kontroller\n");
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
