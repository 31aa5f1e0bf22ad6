#include "oidc/id_token.hpp"

#include "base/text.hpp"
#include "core/account.hpp"
#include "oidc/base64url.hpp"
#include "oidc/flow.hpp"

#include <cjose/cjose.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace oidc {
namespace {

using nlohmann::json;
using fault = token_fault;

constexpr std::size_t longest_token = 64 * 1024, longest_subject = 255;

struct releasing {
    void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};

std::string text_of(const json& o, const char* name) {
    const auto found = o.find(name);
    return found != o.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::vector<std::string> texts_of(const json& o, const char* name) {
    std::vector<std::string> out;
    const auto found = o.find(name);
    if (found == o.end()) return out;
    if (found->is_string()) out.push_back(found->get<std::string>());
    for (const auto& one : found->is_array() ? *found : json::array())
        if (one.is_string()) out.push_back(one.get<std::string>());
    return out;
}

// A NumericDate of RFC 7519; nullopt: it is none, or it lies beyond any calendar.
std::optional<double> seconds_of(const json& o, const char* name) {
    const auto found = o.find(name);
    if (found == o.end() || !found->is_number()) return std::nullopt;
    const double seconds = found->get<double>();
    return seconds >= 0 && seconds < 1e12 ? std::optional{seconds} : std::nullopt;
}

struct header {
    std::string algorithm;
    std::optional<std::string> key_id;
};

// The library takes parts that are written in other ways too, with padding or with bits that say nothing.
bool is_written_one_way(std::string_view token) {
    const auto parts = base::split(token, '.');
    return parts.size() == 3 &&
           std::all_of(parts.begin(), parts.end(), [](auto part) { return from_base64url(part).has_value(); });
}

tl::expected<header, fault> header_of(std::string_view token) {
    const auto decoded = from_base64url(token.substr(0, token.find('.')));
    const auto h = decoded ? json::parse(*decoded, nullptr, false) : json{};
    if (!h.is_object()) return tl::unexpected{fault::malformed};
    // What must be understood is not (RFC 7515, 4.1.11).
    if (h.contains("crit")) return tl::unexpected{fault::malformed};
    header out{text_of(h, "alg"), std::nullopt};
    if (!kind_for(out.algorithm)) return tl::unexpected{fault::algorithm};
    if (h.contains("kid")) out.key_id = text_of(h, "kid");
    return out;
}

// The bytes that were signed, by one of these keys; nullopt: by none of them.
std::optional<std::string> signed_by(std::string_view token, const std::vector<key>& keys, std::string_view algorithm) {
    cjose_err failed{};
    const std::unique_ptr<cjose_jws_t, releasing> jws{cjose_jws_import(token.data(), token.size(), &failed)};
    if (!jws) return std::nullopt;
    // The library reads the header with a parser of its own: both must have read the same.
    const char* const read = cjose_header_get(cjose_jws_get_protected(jws.get()), CJOSE_HDR_ALG, &failed);
    if (!read || read != algorithm) return std::nullopt;
    const bool holds = std::any_of(keys.begin(), keys.end(),
                                   [&](const key& k) { return cjose_jws_verify(jws.get(), k.handle.get(), &failed); });
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    if (!holds || !cjose_jws_get_plaintext(jws.get(), &bytes, &size, &failed)) return std::nullopt;
    return std::string{reinterpret_cast<const char*>(bytes), size};
}

std::optional<fault> wrong_audience(const json& c, std::string_view client_id) {
    const auto audience = texts_of(c, "aud");
    if (std::find(audience.begin(), audience.end(), client_id) == audience.end()) return fault::audience;
    const bool is_for_several = audience.size() > 1;
    if ((is_for_several || c.contains("azp")) && text_of(c, "azp") != client_id) return fault::authorized_party;
    return std::nullopt;
}

std::optional<fault> wrong_time(const json& c, std::chrono::sys_seconds at) {
    const auto now = static_cast<double>(at.time_since_epoch().count());
    const auto skew = static_cast<double>(clock_skew.count());
    const auto expires = seconds_of(c, "exp"), issued = seconds_of(c, "iat");
    if (!expires || *expires + skew <= now) return fault::expired;
    if (!issued || *issued - skew > now) return fault::too_early;
    if (c.contains("nbf")) {
        const auto begins = seconds_of(c, "nbf");
        if (!begins || *begins - skew > now) return fault::too_early;
    }
    if (*issued + skew + static_cast<double>(oldest_token.count()) < now) return fault::too_old;
    return std::nullopt;
}

bool is_subject(std::string_view text) {
    return !text.empty() && text.size() <= longest_subject &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= ' ' && c < 0x7F; });
}

// Some providers write the flag as a text.
bool is_verified(const json& c) {
    const auto found = c.find("email_verified");
    return found != c.end() && (*found == true || *found == "true");
}

} // namespace

std::string_view name(token_fault f) {
    constexpr std::array<std::string_view, 12> names{
        "malformed",        "algorithm", "unknown_key", "signature", "issuer", "audience",
        "authorized_party", "expired",   "too_early",   "too_old",   "nonce",  "subject"};
    return names[static_cast<std::size_t>(f)];
}

tl::expected<identity, token_fault> verify(std::string_view token, const key_set& keys, const expectation& e) {
    if (token.size() > longest_token || !is_written_one_way(token)) return tl::unexpected{fault::malformed};
    const auto head = header_of(token);
    if (!head) return tl::unexpected{head.error()};
    const auto fitting = keys.find(head->key_id, head->algorithm);
    if (fitting.empty()) return tl::unexpected{fault::unknown_key};
    const auto bytes = signed_by(token, fitting, head->algorithm);
    if (!bytes) return tl::unexpected{fault::signature};
    const auto c = json::parse(*bytes, nullptr, false);
    if (!c.is_object()) return tl::unexpected{fault::malformed};
    if (text_of(c, "iss") != e.issuer) return tl::unexpected{fault::issuer};
    if (const auto wrong = wrong_audience(c, e.client_id)) return tl::unexpected{*wrong};
    if (const auto wrong = wrong_time(c, e.now)) return tl::unexpected{*wrong};
    if (!are_equal(text_of(c, "nonce"), e.nonce)) return tl::unexpected{fault::nonce};
    identity out;
    out.issuer = e.issuer;
    out.subject = text_of(c, "sub");
    if (!is_subject(out.subject)) return tl::unexpected{fault::subject};
    if (is_verified(c))
        if (auto mail = core::mail_address(text_of(c, "email"))) out.mail = *std::move(mail);
    out.amr = texts_of(c, "amr");
    out.acr = text_of(c, "acr");
    out.claims = *bytes;
    return out;
}

} // namespace oidc
