#include "store/changes.hpp"

#include "db/statement.hpp"

namespace store {

std::vector<change> changes_since(db::reader& r, core::moment since) {
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

} // namespace store
