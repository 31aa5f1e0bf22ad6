#pragma once

#include "intake/pdf_page.hpp"
#include "intake/read_file.hpp"

#include <memory>
#include <optional>
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
    };
    // Absent where the page is broken.
    std::optional<sheet> read(std::size_t page) const;
    // The page in grey, `dpi` pixels an inch; `smooth` as for eyes, else every thin line is a full pixel wide.
    picture draw(std::size_t page, double dpi, bool smooth) const;

  private:
    explicit source(std::unique_ptr<poppler::document> opened);
    std::unique_ptr<poppler::document> document_;
};

} // namespace intake::pdf
