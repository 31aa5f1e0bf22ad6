#include "intake/read_file.hpp"

#include "intake/decode.hpp"
#include "intake/kinds.hpp"
#include "intake/laid_columns.hpp"
#include "intake/laid_text.hpp"
#include "intake/refuse.hpp"
#include "intake/typed_boxes.hpp"
#include "intake/typed_labels.hpp"
#include "intake/typed_tables.hpp"

#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace intake {
namespace {

std::string ending(std::string_view file_name) {
    const auto dot = file_name.rfind('.');
    return dot == std::string_view::npos ? std::string{} : base::lower(file_name.substr(dot + 1));
}

bool is_html(std::string_view text) {
    const auto start = base::lower(base::trimmed(text.substr(0, 1024)));
    return start.starts_with("<!doctype html") || start.starts_with("<html") ||
           ((start.starts_with("<?xml") || start.starts_with("<!--")) && start.find("<html") != std::string::npos);
}

// Kinds that are known by their first bytes and not read: each has a way out to be told.
const char* foreign_kind(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        const std::string_view encrypted{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
        return bytes.find(encrypted) != std::string_view::npos ? "encrypted_office" : "old_office";
    }
    if (bytes.starts_with("{\\rtf")) return "rtf";
    if (bytes.starts_with("\x89PNG\r\n") || bytes.starts_with("\xFF\xD8\xFF") || bytes.starts_with("GIF8") ||
        bytes.starts_with(std::string_view{"II*\0", 4}) || bytes.starts_with(std::string_view{"MM\0*", 4}))
        return "picture";
    return nullptr;
}

// A letter that was answered or sent on: most lines begin with ">".
std::string without_quoting(std::string text) {
    const auto lines = base::split(text, '\n');
    std::size_t quoted = 0, filled = 0;
    for (const auto line : lines) {
        filled += !base::trimmed(line).empty();
        quoted += line.starts_with('>');
    }
    if (quoted < 3 || quoted * 5 < filled * 4) return text;
    std::string made;
    for (auto line : lines) {
        if (line.starts_with('>')) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
        made.append(line).append(1, '\n');
    }
    return made;
}

base::result<extracted> read_text(std::string_view bytes, std::string_view file_name, const limits& allowed) {
    auto text = decode(bytes);
    if (!text) return tl::unexpected{text.error()};
    const auto name = ending(file_name);
    if (is_html(*text) || name == "html" || name == "htm" || name == "xhtml") return read_html(*text, allowed);
    if (text->size() > allowed.text_bytes) return refuse("long_text", {{"limit", megabytes(allowed.text_bytes)}});
    if (name == "md" || name == "markdown") return read_markdown(*text, allowed);
    *text = without_quoting(std::move(*text));
    return extracted{with_parted_lines(with_laid_rows(
                         with_columns_below(with_typed_rows(with_typed_labels(with_opened_boxes(std::move(*text))))))),
                     "txt",
                     {}};
}

base::result<extracted> read_by_kind(std::string_view bytes, std::string_view file_name, const limits& allowed) {
    if (const char* foreign = foreign_kind(bytes)) return refuse(foreign);
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return read_pdf(bytes, allowed);
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_packed(bytes, allowed);
    const auto name = ending(file_name);
    if (name == "pdf") return refuse("not_pdf");
    if (name == "docx" || name == "odt" || name == "xlsx") return refuse("not_packed", {{"kind", name}});
    if (bytes.size() > allowed.raw_text_bytes) return refuse("long_text", {{"limit", megabytes(allowed.text_bytes)}});
    return read_text(bytes, file_name, allowed);
}

// Foreign programs leave bytes in their files that no reader of the text expects.
void clean(std::string& text) {
    if (!base::is_valid_utf8(text)) text = base::to_utf8(base::to_utf32(text));
    if (base::has_control(text)) text = base::without_control(text);
    std::erase(text, '\r');
}

// Letters that a font draws as one sign, U+FB00 to U+FB06, are the letters that they are.
void part_ligatures(std::string& text) {
    if (text.find("\xEF\xAC") == std::string::npos) return;
    constexpr std::array<std::string_view, 7> letters{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    std::string parted;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto sign = at + 2 < text.size() && text.compare(at, 2, "\xEF\xAC") == 0
                              ? static_cast<std::size_t>(static_cast<unsigned char>(text[at + 2])) - 0x80
                              : letters.size();
        if (sign >= letters.size()) {
            parted += text[at];
            continue;
        }
        parted += letters[sign];
        at += 2;
    }
    text = std::move(parted);
}

// Some programs write å as a and a ring; readers of the text shall meet one form only.
void compose(std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status) != 0) return;
    if (nfc->isNormalizedUTF8(text, status) != 0) return;
    std::string composed;
    icu::StringByteSink<std::string> sink{&composed};
    status = U_ZERO_ERROR;
    nfc->normalizeUTF8(0, text, sink, nullptr, status);
    if (U_SUCCESS(status) != 0) text = std::move(composed);
}

} // namespace

base::result<extracted> read_file(std::string_view bytes, std::string_view file_name, const limits& allowed) {
    if (bytes.empty()) return refuse("empty");
    if (bytes.size() > allowed.file_bytes)
        return refuse("large", {{"size", megabytes(bytes.size())}, {"limit", megabytes(allowed.file_bytes)}});
    auto read = read_by_kind(bytes, file_name, allowed);
    if (!read) return read;
    if (read->text.size() > allowed.text_bytes) return refuse("long_text", {{"limit", megabytes(allowed.text_bytes)}});
    clean(read->text);
    if (base::trimmed(read->text).empty()) return refuse("no_text");
    part_ligatures(read->text);
    compose(read->text);
    return read;
}

} // namespace intake
