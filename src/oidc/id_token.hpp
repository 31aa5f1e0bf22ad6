#pragma once

#include "oidc/key_set.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a provider says of who signed in, and whether that is to be believed (OpenID Connect Core 1.0, 3.1.3.7).
namespace oidc {

struct expectation {
    std::string_view issuer, client_id, nonce;
    std::chrono::sys_seconds now;
};

// Clocks differ by so much, both ways.
inline constexpr std::chrono::seconds clock_skew{120};
// A token comes with the answer to our own question: one that is older was made for another.
inline constexpr std::chrono::seconds oldest_token{600};

struct identity {
    std::string issuer, subject;     // together, who it is: nothing else is
    std::optional<std::string> mail; // in small letters; only where the provider says that it is verified
    std::vector<std::string> amr;
    std::string acr;
    std::string claims; // all of them, as JSON
};

enum class token_fault {
    malformed,
    algorithm,   // none, or made with a shared secret, or unknown
    unknown_key, // no key of that name and kind: it may be a new one
    signature,
    issuer,
    audience,
    authorized_party,
    expired,
    too_early, // not valid yet, or issued in the future
    too_old,
    nonce,
    subject,
};
std::string_view name(token_fault f);

tl::expected<identity, token_fault> verify(std::string_view token, const key_set& keys, const expectation& e);

} // namespace oidc
