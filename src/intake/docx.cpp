#include "intake/docx_numbering.hpp"
#include "intake/layout.hpp"
#include "intake/package.hpp"
#include "intake/refuse.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace intake {
namespace {

struct paragraph_style {
    bool is_heading = false;
    bool is_contents = false; // a line of a table of contents
    std::string list;
    long level = 0;
};

class styles {
  public:
    explicit styles(const pugi::xml_document& document) {
        for (const auto& node : child(document, "styles").children())
            if (local(node) == "style") nodes_.emplace(attribute(node, "styleId"), node);
    }

    paragraph_style find(std::string_view id) const {
        paragraph_style found;
        // A style may be based on another; ten steps are enough, and end a circle.
        for (int step = 0; step < 10 && !id.empty(); ++step) {
            const auto at = nodes_.find(std::string{id});
            if (at == nodes_.end()) break;
            take(at->second, found);
            id = attribute(child(at->second, "basedOn"), "val");
        }
        return found;
    }

  private:
    static void take(const pugi::xml_node& style, paragraph_style& into) {
        const auto name = base::lower(attribute(child(style, "name"), "val"));
        const auto properties = child(style, "pPr");
        const auto outline = child(properties, "outlineLvl");
        if (name.starts_with("heading") || name == "title" || name == "subtitle") into.is_heading = true;
        if (outline && number(outline, "val", 9) < 9) into.is_heading = true;
        if (name.starts_with("toc ") && name != "toc heading") into.is_contents = true;
        const auto list = child(properties, "numPr");
        if (into.list.empty() && list) into.list = attribute(child(list, "numId"), "val");
        if (list && into.level == 0) into.level = number(child(list, "ilvl"), "val", 0);
    }

    std::map<std::string, pugi::xml_node> nodes_;
};

// A cell that is merged with those below: Word marks each of them.
enum class merge { none, begins, goes_on };

struct table_cell {
    pugi::xml_node node;
    std::size_t column = 0;
    std::size_t columns = 1;
    merge down = merge::none;
};
using table_rows = std::vector<std::vector<table_cell>>;

class walker {
  public:
    walker(const styles& known, docx_numbering& numbering, const limits& allowed)
        : styles_{known}, numbering_{numbering}, out_{allowed.text_bytes} {}

    void blocks(const pugi::xml_node& parent) {
        const deeper guard{*this};
        if (too_deep_) return;
        for (const auto& node : parent.children()) {
            const auto name = local(node);
            if (name == "p")
                paragraph(node);
            else if (name == "tbl")
                table(node);
            else if (is_frame(name))
                blocks(node);
        }
    }

    bool too_deep() const { return too_deep_; }
    std::string take() { return out_.take(); }

  private:
    struct deeper {
        explicit deeper(walker& w) : owner{w} { owner.too_deep_ = ++owner.depth_ > most_depth || owner.too_deep_; }
        ~deeper() { --owner.depth_; }
        deeper(const deeper&) = delete;
        deeper& operator=(const deeper&) = delete;
        walker& owner;
    };

    static bool is_frame(std::string_view name) {
        return name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "customXml" ||
               name == "smartTag";
    }

    void paragraph(const pugi::xml_node& node) {
        const auto properties = child(node, "pPr");
        auto style = styles_.find(attribute(child(properties, "pStyle"), "val"));
        if (style.is_contents) return;
        if (const auto list = child(properties, "numPr")) {
            style.list = attribute(child(list, "numId"), "val");
            style.level = number(child(list, "ilvl"), "val", style.level);
        }
        if (number(child(properties, "outlineLvl"), "val", 9) < 9) style.is_heading = true;
        if (child(properties, "pageBreakBefore") && attribute(child(properties, "pageBreakBefore"), "val") != "0")
            out_.page_break();
        begin(style, node);
        std::vector<pugi::xml_node> boxes;
        std::swap(boxes, boxes_);
        inline_text(node);
        std::swap(boxes, boxes_);
        out_.end();
        for (const auto& box : boxes)
            blocks(box);
        const auto section = child(properties, "sectPr");
        if (section && attribute(child(section, "type"), "val") != "continuous") out_.page_break();
    }

    void begin(const paragraph_style& style, const pugi::xml_node& node) {
        const auto usual = style.is_heading ? layout::block::heading : layout::block::paragraph;
        if (style.list.empty() || style.list == "0" || !has_text(node)) return out_.begin(usual);
        const auto mark = numbering_.next(style.list, style.level);
        if (style.is_heading) return out_.begin(usual, mark.is_bullet ? std::string_view{} : mark.text);
        out_.begin(mark.text.empty() ? usual : layout::block::bullet, mark.text,
                   static_cast<std::size_t>(std::max(style.level, 0L)));
    }

