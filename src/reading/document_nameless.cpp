#include "reading/document_nameless.hpp"

#include "reading/document_roles.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t most_title_words = 9;
constexpr std::size_t most_nameless_words = 12;
constexpr std::size_t most_name_words = 3;  // of a police area
constexpr std::size_t most_party_words = 6; // between "För" and the colon
constexpr std::size_t most_imprints = 3;

} // namespace

bool is_party_word(const manuscript& t, std::size_t i) {
    return t[i].place != no_place || t.has(i, tag::municipal) || t.has(i, tag::police) || t.has(i, tag::region);
}

// "Polischef", "Kommunpolis"; "Polisen" and "Polis" alone are the party.
bool is_title_word(const manuscript& t, std::size_t i) {
    return t.has(i, tag::title_word) && (!t.has(i, tag::police) || t.folded(i).ends_with("chef"));
}

std::size_t first_title(const manuscript& t, range w) {
    auto i = w.first;
    while (i < w.last && !is_title_word(t, i))
        ++i;
    return i;
}

bool heads_party(const manuscript& t, range w) {
    return w.size() > 1 && t.is(w.first, "för") && w.size() <= most_title_words;
}

bool is_title(const manuscript& t, range w) {
    if (w.empty() || w.size() > most_title_words || !t.any(w, tag::title_word)) return false;
    if (w.size() == 1 && t.has(w.first, tag::police) && !is_title_word(t, w.first)) return false;
    for (auto i = w.first; i < w.last; ++i)
        if (t.has(i, tag::finite) || t.has(i, tag::modal) || t.has(i, tag::pledge_verb) || t.is_number(i)) return false;
    return !ends_sentence(t, w);
}

bool is_party_line(const manuscript& t, range w) {
    if (w.empty() || w.size() > 7 || t.any(w, tag::document_noun)) return false;
    std::size_t named = 0;
    for (auto i = w.first; i < w.last; ++i) {
        if (is_party_word(t, i) || t.has(i, tag::company)) ++named;
        if (t.has(i, tag::finite) || t.has(i, tag::modal) || t.is_number(i) || t.has(i, tag::pledge_noun)) return false;
    }
    return named > 0;
}

range without(const manuscript& t, range w, std::string_view mark) {
    while (!w.empty() && t.is(w.last - 1, mark))
        --w.last;
    return w;
}

