#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oidc {

std::string base64url(std::string_view bytes);                       // RFC 4648, 5, without padding
std::optional<std::string> from_base64url(std::string_view encoded); // nullopt: it is none, or it has padding
std::string sha256(std::string_view bytes);                          // 32 bytes

} // namespace oidc
