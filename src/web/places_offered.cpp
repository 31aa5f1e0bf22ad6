#include "web/places_offered.hpp"

#include "store/place.hpp"

#include <algorithm>

namespace web {

std::vector<std::string> places_offered(const site& s, std::int64_t pledge) {
    std::vector<std::string> names;
    auto reader = s.database.read();
    for (auto& p : store::places_of(reader, pledge))
        if (!p.is_retired) names.push_back(std::move(p.name));
    std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { return s.swedish.less(a, b); });
    return names;
}

} // namespace web
