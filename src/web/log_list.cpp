#include "render/log_list.hpp"

#include "base/number.hpp"
#include "core/log_rules.hpp"
#include "core/showing.hpp"
#include "core/words.hpp"
#include "http/form.hpp"
#include "store/digest.hpp"
#include "store/place.hpp"
#include "web/account_pages.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/keep_entry.hpp"
#include "web/log_reach.hpp"
#include "web/note_read.hpp"
#include "web/own_pledges.hpp"
#include "web/places_offered.hpp"
#include "web/who_logged.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace web {
namespace {

constexpr int entries_a_page = 50;

// What stood before an entry, the first first.
std::vector<const core::log_entry*> before(const core::pledge_file& file, const core::log_entry& e) {
    std::vector<const core::log_entry*> all;
    auto names = e.names;
    for (auto old = file.log.rbegin(); old != file.log.rend() && !names.empty(); ++old)
        if (old->id == names) {
            all.push_back(&*old);
            names = old->names;
        }
    std::reverse(all.begin(), all.end());
    return all;
}

render::typed_entry as_typed(const core::log_entry& e) {
    const auto shown = core::showing_of(e);
    render::typed_entry t;
    t.owner = e.owner;
    t.amount = e.said;
    t.on = base::to_iso(e.done_on);
    if (e.hours) {
        t.hours = fmt::format("{}", *e.hours);
        std::replace(t.hours.begin(), t.hours.end(), '.', ',');
    }
    t.place = e.place;
    t.note = e.note;
    t.shown = core::name(shown.what);
    t.after_days = fmt::to_string(shown.after_days);
    t.key = store::new_uuid();
    return t;
}

http::response form_page(const signed_in& who, const std::shared_ptr<const core::pledge_file>& file,
                         const core::log_entry& standing, render::correction_view view, int status) {
    view.file = file;
    view.standing = &standing;
    view.earlier = before(*file, standing);
    view.places = places_offered(who.at.on, file->id);
    return private_page(who.at, render::correction_page(who.context(), view), status);
}

// The entry that corrected or withdrew `e`, and what did so to that, to the last; `e` itself where nothing did.
const core::log_entry& last_of(const core::pledge_file& file, const core::log_entry& e) {
    const auto* last = &e;
    for (const auto& later : file.log)
        if (later.names == last->id) last = &later;
    return *last;
}

// What is being mended, or the answer that says why it cannot be.
struct mended {
    std::shared_ptr<const core::pledge_file> file;
    const core::log_entry* seen = nullptr;  // what the address names
    const core::log_entry* entry = nullptr; // what stands of it; null: withdrawn meanwhile, or no more the reader's
    std::optional<http::response> refused;

