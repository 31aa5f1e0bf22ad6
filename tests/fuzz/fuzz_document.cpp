#include "base/text.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever the bytes: an answer, and every span within the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto draft = reading::read_document(text, reading::all_municipalities());
    const auto length = base::count_code_points(draft.source);
    for (const auto& [pointer, span] : draft.spans)
        if (span.begin >= span.end || span.end > length) std::abort();
    return 0;
}
