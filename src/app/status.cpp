#include "app/commands.hpp"

#include "app/data.hpp"
#include "app/first_words.hpp"
#include "core/lifetime.hpp"
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

// What is told of: all that has a state, and what is promised without a word that could be counted.
struct told_owner {
    std::string id;
    std::string words; // what the document calls it
    const core::owner_state* state = nullptr;
    const reading::lifetime* life = nullptr;

    core::standing standing() const { return state ? state->standing : core::standing::cannot_be_judged; }
};

std::vector<told_owner> told_owners(program& p, const reading::document& d, const core::document_state& state) {
    std::vector<told_owner> all;
    for (const auto& area : d.focus_areas) {
        const bool planned =
            std::any_of(d.plan.begin(), d.plan.end(), [&](const auto& row) { return row.focus_area == area.id; });
        for (const auto& pledge : area.pledges)
            if (const auto* s = state.find(pledge.id); s || !planned || pledge.life != reading::lifetime{})
                all.push_back({pledge.id, first_words(pledge.text), s, &pledge.life});
    }
    for (const auto& row : d.plan)
        all.push_back({row.id, first_words(row.what.empty() ? row.area : row.what), state.find(row.id), &row.life});
    for (const auto* duty : {"follow_up", "feedback"})
        if (const auto* s = state.find(duty)) all.push_back({duty, p.say(std::string{"app."} + duty), s, nullptr});
    return all;
}

// "5 hålls, 2 efter, 1 hölls inte": counted side by side, never merged.
std::string counts(program& p, const std::vector<told_owner>& all) {
    std::vector<std::string> parts;
    for (const auto standing : standings) {
        const auto n = std::count_if(all.begin(), all.end(), [&](const auto& o) { return o.standing() == standing; });
        if (n > 0) parts.push_back(fmt::format("{} {}", n, p.say("app.standing_" + std::string{core::name(standing)})));
    }
    return p.say.list(parts);
}

// Why it ended, and which came instead of which.
void tell_lifetime(program& p, const told_owner& owner, const std::vector<told_owner>& everything) {
    if (!owner.life) return;
    if (owner.life->replaces) p.out << "    " << p.say({"app.replaces", {{"id", *owner.life->replaces}}}) << '\n';
    if (owner.life->ended)
        p.out << "    "
              << p.say({"app.ended_because",
                        {{"reason", p.say("feeds.reason_" + std::string{core::name(owner.life->ended->reason)})},
                         {"text", owner.life->ended->text}}})
              << '\n';
    for (const auto& other : everything)
        if (other.life && other.life->replaces == owner.id)
            p.out << "    " << p.say({"app.replaced_by", {{"id", other.id}}}) << '\n';
}

void tell_owner(program& p, const told_owner& owner, const std::vector<told_owner>& everything) {
    p.out << fmt::format("\n{}  {}\n    {}", owner.id, owner.words,
                         p.say("app.standing_" + std::string{core::name(owner.standing())}));
    if (!owner.state) {
        p.out << "\n    " << p.say("app.nothing_counted") << '\n';
        tell_lifetime(p, owner, everything);
        return;
    }
    p.out << fmt::format(" · {}\n    {}\n", p.say("app.verdict_" + std::string{core::name(owner.state->verdict)}),
                         p.say(owner.state->sentence));
    tell_lifetime(p, owner, everything);
    for (const auto& reason : owner.state->reasons)
        p.out << "    "
              << (reason.window_from ? p.say({"app.reason_for", {{"window", base::to_iso(*reason.window_from)}}})
                                     : p.say("app.reason"))
              << ": " << reason.text << '\n';
}

bool is_over(const told_owner& owner, base::date day) { return owner.life && core::is_over(*owner.life, day); }

// What counts as promised on the day: rows that ended before it have a heading of their own.
std::vector<told_owner> holding(std::vector<told_owner> all, base::date day) {
    std::erase_if(all, [&](const auto& o) { return is_over(o, day); });
    return all;
}

void tell(program& p, const core::pledge_file& file, const core::document_state& state) {
    const auto everything = told_owners(p, file.document, state);
    const auto all = holding(everything, state.as_of);
    p.out << file.document.title << '\n'
          << p.say({"app.as_of", {{"date", state.as_of}}}) << ": " << counts(p, all) << '\n';
    if (state.validity_in_dispute) p.out << p.say("app.validity_in_dispute") << '\n';
    for (const auto& owner : all)
        tell_owner(p, owner, everything);
    if (all.size() == everything.size()) return;
    p.out << '\n' << p.say("app.ended_heading") << '\n';
    for (const auto& owner : everything)
        if (is_over(owner, state.as_of)) tell_owner(p, owner, everything);
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
            p.out << fmt::format("{}  {}\n    {}\n", one.slug, one.title,
                                 counts(p, holding(told_owners(p, file->document, state), at)));
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
