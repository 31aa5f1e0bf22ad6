#include "exchange/json.hpp"

#include <cstdint>
#include <cstdlib>

// Whatever the bytes: a value or a sentence. What was read as a document is written so that it reads as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const base::translator say{base::language::sv};
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto d = exchange::parse_document(text)) {
        const auto again = exchange::parse_document(exchange::document_json(*d));
        if (!again || !(*again == *d)) std::abort();
    } else if (say(d.error().text).empty()) {
        std::abort();
    }
    if (const auto e = exchange::parse_entry(text); !e && say(e.error().text).empty()) std::abort();
    if (const auto e = exchange::parse_correction(text); !e && say(e.error().text).empty()) std::abort();
    if (const auto e = exchange::parse_withdrawal(text); !e && say(e.error().text).empty()) std::abort();
    if (const auto line = exchange::parse_read_line(text); !line && say(line.error().text).empty()) std::abort();
    return 0;
}
