#include "oidc/key_set.hpp"

#include <cjose/cjose.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace oidc {
namespace {

using nlohmann::json;

constexpr std::size_t most_keys = 100, least_rsa_bits = 2'048, most_rsa_bits = 8'192;

std::string text_of(const json& o, const char* name) {
    const auto found = o.find(name);
    return found != o.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// What is asked of the library: only these, so that no private part or shared secret that somebody published is taken.
std::optional<json> public_part(const json& o) {
    json out;
    const auto kty = text_of(o, "kty");
    const std::vector<const char*> names =
        kty == "RSA" ? std::vector<const char*>{"n", "e"} : std::vector<const char*>{"crv", "x", "y"};
    if (kty != "RSA" && kty != "EC") return std::nullopt;
    out["kty"] = kty;
    for (const char* name : names) {
        out[name] = text_of(o, name);
        if (out[name].get_ref<const std::string&>().empty()) return std::nullopt;
    }
    return out;
}

std::optional<key_kind> kind_of(const json& o, std::size_t bits) {
    if (text_of(o, "kty") == "RSA")
        return bits >= least_rsa_bits && bits <= most_rsa_bits ? std::optional{key_kind::rsa} : std::nullopt;
    const auto curve = text_of(o, "crv");
    if (curve == "P-256") return key_kind::p256;
    return curve == "P-384" ? std::optional{key_kind::p384} : std::nullopt;
}

std::optional<key> key_of(const json& o) {
    if (!o.is_object()) return std::nullopt;
    const auto use = text_of(o, "use");
    if (!use.empty() && use != "sig") return std::nullopt;
    const auto asked = public_part(o);
    if (!asked) return std::nullopt;
    const auto text = asked->dump();
    cjose_err fault{};
    cjose_jwk_t* const made = cjose_jwk_import(text.data(), text.size(), &fault);
    if (!made) return std::nullopt;
    key out;
    out.handle = std::shared_ptr<const cjose_jwk_t>{made, [made](const cjose_jwk_t*) { cjose_jwk_release(made); }};
    const auto kind = kind_of(o, cjose_jwk_get_keysize(made, &fault));
    if (!kind) return std::nullopt;
    out.kind = *kind;
    out.id = text_of(o, "kid");
    out.algorithm = text_of(o, "alg");
    return out;
}

} // namespace

std::optional<key_kind> kind_for(std::string_view algorithm) {
    constexpr std::array<std::pair<std::string_view, key_kind>, 8> taken{{{"RS256", key_kind::rsa},
                                                                          {"RS384", key_kind::rsa},
                                                                          {"RS512", key_kind::rsa},
                                                                          {"PS256", key_kind::rsa},
                                                                          {"PS384", key_kind::rsa},
                                                                          {"PS512", key_kind::rsa},
                                                                          {"ES256", key_kind::p256},
                                                                          {"ES384", key_kind::p384}}};
    for (const auto& [name, kind] : taken)
        if (name == algorithm) return kind;
    return std::nullopt;
}

std::optional<key_set> key_set::parse(std::string_view text) {
    const auto all = json::parse(text, nullptr, false);
    if (!all.is_object()) return std::nullopt;
    const auto list = all.find("keys");
    if (list == all.end() || !list->is_array() || list->size() > most_keys) return std::nullopt;
    key_set out;
    for (const auto& one : *list)
        if (auto made = key_of(one)) out.keys_.push_back(*std::move(made));
    return out;
}

std::vector<key> key_set::find(std::optional<std::string_view> id, std::string_view algorithm) const {
    std::vector<key> out;
    const auto kind = kind_for(algorithm);
    for (const auto& k : keys_) {
        const bool fits = kind == k.kind && (k.algorithm.empty() || k.algorithm == algorithm);
        if (fits && (!id || k.id == *id)) out.push_back(k);
    }
    return out;
}

} // namespace oidc
