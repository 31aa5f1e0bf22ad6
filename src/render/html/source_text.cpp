#include "render/html/source_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace render::html {
namespace {

// A range of the text between two places where a span begins or ends.
struct piece {
    std::size_t begin = 0, end = 0; // code points
    bool is_marked = false;
};

std::vector<piece> pieces_of(const core::draft_source& source, std::size_t length) {
    std::map<std::size_t, int> steps; // how many spans begin less those that end
    for (const auto& [pointer, at] : source.spans) {
        const auto end = std::min(at.end, length);
        if (at.begin >= end) continue;
        ++steps[at.begin];
        --steps[end];
    }
    std::vector<piece> all;
    std::size_t from = 0;
    int open = 0;
    for (const auto& [at, step] : steps) {
        if (at > from) all.push_back({from, at, open > 0});
        from = at;
        open += step;
    }
    if (from < length) all.push_back({from, length, false});
    return all;
}

// The anchors at a place: each pointer whose span begins there.
std::map<std::size_t, std::vector<std::string>> anchors_of(const core::draft_source& source, std::size_t length) {
    std::map<std::size_t, std::vector<std::string>> all;
    for (const auto& [pointer, at] : source.spans)
        if (at.begin < std::min(at.end, length)) all[at.begin].push_back(anchor_of(pointer));
    return all;
}

view text_piece(std::string text, bool is_marked, std::vector<std::string> anchors) {
    view v;
    v.text("piece", std::move(text)).flag("is_marked", is_marked).flag("is_gap", false);
    v.texts("anchors", anchors);
    return v;
}

// Between two cells of a table's row.
view gap() {
    view v;
    v.flag("is_gap", true);
    return v;
}

} // namespace

std::string anchor_of(std::string_view pointer) {
    std::string all = "t";
    for (const char c : pointer)
        all += c == '/' ? '-' : c;
    return all;
}

std::vector<view> source_views(const core::draft_source& source) {
    const auto text = base::to_utf32(source.text);
    const auto anchors = anchors_of(source, text.size());
    std::vector<view> lines;
    std::vector<view> line;
    bool is_page = false;
    const auto end_line = [&] {
        view v;
        v.flag("is_page", is_page).flag("is_empty", line.empty()).list("pieces", std::move(line));
        lines.push_back(std::move(v));
        line.clear();
        is_page = false;
    };
    for (const auto& p : pieces_of(source, text.size())) {
        std::u32string run;
        auto found = anchors.find(p.begin);
        auto own = found == anchors.end() ? std::vector<std::string>{} : found->second;
        const auto put = [&] {
            if (run.empty() && own.empty()) return;
            line.push_back(text_piece(base::to_utf8(run), p.is_marked && !run.empty(), std::move(own)));
            own = {};
            run.clear();
        };
        for (auto at = p.begin; at < p.end; ++at) {
            if (text[at] == U'\t') {
                put();
                line.push_back(gap());
                continue;
            }
            if (text[at] != U'\n' && text[at] != U'\f') {
                run += text[at];
                continue;
            }
            put();
            end_line();
            is_page = is_page || text[at] == U'\f';
        }
        put();
    }
    if (!line.empty()) end_line();
    return lines;
}

} // namespace render::html
