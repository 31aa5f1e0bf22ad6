#pragma once

#include "oidc/provider.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace oidc {

// What a provider says of itself (OpenID Connect Discovery 1.0), as far as it matters to us.
struct metadata {
    std::string authorization, token, jwks; // addresses
    bool takes_basic = true;                // the client's secret in the head of the request; else in its form
    bool names_itself = false;              // in its answers to the browser
};

std::string discovery_address(const std::string& issuer);

// Fails with a word for the log: another issuer than the one asked, an address that may not be asked, no PKCE.
tl::expected<metadata, std::string> parse_metadata(std::string_view json, const provider& asked);

} // namespace oidc