    // An empty paragraph of a list shows no mark and is not counted.
    static bool has_text(const pugi::xml_node& node) {
        return static_cast<bool>(
            node.find_node([](const pugi::xml_node& inner) { return local(inner) == "t" && !inner.text().empty(); }));
    }

    void inline_text(const pugi::xml_node& parent) {
        const deeper guard{*this};
        if (too_deep_) return;
        for (const auto& node : parent.children())
            inline_node(node);
    }

    void inline_node(const pugi::xml_node& node) {
        const auto name = local(node);
        if (name == "t") return out_.add(node.text().get());
        if (name == "tab" || name == "ptab") return out_.tab();
        if (name == "noBreakHyphen") return out_.add("-");
        if (name == "cr") return out_.line_break();
        if (name == "br") return attribute(node, "type") == "page" ? page_break() : out_.line_break();
        if (name == "txbxContent") return boxes_.push_back(node);
        // Text that was struck in review, that is hidden, or that stands twice for older programs.
        if (name == "del" || name == "moveFrom" || name == "Fallback" || name == "pPr" || name == "instrText") return;
        if (name == "r" && is_hidden(node)) return;
        inline_text(node);
    }

    static bool is_hidden(const pugi::xml_node& run) {
        const auto vanish = child(child(run, "rPr"), "vanish");
        return vanish && attribute(vanish, "val") != "0" && attribute(vanish, "val") != "false";
    }

    void page_break() {
        out_.page_break();
        out_.line_break();
    }

    void collect_rows(const pugi::xml_node& parent, table_rows& into) {
        const deeper guard{*this};
        if (too_deep_) return;
        for (const auto& node : parent.children()) {
            if (is_frame(local(node))) collect_rows(node, into);
            if (local(node) != "tr") continue;
            if (child(child(node, "trPr"), "del")) continue;
            into.emplace_back();
            std::size_t column = static_cast<std::size_t>(
                std::clamp(number(child(child(node, "trPr"), "gridBefore"), "val", 0), 0L, 100L));
            collect_cells(node, column, into.back());
        }
    }

    void collect_cells(const pugi::xml_node& parent, std::size_t& column, std::vector<table_cell>& into) {
        const deeper guard{*this};
        if (too_deep_) return;
        for (const auto& node : parent.children()) {
            if (is_frame(local(node))) collect_cells(node, column, into);
            if (local(node) != "tc") continue;
            const auto properties = child(node, "tcPr");
            const auto down = child(properties, "vMerge");
            const auto columns = std::clamp(number(child(properties, "gridSpan"), "val", 1), 1L, 100L);
            const auto kind = !down                                 ? merge::none
                              : attribute(down, "val") == "restart" ? merge::begins
                                                                    : merge::goes_on;
            into.push_back({node, column, static_cast<std::size_t>(columns), kind});
            column += static_cast<std::size_t>(columns);
        }
    }

    static bool goes_on_at(const std::vector<table_cell>& row, std::size_t column) {
        for (const auto& cell : row)
            if (cell.column == column) return cell.down == merge::goes_on;
        return false;
    }

    void table(const pugi::xml_node& node) {
        table_rows rows;
        collect_rows(node, rows);
        out_.begin_table();
        for (std::size_t r = 0; r < rows.size(); ++r) {
            out_.begin_row();
            for (const auto& cell : rows[r]) {
                if (cell.down == merge::goes_on && r > 0) continue;
                std::size_t high = 1;
                while (cell.down == merge::begins && r + high < rows.size() && goes_on_at(rows[r + high], cell.column))
                    ++high;
                out_.begin_cell(cell.columns, high);
                blocks(cell.node);
                out_.end_cell();
            }
        }
        out_.end_table();
    }

    const styles& styles_;
    docx_numbering& numbering_;
    layout out_;
    std::vector<pugi::xml_node> boxes_; // text boxes that hang on the paragraph
    int depth_ = 0;
    bool too_deep_ = false;
};

} // namespace

base::result<extracted> read_docx(package& from, const std::string& main_part, const limits& allowed) {
    const auto slash = main_part.rfind('/');
    const auto folder = slash == std::string::npos ? std::string{} : main_part.substr(0, slash + 1);
    const auto document = from.xml(main_part);
    const auto style_part = from.xml(folder + "styles.xml");
    const auto numbering_part = from.xml(folder + "numbering.xml");
    for (const auto* part : {&document, &style_part, &numbering_part})
        if (!*part) return tl::unexpected{part->error()};
    const auto body = child(child(*document, "document"), "body");
    if (!body) return refuse("unknown_packed");
    const styles known{*style_part};
    docx_numbering numbering{*numbering_part};
    walker walk{known, numbering, allowed};
    walk.blocks(body);
    if (walk.too_deep()) return refuse("packed_deep");
    return extracted{walk.take(), "docx", {}};
}

} // namespace intake
