#include "store/retention.hpp"

#include "core/account.hpp"
#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/log.hpp"
#include "store/resident_question.hpp"
#include "store/setting.hpp"

#include <fmt/format.h>

#include <charconv>

namespace store {
namespace {

using core::record_kind;

// A kind's rows: where they stand, by what each is told from the others, when it began to be old, that it still has
// what is to be erased, and what of it an administrator may see.
struct source {
    std::string_view table, key, since, wanted, example;
};

source source_of(record_kind kind) {
    switch (kind) {
    case record_kind::log_words:
        return {"log_detail", "document, number", "recorded_at", "erased_at is null", "entry_id"};
    case record_kind::closed_accounts:
        return {"account", "id", "closed_at", "closed_at is not null and function <> ''", "'konto ' || id"};
    case record_kind::questions:
        return {"resident_question", "document, number", "settled_at", which_questions_may_go,
                "matter || ' ' || number"};
    case record_kind::letters:
        return {"mail", "id", "made_at", "state in ('sent', 'refused', 'failed', 'unknown')", "kind || ' ' || id"};
    case record_kind::invitations:
        return {"invitation", "id", "expires_at", "mail <> ''", "role || ' ' || id"};
    case record_kind::read_events:
        return {"read_event", "number", "read_at", "erased_at is null", "act || ' ' || number"};
    case record_kind::sessions:
        return {"session", "id", "expires_at", "1 = 1", "client || ' ' || id"};
    case record_kind::sign_in_failures:
        return {"sign_in_failure", "subject", "last_at", "1 = 1", "'' || failures"};
    case record_kind::failed_jobs:
        return {"job", "id", "due_at", "state = 'failed'", "kind || ' ' || subject"};
    case record_kind::made_files:
        break;
    }
    return {"made_file", "kind || ' ' || subject", "made_at", "1 = 1", "kind || ' ' || subject"};
}

std::string setting_of(core::retention_rule rule) { return fmt::format("retention.{}", rule.name); }

constexpr std::string_view by_itself = "retention.by_itself";

std::optional<core::moment> limit_of(db::reader& r, core::retention_rule rule, core::moment now) {
    const auto days = retention_days(r, rule);
    return days == 0 ? std::nullopt : std::optional{now - std::chrono::hours{24} * days};
}

struct entry_key {
    std::int64_t document = 0, number = 0;
};

// The next entries after one whose words are old. By key, and without the writers' lock: with millions of them what was
// passed is not gone through again, and nobody who logs waits for the search.
std::vector<entry_key> old_words(db::reader& r, core::moment limit, entry_key after) {
    std::vector<entry_key> all;
    for (const auto& [document, number] :
         db::select<std::int64_t, std::int64_t>(r, R"(
            select document, number
            from log_detail
            where (document, number) > ($1, $2) and recorded_at < $3 and erased_at is null
            order by document, number
            limit $4)",
                                                after.document, after.number, limit, retention_batch))
        all.push_back({document, number});
    return all;
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

// All of a row, but for what the audit chain tells of: there it stays without its content.
std::int64_t erase_rows(db::transaction& t, record_kind kind, core::moment limit, core::moment now) {
    const auto s = source_of(kind);
    const auto old = fmt::format("where {0} in (select {0} from {1} where {2} < $1 and {3} order by {0} limit $2)",
                                 s.key, s.table, s.since, s.wanted);
    if (kind == record_kind::invitations)
        return db::run(t, "update invitation set mail = '' " + old, limit, retention_batch);
    if (kind == record_kind::read_events)
        return db::run(t, "update read_event set holder = '', subject = '', erased_at = $3 " + old, limit,
                       retention_batch, now);
    return db::run(t, fmt::format("delete from {} {}", s.table, old), limit, retention_batch);
}

void tell(db::transaction& t, core::retention_rule rule, std::int64_t n, std::string_view by, core::moment now) {
    if (n > 0) append_audit(t, 0, by, "retention", fmt::format("{} {}", rule.name, n), {}, now);
}

std::int64_t erase_batch(db::transaction& t, core::retention_rule rule, core::moment limit, std::string_view by,
                         core::moment now) {
    const auto n = rule.what == record_kind::closed_accounts ? erase_accounts(t, limit, by, now)
                   : rule.what == record_kind::questions     ? erase_settled_before(t, limit, retention_batch, by)
                                                             : erase_rows(t, rule.what, limit, now);
    tell(t, rule, n, by, now);
    return n;
}

std::int64_t erase_words_batch(db::database& database, core::retention_rule rule, core::moment limit, entry_key& last,
                               std::string_view by, core::moment now) {
    std::vector<entry_key> old;
    {
        auto reader = database.read();
        old = old_words(reader, limit, last);
    }
    if (old.empty()) return 0;
    last = old.back();
    const auto n = static_cast<std::int64_t>(old.size());
    database.write([&](db::transaction& t) {
        for (const auto& e : old)
            erase_words(t, e.document, e.number);
        tell(t, rule, n, by, now);
    });
    return n;
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

erased erase_due(db::database& database, core::retention_rule rule, std::string_view by, core::moment now,
                 const erase_limits& limits) {
    std::optional<core::moment> limit;
    {
        auto reader = database.read();
        limit = limit_of(reader, rule, now);
    }
    if (!limit) return {};
    erased all{.more = true};
    entry_key last;
    for (int i = 0; all.more && i < limits.batches && !limits.stop.stop_requested(); ++i) {
        std::int64_t n = 0;
        if (rule.what == record_kind::log_words)
            n = erase_words_batch(database, rule, *limit, last, by, now);
        else
            database.write([&](db::transaction& t) { n = erase_batch(t, rule, *limit, by, now); });
        all.count += n;
        all.more = n == retention_batch;
    }
    return all;
}

} // namespace store
