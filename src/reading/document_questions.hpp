#pragma once

#include "reading/document_assembly.hpp"

#include <map>
#include <optional>
#include <string>

namespace reading::doc {

// One question where no count can settle what a pledge or a row promises.
void ask_if_not_measurable(const cadence_answer& answer, const std::string& at, const std::string& text,
                           ::reading::span where, document& into);

// Links a plan's areas with focus areas, and asks once about each area that names none or several.
class area_linker {
  public:
    area_linker(const manuscript& text, const area_index& index, document& into)
        : text_{text}, index_{index}, document_{into} {}

    std::optional<std::string> link(range area, range heading, const std::string& row);

  private:
    void ask(range area, const std::string& row, const std::string& name);

    const manuscript& text_;
    const area_index& index_;
    document& document_;
    std::map<std::string, std::optional<std::string>> known_;
};

// What the document as a whole leaves out or says in two ways.
void ask_about_whole(const manuscript& text, const findings& found, document& into);

} // namespace reading::doc
