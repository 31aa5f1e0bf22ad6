#include "reading/outcomes.hpp"

#include "base/text.hpp"
#include "reading/outcome_match.hpp"
#include "reading/read.hpp"
#include "reading/trace.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>

namespace reading {
namespace {

// A piece of the report with where it stands, in code points.
struct piece {
    std::u32string_view text;
    std::size_t at = 0;

    std::string plain() const { return base::to_utf8(text); }
    ::reading::span span() const { return {at, at + text.size()}; }
};

piece trimmed(piece p) {
    while (!p.text.empty() && base::is_space(p.text.front()))
        p.text.remove_prefix(1), ++p.at;
    while (!p.text.empty() && base::is_space(p.text.back()))
        p.text.remove_suffix(1);
    return p;
}

std::vector<piece> split(piece whole, char32_t by) {
    std::vector<piece> all;
    for (std::size_t from = 0; from <= whole.text.size();) {
        const auto end = std::min(whole.text.find(by, from), whole.text.size());
        all.push_back(trimmed({whole.text.substr(from, end - from), whole.at + from}));
        from = end + 1;
    }
    return all;
}

// A point ends a sentence where a capital follows.
std::vector<piece> sentences(piece line) {
    std::vector<piece> all;
    std::size_t from = 0;
    for (std::size_t i = 0; i + 2 < line.text.size(); ++i) {
        const bool ends = line.text[i] == U'.' && base::is_space(line.text[i + 1]) &&
                          base::fold_case(line.text[i + 2]) != line.text[i + 2];
        if (!ends) continue;
        all.push_back(trimmed({line.text.substr(from, i + 1 - from), line.at + from}));
        from = i + 1;
    }
    all.push_back(trimmed({line.text.substr(from), line.at + from}));
    return all;
}

bool begins_one_of(std::string_view folded, std::span<const std::string_view> stems) {
    for (const auto word : base::split(folded, ' '))
        for (const auto stem : stems)
            if (word.starts_with(stem)) return true;
    return false;
}

// The columns of a table that tell what was done, of what, and what was planned.
constexpr auto result_heads =
    std::to_array<std::string_view>({"utfall", "resultat", "genomför", "utför", "gjort", "gjord", "antal", "uppfyll",
                                     "uppfölj", "måluppfyll", "status", "hittills", "redovisning", "utföll", "blev"});
constexpr auto label_heads = std::to_array<std::string_view>(
    {"vad", "aktivitet", "åtgärd", "insats", "löfte", "medborgarlöfte", "område", "fokusområde", "punkt"});
constexpr auto plan_heads =
    std::to_array<std::string_view>({"när", "mål", "plan", "planera", "frekvens", "omfattning", "ansvar", "samverkan",
                                     "kommentar", "mått", "indikator", "syfte"});
constexpr std::size_t longest_head = 40;     // code points, of a column's
constexpr std::size_t longest_heading = 100; // of a text's

enum class column { label, result, other };

column column_of(const piece& cell) {
    const auto folded = base::lower(cell.plain());
    if (folded.find("planera") != folded.npos) return column::other; // "antal planerade"
    // "Måluppfyllelse" is a result, "Mål" is none.
    if (begins_one_of(folded, result_heads)) return column::result;
    if (begins_one_of(folded, plan_heads)) return column::other;
    return begins_one_of(folded, label_heads) ? column::label : column::other;
}

// Where a part of the number before it is told.
std::size_t of_which(std::u32string_view text) { return std::min(text.find(U"varav"), text.find(U"därav")); }

struct amount_found {
    quantity amount;
    ::reading::span at; // in the report
};

class outcome_finder {
  public:
    outcome_finder(std::u32string_view text, const document& pledge, const manner& how)
        : text_{text}, index_{pledge}, how_{how.by, nullptr} {}

