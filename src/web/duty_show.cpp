#include "core/late_logging.hpp"
#include "core/lifetime.hpp"
#include "core/log_rules.hpp"
#include "core/screen_asked.hpp"
#include "http/form.hpp"
#include "render/duties.hpp"
#include "store/duty.hpp"
#include "web/board_pages.hpp"
#include "web/draft_access.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"
#include "web/own_duties.hpp"
#include "web/own_pledges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace web {
namespace {

constexpr std::size_t longest_note = 300;

render::duty_person shown(const store::duty_person& p) { return {p.id.value, p.function + ", " + p.mail}; }

// One row a series: what is due next, or was done last.
std::vector<render::duty_row> rows_of(const reading::document& document, const pledge_duties& p) {
    std::vector<render::duty_row> all;
    for (const auto& series : core::duty_series(p.duties)) {
        render::duty_row row;
        bool open = false;
        for (const auto& d : p.duties) {
            if (d.series != series) continue;
            if (open) {
                row.then.push_back(d.due);
                continue;
            }
            row.next = d;
            open = !d.done;
        }
        if (const auto* c = store::charge_of(p.charges, document, series)) {
            row.charged = shown({c->account, c->function, c->mail});
            row.note = c->note;
        }
        all.push_back(std::move(row));
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.next.due < b.next.due; });
    return all;
}

render::duty_pledge shown(const signed_in& who, const own_pledge& own) {
    auto reader = who.at.on.database.read();
    const auto& file = *own.file;
    const auto found = duties_of_pledge(reader, file, who.at.today);
    render::duty_pledge p;
    p.slug = file.slug;
    p.title = file.document.title;
    p.rows = rows_of(file.document, found);
    p.rules = found.rules;
    p.asks_follow_up = core::asks_for_follow_up(file.document);
    p.asks_feedback = core::asks_for_feedback(file.document);
    p.asks_revision = core::asks_for_revision(file.document);
    p.may_assign = std::any_of(own.acting.begin(), own.acting.end(),
                               [&](const auto& o) { return who.may(core::act::change_settings, o.id); });
    if (!p.may_assign) return p;
    std::vector<core::organisation_id> parties;
    for (const auto& o : store::organisations_of(reader, file.id))
        parties.push_back(o.id);
    for (const auto& person : store::people_of(reader, parties))
        p.people.push_back(shown(person));
    return p;
}

http::response duties_page(const signed_in& who, render::duties_view view, int status = 200) {
    for (const auto& own : own_pledges(who, core::act::see_internal))
        if (core::takes_log(*own.file, who.at.today)) view.pledges.push_back(shown(who, own));
    auto reader = who.at.on.database.read();
    for (const auto& o : organisations_to(who, core::act::change_settings)) {
        if (o.kind != reading::party_kind::municipality) continue;
        const auto rule = store::law_rule_of(reader, o.id);
        view.laws.push_back({o, rule.decided ? base::to_iso(*rule.decided) : "", fmt::to_string(rule.years),
                             core::law_duty(rule, o.name)});
    }
    view.has_calendar = store::calendar_address_of(reader, who.who.id).has_value();
    return private_page(who.at, render::duties_page(who.context(), view), status);
}

http::response again(const signed_in& who, base::problem problem, std::optional<render::typed_charge> typed = {}) {
    render::duties_view view;
    view.typed = std::move(typed);
    view.notice.problem = std::move(problem);
    return duties_page(who, std::move(view), 422);
}

http::response done(std::string_view what) { return see_other(fmt::format("/tavla/uppgifter?gjort={}", what)); }

http::response forbidden(const signed_in& who) { return who.problem(403, {"account.forbidden", {}}); }

// The pledge that a form names, where this person may say who sees to it.
std::shared_ptr<const core::pledge_file> assigned_pledge(const signed_in& who, const http::fields& f) {
    return own_pledge_named(who, core::act::change_settings, http::field_value(f, "pledge"));
}

} // namespace

http::response duties_show(const signed_in& who) {
    note_read(who, "read_duties", 0, "");
    constexpr std::array<std::string_view, 5> known{"ansvar", "klar", "regler", "lag", "kalender"};
    constexpr std::array<std::string_view, 5> words{"board.done_charge", "board.done_marked", "board.done_rules",
                                                    "board.done_rules", "board.done_calendar"};
    render::duties_view view;
    const auto said = who.at.asked.query_value("gjort").value_or("");
    for (std::size_t i = 0; i < known.size(); ++i)
        if (said == known[i]) view.notice.done = words[i];
    return duties_page(who, std::move(view));
}

