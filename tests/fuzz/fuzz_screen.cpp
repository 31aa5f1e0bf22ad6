// Screening of free text, on any bytes: what is found lies within the text in order, is the text that stands there, and
// stays found when words stand around it.
#include "base/text.hpp"
#include "core/screen.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

bool has_personal_number(const std::vector<core::finding>& all) {
    return std::ranges::any_of(all, [](const auto& f) { return f.kind == core::finding_kind::personal_number; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto length = base::count_code_points(text);
    const auto found = core::screen(text);
    std::size_t last = 0;
    for (const auto& f : found) {
        must(f.begin < f.end && f.end <= length && !f.text.empty());
        must(f.begin >= last);
        last = f.begin;
        if (base::is_valid_utf8(text)) {
            must(base::count_code_points(f.text) <= f.end - f.begin);
            must(text.find(f.text) != text.npos);
        }
    }
    if (base::is_valid_utf8(text) && has_personal_number(found))
        must(has_personal_number(core::screen("Ett ord. " + std::string{text} + " . ett ord")));
    return 0;
}
