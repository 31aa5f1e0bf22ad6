#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace support {

// A provider's key, made by OpenSSL and used through it alone: another hand than the one that verifies.
class signer {
  public:
    static signer rsa(std::string id, unsigned bits = 2'048);
    static signer ec(std::string id, const char* curve = "P-256");

    std::string jwk(std::string_view more = "") const; // its public part; `more`: "\"use\":\"sig\","
    // header.payload.signature; the header is {"alg":…,"kid":…} unless one is given.
    std::string sign(std::string_view claims, std::string_view algorithm, std::string_view header = "") const;
    const std::string& id() const { return id_; }

  private:
    std::string id_, curve_;
    std::shared_ptr<evp_pkey_st> key_; // copies of a signer share it
};

std::string base64url(std::string_view bytes);
std::string hmac_sha256(std::string_view key, std::string_view text);

} // namespace support
