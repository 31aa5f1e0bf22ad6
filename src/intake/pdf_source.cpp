#include "intake/pdf_source.hpp"

#include "intake/refuse.hpp"

#include "base/text.hpp"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <mutex>

namespace intake::pdf {
namespace {

constexpr std::size_t most_words = 20'000; // of a page
constexpr double most_pixels = 30'000'000; // of a picture: A3 at 300 an inch is 17 million

void silence() {
    static std::once_flag once;
    std::call_once(once, [] { poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr); });
}

std::string to_utf8(const poppler::ustring& utf16) {
    std::u32string text;
    for (std::size_t i = 0; i < utf16.size(); ++i) {
        char32_t c = utf16[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < utf16.size() && utf16[i + 1] >= 0xDC00 && utf16[i + 1] < 0xE000)
            c = 0x10000 + ((c - 0xD800) << 10) + (char32_t{utf16[++i]} - 0xDC00);
        text += c;
    }
    return base::to_utf8(text);
}

bool is_bold(const std::string& font) {
    const auto name = base::lower(font);
    return name.find("bold") != std::string::npos || name.find("black") != std::string::npos ||
           name.find("heavy") != std::string::npos;
}

std::unique_ptr<poppler::document> load(std::string_view bytes) {
    return std::unique_ptr<poppler::document>{
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size()))};
}

// A file made to be shown while it is fetched ("linearized") has an end mark near its beginning too, and says how long
// it is: "<</Linearized 1/L 54321 …".
bool is_shorter_than_stated(std::string_view bytes) {
    const auto head = bytes.substr(0, 1024);
    const auto mark = head.find("/Linearized");
    if (mark == std::string_view::npos) return false;
    const auto dictionary = head.substr(mark, head.find(">>", mark) - mark);
    for (auto at = dictionary.find("/L"); at != std::string_view::npos; at = dictionary.find("/L", at + 2)) {
        const auto digits = dictionary.find_first_not_of(' ', at + 2);
        std::size_t length = 0;
        if (digits == std::string_view::npos) return false;
        const auto read = std::from_chars(dictionary.data() + digits, dictionary.data() + dictionary.size(), length);
        if (read.ec == std::errc{}) return bytes.size() + 2 < length; // a line end may be lost
    }
    return false;
}

// A page that was written sideways is turned upright, as a reader would turn the paper.
void turn(source::sheet& sheet, int quarter) {
    for (auto& w : sheet.words) {
        const auto old = w;
        const bool right = quarter == 1;
        w.x0 = right ? old.y0 : sheet.height - old.y1;
        w.x1 = right ? old.y1 : sheet.height - old.y0;
        w.y0 = right ? sheet.width - old.x1 : old.x0;
        w.y1 = right ? sheet.width - old.x0 : old.x1;
    }
    std::swap(sheet.width, sheet.height);
}

std::pair<double, double> size_of(const poppler::page& shown) {
    const auto paper = shown.page_rect();
    const bool turned =
        shown.orientation() == poppler::page::landscape || shown.orientation() == poppler::page::seascape;
    return turned ? std::pair{paper.height(), paper.width()} : std::pair{paper.width(), paper.height()};
}

// Without text where the box holds none.
word word_of(const poppler::text_box& box) {
    auto text = to_utf8(box.text());
    if (base::trimmed(text).empty()) return {};
    const auto place = box.bbox();
    const bool has_font = box.has_font_info();
    const auto height = std::abs(place.bottom() - place.top());
    const auto size = has_font && box.get_font_size() > 1 ? box.get_font_size() : height * 0.85;
    return {std::move(text),
            place.left(),
            std::min(place.top(), place.bottom()),
            place.right(),
            std::max(place.top(), place.bottom()),
            size,
            has_font && is_bold(box.get_font_name())};
}

