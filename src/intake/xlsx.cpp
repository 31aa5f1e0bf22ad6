#include "intake/layout.hpp"
#include "intake/package.hpp"
#include "intake/refuse.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace intake {
namespace {

constexpr std::size_t most_columns = 200;

// How a number is shown; Excel keeps dates as days since 1899-12-30 and tells them apart by their format only.
enum class shown { plain, date, time, date_and_time, percent };

shown kind_of_format(long id, std::string_view code) {
    if (id == 9 || id == 10) return shown::percent;
    if (id >= 14 && id <= 17) return shown::date;
    if (id == 22) return shown::date_and_time;
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return shown::time;
    bool day = false;
    bool hour = false;
    bool percent = false;
    bool quoted = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (c == '[' && i + 1 < code.size() && code[i + 1] != 'h') i = std::min(code.find(']', i), code.size() - 1);
        if (quoted || c == '[') continue;
        if (c == '\\') ++i;
        day = day || c == 'y' || c == 'Y' || c == 'd' || c == 'D';
        hour = hour || c == 'h' || c == 'H';
        percent = percent || c == '%';
    }
    if (day) return hour ? shown::date_and_time : shown::date;
    return hour ? shown::time : percent ? shown::percent : shown::plain;
}

std::string decimal(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
    auto text = fmt::format("{:.10g}", value);
    if (const auto point = text.find('.'); point != std::string::npos) text[point] = ',';
    return text;
}

std::string written(double value, shown as, bool from_1904) {
    if (as == shown::percent) return decimal(std::round(value * 1e6) / 1e4) + " %";
    if (as == shown::plain || !(value >= 0 && value < 2'958'466)) return decimal(value);
    using namespace std::chrono;
    const auto whole = std::floor(value);
    const auto minutes = static_cast<int>(std::lround((value - whole) * 1440)) % 1440;
    auto clock = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
    if (as == shown::time) return clock;
    const sys_days start = from_1904 ? sys_days{year{1904} / 1 / 1} : sys_days{year{1899} / 12 / 30};
    const year_month_day date{start + days{static_cast<int>(whole)}};
    const auto text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return as == shown::date || minutes == 0 ? text : text + " " + clock;
}

struct cell_place {
    std::size_t row = 0;
    std::size_t column = 0;
    auto operator<=>(const cell_place&) const = default;
};

// "C12" → row 12, column 2.
cell_place place_of(std::string_view name) {
    cell_place place;
    std::size_t i = 0;
    for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && place.column < 1'000'000; ++i)
        place.column = place.column * 26 + static_cast<std::size_t>(name[i] - 'A') + 1;
    std::from_chars(name.data() + i, name.data() + name.size(), place.row);
    place.column = place.column == 0 ? 0 : place.column - 1;
    return place;
}

struct workbook {
    std::vector<std::string> strings;
    std::vector<shown> formats; // by a cell's style
    bool from_1904 = false;
};

std::string text_of(const pugi::xml_node& item) {
    std::string text;
    for (const auto& part : item.children()) {
        if (local(part) == "t") text += part.text().get();
        if (local(part) == "r") text += child(part, "t").text().get();
    }
    return text;
}

std::vector<shown> read_formats(const pugi::xml_document& document) {
    std::map<long, std::string> codes;
    const auto sheet = child(document, "styleSheet");
    for (const auto& format : child(sheet, "numFmts").children())
        codes[number(format, "numFmtId", -1)] = attribute(format, "formatCode");
    std::vector<shown> formats;
    for (const auto& style : child(sheet, "cellXfs").children()) {
        if (local(style) != "xf") continue;
        const auto id = number(style, "numFmtId", 0);
        formats.push_back(kind_of_format(id, codes.contains(id) ? codes[id] : ""));
    }
    return formats;
}

// A sheet that nobody wrote in, whatever rows were given a height or a colour.
bool is_empty(const pugi::xml_document& document) {
    for (const auto& row : child(child(document, "worksheet"), "sheetData").children())
        for (const auto& cell : row.children())
            if (child(cell, "v") || child(cell, "is")) return false;
    return true;
}

std::string value_of(const pugi::xml_node& cell, const workbook& book) {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr") return text_of(child(cell, "is"));
    const std::string_view value{child(cell, "v").text().get()};
    if (type == "str" || type == "d") return std::string{value};
    if (type == "e" || value.empty()) return {};
    if (type == "b") return value == "1" ? "ja" : "nej";
    if (type == "s") {
        std::size_t at = 0;
        std::from_chars(value.data(), value.data() + value.size(), at);
        return at < book.strings.size() ? book.strings[at] : std::string{};
    }
    double read = 0;
    const auto end = std::from_chars(value.data(), value.data() + value.size(), read);
    if (end.ec != std::errc{}) return std::string{value};
    const auto style = static_cast<std::size_t>(std::max(0L, number(cell, "s", 0)));
    return written(read, style < book.formats.size() ? book.formats[style] : shown::plain, book.from_1904);
}

struct merged {
    std::size_t rows = 1;
    std::size_t columns = 1;
};

