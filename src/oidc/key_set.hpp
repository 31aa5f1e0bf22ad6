#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct _cjose_jwk_int;

namespace oidc {

enum class key_kind { rsa, p256, p384 };

struct key {
    std::string id;        // "kid"; empty where it has none
    std::string algorithm; // "alg"; empty where it is for all that fit its kind
    key_kind kind = key_kind::rsa;
    std::shared_ptr<const _cjose_jwk_int> handle; // shared by the set and whoever verifies with it while it is replaced
};

// A provider's public keys (RFC 7517). Keys that sign nothing we take are left out: of other kinds, for encryption, RSA
// under 2048 bits; and of each, all that is not public.
class key_set {
  public:
    // nullopt: it is no key set at all. One without a usable key is empty.
    static std::optional<key_set> parse(std::string_view json);

    // The keys that may have signed a token: by the name it gives, or without one all of that kind.
    std::vector<key> find(std::optional<std::string_view> id, std::string_view algorithm) const;
    std::size_t size() const { return keys_.size(); }

  private:
    std::vector<key> keys_;
};

// The kind of key that an algorithm wants; nullopt: one that is not taken. What is made with a secret that both sides
// have (HS256) is not, and no signature at all ("none") neither.
std::optional<key_kind> kind_for(std::string_view algorithm);

} // namespace oidc