    bool is_overtaken() const { return entry != seen; }
};

// By the rules as they were while what the form was made for stood.
base::result<core::log_entry> corrected(const mended& m, const core::new_entry& sent, base::date today) {
    const auto& log = m.file->log;
    if (!m.is_overtaken()) return core::check_correction(m.file->document, log, m.seen->id, sent, today);
    const auto end = std::find_if(log.begin(), log.end(), [&](const auto& e) { return e.names == m.seen->id; });
    return core::check_correction(m.file->document, {log.begin(), end}, m.seen->id, sent, today);
}

mended to_mend(const signed_in& who) {
    const std::string slug{who.at.asked.parameter("slug")}, id{who.at.asked.parameter("id")};
    const log_reach mine{who, core::act::correct_entry, slug};
    if (!mine.may()) return {{}, nullptr, nullptr, who.problem(403, {"account.forbidden", {}})};
    auto file = mine.file();
    if (!file) return {{}, nullptr, nullptr, who.not_found()};
    const auto found = std::find_if(file->log.begin(), file->log.end(), [&](const auto& e) {
        return e.id == id && e.kind != core::entry_kind::withdrawal;
    });
    if (found == file->log.end()) return {{}, nullptr, nullptr, who.not_found()};
    const auto* standing = &last_of(*file, *found);
    if (!mine.holds(*found) && !mine.holds(*standing))
        return {{}, nullptr, nullptr, who.problem(403, {"logging.not_ours", {}})};
    if (standing->kind == core::entry_kind::withdrawal || !mine.holds(*standing)) standing = nullptr;
    if (!mine.is_own(standing ? *standing : *found)) note_read(who, "read_log", file->id, slug);
    return {std::move(file), &*found, standing, std::nullopt};
}

// What the form says otherwise than the entry does; what it says the same was asked about before.
base::result<core::new_entry> changes_typed(const render::typed_entry& t, const core::log_entry& e,
                                            const std::string& area, bool confirmed) {
    core::new_entry out;
    if (t.amount != e.said) out.amount = t.amount;
    out.on = base::parse_iso_date(t.on);
    if (!out.on) return tl::unexpected{wrong("logging.wrong_day", "on")};
    if (!t.hours.empty()) {
        out.hours = base::parse_decimal(t.hours);
        if (!out.hours) return tl::unexpected{wrong("logging.wrong_hours", "hours")};
    }
    if (t.place != e.place) out.place = t.place;
    if (t.note != e.note) out.note = t.note;
    const auto shown = showing_typed(t.shown, t.after_days, core::showing_of(e));
    if (!shown) return tl::unexpected{shown.error()};
    out.shown = *shown;
    if (out.place) out.area = area;
    out.client_key = t.key;
    out.confirmed = confirmed;
    return out;
}

http::response to_list(const std::string& slug, std::string_view done) {
    return see_other(fmt::format("/logga/loggat?lofte={}{}{}", slug, done.empty() ? "" : "&gjort=", done));
}

// What somebody else made of a field, where this form left it as it found it.
void take_over(render::typed_entry& t, const render::typed_entry& seen, const render::typed_entry& now) {
    for (const auto field : {&render::typed_entry::amount, &render::typed_entry::on, &render::typed_entry::hours,
                             &render::typed_entry::place, &render::typed_entry::note, &render::typed_entry::shown,
                             &render::typed_entry::after_days})
        if (t.*field == seen.*field) t.*field = now.*field;
}

// 409: what was to be mended was corrected or withdrawn while the form lay open. What stands now is shown with the form
// for it, and what was typed in its fields.
http::response overtaken(const signed_in& who, render::correction_view view, bool is_withdrawing) {
    auto m = to_mend(who);
    if (m.refused) return std::move(*m.refused);
    const auto& last = last_of(*m.file, *m.seen);
    if (!m.entry) {
        const bool is_gone = last.kind == core::entry_kind::withdrawal;
        return who.problem(409, {is_gone ? "logging.withdrawn_meanwhile" : "logging.corrected_by_other", {}});
    }
    if (is_withdrawing) {
        view.typed = as_typed(*m.entry);
        view.withdraw_problem = wrong("logging.withdraw_overtaken");
    } else {
        take_over(view.typed, as_typed(*m.seen), as_typed(*m.entry));
        view.typed.problem = wrong("logging.corrected_meanwhile");
    }
    return form_page(who, m.file, *m.entry, std::move(view), 409);
}

} // namespace

