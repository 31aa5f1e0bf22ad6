#pragma once

#include "base/message.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// A file as somebody sent it in, laid out as one plain text: tables are lines of cells parted by tabs,
// pages are parted by form feeds, a heading and a bullet have a line of their own.
namespace intake {

struct extracted {
    std::string text; // UTF-8
    std::string kind; // txt md html pdf docx odt xlsx
    std::vector<base::message> warnings;
};

struct limits {
    std::size_t file_bytes = 50'000'000;
    std::size_t raw_text_bytes = 40'000'000; // of txt, md and html, which may hold pictures
    std::size_t text_bytes = 5'000'000;
    std::size_t unpacked_bytes = 200'000'000; // of all parts of a packed file together
    std::size_t part_bytes = 60'000'000;      // of one part
    double ratio = 200;                       // unpacked to packed, of a part of more than a megabyte
    std::size_t pages = 500;
    std::size_t scanned_pages = 60; // OCR takes seconds a page
    bool ocr = true;
    std::string ocr_program = "tesseract";
};

// The kind is told by the bytes, and by the name only where the bytes leave it open (txt, md, html).
// Thread-safe. Fails as problem_kind::invalid with a sentence: what, where, how to mend.
base::result<extracted> read_file(std::string_view bytes, std::string_view file_name, const limits& allowed = {});

} // namespace intake
