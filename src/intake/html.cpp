#include "intake/kinds.hpp"
#include "intake/layout.hpp"
#include "intake/refuse.hpp"

#include "base/text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <utility>

namespace intake {
namespace {

struct context_free {
    void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
struct document_free {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using document_ptr = std::unique_ptr<xmlDoc, document_free>;

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 24> without_text{
    "script", "style",  "template", "noscript", "head",  "title",  "nav",      "svg",
    "iframe", "object", "button",   "select",   "input", "option", "textarea", "audio",
    "canvas", "video",  "map",      "datalist", "meta",  "link",   "dialog",   "math"};
constexpr std::array<std::string_view, 29> blocks{
    "p",    "div",  "section",    "article", "main",    "header",  "footer",     "aside",  "ul",    "ol",
    "dl",   "dt",   "dd",         "address", "figure",  "hr",      "blockquote", "pre",    "form",  "fieldset",
    "body", "html", "figcaption", "details", "summary", "caption", "center",     "legend", "hgroup"};

std::string_view name_of(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }

std::string attribute(xmlNode* node, const char* name) {
    xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
    if (value == nullptr) return {};
    std::string text{reinterpret_cast<const char*>(value)};
    xmlFree(value);
    return text;
}

std::size_t span_of(xmlNode* node, const char* name) {
    const auto text = attribute(node, name);
    std::size_t n = 1;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

// A table may be made of other elements, by how they are shown or by the roles they have.
std::string_view shown_as(xmlNode* node, std::string_view name) {
    if (name != "div" && name != "span" && name != "li" && name != "ul" && name != "section") return name;
    auto style = base::lower(attribute(node, "style"));
    std::erase(style, ' ');
    const auto display = [&](std::string_view kind) {
        const auto at = style.find("display:" + std::string{kind});
        return at != std::string::npos && (at + 8 + kind.size() == style.size() || style[at + 8 + kind.size()] == ';');
    };
    const auto role = attribute(node, "role");
    if (display("table") || role == "table" || role == "grid") return "table";
    if (display("table-row") || role == "row") return "tr";
    if (display("table-cell") || role == "cell" || role == "gridcell" || role == "columnheader" || role == "rowheader")
        return "td";
    return name;
}

bool holds_table(const xmlNode* node) {
    for (; node != nullptr; node = node->next)
        if (node->type == XML_ELEMENT_NODE && (name_of(node) == "table" || holds_table(node->children))) return true;
    return false;
}

// Two cells of one row; what stands in cells is not looked at.
bool has_cells_beside(const xmlNode* node) {
    int cells = 0;
    for (; node != nullptr; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        const auto name = name_of(node);
        if (name == "td" || name == "th")
            ++cells;
        else if (name != "caption" && has_cells_beside(node->children))
            return true;
    }
    return cells > 1;
}

class walker {
  public:
    walker(bool whole_page, const limits& allowed) : out_{allowed.text_bytes}, whole_page_{whole_page} {}

    // The parser holds the depth of the tree to 256, so the recursion ends.
    void children(xmlNode* parent) {
        for (auto* node = parent->children; node != nullptr; node = node->next)
            visit(node);
    }

    std::string take() { return out_.take(); }

  private:
    void visit(xmlNode* node) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) text(node);
        if (node->type == XML_ENTITY_REF_NODE) return;
        if (node->type == XML_ELEMENT_NODE && !is_dropped(node)) element(node);
    }

    void text(const xmlNode* node) {
        if (node->content == nullptr) return;
        const std::string_view content{reinterpret_cast<const char*>(node->content)};
        if (!preformatted_) return out_.add(content);
        for (bool first = true; const auto line : base::split(content, '\n')) {
            if (!std::exchange(first, false)) out_.line_break();
            typed_line(line);
        }
    }

    void typed_line(std::string_view line) {
        if (base::trimmed(line).empty()) out_.begin(layout::block::paragraph);
        for (bool first = true; const auto part : base::split(line, '\t')) {
            if (!std::exchange(first, false)) out_.tab();
            out_.add(part);
        }
    }

    // What a site has on every page says nothing about the document. An article's own header and footer stay.
    bool is_dropped(xmlNode* node) const {
        const auto name = name_of(node);
        if (is_one_of(name, without_text)) return true;
        if (!attribute(node, "hidden").empty() ||
            xmlHasProp(node, reinterpret_cast<const xmlChar*>("hidden")) != nullptr)
            return true;
        if (whole_page_) return false;
        const auto role = attribute(node, "role");
        if (role == "navigation" || role == "banner" || role == "contentinfo" || role == "search") return true;
        return within_article_ == 0 && (name == "header" || name == "footer");
    }

