#include "core/draft.hpp"

#include "base/text.hpp"
#include "core/document_rules.hpp"
#include "core/whose.hpp"
#include "reading/municipalities.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace core {

std::vector<std::string> signing_parties(const ::reading::document& d) {
    std::vector<std::string> names;
    for (const auto& p : d.parties)
        if (p.role == ::reading::party_role::signatory) names.push_back(p.name);
    return names;
}

std::vector<std::string> waiting_parties(const draft& d) {
    auto names = signing_parties(d.document);
    std::erase_if(names, [&](const auto& name) {
        return std::any_of(d.approvals.begin(), d.approvals.end(), [&](const auto& a) { return a.party == name; });
    });
    return names;
}

bool is_its_own(const organisation& o, const ::reading::party& p) {
    if (o.name == p.name && o.name.find(' ') != std::string::npos) return true;
    return o.code && o.code == p.code && o.kind == p.kind;
}

bool may_be_said_to_be(const organisation& o, const ::reading::party& p, bool is_keepers) {
    using ::reading::party_kind;
    if (kind_meant(o.kind, o.name) != p.kind || (o.code && p.code && o.code != p.code)) return false;
    if (!is_keepers || p.kind == party_kind::police) return true;
    const auto name = base::lower(p.name);
    return p.kind == party_kind::municipality && !p.code && (name == "kommunen" || name == "kommun");
}

base::result<bool> check_for_approval(const ::reading::document& d) {
    if (auto fit = check_document(d); !fit) return fit;
    const auto names = signing_parties(d);
    if (names.empty()) return base::fail(base::problem_kind::invalid, {"core.document.nobody_signs", {}});
    std::set<std::string_view> seen;
    for (const auto& name : names)
        if (!seen.insert(name).second)
            return base::fail(base::problem_kind::invalid, {"core.document.party_twice", {{"party", name}}});
    return true;
}

std::string place_and_year(const ::reading::document& d) {
    constexpr std::size_t most_places = 4;
    std::vector<std::string> places;
    for (const auto& party : d.parties) {
        if (party.kind != ::reading::party_kind::municipality || !party.code) continue;
        const auto& all = ::reading::all_municipalities();
        const auto known = std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.code == *party.code; });
        if (known == all.end()) return {};
        places.emplace_back(known->name);
    }
    if (places.empty() || places.size() > most_places || !d.valid.from) return {};
    return base::slug(fmt::format("{} {}", fmt::join(places, " "), base::year_of(*d.valid.from)));
}

} // namespace core
