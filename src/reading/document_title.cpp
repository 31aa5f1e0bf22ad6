#include "reading/document_cover.hpp"

#include "reading/document_dates.hpp"
#include "reading/document_sections.hpp"

namespace reading::doc {

namespace {

constexpr std::size_t most_title_words = 24;
constexpr std::size_t fewest_title_before = 3; // "Löftet gäller …" is no title
constexpr std::size_t most_title_before = 10;  // words of a title that says in the same line when it holds
constexpr std::size_t most_told = 10;          // words of a title that ends as a sentence does
constexpr std::size_t searched_blocks = 60;

bool has_year(const manuscript& t, range w) {
    for (auto i = w.first; i < w.last; ++i)
        if (t.is_number(i) && t[i].digits == 4 && t[i].value >= 1990 && t[i].value < 2100) return true;
    return false;
}

bool has_place(const manuscript& t, range w) {
    for (auto i = w.first; i < w.last; ++i)
        if (t[i].place != no_place) return true;
    return false;
}

// "Medborgarlöfte för Norrby gäller 1/2-24 – 31/1-26": the words before those that say when.
range before_validity(const manuscript& t, range w) {
    const auto verb = t.find(w, tag::valid_verb);
    const bool titled = verb != w.last && verb > w.first && t.any({w.first, verb}, tag::pledge_noun) &&
                        !t.any({w.first, verb}, tag::finite) && !t.any({w.first, verb}, tag::modal) &&
                        !t.any({w.first, verb}, tag::registration) && verb - w.first <= most_title_before &&
                        verb - w.first >= fewest_title_before && t.has(w.first, tag::pledge_noun);
    return titled ? range{w.first, verb} : w;
}

// How much a block looks like the title; 0: not at all.
int title_score(const manuscript& t, block b) {
    b.words = before_validity(t, b.words);
    if (b.signature || b.words.empty() || b.words.size() > most_title_words) return 0;
    if (b.kind != block_kind::heading && b.kind != block_kind::paragraph) return 0;
    if (t.any(b.words, tag::modal) || t.any(b.words, tag::pledge_verb) || t.is(b.words.last - 1, "?")) return 0;
    const bool pledge = t.any(b.words, tag::pledge_noun);
    if (t.is(b.words.first, "så") && looks_back(t, b.words)) return 0;
    if (!pledge && !t.any(b.words, tag::document_noun)) return 0;
    // "Samverkansöverenskommelse 2025–2028 mellan …" over two lines
    const bool agreement = t.has(b.words.first, tag::document_noun) && t.any(b.words, tag::between) &&
                           has_year(t, b.words) && !t.any(b.words, tag::finite);
    if (agreement) return 7;
    // "Löftena skrevs under den 3 maj 2025 av …"
    if (b.kind == block_kind::paragraph && b.words.size() > most_told && ends_sentence(t, b.words)) return 0;
    if (b.kind == block_kind::paragraph && (!pledge || t.any(b.words, tag::finite) || t.any(b.words, tag::ground)))
        return 0;
    if (t.any(b.words, tag::sec_basis) || t.any(b.words, tag::sec_follow_up) || t.any(b.words, tag::sec_aims)) return 0;
    return (pledge ? 4 : 1) + (has_year(t, b.words) ? 3 : 0) + (has_place(t, b.words) ? 1 : 0) +
           (b.kind == block_kind::heading ? 1 : 0);
}

// "2019–2023", "Norrby kommun" or both on a line of the cover.
bool completes_title(const manuscript& t, const block& b) {
    if (b.signature || b.words.size() > 8) return false;
    if (b.kind == block_kind::logo) return true;
    if (!has_year(t, b.words) || date_at(t, b.words.first, b.words.last)) return false;
    for (auto i = b.words.first; i < b.words.last; ++i) {
        const bool party = t[i].place != no_place || t.has(i, tag::municipal) || t.has(i, tag::police);
        if (party)
            i += t[i].place == no_place ? 0 : t[i].place_words - 1u;
        else if (t.is_word(i) && !t.has(i, tag::preposition) && !t.has(i, tag::conjunction) && !t.is(i, "perioden") &&
                 !t.is(i, "åren") && !t.is(i, "år"))
            return false;
    }
    return true;
}

// "Norrby i maj 2025" below the text.
bool names_place_and_time(const manuscript& t, range w) {
    const auto month = t.find(w, tag::month);
    return month + 2 == w.last && month > w.first && month < w.first + 4 && t.is_number(month + 1) &&
           !t.any(w, tag::pledge_noun);
}

} // namespace

found_title find_title(const manuscript& t, const outline& doc) {
    found_title title;
    int best = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < doc.blocks.size() && i < searched_blocks; ++i)
        if (const int score = title_score(t, doc.blocks[i]); score > best) {
            best = score;
            at = i;
        }
    const bool bare = best > 0 && doc.blocks[at].words.size() <= 2 && !has_year(t, doc.blocks[at].words) &&
                      t.folded(doc.blocks[at].words.last - 1).starts_with("löft"); // "Våra löften" heads them
    // "4. Medborgarlöften" heads a part of the agreement.
    const bool of_part =
        best > 0 && doc.blocks[at].number > 0 && doc.blocks[at].words.size() <= 3 && !has_year(t, doc.blocks[at].words);
    if (best == 0 || bare || of_part) {
        for (const auto& b : doc.blocks)
            if (b.kind == block_kind::heading && !names_place_and_time(t, b.words)) {
                title.parts = {b.words};
                break;
            }
    } else {
        title.parts = {before_validity(t, doc.blocks[at].words)};
        // A title without its years may go on over the next lines of the cover.
        for (auto k = at + 1; k < doc.blocks.size() && k < at + 4 && !has_year(t, title.parts.back()); ++k) {
            if (!completes_title(t, doc.blocks[k])) break;
            title.parts.push_back(doc.blocks[k].words);
        }
        if (!has_year(t, title.parts.back())) title.parts.resize(1);
    }
    for (auto& part : title.parts) {
        while (part.size() > 1 && t[part.last - 1].kind == token_kind::mark &&
               (t.is(part.last - 1, ".") || t.is(part.last - 1, ":")))
            --part.last;
        if (!title.text.empty()) title.text += ' ';
        title.text += t.plain(part);
    }
    if (!title.parts.empty()) title.span = {t.span_of(title.parts.front()).begin, t.span_of(title.parts.back()).end};
    return title;
}

} // namespace reading::doc
