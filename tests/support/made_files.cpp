#include "support/made_files.hpp"

#include "base/process.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace support {
namespace {

enum class shape { paragraph, heading, bullet, row };

struct block {
    shape kind = shape::paragraph;
    std::vector<std::string> lines; // of a row: its cells
};

bool is_heading(std::string_view line) {
    return line.size() < 60 && line.find_first_of(".:;,@") == std::string_view::npos;
}

std::vector<block> blocks_of(std::string_view text) {
    std::vector<block> blocks;
    bool open = false; // a paragraph that the next line continues
    for (auto line : base::split(text, '\n')) {
        const auto trimmed = base::trimmed(line);
        if (trimmed.empty()) {
            if (open && blocks.back().lines.size() == 1 && is_heading(blocks.back().lines[0]))
                blocks.back().kind = shape::heading;
            open = false;
        } else if (line.find('\t') != std::string_view::npos) {
            blocks.push_back({shape::row, {}});
            for (const auto cell : base::split(line, '\t'))
                blocks.back().lines.emplace_back(base::trimmed(cell));
            open = false;
        } else if (trimmed.starts_with("- ") || trimmed.starts_with("• ")) {
            blocks.push_back({shape::bullet, {std::string{base::trimmed(trimmed.substr(trimmed.find(' ')))}}});
            open = false;
        } else if (open) {
            blocks.back().lines.emplace_back(trimmed);
        } else {
            blocks.push_back({shape::paragraph, {std::string{trimmed}}});
            open = true;
        }
    }
    return blocks;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

std::string joined(const std::vector<std::string>& lines, std::string_view between) {
    std::string out;
    for (const auto& line : lines) {
        if (&line != &lines.front()) out += between;
        out += escaped(line);
    }
    return out;
}

// Calls `each` for a block, and `open` and `close` around runs of bullets and of rows.
template <class Each, class Around>
void walk(const std::vector<block>& blocks, Each each, Around around) {
    auto in = shape::paragraph;
    for (const auto& b : blocks) {
        if (b.kind != in) {
            around(in, false);
            around(b.kind, true);
        }
        in = b.kind;
        each(b);
    }
    around(in, false);
}

class folder {
  public:
    folder() {
        std::string name = (std::filesystem::temp_directory_path() / "lofte-made-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~folder() { std::filesystem::remove_all(path_); }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    std::string file(std::string_view name) const { return (path_ / name).string(); }
    std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> all{std::filesystem::directory_iterator{path_}, {}};
        std::sort(all.begin(), all.end());
        return all;
    }

  private:
    std::filesystem::path path_;
};

constexpr std::string_view word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
constexpr std::string_view relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relation_file(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                       "<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/></Relationships>",
                       id, relations, type, target);
}

std::string docx_run(const std::vector<std::string>& lines) {
    return "<w:r><w:t xml:space=\"preserve\">" + joined(lines, "</w:t><w:br/><w:t>") + "</w:t></w:r>";
}

std::string column_name(std::size_t column) { return std::string(1, static_cast<char>('A' + column % 26)); }

} // namespace

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    auto* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    auto* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error{"no zip"};
    zip_source_keep(buffer);
    for (const auto& [name, content] : parts) {
        auto* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    if (zip_close(archive) != 0) throw std::runtime_error{"zip cannot be closed"};
    zip_stat_t about;
    zip_source_stat(buffer, &about);
    std::string bytes(about.size, '\0');
    zip_source_open(buffer);
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    zip_source_free(buffer);
    return bytes;
}

std::string html_of(std::string_view text, std::string_view style) {
    std::string out = fmt::format("<!DOCTYPE html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Löfte</title>"
                                  "<style>{}</style></head><body>\n",
                                  style);
    const auto around = [&](shape kind, bool opens) {
        if (kind == shape::bullet) out += opens ? "<ul>\n" : "</ul>\n";
        if (kind == shape::row) out += opens ? "<table>\n" : "</table>\n";
    };
    const auto each = [&](const block& b) {
        if (b.kind == shape::heading) out += "<h2>" + joined(b.lines, "<br>") + "</h2>\n";
        if (b.kind == shape::paragraph) out += "<p>" + joined(b.lines, "<br>") + "</p>\n";
        if (b.kind == shape::bullet) out += "<li>" + joined(b.lines, "<br>") + "</li>\n";
        if (b.kind == shape::row) out += "<tr><td>" + joined(b.lines, "</td><td>") + "</td></tr>\n";
    };
    walk(blocks_of(text), each, around);
    return out + "</body></html>\n";
}

std::string docx_of(std::string_view text) {
    std::string body;
    const auto around = [&](shape kind, bool opens) {
        if (kind == shape::row) body += opens ? "<w:tbl>" : "</w:tbl><w:p/>";
    };
    const auto each = [&](const block& b) {
        if (b.kind == shape::heading)
            body += "<w:p><w:pPr><w:pStyle w:val=\"Rubrik1\"/></w:pPr>" + docx_run(b.lines) + "</w:p>";
        if (b.kind == shape::paragraph) body += "<w:p>" + docx_run(b.lines) + "</w:p>";
        if (b.kind == shape::bullet)
            body += "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" +
                    docx_run(b.lines) + "</w:p>";
        if (b.kind != shape::row) return;
        body += "<w:tr>";
        for (const auto& cell : b.lines)
            body += "<w:tc><w:p>" + docx_run({cell}) + "</w:p></w:tc>";
        body += "</w:tr>";
    };
    walk(blocks_of(text), each, around);
    return zip_of(
        {{"[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
         {"_rels/.rels", relation_file("rId1", "officeDocument", "word/document.xml")},
         {"word/document.xml", fmt::format("<w:document {}><w:body>{}</w:body></w:document>", word, body)},
         {"word/styles.xml", fmt::format("<w:styles {}><w:style w:styleId=\"Rubrik1\"><w:name w:val=\"heading 1\"/>"
                                         "</w:style></w:styles>",
                                         word)},
         {"word/numbering.xml",
          fmt::format("<w:numbering {}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt "
                      "w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
                      "w:val=\"0\"/></w:num></w:numbering>",
                      word)}});
}

std::string odt_of(std::string_view text) {
    std::string body;
    const auto around = [&](shape kind, bool opens) {
        if (kind == shape::bullet) body += opens ? "<text:list text:style-name=\"L1\">" : "</text:list>";
        if (kind == shape::row) body += opens ? "<table:table>" : "</table:table>";
    };
    const auto each = [&](const block& b) {
        const auto content = joined(b.lines, "<text:line-break/>");
        if (b.kind == shape::heading) body += "<text:h text:outline-level=\"1\">" + content + "</text:h>";
        if (b.kind == shape::paragraph) body += "<text:p>" + content + "</text:p>";
        if (b.kind == shape::bullet) body += "<text:list-item><text:p>" + content + "</text:p></text:list-item>";
        if (b.kind != shape::row) return;
        body += "<table:table-row><table:table-cell><text:p>";
        body += joined(b.lines, "</text:p></table:table-cell><table:table-cell><text:p>");
        body += "</text:p></table:table-cell></table:table-row>";
    };
    walk(blocks_of(text), each, around);
    constexpr std::string_view space = "urn:oasis:names:tc:opendocument:xmlns:";
    return zip_of(
        {{"mimetype", "application/vnd.oasis.opendocument.text"},
         {"META-INF/manifest.xml", fmt::format("<manifest:manifest xmlns:manifest=\"{}manifest:1.0\"/>", space)},
         {"content.xml",
          fmt::format("<office:document-content xmlns:office=\"{0}office:1.0\" xmlns:text=\"{0}text:1.0\" "
                      "xmlns:table=\"{0}table:1.0\"><office:body><office:text>{1}</office:text>"
                      "</office:body></office:document-content>",
                      space, body)}});
}

std::string xlsx_of(const std::vector<std::vector<std::string>>& rows) {
    std::string cells;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        cells += fmt::format("<row r=\"{}\">", r + 1);
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const auto& value = rows[r][c];
            const bool is_number =
                !value.empty() && std::all_of(value.begin(), value.end(), [](char d) { return d >= '0' && d <= '9'; });
            const auto place = column_name(c) + std::to_string(r + 1);
            cells += is_number
                         ? fmt::format("<c r=\"{}\"><v>{}</v></c>", place, value)
                         : fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", place, escaped(value));
        }
        cells += "</row>";
    }
    return zip_of({{"_rels/.rels", relation_file("rId1", "officeDocument", "xl/workbook.xml")},
                   {"xl/workbook.xml",
                    fmt::format("<workbook xmlns:r=\"{}\"><sheets><sheet name=\"Plan\" sheetId=\"1\" r:id=\"rId1\"/>"
                                "</sheets></workbook>",
                                relations)},
                   {"xl/_rels/workbook.xml.rels", relation_file("rId1", "worksheet", "worksheets/sheet1.xml")},
                   {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + cells + "</sheetData></worksheet>"}});
}

std::string pdf_of_html(std::string_view html) {
    const auto made =
        base::run({.arguments = {"weasyprint", "-q", "-", "-"}, .input = html, .memory_limit = std::uint64_t{8} << 30});
    return made.ok() ? made.output : std::string{};
}

std::string pdf_of(std::string_view text, std::string_view style) { return pdf_of_html(html_of(text, style)); }

std::string scan_of(std::string_view pdf, int dpi) {
    const folder work;
    const auto made =
        base::run({.arguments = {"pdftoppm", "-r", std::to_string(dpi), "-png", "-", work.file("page")}, .input = pdf});
    if (!made.ok()) return {};
    std::string html = "<style>@page{size:A4;margin:0}img{width:210mm;height:297mm;display:block}</style>";
    for (const auto& page : work.files())
        html += "<img src=\"file://" + page.string() + "\">";
    return pdf_of_html(html);
}

} // namespace support