class sheet_reader {
  public:
    sheet_reader(const workbook& book, layout& out, std::size_t most) : book_{book}, out_{out}, most_{most} {}

    void read(const pugi::xml_document& document) {
        const auto sheet = child(document, "worksheet");
        read_merged(child(sheet, "mergeCells"));
        out_.begin_table();
        for (const auto& row : child(sheet, "sheetData").children())
            if (local(row) == "row" && attribute(row, "hidden") != "1") read_row(row);
        out_.end_table();
    }

  private:
    void read_merged(const pugi::xml_node& cells) {
        std::size_t all = 0;
        for (const auto& cell : cells.children()) {
            const auto range = attribute(cell, "ref");
            const auto colon = range.find(':');
            if (colon == std::string_view::npos) continue;
            const auto from = place_of(range.substr(0, colon));
            const auto to = place_of(range.substr(colon + 1));
            if (to.row < from.row || to.column < from.column || to.column >= most_columns) continue;
            const merged size{to.row - from.row + 1, to.column - from.column + 1};
            all += size.rows * size.columns;
            if (all > 100'000) return;
            merged_[from] = size;
            for (auto row = from.row; row <= to.row; ++row)
                for (auto column = from.column; column <= to.column; ++column)
                    if (row != from.row || column != from.column) covered_.insert({row, column});
        }
    }

    void read_row(const pugi::xml_node& row) {
        out_.begin_row();
        const auto row_number = static_cast<std::size_t>(std::max(0L, number(row, "r", 0)));
        std::map<std::size_t, std::string> values;
        std::size_t next = 0;
        for (const auto& cell : row.children()) {
            if (local(cell) != "c") continue;
            const auto name = attribute(cell, "r");
            const auto column = name.empty() ? next : place_of(name).column;
            next = column + 1;
            if (column >= most_columns) continue;
            auto value = value_of(cell, book_);
            // One long shared string can stand in a million cells.
            taken_ += value.size();
            if (taken_ > most_) return;
            if (!base::trimmed(value).empty()) values[column] = std::move(value);
        }
        const auto end = values.empty() ? 0 : values.rbegin()->first + 1;
        for (std::size_t column = 0; column < end; ++column) {
            if (covered_.contains({row_number, column})) continue;
            const auto found = merged_.find({row_number, column});
            const auto size = found == merged_.end() ? merged{} : found->second;
            out_.begin_cell(size.columns, size.rows);
            if (const auto value = values.find(column); value != values.end()) out_.add(value->second);
            out_.end_cell();
        }
    }

    const workbook& book_;
    layout& out_;
    std::size_t most_; // bytes of all values; past it the layout is full too
    std::size_t taken_ = 0;
    std::map<cell_place, merged> merged_;
    std::set<cell_place> covered_;
};

base::result<workbook> read_workbook(package& from, const std::string& folder, const pugi::xml_node& root) {
    workbook book;
    const auto strings = from.xml(folder + "sharedStrings.xml");
    if (!strings) return tl::unexpected{strings.error()};
    for (const auto& item : child(*strings, "sst").children())
        if (local(item) == "si") book.strings.push_back(text_of(item));
    const auto styles = from.xml(folder + "styles.xml");
    if (!styles) return tl::unexpected{styles.error()};
    book.formats = read_formats(*styles);
    const auto epoch = attribute(child(root, "workbookPr"), "date1904");
    book.from_1904 = epoch == "1" || epoch == "true";
    return book;
}

} // namespace

base::result<extracted> read_xlsx(package& from, const std::string& main_part, const limits& allowed) {
    const auto folder = main_part.substr(0, main_part.rfind('/') + 1);
    const auto file = main_part.substr(folder.size());
    const auto document = from.xml(main_part);
    const auto relations = from.xml(folder + "_rels/" + file + ".rels");
    for (const auto* part : {&document, &relations})
        if (!*part) return tl::unexpected{part->error()};
    const auto root = child(*document, "workbook");
    const auto book = read_workbook(from, folder, root);
    if (!book) return tl::unexpected{book.error()};

    std::map<std::string, std::string> targets;
    for (const auto& relation : child(*relations, "Relationships").children())
        targets[std::string{attribute(relation, "Id")}] = attribute(relation, "Target");
    layout out{allowed.text_bytes};
    for (const auto& sheet : child(root, "sheets").children()) {
        const auto state = attribute(sheet, "state");
        if (local(sheet) != "sheet" || state == "hidden" || state == "veryHidden") continue;
        const std::string relation{sheet.attribute("r:id").value()};
        const auto target = targets.contains(relation) ? targets[relation] : std::string{};
        const auto part = target.starts_with('/') ? target.substr(1) : folder + target;
        if (!from.holds(part)) return refuse("packed_part", {{"part", part}});
        const auto cells = from.xml(part);
        if (!cells) return tl::unexpected{cells.error()};
        if (is_empty(*cells)) continue;
        out.page_break();
        out.begin(layout::block::heading);
        out.add(attribute(sheet, "name"));
        out.end();
        sheet_reader{*book, out, 2 * allowed.text_bytes}.read(*cells);
    }
    return extracted{out.take(), "xlsx", {}};
}

} // namespace intake
