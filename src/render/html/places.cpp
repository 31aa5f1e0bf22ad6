#include "render/html/places.hpp"

#include "render/html/embedded.hpp"

#include <algorithm>

namespace render::html {

std::optional<std::string_view> municipality_name(std::string_view code) {
    const auto files = page_files::files();
    const auto list =
        std::find_if(files.begin(), files.end(), [](const auto& f) { return f.path == "data/municipalities.csv"; });
    if (code.size() != 4 || list == files.end()) return std::nullopt;
    const std::string start = "\n" + std::string{code} + ",";
    const auto at = list->bytes.find(start);
    if (at == std::string_view::npos) return std::nullopt;
    const auto from = at + start.size();
    return list->bytes.substr(from, list->bytes.find(',', from) - from);
}

} // namespace render::html
