#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/log_rules.hpp"
#include "core/plan.hpp"
#include "core/showing.hpp"
#include "core/words.hpp"
#include "exchange/json.hpp"
#include "jobs/worker.hpp"
#include "reading/names.hpp"
#include "store/log.hpp"
#include "store/pledge.hpp"
#include "store/report_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <ostream>

namespace app {
namespace {

// What residents are to see, where the call says anything of it.
std::optional<core::showing> chosen(const entry_options& o, const std::optional<core::showing>& before) {
    if (o.shown.empty() && !o.after_days) return before;
    auto out = before.value_or(core::showing{});
    out.what = core::named<core::shown_part>(o.shown).value_or(out.what);
    out.after_days = o.after_days.value_or(out.after_days);
    return out;
}

base::result<core::new_entry> typed_entry(const entry_options& o, const std::optional<core::showing>& before) {
    core::new_entry e{.owner = o.owner, .amount = o.amount, .on = o.on, .subject = o.subject, .hours = o.hours};
    if (o.reading) e.reading = *o.reading - 1;
    e.place = o.place;
    e.note = o.note;
    e.link = o.link;
    e.client_key = o.key;
    e.confirmed = o.confirmed;
    e.shown = chosen(o, before);
    if (o.channel.empty()) return e;
    e.channel = reading::named<reading::channel>(o.channel);
    if (e.channel) return e;
    std::string known;
    for (const auto word : reading::words_of<reading::channel>())
        known += (known.empty() ? "" : ", ") + std::string{word};
    return base::fail(base::problem_kind::invalid, {"app.unknown_channel", {{"channel", o.channel}, {"known", known}}},
                      "--channel");
}

std::string key_of(core::entry_kind kind) {
    if (kind == core::entry_kind::withdrawal) return "app.withdrawn";
    return kind == core::entry_kind::correction ? "app.corrected" : "app.saved";
}

int keep(program& p, db::database& database, const core::pledge_file& file, base::result<core::log_entry> entry,
         bool is_day_named = true) {
    if (!entry) return report(p, entry.error());
    entry->by = command_line_holder;
    store::kept_entry kept;
    database.write([&](db::transaction& t) {
        kept = store::append(t, file.id, *entry, is_day_named);
        if (!kept.was_there && kept.overtaken_by.empty() && file.status == core::status::published)
            store::queue_reports(t, file.slug, {&kept.entry, 1});
    });
    if (!kept.overtaken_by.empty())
        return report(p, {base::problem_kind::conflict,
                          {"core.log.corrected_already", {{"id", entry->names}, {"by", kept.overtaken_by}}},
                          "id"});
    if (kept.differs)
        return report(p, {base::problem_kind::conflict,
                          {"app.key_used", {{"key", entry->client_key}, {"id", kept.entry.id}}},
                          "--key"});
    if (p.json)
        p.out << exchange::entry_json(kept.entry, exchange::audience::holders) << '\n';
    else
        p.out << p.say({kept.was_there ? "app.saved_before" : key_of(kept.entry.kind),
                        {{"id", kept.entry.id},
                         {"owner", kept.entry.owner},
                         {"date", kept.entry.done_on},
                         {"amount", kept.entry.said}}})
              << '\n';
    return done;
}

// As the entry of that id was; nullopt: there is none, which the rules say.
std::optional<core::showing> shown_before(const core::pledge_file& file, std::string_view id) {
    const auto found = std::find_if(file.log.begin(), file.log.end(), [&](const auto& e) { return e.id == id; });
    return found == file.log.end() ? std::nullopt : std::optional{core::showing_of(*found)};
}

// One entry as a line: date, owner, amount, and what else there is.
std::string line_of(program& p, const core::log_entry& e) {
    auto line = fmt::format("{}  {}  {}", base::to_iso(e.done_on), e.owner, e.said);
    if (e.subject) line += fmt::format("  [{}]", *e.subject);
    if (e.hours) line += fmt::format("  {} h", p.say.number(*e.hours));
    if (e.channel) line += fmt::format("  {}", reading::name(*e.channel));
    for (const auto* text : {&e.place, &e.note, &e.link})
        if (!text->empty()) line += "  " + *text;
    if (e.kind != core::entry_kind::entry)
        line += "  " +
                p.say({e.kind == core::entry_kind::correction ? "app.corrects" : "app.withdraws", {{"id", e.names}}});
    return line + "  " + e.id;
}

} // namespace

namespace {

// A reason is for a window that was missed, or may have been: which there are is said where this is none.
base::result<bool> check_missed(const core::pledge_file& file, const std::string& owner, base::date from,
                                base::date today) {
    const auto state = core::judge(file.document, file.log, file.reasons, file.settings, today);
    const auto* found = state.find(owner);
    std::vector<std::string> missed;
    for (const auto& reading : found ? found->readings : std::vector<core::reading_state>{})
        for (const auto& w : reading.windows) {
            if (w.state != core::window_state::missed && w.state != core::window_state::uncertain) continue;
            if (w.from == from) return true;
            missed.push_back(base::to_iso(w.from));
        }
    std::sort(missed.begin(), missed.end(), std::greater<>{});
    missed.erase(std::unique(missed.begin(), missed.end()), missed.end());
    constexpr std::size_t most = 12; // the latest: nobody looks for those of long ago
    if (missed.size() > most) missed.resize(most);
    const auto known = fmt::format("{}", fmt::join(missed, ", "));
    if (known.empty())
        return base::fail(base::problem_kind::invalid, {"app.none_missed", {{"owner", owner}}}, "--window");
    return base::fail(base::problem_kind::invalid, {"app.not_missed", {{"from", base::to_iso(from)}, {"known", known}}},
                      "--window");
}

} // namespace

int log_add(program& p, const entry_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    const auto typed = typed_entry(o, file->settings.usual);
    if (!typed) return report(p, typed.error());
    return keep(p, *database, *file, core::check_entry(file->document, *typed, p.clock.today()), o.on.has_value());
}

int log_correct(program& p, const entry_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    auto typed = typed_entry(o, shown_before(*file, o.owner));
    if (!typed) return report(p, typed.error());
    typed->owner.clear(); // the entry's: what is not said again stands
    return keep(p, *database, *file,
                core::check_correction(file->document, file->log, o.owner, *typed, p.clock.today()));
}

int log_withdraw(program& p, const entry_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    return keep(p, *database, *file, core::check_withdrawal(file->log, o.owner, o.note.value_or(""), o.confirmed));
}

int log_list(program& p, const data_place& data, const std::string& slug, const std::string& owner) {
    const auto database = open_data(p, data);
    const auto file = find_pledge(*database, slug);
    if (!file) return report(p, file.error());
    const bool is_logged =
        std::any_of(file->log.begin(), file->log.end(), [&](const auto& e) { return e.owner == owner; });
    if (!owner.empty() && !is_logged)
        if (const auto known = core::check_owner(file->document, owner); !known) return report(p, known.error());
    for (const auto& entry : file->log) {
        if (!owner.empty() && entry.owner != owner) continue;
        p.out << (p.json ? exchange::entry_json(entry, exchange::audience::holders) : line_of(p, entry)) << '\n';
    }
    return done;
}

// A feedback given is an entry of the duty to tell: one occasion, by a channel.
int told(program& p, const entry_options& o) {
    auto entry = o;
    entry.owner = "feedback";
    if (entry.amount.empty()) entry.amount = "1";
    return log_add(p, entry);
}

int reason(program& p, const reason_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    const auto code = core::named<core::reason_code>(o.code);
    if (!code)
        return report(p, {base::problem_kind::invalid,
                          {"app.unknown_reason", {{"code", o.code}, {"known", core::all_words<core::reason_code>()}}},
                          "--code"});
    const auto checked = core::check_reason(file->document,
                                            {.owner = o.owner,
                                             .window_from = o.window_from,
                                             .code = *code,
                                             .text = o.text,
                                             .function = o.function,
                                             .given_on = p.clock.today()},
                                            o.confirmed);
    if (!checked) return report(p, checked.error());
    if (o.window_from)
        if (const auto missed = check_missed(*file, o.owner, *o.window_from, p.clock.today()); !missed)
            return report(p, missed.error());
    database->write([&](db::transaction& t) {
        store::add_reason(t, file->id, *checked);
        if (file->status == core::status::published) jobs::queue_report(t, file->slug);
    });
    p.out << p.say({"app.reason_saved", {{"owner", o.owner}}}) << '\n';
    return done;
}

} // namespace app
