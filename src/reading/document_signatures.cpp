#include "reading/document_signatures.hpp"

#include "reading/document_nameless.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_signing_sentence.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace reading::doc {

namespace {

// A line of a signature, wherever it stands: a block of its own, a cell, a part between commas.
struct piece {
    range words;
    std::size_t block = 0;
    std::size_t column = 0; // of a row of such, counted through the text; 0 elsewhere
};

// Two to four capitalised words that are no party, no title and no word of the genre.
bool is_person(const manuscript& t, range w) {
    if (w.size() < 2 || w.size() > 4) return false;
    for (auto i = w.first; i < w.last; ++i) {
        const bool particle = t.is(i, "von") || t.is(i, "af") || t.is(i, "de");
        const bool initial = t.is(i, ".") && i > w.first && t.folded(i - 1).size() == 1;
        if (particle || initial) continue;
        if (!t.is_word(i) || !t[i].capital || t.has(i, tag::not_name) || t.has(i, tag::title_word)) return false;
        if (t.has(i, tag::pledge_verb) || t.has(i, tag::modal) || t.has(i, tag::finite)) return false; // "ÅTAR SIG"
        if (t.has(i, tag::compass)) return false; // "Västra Berget"
        if (t.has(i, tag::conjunction) && t.folded(i).size() > 1) return false;
        if (t.has(i, tag::company) || t.has(i, tag::municipal) || t.has(i, tag::police) || t.has(i, tag::pledge_noun) ||
            t.has(i, tag::region))
            return false;
        // "TRYGGT PÅ STAN"
        if ((t.has(i, tag::preposition) && !t.is(i, "per")) || t.has(i, tag::conjunction)) return false;
        // "Sala Berg" may be a person, "Upplands Väsby" is none.
        if (t[i].place != no_place && t[i].place_words == w.size()) return false;
    }
    return true;
}

// Where the name begins that ends the words after a title; the end where none does.
std::size_t name_at_end(const manuscript& t, range w) {
    constexpr std::size_t words = 2;
    if (w.size() < words + 1) return w.last;
    // "Kommunchef Namn Efternamn", "Norrby kommun Namn Efternamn"
    if (!t.has(w.first, tag::title_word) && !is_party_line(t, {w.first, w.last - words})) return w.last;
    return is_person(t, {w.last - words, w.last}) ? w.last - words : w.last;
}

// Behind the colon of "För kommunen: Kommunchef"; the beginning where none leads to more.
std::size_t past_party(const manuscript& t, range w) {
    for (auto i = w.first + 1; heads_party(t, w) && i + 1 < w.last; ++i)
        if (t.is(i, ":") && is_party_line(t, {w.first + 1, i})) return i + 1;
    return w.first;
}

// A row of a signature table is read down its columns; "Namn, titel, part" at its commas.
std::vector<piece> pieces_of(const manuscript& t, const std::vector<block>& blocks) {
    std::vector<piece> all;
    std::size_t column = 0;
    const auto add_parts = [&](range w, std::size_t b, std::size_t of_column) {
        // "För kommunen: Namn Efternamn, kommunchef"
        if (const auto colon = past_party(t, w); colon != w.first) {
            all.push_back({{w.first, colon - 1}, b, of_column});
            w.first = colon;
        }
        // "….. Namn": the line to sign on.
        while (w.size() > 1 && t[w.first].kind == token_kind::mark)
            ++w.first;
        if (w.size() == 1 && t[w.first].kind == token_kind::mark) return;
        // "Namn Efternamn Kommunalråd" on one line.
        const auto title = first_title(t, w);
        if (title != w.last && title > w.first + 1 && is_person(t, {w.first, title})) {
            all.push_back({{w.first, title}, b, of_column});
            w.first = title;
        }
        // "Kommunalråd Namn Efternamn".
        if (title == w.first && w.size() <= 5 && is_title_word(t, title)) {
            const auto name = w.first + 1;
            if (is_person(t, {name, w.last}) && t[w.first].capital && t[name].place == no_place) {
                all.push_back({{name, w.last}, b, of_column});
                w.last = name;
            }
        }
        auto from = w.first;
        for (auto i = w.first; i <= w.last; ++i)
            if (i == w.last || t.is(i, ",")) {
                // "Namn, kommunchef Namn, polischef": the next name follows a title
                const bool titled = i + 1 < w.last && t.has(i + 1, tag::title_word) && !t.has(i + 1, tag::police);
                const auto name = titled ? name_at_end(t, {from, i}) : i;
                if (name > from) all.push_back({{from, name}, b, of_column});
                if (i > name) all.push_back({{name, i}, b, of_column});
                from = i + 1;
            }
    };
    for (std::size_t b = 0; b < blocks.size();) {
        if (blocks[b].kind != block_kind::row) {
            const bool listed = blocks[b].words.size() <= 20 && !ends_sentence(t, blocks[b].words) &&
                                !begins_with_column(t, blocks[b].words);
            if (listed)
                add_parts(blocks[b].words, b, 0);
            else
                all.push_back({blocks[b].words, b, 0});
            ++b;
            continue;
        }
        auto end = b;
        std::size_t columns = 0;
        for (; end < blocks.size() && blocks[end].kind == block_kind::row; ++end)
            columns = std::max(columns, blocks[end].cells.size());
        // A signature table is narrow and short; a plan is neither.
        const bool narrow = columns <= 4 && end - b <= 8 && !heads_plan(t, blocks[b].cells);
        for (std::size_t c = 0; narrow && c < columns; ++c) {
            ++column;
            for (auto k = b; k < end; ++k)
                if (c < blocks[k].cells.size() && !blocks[k].cells[c].empty()) add_parts(blocks[k].cells[c], k, column);
        }
        b = end;
    }
    return all;
}

bool heads_contacts(const manuscript& t, const block& b) {
    return !b.words.empty() && b.words.size() <= 4 && t.has(b.words.first, tag::sec_contact);
}

// In a column of a row of signatures the title may stand above the name.
bool is_titled_above(const manuscript& t, const std::vector<piece>& pieces, std::size_t i) {
    if (pieces[i].column == 0 || i == 0 || pieces[i - 1].column != pieces[i].column ||
        !is_title(t, pieces[i - 1].words))
        return false;
    const bool titled_below =
        i + 1 < pieces.size() && pieces[i + 1].column == pieces[i].column && is_title(t, pieces[i + 1].words);
    return !titled_below && !is_person(t, pieces[i - 1].words);
}

found_signatory titled_above(const manuscript& t, const std::vector<piece>& pieces, std::size_t i,
                             std::vector<block>& blocks) {
    found_signatory s;
    s.value.name = t.plain(pieces[i].words);
    s.value.title = t.plain(pieces[i - 1].words);
    s.name = t.span_of(pieces[i].words);
    s.title = t.span_of(pieces[i - 1].words);
    blocks[pieces[i].block].signature = blocks[pieces[i - 1].block].signature = true;
    for (const auto k : {i - 2, i + 1})
        if (k < pieces.size() && pieces[k].column == pieces[i].column && is_party_line(t, pieces[k].words) &&
            s.party.empty()) {
            s.party = pieces[k].words;
            blocks[pieces[k].block].signature = true;
        }
    return s;
}

// "Norra Berget" of "Lokalpolisområde Norra Berget", in small letters: no person, wherever it stands.
std::set<std::string> police_areas(const manuscript& t) {
    std::set<std::string> names;
    for (std::size_t i = 0; i + 1 < t.size(); ++i) {
        if (!t.has(i, tag::police_area)) continue;
        auto last = i + 1;
        while (last < t.size() && t.is_word(last) && t[last].capital)
            ++last;
        if (last > i + 2) names.insert(base::lower(t.plain({i + 1, last})));
    }
    return names;
}

} // namespace

