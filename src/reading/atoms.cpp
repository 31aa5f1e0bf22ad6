#include "reading/atoms.hpp"

#include "base/text.hpp"
#include "reading/atomizer.hpp"

#include <algorithm>

namespace reading {

bool atomizer::is_mark(std::size_t i, std::string_view mark, bool tight) const {
    return i < tokens_.size() && tokens_[i].kind == token_kind::mark && tokens_[i].text == mark &&
           !(tight && tokens_[i].spaced);
}

bool atomizer::is_number(std::size_t i, bool tight) const {
    return i < tokens_.size() && tokens_[i].kind == token_kind::number && !(tight && tokens_[i].spaced);
}

const lexicon::match& atomizer::longest_at(std::size_t i) const {
    if (asked_at_ != i) asked_ = lexicon_.longest(tokens_, i);
    asked_at_ = i;
    return asked_;
}

const lexicon_entry* atomizer::known_as(std::size_t i, word_class k, std::size_t* length) const {
    if (i >= tokens_.size()) return nullptr;
    const auto& m = longest_at(i);
    if (!m.entries) return nullptr;
    for (const auto& e : *m.entries)
        if (e.kind == k) {
            if (length) *length = m.tokens;
            return &e;
        }
    return nullptr;
}

bool atomizer::last_is(word_class k) const { return !atoms_.empty() && atoms_.back().is(k); }

atom& atomizer::push(atom_kind kind, std::size_t from, std::size_t to) {
    atom a;
    a.kind = kind;
    a.begin = static_cast<std::uint32_t>(from);
    a.end = static_cast<std::uint32_t>(to);
    a.text = tokens_[from].text;
    a.capital = tokens_[from].capital;
    a.spaced = tokens_[from].spaced;
    atoms_.push_back(a);
    return atoms_.back();
}

atom_list atomizer::run() && {
    atoms_.reserve(tokens_.size());
    for (std::size_t i = 0; i < tokens_.size();)
        i = step(i);
    return {std::move(tokens_), std::move(atoms_)};
}

std::size_t atomizer::step(std::size_t i) {
    switch (tokens_[i].kind) {
    case token_kind::line_break:
        if (runs_over(i)) return i + 1;
        push(atom_kind::line_break, i, i + 1).mark = tokens_[i].text[0];
        return i + 1;
    case token_kind::number:
        if (const auto next = date_at(i)) return next;
        if (const auto next = clock_at(i, false)) return next;
        if (const auto next = hours_of_day_at(i)) return next;
        return number_at(i);
    case token_kind::word:
        return word_at(i);
    case token_kind::mark:
        break;
    }
    if (const auto m = longest_at(i); m.entries) {
        push(atom_kind::known, i, i + m.tokens).entries = m.entries;
        atoms_.back().mark = tokens_[i].text[0];
        return i + m.tokens;
    }
    if (is_mark(i, "+") && is_number(i + 1, true) && (tokens_[i].spaced || i == 0)) return code_at(i);
    push(atom_kind::mark, i, i + 1).mark = tokens_[i].text.size() == 1 ? tokens_[i].text[0] : '?';
    return i + 1;
}

// "per⏎månad", "minst⏎tre gånger": a line that ends in a word which wants another is not over.
bool atomizer::runs_over(std::size_t line_break) const {
    const auto next = line_break + 1;
    if (atoms_.empty() || tokens_[line_break].text != "\n" || next >= tokens_.size()) return false;
    if (tokens_[next].kind != token_kind::word || tokens_[next].capital) return false;
    if (atoms_.back().is_number()) return true;
    for (const auto k : {word_class::per, word_class::prep, word_class::every, word_class::every_n, word_class::bound,
                         word_class::within, word_class::between, word_class::conj})
        if (last_is(k)) return true;
    return false;
}

std::size_t atomizer::word_at(std::size_t i) {
    if (const auto next = months_at(i)) return next;
    const auto m = longest_at(i);
    if (m.entries) {
        for (const auto& e : *m.entries) {
            if (e.kind == word_class::plain && m.tokens == 1) { // no misspelling of another
                push(atom_kind::word, i, i + 1);
                return i + 1;
            }
            if (e.kind == word_class::number) return amount_at(i, e.number, i + 1);
            if (e.kind == word_class::week_number)
                if (const auto next = weeks_at(i, i + m.tokens)) return next;
            if (e.kind == word_class::clock)
                if (const auto next = clock_at(i + m.tokens, true)) return next;
        }
    } else if (const auto value = long_number(tokens_[i].text); value >= 0) {
        return amount_at(i, value, i + 1);
    } else if (const auto loose = lexicon_.misspelt(tokens_[i].text); loose.entries) {
        auto& a = push(atom_kind::known, i, i + 1);
        a.entries = loose.entries;
        a.text = loose.word;
        return i + 1;
    }
    push(m.entries ? atom_kind::known : atom_kind::word, i, i + std::max<std::size_t>(m.tokens, 1)).entries = m.entries;
    return atoms_.back().end;
}

// Only words of hundreds and thousands are not in the table.
double atomizer::long_number(std::string_view word) {
    return word.find("hundra") != word.npos || word.find("tusen") != word.npos ? number_word(word) : -1;
}

std::size_t atomizer::number_at(std::size_t i) {
    const auto& t = tokens_[i];
    if (const auto next = years_at(i)) return next;
    if (const auto next = listed_week_at(i)) return next;
    const bool leading_zero = t.digits > 1 && t.text[0] == '0' && t.text.find(',') == t.text.npos;
    constexpr int most_digits = 9;
    if (leading_zero || t.digits > most_digits) return code_at(i);
    if (const auto next = ordinal_at(i)) return next;
    if (is_mark(i + 1, "-", true) && i + 2 < tokens_.size() && tokens_[i + 2].kind == token_kind::word &&
        !tokens_[i + 2].spaced) {
        const bool joined = known_as(i + 2, word_class::unit_compound) || known_as(i + 2, word_class::decade_suffix);
        if (!joined && !known_as(i + 2, word_class::number)) {
            push(atom_kind::code, i, i + 3).in_words = true;
            return i + 3;
        }
        if (joined) {
            auto& a = push(atom_kind::number, i, i + 2);
            a.low = a.high = t.value;
            return i + 2;
        }
    }
    double value = t.value;
    std::size_t next = i + 1;
    if (is_mark(next, ".", true) && is_number(next + 1, true)) { // "2.5 timmar", but "2.1.3" numbers a heading
        if (is_mark(next + 2, ".", true) && is_number(next + 3, true)) return code_at(i);
        double fraction = tokens_[next + 1].value;
        for (int d = 0; d < tokens_[next + 1].digits && d < most_digits; ++d)
            fraction /= 10;
        value += fraction;
        next += 2;
    }
    return amount_at(i, value, next);
}

std::size_t atomizer::ordinal_at(std::size_t i) {
    const auto ending = [&](std::size_t at) {
        if (at >= tokens_.size() || tokens_[at].spaced) return false;
        const auto text = tokens_[at].text;
        return text == "e" || text == "a" || text == "de" || text == "te" || text == "dje" || text == "nde";
    };
    const std::size_t next = ending(i + 1) ? i + 2 : is_mark(i + 1, ":", true) && ending(i + 2) ? i + 3 : 0;
    if (!next) return 0;
    push(atom_kind::ordinal, i, next).low = tokens_[i].value;
    return next;
}

// Digits and hyphens that run on: a telephone number, a file's number.
std::size_t atomizer::code_at(std::size_t i) {
    const auto from = i++;
    while (is_number(i) ||
           ((is_mark(i, "-", true) || is_mark(i, ".", true) || is_mark(i, "/", true)) && is_number(i + 1, true)))
        ++i;
    push(atom_kind::code, from, i);
    return i;
}

double atomizer::plain_number(std::size_t i) const {
    if (i >= tokens_.size()) return -1;
    const auto& t = tokens_[i];
    if (t.kind == token_kind::number) return t.digits > 1 && t.text[0] == '0' ? -1 : t.value;
    if (t.kind != token_kind::word) return -1;
    if (const auto* e = known_as(i, word_class::number)) return e->number;
    return long_number(t.text);
}

// "två och en halv", "2½": what is added to the number before token `next`, which moves past it.
double atomizer::and_a_half(std::size_t* next) const {
    constexpr double half = 0.5;
    if (is_mark(*next, "½")) return ++*next, half;
    const auto word = [&](std::size_t at, std::string_view one, std::string_view other) {
        return at < tokens_.size() && (tokens_[at].text == one || tokens_[at].text == other);
    };
    if (!word(*next, "och", "o") || !word(*next + 1, "en", "ett") || !word(*next + 2, "halv", "halvt")) return 0;
    *next += 3;
    return half;
}

// The rest of an amount whose first number has been read: "(2)", "hundra", and the upper end of a range.
std::size_t atomizer::amount_at(std::size_t from, double value, std::size_t next) {
    const bool in_words = tokens_[from].kind == token_kind::word;
    bool bracketed = false;
    if (in_words && next < tokens_.size()) {
        if (tokens_[next].text == "hundra" && value > 0 && value < 10) value *= 100, ++next;
        if (next < tokens_.size() && tokens_[next].text == "tusen" && value > 0 && value < 1000) value *= 1000, ++next;
    }
    if (in_words && value >= 1000 && static_cast<int>(value) % 1000 == 0 && next < tokens_.size() &&
        tokens_[next].kind == token_kind::word) { // "två tusen femhundra"
        const auto rest = plain_number(next);
        if (rest >= 100 && rest < 1000) value += rest, ++next;
    }
    const auto bracket = [&] {
        if (is_mark(next, "(") && plain_number(next + 1) == value && is_mark(next + 2, ")"))
            next += 3, bracketed = true;
    };
    bracket();
    if (in_words && value >= 100 && next < tokens_.size()) { // "etthundra tjugo"
        const auto rest = tokens_[next].kind == token_kind::word ? plain_number(next) : -1;
        if (rest > 1 && rest < 100 && static_cast<int>(value) % 100 == 0) value += rest, ++next;
    }
    value += and_a_half(&next);
    double high = value;
    if (const auto end = range_end(next, value)) {
        high = plain_number(end - 1);
        next = end;
        if (is_mark(next, "(") && plain_number(next + 1) == high && is_mark(next + 2, ")")) next += 3;
    }
    auto& a = push(atom_kind::number, from, next);
    a.low = value;
    a.high = high;
    a.in_words = in_words;
    a.bracketed = bracketed;
    a.article = in_words && value == 1 && high == 1 && !bracketed;
    return next;
}

// One past the number that ends a range, or 0: "1–2", "två till tre", "1 à 2", "3 eller 4".
std::size_t atomizer::range_end(std::size_t at, double low) const {
    if (at + 1 >= tokens_.size()) return 0;
    const auto text = tokens_[at].text;
    const bool dash = text == "-";
    const bool between = text == "och" && last_is(word_class::between);
    // "två, tre dagar"
    const bool listed =
        text == "," && tokens_[at + 1].kind == token_kind::word && plain_number(at + 1) == low + 1 && low > 1;
    if (!dash && !between && !listed && text != "till" && text != "à" && text != "á" && text != "eller") return 0;
    if (!dash && last_is(word_class::from)) return 0;
    const auto high = plain_number(at + 1);
    if (high <= low || is_date_start(at + 1)) return 0;
    if (is_mark(at + 2, "-", true) && is_number(at + 3, true)) return 0;
    return at + 2;
}

// "måndag-fredag", "juni-augusti", "två-tre": a hyphen that stands for a dash.
token_list atomizer::parted(token_list tokens) const {
    const auto is_time = [&](std::string_view word) {
        const auto* entries = lexicon_.single(word);
        return entries && std::any_of(entries->begin(), entries->end(), [](const lexicon_entry& e) {
                   return e.kind == word_class::month || e.kind == word_class::weekday ||
                          e.kind == word_class::weekday_short;
               });
    };
    const auto is_amount = [&](std::string_view word) {
        const auto* entries = lexicon_.single(word);
        return entries && std::any_of(entries->begin(), entries->end(),
                                      [](const lexicon_entry& e) { return e.kind == word_class::number; });
    };
    const auto joins = [&](std::string_view left, std::string_view right) {
        return (is_time(left) && is_time(right)) || (is_amount(left) && is_amount(right));
    };
    constexpr auto none = std::string_view::npos;
    const auto cut = [&](const token& t) {
        const auto at = t.kind == token_kind::word ? t.text.find('-') : none;
        return at != none && joins(t.text.substr(0, at), t.text.substr(at + 1)) ? at : none;
    };
    if (std::all_of(tokens.begin(), tokens.end(), [&](const token& t) { return cut(t) == none; })) return tokens;
    std::vector<token> out;
    for (const auto& t : tokens) {
        const auto at = cut(t);
        if (at == none) {
            out.push_back(t);
            continue;
        }
        const auto dash = t.span.begin + base::count_code_points(t.text.substr(0, at));
        auto left = t, middle = t, right = t;
        left.text = t.text.substr(0, at);
        left.span.end = middle.span.begin = dash;
        middle.text = t.text.substr(at, 1);
        middle.kind = token_kind::mark;
        middle.spaced = right.spaced = false;
        middle.span.end = right.span.begin = dash + 1;
        right.text = t.text.substr(at + 1);
        out.insert(out.end(), {left, middle, right});
    }
    tokens.replace(std::move(out));
    return tokens;
}

atom_list atomize(std::u32string_view text, const lexicon& words) { return atomizer{tokenize(text), words}.run(); }

} // namespace reading
