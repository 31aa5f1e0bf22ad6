#include "store/one_time_code.hpp"

#include "base/text.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace store {
namespace {

constexpr std::size_t secret_bytes = 20; // RFC 4226, R6
constexpr int digits = 6;
constexpr std::int64_t step_seconds = 30;
constexpr std::size_t recovery_codes = 10;
constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz023456789";
static_assert(letters.size() == 32, "five bits a letter");

std::string base32(std::string_view bytes) {
    char* out = nullptr;
    std::size_t size = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &out, &size) != OATH_OK) throw std::runtime_error{"base32"};
    const std::unique_ptr<char, decltype(&std::free)> owned{out, &std::free};
    std::string text{out, size};
    text.resize(std::min(text.size(), text.find('=')));
    return text;
}

std::string code_of(std::string_view secret, std::int64_t step) {
    char code[digits + 1] = {};
    if (oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), digits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code) != OATH_OK)
        throw std::runtime_error{"a one-time code cannot be worked out"};
    return code;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain =
            (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || c == '.' || c == '-' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

} // namespace

std::string new_code_secret() { return random_bytes(secret_bytes); }

std::string code_secret_shown(std::string_view secret) {
    const auto all = base32(secret);
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += all[i];
    }
    return out;
}

std::string code_address(std::string_view secret, std::string_view mail) {
    return fmt::format("otpauth://totp/L%C3%B6fte:{}?secret={}&issuer=L%C3%B6fte&algorithm=SHA1&digits={}&period={}",
                       percent_encoded(mail), base32(secret), digits, step_seconds);
}

std::optional<std::int64_t> code_step(std::string_view secret, std::string_view typed, core::moment now,
                                      std::int64_t last) {
    std::string code;
    for (const char c : typed)
        if (c != ' ' && c != '-') code += c;
    if (code.size() != digits) return std::nullopt;
    const auto here = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count() / step_seconds;
    // A telephone's clock may be half a minute off, either way.
    for (const auto step : {here, here - 1, here + 1})
        if (step > last && sodium_memcmp(code_of(secret, step).data(), code.data(), digits) == 0) return step;
    return std::nullopt;
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> all;
    for (std::size_t n = 0; n < recovery_codes; ++n) {
        std::string code;
        for (const char byte : random_bytes(10))
            code += letters[static_cast<unsigned char>(byte) % letters.size()];
        all.push_back(code.insert(5, "-"));
    }
    return all;
}

std::string recovery_code_digest(std::string_view typed) {
    std::string plain;
    for (const char c : base::lower(typed))
        if (letters.find(c) != letters.npos) plain += c;
    return sha256(plain);
}

} // namespace store
