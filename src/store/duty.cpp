#include "store/duty.hpp"

#include "core/lifetime.hpp"
#include "db/statement.hpp"
#include "reading/names.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/party_sql.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace store {

using text = std::string;

std::vector<duty_charge> duty_charges_of(db::reader& r, std::int64_t pledge) {
    std::vector<duty_charge> all;
    for (auto [series, account, function, mail, note] : db::select<text, core::account_id, text, text, text>(r, R"(
            select c.series, c.account, a.function, a.mail, c.note
            from duty_charge c
            join account a on a.id = c.account
            where c.document = $1 and a.closed_at is null
            order by c.series)",
                                                                                                             pledge))
        all.push_back({std::move(series), account, std::move(function), std::move(mail), std::move(note)});
    if (all.empty()) return all;
    std::vector<core::organisation_id> parties;
    for (const auto& o : organisations_of(r, pledge))
        parties.push_back(o.id);
    const auto people = people_of(r, parties);
    std::erase_if(all, [&](const auto& c) {
        return std::none_of(people.begin(), people.end(), [&](const auto& p) { return p.id == c.account; });
    });
    return all;
}

const duty_charge* charge_of(const std::vector<duty_charge>& charges, const reading::document& document,
                             std::string_view series) {
    for (const auto& one : core::with_replaced(document, series)) {
        const auto found = std::find_if(charges.begin(), charges.end(), [&](const auto& c) { return c.series == one; });
        if (found != charges.end()) return &*found;
    }
    return nullptr;
}

void put_in_charge(db::transaction& t, std::int64_t pledge, std::string_view series,
                   std::optional<core::account_id> account, std::string_view note, std::string_view by) {
    const auto at = now();
    const auto subject = fmt::format("{}-{}", pledge, series);
    if (!account) {
        const auto gone = db::run(t, "delete from duty_charge where document = $1 and series = $2", pledge, series);
        if (gone > 0) append_audit(t, 0, by, "duty_charge_ended", subject, {}, at);
        return;
    }
    db::run(t, R"(
        insert into duty_charge (document, series, account, note, made_at)
        values ($1, $2, $3, $4, $5)
        on conflict (document, series) do update
        set account = excluded.account, note = excluded.note, made_at = excluded.made_at)",
            pledge, series, *account, note, at);
    append_audit(t, 0, by, "duty_charge", subject, fmt::format("{}\n{}", account->value, note), at);
}

core::duty_rules duty_rules_of(db::reader& r, std::int64_t pledge) {
    const auto found = db::find<bool, int, bool>(r, R"(
        select follow_up_yearly, feedback_times, revise_yearly
        from duty_rule
        where document = $1)",
                                                 pledge);
    if (!found) return {};
    return {std::get<0>(*found), std::get<1>(*found), std::get<2>(*found)};
}

void set_duty_rules(db::transaction& t, std::int64_t pledge, const core::duty_rules& rules, std::string_view by) {
    if (duty_rules_of(t, pledge) == rules) return;
    db::run(t, R"(
        insert into duty_rule (document, follow_up_yearly, feedback_times, revise_yearly)
        values ($1, $2, $3, $4)
        on conflict (document) do update
        set follow_up_yearly = excluded.follow_up_yearly, feedback_times = excluded.feedback_times,
            revise_yearly = excluded.revise_yearly)",
            pledge, rules.follow_up_yearly, rules.feedback_times, rules.revise_yearly);
    append_audit(t, 0, by, "duty_rule", fmt::to_string(pledge),
                 fmt::format("{} {} {}", rules.follow_up_yearly, rules.feedback_times, rules.revise_yearly), now());
}

std::vector<core::duty_done> duties_done(db::reader& r, std::int64_t pledge) {
    std::vector<core::duty_done> all;
    for (auto [duty, on] : db::select<text, base::date>(
             r, "select duty, done_on from duty_done where document = $1 order by duty", pledge))
        all.push_back({std::move(duty), on});
    return all;
}

