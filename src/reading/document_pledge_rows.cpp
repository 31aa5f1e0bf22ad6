#include "reading/document_pledge_rows.hpp"

#include <algorithm>
#include <cstddef>

namespace reading::doc {
namespace {

constexpr std::size_t most_label_words = 4;
constexpr std::ptrdiff_t fewest_rows = 2;

bool is_pair(const block& b) { return b.kind == block_kind::row && b.cells.size() == 2 && !b.cells[1].empty(); }

// "Löfte 3", "Åtagande 2:"
bool numbers_pledge(const manuscript& t, range cell) {
    if (cell.size() < 2 || cell.size() > most_label_words || !t.is_number(cell.first + 1)) return false;
    if (!t.has(cell.first, tag::pledge_noun) && !t.has(cell.first, tag::sec_pledges)) return false;
    for (auto i = cell.first + 2; i < cell.last; ++i)
        if (t[i].kind != token_kind::mark) return false;
    return true;
}

bool tells_why(const manuscript& t, range cell) {
    if (cell.empty() || cell.size() > most_label_words) return false;
    return t.is(cell.last - 1, "?") || t.any(cell, tag::sec_basis) || t.any(cell, tag::sec_problem);
}

// A line that goes on below the second cell.
bool goes_on(const block& b) { return b.kind == block_kind::paragraph && b.gap == 0 && !b.signature; }

} // namespace

void open_pledge_rows(manuscript& t, std::vector<block>& blocks) {
    const auto numbered = std::count_if(blocks.begin(), blocks.end(),
                                        [&](const block& b) { return is_pair(b) && numbers_pledge(t, b.cells[0]); });
    if (numbered < fewest_rows) return;
    std::vector<block> made;
    made.reserve(blocks.size());
    for (std::size_t i = 0; i < blocks.size();) {
        auto b = std::move(blocks[i++]);
        const bool pledge = is_pair(b) && numbers_pledge(t, b.cells[0]);
        if (pledge || (is_pair(b) && tells_why(t, b.cells[0]))) {
            std::vector<range> lines{b.cells[1]};
            for (; i < blocks.size() && goes_on(blocks[i]) && !ends_sentence(t, lines.back()); ++i)
                lines.push_back(blocks[i].words);
            b.kind = pledge ? block_kind::bullet : block_kind::paragraph;
            b.words = lines.size() == 1 ? lines.front() : t.append(lines);
            b.cells.clear();
        }
        made.push_back(std::move(b));
    }
    blocks = std::move(made);
}

} // namespace reading::doc
