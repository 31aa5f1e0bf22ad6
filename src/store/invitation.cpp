#include "store/invitation.hpp"

#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

namespace store {
namespace {

std::vector<core::invitation> invitations_where(db::reader& r, std::string_view rest, const auto&... values) {
    using text = std::string;
    using maybe = std::optional<core::moment>;
    const auto query = fmt::format(R"(
        select i.id, o.id, o.kind, o.name, o.code, i.role, i.mail, i.resets, i.made_by, i.made_at, i.expires_at, i.taken_at, i.revoked_at
        from invitation i
        join organisation o on o.id = i.organisation
        where {})",
                                   rest);
    std::vector<core::invitation> all;
    for (auto [id, organisation, kind, name, code, role, mail, resets, made_by, made_at, expires_at, taken_at,
               revoked_at] :
         db::select<std::int64_t, core::organisation_id, text, text, std::optional<text>, text, text, bool, text,
                    core::moment, core::moment, maybe, maybe>(r, query, values...))
        all.push_back(
            {id,
             {organisation, reading::named<reading::party_kind>(kind).value(), std::move(name), std::move(code)},
             core::role_named(role).value(),
             std::move(mail),
             resets,
             std::move(made_by),
             made_at,
             expires_at,
             taken_at,
             revoked_at});
    return all;
}

// How long an invitation that is over is kept: to be told of where somebody asks, and no longer, since it holds an
// address.
constexpr std::chrono::hours kept_when_over{30 * 24};

std::string make_link(db::transaction& t, core::organisation_id organisation, core::holder role, std::string_view mail,
                      bool resets, std::string_view by, core::moment now,
                      std::chrono::hours lasts = core::invitation_lasts, std::string secret = {}) {
    db::run(t, "delete from invitation where expires_at < $1", now - kept_when_over);
    if (secret.empty()) secret = hex(random_bytes(32));
    const auto id = db::find<std::int64_t>(t, R"(
        insert into invitation (digest, organisation, role, mail, resets, made_by, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        returning id)",
                                           db::bytes_view{sha256(secret)}, organisation, core::name(role), mail, resets,
                                           by, now, now + lasts)
                        .value();
    append_audit(t, 0, by, resets ? "password_reset" : "invitation", fmt::to_string(id),
                 fmt::format("{}-{}", organisation.value, core::name(role)), now);
    return secret;
}

} // namespace

std::string add_invitation(db::transaction& t, core::organisation_id organisation, core::holder role,
                           std::string_view mail, std::string_view by, core::moment now, std::string secret) {
    return make_link(t, organisation, role, mail, false, by, now, core::invitation_lasts, std::move(secret));
}

std::optional<core::invitation> find_invitation(db::reader& r, std::string_view secret) {
    auto all = invitations_where(r, "i.digest = $1", db::bytes_view{sha256(secret)});
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::vector<core::invitation> invitations_of(db::reader& r, core::organisation_id organisation) {
    return invitations_where(r, "i.organisation = $1 order by i.made_at desc, i.id desc", organisation);
}

bool claim_invitation(db::transaction& t, std::int64_t invitation, core::moment now) {
    return db::run(t, R"(
        update invitation
        set taken_at = $2
        where id = $1 and taken_at is null and revoked_at is null and expires_at > $2)",
                   invitation, now) == 1;
}

void revoke_all_links(db::transaction& t, const core::account& account, core::moment now) {
    db::run(t, R"(
        update invitation
        set revoked_at = $3
        where (mail = $1 or made_by = $2) and taken_at is null and revoked_at is null)",
            account.mail, core::holder_of(account.id), now);
}

void revoke_links_made_by(db::transaction& t, std::string_view holder, core::organisation_id organisation,
                          core::moment now) {
    db::run(t, R"(
        update invitation
        set revoked_at = $3
        where made_by = $1 and organisation = $2 and taken_at is null and revoked_at is null)",
            holder, organisation, now);
}

void revoke_links_in(db::transaction& t, const core::account& account, core::organisation_id organisation,
                     core::moment now) {
    db::run(t, R"(
        update invitation
        set revoked_at = $4
        where (mail = $1 or made_by = $2) and organisation = $3 and taken_at is null and revoked_at is null)",
            account.mail, core::holder_of(account.id), organisation, now);
}

std::optional<std::string> reset_password(db::transaction& t, const core::account& account, std::string_view by,
                                          core::moment now) {
    const auto roles = memberships_of(t, account.id);
    if (roles.empty() || account.closed_at) return std::nullopt;
    db::run(t, "update account set password = null where id = $1", account.id);
    db::run(t, "delete from session where account = $1", account.id);
    revoke_all_links(t, account, now);
    return make_link(t, roles.front().in.id, roles.front().role, account.mail, true, by, now);
}

std::optional<std::string> forgotten_link(db::transaction& t, const core::account& account, core::moment now) {
    const auto roles = memberships_of(t, account.id);
    if (roles.empty() || account.closed_at) return std::nullopt;
    return make_link(t, roles.front().in.id, roles.front().role, account.mail, true, "forgotten", now,
                     core::forgotten_lasts);
}

void end_what_was_before(db::transaction& t, const core::account& account, core::moment now) {
    db::run(t, R"(
        update invitation
        set revoked_at = $2
        where mail = $1 and resets and taken_at is null and revoked_at is null)",
            account.mail, now);
    db::run(t, "delete from session where account = $1", account.id);
}

bool revoke_invitation(db::transaction& t, core::organisation_id organisation, std::int64_t invitation,
                       std::string_view by, core::moment now) {
    const auto changed = db::run(t, R"(
        update invitation
        set revoked_at = $3
        where id = $1 and organisation = $2 and taken_at is null and revoked_at is null)",
                                 invitation, organisation, now);
    if (changed == 0) return false;
    append_audit(t, 0, by, "invitation_revoked", fmt::to_string(invitation), {}, now);
    return true;
}

} // namespace store
