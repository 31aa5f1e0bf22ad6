#include "intake/docx_numbering.hpp"

#include "intake/package.hpp"

#include <algorithm>

namespace intake {
namespace {

std::string roman(long n) {
    static constexpr std::array<std::pair<int, std::string_view>, 13> steps{{{1000, "m"},
                                                                             {900, "cm"},
                                                                             {500, "d"},
                                                                             {400, "cd"},
                                                                             {100, "c"},
                                                                             {90, "xc"},
                                                                             {50, "l"},
                                                                             {40, "xl"},
                                                                             {10, "x"},
                                                                             {9, "ix"},
                                                                             {5, "v"},
                                                                             {4, "iv"},
                                                                             {1, "i"}}};
    std::string text;
    for (const auto& [value, sign] : steps)
        for (; n >= value; n -= value)
            text += sign;
    return text;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

std::string written(long n, std::string_view format) {
    n = std::clamp(n, 0L, 3999L);
    if (format == "lowerRoman") return roman(n);
    if (format == "upperRoman") return upper(roman(n));
    if (n > 0 && (format == "lowerLetter" || format == "upperLetter")) {
        const std::string letter(1, static_cast<char>('a' + (n - 1) % 26));
        return format == "lowerLetter" ? letter : upper(letter);
    }
    return std::to_string(n);
}

} // namespace

docx_numbering::docx_numbering(const pugi::xml_document& numbering) {
    for (const auto& node : child(numbering, "numbering").children()) {
        if (local(node) == "num") {
            lists_[std::string{attribute(node, "numId")}] = attribute(child(node, "abstractNumId"), "val");
            continue;
        }
        if (local(node) != "abstractNum") continue;
        auto& style = abstract_[std::string{attribute(node, "abstractNumId")}];
        for (const auto& level : node.children()) {
            const auto at = number(level, "ilvl", -1);
            if (local(level) != "lvl" || at < 0 || at >= static_cast<long>(levels)) continue;
            auto& kept = style.level[static_cast<std::size_t>(at)];
            kept.format = attribute(child(level, "numFmt"), "val");
            kept.text = attribute(child(level, "lvlText"), "val");
            kept.start = number(child(level, "start"), "val", 1);
        }
    }
}

docx_numbering::mark docx_numbering::next(const std::string& list, long level) {
    const auto abstract = lists_.find(list);
    const auto style = abstract == lists_.end() ? abstract_.end() : abstract_.find(abstract->second);
    // A list whose style is not in the file is shown with dots by most programs.
    if (style == abstract_.end()) return {"- ", true};
    const auto at = static_cast<std::size_t>(std::clamp(level, 0L, static_cast<long>(levels) - 1));
    auto& [levels_of, counts] = style->second;
    const auto& shape = levels_of[at];
    if (shape.format == "bullet" || shape.format.empty()) return {"- ", true};
    counts[at] = counts[at] == 0 ? shape.start : counts[at] + 1;
    std::fill(counts.begin() + static_cast<std::ptrdiff_t>(at) + 1, counts.end(), 0);
    if (shape.format == "none") return {};
    std::string text;
    for (std::size_t i = 0; i < shape.text.size(); ++i) {
        const bool place =
            shape.text[i] == '%' && i + 1 < shape.text.size() && shape.text[i + 1] >= '1' && shape.text[i + 1] <= '9';
        if (!place) {
            text += shape.text[i];
            continue;
        }
        const auto which = static_cast<std::size_t>(shape.text[++i] - '1');
        text += written(counts[which] == 0 ? levels_of[which].start : counts[which], levels_of[which].format);
    }
    if (!text.empty()) text += ' ';
    return {text, false};
}

} // namespace intake
