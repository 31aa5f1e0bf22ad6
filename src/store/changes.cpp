#include "store/changes.hpp"

#include "base/date.hpp"
#include "db/statement.hpp"

#include <fmt/format.h>

#include <optional>

namespace store {

std::vector<change> changes_since(db::reader& r, core::moment since) {
    r.on().plan_for_values(); // few changed lately
    std::vector<change> changes;
    auto rows = db::select<std::string, std::int64_t, core::moment>(r, R"(
        select slug, revision, changed_at
        from document
        where changed_at >= $1
        order by changed_at)",
                                                                    since);
    while (rows.next()) {
        auto [slug, revision, at] = rows.row();
        changes.push_back({std::move(slug), revision, at});
    }
    return changes;
}

std::vector<list_mark> list_marks_since(db::reader& r, core::moment since) {
    using day = std::optional<base::date>;
    r.on().plan_for_values(); // few changed lately
    std::vector<list_mark> marks;
    for (auto [slug, version, status, shown_from] : db::select<std::string, std::int64_t, std::string, day>(r, R"(
            select slug, version, status, shown_from
            from document
            where changed_at >= $1)",
                                                                                                            since))
        marks.push_back(
            {std::move(slug), fmt::format("{} {} {}", version, status, shown_from ? base::to_iso(*shown_from) : "")});
    return marks;
}

} // namespace store
