#include "render/log_batch.hpp"

#include "base/text.hpp"
#include "core/late_logging.hpp"
#include "core/log_rules.hpp"
#include "http/form.hpp"
#include "http/target.hpp"
#include "store/digest.hpp"
#include "store/place.hpp"
#include "web/account_pages.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/keep_entry.hpp"
#include "web/own_pledges.hpp"
#include "web/places_offered.hpp"
#include "web/public_pledge.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace web {
namespace {

constexpr std::int64_t most_readings = 1'000;

// The month of "2026-11": not one that has not begun. Today's where the text is none.
base::date month_of(std::string_view text, base::date today) {
    const auto first = base::parse_iso_date(std::string{text} + "-01");
    return base::first_of_month(first && *first <= today ? *first : today);
}

std::string shown_month(base::date month) { return base::to_iso(month).substr(0, 7); }

// "m2|0|Skolan": what a line is about.
base::result<core::new_entry> about(std::string_view what) {
    const auto parts = base::split(what, '|');
    core::new_entry e;
    e.owner = parts[0];
    if (parts.size() > 1 && !parts[1].empty()) {
        const auto n = whole_number(parts[1]);
        if (!n || *n < 0 || *n > most_readings) return tl::unexpected{wrong("logging.wrong_reading", "reading")};
        e.reading = static_cast<int>(*n);
    }
    if (parts.size() > 2) e.subject = std::string{what.substr(parts[0].size() + parts[1].size() + 2)};
    return e;
}

bool is_blank(const render::batch_line& l, bool is_month) {
    return l.amount.empty() && l.place.empty() && (!is_month || (l.what.empty() && l.on.empty()));
}

// What the lines have in common.
struct common {
    core::showing shown;
    std::string on, key;
    bool is_month = false, confirmed = false;
    base::date today;
    std::vector<core::place> places;
};

std::vector<core::place> known_places(const site& s, std::int64_t pledge) {
    auto reader = s.database.read();
    return store::places_of(reader, pledge);
}

base::result<core::log_entry> read_line(const core::pledge_file& file, const render::batch_line& l, std::size_t n,
                                        const common& all) {
    if (l.what.empty()) return tl::unexpected{wrong("logging.line_without_row", "what")};
    auto e = about(l.what);
    if (!e) return tl::unexpected{e.error()};
    e->amount = l.amount;
    e->on = base::parse_iso_date(all.is_month ? l.on : all.on);
    if (!e->on) return tl::unexpected{wrong("logging.wrong_day", "on")};
    if (!l.place.empty()) e->place = l.place;
    e->shown = all.shown;
    if (const auto* p = core::place_named(all.places, l.place)) e->area = p->area;
    e->client_key = fmt::format("{}-{}", all.key, n);
    e->confirmed = all.confirmed;
    return core::check_entry(file.document, *e, all.today);
}

http::response page(const signed_in& who, render::batch_view view, int status = 200) {
    for (const auto& [slug, acting] : pledges_to(who, core::act::add_entry)) {
        const auto file = public_pledge_without_log(who.at.on, slug);
        if (!file || !core::takes_log(*file, who.at.today)) continue;
        view.pledges.emplace_back(slug, file->document.title);
        if (view.file && slug == view.file->slug) view.acting = acting;
    }
    view.state =
        core::judge(view.file->document, view.file->log, view.file->reasons, view.file->settings, who.at.today);
    view.places = places_offered(who.at.on, view.file->id);
    if (view.key.empty()) view.key = store::new_uuid();
    return private_page(who.at, render::batch_page(who.context(), view), status);
}

// What the reader saved with the form of the key.
std::vector<const core::log_entry*> saved_with(const core::pledge_file& file, std::string_view key,
                                               std::string_view holder) {
    std::vector<const core::log_entry*> all;
    if (key.empty()) return all;
    const auto is_of_form = [&](const core::log_entry& e) {
        const std::string_view own{e.client_key};
        return own.starts_with(key) && own.substr(key.size()).starts_with('-') &&
               whole_number(own.substr(key.size() + 1));
    };
    for (const auto& e : file.log)
        if (e.kind == core::entry_kind::entry && e.by == holder && is_of_form(e)) all.push_back(&e);
    return all;
}

// The withdrawals of what stands still: what was undone or corrected stays so.
std::vector<core::log_entry> withdrawals_of(const signed_in& who, const core::pledge_file& file,
                                            const std::vector<const core::log_entry*>& entries) {
    std::vector<core::log_entry> all;
    for (const auto* e : entries)
        if (auto withdrawn = core::check_withdrawal(file.log, e->id, "", true)) {
            withdrawn->by = who.holder();
            withdrawn->client_key = "angra-" + e->id;
            all.push_back(std::move(*withdrawn));
        }
    return all;
}

bool may_be_undone(const signed_in& who, const std::vector<const core::log_entry*>& entries) {
    const auto now = who.at.on.clock.now();
    return std::all_of(entries.begin(), entries.end(),
                       [&](const auto* e) { return now - e->recorded_at <= undo_within; });
}

int number_of_lines(const http::request& asked, std::string_view name) {
    const auto n = whole_number(asked.query_value(name).value_or("")).value_or(0);
    return static_cast<int>(std::clamp<std::int64_t>(n, 0, static_cast<std::int64_t>(render::most_batch_lines)));
}

std::string address(const render::batch_view& v) {
    auto out = "/logga/flera?lofte=" + v.file->slug;
    if (v.is_month) out += "&vy=manad&manad=" + shown_month(v.month);
    return out;
}

render::batch_view view_typed(const signed_in& who, const http::fields& f) {
    render::batch_view v;
    v.is_month = typed(f, "vy") == "manad";
    v.month = month_of(typed(f, "manad"), who.at.today);
    v.on = typed(f, "on");
    v.shown = typed(f, "shown");
    v.after_days = typed(f, "after_days");
    v.key = typed(f, "key");
    for (std::size_t n = 1; n <= render::most_batch_lines; ++n) {
        const auto field = [&](std::string_view name) { return typed(f, fmt::format("{}-{}", name, n)); };
        const auto is_there = [&](const auto& one) { return one.first == fmt::format("what-{}", n); };
        if (std::none_of(f.begin(), f.end(), is_there)) break;
        v.lines.push_back({field("what"), field("on"), field("amount"), field("place"), {}});
    }
    return v;
}

} // namespace

