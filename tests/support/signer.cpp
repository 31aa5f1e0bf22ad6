#include "signer.hpp"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <stdexcept>
#include <utility>

namespace support {
namespace {

void check(bool done, const char* what) {
    if (!done) throw std::runtime_error{what};
}

std::string number(EVP_PKEY* key, const char* name, std::size_t length = 0) {
    BIGNUM* n = nullptr;
    check(EVP_PKEY_get_bn_param(key, name, &n) == 1, name);
    std::string out(length ? length : static_cast<std::size_t>(BN_num_bytes(n)), '\0');
    BN_bn2binpad(n, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size()));
    BN_free(n);
    return out;
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// r and s beside each other, as JWS has them.
std::string plain(std::string_view der, std::size_t length) {
    const unsigned char* at = bytes(der);
    ECDSA_SIG* const both = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    check(both != nullptr, "signature");
    std::string out(2 * length, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(both), to, static_cast<int>(length));
    BN_bn2binpad(ECDSA_SIG_get0_s(both), to + length, static_cast<int>(length));
    ECDSA_SIG_free(both);
    return out;
}

const EVP_MD* digest_of(std::string_view algorithm) {
    if (algorithm.ends_with("384")) return EVP_sha384();
    return algorithm.ends_with("512") ? EVP_sha512() : EVP_sha256();
}

} // namespace

std::string base64url(std::string_view text) {
    std::string out(4 * ((text.size() + 2) / 3) + 1, '\0');
    const int n =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes(text), static_cast<int>(text.size()));
    out.resize(static_cast<std::size_t>(n));
    while (out.ends_with('='))
        out.pop_back();
    for (char& c : out)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
    std::string out(32, '\0');
    unsigned size = 32;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes(text), text.size(),
         reinterpret_cast<unsigned char*>(out.data()), &size);
    return out;
}

signer signer::rsa(std::string id, unsigned bits) {
    signer s;
    s.id_ = std::move(id);
    s.key_ = {EVP_RSA_gen(bits), EVP_PKEY_free};
    check(s.key_ != nullptr, "rsa");
    return s;
}

signer signer::ec(std::string id, const char* curve) {
    signer s;
    s.id_ = std::move(id);
    s.curve_ = curve;
    s.key_ = {EVP_EC_gen(curve), EVP_PKEY_free};
    check(s.key_ != nullptr, "ec");
    return s;
}

std::string signer::jwk(std::string_view more) const {
    const auto kid = id_.empty() ? std::string{} : fmt::format(R"("kid":"{}",)", id_);
    if (curve_.empty())
        return fmt::format(R"({{{}{}"kty":"RSA","n":"{}","e":"{}"}})", kid, more,
                           base64url(number(key_.get(), OSSL_PKEY_PARAM_RSA_N)),
                           base64url(number(key_.get(), OSSL_PKEY_PARAM_RSA_E)));
    const std::size_t length = curve_ == "P-256" ? 32 : 48;
    return fmt::format(R"({{{}{}"kty":"EC","crv":"{}","x":"{}","y":"{}"}})", kid, more, curve_,
                       base64url(number(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X, length)),
                       base64url(number(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y, length)));
}

std::string signer::sign(std::string_view claims, std::string_view algorithm, std::string_view header) const {
    const auto kid = id_.empty() ? std::string{} : fmt::format(R"(,"kid":"{}")", id_);
    const auto head = header.empty() ? fmt::format(R"({{"alg":"{}"{}}})", algorithm, kid) : std::string{header};
    const auto text = base64url(head) + "." + base64url(claims);
    EVP_MD_CTX* const c = EVP_MD_CTX_new();
    EVP_PKEY_CTX* parameters = nullptr;
    check(EVP_DigestSignInit(c, &parameters, digest_of(algorithm), nullptr, key_.get()) == 1, "sign");
    if (algorithm.starts_with("PS")) {
        EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST);
    }
    std::size_t size = 0;
    check(EVP_DigestSign(c, nullptr, &size, bytes(text), text.size()) == 1, "sign");
    std::string out(size, '\0');
    check(EVP_DigestSign(c, reinterpret_cast<unsigned char*>(out.data()), &size, bytes(text), text.size()) == 1,
          "sign");
    EVP_MD_CTX_free(c);
    out.resize(size);
    if (!curve_.empty()) out = plain(out, curve_ == "P-256" ? 32 : 48);
    return text + "." + base64url(out);
}

} // namespace support
