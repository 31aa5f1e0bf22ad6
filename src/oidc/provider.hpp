#pragma once

#include "base/result.hpp"
#include "core/rights.hpp"
#include "fetch/reach.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The providers that an operator has named in a file (docs/operations.md says how).
namespace oidc {

// Whoever's claim has this value has this role in this organisation.
struct rule {
    std::string claim; // "groups", or a way to it: "realm_access.roles"
    std::string value;
    core::holder role = core::holder::reader;
    std::string organisation; // by its name; one that does not exist gives nothing
    bool operator==(const rule&) const = default;
};

struct provider {
    std::string id;     // in addresses: small letters, digits and hyphens
    std::string name;   // on the button
    std::string issuer; // to the letter as the provider writes it
    std::string client_id;
    std::string client_secret;       // empty: a client that keeps none
    std::vector<std::string> scopes; // "openid" among them
    std::string authorities;         // a file of certificates to believe in place of the system's
    fetch::reach within;
    std::vector<std::string> amr, acr; // one of these in the token: a second factor was given at the provider
    std::vector<rule> rules;
};

// Gives what a file or a variable of the environment holds; nullopt where there is none.
enum class secret_place { file, environment };
using secret_reader = std::function<std::optional<std::string>(secret_place, const std::string& name)>;

// The file's text. Fails on the first thing that is wrong, with the place in it as the problem's field
// ("providers[1].rules[0].role"): an entry nobody knows is refused, since a misspelt one would change what is believed.
base::result<std::vector<provider>> parse_providers(std::string_view json, const secret_reader& secret);

} // namespace oidc
