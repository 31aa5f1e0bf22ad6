#include "store/schedule.hpp"

#include "db/statement.hpp"
#include "store/job.hpp"

namespace store {

bool is_due(db::reader& r, std::string_view kind, core::moment now) {
    const auto due = db::find<core::moment>(r, "select due_at from schedule where name = $1", kind);
    return !due || *due <= now;
}

bool queue_when_due(db::transaction& t, std::string_view kind, core::moment now, core::moment next) {
    db::run(t, "insert into schedule (name, due_at) values ($1, $2) on conflict (name) do nothing", kind, next);
    if (db::run(t, "update schedule set due_at = $3 where name = $1 and due_at <= $2", kind, now, next) == 0)
        return false;
    add_job(t, kind, {});
    return true;
}

} // namespace store
