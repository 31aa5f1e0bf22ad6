#include "store/password.hpp"

#include "store/digest.hpp"

#include <sodium.h>

#include <chrono>
#include <semaphore>
#include <stdexcept>

namespace store {
namespace {

constexpr int at_once = 2;
constexpr std::chrono::seconds longest_wait{2};

std::counting_semaphore<at_once>& turns() {
    static std::counting_semaphore<at_once> all{at_once};
    return all;
}

class turn {
  public:
    turn() {
        if (!turns().try_acquire_for(longest_wait)) throw too_many_passwords{};
    }
    ~turn() { turns().release(); }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;
};

} // namespace

std::string password_hash(std::string_view typed) {
    random_bytes(1);                   // libsodium is started
    const std::string password{typed}; // never a null pointer, which an empty view may be
    const turn mine;
    std::string out(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::runtime_error{"no memory for a password's hash"};
    out.resize(out.find('\0'));
    return out;
}

bool password_holds(std::string_view hash, std::string_view typed) {
    random_bytes(1);
    const std::string password{typed};
    const turn mine;
    return crypto_pwhash_str_verify(std::string{hash}.c_str(), password.data(), password.size()) == 0;
}

void pretend_password(std::string_view password) {
    static const std::string nobodys = password_hash(hex(random_bytes(16)));
    (void)password_holds(nobodys, password);
}

} // namespace store
