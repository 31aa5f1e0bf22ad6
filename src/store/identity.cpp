#include "store/identity.hpp"

#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace store {
namespace {

std::vector<identity> identities_where(db::reader& r, std::string_view rest, const auto&... values) {
    std::vector<identity> all;
    const auto query =
        fmt::format("select id, account, issuer, subject, made_at, used_at from identity where {}", rest);
    for (auto [id, account, issuer, subject, made_at, used_at] :
         db::select<std::int64_t, core::account_id, std::string, std::string, core::moment, core::moment>(r, query,
                                                                                                          values...))
        all.push_back({id, account, std::move(issuer), std::move(subject), made_at, used_at});
    return all;
}

std::string subject_of(core::account_id account, std::int64_t identity) {
    return fmt::format("{}-{}", account.value, identity);
}

std::vector<ruled_role> ruled_by(db::reader& r, std::int64_t identity) {
    std::vector<ruled_role> all;
    for (auto [organisation, role] : db::select<core::organisation_id, std::string>(
             r, "select organisation, role from membership_rule where identity = $1 order by organisation, role",
             identity))
        all.push_back({organisation, core::role_named(role).value()});
    return all;
}

bool is_member(db::reader& r, core::account_id account, const ruled_role& g) {
    return db::find<std::int64_t>(r, "select 1 from membership where account = $1 and organisation = $2 and role = $3",
                                  account, g.in, core::name(g.role))
        .has_value();
}

bool is_ruled(db::reader& r, core::account_id account, const ruled_role& g) {
    return db::find<std::int64_t>(
               r, "select 1 from membership_rule where account = $1 and organisation = $2 and role = $3 limit 1",
               account, g.in, core::name(g.role))
        .has_value();
}

void give(db::transaction& t, const identity& who, const ruled_role& g, std::string_view by) {
    if (is_member(t, who.account, g) && !is_ruled(t, who.account, g)) return; // by hand
    add_membership(t, who.account, g.in, g.role, by, given::by_rule);
    db::run(t, R"(
        insert into membership_rule (account, organisation, role, identity)
        values ($1, $2, $3, $4)
        on conflict (account, organisation, role, identity) do nothing)",
            who.account, g.in, core::name(g.role), who.id);
}

void take(db::transaction& t, const identity& who, const ruled_role& g, std::string_view by) {
    db::run(t, R"(
        delete from membership_rule
        where account = $1 and organisation = $2 and role = $3 and identity = $4)",
            who.account, g.in, core::name(g.role), who.id);
    if (!is_ruled(t, who.account, g)) end_membership(t, who.account, g.in, g.role, by);
}

} // namespace

std::optional<identity> find_identity(db::reader& r, std::string_view issuer, std::string_view subject) {
    auto all = identities_where(r, "issuer = $1 and subject = $2", issuer, subject);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::vector<identity> identities_of(db::reader& r, core::account_id account) {
    return identities_where(r, "account = $1 order by id", account);
}

std::int64_t add_identity(db::transaction& t, core::account_id account, std::string_view issuer,
                          std::string_view subject, std::string_view by) {
    const auto at = now();
    const auto id = db::find<std::int64_t>(t, R"(
        insert into identity (account, issuer, subject, made_at, used_at)
        values ($1, $2, $3, $4, $4)
        returning id)",
                                           account, issuer, subject, at)
                        .value();
    append_audit(t, 0, by, "identity", subject_of(account, id), fmt::format("{}\n{}", issuer, subject), at);
    return id;
}

void see_identity(db::transaction& t, std::int64_t id, core::moment now) {
    db::run(t, "update identity set used_at = $2 where id = $1", id, now);
}

bool end_identity(db::transaction& t, core::account_id account, std::int64_t id, std::string_view by) {
    auto all = identities_where(t, "account = $1 and id = $2", account, id);
    if (all.empty()) return false;
    for (const auto& g : ruled_by(t, id))
        take(t, all.front(), g, by);
    db::run(t, "delete from identity where id = $1", id);
    append_audit(t, 0, by, "identity_ended", subject_of(account, id), {}, now());
    return true;
}

void follow_rules(db::transaction& t, const identity& who, const std::vector<ruled_role>& given, std::string_view by) {
    for (const auto& g : ruled_by(t, who.id))
        if (std::find(given.begin(), given.end(), g) == given.end()) take(t, who, g, by);
    for (const auto& g : given)
        give(t, who, g, by);
}

} // namespace store
