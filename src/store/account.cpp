#include "store/account.hpp"

#include "base/text.hpp"
#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/identity.hpp"
#include "store/invitation.hpp"
#include "store/one_time_code.hpp"
#include "store/personal_link.hpp"
#include "store/setting.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace store {
namespace {

using text = std::string;
using maybe_text = std::optional<std::string>;
using maybe_moment = std::optional<core::moment>;

constexpr std::string_view first_link_setting = "konto.forsta";
constexpr std::size_t most_first_links = 8; // each instance and each start prints one; the latest hold

// In the place of an address that there is none of: no address can be this, since it has no "@".
constexpr std::string_view no_address = "none ";

constexpr std::string_view account_columns = "a.id, a.mail, a.function, a.language, a.password is not null, "
                                             "a.code_confirmed_at is not null, a.made_at, a.closed_at";

template <class... More>
using account_rows = db::rows<core::account_id, text, text, text, bool, bool, core::moment, maybe_moment, More...>;

core::account account_from(core::account_id id, text mail, text function, text language, bool has_password,
                           bool has_second_factor, core::moment made_at, maybe_moment closed_at) {
    if (mail.starts_with(no_address)) mail.clear();
    return {id,      std::move(mail), std::move(function), std::move(language), has_password, has_second_factor,
            made_at, closed_at};
}

std::vector<core::account> accounts_where(db::reader& r, std::string_view rest, const auto&... values) {
    std::vector<core::account> all;
    const auto query = fmt::format("select {} from account a {}", account_columns, rest);
    account_rows<> rows =
        db::select<core::account_id, text, text, text, bool, bool, core::moment, maybe_moment>(r, query, values...);
    while (rows.next())
        all.push_back(std::apply(account_from, rows.row()));
    return all;
}

std::optional<core::account> first(std::vector<core::account> all) {
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

core::organisation organisation_from(core::organisation_id id, const text& kind, text name, maybe_text code) {
    return {id, reading::named<reading::party_kind>(kind).value(), std::move(name), std::move(code)};
}

std::vector<core::organisation> organisations_where(db::reader& r, std::string_view rest, const auto&... values) {
    std::vector<core::organisation> all;
    const auto query = fmt::format("select o.id, o.kind, o.name, o.code from organisation o {}", rest);
    for (auto [id, kind, name, code] : db::select<core::organisation_id, text, text, maybe_text>(r, query, values...))
        all.push_back(organisation_from(id, kind, std::move(name), std::move(code)));
    return all;
}

void told(db::transaction& t, std::string_view by, std::string_view act, std::string_view subject,
          std::string_view content, core::moment at) {
    append_audit(t, 0, by, act, subject, content, at);
}

std::string subject_of(core::account_id account) { return fmt::to_string(account.value); }

std::string subject_of(core::account_id account, core::organisation_id organisation, core::holder role) {
    return fmt::format("{}-{}-{}", account.value, organisation.value, core::name(role));
}

void clear_second_factor(db::transaction& t, core::account_id account) {
    db::run(t, "update account set code_secret = null, code_confirmed_at = null, code_step = 0 where id = $1", account);
    db::run(t, "delete from recovery_code where account = $1", account);
}

// What no rule gives any longer is given by hand, or not at all.
void forget_rules(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder role) {
    db::run(t, "delete from membership_rule where account = $1 and organisation = $2 and role = $3", account,
            organisation, core::name(role));
}

} // namespace

core::organisation_id add_organisation(db::transaction& t, const core::organisation& o, std::string_view by) {
    const auto at = now();
    const auto id = db::find<core::organisation_id>(t, R"(
        insert into organisation (kind, name, code, made_at)
        values ($1, $2, $3, $4)
        returning id)",
                                                    reading::name(o.kind), o.name, o.code, at)
                        .value();
    told(t, by, "organisation", fmt::to_string(id.value), o.name, at);
    return id;
}

std::vector<core::organisation> organisations(db::reader& r) { return organisations_where(r, "order by o.name"); }

std::optional<core::organisation> find_organisation(db::reader& r, core::organisation_id id) {
    auto all = organisations_where(r, "where o.id = $1", id);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

std::optional<core::organisation> find_organisation(db::reader& r, std::string_view name) {
    auto all = organisations_where(r, "where o.name = $1", name);
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

core::account_id add_account(db::transaction& t, std::string_view mail, std::string_view function,
                             std::string_view language, std::string_view by) {
    const auto at = now();
    const auto kept = mail.empty() ? no_address.data() + hex(random_bytes(16)) : std::string{mail};
    const auto id = db::find<core::account_id>(t, R"(
        insert into account (mail, function, language, code_step, made_at)
        values ($1, $2, $3, 0, $4)
        returning id)",
                                               kept, function, language, at)
                        .value();
    told(t, by, "account", subject_of(id), {}, at);
    return id;
}

std::optional<core::account> find_account(db::reader& r, core::account_id id) {
    return first(accounts_where(r, "where a.id = $1", id));
}

std::optional<core::account> find_account(db::reader& r, std::string_view mail) {
    return first(accounts_where(r, "where a.mail = $1", mail));
}

std::vector<core::account> accounts(db::reader& r) { return accounts_where(r, "order by a.mail"); }

bool has_administrator(db::reader& r) {
    return db::find<std::int64_t>(r, R"(
        select a.id
        from account a
        join membership m on m.account = a.id
        where m.role = $1 and a.closed_at is null
        limit 1)",
                                  core::name(core::holder::administrator))
        .has_value();
}

