#pragma once

#include "base/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tests {

// A text's paragraphs, bullets and table rows, so that two texts can be compared that differ in line wraps and spaces
// only: "P…", "*…", "R…|…", with white space taken out (a hyphen at a line's end may or may not have had a space).
inline std::vector<std::string> blocks_of(std::string_view text) {
    std::vector<std::string> all;
    bool open = false;
    const auto without_space = [](std::string_view part) {
        auto kept = base::squeezed(part);
        std::erase(kept, ' ');
        return kept;
    };
    std::string lines{text};
    for (std::size_t at = 0; (at = lines.find('\f', at)) != std::string::npos; at += 2)
        lines.replace(at, 1, "\n\n");
    for (const auto line : base::split(lines, '\n')) {
        const auto trimmed = base::trimmed(line);
        if (trimmed.empty()) {
            open = false;
        } else if (line.find('\t') != std::string_view::npos) {
            all.emplace_back("R");
            for (const auto cell : base::split(line, '\t'))
                all.back() += without_space(cell) + "|";
            open = false;
        } else if (trimmed.starts_with("- ") || trimmed.starts_with("• ")) {
            all.push_back("*" + without_space(trimmed.substr(trimmed.find(' '))));
            open = true;
        } else if (open) {
            all.back() += without_space(trimmed);
        } else {
            all.push_back("P" + without_space(trimmed));
            open = true;
        }
    }
    return all;
}

} // namespace tests
