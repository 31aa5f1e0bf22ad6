#include "oidc/relying_party.hpp"
#include "store/digest.hpp"
#include "store/identity.hpp"
#include "web/account_pages.hpp"

#include <algorithm>

namespace web {
namespace {

std::string start_of(const oidc::provider& p) { return "/konto/oidc/" + p.id; }

} // namespace

std::vector<render::provider_link> providers_to_sign_in_by(const visit& v, std::string_view onward) {
    std::vector<render::provider_link> out;
    if (!v.on.providers) return out;
    for (const auto& one : v.on.providers->all()) {
        const auto& p = one->with();
        out.push_back({p.name, start_of(p) + (onward.empty() ? "" : "?till=" + safe_onward(onward))});
    }
    return out;
}

std::string tie_key(const signed_in& who) { return store::hex(store::sha256("tie\n" + who.form_secret)).substr(0, 32); }

void add_identities(const signed_in& who, render::account_view& view) {
    std::vector<store::identity> own;
    {
        auto reader = who.at.on.database.read();
        own = store::identities_of(reader, who.who.id);
    }
    const auto name_of = [&](const std::string& issuer) {
        if (who.at.on.providers)
            for (const auto& one : who.at.on.providers->all())
                if (one->with().issuer == issuer) return one->with().name;
        return issuer;
    };
    for (const auto& i : own)
        view.identities.push_back({i.id, name_of(i.issuer), i.made_at, i.used_at});
    if (!who.at.on.providers) return;
    for (const auto& one : who.at.on.providers->all()) {
        const auto& p = one->with();
        const bool has_it = std::any_of(own.begin(), own.end(), [&](const auto& i) { return i.issuer == p.issuer; });
        if (!has_it) view.to_tie.push_back({p.name, start_of(p) + "?koppla=" + tie_key(who)});
    }
}

} // namespace web
