#include "intake/layout.hpp"
#include "intake/package.hpp"
#include "intake/refuse.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace intake {
namespace {

// Of all styles only two things matter: which lists count, and which paragraphs begin a page.
class styles {
  public:
    void read(const pugi::xml_document& document) {
        for (const auto& root : document.children())
            for (const auto& part : root.children())
                group(part);
    }
    bool is_numbered(const std::string& list, int level) const {
        return numbered_.contains(list + "/" + std::to_string(level));
    }
    bool begins_page(const std::string& style) const { return page_.contains(style); }

  private:
    void group(const pugi::xml_node& part) {
        if (local(part) != "automatic-styles" && local(part) != "styles") return;
        for (const auto& style : part.children()) {
            const std::string name{attribute(style, "name")};
            if (local(style) == "style" && attribute(child(style, "paragraph-properties"), "break-before") == "page")
                page_.insert(name);
            if (local(style) != "list-style") continue;
            for (const auto& level : style.children())
                if (local(level) == "list-level-style-number" && !attribute(level, "num-format").empty())
                    numbered_.insert(name + "/" + std::string{attribute(level, "level")});
        }
    }

    std::set<std::string> numbered_; // "L1/2": list style and level
    std::set<std::string> page_;
};

class walker {
  public:
    walker(const styles& known, const limits& allowed) : styles_{known}, out_{allowed.text_bytes} {}

    void blocks(const pugi::xml_node& parent) {
        if (too_deep_ || ++depth_ > most_depth) {
            too_deep_ = true;
            return;
        }
        for (const auto& node : parent.children())
            block(node);
        --depth_;
    }

    bool too_deep() const { return too_deep_; }
    std::string take() { return out_.take(); }

  private:
    void block(const pugi::xml_node& node) {
        const auto name = local(node);
        if (name == "p") return paragraph(node, layout::block::paragraph);
        if (name == "h") return paragraph(node, layout::block::heading);
        if (name == "list") return list(node);
        if (name == "table") return table(node);
        const bool frame = name == "section" || name == "frame" || name == "text-box" || name == "g" ||
                           name == "numbered-paragraph" || name == "custom-shape";
        if (frame) blocks(node);
    }

    void paragraph(const pugi::xml_node& node, layout::block kind) {
        if (styles_.begins_page(std::string{attribute(node, "style-name")})) out_.page_break();
        if (!item_begins_) out_.begin(kind);
        item_begins_ = false;
        std::vector<pugi::xml_node> boxes;
        std::swap(boxes, boxes_);
        inline_text(node);
        std::swap(boxes, boxes_);
        out_.end();
        for (const auto& box : boxes)
            blocks(box);
    }

    void inline_text(const pugi::xml_node& parent) {
        if (too_deep_ || ++depth_ > most_depth) {
            too_deep_ = true;
            return;
        }
        for (const auto& node : parent.children())
            inline_node(node);
        --depth_;
    }

    void inline_node(const pugi::xml_node& node) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) return out_.add(node.value());
        const auto name = local(node);
        if (name == "s") return out_.add(" ");
        if (name == "tab") return out_.tab();
        if (name == "line-break") return out_.line_break();
        if (name == "text-box") return boxes_.push_back(node);
        if (name == "note" || name == "annotation" || name == "change" || name == "title" || name == "desc") return;
        inline_text(node);
    }

    void list(const pugi::xml_node& node) {
        const auto outer_style = list_style_;
        const auto outer_next = next_;
        const std::string own{attribute(node, "style-name")};
        if (!own.empty()) list_style_ = own;
        ++list_level_;
        const bool goes_on = attribute(node, "continue-numbering") == "true";
        next_ = goes_on ? last_number_ + 1 : 1;
        for (const auto& item : node.children()) {
            if (local(item) == "list-item") list_item(item);
            if (local(item) == "list-header") blocks(item);
        }
        last_number_ = next_ - 1;
        --list_level_;
        list_style_ = outer_style;
        next_ = outer_next;
    }

    void list_item(const pugi::xml_node& item) {
        const auto first = item.find_child([](const pugi::xml_node& n) { return n.type() == pugi::node_element; });
        const bool text_first = local(first) == "p" || local(first) == "h";
        if (text_first) {
            const bool numbered = styles_.is_numbered(list_style_, list_level_);
            next_ = number(item, "start-value", next_);
            const auto mark = numbered ? std::to_string(next_++) + ". " : std::string{"- "};
            const bool heading = local(first) == "h";
            out_.begin(heading ? layout::block::heading : layout::block::bullet, heading && !numbered ? "" : mark,
                       static_cast<std::size_t>(std::max(list_level_ - 1, 0)));
            item_begins_ = true;
        }
        blocks(item);
        item_begins_ = false;
    }

    void table(const pugi::xml_node& node) {
        item_begins_ = false;
        out_.begin_table();
        rows(node);
        out_.end_table();
    }

    void rows(const pugi::xml_node& parent) {
        if (too_deep_ || ++depth_ > most_depth) {
            too_deep_ = true;
            return;
        }
        for (const auto& node : parent.children()) {
            const auto name = local(node);
            if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") rows(node);
            if (name == "table-row") row(node);
        }
        --depth_;
    }

    void row(const pugi::xml_node& node) {
        out_.begin_row();
        for (const auto& cell : node.children()) {
            if (local(cell) != "table-cell") continue;
            const auto columns = std::clamp(number(cell, "number-columns-spanned", 1), 1L, 100L);
            const auto down = std::clamp(number(cell, "number-rows-spanned", 1), 1L, 10'000L);
            auto again = std::clamp(number(cell, "number-columns-repeated", 1), 1L, 100L);
            for (; again > 0; --again) {
                out_.begin_cell(static_cast<std::size_t>(columns), static_cast<std::size_t>(down));
                if (again == 1) blocks(cell);
                out_.end_cell();
            }
        }
    }

    const styles& styles_;
    layout out_;
    std::vector<pugi::xml_node> boxes_;
    std::string list_style_;
    long next_ = 1;
    long last_number_ = 0;
    int list_level_ = 0;
    bool item_begins_ = false;
    int depth_ = 0;
    bool too_deep_ = false;
};

// An encrypted document lists its parts with how they were locked.
bool is_encrypted(const pugi::xml_document& manifest) {
    return static_cast<bool>(
        manifest.find_node([](const pugi::xml_node& node) { return local(node) == "encryption-data"; }));
}

} // namespace

base::result<extracted> read_odt(package& from, const limits& allowed) {
    const auto manifest = from.xml("META-INF/manifest.xml");
    if (!manifest) return tl::unexpected{manifest.error()};
    if (is_encrypted(*manifest)) return refuse("packed_encrypted");
    if (!from.holds("content.xml")) return refuse("packed_part", {{"part", std::string{"content.xml"}}});
    const auto content = from.xml("content.xml");
    const auto named = from.xml("styles.xml");
    for (const auto* part : {&content, &named})
        if (!*part) return tl::unexpected{part->error()};
    styles known;
    known.read(*named);
    known.read(*content);
    const auto body = child(child(child(*content, "document-content"), "body"), "text");
    if (!body) return refuse("unknown_packed");
    walker walk{known, allowed};
    walk.blocks(body);
    if (walk.too_deep()) return refuse("packed_deep");
    return extracted{walk.take(), "odt", {}};
}

} // namespace intake
