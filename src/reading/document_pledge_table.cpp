#include "reading/document_pledge_table.hpp"

#include "reading/document_area_names.hpp"
#include "reading/document_leads.hpp"
#include "reading/document_plan.hpp"

namespace reading::doc {

namespace {

constexpr std::size_t fewest_leading = 2;

// "Vem", "Vem gör det?", "Ansvarig"
bool names_who(const manuscript& t, range cell) {
    return t.is(cell.first, "vem") || t.is(cell.first, "vilka") || t.any(cell, tag::col_responsible);
}

class table_reader {
  public:
    table_reader(const manuscript& text, const std::vector<block>& blocks, const found_parties& parties)
        : t_{text}, blocks_{blocks}, parties_{parties} {}

    std::vector<found_area> run() {
        for (const auto& b : blocks_) {
            if (b.promised)
                read_promise(b);
            else if (b.kind != block_kind::row || b.signature || t_.any(b.words, tag::registration))
                head_.clear();
            else if (heads_pledges(b.cells) || heads_owned_pledges(t_, b.cells))
                head_ = b.cells;
            else if (!head_.empty() && b.cells.size() <= head_.size())
                heads_owned_pledges(t_, head_) ? read_owned(b) : read(b);
        }
        return std::move(found_);
    }

  private:
    bool leads(range cell) const { return leads_to_promises(t_, cell) || names_only_parties(t_, cell); }

    bool heads_pledges(const std::vector<range>& cells) const {
        std::size_t leading = 0, worded = 0;
        for (const auto& cell : cells) {
            // "Norrby kommun | Polisen | Sida 1"
            for (auto i = cell.first; i < cell.last; ++i)
                if (t_.is_number(i) && names_only_parties(t_, cells.front())) return false;
            leading += !cell.empty() && leads(cell);
            worded += leads_to_promises(t_, cell);
        }
        // Names alone may head signatures; beside a column of areas they head pledges.
        if (worded == 0 && leading == cells.size()) return false;
        // "Område, Polisens löfte, Kommunens löfte, Uppföljning"
        if (worded >= fewest_leading && leading + 2 >= cells.size()) return true;
        return leading >= fewest_leading && leading + 1 >= cells.size() && !heads_plan(t_, cells);
    }

    void read(const block& row) {
        range name{};
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            if (!leads(head_[c]) && name.empty()) name = row.cells[c];
        if (!name.empty() || found_.empty()) {
            found_.emplace_back();
            found_.back().name = name;
        }
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            if (leads(head_[c])) read_cell(row.cells[c], head_[c]);
    }

    // One promise and whose it is, in an area that goes on where it has the name of the row above or none.
    void read_owned(const block& row) {
        range name{}, words{}, who{};
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            auto& place = leads(head_[c]) ? words : names_who(t_, head_[c]) ? who : name;
            if (place.empty()) place = row.cells[c];
        }
        if (words.empty()) return;
        const bool goes_on = !found_.empty() && (name.empty() || is_same_name(t_, found_.back().name, name));
        if (!goes_on) {
            found_.emplace_back();
            found_.back().name = name;
        }
        read_cell(words, who);
    }

    // A promise in parts, which says itself whose it is where no part does.
    void read_promise(const block& row) {
        const auto name = row.cells[0], words = row.cells[1], who = row.cells[2], why = row.cells[3];
        promise p{.words = words, .by = actors_in(t_, who, parties_)};
        auto worded = promises_in(t_, words, parties_);
        if (auto stated = stated_in(t_, words, parties_); worded.empty() && stated) worded.push_back(*stated);
        if (!worded.empty()) {
            p.modality = worded.front().modality;
            if (p.by.empty()) p.by = worded.front().by;
        }
        found_.emplace_back();
        found_.back().name = name;
        if (!why.empty()) found_.back().background.push_back(why);
        found_.back().pledges.push_back({words, p.by, p.modality});
    }

    void read_cell(range cell, range head) {
        auto by = actors_in(t_, head, parties_);
        if (by.empty()) by = parties_.signing(); // "Tillsammans"
        for (auto from = cell.first; from < cell.last;) {
            auto end = sentence_end(t_, from, cell.last);
            for (auto i = from; i < end; ++i)
                if (t_.is(i, ";") || t_.is(i, "•")) end = i;
            range words{from, end};
            while (!words.empty() && t_[words.first].kind == token_kind::mark)
                ++words.first;
            if (words.size() > 1) found_.back().pledges.push_back({words, by, modality::shall});
            from = std::max(end, from + 1);
            if (from < cell.last && (t_.is(from, ";") || t_.is(from, "•"))) ++from;
        }
    }

    const manuscript& t_;
    const std::vector<block>& blocks_;
    const found_parties& parties_;
    std::vector<range> head_;
    std::vector<found_area> found_;
};

} // namespace

bool heads_owned_pledges(const manuscript& t, const std::vector<range>& cells) {
    std::size_t promising = 0, who = 0, area = 0;
    for (const auto& cell : cells) {
        if (cell.empty()) return false;
        const bool promises = t.any(cell, tag::pledge_verb) && leads_to_promises(t, cell);
        promising += promises;
        who += !promises && names_who(t, cell);
        area += !promises && !names_who(t, cell) && t.any(cell, tag::col_area);
    }
    return promising == 1 && who == 1 && area <= 1 && cells.size() == promising + who + area;
}

std::vector<found_area> find_pledge_table(const manuscript& text, const std::vector<block>& blocks,
                                          const found_parties& parties) {
    return table_reader{text, blocks, parties}.run();
}

} // namespace reading::doc
