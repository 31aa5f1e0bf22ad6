#include "store/mail_link.hpp"

#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/setting.hpp"

#include <fmt/format.h>

#include <charconv>

namespace store {
namespace {

constexpr std::string_view key_setting = "konto.e-post";
constexpr std::size_t bytes_signed = 16;

std::string_view name(declinable what) { return what == declinable::digest ? "digest" : "reminder"; }

// HMAC in its nested form: the inner digest alone could be gone on with by whoever has seen it.
std::string signature(std::string_view key, std::string_view about) {
    const auto inner = sha256(fmt::format("decline\n{}\n{}", key, about));
    return hex(sha256(fmt::format("decline\n{}\n{}", key, inner)).substr(0, bytes_signed));
}

std::string about(const declined& d) { return fmt::format("{}-{}", d.account.value, name(d.what)); }

} // namespace

std::string decline_secret(db::transaction& t, const declined& d) {
    auto key = find_setting(t, key_setting);
    if (!key) {
        lock_house(t);
        key = find_setting(t, key_setting); // another instance may have been faster
    }
    if (!key) put_setting(t, key_setting, *(key = hex(random_bytes(32))));
    return about(d) + "-" + signature(*key, about(d));
}

std::optional<declined> declined_by(db::reader& r, std::string_view secret) {
    const auto key = find_setting(r, key_setting);
    const auto last = secret.rfind('-');
    if (!key || last == secret.npos) return std::nullopt;
    const auto said = secret.substr(0, last);
    declined d;
    const auto [end, fault] = std::from_chars(said.data(), said.data() + said.size(), d.account.value);
    if (fault != std::errc{}) return std::nullopt;
    for (const auto what : {declinable::reminder, declinable::digest}) {
        d.what = what;
        // Digests of both are compared, so that the time it takes tells nothing of where they part.
        if (said != about(d) || sha256(secret.substr(last + 1)) != sha256(signature(*key, about(d)))) continue;
        const auto who = find_account(r, d.account);
        if (who && !who->closed_at) return d;
    }
    return std::nullopt;
}

} // namespace store
