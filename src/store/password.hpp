#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace store {

// Thrown by all below where so many passwords wait that it would take too long: come again.
struct too_many_passwords : std::runtime_error {
    too_many_passwords() : std::runtime_error{"too many passwords at once"} {}
};

// argon2id (RFC 9106) with libsodium's limits for interactive use: 64 MiB and some 0.1 s each. At most two are worked
// out at once, so that a flood of sign-ins takes neither the machine's memory nor all of its cores.
std::string password_hash(std::string_view password);
bool password_holds(std::string_view hash, std::string_view password);

// Takes as long as password_holds, so that how long an answer took does not tell whether an account exists.
void pretend_password(std::string_view password);

} // namespace store