    outcome_report run() {
        std::vector<column> columns;
        for (const auto& line : lines()) {
            const auto cells = split(line, U'\t');
            if (cells.size() < 2) {
                columns.clear();
                if (!line.text.empty()) prose(line);
            } else if (auto head = head_of(cells)) {
                columns = *std::move(head);
            } else {
                row(cells, columns);
            }
        }
        take_prose();
        std::stable_sort(out_.found.begin(), out_.found.end(),
                         [](const auto& a, const auto& b) { return a.said_at.begin < b.said_at.begin; });
        std::stable_sort(out_.unplaced.begin(), out_.unplaced.end(),
                         [](const auto& a, const auto& b) { return a.said_at.begin < b.said_at.begin; });
        out_.period = read_period(first_words(), {}, how_).valid;
        return std::move(out_);
    }

  private:
    std::vector<piece> lines() const {
        std::vector<piece> all;
        for (std::size_t from = 0; from <= text_.size();) {
            const auto end = std::min(text_.find_first_of(U"\n\f", from), text_.size());
            piece line{text_.substr(from, end - from), from};
            if (line.text.find(U'\t') == line.text.npos) line = trimmed(line); // empty cells keep their place
            all.push_back(line);
            from = end + 1;
        }
        return all;
    }

    // The title and what stands beside it: where a report says which time it is about.
    std::string first_words() const {
        constexpr std::size_t reach = 300; // code points
        return base::to_utf8(text_.substr(0, std::min(reach, text_.size())));
    }

    // A row whose cells are short, hold no amount, and name at least a column of results.
    std::optional<std::vector<column>> head_of(const std::vector<piece>& cells) const {
        std::vector<column> all;
        for (const auto& cell : cells) {
            if (cell.text.size() > longest_head || amount_in(cell)) return std::nullopt; // "Utfall 2024" holds none
            all.push_back(column_of(cell));
        }
        if (std::find(all.begin(), all.end(), column::result) == all.end()) return std::nullopt;
        if (std::find(all.begin(), all.end(), column::label) == all.end()) {
            const auto first = std::find(all.begin(), all.end(), column::other);
            if (first == all.end()) return std::nullopt;
            *first = column::label;
        }
        return all;
    }

    std::optional<amount_found> amount_in(const piece& p) const {
        trace told;
        const auto read = read_quantity(p.plain(), {how_.by, &told});
        if (!read.quantity || told.readings.empty()) return std::nullopt;
        auto at = told.readings.front().from.front().span;
        return amount_found{*read.quantity, {p.at + at.begin, p.at + at.end}};
    }

    static bool is_share(const quantity& q) { return q.unit && *q.unit == "procent"; }

    std::string words_at(::reading::span s) const { return base::to_utf8(text_.substr(s.begin, s.end - s.begin)); }

    void leave(unplaced_why why, ::reading::span at, std::vector<std::string> owners = {}) {
        out_.unplaced.push_back({why, words_at(at), at, std::move(owners)});
    }

    void row(const std::vector<piece>& cells, const std::vector<column>& columns) {
        piece label, result;
        if (!columns.empty()) {
            for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
                if (columns[i] == column::label && label.text.size() < cells[i].text.size()) label = cells[i];
                // Of several columns of results the first that holds a number; else the first with words.
                if (columns[i] != column::result || cells[i].text.empty()) continue;
                if (result.text.empty() || (!amount_in(result) && amount_in(cells[i]))) result = cells[i];
            }
        } else { // no head: what is named first, and the last cell that holds an amount
            label = cells.front();
            for (std::size_t i = 1; i < cells.size(); ++i)
                if (amount_in(cells[i])) result = cells[i];
        }
        if (label.text.empty() || result.text.empty()) return;
        place(label, result, true);
    }

