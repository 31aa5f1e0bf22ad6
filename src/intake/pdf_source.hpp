#pragma once

#include "intake/pdf_page.hpp"
#include "intake/read_file.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace poppler {
class document;
class page;
} // namespace poppler

namespace intake::pdf {

// A PDF in memory. The bytes must outlive it.
class source {
  public:
    static base::result<source> open(std::string_view bytes);
    ~source();
    source(source&&) noexcept;

    std::size_t pages() const;

    struct sheet {
        double width = 0, height = 0;
        std::vector<word> words;
        bool beyond_paper = false; // some words stand to the right of the paper; `width` reaches past them
    };
    // Absent where the page is broken.
    std::optional<sheet> read(std::size_t page) const;
    // The page in grey, `dpi` pixels an inch; `smooth` as for eyes, else every thin line is a full pixel wide.
    picture draw(std::size_t page, double dpi, bool smooth) const;
    picture draw_beyond_paper(std::size_t page, double dpi, bool smooth) const;

  private:
    source(std::unique_ptr<poppler::document> opened, std::unique_ptr<const std::string> wide_bytes);

    std::unique_ptr<poppler::document> document_;
    std::unique_ptr<const std::string> wide_bytes_;
    std::unique_ptr<poppler::document> wide_; // the same on wider paper
};

// A table that is wider than its paper is cut off by the program that reads the text, letter by letter. The same file
// with its paper made wider to the right, where the file says its size in plain words.
std::string with_wider_paper(std::string_view bytes);

} // namespace intake::pdf
