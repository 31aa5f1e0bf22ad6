#include "store/shown_version.hpp"

#include "db/statement.hpp"
#include "store/approval.hpp"

#include <algorithm>

namespace store {

std::vector<core::shown_version> shown_versions(db::reader& r, std::int64_t pledge) {
    std::vector<core::shown_version> all;
    for (auto [number, made_at] : db::select<int, core::moment>(r, R"(
            select v.number, v.made_at
            from document_version v
            join document d on d.id = v.document
            where v.document = $1
                and (v.number = d.version
                    or (v.number < d.version
                        and v.number in (select version from approval where document = $1)))
            order by v.number desc)",
                                                                pledge))
        all.push_back({.number = number, .from = base::stockholm_date(made_at), .approvals = {}});
    for (auto& a : approvals_of(r, pledge)) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& v) { return v.number == a.version; });
        if (found == all.end()) continue;
        found->from = found->approvals.empty() ? a.on : std::max(found->from, a.on);
        found->approvals.push_back(std::move(a));
    }
    for (auto later = all.begin(); later != all.end(); ++later)
        later->nth_of_day += static_cast<int>(
            std::count_if(later + 1, all.end(), [&](const auto& earlier) { return earlier.from == later->from; }));
    return all;
}

} // namespace store