http::response batch_show(const signed_in& who) {
    const auto& asked = who.at.asked;
    render::batch_view view;
    view.is_month = asked.query_value("vy") == "manad";
    view.month = month_of(asked.query_value("manad").value_or(""), who.at.today);
    view.saved = number_of_lines(asked, "sparade");
    view.undone = number_of_lines(asked, "angrade");
    const auto mine = pledges_to(who, core::act::add_entry);
    auto slug = std::string{asked.query_value("lofte").value_or("")};
    if (!slug.empty() && !mine.contains(slug)) return who.problem(403, {"account.forbidden", {}});
    for (const auto& [own, acting] : mine) {
        if (view.file || (!slug.empty() && own != slug)) continue;
        auto file = public_pledge(who.at.on, own);
        if (file && core::takes_log(*file, who.at.today)) view.file = std::move(file);
    }
    if (!view.file) return see_other("/logga");
    // The last month of what is over, not the one in which it is logged.
    if (!asked.query_value("manad"))
        view.month = base::first_of_month(core::last_day_to_log(view.file->document, who.at.today));
    const std::string key{asked.query_value("form").value_or("")};
    const auto saved = saved_with(*view.file, key, who.holder());
    if (may_be_undone(who, saved) && !withdrawals_of(who, *view.file, saved).empty()) view.saved_key = key;
    return page(who, std::move(view));
}

http::response batch_undo(const signed_in& who, const http::fields& f) {
    const auto slug = typed(f, "pledge");
    if (!pledges_to(who, core::act::withdraw_entry).contains(slug)) return who.problem(403, {"account.forbidden", {}});
    render::batch_view view;
    view.file = public_pledge(who.at.on, slug);
    if (!view.file) return who.not_found();
    view.is_month = typed(f, "vy") == "manad";
    view.month = month_of(typed(f, "manad"), who.at.today);
    const auto saved = saved_with(*view.file, typed(f, "key"), who.holder());
    if (saved.empty()) return see_other(address(view));
    if (!may_be_undone(who, saved)) return who.problem(403, {"logging.not_undone", {}});
    if (const auto all = withdrawals_of(who, *view.file, saved); !all.empty()) keep_entries(who.at.on, *view.file, all);
    return see_other(fmt::format("{}&angrade={}", address(view), saved.size()));
}

http::response batch_log(const signed_in& who, const http::fields& f) {
    const auto slug = typed(f, "pledge");
    if (!pledges_to(who, core::act::add_entry).contains(slug)) return who.problem(403, {"account.forbidden", {}});
    auto view = view_typed(who, f);
    view.file = public_pledge(who.at.on, slug);
    if (!view.file) return who.not_found();
    const auto shown = showing_typed(view.shown, view.after_days, view.file->settings.usual);
    if (!shown) view.problem = shown.error();
    const common all{shown.value_or(core::showing{}),
                     view.on,
                     view.key,
                     view.is_month,
                     http::field_value(f, "confirmed") == "ja",
                     who.at.today,
                     known_places(who.at.on, view.file->id)};
    std::vector<core::log_entry> entries;
    std::vector<std::size_t> line_of; // of each entry
    bool is_wrong = view.problem.has_value();
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        if (is_blank(view.lines[i], view.is_month)) continue;
        auto entry = read_line(*view.file, view.lines[i], i + 1, all);
        is_wrong = is_wrong || !entry;
        if (!entry) view.lines[i].problem = entry.error();
        if (!entry) continue;
        entry->by = who.holder();
        entries.push_back(std::move(*entry));
        line_of.push_back(i);
    }
    if (!is_wrong && entries.empty()) view.problem = wrong("logging.no_lines");
    if (is_wrong || entries.empty()) return page(who, std::move(view), 422);
    if (const auto kept = keep_entries(who.at.on, *view.file, entries); !kept.differing.empty()) {
        // Nothing was saved: what was sent before stands, and what is said now is another thing.
        for (const auto n : kept.differing)
            view.lines[line_of[n]].problem = wrong("logging.line_sent_before");
        view.key = store::new_uuid();
        return page(who, std::move(view), 422);
    }
    return see_other(fmt::format("{}&sparade={}&form={}", address(view), entries.size(), http::encode_path(view.key)));
}

} // namespace web
