#pragma once

#include "oidc/id_token.hpp"
#include "oidc/provider.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace oidc {

struct granted {
    core::holder role = core::holder::reader;
    std::string organisation;
    bool operator==(const granted&) const = default;
};

// What the rules give for these claims, each once. A claim's value fits where it is the text, the number or the truth
// value as it is written in JSON, or a list that holds it. A claim is first looked for by its whole name
// ("https://id.example/groups"), then as a way of names with dots between.
std::vector<granted> granted_by(const std::vector<rule>& rules, std::string_view claims);

// Whether the provider says that a second factor was given, in words that the operator has said to believe.
bool has_second_factor(const provider& p, const identity& who);

} // namespace oidc
