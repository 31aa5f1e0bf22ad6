#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http {

struct request_limits {
    std::size_t target_bytes = 8'000;      // more: 414
    std::size_t header_bytes = 16'384;     // with the request line; more: 431
    std::size_t body_bytes = 1'000'000;    // more: 413
    std::vector<std::string> upload_paths; // whose POSTs may be longer
    std::size_t upload_bytes = 25'000'000;

    bool is_upload(const request& r) const; // as far as its header is read
};

// Makes requests of a connection's bytes with Beast's parser, and checks what that leaves to us: unknown transfer
// codings, a missing or doubled Host, the target, the total of the header. Nothing that could be read in two ways
// passes, so that no proxy before us can take another request out of the same bytes.
class request_reader {
  public:
    // `into` is filled anew by each request; its strings are used again.
    request_reader(const request_limits& limits, request& into);
    ~request_reader();

    enum class step {
        more,   // feed it the bytes it did not use again, with more behind them
        header, // the header is complete and a body follows
        whole,
        refused // with status()
    };

    void start(); // the next request
    step feed(std::string_view bytes, std::size_t& used);
    // The client will send no more.
    step end();

    bool has_begun() const;        // some bytes of a request were seen
    int status() const;            // where it was refused
    bool keeps_alive() const;      // after a whole request
    bool expects_continue() const; // after its header
    int version() const;           // 10 or 11

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace http
