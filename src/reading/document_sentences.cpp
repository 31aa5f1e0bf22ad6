#include "reading/document_sentences.hpp"

namespace reading::doc {

namespace {

// Words. Nobody writes a longer one; a text without points is cut, so that work per sentence stays small.
constexpr std::size_t longest_sentence = 400;

bool is_end_mark(const manuscript& t, std::size_t i) {
    return t[i].kind == token_kind::mark && (t.is(i, ".") || t.is(i, "!") || t.is(i, "?"));
}

bool is_closing(const manuscript& t, std::size_t i) {
    return t[i].kind == token_kind::mark && !t[i].spaced && (t.is(i, ")") || t.is(i, "\"") || t.is(i, "”"));
}

// "t.ex. Polisen": an abbreviation's point ends no sentence, unless it is one that closes lists ("m.fl.", "osv.").
bool is_abbreviated(const manuscript& t, std::size_t point, std::size_t from) {
    if (point > from && t.has(point - 1, tag::closing_abbreviation)) return false;
    return point > from && t.is(point, ".") && t.is_word(point - 1) && t.has(point - 1, tag::abbreviation);
}

// "(Polis)", "(Polis) (Kommun)" behind the point still belong to the sentence.
std::size_t past_remark(const manuscript& t, std::size_t i, std::size_t end) {
    while (i < end && t.is(i, "(")) {
        auto k = i + 1;
        while (k < end && k < i + 8 && !t.is(k, ")"))
            ++k;
        if (k >= end || !t.is(k, ")")) break;
        i = k + 1 < end && t.is(k + 1, ".") ? k + 2 : k + 1;
    }
    return i;
}

} // namespace

std::size_t sentence_end(const manuscript& t, std::size_t from, std::size_t end) {
    if (end - from > longest_sentence) end = from + longest_sentence;
    for (auto i = from; i < end; ++i) {
        if (!is_end_mark(t, i)) continue;
        auto next = i + 1;
        while (next < end && (is_end_mark(t, next) || is_closing(t, next)))
            ++next;
        if (next >= end) return end;
        const bool begins_anew = t[next].capital || t.is_number(next) || t.is(next, "(") || t.is(next, "”");
        if (!t[next].spaced || !begins_anew || is_abbreviated(t, i, from)) continue;
        return past_remark(t, next, end);
    }
    return end;
}

std::vector<sentence> split_sentences(const manuscript& text, const std::vector<block>& blocks,
                                      const std::vector<section>& sections) {
    std::vector<sentence> all;
    for (std::size_t s = 0; s < sections.size(); ++s)
        for (auto b = sections[s].first_block; b < sections[s].last_block; ++b) {
            const auto& block = blocks[b];
            if (block.signature || (block.kind != block_kind::paragraph && block.kind != block_kind::bullet)) continue;
            for (auto from = block.words.first; from < block.words.last;) {
                const auto end = sentence_end(text, from, block.words.last);
                all.push_back({{from, end},
                               b,
                               s,
                               from == block.words.first,
                               end == block.words.last,
                               block.kind == block_kind::bullet});
                from = end;
            }
        }
    return all;
}

} // namespace reading::doc
