#pragma once

#include "fetch/reach.hpp"

#include <tl/expected.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// One question to another machine, and its answer in memory.
namespace fetch {

struct call {
    std::string url;
    std::optional<std::vector<std::pair<std::string, std::string>>> form; // posted where set
    std::string user, password;                                           // HTTP Basic, where the user is not empty
    std::string authorities; // a file of certificates to believe in place of the system's; empty: those
    reach within;
    std::chrono::milliseconds connect_limit{2'000};
    std::chrono::milliseconds time_limit{4'000}; // looking up the name, connecting and all
    std::size_t size_limit = 512 * 1024;         // bytes of the answer's body
};

struct answer {
    int status = 0;
    std::string body;
};

enum class fault {
    not_askable, // not https, or no address at all
    forbidden,   // the name leads to an address that may not be asked
    unreachable, // no such name, nobody listens
    untrusted,   // its certificate does not hold
    slow,
    too_large,
    broken, // it does not speak HTTP, or hangs up
};
std::string_view name(fault f);

// Blocks for at most the time limit. Follows no redirection: a 3xx is an answer as any other. Reads no proxy, cookie or
// password of the environment. Thread-safe. The address is held against the reach when its connection is made, so that
// a name that changes between two look-ups leads nowhere else.
tl::expected<answer, fault> ask(const call& c);

} // namespace fetch
