#include "web/saved_before.hpp"

#include "store/draft.hpp"

#include <algorithm>

namespace web {
namespace {

// A form saves upon the version that it showed, but for what others saved while it lay open.
constexpr int most_versions = 20;

} // namespace

std::optional<reading::document>
saved_before(const signed_in& who, const core::draft& draft, int seen,
             const std::function<base::result<reading::document>(const reading::document&)>& make) {
    auto reader = who.at.on.database.read();
    auto before = store::version_of(reader, draft.pledge, seen);
    if (!before) return std::nullopt;
    for (int n = seen + 1; n <= std::min(draft.version, seen + most_versions); ++n) {
        auto after = store::version_of(reader, draft.pledge, n);
        if (!after) return std::nullopt;
        const auto made = make(*before);
        if (made && *made == *after && *after != *before) return after;
        before = std::move(after);
    }
    return std::nullopt;
}

} // namespace web
