#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// What binds an answer of a provider to the browser that asked. The browser keeps 256 random bits in a cookie; state,
// nonce and PKCE's verifier are digests of them and of all else that the cookie says, so the server keeps nothing, any
// instance can take the answer, and nothing in the cookie can be changed without the state failing.
namespace oidc {

inline constexpr std::chrono::minutes flow_lasts{15};

struct flow {
    std::string cookie; // its value: letters, digits, "-", "_" and "."
    std::string onward; // where to go afterwards
    bool links = false; // the identity is to be tied to the account that is signed in
    std::chrono::sys_seconds begun{};
    std::string state, nonce, verifier, challenge;
};

// `id`: the provider's. `secret`: 32 random bytes.
flow new_flow(std::string_view id, std::string_view secret, std::string onward, bool links,
              std::chrono::sys_seconds now);

// The flow of a cookie; nullopt: it is none, or it is over. Whether it is the one that a provider answered, the state
// tells.
std::optional<flow> flow_of(std::string_view id, std::string_view cookie, std::chrono::sys_seconds now);

// In a time that does not depend on where they differ.
bool are_equal(std::string_view a, std::string_view b);

} // namespace oidc
