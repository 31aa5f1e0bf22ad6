#include "web/form_stamp.hpp"

#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/setting.hpp"
#include "web/form_parts.hpp"

#include <fmt/format.h>

namespace web {
namespace {

constexpr std::string_view setting_name = "form_stamp_secret";
constexpr std::size_t secret_letters = 64, proof_letters = 64;

std::string stamp_secret(const site& s) {
    {
        auto reader = s.database.read();
        if (auto known = store::find_setting(reader, setting_name)) return *std::move(known);
    }
    std::string secret;
    s.database.write([&](db::transaction& t) {
        store::lock_house(t); // two instances that start at once keep one
        if (auto known = store::find_setting(t, setting_name)) {
            secret = *std::move(known);
            return;
        }
        secret = store::hex(store::random_bytes(32));
        store::put_setting(t, setting_name, secret);
    });
    return secret;
}

std::string proof_of(const site& s, std::string_view time, std::string_view secret) {
    const auto key = stamp_secret(s);
    return store::hex(store::sha256(key + store::sha256(fmt::format("stamp\n{}\n{}\n{}", key, time, secret))));
}

} // namespace

std::string new_stamp(const site& s, core::moment made_at) {
    const auto time = fmt::to_string(made_at.time_since_epoch().count());
    const auto secret = store::hex(store::random_bytes(32));
    return fmt::format("{}.{}.{}", time, secret, proof_of(s, time, secret));
}

std::optional<stamp> read_stamp(const site& s, std::string_view text) {
    const auto first = text.find('.');
    if (first == text.npos || text.size() != first + 2 + secret_letters + proof_letters) return std::nullopt;
    const auto time = text.substr(0, first), secret = text.substr(first + 1, secret_letters);
    const auto at = whole_number(time);
    if (!at || text[first + 1 + secret_letters] != '.' ||
        !store::are_equal(text.substr(first + 2 + secret_letters), proof_of(s, time, secret)))
        return std::nullopt;
    return stamp{core::moment{std::chrono::microseconds{*at}}, std::string{secret}};
}

} // namespace web
