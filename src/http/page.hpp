#pragma once

#include "http/message.hpp"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace http {

enum class coding { identity, gzip, brotli };

// Bytes that are served many times, tagged by their content. Each coding is made once, when it is first asked for, so
// that a page nobody asks for compressed costs nothing. Thread-safe.
class page {
  public:
    page(std::string content_type, std::string bytes, fields headers);
    page(const page&) = delete;
    page& operator=(const page&) = delete;

    const std::string content_type;
    const std::string plain;
    const std::string etag; // of the plain bytes; strong, quoted
    const fields headers;   // besides those that the server sets

    // What goes over the wire in one coding, but for status line and date.
    struct form {
        http::coding coding = http::coding::identity;
        std::string etag;           // each coding has its own: they are different bytes
        std::string head;           // header lines and the empty line
        std::string head_unchanged; // the same for a 304
        std::string packed;
        std::string_view body;
    };

    // False: as() has to compress first, some milliseconds.
    bool is_ready(coding c) const;
    // The plain form where the bytes are few, or compressing does not make them fewer.
    const form& as(coding c) const;
    // The tag of any of the forms.
    bool has_etag(std::string_view tag) const;

    std::size_t memory() const; // bytes, with room for what will be compressed

  private:
    struct slot {
        std::once_flag once;
        std::atomic<bool> is_made{false};
        form made;
        const form* chosen = nullptr;
    };
    void make(coding c, slot& into) const;

    form identity_;
    mutable std::array<slot, 2> packed_;
};

// The page with its tag. Its compressed forms follow when they are asked for.
std::shared_ptr<const page> make_page(std::string content_type, std::string bytes, fields headers = {});

} // namespace http
