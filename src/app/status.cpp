#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/plan.hpp"
#include "core/words.hpp"
#include "exchange/json.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

namespace app {
namespace {

constexpr std::array standings{core::standing::keeping, core::standing::done, core::standing::behind,
                               core::standing::missed, core::standing::cannot_be_judged};

// "5 hålls, 2 efter, 1 hölls inte": counted side by side, never merged.
std::string counts(program& p, const core::document_state& state) {
    std::vector<std::string> parts;
    for (const auto standing : standings) {
        const auto n = std::count_if(state.owners.begin(), state.owners.end(),
                                     [&](const auto& o) { return o.standing == standing; });
        if (n > 0) parts.push_back(fmt::format("{} {}", n, p.say("app.standing_" + std::string{core::name(standing)})));
    }
    return p.say.list(parts);
}

void tell(program& p, const core::pledge_file& file, const core::document_state& state) {
    p.out << file.document.title << '\n'
          << p.say({"app.as_of", {{"date", state.as_of}}}) << ": " << counts(p, state) << '\n';
    if (state.validity_in_dispute) p.out << p.say("app.validity_in_dispute") << '\n';
    for (const auto& owner : state.owners) {
        p.out << fmt::format("\n{}  {} · {}\n    {}\n", owner.owner,
                             p.say("app.standing_" + std::string{core::name(owner.standing)}),
                             p.say("app.verdict_" + std::string{core::name(owner.verdict)}), p.say(owner.sentence));
        for (const auto& reason : owner.reasons)
            p.out << "    " << p.say("app.reason") << ": " << reason.text << '\n';
    }
}

core::document_state state_of(const core::pledge_file& file, base::date at) {
    return core::judge(file.document, file.log, file.reasons, file.settings, at);
}

int all(program& p, db::database& database, base::date at) {
    auto reader = database.read();
    bool first = true;
    if (p.json) p.out << "[";
    for (const auto& one : store::list_pledges(reader, {.published_only = false})) {
        const auto file = store::find_pledge(reader, one.slug);
        if (!file) continue;
        const auto state = state_of(*file, at);
        if (p.json)
            p.out << (first ? "\n" : ",\n")
                  << exchange::state_json(*file, state, p.say, exchange::audience::holders, exchange::form::line);
        else
            p.out << fmt::format("{}  {}\n    {}\n", one.slug, one.title, counts(p, state));
        first = false;
    }
    if (p.json) p.out << "\n]\n";
    return done;
}

} // namespace

int status(program& p, const data_place& data, const std::string& slug, std::optional<base::date> at) {
    const auto database = open_data(p, data);
    const auto day = at.value_or(p.clock.today());
    if (slug.empty()) return all(p, *database, day);
    const auto file = find_pledge(*database, slug);
    if (!file) return report(p, file.error());
    const auto state = state_of(*file, day);
    if (p.json)
        p.out << exchange::state_json(*file, state, p.say, exchange::audience::holders) << '\n';
    else
        tell(p, *file, state);
    return done;
}

} // namespace app
