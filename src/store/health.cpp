#include "store/health.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/migrate.hpp"
#include "store/setting.hpp"

#include <fmt/format.h>

#include <array>
#include <sstream>

namespace store {
namespace {

// "moment number number", as `remember_…` writes it.
std::optional<std::array<std::int64_t, 3>> numbers_of(db::reader& r, std::string_view setting) {
    const auto text = find_setting(r, setting);
    if (!text) return std::nullopt;
    std::istringstream in{*text};
    std::array<std::int64_t, 3> n{};
    if (!(in >> n[0] >> n[1] >> n[2])) return std::nullopt;
    return n;
}

core::moment moment_of(std::int64_t micros) { return core::moment{std::chrono::microseconds{micros}}; }

std::int64_t count_jobs(db::reader& r, bool failed) {
    return db::find<std::int64_t>(r, failed ? "select count(*) from job where state = 'failed'"
                                            : "select count(*) from job where state <> 'failed'")
        .value_or(0);
}

} // namespace

health health_of(db::reader& r) {
    health h;
    const bool is_sqlite = r.on().engine() == db::engine::sqlite;
    const auto version = db::find<std::string>(
        r, db::sql{.sqlite = "select sqlite_version()", .pgsql = "select current_setting('server_version')"});
    h.engine = (is_sqlite ? "SQLite " : "PostgreSQL ") + version.value_or("");
    h.schema = schema_of(r).number;
    h.jobs_waiting = count_jobs(r, false);
    h.jobs_failed = count_jobs(r, true);
    for (auto [id, kind, subject, attempts, problem] :
         db::select<std::int64_t, std::string, std::string, int, std::string>(r, R"(
            select id, kind, subject, attempts, problem
            from job
            where state = 'failed'
            order by id desc
            limit 50)"))
        h.failed.push_back({id, std::move(kind), std::move(subject), attempts, std::move(problem)});
    h.administrators_without_code = db::find<std::int64_t>(r, R"(
        select count(distinct a.id)
        from account a
        join membership m on m.account = a.id
        where m.role = 'administrator' and a.closed_at is null and a.code_confirmed_at is null)")
                                        .value_or(0);
    if (const auto n = numbers_of(r, "backup")) h.backup = last_backup{moment_of((*n)[0]), (*n)[1], (*n)[2]};
    if (const auto n = numbers_of(r, "verified"))
        h.verification = last_verification{moment_of((*n)[0]), (*n)[1], (*n)[2]};
    return h;
}

counts counts_of(db::reader& r) {
    // Each document counts its own log: no sweep over millions of rows for a number.
    const auto entries =
        db::find<std::int64_t>(r, db::sql{.sqlite = "select coalesce(sum(log_rows), 0) from document",
                                          .pgsql = "select coalesce(sum(log_rows), 0)::bigint from document"});
    return {count_jobs(r, false), count_jobs(r, true), entries.value_or(0)};
}

void remember_backup(db::transaction& t, const last_backup& b) {
    put_setting(t, "backup", fmt::format("{} {} {}", b.at.time_since_epoch().count(), b.rows, b.bytes));
}

void remember_verification(db::transaction& t, const last_verification& v) {
    put_setting(t, "verified", fmt::format("{} {} {}", v.at.time_since_epoch().count(), v.events, v.faults));
}

bool retry_job(db::transaction& t, std::int64_t id, std::string_view by, core::moment now) {
    const auto job =
        db::find<std::string, std::string>(t, "select kind, subject from job where id = $1 and state = 'failed'", id);
    if (!job) return false;
    const auto& [kind, subject] = *job;
    const auto changed = db::run(t, R"(
        update job
        set state = 'waiting', attempts = 0, due_at = $2
        where id = $1
            and not exists (
                select 1 from job other
                where other.kind = job.kind and other.subject = job.subject and other.state = 'waiting'))",
                                 id, now);
    // A newer one waits already: it does the work.
    if (changed == 0) db::run(t, "delete from job where id = $1", id);
    append_audit(t, 0, by, "job_retried", kind + " " + subject, "", now);
    return true;
}

} // namespace store
