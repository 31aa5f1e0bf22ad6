#include "store/mail.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/job.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace store {
namespace {

using text = std::string;

constexpr std::array<std::string_view, 7> state_names{"queued",  "later",  "ending", "sent",
                                                      "refused", "failed", "unknown"};

mail_state state_named(std::string_view name) {
    const auto found = std::find(state_names.begin(), state_names.end(), name);
    if (found == state_names.end()) throw std::runtime_error{"a letter in no known state"};
    return static_cast<mail_state>(found - state_names.begin());
}

std::vector<mail> mails_where(db::reader& r, std::string_view rest, const auto&... values) {
    std::vector<mail> all;
    const auto query = fmt::format(R"(
        select id, kind, account, recipient, language, subject, body, unsubscribe, state, attempts, answer, made_at, give_up_at, tried_at
        from mail
        {})",
                                   rest);
    auto rows = db::select<std::int64_t, text, std::optional<core::account_id>, text, text, text, text, text, text, int,
                           text, core::moment, core::moment, std::optional<core::moment>>(r, query, values...);
    while (rows.next()) {
        auto [id, kind, account, recipient, language, subject, body, unsubscribe, state, attempts, answer, made_at,
              give_up_at, tried_at] = rows.row();
        all.push_back({id, std::move(kind), account, std::move(recipient), std::move(language), std::move(subject),
                       std::move(body), std::move(unsubscribe), state_named(state), attempts, std::move(answer),
                       made_at, give_up_at, tried_at});
    }
    return all;
}

constexpr std::chrono::hours reminded_for{400 * 24};

void queue_job(db::transaction& t, std::int64_t id, core::moment due) { add_job(t, "mail", fmt::to_string(id), due); }

} // namespace

std::string_view name(mail_state s) { return state_names[static_cast<std::size_t>(s)]; }

std::optional<std::int64_t> queue_mail(db::transaction& t, const new_mail& m, core::moment now) {
    const auto id = db::find<std::int64_t>(t, R"(
        insert into mail (kind, account, recipient, language, subject, body, unsubscribe, state, attempts, answer, once, made_at, give_up_at)
        values ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, '', $8, $9, $10)
        on conflict (once) do nothing
        returning id)",
                                           m.kind, m.account, m.recipient, m.language, m.subject, m.body, m.unsubscribe,
                                           m.once, now, m.give_up_at);
    if (id) queue_job(t, *id, now);
    return id;
}

std::optional<mail> find_mail(db::reader& r, std::int64_t id) {
    auto all = mails_where(r, "where id = $1", id);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::vector<mail> mails(db::reader& r, std::optional<mail_state> state, std::int64_t most) {
    return state ? mails_where(r, "where state = $2 order by made_at desc, id desc limit $1", most, name(*state))
                 : mails_where(r, "order by made_at desc, id desc limit $1", most);
}

bool begin_end_of_mail(db::transaction& t, std::int64_t id, core::moment now) {
    return db::run(t, "update mail set state = 'ending', tried_at = $2 where id = $1 and state in ('queued', 'later')",
                   id, now) == 1;
}

void end_mail(db::transaction& t, std::int64_t id, mail_state state, std::string_view answer, core::moment now,
              core::moment again) {
    const auto changed = db::run(t, R"(
        update mail
        set state = $2, answer = $3, tried_at = $4, attempts = attempts + 1,
            body = case when $2 = 'sent' then '' else body end
        where id = $1 and state <> 'sent')",
                                 id, name(state), answer, now);
    if (changed == 1 && state == mail_state::later) queue_job(t, id, again);
}

void drop_mail(db::transaction& t, std::int64_t id) { db::run(t, "delete from mail where id = $1", id); }

bool retry_mail(db::transaction& t, std::int64_t id, core::moment now) {
    const auto changed = db::run(t, R"(
        update mail
        set state = 'queued', give_up_at = $2
        where id = $1 and state in ('later', 'refused', 'failed', 'unknown') and body <> '')",
                                 id, now + std::chrono::hours{24});
    if (changed == 0) return false;
    queue_job(t, id, now);
    return true;
}

void sweep_mail(db::transaction& t, core::moment now) {
    db::run(t, "update mail set body = '' where give_up_at <= $1 and state in ('refused', 'failed', 'unknown')", now);
    db::run(t, "delete from mail_reminded where told_at <= $1", now - reminded_for);
}

std::int64_t mails_since(db::reader& r, std::string_view kind, std::string_view recipient, core::moment since) {
    return db::find<std::int64_t>(r, "select count(*) from mail where recipient = $1 and made_at > $2 and kind = $3",
                                  recipient, since, kind)
        .value_or(0);
}

void note_refusal(db::transaction& t, std::string_view mail, std::string_view answer, std::string_view by,
                  core::moment now) {
    db::run(t, R"(
        insert into mail_refusal (mail, answer, refused_at)
        values ($1, $2, $3)
        on conflict (mail) do update
        set answer = excluded.answer, refused_at = excluded.refused_at)",
            mail, answer, now);
    append_audit(t, 0, by, "mail_refused", {}, {}, now);
}

bool forget_refusal(db::transaction& t, std::string_view mail, std::string_view by) {
    if (db::run(t, "delete from mail_refusal where mail = $1", mail) == 0) return false;
    append_audit(t, 0, by, "mail_accepted", {}, {}, now());
    return true;
}

std::optional<mail_refusal> find_refusal(db::reader& r, std::string_view mail) {
    auto found = db::find<text, core::moment>(r, "select answer, refused_at from mail_refusal where mail = $1", mail);
    if (!found) return std::nullopt;
    return mail_refusal{std::get<0>(*std::move(found)), std::get<1>(*found)};
}

std::map<std::string, mail_refusal> refusals(db::reader& r) {
    std::map<std::string, mail_refusal> all;
    for (auto [mail, answer, at] :
         db::select<text, text, core::moment>(r, "select mail, answer, refused_at from mail_refusal order by mail"))
        all.emplace(std::move(mail), mail_refusal{std::move(answer), at});
    return all;
}

mail_wish mail_wish_of(db::reader& r, core::account_id account) {
    const auto found =
        db::find<int, bool>(r, "select reminder_days, digest from mail_wish where account = $1", account);
    return found ? mail_wish{std::get<0>(*found), std::get<1>(*found)} : mail_wish{};
}

void put_mail_wish(db::transaction& t, core::account_id account, const mail_wish& wish, std::string_view by,
                   core::moment now) {
    db::run(t, R"(
        insert into mail_wish (account, reminder_days, digest, changed_at)
        values ($1, $2, $3, $4)
        on conflict (account) do update
        set reminder_days = excluded.reminder_days, digest = excluded.digest, changed_at = excluded.changed_at)",
            account, wish.reminder_days, wish.digest, now);
    append_audit(t, 0, by, "mail_wish", fmt::to_string(account.value),
                 fmt::format("{} {}", wish.reminder_days, wish.digest ? 1 : 0), now);
}

bool note_reminded(db::transaction& t, core::account_id account, std::string_view about, core::moment now) {
    return db::run(t, R"(
        insert into mail_reminded (account, about, told_at)
        values ($1, $2, $3)
        on conflict (account, about) do nothing)",
                   account, about, now) == 1;
}

} // namespace store
