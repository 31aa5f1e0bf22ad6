#include "reading/traced_atom.hpp"

#include "base/text.hpp"
#include "reading/lexicon_entry.hpp"

#include <array>

namespace reading {
namespace {

constexpr auto kinds = std::to_array<std::string_view>(
    {"word", "known", "number", "ordinal", "code", "date", "years", "weeks", "clock", "mark", "line_break"});
static_assert(kinds.size() == static_cast<std::size_t>(atom_kind::line_break) + 1);

} // namespace

traced_word traced_atom(const atom& a, const token_list& tokens, std::u32string_view text) {
    traced_word out;
    out.span = {tokens[a.begin].span.begin, tokens[a.end - 1].span.end};
    out.text = base::to_utf8(text.substr(out.span.begin, out.span.end - out.span.begin));
    out.what = kinds[static_cast<std::size_t>(a.kind)];
    if (!a.entries) return out;
    for (const auto& e : *a.entries)
        out.entries.push_back({name(e.kind), e.value, e.form, e.file, e.line});
    // The atom of a misspelt word has the right spelling for its text.
    out.misspelt = a.kind == atom_kind::known && a.end == a.begin + 1 && a.text != tokens[a.begin].text;
    return out;
}

traced_rule traced_atoms(rule by, const atom_list& list, std::size_t begin, std::size_t end, std::u32string_view text) {
    traced_rule out{
        name(by),
        {list.tokens[list.atoms[begin].begin].span.begin, list.tokens[list.atoms[end - 1].end - 1].span.end},
        {}};
    for (auto i = begin; i < end; ++i)
        out.words.push_back(traced_atom(list.atoms[i], list.tokens, text));
    return out;
}

} // namespace reading
