#include "render/log_import.hpp"

#include "core/showing.hpp"
#include "core/typed_date.hpp"
#include "http/form.hpp"
#include "http/multipart.hpp"
#include "intake/decode.hpp"
#include "store/place.hpp"
#include "web/account_pages.hpp"
#include "web/entry_form.hpp"
#include "web/form_parts.hpp"
#include "web/import_log.hpp"
#include "web/keep_entry.hpp"
#include "web/own_pledges.hpp"
#include "web/public_pledge.hpp"

#include <fmt/format.h>

namespace web {
namespace {

std::string owner_words(const reading::document& d, const std::string& id) {
    for (const auto& row : d.plan)
        if (row.id == id) return row.what.empty() ? row.area : row.what;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            if (p.id == id) return p.text;
    return id;
}

render::import_preview preview_of(const core::pledge_file& file, const imported_log& log) {
    render::import_preview out{log.unknown, {}, log.good()};
    for (const auto& r : log.rows)
        out.rows.push_back({r.line, r.date, r.what, r.amount, r.place, r.note, core::parse_typed_date(r.date),
                            r.entry ? owner_words(file.document, r.entry->owner) : std::string{},
                            r.entry ? std::nullopt : std::optional{r.entry.error()},
                            r.entry ? r.entry->hours : std::nullopt,
                            r.entry && !r.entry->amount.low && !r.entry->amount.high});
    return out;
}

http::response page(const signed_in& who, render::import_view view, int status = 200) {
    view.pledges = own_titles(who, core::act::add_entry);
    return private_page(who.at, render::import_page(who.context(), view), status);
}

std::int64_t count_asked(const signed_in& who, std::string_view name) {
    const auto n = whole_number(who.at.asked.query_value(name).value_or(""));
    return n && *n >= 0 && *n <= 1'000'000 ? *n : 0;
}

} // namespace

http::response import_show(const signed_in& who) {
    render::import_view view;
    const auto mine = pledges_to(who, core::act::add_entry);
    const auto slug = std::string{who.at.asked.query_value("lofte").value_or("")};
    if (!slug.empty() && !mine.contains(slug)) return who.problem(403, {"account.forbidden", {}});
    for (const auto& [own, acting] : mine)
        if (!view.file && (slug.empty() || own == slug)) view.file = public_pledge(who.at.on, own);
    if (!view.file) return see_other("/logga");
    if (who.at.asked.query_value("sparade")) view.saved = count_asked(who, "sparade");
    view.known = count_asked(who, "fanns");
    return page(who, std::move(view));
}

http::response import_save(const signed_in& who, const http::sent_form& sent) {
    const auto& f = sent.values;
    const auto slug = typed(f, "pledge");
    if (!pledges_to(who, core::act::add_entry).contains(slug)) return who.problem(403, {"account.forbidden", {}});
    render::import_view view;
    view.file = public_pledge(who.at.on, slug);
    if (!view.file) return who.not_found();
    view.text = http::field_value(f, "table");
    // A file stands in the box from then on, where it is looked at and saved: nothing is saved that was not shown.
    bool is_new = false;
    for (const auto& file : sent.files) {
        if (file.bytes.empty()) continue;
        is_new = true;
        auto text = intake::decode(file.bytes);
        if (!text) {
            view.problem = text.error();
            return page(who, std::move(view), 422);
        }
        view.text = *std::move(text);
    }
    view.shown = typed(f, "shown");
    view.after_days = typed(f, "after_days");
    const auto shown = showing_typed(view.shown, view.after_days, view.file->settings.usual);
    if (!shown) {
        view.problem = shown.error();
        return page(who, std::move(view), 422);
    }
    const auto places = [&] {
        auto reader = who.at.on.database.read();
        return store::places_of(reader, view.file->id);
    }();
    const import_choices how{*shown, places, who.at.today, !is_new && http::field_value(f, "confirmed") == "ja"};
    const auto log = read_log(*view.file, view.text, how);
    if (!log) {
        view.problem = log.error();
        return page(who, std::move(view), 422);
    }
    const auto step = is_new ? std::string{"visa"} : typed(f, "steg");
    const bool saves = step == "goda" || (step == "alla" && log->good() == log->rows.size());
    if (!saves || log->good() == 0) {
        view.preview = preview_of(*view.file, *log);
        if (log->rows.empty()) view.problem = wrong("import.no_rows");
        return page(who, std::move(view), step == "visa" && !log->rows.empty() ? 200 : 422);
    }
    auto entries = log->entries();
    for (auto& e : entries)
        e.by = who.holder();
    const auto kept = keep_entries(who.at.on, *view.file, entries);
    const auto known = entries.size() - kept.added;
    if (log->good() < log->rows.size()) { // the others stay in the box until they are mended or taken out
        view.text = rows_left(view.text, *log);
        if (const auto left = read_log(*view.file, view.text, how)) view.preview = preview_of(*view.file, *left);
        view.saved = static_cast<std::int64_t>(kept.added);
        view.known = static_cast<std::int64_t>(known);
        return page(who, std::move(view));
    }
    return see_other(fmt::format("/logga/fil?lofte={}&sparade={}&fanns={}", slug, kept.added, known));
}

} // namespace web
