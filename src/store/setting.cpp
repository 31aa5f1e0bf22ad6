#include "store/setting.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/touch.hpp"

namespace store {

void put_setting(db::transaction& t, std::string_view name, std::string_view content, std::string_view by) {
    const auto at = now();
    db::run(t, R"(
        insert into setting (name, content, changed_at)
        values ($1, $2, $3)
        on conflict (name) do update
        set content = excluded.content, changed_at = excluded.changed_at)",
            name, content, at);
    append_audit(t, 0, by, "setting", name, content, at);
}

std::optional<std::string> find_setting(db::reader& r, std::string_view name) {
    return db::find<std::string>(r, "select content from setting where name = $1", name);
}

} // namespace store