    void element(xmlNode* node) {
        const auto name = name_of(node);
        if (name == "br") return out_.line_break();
        const auto shown = shown_as(node, name);
        if (shown == "table") return table(node);
        if (shown == "tr" || shown == "td" || shown == "th") return table_part(node, shown);
        if (name == "li") return item(node);
        if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
            return in_block(node, layout::block::heading);
        if (name == "ol" || name == "ul" || name == "menu") return list(node, name == "ol");
        if (name == "article" || name == "main") {
            ++within_article_;
            in_block(node, layout::block::paragraph);
            --within_article_;
            return;
        }
        if (name == "pre") {
            preformatted_ = true;
            in_block(node, layout::block::paragraph);
            preformatted_ = false;
            return;
        }
        if (is_one_of(name, blocks)) return in_block(node, layout::block::paragraph);
        children(node);
    }

    void in_block(xmlNode* node, layout::block kind) {
        // The first block of an item continues its line: <li><p>…
        if (!item_begins_) out_.begin(kind);
        children(node);
        out_.end();
        item_begins_ = false;
    }

    void list(xmlNode* node, bool numbered) {
        const auto outer = next_number_;
        const auto start = attribute(node, "start");
        next_number_ = numbered ? 1 : 0;
        if (numbered) std::from_chars(start.data(), start.data() + start.size(), next_number_);
        out_.end();
        item_begins_ = false;
        ++lists_;
        children(node);
        --lists_;
        out_.end();
        next_number_ = outer;
    }

    void item(xmlNode* node) {
        out_.begin(layout::block::bullet, next_number_ == 0 ? "- " : std::to_string(next_number_) + ". ",
                   lists_ > 0 ? lists_ - 1 : 0);
        if (next_number_ > 0) ++next_number_;
        item_begins_ = starts_with_block(node);
        children(node);
        item_begins_ = false;
        out_.end();
    }

    static bool starts_with_block(const xmlNode* node) {
        for (const auto* child = node->children; child != nullptr; child = child->next) {
            if (child->type == XML_ELEMENT_NODE) return is_one_of(name_of(child), blocks);
            if (child->content != nullptr && !base::trimmed(reinterpret_cast<const char*>(child->content)).empty())
                return false;
        }
        return false;
    }

    void table(xmlNode* node) {
        // A table of one column that holds another lays the page out.
        if (tables_ == 0 && holds_table(node->children) && !has_cells_beside(node->children))
            return in_block(node, layout::block::paragraph);
        ++tables_;
        item_begins_ = false;
        // A caption is a line before its table, not a cell.
        for (auto* child = node->children; child != nullptr; child = child->next)
            if (child->type == XML_ELEMENT_NODE && name_of(child) == "caption")
                in_block(child, layout::block::paragraph);
        out_.begin_table();
        for (auto* child = node->children; child != nullptr; child = child->next)
            if (child->type == XML_ELEMENT_NODE && name_of(child) != "caption") visit(child);
        out_.end_table();
        --tables_;
    }

    void table_part(xmlNode* node, std::string_view name) {
        if (tables_ == 0) return in_block(node, layout::block::paragraph);
        if (name == "tr") {
            out_.begin_row();
            return children(node);
        }
        out_.begin_cell(span_of(node, "colspan"), span_of(node, "rowspan"));
        children(node);
        out_.end_cell();
    }

    layout out_;
    bool whole_page_;
    bool preformatted_ = false;
    bool item_begins_ = false;
    int next_number_ = 0;   // of the list around, 0 where it has bullets
    std::size_t lists_ = 0; // that are open
    int within_article_ = 0;
    int tables_ = 0;
};

// A page that has a <main> holds its document there.
xmlNode* find_main(xmlNode* node) {
    for (; node != nullptr; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        if (name_of(node) == "main" || attribute(node, "role") == "main") return node;
        if (auto* found = find_main(node->children)) return found;
    }
    return nullptr;
}

} // namespace

base::result<extracted> read_html(std::string_view utf8, const limits& allowed) {
    const std::unique_ptr<htmlParserCtxt, context_free> context{htmlNewParserCtxt()};
    if (!context) throw std::bad_alloc{};
    // No option HUGE: the parser's own limits of depth and length stay.
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    const document_ptr document{
        htmlCtxtReadMemory(context.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options)};
    const auto* error = xmlCtxtGetLastError(context.get());
    if (error != nullptr && error->level == XML_ERR_FATAL && context->disableSAX != 0) return refuse("html_broken");
    auto* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    if (root == nullptr) return refuse("no_text");

    auto* main = find_main(root);
    for (const bool whole_page : {false, true}) {
        walker walk{whole_page, allowed};
        if (main != nullptr && !whole_page) {
            walker inner{true, allowed};
            inner.children(main);
            auto text = inner.take();
            if (!text.empty()) return extracted{std::move(text), "html", {}};
        }
        walk.children(root);
        auto text = walk.take();
        if (!text.empty()) return extracted{std::move(text), "html", {}};
    }
    return refuse("no_text");
}

} // namespace intake
