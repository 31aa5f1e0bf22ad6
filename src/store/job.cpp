#include "store/job.hpp"

#include "db/statement.hpp"
#include "store/touch.hpp"

#include <chrono>

namespace store {
namespace {

using namespace std::chrono_literals;

constexpr int most_attempts = 5;
// One that was taken and not heard of for so long is given to another.
constexpr auto time_to_finish = 10min;
// A file that was made so lately is not made anew for each of many changes.
constexpr auto rest_between = 60s;

// 1, 4, 16, 64 minutes after each failure.
std::chrono::minutes wait_after(int attempts) {
    auto wait = 1min;
    for (int i = 1; i < attempts; ++i)
        wait *= 4;
    return wait;
}

void run_again(db::transaction& t, const job& j, std::string_view why, core::moment due) {
    // A newer one may wait already: then that one does the work.
    const auto changed = db::run(t, R"(
        update job
        set state = 'waiting', due_at = $3, problem = $4
        where id = $1 and attempts = $2 and state = 'running'
            and not exists (
                select 1 from job other
                where other.kind = job.kind and other.subject = job.subject and other.state = 'waiting'
                    and other.id <> job.id))",
                                 j.id, j.attempts, due, why);
    if (changed == 0) finish_job(t, j);
}

// One that ends its taker each time would be taken for ever.
void fail_the_lost(db::transaction& t, core::moment now) {
    db::run(t, R"(
        update job
        set state = 'failed', problem = $3
        where state = 'running' and due_at <= $1 and attempts >= $2)",
            now, most_attempts, "jobs.lost");
}

// ",report,mail,": what `like` finds a kind in.
std::string in_commas(std::span<const std::string> kinds) {
    std::string all = ",";
    for (const auto& kind : kinds)
        all.append(kind).append(",");
    return all;
}

} // namespace

void add_job(db::transaction& t, std::string_view kind, std::string_view subject) {
    db::run(t, R"(
        insert into job (kind, subject, state, attempts, due_at, problem)
        values ($1, $2, 'waiting', 0,
            coalesce((select made_at + $3 from made_file where kind = $1 and subject = $2), 0), '')
        on conflict (kind, subject) where state = 'waiting' do update
        set due_at = case when job.due_at < excluded.due_at then job.due_at else excluded.due_at end)",
            kind, subject, std::chrono::microseconds{rest_between}.count());
}

void add_job(db::transaction& t, std::string_view kind, std::string_view subject, core::moment due) {
    db::run(t, R"(
        insert into job (kind, subject, state, attempts, due_at, problem)
        values ($1, $2, 'waiting', 0, $3, '')
        on conflict (kind, subject) where state = 'waiting' do update
        set due_at = case when job.due_at < excluded.due_at then job.due_at else excluded.due_at end)",
            kind, subject, due);
}

bool has_due_job(db::reader& r, core::moment now, std::span<const std::string> kinds) {
    return db::find<std::int64_t>(r, R"(
        select id
        from job
        where state in ('waiting', 'running') and due_at <= $1 and ($2 = ',' or $2 like '%,' || kind || ',%')
        limit 1)",
                                  now, in_commas(kinds))
        .has_value();
}

std::optional<job> take_job(db::transaction& t, core::moment now, std::span<const std::string> kinds) {
    fail_the_lost(t, now);
    // A job that was running when its taker died is "waiting" nowhere; it is due again when its time is out.
    auto rows = db::select<std::int64_t, std::string, std::string, int>(t,
                                                                        db::sql{.sqlite = R"(
            update job
            set state = 'running', attempts = attempts + 1, due_at = $2
            where id = (
                select id from job
                where state in ('waiting', 'running') and due_at <= $1
                    and ($3 = ',' or $3 like '%,' || kind || ',%')
                order by due_at, id
                limit 1)
            returning id, kind, subject, attempts)",
                                                                                .pgsql = R"(
            update job
            set state = 'running', attempts = attempts + 1, due_at = $2
            where id = (
                select id from job
                where state in ('waiting', 'running') and due_at <= $1
                    and ($3 = ',' or $3 like '%,' || kind || ',%')
                order by due_at, id
                limit 1
                for update skip locked)
            returning id, kind, subject, attempts)"},
                                                                        now, now + time_to_finish, in_commas(kinds));
    if (!rows.next()) return std::nullopt;
    auto [id, kind, subject, attempts] = rows.row();
    return job{id, std::move(kind), std::move(subject), attempts};
}

void finish_job(db::transaction& t, const job& j) {
    db::run(t, "delete from job where id = $1 and attempts = $2", j.id, j.attempts);
}

void fail_job(db::transaction& t, const job& j, std::string_view why, core::moment now) {
    if (j.attempts < most_attempts) return run_again(t, j, why, now + wait_after(j.attempts));
    db::run(t, "update job set state = 'failed', problem = $3 where id = $1 and attempts = $2 and state = 'running'",
            j.id, j.attempts, why);
}

void put_made_file(db::transaction& t, std::string_view kind, std::string_view subject, std::int64_t revision,
                   std::string_view bytes) {
    // A job that was slow must not put an older file over a newer one.
    db::run(t, R"(
        insert into made_file (kind, subject, revision, content, made_at)
        values ($1, $2, $3, $4, $5)
        on conflict (kind, subject) do update
        set revision = excluded.revision, content = excluded.content, made_at = excluded.made_at
        where excluded.revision >= made_file.revision)",
            kind, subject, revision, db::bytes_view{bytes}, now());
}

std::optional<made_file> find_made_file(db::reader& r, std::string_view kind, std::string_view subject) {
    auto found = db::find<std::int64_t, db::bytes>(r, R"(
        select revision, content
        from made_file
        where kind = $1 and subject = $2)",
                                                   kind, subject);
    if (!found) return std::nullopt;
    return made_file{std::get<0>(*found), std::move(std::get<1>(*found).value)};
}

} // namespace store
