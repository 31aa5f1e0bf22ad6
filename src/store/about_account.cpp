#include "store/about_account.hpp"

#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit_search.hpp"
#include "store/session.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace store {
namespace {

using json = nlohmann::ordered_json;

std::string utc(core::moment m) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(std::chrono::floor<std::chrono::seconds>(m).time_since_epoch().count()));
}

json entries_by(db::reader& r, const std::string& holder) {
    auto all = json::array();
    for (const auto& [slug, id, done_on, said, place, note, recorded] :
         db::select<std::string, std::string, base::date, std::string, std::string, std::string, core::moment>(r, R"(
            select d.slug, l.entry_id, e.done_on, l.said, l.place, l.note, l.recorded_at
            from log_detail l
            join log_entry e on e.document = l.document and e.number = l.number
            join document d on d.id = l.document
            where l.holder = $1
            order by l.recorded_at, l.document, l.number)",
                                                                                                               holder))
        all.push_back({{"pledge", slug},
                       {"id", id},
                       {"date", base::to_iso(done_on)},
                       {"amount", said},
                       {"place", place},
                       {"note", note},
                       {"recorded_at", utc(recorded)}});
    return all;
}

json events_by(db::reader& r, const std::string& holder) {
    constexpr std::int64_t all_there_are = 1'000'000'000;
    auto all = json::array();
    for (const auto& e : search_audit(r, {.by = holder, .most = all_there_are}))
        all.push_back({{"at", utc(e.at)}, {"act", e.act}, {"subject", e.subject}, {"pledge", e.slug}});
    return all;
}

// What others did with the account: its number stands first in the subject.
json events_about(db::reader& r, const core::account& who) {
    auto all = json::array();
    const auto number = fmt::to_string(who.id.value);
    for (const auto& [at, by, act, subject] :
         db::select<core::moment, std::string, std::string, std::string>(r, R"(
            select happened_at, holder, act, subject
            from audit_event
            where document = 0
                and act in ('account', 'account_closed', 'account_reopened', 'account_erased', 'password',
                    'second_factor', 'second_factor_dropped', 'recovery_code', 'membership', 'membership_ended')
                and (subject = $1 or subject like $2)
            order by number)",
                                                                         number, number + "-%"))
        all.push_back({{"at", utc(at)}, {"by", by}, {"act", act}, {"subject", subject}});
    return all;
}

} // namespace

std::string about_account(db::reader& r, const core::account& who, core::moment now) {
    const auto holder = core::holder_of(who.id);
    json out;
    out["account"] = {{"number", who.id.value},
                      {"records_say", holder},
                      {"mail", who.mail},
                      {"function", who.function},
                      {"language", who.language},
                      {"has_password", who.has_password},
                      {"has_second_factor", who.has_second_factor},
                      {"made_at", utc(who.made_at)},
                      {"closed_at", who.closed_at ? json(utc(*who.closed_at)) : json(nullptr)}};
    out["roles"] = json::array();
    for (const auto& m : memberships_of(r, who.id))
        out["roles"].push_back({{"organisation", m.in.name}, {"role", core::name(m.role)}});
    out["sessions"] = json::array();
    for (const auto& s : sessions_of(r, who.id, now))
        out["sessions"].push_back({{"client", s.client},
                                   {"made_at", utc(s.made_at)},
                                   {"seen_at", utc(s.seen_at)},
                                   {"expires_at", utc(s.expires_at)}});
    out["recovery_codes_left"] = recovery_codes_left(r, who.id);
    out["invitations"] = json::array();
    for (const auto& [made_by, made_at, role] : db::select<std::string, core::moment, std::string>(
             r, "select made_by, made_at, role from invitation where mail = $1 order by made_at", who.mail))
        out["invitations"].push_back({{"made_by", made_by}, {"made_at", utc(made_at)}, {"role", role}});
    out["entries"] = entries_by(r, holder);
    out["events_by"] = events_by(r, holder);
    out["events_about"] = events_about(r, who);
    return out.dump(2) + "\n";
}

} // namespace store
