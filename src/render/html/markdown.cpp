#include "render/html/safe.hpp"

#include "base/text.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace render::html {
namespace {

using node_ptr = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;

node_ptr parsed(std::string_view source) {
    static std::once_flag once; // the library's own list of extensions is global
    std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
    const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser{cmark_parser_new(CMARK_OPT_DEFAULT),
                                                                             cmark_parser_free};
    if (auto* table = cmark_find_syntax_extension("table")) cmark_parser_attach_syntax_extension(parser.get(), table);
    cmark_parser_feed(parser.get(), source.data(), source.size());
    return {cmark_parser_finish(parser.get()), cmark_node_free};
}

// The document's own title is the page's h1 already, so its sections begin at h2.
void drop_title(cmark_node* document) {
    auto* first = cmark_node_first_child(document);
    if (!first || cmark_node_get_type(first) != CMARK_NODE_HEADING || cmark_node_get_heading_level(first) != 1) return;
    cmark_node_unlink(first);
    cmark_node_free(first);
}

// Wide tables scroll by themselves, and can be reached by keyboard.
std::string framed_tables(std::string html) {
    const auto replace_all = [&html](std::string_view from, std::string_view to) {
        for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at + to.size()))
            html.replace(at, from.size(), to);
    };
    replace_all("<table>", "<div class=\"scroll\" tabindex=\"0\"><table class=\"ds-table\">");
    replace_all("</table>", "</table></div>");
    replace_all("<th>", "<th scope=\"col\">");
    replace_all("<th align=\"right\">", "<th scope=\"col\">");
    replace_all("<td align=\"right\">", "<td>");
    return html;
}

} // namespace

safe markdown(std::string_view source) {
    const auto document = parsed(source);
    if (!document) throw std::runtime_error{"Markdown could not be read"};
    drop_title(document.get());
    const std::unique_ptr<char, decltype(&std::free)> html{
        cmark_render_html(document.get(), CMARK_OPT_DEFAULT, nullptr), std::free};
    return safe{framed_tables(html.get())};
}

} // namespace render::html
