#include "base/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace base {

std::optional<double> parse_decimal(std::string_view text) {
    std::string plain{text};
    std::replace(plain.begin(), plain.end(), ',', '.');
    double n = 0;
    const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), n);
    const bool is_whole = fault == std::errc{} && end == plain.data() + plain.size();
    return is_whole && std::isfinite(n) ? std::optional{n} : std::nullopt;
}

} // namespace base
