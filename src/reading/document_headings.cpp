#include "reading/document_blocks.hpp"
#include "reading/document_dates.hpp"
#include "reading/document_leads.hpp"
#include "reading/document_partners.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_roles.hpp"
#include "reading/document_sections.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>
#include <vector>

namespace reading::doc {

namespace {

constexpr std::size_t most_words = 14;
constexpr std::size_t most_length = 95;
constexpr std::size_t most_asking = 12;
constexpr std::size_t fewest_numbered = 2;
constexpr int most_left_out = 2; // numbered lines on end that look like no headings

// "Ansvarig: Kommunpolisen" tells of what stands above it.
bool is_labelled(const manuscript& t, range words) {
    for (auto i = words.first + 1; i + 1 < words.last && i < words.first + 4; ++i)
        if (t.is(i, "(") || t[i].kind == token_kind::number) {
            return false;
        } else if (t.is(i, ":")) {
            const range label{words.first, i};
            return t[i + 1].spaced && names_column(t, label) && !names_area(t, label) && !t.any(label, tag::col_what);
        }
    return false;
}

// "Varför ett löfte?" heads its answer.
bool asks(const manuscript& t, range words) {
    if (words.size() > most_asking || !t.is(words.last - 1, "?")) return false;
    for (auto i = words.first; i + 1 < words.last; ++i)
        if (t[i].kind == token_kind::mark && (t.is(i, ".") || t.is(i, "?") || t.is(i, "!"))) return false;
    return true;
}

bool can_head(const manuscript& t, const block& b) {
    if (b.signature || b.words.empty() || b.words.size() > most_words) return false;
    if (b.kind != block_kind::paragraph && b.kind != block_kind::bullet) return false;
    const auto span = t.span_of(b.words);
    const auto end = b.words.last - 1;
    if (span.end - span.begin > most_length || (ends_sentence(t, b.words) && !asks(t, b.words))) return false;
    // "Det vi ser är framför allt tre saker:" tells of the list below.
    if (t.is(end, ":") && t.any(b.words, tag::finite)) return false;
    if (is_labelled(t, b.words)) return false;
    if (t[end].kind == token_kind::mark && (t.is(end, ",") || t.is(end, ";") || t.is(end, "-"))) return false;
    const auto first = b.words.first;
    // "2. Medborgarlöfte 1 april 2025–31 mars 2026"
    const bool dated = t.has(first, tag::pledge_noun) && (b.number > 0 || b.gap > 0) && !t.any(b.words, tag::finite);
    for (auto i = first; i < b.words.last; ++i)
        if ((!dated && date_at(t, i, b.words.last)) || is_site(t, i)) return false;
    if (b.words.size() > 2 && t.is(first + 1, "=")) return false; // "P = polisen, K = kommunen"
    if (t.is(end, "den") || t.has(first, tag::registration) || t.is(first, "datum")) return false;
    if (t.is_number(first) && b.words.size() < 3) return false;
    if (t.is_word(first) && !t[first].capital) return false;
    return t.is_word(first) || t.is_number(first);
}

// The next block of each that is no logo.
using followers = std::vector<std::optional<std::size_t>>;
followers followers_of(const std::vector<block>& blocks) {
    followers all(blocks.size());
    for (auto k = blocks.size(); k-- > 1;)
        all[k - 1] = blocks[k].kind != block_kind::logo ? std::optional{k} : all[k];
    return all;
}

// "Problem", "Löfte": what stands below an area's heading is told by one word.
bool is_inner(const manuscript& t, const block& b) {
    return b.words.size() <= 2 && t.has(b.words.first, tag::sec_inner);
}

// "Polisen lovar att:" leads to the items below it and heads nothing.
bool leads_in(const manuscript& t, const block& b) {
    return t.is(b.words.last - 1, ":") && (t.any(b.words, tag::modal) || t.any(b.words, tag::pledge_verb));
}

// Numbers that run on through the document, most of them with text below, number its headings; a list's items follow
// each other.
std::vector<bool> numbered_headings(const std::vector<block>& blocks, const followers& next,
                                    const std::vector<bool>& can, const std::vector<bool>& leads) {
    std::vector<std::vector<std::size_t>> runs;   // their items
    std::map<int, std::set<std::size_t>> at_last; // the runs by the number that they have come to
    // "1. Färre stölder", "2. Ljusare gator" close below each other, and a heading "3. Det här lovar vi" that stands
    // free.
    const auto is_closed = [&](std::size_t run, std::size_t i) {
        return runs[run].size() > 1 && blocks[runs[run].back()].gap == 0 && blocks[i].gap > 0;
    };
    // The latest run that goes on with the number.
    const auto open_for = [&](int number, std::size_t i) {
        constexpr int most_tried = 3;
        std::optional<std::size_t> latest;
        for (auto r = at_last.lower_bound(number - most_left_out - 1); r != at_last.end() && r->first < number; ++r) {
            auto run = r->second.rbegin();
            for (int tried = 1; run != r->second.rend() && is_closed(*run, i) && tried < most_tried; ++tried)
                ++run;
            if (run != r->second.rend() && !is_closed(*run, i)) latest = std::max(latest.value_or(0), *run);
        }
        return latest;
    };
    std::vector<int> last;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto number = blocks[i].number;
        if (number <= 0 || blocks[i].sub || !can[i]) continue;
        const auto open = number == 1 ? std::nullopt : open_for(number, i);
        if (number > most_left_out + 1 && !open) continue;
        const auto into = open.value_or(runs.size());
        if (open) {
            at_last[last[into]].erase(into);
        } else {
            runs.emplace_back();
            last.emplace_back();
        }
        runs[into].push_back(i);
        last[into] = number;
        at_last[number].insert(into);
    }
    std::vector<bool> headings(blocks.size());
    for (const auto& r : runs) {
        const auto with_text = std::count_if(r.begin(), r.end(), [&](std::size_t i) {
            if (!next[i]) return false;
            const auto& below = blocks[*next[i]];
            const bool listed = below.kind == block_kind::bullet && below.number == 0;
            return below.sub || (below.number == 0 && (!can[*next[i]] || leads[*next[i]] || listed));
        });
        if (r.size() < fewest_numbered || static_cast<std::size_t>(with_text) * 2 <= r.size()) continue;
        for (const auto i : r)
            headings[i] = true;
    }
    return headings;
}

// "Vi lovar 2025 och 2026" on the cover is what the document is called.
bool names_year(const manuscript& t, range words) {
    for (auto i = words.first; i < words.last; ++i)
        if (t.is_number(i) && t[i].digits == 4) return true;
    return false;
}

// Lines that say who promises what stands below them. A name alone does so where items follow; in the head of a
// document names alone say whose it is.
std::vector<bool> leads_in_text(const manuscript& t, std::vector<block>& blocks, std::vector<bool>& can) {
    std::vector<bool> leads(blocks.size());
    std::unordered_set<std::uint32_t> partners;
    for (const auto i : find_partners(t))
        partners.insert(t[i].id);
    bool body = false;
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
        auto& b = blocks[i];
        const auto& below = blocks[i + 1];
        const bool text_below = below.kind == block_kind::bullet || below.kind == block_kind::paragraph;
        body = body || b.kind == block_kind::bullet || (b.kind == block_kind::paragraph && !can[i]);
        // "Polisen", and below it "Vi går till fots …"
        const bool we_below = body && below.kind == block_kind::paragraph && t.is(below.words.first, "vi");
        if (b.kind == block_kind::logo && i > 1 && !b.signature && (below.kind == block_kind::bullet || we_below) &&
            names_only_parties(t, b.words)) {
            b.kind = block_kind::paragraph;
            can[i] = leads[i] = true;
        } else if (can[i] && b.kind == block_kind::paragraph && text_below && !below.signature) {
            leads[i] =
                i > 0 &&
                ((leads_to_promises(t, b.words) &&
                  (body || below.kind == block_kind::bullet || !names_year(t, b.words))) ||
                 (body && below.kind == block_kind::bullet &&
                  (names_only_parties(t, b.words) || (b.words.size() <= 2 && partners.contains(t[b.words.first].id)))));
        }
    }
    return leads;
}

} // namespace

