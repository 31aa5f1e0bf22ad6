#include "http/form.hpp"
#include "render/resident_question.hpp"
#include "store/party.hpp"
#include "store/resident_question.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"
#include "web/public_pledge.hpp"
#include "web/resident_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace web {
namespace {

using core::resident_question;
using core::resident_state;

constexpr std::array<std::string_view, 3> done{"settled", "corrected", "erased"};
constexpr std::size_t most_settled = 50;

struct acted_for {
    std::int64_t pledge = 0;
    std::string organisation; // the first that the reader answers for
};

// The pledges whose residents this person may answer, by slug.
std::map<std::string, acted_for> answered_for(const signed_in& who) {
    std::map<std::string, acted_for> all;
    auto reader = who.at.on.database.read();
    for (const auto& m : who.counts) {
        if (!core::may(m.role, core::act::answer_resident)) continue;
        for (const auto& p : store::parties_of_organisation(reader, m.in.id))
            all.try_emplace(p.slug, acted_for{p.pledge, m.in.name});
    }
    return all;
}

// What the address names, where this person may answer it.
struct asked {
    std::shared_ptr<const core::pledge_file> file;
    core::document_state state;
    resident_question question;
    std::string organisation;
};

std::optional<asked> asked_for(const signed_in& who) {
    const auto& v = who.at;
    const auto number = whole_number(v.asked.parameter("number"));
    const std::string slug{v.asked.parameter("slug")};
    const auto all = answered_for(who);
    const auto own = all.find(slug);
    if (!number || own == all.end()) return std::nullopt;
    auto file = public_pledge(v.on, slug);
    if (!file) return std::nullopt;
    auto reader = v.on.database.read();
    auto question = store::find_question(reader, file->id, *number);
    if (!question) return std::nullopt;
    auto state = core::judge(file->document, file->log, file->reasons, file->settings, v.today);
    return asked{std::move(file), std::move(state), *std::move(question), own->second.organisation};
}

std::string path_of(const asked& a) { return fmt::format("/granska/{}/{}", a.file->slug, a.question.number); }

// The corrections and withdrawals in the owner's log, the last first: one of them may be what came of a dispute.
std::vector<std::pair<std::string, std::string>> corrections_of(const signed_in& who, const asked& a) {
    std::vector<std::pair<std::string, std::string>> all;
    if (a.question.owner.empty() || a.question.matter != core::resident_matter::dispute) return all;
    const auto& say = who.frame.say;
    for (auto e = a.file->log.rbegin(); e != a.file->log.rend(); ++e) {
        if (e->owner != a.question.owner || e->kind == core::entry_kind::entry) continue;
        const auto* key = e->kind == core::entry_kind::correction ? "resident.a_correction" : "resident.a_withdrawal";
        all.emplace_back(e->id, say(base::message{key, {{"day", e->done_on}, {"amount", e->said}}}));
    }
    return all;
}

render::moderation_view view_of(const signed_in& who, const asked& a) {
    render::moderation_view view;
    view.row = {render::subject_of(who.frame, *a.file, a.state, a.question.owner, a.question.window_from), a.question};
    view.now = who.at.on.clock.now();
    view.shown = a.question.text;
    view.corrections = corrections_of(who, a);
    view.correction = a.question.corrected_by;
    return view;
}

http::response page_of(const signed_in& who, const render::moderation_view& view, int status = 200) {
    return private_page(who.at, render::moderation_page(who.context(), view), status);
}

void fill_done(const signed_in& who, render::form_notice& notice) {
    for (const auto what : done)
        if (who.at.asked.query_value("gjort") == what) notice.done = "resident.done_" + std::string{what};
}

// What became of the question, by the form; or what is wrong with it.
base::result<resident_question> settled_as(const asked& a, const signed_in& who, const render::moderation_view& typed,
                                           bool confirmed) {
    auto q = a.question;
    if (typed.what == "refuse") {
        q.state = resident_state::refused;
        q.why_refused = core::refusal_named(typed.reason);
        if (!q.why_refused) return tl::unexpected{wrong("resident.no_reason", "reason")};
        return q;
    }
    if (typed.what != "publish" && typed.what != "alone") return tl::unexpected{wrong("resident.no_what", "what")};
    q.state = typed.what == "publish" ? resident_state::published : resident_state::answered;
    if (q.state == resident_state::published) {
        auto shown = core::cut_text(q.text, typed.shown);
        if (!shown) return tl::unexpected{shown.error()};
        if (auto fit = core::check_resident_text("shown", *shown, confirmed); !fit) return tl::unexpected{fit.error()};
        q.is_cut = *shown != q.text;
        q.shown = *std::move(shown);
        const bool is_known = std::any_of(typed.corrections.begin(), typed.corrections.end(),
                                          [&](const auto& c) { return c.first == typed.correction; });
        if (is_known) q.corrected_by = typed.correction;
    }
    if (auto fit = core::check_resident_text("answer", typed.answer, confirmed); !fit)
        return tl::unexpected{fit.error()};
    q.answer = typed.answer;
    q.function = fmt::format("{}, {}", who.who.function, a.organisation);
    return q;
}

} // namespace

