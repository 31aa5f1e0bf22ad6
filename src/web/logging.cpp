#include "render/logging.hpp"
#include "core/log_rules.hpp"
#include "http/form.hpp"
#include "store/digest.hpp"
#include "store/party.hpp"
#include "web/account_pages.hpp"
#include "web/form_parts.hpp"
#include "web/keep_entry.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace web {
namespace {

constexpr std::chrono::hours undo_within{24};
constexpr std::int64_t most_readings = 1'000;

// The pledges in which this person may do so, with the organisations that they act for.
std::map<std::string, std::vector<core::organisation>> pledges_to(const signed_in& who, core::act what) {
    std::map<std::string, std::vector<core::organisation>> all;
    auto reader = who.at.on.database.read();
    for (const auto& m : who.counts) {
        if (!core::may(m.role, what)) continue;
        for (const auto& p : store::parties_of_organisation(reader, m.in.id)) {
            auto& acting = all[p.slug];
            if (std::none_of(acting.begin(), acting.end(), [&](const auto& o) { return o.id == m.in.id; }))
                acting.push_back(m.in);
        }
    }
    return all;
}

http::response logging_page(const signed_in& who, std::optional<render::typed_entry> typed,
                            std::optional<render::saved_entry> saved, int status = 200) {
    render::logging_view view;
    for (auto& [slug, acting] : pledges_to(who, core::act::add_entry)) {
        auto file = public_pledge(who.at.on, slug);
        if (!file || core::has_ended(file->document.valid, who.at.today)) continue;
        auto state = core::judge(file->document, file->log, file->reasons, file->settings, who.at.today);
        view.pledges.push_back({std::move(file), std::move(state), std::move(acting)});
    }
    view.typed = std::move(typed);
    view.saved = std::move(saved);
    view.new_key = store::new_uuid();
    return private_page(who.at, render::logging_page(who.context(), view), status);
}

std::optional<double> decimal(std::string text) {
    std::replace(text.begin(), text.end(), ',', '.');
    double n{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional{n} : std::nullopt;
}

// What the form says, or which of its fields cannot be read.
base::result<core::new_entry> entry_typed(const render::typed_entry& t, bool confirmed) {
    core::new_entry e;
    e.owner = t.owner;
    e.amount = t.amount;
    if (!t.on.empty()) {
        e.on = base::parse_iso_date(t.on);
        if (!e.on) return tl::unexpected{wrong("logging.wrong_day", "on")};
    }
    if (!t.hours.empty()) {
        e.hours = decimal(t.hours);
        if (!e.hours) return tl::unexpected{wrong("logging.wrong_hours", "hours")};
    }
    if (!t.reading.empty()) {
        const auto n = whole_number(t.reading);
        if (!n || *n < 0 || *n > most_readings) return tl::unexpected{wrong("logging.wrong_reading", "reading")};
        e.reading = static_cast<int>(*n);
    }
    if (!t.subject.empty()) e.subject = t.subject;
    if (!t.place.empty()) e.place = t.place;
    if (!t.note.empty()) e.note = t.note;
    e.client_key = t.key;
    e.confirmed = confirmed;
    return e;
}

// The entry of ?sparat=SLUG:ID, where it is this person's own.
std::optional<render::saved_entry> saved_of(const signed_in& who) {
    const auto said = who.at.asked.query_value("sparat").value_or("");
    const auto at = said.find(':');
    if (at == said.npos) return std::nullopt;
    const auto file = public_pledge(who.at.on, said.substr(0, at));
    if (!file) return std::nullopt;
    const auto id = said.substr(at + 1);
    for (const auto& e : file->log)
        if (e.id == id && e.kind == core::entry_kind::entry && e.by == who.holder()) {
            const bool undone = std::any_of(file->log.begin(), file->log.end(), [&](const auto& other) {
                return other.kind == core::entry_kind::withdrawal && other.names == e.id;
            });
            return render::saved_entry{file->slug, e.owner, e, undone};
        }
    return std::nullopt;
}

http::response to_saved(const std::string& slug, const std::string& id) {
    return see_other("/logga?sparat=" + slug + ":" + id);
}

} // namespace

http::response logging_show(const signed_in& who) { return logging_page(who, std::nullopt, saved_of(who)); }

http::response entry_log(const signed_in& who, const http::fields& f) {
    render::typed_entry form{typed(f, "pledge"),
                             typed(f, "owner"),
                             typed(f, "amount"),
                             typed(f, "on"),
                             typed(f, "hours"),
                             typed(f, "place"),
                             typed(f, "note"),
                             typed(f, "subject"),
                             typed(f, "reading"),
                             typed(f, "key"),
                             {}};
    const auto again = [&](base::problem p) {
        form.problem = std::move(p);
        return logging_page(who, std::move(form), std::nullopt, 422);
    };
    if (!pledges_to(who, core::act::add_entry).contains(form.pledge))
        return who.at.problem(403, {"account.forbidden", {}});
    const auto file = public_pledge_without_log(who.at.on, form.pledge);
    if (!file) return who.at.not_found();
    const auto sent = entry_typed(form, http::field_value(f, "confirmed") == "ja");
    if (!sent) return again(sent.error());
    auto entry = core::check_entry(file->document, *sent, who.at.today);
    if (!entry) return again(entry.error());
    entry->by = who.holder();
    entry->client_key = form.key;
    const auto kept = keep_entry(who.at.on, *file, *entry, sent->on.has_value());
    if (kept.differs) { // the form was sent before, and changed since: sent once more it is another entry
        form.key = store::new_uuid();
        return again(wrong("logging.sent_before"));
    }
    return to_saved(file->slug, kept.entry.id);
}

http::response entry_undo(const signed_in& who, const http::fields& f) {
    const auto slug = typed(f, "pledge"), id = typed(f, "id");
    if (!pledges_to(who, core::act::withdraw_entry).contains(slug))
        return who.at.problem(403, {"account.forbidden", {}});
    const auto file = public_pledge(who.at.on, slug);
    if (!file) return who.at.not_found();
    const auto found = std::find_if(file->log.begin(), file->log.end(), [&](const auto& e) { return e.id == id; });
    if (found == file->log.end()) return see_other("/logga");
    // What somebody else logged, or what stood for more than a day, is corrected and not undone.
    if (found->by != who.holder() || who.at.on.clock.now() - found->recorded_at > undo_within)
        return who.at.problem(403, {"logging.not_undone", {}});
    if (auto entry = core::check_withdrawal(file->log, id, "", true)) {
        entry->by = who.holder();
        entry->client_key = "angra-" + id;
        keep_entry(who.at.on, *file, *entry);
    }
    return to_saved(slug, id);
}

} // namespace web
