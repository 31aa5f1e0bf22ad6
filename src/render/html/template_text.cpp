#include "render/html/template_text.hpp"

#include "base/text.hpp"
#include "render/html/safe.hpp"

#include <stdexcept>

namespace render::html {
namespace {

constexpr int deepest = 8; // of parts within parts; more is a part that includes itself

struct tag {
    std::size_t begin = 0;
    std::size_t end = 0; // behind the closing braces
    std::string_view inside;
    bool triple = false;
};

// The next {{…}} or {{{…}}} from `at`; begin == npos where there is none.
tag next_tag(std::string_view text, std::size_t at) {
    tag t;
    t.begin = text.find("{{", at);
    if (t.begin == std::string_view::npos) return t;
    t.triple = text.substr(t.begin, 3) == "{{{";
    const std::string_view close = t.triple ? "}}}" : "}}";
    const auto first = t.begin + close.size();
    const auto last = text.find(close, first);
    if (last == std::string_view::npos)
        throw std::runtime_error{"a tag of a template is not closed: " + std::string{text.substr(t.begin, 40)}};
    t.inside = base::trimmed(text.substr(first, last - first));
    t.end = last + close.size();
    return t;
}

std::string without_indentation(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const auto line : base::split(text, '\n')) {
        const auto from = line.find_first_not_of(" \t\r");
        if (from == std::string_view::npos) continue;
        out += line.substr(from);
        out += '\n';
    }
    return out;
}

std::string expanded(std::string_view text, std::string_view page, const template_source& source,
                     const base::translator& say, int depth) {
    if (depth > deepest) throw std::runtime_error{"a part of a template includes itself"};
    std::string out;
    std::size_t at = 0;
    for (auto t = next_tag(text, 0); t.begin != std::string_view::npos; t = next_tag(text, at)) {
        out += text.substr(at, t.begin - at);
        at = t.end;
        if (t.inside.starts_with('>')) {
            const auto name = base::trimmed(t.inside.substr(1));
            out += expanded(without_indentation(source(name == "content" ? page : name)), page, source, say, depth + 1);
        } else if (t.inside.starts_with('#') && base::trimmed(t.inside.substr(1)) == "t") {
            const auto close = next_tag(text, at);
            if (close.begin == std::string_view::npos || !close.inside.starts_with('/'))
                throw std::runtime_error{"{{#t}} holds one key and {{/t}}"};
            out += escaped(say(base::trimmed(text.substr(at, close.begin - at))));
            at = close.end;
        } else {
            out += text.substr(t.begin, t.end - t.begin);
        }
    }
    out += text.substr(at);
    return out;
}

} // namespace

std::vector<std::string> unescaped_names(std::string_view text) {
    std::vector<std::string> names;
    for (auto t = next_tag(text, 0); t.begin != std::string_view::npos; t = next_tag(text, t.end)) {
        if (t.triple)
            names.emplace_back(t.inside);
        else if (t.inside.starts_with('&'))
            names.emplace_back(base::trimmed(t.inside.substr(1)));
    }
    return names;
}

std::string assembled(std::string_view page, const template_source& source, const base::translator& say) {
    // A report has its own frame, and what a script puts into a page has none.
    const bool is_alone = page == "report" || page == "understood";
    auto text = expanded(without_indentation(source(is_alone ? page : "layout")), page, source, say, 0);
    for (const auto& name : unescaped_names(text)) {
        if (!name.ends_with("_html"))
            throw std::runtime_error{"a template writes \"" + name + "\" unescaped; only names in _html may be"};
    }
    return text;
}

} // namespace render::html
