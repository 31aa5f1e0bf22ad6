#pragma once

#include "intake/read_file.hpp"

#include "base/text.hpp"

#include <cstdint>
#include <cstdlib>

// What holds of every file that is read: its text is UTF-8 and within the limit; else there is a sentence.
inline int read_as(const char* name, const std::uint8_t* bytes, std::size_t size) {
    const intake::limits small{.file_bytes = 1'000'000,
                               .text_bytes = 1'000'000,
                               .unpacked_bytes = 4'000'000,
                               .part_bytes = 2'000'000,
                               .pages = 5,
                               .ocr = false};
    const auto read = intake::read_file({reinterpret_cast<const char*>(bytes), size}, name, small);
    const bool holds = read ? base::is_valid_utf8(read->text) && read->text.size() <= 4 * small.text_bytes
                            : read.error().text.key.rfind("intake.", 0) == 0;
    if (!holds) std::abort();
    return 0;
}
