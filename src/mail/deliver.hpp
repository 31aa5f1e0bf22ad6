#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

// One letter to one address over SMTP.
namespace mail {

enum class encryption { none, starttls, tls }; // tls: from the first byte, usually on port 465

struct settings {
    std::string server; // a name or an address
    std::uint16_t port = 587;
    encryption secured = encryption::starttls;
    std::string user, password; // empty: the server asks for none
    std::string authorities;    // a file of certificates that are believed; empty: the system's
    std::string from;           // an address
    // For all of one letter. Shorter than a job is its taker's.
    std::chrono::milliseconds time_limit = std::chrono::minutes{2};
};

enum class outcome {
    sent,    // the server has it
    later,   // not taken now: 4xx, no connection, or the server refuses us and not the address
    refused, // 5xx to the address or to the letter
    unknown, // all was handed over, and the server's word did not come: it may have it
    theirs,  // `before_end` said no
};

struct answer {
    outcome what = outcome::later;
    std::string text; // the server's own words, or what went wrong on the way: one line of at most 300 bytes
};

// Blocks until the server has answered or the time is out. `before_end` is called when all but the end of the letter is
// handed over: what it writes down is known before the server can have the letter. Thread-safe; throws nothing of its
// own, but what `before_end` throws.
answer deliver(const settings& s, const std::string& to, const std::string& bytes,
               const std::function<bool()>& before_end, const std::stop_token& stop);

} // namespace mail
