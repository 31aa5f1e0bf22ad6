#include "intake/kinds.hpp"
#include "intake/layout.hpp"
#include "intake/refuse.hpp"
#include "intake/typed_tables.hpp"

#include "base/text.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace intake {
namespace {

// Some inputs cost this parser the square of their length, so a longer text is taken as it stands.
constexpr std::size_t most_markdown = 1'000'000;

struct parser_free {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct node_free {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct iterator_free {
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using node_ptr = std::unique_ptr<cmark_node, node_free>;

node_ptr parse(std::string_view utf8) {
    static std::once_flag once;
    std::call_once(once, cmark_gfm_core_extensions_ensure_registered);
    const std::unique_ptr<cmark_parser, parser_free> parser{cmark_parser_new(CMARK_OPT_DEFAULT)};
    if (auto* tables = cmark_find_syntax_extension("table")) cmark_parser_attach_syntax_extension(parser.get(), tables);
    cmark_parser_feed(parser.get(), utf8.data(), utf8.size());
    return node_ptr{cmark_parser_finish(parser.get())};
}

std::string_view literal_of(cmark_node* node) {
    const char* text = cmark_node_get_literal(node);
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

std::string_view type_name(cmark_node* node) { return cmark_node_get_type_string(node); }

// Prose that was wrapped at a margin has long lines; short ones (an address, a signature) were broken on purpose, and
// so were a typed table's.
bool is_wrapped(cmark_node* paragraph) {
    std::size_t length = 0;
    for (auto* node = cmark_node_first_child(paragraph); node != nullptr; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK) {
            if (length < 50) return false;
            length = 0;
            continue;
        }
        auto* inner = cmark_node_first_child(node);
        const auto text = literal_of(inner != nullptr ? inner : node);
        if (text.find('\t') != std::string_view::npos) return false;
        length += base::count_code_points(text);
    }
    return true;
}

class walker {
  public:
    explicit walker(const limits& allowed) : allowed_{allowed}, out_{allowed.text_bytes} {}

    std::string walk(cmark_node* root) {
        const std::unique_ptr<cmark_iter, iterator_free> at{cmark_iter_new(root)};
        for (auto event = cmark_iter_next(at.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(at.get())) {
            auto* node = cmark_iter_get_node(at.get());
            if (event == CMARK_EVENT_ENTER)
                enter(node);
            else
                leave(node);
        }
        return out_.take();
    }

  private:
    void enter(cmark_node* node) {
        const auto type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) return text(literal_of(node));
        if (type == CMARK_NODE_LINEBREAK) return out_.line_break();
        if (type == CMARK_NODE_SOFTBREAK) return wrapped_ ? out_.add(" ") : out_.line_break();
        if (type == CMARK_NODE_HTML_INLINE) return inline_html(literal_of(node));
        if (type == CMARK_NODE_HTML_BLOCK) return html_block(literal_of(node));
        if (type == CMARK_NODE_CODE_BLOCK) return code(literal_of(node));
        if (type == CMARK_NODE_HEADING) return out_.begin(layout::block::heading);
        if (type == CMARK_NODE_ITEM) return item(node);
        if (type == CMARK_NODE_PARAGRAPH) return paragraph(node);
        // The parts of a table are an extension's types, known by their names only.
        const auto name = type_name(node);
        if (name == "table") return out_.begin_table();
        if (name == "table_row" || name == "table_header") return out_.begin_row();
        if (name == "table_cell") return out_.begin_cell();
    }

    void text(std::string_view literal) {
        for (bool first = true; const auto part : base::split(literal, '\t')) {
            if (!std::exchange(first, false)) out_.tab();
            out_.add(part);
        }
    }

    void leave(cmark_node* node) {
        const auto type = cmark_node_get_type(node);
        const auto name = type_name(node);
        if (name == "table") return out_.end_table();
        if (name == "table_cell") return out_.end_cell();
        if (type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_ITEM) out_.end();
    }

    void paragraph(cmark_node* node) {
        wrapped_ = is_wrapped(node);
        auto* parent = cmark_node_parent(node);
        const bool first_of_item = parent != nullptr && cmark_node_get_type(parent) == CMARK_NODE_ITEM &&
                                   cmark_node_first_child(parent) == node;
        if (!first_of_item) out_.begin(layout::block::paragraph);
    }

    void item(cmark_node* node) {
        auto* list = cmark_node_parent(node);
        std::size_t level = 0;
        for (auto* up = cmark_node_parent(list); up != nullptr; up = cmark_node_parent(up))
            level += cmark_node_get_type(up) == CMARK_NODE_LIST;
        if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return out_.begin(layout::block::bullet, "- ", level);
        if (cmark_node_first_child(list) == node) numbers_[list] = cmark_node_get_list_start(list);
        out_.begin(layout::block::bullet, std::to_string(numbers_[list]++) + ". ", level);
    }

    void inline_html(std::string_view tag) {
        if (tag.starts_with("<br") || tag.starts_with("<BR")) out_.line_break();
    }

    void html_block(std::string_view html) {
        const auto inner = read_html(html, allowed_);
        if (!inner) return;
        out_.begin(layout::block::paragraph);
        code(inner->text);
    }

    void code(std::string_view text) {
        out_.begin(layout::block::paragraph);
        for (const auto line : base::split(text, '\n')) {
            out_.add(line);
            out_.line_break();
        }
        out_.end();
    }

    const limits& allowed_;
    layout out_;
    std::unordered_map<cmark_node*, int> numbers_; // the next of each numbered list
    bool wrapped_ = false;
};

} // namespace

base::result<extracted> read_markdown(std::string_view utf8, const limits& allowed) {
    if (utf8.size() > most_markdown)
        return extracted{std::string{utf8}, "md", {base::message{"intake.markdown_long", {}}}};
    const auto root = parse(with_barred_tables(std::string{utf8}));
    if (!root) return refuse("no_text");
    auto text = walker{allowed}.walk(root.get());
    return extracted{std::move(text), "md", {}};
}

} // namespace intake
