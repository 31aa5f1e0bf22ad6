#include "reading/document_labels.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_sections.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace reading::doc {
namespace {

constexpr std::size_t most_label_words = 4;
constexpr std::size_t most_name_words = 14;
constexpr std::size_t fewest_labels = 3;
constexpr std::size_t most_labels = 12;
constexpr std::size_t fewest_groups = 2;

// "När: varje vecka".
struct labelled {
    range label, value;
    std::string key;
};

std::optional<labelled> label_of(const manuscript& t, const block& b, bool may_be_empty = false) {
    if (b.signature || (b.kind != block_kind::bullet && b.kind != block_kind::paragraph)) return std::nullopt;
    std::string key;
    for (auto i = b.words.first; i < b.words.last && i - b.words.first <= most_label_words; ++i) {
        const bool asked =
            t.is(i, "?") && !key.empty() && names_column(t, {b.words.first, i}); // "Hur ofta? Varje vecka"
        if ((t.is(i, ":") || asked) && !key.empty() && (i + 1 < b.words.last || may_be_empty))
            return labelled{{b.words.first, i}, {i + 1, b.words.last}, std::move(key)};
        // "Löfte A: Trafik" heads what stands below it.
        const bool lettered = i == b.words.first + 1 && t.folded(i).size() == 1 && t[i].capital &&
                              (t.has(b.words.first, tag::pledge_noun) || t.has(b.words.first, tag::area_word));
        if (!t.is_word(i) || lettered) return std::nullopt;
        key.append(t.folded(i)) += ' ';
    }
    return std::nullopt;
}

bool may_name(const manuscript& t, const block& b) {
    const bool text = b.kind == block_kind::bullet || b.kind == block_kind::paragraph;
    return text && !b.signature && !b.words.empty() && b.words.size() <= most_name_words && !ends_sentence(t, b.words);
}

struct group {
    range name; // of the line above it; empty where there is none
    std::vector<labelled> parts;
    bool has(const std::string& key) const {
        return std::any_of(parts.begin(), parts.end(), [&](const labelled& p) { return p.key == key; });
    }
};

class list_reader {
  public:
    list_reader(const manuscript& text, const std::vector<block>& blocks, std::size_t from)
        : t_{text}, blocks_{blocks}, end_{from} {
        while (read_group()) {
        }
    }

    std::size_t end() const { return end_; }

    // The head and the rows; empty where the list is no plan.
    std::vector<block> rows() const {
        if (groups_.size() < fewest_groups || labels_.size() < fewest_labels) return {};
        if (hold_pledges() || hold_promises()) return {};
        const bool named = std::all_of(groups_.begin(), groups_.end(), [](const group& g) { return !g.name.empty(); });
        std::vector<block> made{row(groups_.front(), named)};
        made.front().cells.assign(named ? 1 : 0, range{});
        for (const auto& l : labels_)
            made.front().cells.push_back(l.label);
        if (!heads_plan(t_, made.front().cells)) return {};
        const bool heads_own =
            std::none_of(labels_.begin(), labels_.end(), [&](const labelled& l) { return names_area(t_, l.label); });
        const auto head = made.front();
        for (const auto& g : groups_) {
            // Where only some have a name above them, it heads those that follow.
            if (!named && heads_own && !g.name.empty()) {
                block name;
                name.words = g.name;
                name.gap = 1;
                if (made.size() == 1) made.pop_back();
                made.push_back(std::move(name));
                made.push_back(head);
            }
            made.push_back(row(g, named));
        }
        return made;
    }

    // "Löfte 1: Skolvägen" stands above each of them, and what is promised below it.
    bool are_promises() const {
        const auto promised = std::count_if(groups_.begin(), groups_.end(), [&](const group& g) {
            const bool worded =
                !g.name.empty() && (t_.has(g.name.first, tag::pledge_noun) || t_.has(g.name.first, tag::sec_pledges));
            // "Löfte 1: Polisen ska synas" is the promise itself, and below it stands how it is kept.
            const bool whole = t_.any(g.name, tag::modal) || t_.any(g.name, tag::pledge_verb);
            return worded && !whole && heads_area(t_, g.name) && !part_of(g, says::what).empty();
        });
        return groups_.size() >= fewest_groups && static_cast<std::size_t>(promised) == groups_.size();
    }

    std::vector<block> promised_rows(manuscript& text) const {
        std::vector<block> made;
        for (const auto& g : groups_) {
            block row;
            row.kind = block_kind::row;
            row.promised = true;
            const auto what = part_of(g, says::what), when = part_of(g, says::when);
            row.words = when.empty() ? what : text.append({what, when});
            const auto name = name_in_heading(t_, g.name), area = part_of(g, says::area);
            row.cells = {name.empty() ? area : name, row.words, part_of(g, says::who), part_of(g, says::why)};
            made.push_back(std::move(row));
        }
        return made;
    }

  private:
    enum class says { none, area, what, when, who, why };

    says part_named(range label) const {
        if (t_.is(label.first, "vem") || t_.is(label.first, "vilka") || t_.any(label, tag::col_responsible))
            return says::who;
        if (t_.any(label, tag::sec_follow_up) || t_.is(label.first, "med")) return says::none;
        if (t_.any(label, tag::col_when)) return says::when;
        if (t_.any(label, tag::sec_problem) || t_.any(label, tag::sec_aims) || t_.has(label.first, tag::sec_basis))
            return says::why;
        const bool what = t_.any(label, tag::col_what) || t_.any(label, tag::pledge_verb) ||
                          t_.any(label, tag::pledge_noun) || leads_to_promises(t_, label); // "Det här gör vi"
        if (what) return says::what;
        return names_area(t_, label) ? says::area : says::none;
    }