http::response log_list_show(const signed_in& who) {
    render::log_list_view view;
    view.pledges = own_titles(who, core::act::read_log);
    auto slug = std::string{who.at.asked.query_value("lofte").value_or("")};
    if (slug.empty() && !view.pledges.empty()) slug = view.pledges.front().first;
    const auto said = who.at.asked.query_value("gjort").value_or("");
    if (said == "rattat") view.done = "logging.done_corrected";
    if (said == "struket") view.done = "logging.done_withdrawn";
    const log_reach readable{who, core::act::read_log, slug}, mendable{who, core::act::correct_entry, slug};
    if (!slug.empty() && !readable.may()) return who.problem(403, {"account.forbidden", {}});
    view.file = readable.file();
    std::vector<const core::log_entry*> all;
    if (view.file) all = core::standing_of(view.file->log);
    if (view.file && readable.beyond_own()) note_read(who, "read_log", view.file->id, slug);
    view.may_log = who.may(core::act::add_entry);
    std::erase_if(all, [&](const auto* e) { return !readable.holds(*e); });
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
        return a->done_on != b->done_on ? a->done_on > b->done_on : a->row > b->row;
    });
    view.pages = std::max(1, (static_cast<int>(all.size()) + entries_a_page - 1) / entries_a_page);
    const auto asked = whole_number(who.at.asked.query_value("sida").value_or("1")).value_or(1);
    view.page = static_cast<int>(std::clamp<std::int64_t>(asked, 1, view.pages));
    const auto first = static_cast<std::size_t>(view.page - 1) * entries_a_page;
    for (auto i = first; i < std::min(all.size(), first + entries_a_page); ++i)
        view.entries.push_back({all[i], readable.is_own(*all[i]), mendable.holds(*all[i]), true});
    std::set<std::string> holders;
    for (const auto& l : view.entries)
        holders.insert(l.entry->by);
    {
        auto reader = who.at.on.database.read();
        view.who = who_logged(reader, holders);
    }
    return private_page(who.at, render::log_list_page(who.context(), view));
}

http::response correction_show(const signed_in& who) {
    auto m = to_mend(who);
    if (m.refused) return std::move(*m.refused);
    // The list shows what stands instead.
    if (m.is_overtaken()) return to_list(m.file->slug, "");
    render::correction_view view;
    view.typed = as_typed(*m.entry);
    return form_page(who, m.file, *m.entry, std::move(view), 200);
}

http::response correction_save(const signed_in& who, const http::fields& f) {
    auto m = to_mend(who);
    if (m.refused) return std::move(*m.refused);
    render::correction_view view;
    view.typed = typed_entry_of(f);
    const auto again = [&](base::problem p) {
        if (m.is_overtaken()) return overtaken(who, std::move(view), false);
        view.typed.problem = std::move(p);
        return form_page(who, m.file, *m.entry, std::move(view), 422);
    };
    std::string area;
    {
        auto reader = who.at.on.database.read();
        area = store::area_of(reader, m.file->id, view.typed.place);
    }
    const auto sent = changes_typed(view.typed, *m.seen, area, http::field_value(f, "confirmed") == "ja");
    if (!sent) return again(sent.error());
    auto entry = corrected(m, *sent, who.at.today);
    if (!entry) return again(entry.error());
    entry->by = who.holder();
    // One that was sent before is known by its key, whatever was made of the entry since.
    const auto kept = keep_entry(who.at.on, *m.file, *entry);
    if (!kept.overtaken_by.empty()) return overtaken(who, std::move(view), false);
    if (kept.differs) {
        view.typed.key = store::new_uuid();
        return again(wrong("logging.sent_before"));
    }
    return to_list(m.file->slug, "rattat");
}

http::response entry_withdraw(const signed_in& who, const http::fields& f) {
    auto m = to_mend(who);
    if (m.refused) return std::move(*m.refused);
    // Withdrawn is what was asked for, whoever did it.
    if (last_of(*m.file, *m.seen).kind == core::entry_kind::withdrawal) return to_list(m.file->slug, "struket");
    render::correction_view view;
    view.withdraw_note = typed(f, "note");
    if (m.is_overtaken()) return overtaken(who, std::move(view), true);
    auto entry =
        core::check_withdrawal(m.file->log, m.entry->id, view.withdraw_note, http::field_value(f, "confirmed") == "ja");
    if (!entry) {
        view.typed = as_typed(*m.entry);
        view.withdraw_problem = entry.error();
        return form_page(who, m.file, *m.entry, std::move(view), 422);
    }
    entry->by = who.holder();
    entry->client_key = "stryk-" + m.entry->id;
    if (!keep_entry(who.at.on, *m.file, *entry).overtaken_by.empty()) return overtaken(who, std::move(view), true);
    return to_list(m.file->slug, "struket");
}

} // namespace web