http::response duty_assign(const signed_in& who, const http::fields& f) {
    const auto file = assigned_pledge(who, f);
    if (!file) return forbidden(who);
    const auto series = typed(f, "series"), note = typed(f, "note"), chosen = typed(f, "account");
    const auto refused = [&](base::problem problem) {
        return again(who, std::move(problem), render::typed_charge{file->slug, series, chosen, note});
    };
    if (!note.empty() && !fits(note, longest_note)) return refused(wrong("board.wrong_note", "note"));
    if (const auto ok = core::check_text("note", note); !ok) return refused(ok.error());
    if (http::field_value(f, "confirmed") != "ja")
        if (auto asked = core::asked_about({{"note", &note}})) return refused(*std::move(asked));
    std::optional<core::account_id> account;
    bool is_known = false;
    {
        auto reader = who.at.on.database.read();
        const auto all = core::duty_series(duties_of_pledge(reader, *file, who.at.today).duties);
        is_known = std::find(all.begin(), all.end(), series) != all.end();
        std::vector<core::organisation_id> parties;
        for (const auto& o : store::organisations_of(reader, file->id))
            parties.push_back(o.id);
        for (const auto& p : store::people_of(reader, parties))
            if (fmt::to_string(p.id.value) == chosen) account = p.id;
    }
    if (!is_known) return again(who, wrong("board.no_series", "series"));
    if (!chosen.empty() && !account) return refused(wrong("board.no_person", "account"));
    who.at.on.database.write([&](db::transaction& t) {
        if (account) return store::put_in_charge(t, file->id, series, account, note, who.holder());
        // Nobody is nobody: whoever saw to what the row came instead of would be in charge of it again.
        for (const auto& one : core::with_replaced(file->document, series))
            store::put_in_charge(t, file->id, one, {}, {}, who.holder());
    });
    return done("ansvar");
}

http::response duty_mark(const signed_in& who, const http::fields& f) {
    const auto file = assigned_pledge(who, f);
    if (!file) return forbidden(who);
    const auto id = typed(f, "duty");
    bool is_known = false;
    {
        auto reader = who.at.on.database.read();
        const auto found = duties_of_pledge(reader, *file, who.at.today);
        is_known = std::any_of(found.duties.begin(), found.duties.end(),
                               [&](const auto& d) { return d.id == id && d.kind == core::duty_kind::revision; });
    }
    if (!is_known) return again(who, wrong("board.no_series", "duty"));
    who.at.on.database.write(
        [&](db::transaction& t) { store::set_duty_done(t, file->id, id, who.at.today, who.holder()); });
    return done("klar");
}

http::response duty_rules_set(const signed_in& who, const http::fields& f) {
    const auto file = assigned_pledge(who, f);
    if (!file) return forbidden(who);
    core::duty_rules rules;
    rules.follow_up_yearly = http::field_value(f, "follow_up") == "ja";
    rules.revise_yearly = http::field_value(f, "revise") == "ja";
    if (const auto said = typed(f, "feedback_times"); !said.empty()) {
        const auto n = whole_number(said);
        if (!n || *n < 0 || *n > core::most_feedback_times)
            return again(who, wrong("board.wrong_times", "feedback_times"));
        rules.feedback_times = static_cast<int>(*n);
    }
    who.at.on.database.write([&](db::transaction& t) { store::set_duty_rules(t, file->id, rules, who.holder()); });
    return done("regler");
}

http::response law_set(const signed_in& who, const http::fields& f) {
    const auto id = whole_number(http::field_value(f, "organisation"));
    if (!id || !who.may(core::act::change_settings, core::organisation_id{*id})) return forbidden(who);
    core::law_rule rule;
    if (const auto said = typed(f, "decided"); !said.empty()) {
        rule.decided = base::parse_iso_date(said);
        if (!rule.decided || *rule.decided > who.at.today || base::year_of(*rule.decided) < 2000)
            return again(who, wrong("board.wrong_decided", "decided"));
    }
    const auto years = whole_number(typed(f, "years"));
    if (!years || *years < 1 || *years > core::most_law_years) return again(who, wrong("board.wrong_years", "years"));
    rule.years = static_cast<int>(*years);
    who.at.on.database.write(
        [&](db::transaction& t) { store::set_law_rule(t, core::organisation_id{*id}, rule, who.holder()); });
    return done("lag");
}

http::response calendar_make(const signed_in& who, const http::fields&) {
    render::duties_view view;
    std::string secret;
    who.at.on.database.write(
        [&](db::transaction& t) { secret = store::make_calendar_address(t, who.who.id, who.holder()); });
    view.calendar_link = fmt::format("{}/tavla/kalender/{}.ics", who.at.on.base_url, secret);
    return duties_page(who, std::move(view));
}

http::response calendar_end(const signed_in& who, const http::fields&) {
    who.at.on.database.write([&](db::transaction& t) { store::end_calendar_address(t, who.who.id, who.holder()); });
    return done("kalender");
}

} // namespace web