    range part_of(const group& g, says wanted) const {
        for (const auto& p : g.parts)
            if (part_named(p.label) == wanted) return p.value;
        return {};
    }

    // "Vårt löfte: Polisen ska …" in each of them: pledges under their areas.
    bool hold_pledges() const {
        const auto promised = std::count_if(groups_.begin(), groups_.end(), [&](const group& g) {
            return std::any_of(g.parts.begin(), g.parts.end(), [&](const labelled& p) {
                return t_.any(p.label, tag::pledge_noun) && t_.any(p.value, tag::modal);
            });
        });
        return static_cast<std::size_t>(promised) * 2 > groups_.size();
    }

    // "Åtgärd 1.2" above "Vad: …" names nothing.
    bool numbers_only(range words) const {
        if (words.size() < 2 || !t_.has(words.first, tag::col_what)) return false;
        for (auto i = words.first + 1; i < words.last; ++i)
            if (t_.is_word(i) && t_.folded(i).size() > 1) return false;
        return true;
    }

    bool read_group() {
        auto at = end_;
        if (at >= blocks_.size()) return false;
        group read;
        if (!label_of(t_, blocks_[at])) {
            if (!may_name(t_, blocks_[at])) return false;
            if (!numbers_only(blocks_[at].words)) read.name = blocks_[at].words;
            ++at;
        }
        for (; at < blocks_.size(); ++at) {
            auto part = label_of(t_, blocks_[at], !groups_.empty());
            if (!part || read.has(part->key) || read.parts.size() == most_labels) break;
            // "Avstämning: …" below an empty line tells of the whole plan
            const bool own = !groups_.empty() && groups_.front().has(part->key);
            const bool whole =
                !own && (t_.any(part->label, tag::sec_follow_up) || t_.any(part->label, tag::sec_feedback));
            if (whole && blocks_[at].gap > 0 && !read.parts.empty()) break;
            read.parts.push_back(std::move(*part));
        }
        // One label may stand anywhere; a list that goes on has some of those it began with.
        if (read.parts.size() < 2) return false;
        const bool goes_on = std::any_of(read.parts.begin(), read.parts.end(), [&](const labelled& p) {
            return !groups_.empty() && groups_.front().has(p.key);
        });
        if ((!groups_.empty() && !goes_on) || labels_.size() > most_labels) return false;
        call_as_before(read);
        add_labels(read);
        groups_.push_back(std::move(read));
        end_ = at;
        return true;
    }

    // "Vi lovar: …", or "Löfte: …" where nothing else says what is done or when: cards of promises.
    bool hold_promises() const {
        const auto any = [&](tag word) {
            return std::any_of(labels_.begin(), labels_.end(),
                               [&](const labelled& l) { return t_.any(l.label, word); });
        };
        return any(tag::pledge_verb) || (any(tag::pledge_noun) && !any(tag::col_what) && !any(tag::col_when));
    }

    // "Ansvar" in one group and "Ansvarig" in another are one column.
    void call_as_before(group& read) const {
        const auto is_known = [&](const std::string& key) {
            return std::any_of(labels_.begin(), labels_.end(), [&](const labelled& l) { return l.key == key; });
        };
        for (auto& p : read.parts) {
            if (is_known(p.key)) continue;
            const auto same = std::find_if(labels_.begin(), labels_.end(), [&](const labelled& l) {
                return !read.has(l.key) && name_same_column(t_, l.label, p.label);
            });
            if (same != labels_.end()) p.key = same->key;
        }
    }

    // A label that earlier groups lack has its place behind the one that it follows.
    void add_labels(const group& from) {
        std::size_t place = 0;
        for (const auto& p : from.parts) {
            const auto known =
                std::find_if(labels_.begin(), labels_.end(), [&](const labelled& l) { return l.key == p.key; });
            if (known != labels_.end()) {
                place = static_cast<std::size_t>(known - labels_.begin()) + 1;
                continue;
            }
            labels_.insert(labels_.begin() + static_cast<std::ptrdiff_t>(place++), p);
        }
    }

    block row(const group& g, bool named) const {
        block made;
        made.kind = block_kind::row;
        made.words = named ? g.name : g.parts.front().value;
        if (named) made.cells.push_back(g.name);
        for (const auto& l : labels_) {
            const auto part =
                std::find_if(g.parts.begin(), g.parts.end(), [&](const labelled& p) { return p.key == l.key; });
            made.cells.push_back(part == g.parts.end() ? range{} : part->value);
        }
        return made;
    }

    const manuscript& t_;
    const std::vector<block>& blocks_;
    std::size_t end_;
    std::vector<group> groups_;
    std::vector<labelled> labels_; // of all groups, in their order
};

} // namespace

void make_rows_of_labels(manuscript& text, std::vector<block>& blocks) {
    std::vector<block> made;
    made.reserve(blocks.size());
    for (std::size_t i = 0; i < blocks.size();) {
        const list_reader list{text, blocks, i};
        auto rows = list.are_promises() ? list.promised_rows(text) : list.rows();
        if (rows.empty()) {
            // What was read as a list and is none holds no list that begins further down.
            const auto end = std::max(list.end(), i + 1);
            std::move(blocks.begin() + static_cast<std::ptrdiff_t>(i),
                      blocks.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(made));
            i = end;
            continue;
        }
        std::move(rows.begin(), rows.end(), std::back_inserter(made));
        i = list.end();
    }
    blocks = std::move(made);
}

} // namespace reading::doc