namespace {

bool has_digit_or_verb(const manuscript& t, range w) {
    for (auto i = w.first; i < w.last; ++i)
        if (t.has(i, tag::finite) || t.has(i, tag::modal) || t.is_number(i)) return true;
    return false;
}

range past_marks(const manuscript& t, range w) {
    while (!w.empty() && t[w.first].kind == token_kind::mark)
        ++w.first;
    return w;
}

// Titles beside each other, or the parties below them: "Kommunalråd | Lokalpolisområdeschef". Below titles, `below`, a
// party's name may be any: "Norrby kommun | Södra Berget".
bool is_row_of_titles(const manuscript& t, const block& b, bool below) {
    if (b.kind != block_kind::row || b.cells.size() > 4) return false;
    return std::all_of(b.cells.begin(), b.cells.end(), [&](range cell) {
        const auto w = past_marks(t, cell);
        const bool name = below && !w.empty() && w.size() <= most_name_words && t[w.first].capital;
        return w.empty() || is_title(t, w) || is_party_line(t, w) || name;
    });
}

bool has_title(const manuscript& t, const block& b) {
    return std::any_of(b.cells.begin(), b.cells.end(), [&](range c) { return is_title(t, past_marks(t, c)); });
}

// "Tel. 0123-456 78", "Sidan skrevs ut 2025-08-12" below where one signs.
bool is_imprint(const manuscript& t, range w) {
    if (t.any(w, tag::title_word) || t.any(w, tag::modal) || t.any(w, tag::pledge_verb)) return false;
    bool number = false, told = false;
    for (auto i = w.first; i < w.last; ++i) {
        number = number || t.is_number(i);
        told = told || t.has(i, tag::imprint) || t.has(i, tag::not_decided) || is_site(t, i);
    }
    return number && told;
}

struct signing {
    range party, title;
};

// "För kommunen: kommunalrådet För polisen: lokalpolisområdeschefen": whoever signs for whom; empty where it says more.
std::vector<signing> signs_for(const manuscript& t, range w) {
    std::vector<signing> all;
    for (auto i = w.first; i < w.last;) {
        auto colon = i + 1;
        while (colon < w.last && !t.is(colon, ":") && colon - i < most_party_words)
            ++colon;
        if (!t.is(i, "för") || colon + 1 >= w.last || !t.is(colon, ":") || !is_party_line(t, {i + 1, colon})) return {};
        auto end = colon + 1;
        while (end < w.last && !(t.is(end, "för") && t[end].capital))
            ++end;
        const auto title = past_marks(t, {colon + 1, end}); // "För kommunen: ………… kommunchef"
        if (!is_title(t, title)) return {};
        all.push_back({{i + 1, colon}, title});
        i = end;
    }
    return all;
}

// Where a title alone leads over to whose it is: at a comma, at a preposition ("chef för …"), at the party's first
// word.
found_signatory titled(const manuscript& t, range w) {
    range title = w, party{w.last, w.last};
    // "Lokalpolisområdeschef, Norrby": of the police there
    const auto at = first_title(t, w);
    const bool of_place = t.has(at, tag::police_title) && at + 2 < w.last && t.is(at + 1, ",") &&
                          t[at + 2].place != no_place && at + 2u + t[at + 2].place_words == w.last;
    for (auto i = at + 1; !of_place && i < w.last; ++i) {
        const bool comma = t.is(i, ","), leads = t.is(i, "för") || t.is(i, "i") || t.is(i, "på");
        if (!comma && !leads && !(is_party_word(t, i) && t[i].capital)) continue;
        party = {comma || leads ? i + 1 : i, w.last};
        if (!leads) title.last = i;
        break;
    }
    found_signatory s;
    s.value.title = t.plain(title);
    s.title = t.span_of(title);
    // "Distriktschef, Norrbyhem": a name that no table knows may be a party's.
    const bool name = party.size() > 0 && party.size() <= most_name_words && t.is(party.first - 1, ",") &&
                      std::all_of(&t[party.first], &t[party.last], [](const word& each) { return each.capital; });
    if (is_party_line(t, party) || name) s.party = party;
    return s;
}

// "Kommunalråd, Norrby kommun"; two that sign beside each other are two.
void add_titled(const manuscript& t, range w, std::vector<found_signatory>& all) {
    w = past_marks(t, w);
    const auto title = first_title(t, w);
    if (title == w.last || title > w.first + 2 || !t[w.first].capital || has_digit_or_verb(t, w)) return;
    auto next = title + 1;
    while (next < w.last && !(is_title_word(t, next) && t[next].capital && !t.is(next - 1, "och")))
        ++next;
    all.push_back(titled(t, without(t, {w.first, next}, ",")));
    if (next < w.last) add_titled(t, {next, w.last}, all);
}

// "För Norrby kommun" in the column above a title, with lines to sign on between.
range party_over(const manuscript& t, const std::vector<block>& blocks, std::size_t b, std::size_t column) {
    constexpr std::size_t reach = 4;
    for (auto k = b; k > 0 && b - k < reach;) {
        const auto& above = blocks[--k];
        if (above.kind != block_kind::row || column >= above.cells.size()) return {};
        const auto cell = past_marks(t, above.cells[column]);
        if (heads_party(t, cell)) return {cell.first + 1, cell.last};
        if (is_party_line(t, cell)) return cell;
    }
    return {};
}

} // namespace

// "Undertecknat den 20 januari av" above a list of those who sign.
static bool is_led_to_sign(const manuscript& t, const std::vector<block>& blocks, std::size_t b) {
    while (b > 0 && blocks[b].kind == block_kind::bullet)
        --b;
    for (auto i = blocks[b].words.first; i < blocks[b].words.last; ++i)
        if (t.has(i, tag::sec_signatures) || t.folded(i).starts_with("underteckn") || t.is(i, "signerat") ||
            t.is(i, "signeras") ||
            (t.is(i, "under") && i > blocks[b].words.first && t.folded(i - 1).starts_with("skriv")))
            return true;
    return false;
}

