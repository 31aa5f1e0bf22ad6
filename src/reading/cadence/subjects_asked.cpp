#include "reading/cadence/compose.hpp"

namespace reading::cadence {

namespace {

using wc = word_class;

bool may_share(const stretch& s, std::size_t i) {
    return s.text(i, "för") || s.text(i, "på") || s.text(i, "i") || s.text(i, "hos");
}

std::size_t noun_at(const stretch& s, std::size_t i) {
    while (s.is(i, wc::adjective) || s.text(i, "de") || s.text(i, "den"))
        ++i;
    if (!s.at(i) || s.is(i, wc::channel)) return 0;
    return may_be_noun(*s.at(i)) || s.is(i, wc::grade_hint) ? i : 0;
}

// "centrala Högsby", "Norra Fäladen": a name takes its further words along.
std::size_t noun_end(const stretch& s, std::size_t i) {
    std::size_t end = i + 1;
    while (s.at(end) && s.at(end)->kind == atom_kind::word && s.at(end)->capital && end < i + 3)
        ++end;
    return end;
}

} // namespace

std::vector<std::string> undecided_subjects(const scene& at, std::uint32_t begin, std::uint32_t end) {
    const auto& s = at.sentence;
    for (std::size_t i = begin; i < end; ++i) {
        if (!may_share(s, i)) continue;
        std::vector<std::string> members;
        std::size_t j = i + 1;
        bool closed = false;
        while (const auto noun = noun_at(s, j)) {
            const auto last = noun_end(s, noun);
            members.push_back(
                at.text_of(at.span_of(static_cast<std::uint32_t>(noun), static_cast<std::uint32_t>(last))));
            if (closed) return members;
            j = last;
            const auto* conj = s.as(j, wc::conj);
            if (s.mark(j, ','))
                ++j;
            else if (conj && conj->value == "and")
                closed = true, ++j;
            else
                break;
            if (may_share(s, j)) ++j; // "på skolan och på torget"
        }
        i = std::max(i, j > i + 1 ? j - 1 : i);
    }
    return {};
}

} // namespace reading::cadence