void set_duty_done(db::transaction& t, std::int64_t pledge, std::string_view duty, base::date on, std::string_view by) {
    const auto at = now();
    const auto added = db::run(t, R"(
        insert into duty_done (document, duty, done_on, made_at)
        values ($1, $2, $3, $4)
        on conflict (document, duty) do nothing)",
                               pledge, duty, on, at);
    if (added > 0) append_audit(t, 0, by, "duty_done", fmt::format("{}-{}", pledge, duty), base::to_iso(on), at);
}

core::law_rule law_rule_of(db::reader& r, core::organisation_id organisation) {
    const auto found = db::find<std::optional<base::date>, int>(
        r, "select decided_on, years from law_rule where organisation = $1", organisation);
    if (!found) return {};
    return {std::get<0>(*found), std::get<1>(*found)};
}

void set_law_rule(db::transaction& t, core::organisation_id organisation, const core::law_rule& rule,
                  std::string_view by) {
    db::run(t, R"(
        insert into law_rule (organisation, decided_on, years)
        values ($1, $2, $3)
        on conflict (organisation) do update
        set decided_on = excluded.decided_on, years = excluded.years)",
            organisation, rule.decided, rule.years);
    append_audit(t, 0, by, "law_rule", fmt::to_string(organisation.value),
                 fmt::format("{} {}", rule.decided ? base::to_iso(*rule.decided) : "", rule.years), now());
}

std::vector<duty_person> people_of(db::reader& r, const std::vector<core::organisation_id>& organisations) {
    std::vector<duty_person> all;
    for (const auto o : organisations)
        for (auto& m : members_of(r, o)) {
            if (m.who.closed_at || !core::may(m.role, core::act::see_internal)) continue;
            duty_person one{m.who.id, std::move(m.who.function), std::move(m.who.mail)};
            if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
        }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.mail < b.mail; });
    return all;
}

std::vector<core::organisation> organisations_of(db::reader& r, std::int64_t pledge) {
    static const auto query = fmt::format(R"(
        select o.id, o.kind, o.name, o.code
        from organisation o
        where exists (select 1 from party p where p.document = $1 and {})
            or o.id in (select l.organisation from party_link l where l.document = $1)
        order by o.name)",
                                          party_is_its_own());
    std::vector<core::organisation> all;
    for (auto [id, kind, name, code] :
         db::select<core::organisation_id, text, text, std::optional<text>>(r, query, pledge))
        all.push_back({id, reading::named<reading::party_kind>(kind).value(), std::move(name), std::move(code)});
    return all;
}

std::string make_calendar_address(db::transaction& t, core::account_id account, std::string_view by) {
    const auto at = now();
    auto secret = hex(random_bytes(32));
    db::run(t, R"(
        insert into calendar_address (account, digest, made_at)
        values ($1, $2, $3)
        on conflict (account) do update
        set digest = excluded.digest, made_at = excluded.made_at)",
            account, db::bytes_view{sha256(secret)}, at);
    append_audit(t, 0, by, "calendar", fmt::to_string(account.value), {}, at);
    return secret;
}

void end_calendar_address(db::transaction& t, core::account_id account, std::string_view by) {
    if (db::run(t, "delete from calendar_address where account = $1", account) > 0)
        append_audit(t, 0, by, "calendar_ended", fmt::to_string(account.value), {}, now());
}

std::optional<core::moment> calendar_address_of(db::reader& r, core::account_id account) {
    return db::find<core::moment>(r, "select made_at from calendar_address where account = $1", account);
}

std::optional<core::account> whose_calendar(db::reader& r, std::string_view secret) {
    // Found by the digest of 256 random bits: how long the comparison takes tells nothing about the secret.
    const auto id = db::find<core::account_id>(r, "select account from calendar_address where digest = $1",
                                               db::bytes_view{sha256(secret)});
    auto account = id ? find_account(r, *id) : std::nullopt;
    return account && !account->closed_at ? account : std::nullopt;
}

} // namespace store
