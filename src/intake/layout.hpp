#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

// Builds the plain text of a document with structure, as a careful person would type it: an empty line between
// paragraphs, none between bullets, a table's row one line with its cells parted by tabs.
class layout {
  public:
    enum class block { paragraph, heading, bullet, table_row };

    // Past `most` bytes no more is put down: what is repeated (a cell that spans rows) cannot fill the memory, and the
    // reader sees by the length that the limit was passed.
    explicit layout(std::size_t most) : most_{most} {}

    // Ends what stands and begins a block; `mark` ("- ", "1. ") leads its first line, and a list within a list stands
    // further in by its level.
    void begin(block kind, std::string_view mark = {}, std::size_t level = 0);
    void end() { flush(); }

    // Text within the block. Tabs and line breaks in it are spaces.
    void add(std::string_view text);
    void line_break();
    // A tab that was typed. Lines below each other with as many of them are a table that was typed with tabs.
    void tab();
    void page_break();

    // Between begin_table and end_table all text goes into cells; a table within a cell is part of the cell's text.
    void begin_table();
    void begin_row();
    void begin_cell(std::size_t columns = 1, std::size_t rows = 1);
    void end_cell();
    void end_table();

    std::string take();

  private:
    struct cell {
        std::string text; // lines parted by \n
        std::size_t columns = 1;
        std::size_t rows = 1;
    };
    using row = std::vector<cell>;

    bool in_cell() const { return open_cells_ > 0; }
    void flush();
    void put_line(std::string_view line, block kind);
    void put_typed_items(std::string_view text);
    void put_rows(const std::vector<row>& rows);
    void put_single_column(const std::vector<row>& rows);

    std::size_t most_;
    std::string text_;
    std::string line_;
    block kind_ = block::paragraph;
    std::size_t level_ = 0;
    block last_ = block::paragraph;
    bool page_begins_ = true;

    std::size_t depth_ = 0;      // of tables
    std::size_t open_cells_ = 0; // of the outermost table; more than one where a broken page has cells within a cell
    std::vector<row> rows_;
};

} // namespace intake
