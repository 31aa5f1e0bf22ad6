#include "core/late_logging.hpp"
#include "core/whose.hpp"
#include "render/duties.hpp"
#include "store/account.hpp"
#include "store/duty.hpp"
#include "store/party.hpp"
#include "store/pledge.hpp"
#include "web/board_pages.hpp"
#include "web/own_duties.hpp"

#include <fmt/format.h>

#include <map>

namespace web {
namespace {

constexpr base::days kept_back{31}; // how long what is over stands in a calendar

using roles = std::vector<core::membership>;

// What a person was put in charge of; of a coordinator also what nobody was, where their organisation answers for it.
bool is_theirs(const store::duty_charge* charge, const core::duty& d, core::account_id who, const roles& acting) {
    if (charge) return charge->account == who;
    for (const auto& m : acting)
        if (core::may(m.role, core::act::change_settings) && core::names_organisation(d.named, m.in.kind, m.in.name))
            return true;
    return false;
}

std::vector<render::calendar_duty> duties_of_person(const site& s, const core::account& who, base::date today) {
    auto reader = s.database.read();
    std::map<std::string, roles> pledges;
    std::vector<render::calendar_duty> all;
    for (const auto& m : store::memberships_of(reader, who.id)) {
        if (!core::may(m.role, core::act::see_internal)) continue;
        for (const auto& p : store::parties_of_organisation(reader, m.in.id))
            pledges[p.slug].push_back(m);
        if (m.in.kind != reading::party_kind::municipality || !core::may(m.role, core::act::change_settings)) continue;
        if (auto law = core::law_duty(store::law_rule_of(reader, m.in.id), m.in.name)) {
            law->id = fmt::format("{}-{}", m.in.id.value, law->id);
            all.push_back({*std::move(law), {}, false});
        }
    }
    for (const auto& [slug, acting] : pledges) {
        const auto file = store::find_pledge(reader, slug, s.read_before);
        if (!file || !core::takes_log(*file, today)) continue;
        const auto found = duties_of_pledge(reader, *file, today);
        for (const auto& d : found.duties)
            if (d.due >= today - kept_back &&
                is_theirs(store::charge_of(found.charges, file->document, d.series), d, who.id, acting))
                all.push_back({d, file->document.title, file->invented});
    }
    return all;
}

} // namespace

http::response calendar_show(const visit& v) {
    std::optional<core::account> who;
    {
        auto reader = v.on.database.read();
        who = store::whose_calendar(reader, v.asked.parameter("secret"));
    }
    if (!who) return v.not_found();
    const auto& say = who->language == "en" ? v.on.english : v.on.swedish;
    const render::page_context page{v.on.templates, say, v.today, std::nullopt, "/tavla/uppgifter", v.on.base_url};
    http::response answer;
    answer.headers = {{"Content-Type", "text/calendar; charset=utf-8"},
                      {"Cache-Control", "private, no-store"},
                      {"X-Robots-Tag", "noindex"},
                      {"Referrer-Policy", "no-referrer"}};
    answer.body = render::duty_calendar(page, duties_of_person(v.on, *who, v.today), v.on.clock.now());
    return answer;
}

} // namespace web
