#include "app/first_words.hpp"

#include "base/text.hpp"

namespace app {

std::string first_words(std::string_view text) {
    constexpr std::size_t most = 72;
    const auto points = base::to_utf32(base::squeezed(text));
    return points.size() <= most ? base::to_utf8(points) : base::to_utf8(points.substr(0, most - 1)) + "…";
}

} // namespace app