std::vector<found_signatory> nameless(const manuscript& t, const std::vector<block>& blocks,
                                      const std::vector<std::size_t>& marked) {
    std::vector<found_signatory> all;
    range named{0, 0};          // by the line above
    bool parties_below = false; // the first row of titles has its parties below it, so the others too
    for (const auto b : marked) {
        const auto& at = blocks[b];
        if (at.kind == block_kind::bullet && !is_led_to_sign(t, blocks, b)) return {}; // a list of who takes part
        if (at.kind == block_kind::row) {
            for (std::size_t c = 0; c < at.cells.size(); ++c) {
                const auto before = all.size();
                add_titled(t, at.cells[c], all);
                if (all.size() != before + 1 || !all.back().party.empty()) continue;
                // "Norrby kommun | Kommunchef"
                if (const auto beside = at.cells.size() == 2 ? past_marks(t, at.cells[1 - c]) : range{};
                    is_party_line(t, beside) && first_title(t, beside) == beside.last) {
                    all.back().party = beside;
                    continue;
                }
                const auto above = party_over(t, blocks, b, c);
                const bool below =
                    b + 1 < blocks.size() && c < blocks[b + 1].cells.size() && is_party_line(t, blocks[b + 1].cells[c]);
                if (all.size() == 1) parties_below = below && above.empty();
                all.back().party = below && (parties_below || above.empty()) ? blocks[b + 1].cells[c] : above;
            }
            continue;
        }
        if (const auto both = signs_for(t, at.words); !both.empty()) {
            for (const auto& one : both) {
                found_signatory signatory;
                signatory.value.title = t.plain(one.title);
                signatory.title = t.span_of(one.title);
                signatory.party = one.party;
                all.push_back(std::move(signatory));
            }
            continue;
        }
        // "För parterna, den 14 december 2031" is said of all who sign.
        const bool for_all = heads_party(t, at.words) && t.has(at.words.first + 1, tag::we);
        if (for_all) continue;
        if (heads_party(t, at.words)) {
            named = {at.words.first + 1, at.words.last};
            continue;
        }
        const auto before = all.size();
        add_titled(t, at.words, all);
        if (all.size() != before + 1 || !all.back().party.empty()) continue;
        const bool below = b + 1 < blocks.size() && blocks[b + 1].kind != block_kind::row &&
                           !heads_party(t, blocks[b + 1].words) && is_party_line(t, blocks[b + 1].words);
        if (!named.empty())
            all.back().party = named;
        else if (below)
            all.back().party = blocks[b + 1].words;
        named = {0, 0};
    }
    const bool is_known = std::any_of(all.begin(), all.end(), [](const auto& s) { return !s.party.empty(); });
    return is_known || all.size() > 1 ? all : std::vector<found_signatory>{};
}

// Up from the block before `end`.
static std::vector<std::size_t> mark_above(const manuscript& t, std::vector<block>& blocks, std::size_t end) {
    std::vector<std::size_t> marked;
    std::vector<std::size_t> imprints;
    for (auto b = end; b-- > 0;) {
        auto& at = blocks[b];
        if (at.signature || at.kind == block_kind::logo) continue;
        const bool below = b > 0 && is_row_of_titles(t, blocks[b - 1], false) && has_title(t, blocks[b - 1]);
        if (is_row_of_titles(t, at, below) || !signs_for(t, at.words).empty()) {
            at.signature = true;
            marked.push_back(b);
            continue;
        }
        if (marked.empty() && imprints.size() < most_imprints && is_imprint(t, at.words)) {
            imprints.push_back(b);
            continue;
        }
        const bool for_party = heads_party(t, at.words);
        if (at.kind == block_kind::row || at.words.size() > most_nameless_words || ends_sentence(t, at.words)) break;
        // "Ansvarig: Kommunen" is a label of a list.
        bool is_label = false;
        for (auto i = at.words.first; i < at.words.last; ++i)
            is_label = is_label || ((t.is(i, ":") || t.is(i, "?")) && !for_party);
        if (is_label) break;
        const auto title = first_title(t, at.words);
        const bool titled = title != at.words.last && title < at.words.first + 3 && t[at.words.first].capital &&
                            !has_digit_or_verb(t, at.words);
        if (titled || for_party) {
            at.signature = true;
            marked.push_back(b);
        }
        if (!titled && !for_party && t.any(at.words, tag::modal)) break;
    }
    for (const auto b : imprints)
        if (!marked.empty()) blocks[b].signature = blocks[b].contact = true;
    std::reverse(marked.begin(), marked.end());
    return marked;
}

static bool signs_for_parties(const manuscript& t, const block& b) {
    return heads_party(t, b.words) ||
           std::any_of(b.cells.begin(), b.cells.end(), [&](range cell) { return heads_party(t, cell); });
}

// "BILAGA 1. Handlingsplan": what stands below it comes after those who sign.
static bool heads_annex(const manuscript& t, const block& b) {
    constexpr std::size_t most_words = 12;
    return !b.words.empty() && t.has(b.words.first, tag::annex) && t[b.words.first].capital &&
           b.words.size() <= most_words && b.kind != block_kind::bullet && !ends_sentence(t, b.words);
}

std::vector<std::size_t> mark_nameless(const manuscript& t, std::vector<block>& blocks, bool by_name) {
    auto marked = mark_above(t, blocks, blocks.size());
    for (std::size_t b = 1; !by_name && marked.empty() && b < blocks.size(); ++b) {
        if (!heads_annex(t, blocks[b])) continue;
        auto tried = blocks;
        marked = mark_above(t, tried, b);
        // Above an annex it must be told that they sign: "För Norrby kommun", "Undertecknat av".
        if (nameless(t, tried, marked).size() > 1 && std::any_of(marked.begin(), marked.end(), [&](std::size_t m) {
                return is_led_to_sign(t, blocks, m) || signs_for_parties(t, blocks[m]);
            }))
            blocks = std::move(tried);
        else
            marked.clear();
        break;
    }
    return marked;
}

} // namespace reading::doc
