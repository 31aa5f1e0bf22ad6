#include "reading/document_text.hpp"

#include "base/text.hpp"
#include "reading/trace.hpp"

#include <algorithm>
#include <utility>

namespace reading::doc {

std::uint32_t vocabulary::id_of(std::string_view folded) {
    if (const auto at = ids_.find(folded); at != ids_.end()) return at->second;
    const auto id = static_cast<std::uint32_t>(forms_.size());
    forms_.push_back({std::string{folded}, words_.of(folded)});
    ids_.emplace(forms_.back().folded, id);
    return id;
}

// Emphasis and heading marks of Markdown, and the lines on which people sign.
static bool is_decoration(const token& t) {
    return t.kind == token_kind::mark && (t.text == "*" || t.text == "#" || t.text == "_" || t.text == "|");
}

template <class Tokens>
void manuscript::split_lines(const Tokens& tokens) {
    std::size_t first = words_.size(), gap = 0;
    bool page_begins = true, star_bullet = false;
    std::vector<std::size_t> tabs;
    const auto finish = [&] {
        if (words_.size() == first && tabs.empty()) {
            ++gap;
            return;
        }
        if (words_.size() > first) {
            end_line(gap, page_begins, tabs, first);
            gap = 0;
            page_begins = false;
        }
        tabs.clear();
        first = words_.size();
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& t = tokens[i];
        if (t.kind == token_kind::line_break) {
            const char32_t c = source_[t.span.begin];
            if (c == U'\t') {
                tabs.push_back(words_.size());
                continue;
            }
            finish();
            page_begins = page_begins || c == U'\f';
            continue;
        }
        // "* item": the one star that says something.
        const bool tab_next = i + 1 < tokens.size() && tokens[i + 1].kind == token_kind::line_break &&
                              source_[tokens[i + 1].span.begin] == U'\t';
        star_bullet =
            t.text == "*" && words_.size() == first && i + 1 < tokens.size() && (tokens[i + 1].spaced || tab_next);
        if (is_decoration(t) && !star_bullet) continue;
        add_word(t);
        if (words_.size() == first + 1) words_.back().spaced = true;
    }
    finish();
}

manuscript::manuscript(std::string_view utf8, const manner& how)
    : how_{how}, source_{base::to_utf32(utf8)}, vocabulary_{how.words().structure()} {
    const auto tokens = tokenize(source_);
    words_.reserve(tokens.size() * 2); // the words of blocks come after those of lines
    split_lines(tokens);
}

void manuscript::add_word(const token& t) {
    word w;
    w.span = t.span;
    w.id = vocabulary_.id_of(t.kind == token_kind::number ? std::string_view{"0"} : std::string_view{t.text});
    w.form = vocabulary_.form(w.id);
    w.kind = t.kind;
    w.capital = t.capital;
    w.spaced = t.spaced;
    w.digits = static_cast<std::uint8_t>(std::min(t.digits, 200));
    w.value = t.value;
    words_.push_back(w);
}

void manuscript::end_line(std::size_t gap, bool page_begins, const std::vector<std::size_t>& tabs, std::size_t first) {
    line l;
    l.words = {first, words_.size()};
    l.gap = gap;
    l.page_begins = page_begins;
    l.length = words_.back().span.end - words_[first].span.begin;
    if (!tabs.empty()) {
        std::size_t from = first;
        for (const auto tab : tabs)
            l.cells.push_back({std::exchange(from, tab), tab});
        l.cells.push_back({from, words_.size()});
    }
    lines_.push_back(std::move(l));
}

bool manuscript::any(range r, tag t) const { return find(r, t) != r.last; }

std::size_t manuscript::find(range r, tag t) const {
    for (auto i = r.first; i < r.last; ++i)
        if (has(i, t)) return i;
    return r.last;
}

bool manuscript::is_upper(std::size_t i) const {
    const auto& w = words_[i];
    if (w.kind != token_kind::word || w.span.end - w.span.begin < 2) return false;
    for (auto c = w.span.begin; c < w.span.end; ++c)
        if (source_[c] != U'-' && base::fold_case(source_[c]) == source_[c]) return false;
    return true;
}

placed_text manuscript::text(range r) const {
    placed_text out;
    out.span = span_of(r);
    std::u32string chars;
    chars.reserve(out.span.end - out.span.begin);
    out.at.reserve(out.span.end - out.span.begin);
    const auto put = [&](char32_t c, std::size_t at) {
        chars += c;
        out.at.push_back(at);
    };
    for (auto i = r.first; i < r.last; ++i) {
        const auto& w = words_[i];
        if (i > r.first && w.spaced) put(U' ', w.span.begin);
        for (auto c = w.span.begin; c < w.span.end; ++c) {
            const bool cut = w.kind == token_kind::word && source_[c] == U'-' && c + 1 < w.span.end &&
                             base::is_space(source_[c + 1]);
            if (cut || source_[c] == 0xAD || (w.kind == token_kind::word && base::is_space(source_[c]))) continue;
            put(source_[c], c);
        }
    }
    out.text = base::to_utf8(chars);
    return out;
}

::reading::span manuscript::span_of(range r) const {
    if (r.empty()) return {};
    auto begin = words_[r.first].span.begin, end = words_[r.last - 1].span.end;
    return {begin, std::max(begin, end)};
}

range manuscript::range_of(::reading::span s) const {
    std::size_t first = 0;
    while (first < words_.size() && words_[first].span.begin < s.begin)
        ++first;
    auto last = first;
    while (last < words_.size() && words_[last].span.begin >= s.begin && words_[last].span.end <= s.end)
        ++last;
    return {first, last};
}

::reading::span in_source(const placed_text& text, ::reading::span part) {
    if (text.at.empty() || part.begin >= part.end || part.begin >= text.at.size()) return text.span;
    return {text.at[part.begin], text.at[std::min(part.end, text.at.size()) - 1] + 1};
}

void manuscript::tell(rule by, std::string_view value, range r, std::span<const tag> decided) const {
    if (!how_.told) return;
    traced_part out{name(by), std::string{value}, span_of(r), {}};
    for (auto i = r.first; i < r.last; ++i) {
        traced_word word{words_[i].span, plain({i, i + 1}), "word", {}, false};
        for (const auto& s : how_.words().structure().sources_of(folded(i)))
            if (std::find(decided.begin(), decided.end(), s.what) != decided.end())
                word.entries.push_back({doc::name(s.what), {}, s.form, s.file, s.line});
        if (!word.entries.empty()) out.words.push_back(std::move(word));
    }
    how_.told->parts.push_back(std::move(out));
}

range manuscript::append(const std::vector<range>& parts) {
    const auto first = words_.size();
    for (const auto& part : parts)
        for (auto i = part.first; i < part.last; ++i) {
            auto w = words_[i];
            if (i == part.first) w.spaced = true;
            words_.push_back(w);
        }
    return {first, words_.size()};
}

} // namespace reading::doc
