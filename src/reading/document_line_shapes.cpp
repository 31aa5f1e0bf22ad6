#include "reading/document_line_shapes.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace reading::doc {

namespace {

constexpr std::size_t logo_words = 6;
constexpr std::size_t most_heading_words = 9; // after a number
constexpr std::size_t fewest_leaders = 4;     // dots before a page's number in a list of contents
constexpr std::size_t fewest_contents = 2;    // headings in a list of them
constexpr std::size_t running_head_length = 90;
constexpr double page_number_most = 300;

bool is_mark(const manuscript& t, std::size_t i, std::string_view mark) {
    return t[i].kind == token_kind::mark && t.is(i, mark);
}

// "(P) Två kontroller": who promises it, where "(a)" only tells it apart.
bool is_owner_letter(const manuscript& t, std::size_t i) { return t[i].capital && (t.is(i, "p") || t.is(i, "k")); }

// "P1.", "K2:" before a capital: how many words a letter and a number take, 0 where they are none.
std::size_t coded_label(const manuscript& t, range w) {
    const bool letter = w.size() > 5 && t.is_word(w.first) && t[w.first].capital && t.folded(w.first).size() == 1;
    if (!letter || !t.is_number(w.first + 1) || t[w.first + 1].spaced || t[w.first + 1].digits > 2) return 0;
    const bool marked = is_mark(t, w.first + 2, ".") || is_mark(t, w.first + 2, ":") || is_mark(t, w.first + 2, ")");
    return marked && t[w.first + 3].spaced && t[w.first + 3].capital ? 3 : 0;
}

bool begins_item(const manuscript& t, range w) {
    if (w.size() < 2 || (is_mark(t, w.first, "(") && holds_only_owners(t, w))) return false;
    const auto next = w.first + 1;
    // "(1) Polisen ska …", "a) Polisen ska …"
    const bool short_label = t.is_number(next) ? t[next].digits <= 2 : t.folded(next).size() == 1;
    if (is_mark(t, w.first, "(") && w.size() > 4 && short_label && t[next].kind != token_kind::mark &&
        is_mark(t, next + 1, ")") && t[next + 2].spaced)
        return true;
    // "+ Polisen …", "> Polisen …", "» Polisen …"
    const bool drawn = t.is(w.first, "+") || t.is(w.first, ">") || t.is(w.first, "»");
    if (drawn) return t[next].spaced && t.is_word(next);
    if (t[w.first].kind == token_kind::mark) {
        if (is_any_mark(t, w.first, "(\"'[.,;:!?/%&+=<>@") || t.is(w.first, "§")) return false;
        static constexpr std::string_view no_bullets = "”“§…«»’";
        if (no_bullets.find(t.folded(w.first)) != std::string_view::npos) return false;
        return t[next].spaced || t[next].capital;
    }
    // "P1. Vi ska …", "K2: …"
    if (coded_label(t, w) != 0) return true;
    // "a) Polisen ska …"
    if (t.is_word(w.first) && t.folded(w.first).size() == 1 && is_mark(t, next, ")") && w.size() > 2) return true;
    return t.is(w.first, "o") && !t[w.first].capital && t[next].capital && t[next].spaced;
}

// "3." or "3)" before a word: how many words the number takes, 0 where it is none.
std::size_t item_number(const manuscript& t, range w) {
    if (w.size() < 3 || !t.is_number(w.first) || t[w.first].digits > 2) return 0;
    if (!is_mark(t, w.first + 1, ".") && !is_mark(t, w.first + 1, ")")) return 0;
    // "3. (Polisen) Minst två kontroller"
    const auto next = w.first + 2;
    const bool tagged = w.size() > 4 && (t.is(next, "(") || t.is(next, "[")) && t.is_word(next + 1);
    return t[next].spaced && (t.is_word(next) || tagged) ? 2 : 0;
}

// "2.1 Trafik", "2 Trafik": the number of a heading.
std::size_t heading_number(const manuscript& t, range w) {
    std::size_t i = w.first;
    if (is_mark(t, i, "§") && i + 1 < w.last) ++i;
    while (i < w.last && ((t.is_number(i) && t[i].digits <= 2) || is_mark(t, i, ".")))
        ++i;
    if (i == w.first || i >= w.last || w.last - i > 7 || !t[i].capital || !t[i].spaced) return 0;
    return i - w.first;
}

// "1.1 Item", of an item that has a mark besides.
std::size_t dotted_number(const manuscript& t, range w) {
    const bool dotted = w.size() > 3 && t.is_number(w.first) && is_mark(t, w.first + 1, ".") &&
                        t.is_number(w.first + 2) && !t[w.first + 2].spaced && t[w.first].digits <= 2 &&
                        t[w.first + 2].digits <= 2;
    return dotted && t.is_word(w.first + 3) && t[w.first + 3].capital && t[w.first + 3].spaced ? 3 : 0;
}

// "Löfte 1 (Polisen): …", "Löfte 1 – Polisen: …": a mark behind which stands whose the promise is.
bool is_owner_mark(const manuscript& t, std::size_t mark, std::size_t end) {
    constexpr std::size_t most_owner_words = 7;
    const bool dash = is_mark(t, mark, "-") || is_mark(t, mark, ",");
    if (!dash && !is_mark(t, mark, "(")) return false;
    bool owner = false;
    for (auto i = mark + 1; i + 1 < std::min(end, mark + most_owner_words); ++i) {
        if (is_mark(t, i, dash ? ":" : ")")) return owner;
        owner = owner || t.has(i, tag::police) || t.has(i, tag::municipal) || t.has(i, tag::we);
    }
    return false;
}

// "1.1 Polisen gör …", "Löfte 2: Polisen ska …", "Löfte: …" before a whole sentence: how many words the label takes.
std::size_t pledge_label(const manuscript& t, range w) {
    std::size_t taken = dotted_number(t, w);
    const bool undertaking = w.size() > 2 && t.is(w.first, "åtagande") && t.is_number(w.first + 1);
    if (taken == 0 && w.size() > 2 && (undertaking || t.has(w.first, tag::pledge_noun)) && t[w.first].capital) {
        const auto mark = t.is_number(w.first + 1) ? w.first + 2 : w.first + 1;
        if (mark > w.first + 1 && mark < w.last && is_owner_mark(t, mark, w.last))
            taken = mark + (is_mark(t, mark, "(") ? 0 : 1) - w.first;
        else if (mark < w.last && (is_mark(t, mark, ":") || is_mark(t, mark, ".") || is_mark(t, mark, ")")))
            taken = mark + 1 - w.first;
    }
    const range rest{w.first + taken, w.last};
    const bool sentence = ends_sentence(t, rest) || rest.size() > most_heading_words;
    return taken != 0 && rest.size() > 3 && sentence ? taken : 0;
}

bool is_page_number(const manuscript& t, range w) {
    if (w.size() > 6) return false;
    bool number = false;
    for (auto i = w.first; i < w.last; ++i) {
        if (t.is_number(i)) {
            if (t[i].value > page_number_most || t[i].digits > 3) return false;
            number = true;
        } else if (t.is_word(i) && !t.has(i, tag::page_word)) {
            return false;
        }
    }
    return number;
}

// "Norrbylöftet 2031          Sida 2 (3)": the foot of a page, drawn out to its edges.
bool is_page_foot(const manuscript& t, const manuscript::line& l) {
    constexpr std::size_t most_cells = 3;
    if (l.cells.size() < 2 || l.cells.size() > most_cells) return false;
    return std::any_of(l.cells.begin(), l.cells.end(), [&](range cell) {
        return cell.size() > 1 && (t.is(cell.first, "sida") || t.is(cell.first, "sid")) &&
               t.is_number(cell.first + 1) && is_page_number(t, cell);
    });
}

// "Uppföljning ......... 3".
bool is_contents_line(const manuscript& t, range w) {
    std::size_t dots = 0;
    if (w.empty() || !t.is_number(w.last - 1)) return false;
    for (auto i = w.last - 1; i-- > w.first && (is_mark(t, i, ".") || t.folded(i) == "…");)
        dots += t.folded(i) == "…" ? 3 : 1;
    return dots >= fewest_leaders;
}

// "Hem / Bygga och bo / Trygghet", "Du är här: Start › Trygghet": where a page stands in its site.
bool is_trail(const manuscript& t, range w) {
    static constexpr std::string_view steps = "/›>»|";
    const bool here = w.size() > 3 && t.is(w.first, "du") && t.is(w.first + 1, "är") && t.is(w.first + 2, "här");
    if (!here && !t.has(w.first, tag::site_start)) return false;
    std::size_t parted = 0;
    for (auto i = w.first + 1; i + 1 < w.last; ++i)
        parted += t[i].kind == token_kind::mark && t[i].spaced && steps.find(t.folded(i)) != std::string_view::npos;
    return parted > 0 && !ends_sentence(t, w);
}

// "Publicerad: 2024-08-26. Ändrad: 2024-09-02", "Sidan granskades senast den 3 maj 2025", "Sidansvarig: Kansliet": of
// the page, not of what stands on it.
bool is_of_page(const manuscript& t, range w) {
    if (w.size() > 2 && t.has(w.first, tag::page_owner) && is_mark(t, w.first + 1, ":")) return true;
    bool told = false, number = false;
    for (auto i = w.first; i < w.last; ++i) {
        const bool page_told = t.has(i, tag::page_told) && i < w.first + 3;
        told = told || page_told;
        number = number || t.is_number(i);
        const bool small = t.is(i, "senast") || t.is(i, "sidan") || t.has(i, tag::date_label) || t.is(i, "kl");
        if (t.is_word(i) && !small && !t.has(i, tag::page_told) && !t.has(i, tag::month)) return false;
    }
    return told && number;
}

// "Sammanställning av enkäten (PDF, 1,1 MB)": a file to fetch.
bool names_file(const manuscript& t, range w) {
    if (w.size() < 4 || !is_mark(t, w.last - 1, ")")) return false;
    for (auto i = w.last - 1; i > w.first && !is_mark(t, i, "("); --i)
        if (t.has(i, tag::file_kind)) return true;
    return false;
}

// "—— TRAFIK ——", "=== Trafik ===": the words between lines drawn on both sides; empty where there are none.
range drawn_around(const manuscript& t, range w) {
    const auto drawn = [&](std::size_t i) {
        static constexpr std::string_view lines = "-–—=~·:";
        return t[i].kind == token_kind::mark && lines.find(t.folded(i)) != std::string_view::npos;
    };
    auto inner = w;
    while (!inner.empty() && drawn(inner.first))
        ++inner.first;
    while (!inner.empty() && drawn(inner.last - 1))
        --inner.last;
    const auto left = inner.first - w.first, right = w.last - inner.last;
    // "- Här ska vi:" is an item that leads to others.
    const bool drawn_twice = left > 1 && right > 1;
    const bool same = left > 0 && right > 0 && t.folded(w.first) == t.folded(w.last - 1);
    return drawn_twice || same ? inner : range{};
}

std::string key_of(const manuscript& t, range w) {
    std::string key;
    for (auto i = w.first; i < w.last; ++i)
        key.append(t.folded(i)) += ' ';
    return key;
}

bool names_title(const manuscript& t, range w) {
    for (auto i = w.first; i < w.last; ++i)
        if (t.has(i, tag::title_word) && !t.has(i, tag::police)) return true;
    return false;
}

} // namespace