std::vector<found_signatory> find_signatories(const manuscript& t, std::vector<block>& blocks) {
    std::vector<found_signatory> found;
    const auto pieces = pieces_of(t, blocks);
    const auto areas = police_areas(t);
    bool contacts = false;
    std::size_t last_used = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& at = pieces[i];
        if (heads_contacts(t, blocks[at.block])) contacts = true;
        if (t.any(blocks[at.block].words, tag::sec_signatures) && blocks[at.block].words.size() < 6) contacts = false;
        if (!is_person(t, at.words) || areas.contains(base::lower(t.plain(at.words)))) continue;
        if (is_titled_above(t, pieces, i)) {
            found.push_back(titled_above(t, pieces, i, blocks));
            last_used = i + 1;
            continue;
        }
        if (i + 1 >= pieces.size() || !is_title(t, pieces[i + 1].words)) continue;
        blocks[at.block].signature = blocks[pieces[i + 1].block].signature = true;
        if (contacts) {
            blocks[at.block].contact = blocks[pieces[i + 1].block].contact = true;
            continue;
        }
        found_signatory s;
        s.value.name = t.plain(at.words);
        const auto title = without(t, pieces[i + 1].words, ",");
        s.value.title = t.plain(title);
        s.name = t.span_of(at.words);
        s.title = t.span_of(title);
        const auto next = i + 2;
        // "För kommunen" heads the signature below it.
        const bool after = next < pieces.size() && !t.is(pieces[next].words.first, "för") &&
                           pieces[next].block <= pieces[i + 1].block + 1 && pieces[next].column == at.column;
        // The line below the title names the party, unless it is the head of the next signature.
        if (after && is_party_line(t, pieces[next].words) && !is_person(t, pieces[next].words)) {
            const bool heads_next = next + 2 < pieces.size() && blocks[pieces[next].block].kind == block_kind::logo &&
                                    is_person(t, pieces[next + 1].words) && i > last_used && i > 0 &&
                                    is_party_line(t, pieces[i - 1].words);
            if (!heads_next) s.party = pieces[next].words;
        } else if (after && is_title(t, pieces[i + 1].words) && pieces[next].words.size() <= 3 &&
                   t[pieces[next].words.first].capital && t.any(title, tag::police_title) &&
                   !is_person(t, pieces[next].words)) {
            s.party = pieces[next].words;
        }
        // The name of a police area may look like a person's: "Södra Berget" below "Lokalpolisområdeschef".
        if (s.party.empty() && after && is_person(t, pieces[next].words) && t.any(title, tag::police_title) &&
            !(next + 1 < pieces.size() && is_title(t, pieces[next + 1].words)))
            s.party = pieces[next].words;
        if (!s.party.empty()) blocks[pieces[next].block].signature = true;
        if (s.party.empty() && i > 0 && i - 1 >= last_used && is_party_line(t, pieces[i - 1].words)) {
            s.party = pieces[i - 1].words;
            blocks[pieces[i - 1].block].signature = true;
        }
        const bool took_next = after && !s.party.empty() && s.party == pieces[next].words;
        last_used = took_next ? next + 1 : next; // a party named below belongs to nobody else
        found.push_back(std::move(s));
    }
    const auto marked = mark_nameless(t, blocks, !found.empty());
    if (found.empty()) found = nameless(t, blocks, marked);
    if (found.empty()) found = signed_in_words(t, blocks);
    return found;
}

} // namespace reading::doc
