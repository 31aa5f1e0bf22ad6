#include "core/board.hpp"
#include "core/log_rules.hpp"
#include "core/required.hpp"
#include "core/whose.hpp"
#include "core/words.hpp"
#include "http/form.hpp"
#include "render/board.hpp"
#include "store/board.hpp"
#include "store/duty.hpp"
#include "store/job.hpp"
#include "store/log.hpp"
#include "web/board_pages.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"
#include "web/own_pledges.hpp"
#include "web/visit.hpp"

#include <algorithm>
#include <set>

namespace web {
namespace {

constexpr std::string_view all_of_it = "alla"; // the whole owner, no window of it
constexpr std::string_view all_open = "utan";  // each missed window that has no reason
constexpr std::size_t most_windows = 36;       // the latest: nobody explains those of long ago one by one
constexpr std::size_t longest_function = 200;

struct asked_owner {
    std::shared_ptr<const core::pledge_file> file;
    core::owner_state state;
    const std::vector<reading::reading>* readings = nullptr; // into the file
};

// The pledge and the owner of the address; none: not this person's, or not there.
std::optional<asked_owner> asked_for(const signed_in& who) {
    auto file = own_pledge_named(who, core::act::give_reason, who.at.asked.parameter("slug"));
    if (!file) return std::nullopt;
    const auto state = core::judge(file->document, file->log, file->reasons, file->settings, who.at.today);
    const auto* found = state.find(who.at.asked.parameter("id"));
    if (!found) return std::nullopt;
    for (const auto& o : core::owners_of(file->document))
        if (o.id == found->owner) return asked_owner{std::move(file), *found, o.readings};
    return std::nullopt;
}

std::string reason_for(const core::owner_state& state, base::date from) {
    for (const auto& r : state.reasons)
        if (r.window_from == from) return r.text;
    return {};
}

std::vector<render::missed_window> missed_of(const asked_owner& o, base::date today) {
    std::vector<render::missed_window> all;
    for (std::size_t n = 0; n < std::min(o.state.readings.size(), o.readings->size()); ++n)
        for (const auto& w : o.state.readings[n].windows) {
            if (w.state != core::window_state::missed) continue;
            auto value = base::to_iso(w.from);
            const auto same = [&](const auto& m) { return m.value == value; };
            if (std::any_of(all.begin(), all.end(), same)) continue; // another reading's, or another member's
            const auto& r = (*o.readings)[n];
            all.push_back(
                {std::move(value),
                 core::window_words(*o.file, r, w, today),
                 {"board.done_of",
                  {{"done", w.done.low.value_or(0)}, {"required", core::required_of(r, w.required.value_or(0))}}},
                 false,
                 reason_for(o.state, w.from)});
        }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.value > b.value; });
    if (all.size() > most_windows) all.resize(most_windows);
    return all;
}

render::reason_form form_of(const asked_owner& o, base::date today) {
    render::reason_form form;
    form.slug = o.file->slug;
    form.title = o.file->document.title;
    form.owner = o.state.owner;
    form.what = core::what_is(o.file->document, o.state.owner);
    form.windows = missed_of(o, today);
    form.without_reason = static_cast<std::int64_t>(core::windows_without_reason(o.state).size());
    return form;
}

http::response form_page(const signed_in& who, const render::reason_form& form, int status = 200) {
    return private_page(who.at, render::reason_page(who.context(), form), status);
}

// What was typed, checked: a reason for each window that was chosen.
base::result<std::vector<core::verdict_reason>> reasons_of(const asked_owner& o, const render::reason_form& form,
                                                           bool confirmed, base::date today) {
    const auto code = core::named<core::reason_code>(form.code);
    if (!code) return tl::unexpected{wrong("board.no_code", "code")};
    if (!fits(form.function, longest_function)) return tl::unexpected{wrong("board.no_function", "function")};
    core::verdict_reason one{o.state.owner, {}, *code, form.text, form.function, today};
    std::vector<core::verdict_reason> all;
    if (form.is_whole) all.push_back(one);
    std::set<base::date> chosen;
    for (const auto& w : form.windows)
        if (w.chosen) chosen.insert(base::parse_iso_date(w.value).value());
    if (form.is_all_open)
        for (const auto from : core::windows_without_reason(o.state))
            chosen.insert(from);
    for (const auto from : chosen) {
        one.window_from = from;
        all.push_back(one);
    }
    if (all.empty()) return tl::unexpected{wrong("board.no_window", "window")};
    for (auto& r : all) {
        auto checked = core::check_reason(o.file->document, r, confirmed);
        if (!checked) return tl::unexpected{checked.error()};
        r = *std::move(checked);
    }
    return all;
}

// Why this person says nothing of the owner: others here answer for it. For those who are not here somebody must.
std::optional<http::response> refused(const signed_in& who, const asked_owner& o) {
    auto reader = who.at.on.database.read();
    const auto own = store::board_readers(reader, organisations_to(who, core::act::give_reason));
    const auto all = store::board_readers(reader, store::organisations_of(reader, o.file->id));
    if (core::are_asked(own, *o.file, o.state.owner) || !core::are_asked(all, *o.file, o.state.owner))
        return std::nullopt;
    const auto named = core::who_are(core::named_for(o.file->document, o.state.owner));
    return who.problem(403, {"board.reason_is_theirs", {{"who", named}}});
}

} // namespace

http::response reason_show(const signed_in& who) {
    const auto owner = asked_for(who);
    if (!owner) return who.not_found();
    if (auto no = refused(who, *owner)) return *std::move(no);
    note_read(who, "read_board", 0, "");
    auto form = form_of(*owner, who.at.today);
    form.function = who.who.function;
    const auto open =
        std::find_if(form.windows.begin(), form.windows.end(), [](const auto& w) { return w.reason.empty(); });
    if (open != form.windows.end()) open->chosen = true;
    return form_page(who, form);
}

http::response reason_give(const signed_in& who, const http::fields& f) {
    const auto owner = asked_for(who);
    if (!owner) return who.not_found();
    if (auto no = refused(who, *owner)) return *std::move(no);
    auto form = form_of(*owner, who.at.today);
    for (const auto& [name, value] : f) {
        if (name != "window") continue;
        if (value == all_of_it) form.is_whole = true;
        if (value == all_open) form.is_all_open = true;
        for (auto& w : form.windows)
            if (w.value == value) w.chosen = true;
    }
    form.code = http::field_value(f, "code");
    form.text = typed(f, "text");
    form.function = typed(f, "function");
    const auto reasons = reasons_of(*owner, form, http::field_value(f, "confirmed") == "ja", who.at.today);
    if (!reasons) {
        form.problem = reasons.error();
        return form_page(who, form, 422);
    }
    const auto& file = *owner->file;
    who.at.on.database.write([&](db::transaction& t) {
        if (store::add_new_reasons(t, file.id, *reasons, who.holder()) > 0) store::add_job(t, "report", file.slug);
    });
    who.at.on.pages.drop(file.slug);
    return see_other("/tavla?gjort=skal");
}

} // namespace web