bool holds_only_owners(const manuscript& t, range w) {
    bool open = false;
    for (auto i = w.first; i < w.last; ++i) {
        const bool letters = open && t.is_word(i) && t[i].capital && t[i].length() <= 3;
        if (t.is(i, "("))
            open = true;
        else if (t.is(i, ")"))
            open = false;
        else if (!letters && !(open && t[i].kind == token_kind::mark) && !t.is(i, "."))
            return false;
    }
    return !open;
}

bool is_logo(const manuscript& t, range w) {
    if (w.size() > logo_words) return false;
    std::size_t named = 0;
    bool area = false;
    for (auto i = w.first; i < w.last; ++i) {
        if (t[i].place != no_place) {
            ++named;
            i += t[i].place_words - 1u;
        } else if (t.has(i, tag::municipal) || t.has(i, tag::police) || t.has(i, tag::region)) {
            ++named;
            area = area || t.has(i, tag::police_area);
        } else if (!(area && t[i].capital) && !(named > 0 && i + 1 < w.last && is_any_mark(t, i, "-/,")) &&
                   t.folded(i) != "•") {
            return false;
        }
    }
    return named > 0;
}

bool is_any_mark(const manuscript& t, std::size_t i, std::string_view marks) {
    return t[i].kind == token_kind::mark && t.folded(i).size() == 1 &&
           marks.find(t.folded(i)) != std::string_view::npos;
}

