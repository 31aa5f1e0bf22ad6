#include "reading/document_pledge_rows.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_pledges.hpp"

#include <algorithm>
#include <cstddef>

namespace reading::doc {
namespace {

constexpr std::size_t most_label_words = 4;
constexpr std::size_t fewest_owned_words = 3;
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

// "Polisen", "Kommunen och polisen", "Båda"
bool names_owner(const manuscript& t, range cell) {
    if (cell.size() == 1 && (t.is(cell.first, "båda") || t.is(cell.first, "alla") || t.is(cell.first, "tillsammans")))
        return true;
    return names_only_parties(t, cell);
}

bool is_owned(const manuscript& t, const block& b) {
    // "Polisen | A123.456/2030"
    for (auto i = b.cells.size() == 2 ? b.cells[1].first : b.words.last; i < b.words.last; ++i)
        if (t.is(i, "/") && i + 1 < b.words.last && t.is_number(i + 1)) return false;
    return is_pair(b) && !b.signature && b.cells[1].size() >= fewest_owned_words && names_owner(t, b.cells[0]) &&
           !heads_plan(t, b.cells) && !names_only_parties(t, b.cells[1]);
}

// "1 | Lägre fart" above such rows.
bool is_numbered(const manuscript& t, const block& b) {
    return is_pair(b) && b.cells[0].size() == 1 && t.is_number(b.cells[0].first) && t[b.cells[0].first].digits <= 2;
}

void open_owned_row(const manuscript& t, block& b) {
    if (is_numbered(t, b)) {
        b.kind = block_kind::paragraph;
        b.number = static_cast<int>(t[b.cells[0].first].value);
    } else {
        b.kind = block_kind::bullet;
        b.owner = b.cells[0];
    }
    b.words = b.cells[1];
    b.cells.clear();
}

// "Polisen | Minst fyra kontroller per månad": rows that no head makes a plan become items with their owners, where one
// of those below each other tells how much.
void open_owned_rows(const manuscript& t, std::vector<block>& blocks) {
    for (std::size_t i = 0; i < blocks.size();) {
        auto end = i;
        std::ptrdiff_t owned = 0, told = 0;
        for (; end < blocks.size() && (is_owned(t, blocks[end]) || is_numbered(t, blocks[end])); ++end) {
            if (!is_owned(t, blocks[end])) continue;
            ++owned;
            told += tells_how_much(t, blocks[end].cells[1]);
        }
        const bool below_rows = i > 0 && blocks[i - 1].kind == block_kind::row;
        const bool open = !below_rows && owned >= fewest_rows && told * 2 >= owned;
        for (; i < end && open; ++i)
            open_owned_row(t, blocks[i]);
        i = std::max(end, i + 1);
    }
}

} // namespace

void open_pledge_rows(manuscript& t, std::vector<block>& blocks) {
    open_owned_rows(t, blocks);
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
