#pragma once

#include <pugixml.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace intake {

// The marks of a Word document's lists: "- ", "1. ", "a) ", "2.1 ".
class docx_numbering {
  public:
    explicit docx_numbering(const pugi::xml_document& numbering);

    struct mark {
        std::string text;
        bool is_bullet = false;
    };
    // Counts the paragraph; the mark that it shows, empty where it shows none.
    mark next(const std::string& list, long level);

  private:
    struct level_style {
        std::string format; // bullet, decimal, lowerLetter …
        std::string text;   // "%1." "%1.%2"
        long start = 1;
    };
    static constexpr std::size_t levels = 9;
    struct list_style {
        std::array<level_style, levels> level;
        std::array<long, levels> at{}; // how far each level has counted, 0 before its first
    };

    std::map<std::string, list_style> abstract_;
    std::map<std::string, std::string> lists_; // number → abstract
};

} // namespace intake
