#include "web/admin_pages.hpp"

#include "http/form.hpp"
#include "render/admin.hpp"
#include "store/account.hpp"
#include "store/audit_search.hpp"
#include "store/party.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"
#include "web/who_logged.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace web {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t on_a_page = 50;
constexpr std::int64_t most_pages = 10'000;
constexpr std::int64_t most_in_csv = 100'000;
constexpr std::size_t longest = 200;

core::moment start_of(base::date day) {
    const auto midnight = std::chrono::sys_time<std::chrono::microseconds>{day};
    const auto summer = midnight - 2h; // UTC
    const bool is_summer = base::stockholm_date(summer) == day;
    return is_summer ? summer : midnight - 1h;
}

std::string asked(const signed_in& who, std::string_view name) {
    return std::string{who.at.asked.query_value(name).value_or("").substr(0, longest)};
}

// A coordinator's own: the pledges that their organisations are parties of.
std::vector<std::int64_t> own_pledges(db::reader& r, const signed_in& who) {
    std::vector<std::int64_t> all;
    for (const auto& m : who.counts)
        if (core::may(m.role, core::act::manage_members))
            for (const auto& p : store::parties_of_organisation(r, m.in.id))
                all.push_back(p.pledge);
    return all;
}

// What was asked for, from the address to the question; the problem is the view's.
store::audit_question question_of(db::reader& r, const signed_in& who, render::events_view& v) {
    v.whole_house = who.may(core::act::manage_house);
    v.from = asked(who, "fran");
    v.to = asked(who, "till");
    v.by = asked(who, "vem");
    v.act = asked(who, "vad");
    v.subject = asked(who, "om");
    v.page = std::clamp<std::int64_t>(whole_number(asked(who, "sida")).value_or(1), 1, most_pages);
    store::audit_question q{.by = v.by, .act = v.act, .subject = v.subject};
    const auto day = [&](const std::string& text, const char* field) -> std::optional<base::date> {
        if (text.empty()) return std::nullopt;
        const auto parsed = base::parse_iso_date(text);
        if (!parsed) v.notice.problem = wrong("audit.no_day", field);
        return parsed;
    };
    if (const auto from = day(v.from, "fran")) q.from = start_of(*from);
    if (const auto to = day(v.to, "till")) q.to = start_of(*to + base::days{1});
    if (v.whole_house && v.by.find('@') != v.by.npos)
        if (const auto account = store::find_account(r, core::mail_address(v.by).value_or(v.by)))
            q.by = core::holder_of(account->id);
    if (!v.whole_house) q.documents = own_pledges(r, who);
    return q;
}

void find(db::reader& r, const store::audit_question& q, render::events_view& v) {
    auto all = store::search_audit(r, q);
    std::set<std::string> holders;
    for (const auto& e : all)
        holders.insert(e.by);
    auto who = who_logged(r, holders);
    // Whoever looks after the server knows them by their addresses.
    for (const auto& by : holders)
        if (const auto id = v.whole_house ? core::account_of(by) : std::nullopt)
            if (const auto account = store::find_account(r, *id); account && !account->mail.empty())
                who[by] = account->mail;
    for (auto& e : all) {
        const auto known = who.find(e.by);
        v.events.push_back({e.at, std::move(e.by), known == who.end() ? std::string{} : known->second, std::move(e.act),
                            std::move(e.subject), std::move(e.slug), e.document, e.number});
    }
}

} // namespace

http::response events_show(const signed_in& who) {
    note_read(who, "read_events", 0, "");
    auto reader = who.at.on.database.read();
    render::events_view view;
    auto q = question_of(reader, who, view);
    q.skip = (view.page - 1) * on_a_page;
    q.most = on_a_page + 1;
    if (!view.notice.problem) find(reader, q, view);
    view.has_more = view.events.size() > on_a_page;
    if (view.has_more) view.events.pop_back();
    return private_page(who.at, render::events_page(who.context(), view), view.notice.problem ? 422 : 200);
}

http::response events_csv(const signed_in& who) {
    note_read(who, "export_events", 0, "");
    auto reader = who.at.on.database.read();
    render::events_view view;
    auto q = question_of(reader, who, view);
    if (view.notice.problem) return who.problem(400, view.notice.problem->text);
    q.most = most_in_csv;
    find(reader, q, view);
    http::response answer;
    answer.headers = {{"Content-Type", "text/csv; charset=utf-8"},
                      {"Content-Disposition", "attachment; filename=\"handelser.csv\""},
                      {"Cache-Control", "no-store"}};
    answer.body = render::events_csv(view.events);
    return answer;
}

} // namespace web
