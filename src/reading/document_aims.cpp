#include "reading/document_basis.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

bool is_infinitive(const manuscript& t, std::size_t i) {
    return t.is_word(i) && !t[i].capital && !t.has(i, tag::pronoun_a) && t.folded(i).size() > 2 &&
           t.folded(i).ends_with("a");
}

std::size_t clause_end(const manuscript& t, std::size_t from, std::size_t end) {
    auto i = from;
    while (i < end && !t.is(i, ".") && !t.is(i, ";") && !t.is(i, ":"))
        ++i;
    return i;
}

// "minska brotten, öka tryggheten och nå unga" → one aim for each infinitive.
void split_infinitives(const manuscript& t, range w, std::vector<range>& aims) {
    auto from = w.first;
    for (auto i = w.first + 1; i + 1 < w.last; ++i) {
        const bool joint = t.is(i, ",") || t.is(i, "och") || t.is(i, "samt");
        auto next = i + 1;
        const bool anew = joint && t.is(next, "att") && next + 1 < w.last;
        if (anew) ++next;
        if (!joint || (!anew && !is_infinitive(t, next))) continue;
        if (i > from) aims.push_back({from, i});
        from = next;
        i = next;
    }
    if (w.last > from) aims.push_back({from, w.last});
}

// "i syfte att …", "syftar till …", "målet är att …".
void purposes(const manuscript& t, range s, std::vector<range>& aims) {
    for (auto i = s.first; i < s.last; ++i) {
        const bool cue = t.has(i, tag::aim_cue) || t.has(i, tag::goal_noun);
        if (!cue) continue;
        for (auto k = i + 1; k < std::min(s.last, i + 9); ++k) {
            if (t.is(k, ".") || t.is(k, ",")) break;
            if (t.is(k, "att") && k + 1 < s.last) return split_infinitives(t, {k + 1, clause_end(t, k, s.last)}, aims);
            if (t.is(k, "till") && k + 1 < s.last && !t.is(k + 1, "att"))
                return aims.push_back({k + 1, clause_end(t, k, s.last)});
        }
    }
}

// "Effektmål: …" on a line of its own.
void labelled(const manuscript& t, const outline& doc, std::vector<range>& aims) {
    for (const auto& b : doc.blocks) {
        if (b.kind != block_kind::paragraph && b.kind != block_kind::heading) continue;
        for (auto i = b.words.first; i + 1 < std::min(b.words.last, b.words.first + 4); ++i)
            if (t.is(i, ":") && i > b.words.first && t.has(i - 1, tag::sec_aims)) aims.push_back({i + 1, b.words.last});
    }
}

bool is_own(const outline& doc, std::size_t s) { return doc.sections[s].parent == s; }

bool is_aim_section(const outline& doc, std::size_t s) {
    return has(doc.sections[s].kinds, section_kind::aims) && is_own(doc, s);
}

} // namespace

std::vector<range> find_aims(const manuscript& t, const outline& doc, const std::vector<sentence_role>& roles,
                             const std::vector<bool>& area_sections) {
    std::vector<range> aims;
    for (std::size_t i = 0; i < doc.sentences.size(); ++i) {
        const auto& s = doc.sentences[i];
        if (!is_aim_section(doc, s.section) || t.is(s.words.last - 1, ":") || roles[i].follow_up || roles[i].feedback)
            continue;
        const bool item = doc.blocks[s.block].kind == block_kind::bullet;
        const auto before = aims.size();
        if (item && !s.begins_block) continue;
        if (!item) purposes(t, s.words, aims);
        if (aims.size() == before) aims.push_back(item ? doc.blocks[s.block].words : s.words);
    }
    labelled(t, doc, aims);
    if (!aims.empty()) return aims;
    for (std::size_t i = 0; i < doc.sentences.size(); ++i) {
        const auto& kinds = doc.sections[doc.sentences[i].section].kinds;
        const bool unnamed =
            has(kinds, section_kind::area) && !area_sections[doc.sections[doc.sentences[i].section].parent];
        const bool ground = has(kinds, section_kind::basis) && is_own(doc, doc.sentences[i].section);
        const bool introduces = unnamed || ground || has(kinds, section_kind::cover) ||
                                has(kinds, section_kind::agreement) || has(kinds, section_kind::pledges) ||
                                has(kinds, section_kind::areas);
        const bool item = doc.blocks[doc.sentences[i].block].kind == block_kind::bullet;
        if (introduces && !item && !roles[i].follow_up && !roles[i].feedback) purposes(t, doc.sentences[i].words, aims);
    }
    return aims;
}

} // namespace reading::doc
