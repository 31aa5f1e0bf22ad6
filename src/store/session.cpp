#include "store/session.hpp"

#include "db/statement.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

namespace store {
namespace {

constexpr std::chrono::minutes seen_every{5};

std::vector<core::session> sessions_where(db::reader& r, std::string_view rest, const auto&... values) {
    std::vector<core::session> all;
    const auto query = fmt::format(R"(
        select s.id, s.account, s.client, s.is_whole, s.made_at, s.seen_at, s.expires_at, s.has_factor
        from session s
        join account a on a.id = s.account
        where a.closed_at is null and {})",
                                   rest);
    for (auto [id, account, client, whole, made_at, seen_at, expires_at, has_factor] :
         db::select<std::int64_t, core::account_id, std::string, bool, core::moment, core::moment, core::moment, bool>(
             r, query, values...))
        all.push_back({id, account, std::move(client), whole, made_at, seen_at, expires_at, has_factor});
    return all;
}

} // namespace

std::string open_session(db::transaction& t, core::account_id account, std::string_view client, bool is_whole,
                         core::moment now, bool has_factor) {
    db::run(t, "delete from session where expires_at <= $1 or seen_at <= $2", now, now - core::session_idle);
    auto secret = hex(random_bytes(32));
    const auto lasts = is_whole ? std::chrono::minutes{core::session_longest} : core::session_half;
    db::run(t, R"(
        insert into session (digest, account, client, is_whole, made_at, seen_at, expires_at, has_factor)
        values ($1, $2, $3, $4, $5, $5, $6, $7))",
            db::bytes_view{sha256(secret)}, account, client, is_whole, now, now + lasts, has_factor);
    return secret;
}

std::optional<core::session> find_session(db::reader& r, std::string_view secret, core::moment now) {
    // Found by the digest of 256 random bits: how long the comparison takes tells nothing about the secret.
    auto all = sessions_where(r, "s.digest = $1 and s.expires_at > $2 and s.seen_at > $3",
                              db::bytes_view{sha256(secret)}, now, now - core::session_idle);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

bool is_seen_long_ago(const core::session& s, core::moment now) { return now - s.seen_at > seen_every; }

void see_session(db::transaction& t, std::int64_t session, core::moment now) {
    db::run(t, "update session set seen_at = $2 where id = $1 and seen_at < $2", session, now);
}

std::vector<core::session> sessions_of(db::reader& r, core::account_id account, core::moment now) {
    return sessions_where(r, "s.account = $1 and s.expires_at > $2 and s.seen_at > $3 order by s.seen_at desc, s.id",
                          account, now, now - core::session_idle);
}

void end_session(db::transaction& t, core::account_id account, std::int64_t session) {
    db::run(t, "delete from session where account = $1 and id = $2", account, session);
}

void end_other_sessions(db::transaction& t, core::account_id account, std::int64_t kept) {
    db::run(t, "delete from session where account = $1 and id <> $2", account, kept);
}

} // namespace store
