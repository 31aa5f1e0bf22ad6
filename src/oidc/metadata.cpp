#include "oidc/metadata.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace oidc {
namespace {

using nlohmann::json;

std::string text_of(const json& o, const char* name) {
    const auto found = o.find(name);
    return found != o.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Whether a list says so; where it says nothing, the standard's word.
bool names(const json& o, const char* list, const char* value, bool otherwise) {
    const auto found = o.find(list);
    if (found == o.end() || !found->is_array()) return otherwise;
    return std::find(found->begin(), found->end(), value) != found->end();
}

} // namespace

std::string discovery_address(const std::string& issuer) {
    const bool slash = issuer.ends_with('/');
    return issuer + (slash ? "" : "/") + ".well-known/openid-configuration";
}

tl::expected<metadata, std::string> parse_metadata(std::string_view text, const provider& asked) {
    using std::string;
    const auto o = json::parse(text, nullptr, false);
    if (!o.is_object()) return tl::unexpected{string{"unreadable"}};
    if (text_of(o, "issuer") != asked.issuer) return tl::unexpected{string{"other_issuer"}};
    metadata out{text_of(o, "authorization_endpoint"), text_of(o, "token_endpoint"), text_of(o, "jwks_uri")};
    for (const auto* address : {&out.authorization, &out.token, &out.jwks})
        if (!fetch::is_askable(*address, asked.within)) return tl::unexpected{string{"not_askable"}};
    if (!names(o, "response_types_supported", "code", true)) return tl::unexpected{string{"no_code"}};
    if (!names(o, "code_challenge_methods_supported", "S256", true)) return tl::unexpected{string{"no_pkce"}};
    out.takes_basic = names(o, "token_endpoint_auth_methods_supported", "client_secret_basic", true);
    const auto says = o.find("authorization_response_iss_parameter_supported");
    out.names_itself = says != o.end() && *says == true;
    return out;
}

} // namespace oidc
