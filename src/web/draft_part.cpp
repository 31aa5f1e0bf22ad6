#include "base/text.hpp"
#include "core/document_rules.hpp"
#include "core/edit.hpp"
#include "core/lifetime.hpp"
#include "core/log_after_change.hpp"
#include "core/questions_kept.hpp"
#include "http/form.hpp"
#include "reading/lint.hpp"
#include "reading/read.hpp"
#include "render/sure.hpp"
#include "store/log.hpp"
#include "web/draft_access.hpp"
#include "web/draft_pages.hpp"
#include "web/draft_values.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"
#include "web/reading_form.hpp"
#include "web/saved_before.hpp"

#include <algorithm>
#include <array>

// The form of one part of a draft.
namespace web {
namespace {

bool is_new(std::string_view part) { return part == "new_area" || part == "new_pledge" || part == "new_row"; }

// The draft of the address with its part, for somebody who may change it.
struct open_part {
    open_draft open;
    std::string part;
    bool in_force = false;
};
std::optional<open_part> asked_for(const signed_in& who) {
    auto open = draft_for(who, who.at.asked.parameter("slug"));
    const std::string part{who.at.asked.parameter("part")};
    if (!open || !open->may_change) return std::nullopt;
    open_part out{*std::move(open), part, false};
    if (out.open.draft.in_force) {
        auto reader = who.at.on.database.read();
        const auto shown = store::version_of(reader, out.open.draft.pledge, *out.open.draft.in_force);
        out.in_force = shown && !is_new(part) && core::has_part(*shown, part);
    }
    return out;
}

// From when what is new in a document that holds already is thought to hold: what is approved this month is done from
// the next, where that is not after the document's last day.
base::date first_day(const reading::validity& valid, base::date today) {
    if (valid.from && today <= *valid.from) return *valid.from;
    const auto next = base::last_of_month(today) + base::days{1};
    return valid.to && next > *valid.to ? today : next;
}

http::response part_page(const signed_in& who, const open_part& asked, render::draft_part_view view, int status = 200) {
    if (view.words_shown.empty()) view.words_shown = words_of(asked.part, view.values);
    if (view.shown == reading::document{}) {
        view.shown = asked.open.draft.document;
        view.shown_part = asked.part;
    }
    view.draft = asked.open.draft;
    view.part = asked.part;
    view.in_force = asked.in_force;
    return private_page(who.at, render::draft_part_page(who.context(), view), status);
}

// The readings that the form means: those that a person mended, or else what its words say now. Mended is what is not
// as the form showed it, and the form says of which words it showed readings.
base::result<std::vector<reading::reading>> readings_meant(const reading::document& d, const std::string& part,
                                                           const http::fields& f) {
    const auto stands = words_of(part, values_of(d, part));
    const auto read = [&](const std::string& words) {
        return base::squeezed(words) == base::squeezed(stands) ? readings_of(d, part) : core::read_again(d, words);
    };
    const auto words_shown = typed(f, "words_shown");
    const auto shown = read(words_shown.empty() ? stands : words_shown);
    auto typed_now = readings_typed(f, shown);
    const bool is_asked = std::any_of(f.begin(), f.end(), [](const auto& field) { return field.first == "r0.bound"; });
    if (!typed_now || (is_asked && *typed_now != shown)) return typed_now;
    return read(words_of(part, f));
}

// What was typed, with the fields of these readings in place of those that it had.
http::fields with_readings(const http::fields& f, const std::vector<reading::reading>& readings) {
    auto values = f;
    std::erase_if(values, [](const auto& field) {
        return field.first.starts_with('r') && field.first.find('.') != std::string::npos;
    });
    add_reading_values(values, readings);
    return values;
}

// The id that the form's part has in a document that was made from it.
std::string id_in(const reading::document& made, const std::string& part, const http::fields& f) {
    if (part == "new_row") return made.plan.back().id;
    if (part == "new_area") return made.focus_areas.back().id;
    if (part == "new_pledge")
        for (const auto& area : made.focus_areas)
            if (area.id == typed(f, "area")) return area.pledges.back().id;
    return part;
}

// The document with the part as the form says it, as far as it can be read, and the part's id in it.
struct would_be {
    reading::document document;
    std::string part;
};
would_be as_typed(const signed_in& who, const reading::document& d, const std::string& part, const http::fields& f,
                  const std::vector<reading::reading>& readings) {
    auto changed = with_values(d, part, f, readings, who.at.today);
    if (!changed) return {d, part};
    auto id = id_in(*changed, part, f);
    return {*std::move(changed), std::move(id)};
}

std::vector<reading::remark> remarks_on(const reading::document& d, const std::string& part) {
    const auto at = core::pointer_to(d, part);
    auto all = reading::lint(d);
    std::erase_if(all, [&](const auto& r) { return at.empty() || (r.at != at && !r.at.starts_with(at + "/")); });
    return all;
}

// What the form makes of a document that it may have been made for.
base::result<reading::document> made_of(const reading::document& d, const std::string& part, const http::fields& f,
                                        base::date today) {
    if (typed(f, "gor") == "ta-bort") return core::without(d, part);
    auto readings = readings_meant(d, part, f);
    if (!readings) return tl::unexpected{readings.error()};
    return with_values(d, part, f, *std::move(readings), today);
}

// Whether the same form was sent before, and what it saved still stands.
bool is_saved(const signed_in& who, const std::string& part, const http::fields& f, int seen) {
    const auto open = draft_for(who, who.at.asked.parameter("slug"));
    if (!open) return false;
    const auto saved = saved_before(who, open->draft, seen,
                                    [&](const auto& before) { return made_of(before, part, f, who.at.today); });
    return saved && core::is_same_part(*saved, open->draft.document, id_in(*saved, part, f));
}

http::response ask_before_removal(const signed_in& who, const core::draft& draft, const std::string& part,
                                  const std::string& version) {
    std::string called;
    const auto values = values_of(draft.document, part);
    for (const auto* name : {"what", "text", "name"})
        if (called.empty()) called = typed(values, name);
    const auto path = "/utkast/" + draft.slug + "/del/" + part;
    return private_page(who.at, render::sure_page(who.context(), {{"draft.sure_remove", {}},
                                                                  {"draft.remove_more", {{"what", called}}},
                                                                  "draft.remove",
                                                                  path,
                                                                  {{"version", version}, {"gor", "ta-bort"}},
                                                                  path}));
}

// Not what was typed, but what somebody else saved since: told beside it.
render::draft_part_view with_theirs(const reading::document& now, const std::string& part, const http::fields& f) {
    render::draft_part_view view;
    view.values = f;
    view.is_other = true;
    view.theirs = values_of(now, part);
    return view;
}

// Was to be removed, but not as it stands now: the form shows what stands, and beside it what the person had read.
render::draft_part_view kept_as_changed(const reading::document& now, const std::string& part,
                                        const std::optional<reading::document>& read) {
    render::draft_part_view view;
    view.values = values_of(now, part);
    view.readings = readings_of(now, part);
    view.is_other = view.is_removal = true;
    if (read) view.theirs = values_of(*read, part);
    return view;
}

// Why a change of what holds already cannot stand, or is asked about: what was logged by it. An entry that would count
// for something else is refused; one from a day when the row would no longer hold stays with it, uncounted, where that
// is meant.
std::optional<base::problem> moves_log(const signed_in& who, const core::draft& draft, const reading::document& changed,
                                       const std::string& part, bool confirmed) {
    if (!draft.in_force) return std::nullopt;
    auto reader = who.at.on.database.read();
    const auto shown = store::version_of(reader, draft.pledge, *draft.in_force);
    if (!shown) return std::nullopt;
    const auto log = store::log_of(reader, draft.pledge);
    const auto known = core::uncounted_after(*shown, draft.document, log);
    const auto about = core::with_replaced(changed, part);
    for (const auto& one : core::uncounted_after(*shown, changed, log)) {
        const bool is_known = std::find(known.begin(), known.end(), one) != known.end();
        if (is_known || std::find(about.begin(), about.end(), one.owner) == about.end()) continue;
        const auto told = [&](base::problem_kind kind, const char* key, std::size_t n) {
            return base::problem{kind, {key, {{"n", static_cast<std::int64_t>(n)}, {"last", one.last}}}, {}};
        };
        if (one.elsewhere > 0) return told(base::problem_kind::invalid, "draft.log_elsewhere", one.elsewhere);
        if (!confirmed) return told(base::problem_kind::ask, "draft.log_outside", one.outside);
    }
    return std::nullopt;
}

} // namespace

http::response draft_part_show(const signed_in& who) {
    const auto asked = asked_for(who);
    if (!asked || (!is_new(asked->part) && !core::has_part(asked->open.draft.document, asked->part)))
        return who.not_found();
    note_read(who, "read_drafts", asked->open.draft.pledge, asked->open.draft.slug);
    render::draft_part_view view;
    view.values = values_of(asked->open.draft.document, asked->part);
    view.readings = readings_of(asked->open.draft.document, asked->part);
    view.remarks = remarks_on(asked->open.draft.document, asked->part);
    view.area = who.at.asked.query_value("omrade").value_or("");
    if (is_new(asked->part) && asked->open.draft.in_force)
        view.values.emplace_back("from_day", base::to_iso(first_day(asked->open.draft.document.valid, who.at.today)));
    return part_page(who, *asked, std::move(view));
}

http::response draft_part_save(const signed_in& who, const http::fields& f) {
    const auto asked = asked_for(who);
    if (!asked) return who.not_found();
    const auto& part = asked->part;
    const auto& draft = asked->open.draft;
    const auto seen = whole_number(typed(f, "version"));
    const auto what = typed(f, "gor");
    std::optional<reading::document> base;
    if (seen) {
        auto reader = who.at.on.database.read();
        base = store::version_of(reader, draft.pledge, static_cast<int>(*seen));
    }
    const auto again = [&](base::problem p, std::vector<reading::reading> readings, int status = 422) {
        render::draft_part_view view;
        view.values = with_readings(f, readings);
        view.readings = std::move(readings);
        view.notice.problem = std::move(p);
        return part_page(who, *asked, std::move(view), status);
    };
    const auto done = [&] {
        return see_other("/utkast/" + draft.slug + "?gjort=" + (what == "ta-bort" ? "removed" : "saved"));
    };
    if (base && what != "las" && is_saved(who, part, f, static_cast<int>(*seen))) return done();
    // Others may have changed the draft meanwhile; only where they changed this very part is there something to settle.
    if (!base || (!is_new(part) && !core::is_same_part(*base, draft.document, part))) {
        // The question before a removal was sent without the form's fields.
        if (what == "ta-bort" && typed(f, "confirmed") == "ja")
            return core::has_part(draft.document, part)
                       ? part_page(who, *asked, kept_as_changed(draft.document, part, base), 409)
                       : done();
        // What this person's words mean, not what the other's do: it is what saving once more stores.
        const auto& seen_by_them = base ? *base : draft.document;
        auto readings = readings_meant(seen_by_them, part, f).value_or(readings_of(seen_by_them, part));
        auto view = with_theirs(draft.document, part, with_readings(f, readings));
        const auto shown = as_typed(who, draft.document, part, f, readings);
        view.shown = shown.document;
        view.shown_part = shown.part;
        view.readings = std::move(readings);
        return part_page(who, *asked, std::move(view), 409);
    }
    auto readings = readings_meant(draft.document, part, f);
    if (!readings) {
        render::draft_part_view view;
        view.values = f; // with what cannot be read, beside what the form showed before
        view.words_shown = typed(f, "words_shown");
        view.readings = readings_of(draft.document, part);
        view.notice.problem = readings.error();
        return part_page(who, *asked, std::move(view), 422);
    }
    if (what == "las") {
        render::draft_part_view view;
        view.values = with_readings(f, *readings);
        const auto shown = as_typed(who, draft.document, part, f, *readings);
        view.remarks = remarks_on(shown.document, shown.part);
        view.shown = shown.document;
        view.shown_part = shown.part;
        view.readings = *std::move(readings);
        return part_page(who, *asked, std::move(view));
    }
    if (what == "ta-bort" && asked->in_force) return again(wrong("draft.end_instead"), *std::move(readings));
    const auto changed = what == "ta-bort" ? core::without(draft.document, part)
                                           : with_values(draft.document, part, f, *readings, who.at.today);
    if (!changed) return again(changed.error(), *std::move(readings));
    if (const auto fit = core::check_for_draft(*changed); !fit) return again(fit.error(), *std::move(readings));
    if (what == "ta-bort" && typed(f, "confirmed") != "ja")
        return ask_before_removal(who, draft, part, typed(f, "version"));
    if (*changed == draft.document) return see_other("/utkast/" + draft.slug);
    if (auto asks = moves_log(who, draft, *changed, part, typed(f, "confirmed") == "ja"))
        return again(*std::move(asks), *std::move(readings));
    std::optional<int> number;
    who.at.on.database.write([&](db::transaction& t) {
        number = store::change_draft(t, draft.pledge, draft.version, *changed, who.holder());
    });
    if (!number && !is_saved(who, part, f, static_cast<int>(*seen)))
        return again(wrong("draft.changed_now"), *std::move(readings), 409);
    return done();
}

http::response draft_words_read(const signed_in& who, const http::fields& f) {
    const auto open = draft_for(who, who.at.asked.parameter("slug"));
    if (!open || !open->may_change) return who.not_found();
    const auto& d = open->draft.document;
    const auto part = typed(f, "part");
    const auto readings = core::read_again(d, words_of(part, f));
    const auto shown = as_typed(who, d, part, f, readings);
    return private_page(
        who.at, render::understood_part(who.frame, {shown.document, shown.part, readings,
                                                    remarks_on(shown.document, shown.part), open->draft.settings}));
}

} // namespace web
