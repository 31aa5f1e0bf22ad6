#include "store/retention.hpp"

#include "core/account.hpp"
#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/log.hpp"
#include "store/setting.hpp"

#include <fmt/format.h>

#include <charconv>

namespace store {
namespace {

using core::record_kind;

// A kind's rows: where they stand, when each began to be old, that it still has what is to be erased, and what of it an
// administrator may see.
struct source {
    std::string_view table, since, wanted, example;
};

source source_of(record_kind kind) {
    switch (kind) {
    case record_kind::log_words:
        return {"log_detail", "recorded_at", "erased_at is null", "entry_id"};
    case record_kind::closed_accounts:
        return {"account", "closed_at", "closed_at is not null and function <> ''", "'konto ' || id"};
    case record_kind::invitations:
        return {"invitation", "expires_at", "mail <> ''", "role || ' ' || id"};
    case record_kind::read_events:
        return {"read_event", "read_at", "erased_at is null", "act || ' ' || number"};
    case record_kind::sessions:
        return {"session", "expires_at", "1 = 1", "client || ' ' || id"};
    case record_kind::sign_in_failures:
        return {"sign_in_failure", "last_at", "1 = 1", "'' || failures"};
    case record_kind::failed_jobs:
        return {"job", "due_at", "state = 'failed'", "kind || ' ' || subject"};
    case record_kind::made_files:
        break;
    }
    return {"made_file", "made_at", "1 = 1", "kind || ' ' || subject"};
}

std::string setting_of(core::retention_rule rule) { return fmt::format("retention.{}", rule.name); }

constexpr std::string_view by_itself = "retention.by_itself";

std::optional<core::moment> limit_of(db::reader& r, core::retention_rule rule, core::moment now) {
    const auto days = retention_days(r, rule);
    return days == 0 ? std::nullopt : std::optional{now - std::chrono::hours{24} * days};
}

std::int64_t erase_log_words(db::transaction& t, core::moment limit) {
    std::vector<std::pair<std::int64_t, std::int64_t>> rows;
    for (const auto& [document, number] : db::select<std::int64_t, std::int64_t>(t, R"(
            select document, number
            from log_detail
            where recorded_at < $1 and erased_at is null
            order by document, number
            limit $2)",
                                                                                 limit, retention_batch))
        rows.emplace_back(document, number);
    for (const auto& [document, number] : rows)
        erase_words(t, document, number);
    return static_cast<std::int64_t>(rows.size());
}

// The row stays, since roles and records name its number; the address in its place can be nobody's.
std::int64_t erase_accounts(db::transaction& t, core::moment limit, std::string_view by, core::moment now) {
    std::vector<core::account_id> all;
    for (const auto& [id] : db::select<core::account_id>(t, R"(
            select id
            from account
            where closed_at < $1 and function <> ''
            order by id
            limit $2)",
                                                         limit, retention_batch))
        all.push_back(id);
    for (const auto id : all) {
        db::run(t, "update invitation set mail = '' where mail = (select mail from account where id = $1)", id);
        db::run(t, "update account set mail = $2, function = '' where id = $1", id, fmt::format("erased {}", id.value));
        append_audit(t, 0, by, "account_erased", fmt::to_string(id.value), {}, now);
    }
    return static_cast<std::int64_t>(all.size());
}

std::int64_t erase_rows(db::transaction& t, record_kind kind, core::moment limit, core::moment now) {
    switch (kind) {
    case record_kind::invitations:
        return db::run(t, R"(
            update invitation
            set mail = ''
            where id in (select id from invitation where expires_at < $1 and mail <> '' order by id limit $2))",
                       limit, retention_batch);
    case record_kind::read_events:
        return db::run(t, R"(
            update read_event
            set holder = '', subject = '', erased_at = $3
            where number in (
                select number from read_event where read_at < $1 and erased_at is null order by number limit $2))",
                       limit, retention_batch, now);
    case record_kind::sessions:
        return db::run(t, R"(
            delete from session where id in (select id from session where expires_at < $1 order by id limit $2))",
                       limit, retention_batch);
    case record_kind::sign_in_failures:
        return db::run(t, R"(
            delete from sign_in_failure
            where subject in (select subject from sign_in_failure where last_at < $1 order by subject limit $2))",
                       limit, retention_batch);
    case record_kind::failed_jobs:
        return db::run(t, R"(
            delete from job
            where id in (select id from job where state = 'failed' and due_at < $1 order by id limit $2))",
                       limit, retention_batch);
    case record_kind::made_files:
        return db::run(t, R"(
            delete from made_file
            where kind || ' ' || subject in (
                select kind || ' ' || subject from made_file where made_at < $1 order by 1 limit $2))",
                       limit, retention_batch);
    case record_kind::log_words:
    case record_kind::closed_accounts:
        break;
    }
    return 0;
}

} // namespace

int retention_days(db::reader& r, core::retention_rule rule) {
    const auto text = find_setting(r, setting_of(rule));
    if (!text) return rule.days;
    int days = rule.days;
    std::from_chars(text->data(), text->data() + text->size(), days);
    return days;
}

void set_retention_days(db::transaction& t, core::retention_rule rule, int days, std::string_view by) {
    put_setting(t, setting_of(rule), fmt::to_string(days), by);
}

bool erases_by_itself(db::reader& r) { return find_setting(r, by_itself) == "on"; }

void set_erases_by_itself(db::transaction& t, bool on, std::string_view by) {
    put_setting(t, by_itself, on ? "on" : "off", by);
}

std::vector<due_records> preview_retention(db::reader& r, core::moment now) {
    std::vector<due_records> all;
    for (const auto rule : core::retention_rules) {
        due_records one{rule, retention_days(r, rule), 0, std::nullopt, {}};
        if (const auto limit = limit_of(r, rule, now)) {
            const auto s = source_of(rule.what);
            const auto which = fmt::format("from {} where {} < $1 and {}", s.table, s.since, s.wanted);
            const auto found = db::find<std::int64_t, std::optional<core::moment>>(
                r, fmt::format("select count(*), min({}) {}", s.since, which), *limit);
            std::tie(one.count, one.oldest) = found.value();
            for (const auto& [example] : db::select<std::string>(
                     r, fmt::format("select {} {} order by {} limit 3", s.example, which, s.since), *limit))
                one.examples.push_back(example);
        }
        all.push_back(std::move(one));
    }
    return all;
}

std::int64_t erase_due(db::transaction& t, core::retention_rule rule, std::string_view by, core::moment now) {
    const auto limit = limit_of(t, rule, now);
    if (!limit) return 0;
    std::int64_t n = 0;
    if (rule.what == record_kind::log_words)
        n = erase_log_words(t, *limit);
    else if (rule.what == record_kind::closed_accounts)
        n = erase_accounts(t, *limit, by, now);
    else
        n = erase_rows(t, rule.what, *limit, now);
    if (n > 0) append_audit(t, 0, by, "retention", fmt::format("{} {}", rule.name, n), {}, now);
    return n;
}

erased erase_all_due(db::database& database, core::retention_rule rule, std::string_view by, core::moment now,
                     const erase_limits& limits) {
    erased all{.more = true};
    for (int i = 0; all.more && i < limits.batches && !limits.stop.stop_requested(); ++i) {
        std::int64_t n = 0;
        database.write([&](db::transaction& t) { n = erase_due(t, rule, by, now); });
        all.count += n;
        all.more = n == retention_batch;
    }
    return all;
}

} // namespace store
