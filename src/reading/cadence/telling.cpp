#include "reading/cadence/compose.hpp"
#include "reading/trace.hpp"
#include "reading/traced_atom.hpp"

#include <algorithm>

namespace reading::cadence {
namespace {

traced_rule traced(const scene& at, const fact& f) {
    const auto end = std::max(f.end, f.unit_end);
    traced_rule out{name(f.by), at.span_of(f.begin, end), {}};
    for (auto i = f.begin; i < end; ++i)
        out.words.push_back(traced_atom(at.sentence.atoms[i], at.tokens, at.text));
    return out;
}

std::vector<traced_rule> all_traced(const scene& at, std::vector<const fact*> from) {
    std::sort(from.begin(), from.end(),
              [](const fact* a, const fact* b) { return a->begin != b->begin ? a->begin < b->begin : a < b; });
    from.erase(std::unique(from.begin(), from.end()), from.end());
    std::vector<traced_rule> all;
    for (const auto* f : from)
        if (f->kind != fact_kind::divide) all.push_back(traced(at, *f));
    return all;
}

std::vector<const fact*> pointers_to(std::span<const fact> facts) {
    std::vector<const fact*> all;
    for (const auto& f : facts)
        all.push_back(&f);
    return all;
}

} // namespace

void scene::tell(rule by, std::vector<rule> more, std::vector<const fact*> from) const {
    traced_reading out{answer.readings.size() - 1, name(by), {}, all_traced(*this, std::move(from))};
    for (const auto r : more)
        out.more.push_back(name(r));
    told->readings.push_back(std::move(out));
}

void scene::tell(rule by, std::span<const fact> from) const { tell(by, {}, pointers_to(from)); }

void scene::tell_left_out(rule by, std::span<const fact> facts) const {
    const auto last =
        std::max_element(facts.begin(), facts.end(), [](const fact& a, const fact& b) { return a.end < b.end; });
    const auto where =
        by == rule::none ? span_of(facts.front().begin, last->end) : span_of(sentence.begin, sentence.end);
    told->left_out.push_back(
        {by == rule::none ? std::string_view{} : name(by), where, all_traced(*this, pointers_to(facts))});
}

} // namespace reading::cadence