picture draw_page(const poppler::document& from, std::size_t number, double dpi, bool smooth) {
    const std::unique_ptr<poppler::page> shown{from.create_page(static_cast<int>(number))};
    if (!shown) return {};
    const auto paper = shown->page_rect();
    const auto pixels = paper.width() * paper.height() * dpi * dpi / (72 * 72);
    if (!(pixels > 0)) return {};
    if (pixels > most_pixels) dpi *= std::sqrt(most_pixels / pixels);
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, smooth);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, smooth);
    const auto drawn = renderer.render_page(shown.get(), dpi, dpi);
    if (!drawn.is_valid() || drawn.width() <= 0 || drawn.height() <= 0) return {};
    picture made{static_cast<std::size_t>(drawn.width()), static_cast<std::size_t>(drawn.height()), {}};
    made.grey.reserve(made.width * made.height);
    for (std::size_t y = 0; y < made.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint8_t*>(drawn.const_data()) +
                          y * static_cast<std::size_t>(drawn.bytes_per_row());
        made.grey.insert(made.grey.end(), row, row + made.width);
    }
    return made;
}

} // namespace

source::source(std::unique_ptr<poppler::document> opened, std::unique_ptr<const std::string> wide_bytes)
    : document_{std::move(opened)}, wide_bytes_{std::move(wide_bytes)}, wide_{load(*wide_bytes_)} {
    if (!wide_ || wide_->is_locked() || wide_->pages() != document_->pages()) wide_.reset();
}
source::~source() = default;
source::source(source&&) noexcept = default;

base::result<source> source::open(std::string_view bytes) {
    silence();
    // Written last: a file that stops before has lost its end, whatever can still be shown of it.
    const auto tail = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 2048));
    if (tail.find("%%EOF") == std::string_view::npos || is_shorter_than_stated(bytes)) return refuse("pdf_truncated");
    auto opened = load(bytes);
    if (!opened) return refuse("pdf_broken");
    if (opened->is_locked()) return refuse("pdf_encrypted");
    if (opened->pages() <= 0) return refuse("pdf_empty");
    return source{std::move(opened), std::make_unique<const std::string>(with_wider_paper(bytes))};
}

std::size_t source::pages() const { return static_cast<std::size_t>(document_->pages()); }

std::optional<source::sheet> source::read(std::size_t number) const {
    const std::unique_ptr<poppler::page> paper{document_->create_page(static_cast<int>(number))};
    if (!paper) return std::nullopt;
    const std::unique_ptr<poppler::page> wide{wide_ ? wide_->create_page(static_cast<int>(number)) : nullptr};
    const auto& shown = wide ? *wide : *paper;
    sheet made{size_of(*paper).first, size_of(*paper).second, {}};
    std::map<int, std::vector<word>> by_turn;
    std::size_t n = 0;
    for (const auto& box : shown.text_list(poppler::page::text_list_include_font)) {
        if (++n > most_words) break;
        auto found = word_of(box);
        if (!found.text.empty()) by_turn[box.rotation()].push_back(std::move(found));
    }
    // Words at another angle than most are stamps and marks at the paper's edge.
    const auto most = std::max_element(by_turn.begin(), by_turn.end(),
                                       [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    if (most == by_turn.end()) return made;
    made.words = std::move(most->second);
    made.beyond_paper = most->first == 0 && std::any_of(made.words.begin(), made.words.end(), [&](const word& w) {
                            return w.x1 > made.width + 0.5 * w.size;
                        });
    if (made.beyond_paper) made.width = size_of(shown).first;
    if (most->first == 1 || most->first == 3) turn(made, most->first);
    return made;
}

picture source::draw(std::size_t number, double dpi, bool smooth) const {
    return draw_page(*document_, number, dpi, smooth);
}

picture source::draw_beyond_paper(std::size_t number, double dpi, bool smooth) const {
    return draw_page(wide_ ? *wide_ : *document_, number, dpi, smooth);
}

} // namespace intake::pdf
