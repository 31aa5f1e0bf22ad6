#pragma once

#include "core/log.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The second factor: codes of a telephone (RFC 6238: SHA-1, six figures, 30 s), and codes on paper for when it is lost.
namespace store {

std::string new_code_secret();                          // 20 random bytes
std::string code_secret_shown(std::string_view secret); // base32, in groups of four letters
// What an authenticator reads from the picture.
std::string code_address(std::string_view secret, std::string_view mail);

// The step whose code this is, of those beside `now` that come after `last`: a code is good once. nullopt: of none.
std::optional<std::int64_t> code_step(std::string_view secret, std::string_view code, core::moment now,
                                      std::int64_t last);

// Ten codes of 50 random bits, "k3f9p-2m7qd"; letters that are easily taken for each other are left out.
std::vector<std::string> new_recovery_codes();
std::string recovery_code_digest(std::string_view typed); // spaces, hyphens and capitals aside

} // namespace store
