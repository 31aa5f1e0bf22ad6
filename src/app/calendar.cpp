#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/log_rules.hpp"
#include "jobs/worker.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace app {
namespace {

std::vector<core::date_range>* list_named(core::plan_settings& settings, std::string_view kind) {
    if (kind == "riskhelg") return &settings.risk_weekends;
    if (kind == "evenemang") return &settings.events;
    if (kind == "lov") return &settings.school_breaks;
    return nullptr;
}

void tell(program& p, std::string_view kind, const std::vector<core::date_range>& days) {
    for (const auto& one : days)
        p.out << fmt::format("{}  {}  {}  {}\n", kind, base::to_iso(one.from), base::to_iso(one.to), one.name);
}

} // namespace

int calendar(program& p, const calendar_options& o) {
    const auto database = open_data(p, o.data);
    auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    if (o.kind.empty()) {
        tell(p, "riskhelg", file->settings.risk_weekends);
        tell(p, "evenemang", file->settings.events);
        tell(p, "lov", file->settings.school_breaks);
        return done;
    }
    if (!list_named(file->settings, o.kind))
        return report(p, {base::problem_kind::invalid, {"app.unknown_list", {{"kind", o.kind}}}});
    if (const auto fit = core::check_text("--name", o.name); !fit) return report(p, fit.error());
    const auto from = o.from.value_or(p.clock.today());
    const auto to = o.to.value_or(from);
    if (to < from)
        return report(p, {base::problem_kind::invalid, {"app.span_backwards", {{"from", from}, {"to", to}}}});
    std::vector<core::date_range> kept;
    database->write([&](db::transaction& t) {
        store::change_settings(
            t, file->id,
            [&](core::plan_settings& settings) {
                auto& days = *list_named(settings, o.kind);
                days.push_back({from, to, o.name});
                std::sort(days.begin(), days.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
                kept = days;
            },
            command_line_holder);
        if (file->status == core::status::published) jobs::queue_report(t, file->slug);
    });
    tell(p, o.kind, kept);
    return done;
}

} // namespace app