line_shape shape_of(const manuscript& t, const manuscript::line& l, bool row_beside) {
    line_shape s{.words = l.words};
    if (is_page_foot(t, l)) {
        s.drop = true;
        return s;
    }
    std::size_t filled = 0;
    for (const auto& c : l.cells)
        filled += !c.empty();
    const bool marked_cell = l.cells.size() == 2 && l.cells[0].size() <= 2 && !l.cells[1].empty() &&
                             (begins_item(t, l.words) || item_number(t, l.words) != 0);
    if (l.cells.size() > 1 && !marked_cell && (filled > 1 || row_beside))
        return {block_kind::row, l.words, 0, false, l.cells};
    s.drop = true;
    for (auto i = l.words.first; i < l.words.last; ++i)
        s.drop = s.drop && t[i].kind == token_kind::mark;
    s.drop = s.drop || is_page_number(t, l.words) || is_contents_line(t, l.words) || is_trail(t, l.words) ||
             names_file(t, l.words) || is_of_page(t, l.words);
    if (s.drop) return s;
    if (const auto inner = drawn_around(t, l.words); !inner.empty()) {
        s.words = inner;
    } else if (begins_item(t, l.words)) {
        s.kind = block_kind::bullet;
        const auto code = coded_label(t, s.words);
        const bool owned = is_owner_letter(t, s.words.first + 1);
        s.words.first += code != 0                            ? code
                         : is_mark(t, s.words.first, "(")     ? (owned ? 0 : 3)
                         : is_mark(t, s.words.first + 1, ")") ? 2
                                                              : 1;
        // "- 1. item", "• 1.1 Item"
        const auto dotted = dotted_number(t, s.words);
        s.words.first += dotted != 0 ? dotted : item_number(t, s.words);
    } else if (const auto p = pledge_label(t, l.words); p != 0) {
        s.kind = block_kind::bullet;
        s.words.first += p;
    } else if (const auto n = item_number(t, l.words); n != 0) {
        s.kind = block_kind::bullet;
        s.number = static_cast<int>(t[l.words.first].value);
        s.words.first += n;
    } else if (const auto h = heading_number(t, l.words); h != 0) {
        s.number = static_cast<int>(t[l.words.first + (t.is_number(l.words.first) ? 0 : 1)].value);
        const auto first = l.words.first;
        const double value = t[first].value;
        s.sub = t.is_number(first) && (value != static_cast<int>(value) || (h > 2 && t.is_number(first + 2)));
        s.words.first += h;
    } else if (is_logo(t, l.words)) {
        s.kind = block_kind::logo;
    }
    return s;
}

