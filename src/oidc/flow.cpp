#include "oidc/flow.hpp"

#include "base/text.hpp"
#include "oidc/base64url.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

namespace oidc {
namespace {

constexpr std::string_view signs_in = "in", ties = "tie";
constexpr std::size_t longest_cookie = 1'500, secret_letters = 43; // 32 bytes

std::string derived(std::string_view what, std::string_view id, std::string_view cookie) {
    return base64url(sha256(fmt::format("lofte oidc {}\n{}\n{}", what, id, cookie)));
}

flow complete(flow f, std::string_view id) {
    f.state = derived("state", id, f.cookie);
    f.nonce = derived("nonce", id, f.cookie);
    f.verifier = derived("verifier", id, f.cookie);
    f.challenge = base64url(sha256(f.verifier));
    return f;
}

} // namespace

flow new_flow(std::string_view id, std::string_view secret, std::string onward, bool links,
              std::chrono::sys_seconds now) {
    flow f;
    f.cookie = fmt::format("{}.{}.{}.{}", base64url(secret), now.time_since_epoch().count(), links ? ties : signs_in,
                           base64url(onward));
    f.onward = std::move(onward);
    f.links = links;
    f.begun = now;
    return complete(std::move(f), id);
}

std::optional<flow> flow_of(std::string_view id, std::string_view cookie, std::chrono::sys_seconds now) {
    if (cookie.size() > longest_cookie) return std::nullopt;
    const auto parts = base::split(cookie, '.');
    if (parts.size() != 4 || parts[0].size() != secret_letters) return std::nullopt;
    std::int64_t begun = 0;
    const auto* const last = parts[1].data() + parts[1].size();
    if (const auto [end, fault] = std::from_chars(parts[1].data(), last, begun); fault != std::errc{} || end != last)
        return std::nullopt;
    const auto onward = from_base64url(parts[3]);
    if (!onward || (parts[2] != signs_in && parts[2] != ties)) return std::nullopt;
    flow f;
    f.cookie = cookie;
    f.onward = *onward;
    f.links = parts[2] == ties;
    const auto age = now.time_since_epoch().count() - begun;
    if (age < 0 || age > std::chrono::seconds{flow_lasts}.count()) return std::nullopt;
    f.begun = std::chrono::sys_seconds{std::chrono::seconds{begun}};
    return complete(std::move(f), id);
}

bool are_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace oidc
