#include "intake/kinds.hpp"
#include "intake/ocr.hpp"
#include "intake/pdf_page.hpp"
#include "intake/pdf_source.hpp"
#include "intake/refuse.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace intake {
namespace {

constexpr std::size_t least_letters = 40; // a page on average: below, the file is pictures of pages
constexpr double dots_dpi = 144;          // a dot of small print is then five pixels wide
constexpr double scan_dpi = 300;          // what the OCR program was trained for
constexpr std::size_t most_gutters = 8;   // that pages are looked at again for

std::size_t letters_of(const std::vector<pdf::word>& words) {
    std::size_t n = 0;
    for (const auto& w : words)
        for (const char32_t c : base::to_utf32(w.text)) {
            // Fonts without a table of their letters give private-use and replacement signs.
            const bool readable = c > 0x20 && c < 0xE000;
            if (readable) ++n;
        }
    return n;
}

bool has_ink(const pdf::picture& shown) {
    const auto dark = std::count_if(shown.grey.begin(), shown.grey.end(), [](std::uint8_t g) { return g < 128; });
    return static_cast<double>(dark) > 0.002 * static_cast<double>(shown.grey.size());
}

class reader {
  public:
    reader(const pdf::source& from, const limits& allowed) : from_{from}, allowed_{allowed} {}

    base::result<extracted> read() {
        for (std::size_t i = 0; i < from_.pages(); ++i) {
            auto sheet = from_.read(i);
            if (!sheet) return refuse("pdf_page", {{"page", static_cast<std::int64_t>(i + 1)}});
            bytes_ += sheet->words.size() * 4;
            if (bytes_ > allowed_.text_bytes) return refuse("long_text", {{"limit", megabytes(allowed_.text_bytes)}});
            sheets_.push_back(std::move(*sheet));
        }
        if (auto scanned = read_scans(); !scanned) return tl::unexpected{scanned.error()};
        auto pages = arrange_pages();
        tell_of_paper();
        return extracted{pdf::flow(std::move(pages), allowed_.text_bytes), "pdf", std::move(warnings_)};
    }

  private:
    // Where one page is set in columns of text, the others are looked at again with its gutters in mind.
    std::vector<pdf::page> arrange_pages() {
        std::vector<pdf::rules> drawn;
        std::vector<pdf::page> pages;
        std::vector<double> gutters;
        for (std::size_t i = 0; i < sheets_.size(); ++i) {
            auto& sheet = sheets_[i];
            drawn.push_back(rules_of(i));
            if (pdf::may_hold_dots(sheet.words))
                pdf::add_drawn_dots(from_.draw(i, dots_dpi, true), dots_dpi, sheet.words);
            pages.push_back(pdf::arrange(sheet.words, sheet.width, sheet.height, drawn.back()));
            for (const auto x : pages.back().gutters)
                if (gutters.size() < most_gutters) gutters.push_back(x);
        }
        if (gutters.empty() || pages.size() < 2) return pages;
        for (std::size_t i = 0; i < sheets_.size(); ++i) {
            auto& sheet = sheets_[i];
            pages[i] = pdf::arrange(std::move(sheet.words), sheet.width, sheet.height, drawn[i], gutters);
        }
        return pages;
    }

    pdf::rules rules_of(std::size_t i) const {
        const auto& sheet = sheets_[i];
        if (!pdf::may_hold_table(sheet.words)) return {};
        return pdf::find_rules(sheet.beyond_paper ? from_.draw_beyond_paper(i, 72, false) : from_.draw(i, 72, false));
    }

    // What the paper cuts off was not seen by those who signed it; a person has to know that it was read.
    void tell_of_paper() {
        const auto n = std::count_if(sheets_.begin(), sheets_.end(), [](const auto& s) { return s.beyond_paper; });
        if (n > 0) warnings_.push_back({"intake.beyond_paper", {{"n", static_cast<std::int64_t>(n)}}});
    }

    // Pages without text that show something. Where the rest of the file has text, a page that cannot be read is told
    // of; where it has none, there is nothing to take in.
    base::result<void> read_scans() {
        std::size_t letters = 0;
        for (const auto& s : sheets_)
            letters += letters_of(s.words);
        const bool all = letters < least_letters * sheets_.size();
        std::vector<std::size_t> scans;
        // One more than are taken is enough to know.
        for (std::size_t i = 0; i < sheets_.size() && scans.size() <= allowed_.scanned_pages; ++i)
            if (letters_of(sheets_[i].words) < (all ? least_letters : 1) && has_ink(from_.draw(i, 36, true)))
                scans.push_back(i);
        if (scans.empty()) return {};
        const bool nothing_else = letters == 0;
        if (const auto ready = check_ocr(allowed_); !ready) {
            if (nothing_else) return tl::unexpected{ready.error()};
            warnings_.push_back({"intake.pages_not_read", {{"n", count(scans)}, {"why", ready.error().text}}});
            return {};
        }
        if (scans.size() > allowed_.scanned_pages)
            return refuse("scan_long", {{"limit", static_cast<std::int64_t>(allowed_.scanned_pages)}});
        const auto failed = std::count_if(scans.begin(), scans.end(), [this](std::size_t i) { return !scan(i); });
        if (const auto read = count(scans) - failed; read > 0)
            warnings_.push_back({"intake.scanned", {{"n", read}}});
        else if (nothing_else)
            return refuse("ocr_failed");
        if (failed > 0)
            warnings_.push_back({"intake.pages_not_read",
                                 {{"n", std::int64_t{failed}}, {"why", base::message{"intake.ocr_broke_off", {}}}}});
        return {};
    }

    // False where the program that reads pictures broke off.
    bool scan(std::size_t i) {
        const auto shown = from_.draw(i, scan_dpi, true);
        if (shown.grey.empty()) return false;
        // A very large page is drawn with fewer pixels an inch.
        const auto dpi = static_cast<double>(shown.width) * 72 / sheets_[i].width;
        auto words = read_picture(shown, dpi, allowed_);
        if (!words) return false;
        if (letters_of(*words) > letters_of(sheets_[i].words)) sheets_[i].words = std::move(*words);
        return true;
    }

    static std::int64_t count(const std::vector<std::size_t>& pages) { return static_cast<std::int64_t>(pages.size()); }

    const pdf::source& from_;
    const limits& allowed_;
    std::vector<pdf::source::sheet> sheets_;
    std::vector<base::message> warnings_;
    std::size_t bytes_ = 0;
};

} // namespace

base::result<extracted> read_pdf(std::string_view bytes, const limits& allowed) {
    const auto opened = pdf::source::open(bytes);
    if (!opened) return tl::unexpected{opened.error()};
    if (opened->pages() > allowed.pages)
        return refuse("pdf_long", {{"pages", static_cast<std::int64_t>(opened->pages())},
                                   {"limit", static_cast<std::int64_t>(allowed.pages)}});
    return reader{*opened, allowed}.read();
}

} // namespace intake