bool is_last_administrator(db::reader& r, core::account_id account) {
    return !db::find<std::int64_t>(r, R"(
        select a.id
        from account a
        join membership m on m.account = a.id
        where m.role = $1 and a.closed_at is null and a.id <> $2
            and (a.password is not null or exists (select 1 from identity i where i.account = a.id))
        limit 1)",
                                   core::name(core::holder::administrator), account)
                .has_value();
}

std::string make_first_link(db::transaction& t) {
    auto secret = hex(random_bytes(32));
    const auto before = find_setting(t, first_link_setting).value_or("");
    const auto fresh = hex(sha256(secret));
    std::vector<std::string_view> kept{fresh};
    for (const auto digest : base::split(before, ' '))
        if (kept.size() < most_first_links) kept.push_back(digest);
    put_setting(t, first_link_setting, fmt::to_string(fmt::join(kept, " ")));
    return secret;
}

bool is_first_link(db::reader& r, std::string_view secret) {
    if (has_administrator(r)) return false;
    const auto kept = find_setting(r, first_link_setting).value_or("");
    const auto digests = base::split(kept, ' ');
    return std::find(digests.begin(), digests.end(), hex(sha256(secret))) != digests.end();
}

void use_up_first_link(db::transaction& t) { put_setting(t, first_link_setting, "used"); }

std::optional<sign_in_facts> sign_in_facts_of(db::reader& r, std::string_view mail) {
    const auto row = db::find<core::account_id, text, bool>(r, R"(
        select id, password, code_confirmed_at is not null
        from account
        where mail = $1 and closed_at is null and password is not null)",
                                                            mail);
    if (!row) return std::nullopt;
    return sign_in_facts{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
}

void set_language(db::transaction& t, core::account_id account, std::string_view language, std::string_view by) {
    db::run(t, "update account set language = $1 where id = $2", language, account);
    told(t, by, "mail_wish", subject_of(account), language, now());
}

void set_password(db::transaction& t, core::account_id account, std::string_view hash, std::string_view by) {
    db::run(t, "update account set password = $2 where id = $1", account, hash);
    told(t, by, "password", subject_of(account), {}, now());
}

void close_account(db::transaction& t, core::account_id account, std::string_view by) {
    const auto at = now();
    const auto found = find_account(t, account);
    if (!found || found->closed_at) return;
    for (const auto& m : memberships_of(t, account))
        end_membership(t, account, m.in.id, m.role, by);
    revoke_all_links(t, *found, at);
    clear_second_factor(t, account);
    db::run(t, "update account set closed_at = $2, password = null where id = $1", account, at);
    db::run(t, "delete from session where account = $1", account);
    told(t, by, "account_closed", subject_of(account), {}, at);
}

void reopen_account(db::transaction& t, core::account_id account, std::string_view by) {
    db::run(t, "update account set closed_at = null where id = $1", account);
    for (const auto& i : identities_of(t, account))
        end_identity(t, account, i.id, by);
    told(t, by, "account_reopened", subject_of(account), {}, now());
}

std::optional<second_factor> second_factor_of(db::reader& r, core::account_id account) {
    const auto row = db::find<std::optional<db::bytes>, bool, std::int64_t>(r, R"(
        select code_secret, code_confirmed_at is not null, code_step
        from account
        where id = $1)",
                                                                            account);
    if (!row || !std::get<0>(*row)) return std::nullopt;
    return second_factor{std::get<0>(*row)->value, std::get<1>(*row), std::get<2>(*row)};
}

void lay_up_second_factor(db::transaction& t, core::account_id account, std::string_view secret) {
    db::run(t, "update account set code_secret = $2, code_step = 0 where id = $1 and code_confirmed_at is null",
            account, db::bytes_view{secret});
}

std::vector<std::string> confirm_second_factor(db::transaction& t, core::account_id account, std::int64_t step,
                                               std::string_view by) {
    const auto at = now();
    if (!use_code_step(t, account, step)) return {};
    db::run(t, "update account set code_confirmed_at = $2 where id = $1", account, at);
    db::run(t, "delete from recovery_code where account = $1", account);
    auto codes = new_recovery_codes();
    std::int64_t number = 0;
    for (const auto& code : codes)
        db::run(t, "insert into recovery_code (account, number, digest) values ($1, $2, $3)", account, ++number,
                db::bytes_view{recovery_code_digest(code)});
    told(t, by, "second_factor", subject_of(account), {}, at);
    return codes;
}