http::response moderation_list_show(const signed_in& who) {
    render::moderation_list_view view;
    view.now = who.at.on.clock.now();
    fill_done(who, view.notice);
    std::map<std::string, acted_for> own = answered_for(who);
    note_read(who, "read_questions", 0, "");
    {
        auto reader = who.at.on.database.read();
        const auto asked = store::documents_with_questions(reader);
        std::erase_if(own, [&](const auto& one) { return !asked.contains(one.second.pledge); });
    }
    for (const auto& [slug, act] : own) {
        const auto file = public_pledge(who.at.on, slug);
        if (!file) continue;
        const auto state = core::judge(file->document, file->log, file->reasons, file->settings, who.at.today);
        auto reader = who.at.on.database.read();
        for (auto& q : store::questions_of(reader, file->id)) {
            auto about = render::subject_of(who.frame, *file, state, q.owner, q.window_from);
            auto& to = q.is_waiting() ? view.waiting : view.settled;
            to.push_back({std::move(about), std::move(q)});
        }
    }
    std::stable_sort(view.waiting.begin(), view.waiting.end(),
                     [](const auto& a, const auto& b) { return a.question.asked_at < b.question.asked_at; });
    std::stable_sort(view.settled.begin(), view.settled.end(),
                     [](const auto& a, const auto& b) { return a.question.settled_at > b.question.settled_at; });
    if (view.settled.size() > most_settled) view.settled.resize(most_settled);
    return private_page(who.at, render::moderation_list_page(who.context(), view));
}

http::response moderation_show(const signed_in& who) {
    const auto a = asked_for(who);
    if (!a) return who.not_found();
    note_read(who, "read_questions", a->file->id, a->file->slug);
    auto view = view_of(who, *a);
    fill_done(who, view.notice);
    return page_of(who, view);
}

http::response moderate(const signed_in& who, const http::fields& f) {
    const auto a = asked_for(who);
    if (!a) return who.not_found();
    auto& database = who.at.on.database;
    const auto what = http::field_value(f, "what");
    if (what == "correct" || what == "erase") {
        const bool is_erasing = what == "erase";
        const auto& q = a->question;
        // What stands in public or waits still is its asker's to erase.
        if (is_erasing && (q.is_waiting() || q.state == resident_state::published))
            return who.problem(403, {"account.forbidden", {}});
        const std::string entry{http::field_value(f, "correction")};
        const auto known = corrections_of(who, *a);
        const bool is_known =
            entry.empty() || std::any_of(known.begin(), known.end(), [&](const auto& c) { return c.first == entry; });
        database.write([&](db::transaction& t) {
            if (is_erasing)
                store::erase(t, q.document, q.number, who.holder());
            else if (is_known)
                store::set_correction(t, q.document, q.number, entry, who.holder());
        });
        who.at.on.pages.drop(a->file->slug);
        return see_other(path_of(*a) + (is_erasing ? "?gjort=erased" : "?gjort=corrected"));
    }
    auto view = view_of(who, *a);
    view.what = what;
    view.shown = typed_text(f, "shown");
    view.answer = typed_text(f, "answer");
    view.reason = http::field_value(f, "reason");
    view.correction = http::field_value(f, "correction");
    const auto again = [&](base::problem p) {
        view.notice.problem = std::move(p);
        return page_of(who, view, 422);
    };
    const auto& before = a->question;
    const auto meanwhile = [&] {
        // The same form sent twice.
        if (before.settled_by == who.holder() && before.answer == view.answer) return see_other(path_of(*a));
        return again(wrong("resident.settled_meanwhile"));
    };
    if (!before.is_waiting()) return meanwhile();
    const auto settled = settled_as(*a, who, view, http::field_value(f, "confirmed") == "ja");
    if (!settled) return again(settled.error());
    bool is_first = false;
    database.write([&](db::transaction& t) { is_first = store::settle(t, *settled, who.holder()); });
    if (!is_first) {
        if (const auto now = asked_for(who)) view.row.question = now->question;
        return again(wrong("resident.settled_meanwhile"));
    }
    who.at.on.pages.drop(a->file->slug);
    return see_other("/granska?gjort=settled");
}

} // namespace web