void put_rows(const std::vector<manuscript::line>& lines, const stacked_table& table, std::vector<line_shape>& shapes) {
    for (std::size_t r = 0; r < table.rows; ++r) {
        const auto first = table.first + r * table.columns;
        auto& row = shapes[first];
        row = {block_kind::row, {lines[first].words.first, lines[first + table.columns - 1].words.last}};
        for (auto i = first; i < first + table.columns; ++i) {
            row.cells.push_back(lines[i].words);
            shapes[i].in_row = i > first;
        }
    }
}

void drop_contents(const manuscript& t, std::vector<line_shape>& shapes) {
    const auto& lines = t.lines();
    std::unordered_map<std::string, std::size_t> last; // line with those words
    const auto words_of = [&](std::size_t i) {
        auto w = shapes[i].words; // "Löften ..... 3", "Löften 3"
        while (w.size() > 1 && (t.is_number(w.last - 1) ? t[w.last - 1].digits <= 2 : is_mark(t, w.last - 1, ".")))
            --w.last;
        return key_of(t, w);
    };
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto w = lines[i].words;
        const bool heads = !w.empty() && w.size() <= 2 && t.folded(w.first).starts_with("innehåll");
        if (!heads) continue;
        if (last.empty())
            for (auto k = i + 1; k < shapes.size(); ++k)
                if (lines[k].length <= running_head_length) last[words_of(k)] = k;
        auto end = i + 1;
        while (end < shapes.size() && (end == i + 1 || lines[end].gap == 0)) {
            const auto found = last.find(words_of(end));
            if (found == last.end() || found->second == end) break;
            ++end;
        }
        if (end - i <= fewest_contents) continue;
        for (auto k = i; k < end; ++k)
            shapes[k].drop = true;
    }
}

void drop_running_heads(const manuscript& t, std::vector<line_shape>& shapes) {
    const auto& lines = t.lines();
    std::unordered_map<std::string, std::size_t> times;
    std::vector<std::string> keys(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (shapes[i].kind != block_kind::paragraph || lines[i].length > running_head_length || shapes[i].drop)
            continue;
        // Below names, the same title stands many times too.
        if (ends_sentence(t, shapes[i].words) || names_title(t, shapes[i].words)) continue;
        keys[i] = key_of(t, shapes[i].words);
        ++times[keys[i]];
    }
    std::unordered_map<std::string, bool> seen;
    // A line drawn across parts the cards of a list, and no pages.
    const auto dropped = [&](std::size_t i) {
        bool drawn = shapes[i].drop;
        for (auto k = lines[i].words.first; k < lines[i].words.last; ++k)
            drawn = drawn && t[k].kind == token_kind::mark;
        return shapes[i].drop && !drawn;
    };
    const auto at_edge = [&](std::size_t i) {
        const bool above = i == 0 || lines[i].page_begins || dropped(i - 1) || shapes[i - 1].kind == block_kind::logo;
        const bool below = i + 1 == shapes.size() || lines[i + 1].page_begins || dropped(i + 1);
        return above || below;
    };
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (keys[i].empty() || times[keys[i]] < 2) continue;
        if (!seen.emplace(keys[i], true).second && at_edge(i)) shapes[i].drop = true;
    }
}

} // namespace reading::doc