void drop_second_factor(db::transaction& t, core::account_id account, std::string_view by) {
    clear_second_factor(t, account);
    told(t, by, "second_factor_dropped", subject_of(account), {}, now());
}

bool use_code_step(db::transaction& t, core::account_id account, std::int64_t step) {
    return db::run(t, "update account set code_step = $2 where id = $1 and code_step < $2", account, step) == 1;
}

bool use_recovery_code(db::transaction& t, core::account_id account, std::string_view typed, std::string_view by) {
    const auto at = now();
    const auto used = db::run(t, R"(
        update recovery_code
        set used_at = $3
        where account = $1 and digest = $2 and used_at is null)",
                              account, db::bytes_view{recovery_code_digest(typed)}, at);
    if (used == 0) return false;
    told(t, by, "recovery_code", subject_of(account), {}, at);
    return true;
}

std::int64_t recovery_codes_left(db::reader& r, core::account_id account) {
    return db::find<std::int64_t>(r, "select count(*) from recovery_code where account = $1 and used_at is null",
                                  account)
        .value_or(0);
}

std::vector<core::membership> memberships_of(db::reader& r, core::account_id account) {
    std::vector<core::membership> all;
    for (auto [id, kind, name, code, role] : db::select<core::organisation_id, text, text, maybe_text, text>(r, R"(
            select o.id, o.kind, o.name, o.code, m.role
            from membership m
            join organisation o on o.id = m.organisation
            where m.account = $1
            order by o.name, m.role)",
                                                                                                             account))
        all.push_back({organisation_from(id, kind, std::move(name), std::move(code)), core::role_named(role).value()});
    return all;
}

std::vector<member> members_of(db::reader& r, core::organisation_id organisation) {
    std::vector<member> all;
    static const auto query = fmt::format(R"(
        select {}, m.role
        from membership m
        join account a on a.id = m.account
        where m.organisation = $1
        order by a.mail, m.role)",
                                          account_columns);
    auto rows = db::select<core::account_id, text, text, text, bool, bool, core::moment, maybe_moment, text>(
        r, query, organisation);
    while (rows.next()) {
        auto [id, mail, function, language, password, code, made_at, closed_at, role] = rows.row();
        all.push_back({account_from(id, std::move(mail), std::move(function), std::move(language), password, code,
                                    made_at, closed_at),
                       core::role_named(role).value()});
    }
    return all;
}

bool add_membership(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder role,
                    std::string_view by, given how) {
    const auto at = now();
    if (how == given::by_hand) forget_rules(t, account, organisation, role);
    const auto added = db::run(t, R"(
        insert into membership (account, organisation, role, made_at)
        values ($1, $2, $3, $4)
        on conflict (account, organisation, role) do nothing)",
                               account, organisation, core::name(role), at);
    if (added == 0) return false;
    told(t, by, "membership", subject_of(account, organisation, role), {}, at);
    return true;
}

namespace {

bool drop_role(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder role,
               std::string_view by) {
    forget_rules(t, account, organisation, role);
    const auto ended = db::run(t, "delete from membership where account = $1 and organisation = $2 and role = $3",
                               account, organisation, core::name(role));
    if (ended == 0) return false;
    told(t, by, "membership_ended", subject_of(account, organisation, role), {}, now());
    return true;
}

// Of the links that they made, those that they may make no longer.
void revoke_what_they_made(db::transaction& t, core::account_id account, core::organisation_id organisation,
                           std::string_view by) {
    const auto roles = memberships_of(t, account);
    const auto may_still = [&](core::act what) {
        return std::any_of(roles.begin(), roles.end(),
                           [&](const auto& m) { return m.in.id == organisation && core::may(m.role, what); });
    };
    const auto holder = core::holder_of(account);
    if (!may_still(core::act::manage_links)) revoke_personal_links_of(t, holder, organisation, by, now());
    if (!may_still(core::act::manage_members)) revoke_links_made_by(t, holder, organisation, now());
}

} // namespace

bool end_membership(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder role,
                    std::string_view by) {
    if (!drop_role(t, account, organisation, role, by)) return false;
    if (const auto who = find_account(t, account)) revoke_links_in(t, *who, organisation, now());
    revoke_what_they_made(t, account, organisation, by);
    return true;
}

bool change_role(db::transaction& t, core::account_id account, core::organisation_id organisation, core::holder from,
                 core::holder to, std::string_view by) {
    if (!drop_role(t, account, organisation, from, by)) return false;
    add_membership(t, account, organisation, to, by);
    revoke_what_they_made(t, account, organisation, by);
    return true;
}

} // namespace store
