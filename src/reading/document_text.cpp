#include "reading/document_text.hpp"

#include "base/text.hpp"
#include "reading/trace.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace reading::doc {

// Where it stands in memory is what nobody outside knows.
vocabulary::vocabulary(const word_tags& tables) : tables_{tables}, words_{reinterpret_cast<std::uintptr_t>(this)} {}

std::uint32_t vocabulary::id_of(std::string_view folded) {
    const auto id = words_.number_of(folded);
    if (id == tags_.size()) tags_.push_back(tables_.of(folded));
    return id;
}

// Emphasis and heading marks of Markdown, and the lines on which people sign.
static bool is_decoration(const token& t) {
    return t.kind == token_kind::mark && (t.text == "*" || t.text == "#" || t.text == "_" || t.text == "|");
}

void manuscript::split_lines(const token_list& tokens) {
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
    : how_{how}, utf8_{utf8}, source_{base::to_utf32(utf8)}, vocabulary_{how.words().structure()} {
    if (source_.size() >= no_place) throw std::length_error{"a text of more code points than can be pointed at"};
    auto tokens = tokenize(source_);
    words_.reserve(tokens.size() * 2); // the words of blocks come after those of lines
    split_lines(tokens);
    letters_ = std::move(tokens).letters();
}

void manuscript::add_word(const token& t) {
    word w;
    w.begin = static_cast<std::uint32_t>(t.span.begin);
    w.end = static_cast<std::uint32_t>(t.span.end);
    w.id = vocabulary_.id_of(t.kind == token_kind::number ? std::string_view{"0"} : t.text);
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
    l.length = words_.back().end - words_[first].begin;
    if (!tabs.empty()) {
        std::size_t from = first;
        for (const auto tab : tabs)
            l.cells.push_back({std::exchange(from, tab), tab});
        l.cells.push_back({from, words_.size()});
    }
    lines_.push_back(std::move(l));
}

bool manuscript::any(range r, tag t) const { return find(r, t) != r.last; }

tags manuscript::all(range r) const {
    tags all;
    for (auto i = r.first; i < r.last; ++i)
        all |= vocabulary_.all(words_[i].id);
    return all;
}

std::string manuscript::utf8() const {
    constexpr char32_t malformed = 0xFFFD;
    return source_.find(malformed) == source_.npos ? std::string{utf8_} : base::to_utf8(source_);
}

std::size_t manuscript::find(range r, tag t) const {
    for (auto i = r.first; i < r.last; ++i)
        if (has(i, t)) return i;
    return r.last;
}

bool manuscript::is_upper(std::size_t i) const {
    const auto& w = words_[i];
    if (w.kind != token_kind::word || w.length() < 2) return false;
    for (auto c = w.begin; c < w.end; ++c)
        if (source_[c] != U'-' && base::fold_case(source_[c]) == source_[c]) return false;
    return true;
}

placed_text manuscript::text(range r) const {
    placed_text out;
    out.span = span_of(r);
    std::size_t most = 0;
    for (auto i = r.first; i < r.last; ++i)
        most += words_[i].length() + 1;
    out.at.resize(most);
    out.text.reserve(most + most / 8); // the letters that take two bytes are few
    auto* at = out.at.data();
    for (auto i = r.first; i < r.last; ++i) {
        const auto& w = words_[i];
        if (i > r.first && w.spaced) {
            out.text += ' ';
            *at++ = w.begin;
        }
        for (auto c = w.begin; c < w.end; ++c) {
            const auto letter = source_[c];
            *at = c;
            if (letter < 0x80 && letter > U'-') { // no space, no hyphen
                out.text += static_cast<char>(letter);
                ++at;
                continue;
            }
            const bool cut =
                w.kind == token_kind::word && letter == U'-' && c + 1 < w.end && base::is_space(source_[c + 1]);
            if (cut || letter == 0xAD || (w.kind == token_kind::word && base::is_space(letter))) continue;
            base::append_utf8(out.text, letter);
            ++at;
        }
    }
    out.at.resize(static_cast<std::size_t>(at - out.at.data()));
    return out;
}

::reading::span manuscript::span_of(range r) const {
    if (r.empty()) return {};
    const auto begin = words_[r.first].begin;
    return {begin, std::max(begin, words_[r.last - 1].end)};
}

range manuscript::range_of(::reading::span s) const {
    std::size_t first = 0;
    while (first < words_.size() && words_[first].begin < s.begin)
        ++first;
    auto last = first;
    while (last < words_.size() && words_[last].begin >= s.begin && words_[last].end <= s.end)
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
        traced_word word{words_[i].span(), plain({i, i + 1}), "word", {}, false};
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
