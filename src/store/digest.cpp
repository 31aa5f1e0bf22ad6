#include "store/digest.hpp"

#include <sodium.h>

#include <stdexcept>

namespace store {
namespace {

void need_sodium() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw std::runtime_error{"libsodium cannot start"};
}

} // namespace

std::string sha256(std::string_view bytes) {
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(out.data()),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return out;
}

struct sha256_sum::state {
    crypto_hash_sha256_state of{};
};

sha256_sum::sha256_sum() : state_{std::make_unique<state>()} { crypto_hash_sha256_init(&state_->of); }

sha256_sum::~sha256_sum() = default;

void sha256_sum::add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_->of, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string sha256_sum::end() {
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_->of, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

std::string hex(std::string_view bytes) {
    std::string out(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    out.pop_back();
    return out;
}

std::string random_bytes(std::size_t n) {
    need_sodium();
    std::string out(n, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

bool are_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string new_uuid() {
    auto b = random_bytes(16);
    b[6] = static_cast<char>((b[6] & 0x0F) | 0x40);
    b[8] = static_cast<char>((b[8] & 0x3F) | 0x80);
    auto text = hex(b);
    for (const std::size_t at : {8u, 13u, 18u, 23u})
        text.insert(at, 1, '-');
    return text;
}

} // namespace store
