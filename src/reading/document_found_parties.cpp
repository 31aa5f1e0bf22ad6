#include "reading/document_promise.hpp"

#include "reading/names.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t most_last_words = 7; // of a name, by which a line below a signature may call it

} // namespace

void found_parties::add(found_party p) {
    auto name = base::lower(p.value.name);
    if (!names_.insert(name).second) return;
    const auto kind = p.value.kind;
    ++of_kind_[static_cast<std::size_t>(kind)];
    if (kind != party_kind::municipality && kind != party_kind::police) {
        // "Norrbyhem AB"
        const auto last = name.substr(name.rfind(' ') + 1);
        kind_by_name_.emplace(last == "ab" ? name.substr(0, name.find(' ')) : last, kind);
        // "Norrby Kommunfastigheter AB"
        if (const auto end = name.size() - last.size(); last == "ab" && end > 1) {
            const auto before = name.rfind(' ', end - 2);
            if (before != std::string::npos) kind_by_name_.emplace(name.substr(before + 1, end - before - 2), kind);
        }
    }
    if (p.value.role == party_role::signatory) add_unique(signing_, {std::string{::reading::name(kind)}});
    if (kind == party_kind::municipality && p.value.name.starts_with("Region")) region_municipality_ = true;
    if (p.place != no_place) by_place_.emplace(p.place, all.size());
    std::size_t words = 0;
    for (auto at = name.size(); words++ < most_last_words && at != std::string::npos && at > 0;) {
        at = name.rfind(' ', at - 1);
        by_last_words_.emplace(at == std::string::npos ? name : name.substr(at + 1), all.size());
    }
    all.push_back(std::move(p));
}

const found_party* found_parties::named(const std::string& lowered) const {
    const auto at = by_last_words_.find(lowered);
    return at == by_last_words_.end() ? nullptr : &all[at->second];
}

std::optional<party_kind> found_parties::kind_of(std::string_view folded) const {
    auto at = kind_by_name_.find(folded);
    if (at == kind_by_name_.end() && folded.ends_with('s'))
        at = kind_by_name_.find(folded.substr(0, folded.size() - 1));
    return at == kind_by_name_.end() ? std::nullopt : std::optional{at->second};
}

const found_party* found_parties::of_place(std::uint32_t place) const {
    const auto at = by_place_.find(place);
    return at == by_place_.end() ? nullptr : &all[at->second];
}

const found_party* found_parties::only(party_kind kind) const {
    if (count(kind) != 1) return nullptr;
    return &*std::find_if(all.begin(), all.end(), [&](const found_party& p) { return p.value.kind == kind; });
}

} // namespace reading::doc
