#include "core/place.hpp"

#include "base/text.hpp"
#include "core/log_rules.hpp"

#include <algorithm>

namespace core {

namespace {

constexpr std::size_t longest_name = 120; // code points

base::problem refused(std::string key, std::string field) {
    return {base::problem_kind::invalid,
            {std::move(key), {{"most", static_cast<std::int64_t>(longest_name)}}},
            std::move(field)};
}

} // namespace

base::result<place> check_place(std::string_view name, std::string_view area) {
    place p;
    p.name = base::squeezed(base::trimmed(name));
    p.area = base::squeezed(base::trimmed(area));
    if (auto ok = check_text("name", p.name); !ok) return tl::unexpected(ok.error());
    if (auto ok = check_text("area", p.area); !ok) return tl::unexpected(ok.error());
    if (p.name.empty()) return tl::unexpected(refused("core.place.no_name", "name"));
    if (base::count_code_points(p.name) > longest_name) return tl::unexpected(refused("core.place.too_long", "name"));
    if (base::count_code_points(p.area) > longest_name) return tl::unexpected(refused("core.place.too_long", "area"));
    return p;
}

const place* place_named(const std::vector<place>& all, std::string_view name) {
    const auto folded = base::lower(base::squeezed(base::trimmed(name)));
    if (folded.empty()) return nullptr;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& p) { return base::lower(p.name) == folded; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace core