    void place(const piece& label, const piece& result, bool row) {
        const auto owners = index_.find(label.plain());
        const auto amount = amount_in(result);
        if (owners.empty()) {
            if (row || (amount && !is_share(amount->amount))) leave(unplaced_why::no_owner, whole(label, result, row));
            return;
        }
        if (owners.size() > 1) return leave(unplaced_why::several, whole(label, result, row), owners);
        if (!amount) return row ? leave(unplaced_why::no_amount, whole(label, result, row), owners) : void();
        if (part_is_meant(result, owners.front()))
            return leave(unplaced_why::total_or_part, whole(label, result, row), owners);
        if (is_share(amount->amount)) return leave(unplaced_why::share, whole(label, result, row), owners);
        if (placed_.contains(owners.front())) return leave(unplaced_why::again, whole(label, result, row), owners);
        placed_.insert(owners.front());
        out_.found.push_back({owners.front(), words_at(amount->at), amount->amount, amount->at, label.span()});
    }

    bool part_is_meant(const piece& result, const std::string& owner) const {
        const auto at = of_which(result.text);
        if (at == result.text.npos) return false;
        const piece part{result.text.substr(at), result.at + at};
        const auto owners = index_.find(part.plain());
        return amount_in(part) && std::find(owners.begin(), owners.end(), owner) != owners.end();
    }

    static ::reading::span whole(const piece& label, const piece& result, bool row) {
        if (!row) return result.span();
        return {std::min(label.at, result.at), std::max(label.span().end, result.span().end)};
    }

    // Tables say more plainly what belongs to what: sentences wait until they are read.
    void prose(const piece& line) {
        bool tells = false;
        for (const auto& s : sentences(line)) {
            if (!tells_what_was_done(s)) continue;
            tells = true;
            for (const auto& part : parts_of(s))
                prose_.push_back({part, heading_});
        }
        if (tells || line.text.size() > longest_heading) return;
        const auto owners = index_.find(line.plain());
        heading_ = owners.size() == 1 ? std::optional{line} : std::nullopt;
    }

    // "112 trafikkontroller och 24 fotpatruller": each by itself, where both sides tell of something that was promised.
    std::vector<piece> parts_of(piece s) const {
        std::vector<piece> all;
        constexpr std::size_t longest = 400; // code points: looking at each side costs the square of them
        int depth = 0;
        for (std::size_t i = 0; s.text.size() <= longest && i < s.text.size(); ++i) {
            depth += s.text[i] == U'(' ? 1 : s.text[i] == U')' ? -1 : 0;
            const bool word = s.text.substr(i).starts_with(U" och ") || s.text.substr(i).starts_with(U" samt ");
            if (depth != 0 || !(word || s.text.substr(i).starts_with(U", "))) continue;
            const piece left{s.text.substr(0, i), s.at}, right = trimmed({s.text.substr(i + 1), s.at + i + 1});
            if (of_which(right.text) == 0 || !tells_of_one(left) || !tells_of_one(right)) continue;
            all.push_back(left);
            s = right;
            i = 0;
        }
        all.push_back(s);
        return all;
    }

    bool tells_of_one(const piece& p) const { return amount_in(p) && !index_.find(p.plain()).empty(); }

    // A number, and no promise of what is to come.
    bool tells_what_was_done(const piece& s) const {
        const auto folded = " " + base::lower(s.plain()) + " ";
        for (const std::string_view word : {" ska ", " skall ", " kommer att ", " planeras ", " lovar ", " bör "})
            if (folded.find(word) != folded.npos) return false;
        return amount_in(s).has_value();
    }

    void take_prose() {
        for (const auto& [s, heading] : prose_)
            place(heading && index_.find(s.plain()).empty() ? *heading : s, s, false);
    }

    struct told_sentence {
        piece words;
        std::optional<piece> heading; // above it, where it names what is told of
    };

    std::u32string_view text_;
    owner_index index_;
    manner how_;
    outcome_report out_;
    std::vector<told_sentence> prose_;
    std::optional<piece> heading_;
    std::set<std::string> placed_;
};

} // namespace

outcome_report find_outcomes(std::string_view text, const document& pledge, const manner& how) {
    const auto wide = base::to_utf32(text);
    return outcome_finder{wide, pledge, how}.run();
}

} // namespace reading
