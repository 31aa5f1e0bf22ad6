#pragma once

#include "core/log.hpp"

#include <string>
#include <string_view>

// A letter as it goes over the wire: RFC 5322 and MIME. Pure.
namespace mail {

struct message {
    std::string id;        // unique: the left side of its Message-ID
    core::moment at{};     // its Date
    std::string from;      // an address; its domain is the Message-ID's too
    std::string from_name; // shown before it
    std::string to;        // an address
    std::string language;  // "sv" "en"
    std::string subject;
    std::string body;        // UTF-8, lines end in \n, as long as a paragraph is
    std::string unsubscribe; // an address of ours that ends such letters; empty: they have no end
};

// Whether an address can stand in a header and in an SMTP command: atoms with dots before the @, of ASCII or UTF-8
// (RFC 5321, 6531), without quotes, comments or control characters. No other is ever written.
bool is_writable(std::string_view address);

// The bytes with CRLF line ends. Text of people in a header is written as encoded words (RFC 2047): no line break of
// theirs begins a header. Throws std::logic_error on an address that is not writable.
std::string bytes_of(const message& m);

} // namespace mail