void mark_headings(const manuscript& text, std::vector<block>& blocks) {
    std::vector<bool> can(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i)
        can[i] = can_head(text, blocks[i]) && (!leads_in(text, blocks[i]) || leads_to_promises(text, blocks[i].words));
    const auto leads = leads_in_text(text, blocks, can);
    // A lone item before running text is a heading; items that follow each other are a list.
    const auto followed_by = followers_of(blocks);
    const auto numbered = numbered_headings(blocks, followed_by, can, leads);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!can[i] || blocks[i].kind != block_kind::bullet || numbered[i] || leads[i]) continue;
        const bool led = i > 0 && leads[i - 1];
        const auto next = followed_by[i];
        const bool lone = i == 0 || blocks[i - 1].kind != block_kind::bullet;
        can[i] = lone && !led && next && blocks[*next].kind == block_kind::paragraph && !can[*next];
    }
    bool body_seen = false;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto& b = blocks[i];
        if (!can[i]) {
            body_seen = body_seen || b.kind == block_kind::paragraph || b.kind == block_kind::bullet;
            continue;
        }
        const auto next = followed_by[i];
        const bool has_body = next && (!can[*next] || leads[*next] || (b.gap > 0 && is_inner(text, blocks[*next]))) &&
                              !blocks[*next].signature;
        const bool structural = sections_of_heading(text, b.words).any() || text.any(b.words, tag::pledge_noun) ||
                                heads_area(text, b.words);
        // Short lines one below the other, with nothing under them, are a list without marks.
        b.leads = leads[i];
        b.kind =
            has_body || structural || numbered[i] || leads[i] || !body_seen ? block_kind::heading : block_kind::bullet;
    }
}

} // namespace reading::doc
