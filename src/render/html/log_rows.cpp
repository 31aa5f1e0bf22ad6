#include "render/html/log_rows.hpp"

#include "core/lifetime.hpp"
#include "core/whose.hpp"

#include <algorithm>
#include <utility>

namespace render::html {
namespace {

bool is_own(const owner& o, const std::vector<core::organisation>& acting) {
    const auto& named = o.row ? o.row->responsible : o.pledge->by;
    return std::any_of(acting.begin(), acting.end(),
                       [&](const auto& a) { return core::names_organisation(named, a.kind, a.name); });
}

// What was changed has the words of what came instead of it: the days tell them apart.
std::string named_days(const page_context& c, const base::message& days) { return " (" + c.say(days) + ")"; }

std::string duty_name(const page_context& c, std::string_view id) {
    return c.say(id == "feedback" ? "web.entry_feedback" : "web.entry_follow_up");
}

} // namespace

std::vector<log_row> log_rows(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                              const std::vector<core::organisation>& acting, base::date from, base::date to) {
    std::vector<log_row> all;
    for (auto& o : owners(file, state)) {
        const auto& life = o.row ? o.row->life : o.pledge->life;
        if (core::is_over(life, from) || core::is_to_come(life, to)) continue;
        log_row one{o.id, owner_name(o), o.readings, {}, is_own(o, acting)};
        const bool holds_throughout = core::holds_on(life, from) && core::holds_on(life, to);
        if (const auto days = core::own_days(life); days && !holds_throughout) one.name += named_days(c, *days);
        one.card = std::move(o);
        all.push_back(std::move(one));
    }
    for (const auto& [id, readings] : {std::pair{"follow_up", &file.document.follow_up.readings},
                                       std::pair{"feedback", &file.document.feedback.readings}})
        all.push_back({id, duty_name(c, id), readings, {}, true});
    return all;
}

std::string log_row_name(const page_context& c, const ::reading::document& document, std::string_view id) {
    owner o;
    for (const auto& row : document.plan)
        if (row.id == id) o.row = &row;
    for (const auto& area : document.focus_areas)
        for (const auto& pledge : area.pledges)
            if (pledge.id == id) o.pledge = &pledge;
    return o.row || o.pledge ? owner_name(o) : duty_name(c, id);
}

std::string log_row_name_in_days(const page_context& c, const ::reading::document& document, std::string_view id) {
    const auto* life = core::life_of(document, id);
    const auto days = life ? core::own_days(*life) : std::nullopt;
    return log_row_name(c, document, id) + (days ? named_days(c, *days) : std::string{});
}

} // namespace render::html
