#include "oidc/claim_rules.hpp"

#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oidc {
namespace {

using nlohmann::json;

const json* claim_of(const json& claims, const std::string& name) {
    if (const auto whole = claims.find(name); whole != claims.end()) return &*whole;
    const json* at = &claims;
    for (const auto part : base::split(name, '.')) {
        if (!at->is_object()) return nullptr;
        const auto next = at->find(std::string{part});
        if (next == at->end()) return nullptr;
        at = &*next;
    }
    return at;
}

bool is_value(const json& one, const std::string& value) {
    if (one.is_string()) return one.get_ref<const std::string&>() == value;
    return (one.is_number() || one.is_boolean()) && one.dump() == value;
}

bool holds(const json& claim, const std::string& value) {
    if (!claim.is_array()) return is_value(claim, value);
    return std::any_of(claim.begin(), claim.end(), [&](const json& one) { return is_value(one, value); });
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const auto& one) { return !one.empty() && std::find(b.begin(), b.end(), one) != b.end(); });
}

} // namespace

std::vector<granted> granted_by(const std::vector<rule>& rules, std::string_view text) {
    std::vector<granted> out;
    const auto claims = json::parse(text, nullptr, false);
    if (!claims.is_object()) return out;
    for (const auto& r : rules) {
        const auto* const claim = claim_of(claims, r.claim);
        if (!claim || !holds(*claim, r.value)) continue;
        granted one{r.role, r.organisation};
        if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
    }
    return out;
}

bool has_second_factor(const provider& p, const identity& who) {
    return share_one(p.amr, who.amr) || share_one(p.acr, {who.acr});
}

} // namespace oidc
