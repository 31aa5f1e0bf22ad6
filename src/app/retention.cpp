#include "store/retention.hpp"
#include "app/commands.hpp"
#include "app/data.hpp"
#include "base/clock.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ostream>

namespace app {

int retention_preview(program& p, const data_place& data) {
    const auto database = open_data(p, data);
    auto reader = database->read();
    for (const auto& one : store::preview_retention(reader, base::clock{}.now())) {
        if (p.json) {
            p.out << fmt::format(R"({{"kind":"{}","days":{},"due":{}}})", one.rule.name, one.days, one.count) << '\n';
            continue;
        }
        const auto kept =
            one.days == 0 ? p.say("retention.for_ever") : p.say({"retention.days", {{"n", std::int64_t{one.days}}}});
        p.out << fmt::format("{}  {}, {}{}{}\n", one.rule.name, kept, p.say({"retention.due", {{"n", one.count}}}),
                             one.examples.empty() ? "" : "  ", fmt::join(one.examples, ", "));
    }
    return done;
}

int retention_erase(program& p, const data_place& data, const std::string& kind) {
    const auto rule = core::retention_rule_named(kind);
    if (!rule && kind != "all") {
        std::vector<std::string_view> known;
        for (const auto& r : core::retention_rules)
            known.push_back(r.name);
        return report(
            p, {base::problem_kind::invalid,
                {"retention.unknown_kind", {{"kind", kind}, {"known", fmt::format("{}", fmt::join(known, ", "))}}},
                "KIND"});
    }
    const auto database = open_data(p, data);
    const auto now = base::clock{}.now();
    for (const auto& r : core::retention_rules) {
        if (rule && r.what != rule->what) continue;
        const auto erased = store::erase_due(*database, r, command_line_holder, now);
        p.out << fmt::format("{}  {}\n", r.name, p.say({"retention.erased", {{"n", erased.count}}}));
    }
    return done;
}

} // namespace app
