#include "render/draft.hpp"

#include "base/text.hpp"
#include "core/answers.hpp"
#include "core/carried.hpp"
#include "core/edit.hpp"
#include "core/questions_kept.hpp"
#include "core/unnamed_subjects.hpp"
#include "core/whose.hpp"
#include "reading/names.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/difference.hpp"
#include "render/html/late_answer.hpp"
#include "render/html/page.hpp"
#include "render/html/source_text.hpp"
#include "render/html/understood.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {
namespace html {
namespace {

namespace rd = ::reading;

std::string part_href(const core::draft& d, std::string_view part) {
    return fmt::format("/utkast/{}/del/{}", d.slug, part);
}

// The anchor of what a part was read from, where its words still are those that were read.
class read_from {
  public:
    explicit read_from(const draft_view& v) : v_{v} {}

    std::string href(std::string_view part, std::string_view rest) const {
        if (!v_.source || !v_.as_read) return {};
        const auto pointer = core::pointer_to(*v_.as_read, part) + std::string{rest};
        return v_.source->spans.contains(pointer) ? "#" + anchor_of(pointer) : std::string{};
    }
    std::string href(const std::string& pointer) const {
        return v_.source && v_.source->spans.contains(pointer) ? "#" + anchor_of(pointer) : std::string{};
    }

  private:
    const draft_view& v_;
};

// Whom a question is about, in the document's words.
std::string about_words(const page_context& c, const rd::document& d, const rd::question& q) {
    const auto id = core::place_of(d, q);
    if (id == "follow_up" || id == "feedback") return c.say(fmt::format("draft.part_{}", id));
    for (const auto& row : d.plan)
        if (row.id == id) return elided(row.what, 80);
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            if (p.id == id) return elided(p.text, 80);
    return {};
}

// Nothing where the question itself has the words.
std::string about_unless_said(const page_context& c, const rd::document& d, const rd::question& q) {
    constexpr std::string_view cut = "…"; // the last of words that are cut short
    auto about = about_words(c, d, q);
    std::string_view words = about;
    if (words.ends_with(cut)) words.remove_suffix(cut.size());
    return q.message.find(words) == std::string::npos ? about : std::string{};
}

// What may be said in words of one's own, and how: by the question's kind.
std::string own_words_hint(const page_context& c, const rd::question& q) {
    using code = rd::question_code;
    if (q.at.starts_with("/valid")) return c.say("draft.answer_validity");
    switch (q.code) {
    case code::not_measurable:
    case code::ambiguous_cadence:
        return c.say("draft.answer_cadence");
    case code::ambiguous_subjects:
        return c.say("draft.answer_members");
    case code::no_owner:
        return c.say("draft.answer_owner");
    case code::no_follow_up:
        return c.say("draft.answer_follow_up");
    case code::no_feedback:
        return c.say("draft.answer_feedback");
    default:
        return {};
    }
}

std::vector<view> question_views(const account_context& c, const draft_view& v) {
    const auto& d = v.draft.document;
    // Whoever reads the page in another language than the document's is told in it what is asked.
    const bool is_foreign = !other_language(c.page, d).empty();
    std::vector<view> all;
    for (std::size_t i = 0; i < d.questions.size(); ++i) {
        const auto& q = d.questions[i];
        const bool is_wrong = v.asked == i;
        view one;
        one.text("number", fmt::to_string(i)).text("message", q.message).text("about", about_unless_said(c.page, d, q));
        one.text("gist", is_foreign ? c.page.say(fmt::format("draft.gist_{}", rd::name(q.code))) : std::string{});
        one.text("at", q.at).flag("may_answer", v.rights.may_change);
        std::vector<view> options;
        for (std::size_t k = 0; k < q.options.size(); ++k) {
            view option;
            const bool leaves = is_foreign && std::holds_alternative<std::monostate>(q.options[k].value);
            option.text("value", fmt::to_string(k));
            option.text("label", leaves ? c.page.say("draft.leave_as_it_is") : q.options[k].label).flag("own", leaves);
            options.push_back(std::move(option));
        }
        one.flag("has_options", !options.empty()).list("options", std::move(options));
        const auto hint = own_words_hint(c.page, q);
        one.flag("has_own", !hint.empty());
        one.text("hint",
                 q.options.empty() ? base::capitalized(hint) : c.page.say(say("draft.answer_or", {{"how", hint}})));
        one.text("typed", is_wrong ? v.answer : std::string{});
        one.text("wrong", is_wrong && v.notice.problem ? c.page.say(v.notice.problem->text) : std::string{});
        all.push_back(std::move(one));
    }
    return all;
}

void add_life(const page_context& c, const rd::lifetime& life, view& one) {
    if (life.from) one.text("from_words", c.say(say("draft.from_day", {{"day", *life.from}})));
    if (life.to) one.text("to_words", c.say(say("draft.to_day", {{"day", *life.to}})));
}

// What every pledge says and this one does not yet: each with the part that says it.
std::vector<view> missing_views(const account_context& c, const core::draft& d,
                                const std::vector<core::unnamed_subjects>& unnamed) {
    std::vector<view> all;
    const auto add = [&](std::string_view part, const base::message& asked, std::string_view link) {
        view one;
        one.text("asked", c.page.say(asked)).text("link", c.page.say(link)).text("href", part_href(d, part));
        all.push_back(std::move(one));
    };
    if (d.document.title.empty()) add("cover", {"draft.asks_title", {}}, "draft.edit_cover");
    if (d.document.parties.empty())
        add("parties", {"draft.asks_parties", {}}, "draft.edit_parties");
    else if (core::signing_parties(d.document).empty())
        add("parties", {"draft.asks_signatory", {}}, "draft.edit_parties");
    const auto asks = [&](std::string_view at) {
        return std::any_of(d.document.questions.begin(), d.document.questions.end(),
                           [&](const auto& q) { return q.at.starts_with(at); });
    };
    const auto& valid = d.document.valid;
    if (!valid.from && !valid.to && !asks("/valid")) add("cover", {"draft.asks_valid", {}}, "draft.edit_cover");
    for (const auto& one : unnamed)
        add(one.owner, say("draft.asks_subjects", {{"noun", one.noun}, {"what", core::what_is(d.document, one.owner)}}),
            "draft.edit");
    const bool promises = std::any_of(d.document.focus_areas.begin(), d.document.focus_areas.end(),
                                      [](const auto& area) { return !area.pledges.empty(); });
    if (!promises && d.document.plan.empty()) add("new_row", {"draft.asks_promises", {}}, "draft.part_new_row");
    return all;
}

// The remarks on one part, by its place in the document.
std::vector<rd::remark> remarks_at(const std::vector<rd::remark>& all, const std::string& pointer) {
    std::vector<rd::remark> own;
    for (const auto& r : all)
        if (r.at == pointer || r.at.starts_with(pointer + "/")) own.push_back(r);
    return own;
}

std::vector<view> area_views(const account_context& c, const draft_view& v, const std::vector<rd::remark>& remarks) {
    const auto& d = v.draft.document;
    const read_from source{v};
    const auto carried = core::carried_pledges(d);
    std::vector<view> all;
    for (const auto& area : d.focus_areas) {
        view one;
        one.text("id", area.id).text("name", area.name.value_or(c.page.say("draft.unnamed_area")));
        one.text("background", area.background).text("href", part_href(v.draft, area.id));
        one.text("add_href", fmt::format("/utkast/{}/del/new_pledge?omrade={}", v.draft.slug, area.id));
        one.text("source_href", source.href(area.id, "/name")).flag("may_change", v.rights.may_change);
        std::vector<view> pledges;
        for (const auto& p : area.pledges) {
            view pledge;
            pledge.text("id", p.id).text("text", p.text).text("by", by_words(c.page, p.by));
            pledge.text("href", part_href(v.draft, p.id)).text("source_href", source.href(p.id, "/text"));
            pledge.flag("may_change", v.rights.may_change);
            pledge.text("edit_label", c.page.say(say("draft.edit_label", {{"what", elided(p.text, 60)}})));
            pledge.flag("has_readings", !p.readings.empty());
            pledge.list("readings", understood_views(c.page, d, p.readings, &p.life, v.draft.settings));
            add_life(c.page, p.life, pledge);
            const auto* row = core::carried_by(carried, p.id);
            pledge.text("carried",
                        row ? c.page.say(say("draft.carried", {{"what", core::what_is(d, *row)}})) : std::string{});
            add_remarks(c.page, remarks_at(remarks, core::pointer_to(d, p.id)), pledge);
            pledges.push_back(std::move(pledge));
        }
        one.list("pledges", std::move(pledges));
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<view> row_views(const account_context& c, const draft_view& v, const std::vector<rd::remark>& remarks) {
    const auto& d = v.draft.document;
    const read_from source{v};
    std::vector<view> all;
    for (const auto& r : d.plan) {
        view one;
        one.text("id", r.id).text("what", r.what).text("words", r.when).text("plan_area", r.area);
        one.text("responsible", c.page.say.list(r.responsible)).text("with", c.page.say.list(r.with));
        one.text("href", part_href(v.draft, r.id)).text("source_href", source.href(r.id, "/what"));
        one.text("edit_label", c.page.say(say("draft.edit_label", {{"what", elided(r.what, 60)}})));
        one.flag("has_readings", !r.readings.empty()).flag("may_change", v.rights.may_change);
        one.list("readings", understood_views(c.page, d, r.readings, &r.life, v.draft.settings));
        add_life(c.page, r.life, one);
        add_remarks(c.page, remarks_at(remarks, core::pointer_to(d, r.id)), one);
        all.push_back(std::move(one));
    }
    return all;
}

// How the parties follow up, and how residents are told.
std::vector<view> told_views(const account_context& c, const draft_view& v, const std::vector<rd::remark>& remarks) {
    const auto& d = v.draft.document;
    std::vector<view> all;
    const auto add = [&](const std::string& part, const std::optional<std::string>& words,
                         const std::vector<rd::reading>& readings) {
        view one;
        one.text("id", part == "follow_up" ? "foljs" : "aterkopplas").text("words", words.value_or(""));
        one.text("heading", c.page.say("draft.part_" + part)).text("edit", c.page.say("draft.edit_" + part));
        one.text("href", part_href(v.draft, part)).flag("has_readings", !readings.empty());
        one.list("readings", understood_views(c.page, d, readings, nullptr, v.draft.settings));
        add_remarks(c.page, remarks_at(remarks, "/" + part), one);
        all.push_back(std::move(one));
    };
    add("follow_up", d.follow_up.text, d.follow_up.readings);
    add("feedback", d.feedback.text, d.feedback.readings);
    return all;
}

void add_cover(const account_context& c, const draft_view& v, view& body) {
    const auto& d = v.draft.document;
    const auto& p = c.page;
    body.text("title", title_words(p, d.title))
        .text("valid", valid_words(p, d).main)
        .text("valid_note", valid_words(p, d).note);
    body.text("decided", d.decided ? p.say.date(*d.decided) : std::string{});
    std::vector<std::string> references;
    for (const auto& r : d.references)
        references.push_back(r.number);
    body.text("references", p.say.list(references));
    std::vector<view> parties;
    for (const auto& party : d.parties) {
        view one;
        one.text("name", party.name).text("role", p.say(fmt::format("draft.role_{}", rd::name(party.role))));
        parties.push_back(std::move(one));
    }
    body.flag("has_parties", !parties.empty()).list("parties", std::move(parties));
    std::vector<std::string> basis;
    for (const auto& b : d.basis)
        basis.push_back(basis_words(p, b));
    body.text("basis", p.say.list(basis)).flag("has_aims", !d.aims.empty()).texts("aims", d.aims);
    for (const auto* part : {"cover", "parties", "grounds", "new_area", "new_row"})
        body.text(fmt::format("{}_href", part), part_href(v.draft, part));
}

// "godkänt här av kommunchef 3 maj", or how far it is from that.
std::string approval_words(const page_context& c, const core::draft& d, const std::string& party) {
    for (const auto& a : d.approvals)
        if (a.party == party) return c.say(say("draft.approved_by", {{"by", a.by}, {"day", day_of(a.at)}}));
    for (const auto& a : d.on_paper)
        if (a.party == party) return c.say(say("draft.approved_on_paper", {{"by", a.by}, {"day", a.on}}));
    return c.say(d.in_review ? "draft.approval_waits" : "draft.approval_not_asked");
}

// Who has approved this version, who has not, and what the reader may do about it.
void add_approvals(const account_context& c, const draft_view& v, bool has_questions_left, view& body) {
    const auto& d = v.draft;
    const auto contains = [](const auto& all, const auto& one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    std::vector<view> parties;
    for (const auto& name : core::signing_parties(d.document)) {
        view one;
        one.text("party", name).text("slug", d.slug);
        one.text("state", approval_words(c.page, d, name));
        one.flag("may_approve", d.in_review && contains(v.rights.may_approve_for, name));
        one.flag("may_withdraw", d.in_review && contains(v.rights.may_withdraw_for, name));
        const bool of_nobody = contains(v.rights.of_nobody, name);
        std::vector<view> choices;
        if (const auto may_be = v.rights.may_be.find(name); may_be != v.rights.may_be.end())
            for (const auto& o : may_be->second)
                choices.push_back(std::move(view{}.text("value", fmt::to_string(o.id.value)).text("name", o.name)));
        one.flag("of_nobody", of_nobody).flag("may_say", !choices.empty()).list("choices", std::move(choices));
        one.text("select_id", "part-" + fmt::to_string(parties.size()));
        parties.push_back(std::move(one));
    }
    body.flag("has_signers", !parties.empty()).list("signers", std::move(parties));
    body.text("digest", d.digest).text("short_digest", d.digest.substr(0, 16));
    body.text("version", fmt::to_string(d.version));
    const bool changing = v.rights.may_change && !d.is_in_force();
    body.flag("is_changing", changing)
        .flag("may_send", changing && !d.in_review)
        .flag("may_take_back", changing && d.in_review);
    body.flag("may_share", changing && d.kept_by.has_value() && !d.is_shared).flag("may_drop", changing);
    body.flag("has_questions_left", has_questions_left);
}

std::string draft_state(const page_context& c, const core::draft& d) {
    if (d.is_in_force()) return c.say("draft.state_in_force");
    if (d.in_review) return c.say("draft.state_in_review");
    return c.say(d.in_force ? "draft.state_amended" : "draft.state_draft");
}

} // namespace
} // namespace html

std::string draft_page(const account_context& c, const draft_view& v) {
    using namespace html;
    const auto& d = v.draft;
    view body = signed_in_view(c);
    add_notice(c.page, v.asked ? form_notice{{}, v.notice.done} : v.notice, body);
    if (v.late) body.part("late", late_view(c.page, d, *v.late));
    body.text("slug", d.slug).text("state", draft_state(c.page, d));
    body.flag("may_change", v.rights.may_change).flag("is_public", d.in_force.has_value());
    auto questions = question_views(c, v);
    const auto unnamed = core::unnamed_subjects_in(d.document);
    auto missing = missing_views(c, d, unnamed);
    const auto left = static_cast<std::int64_t>(questions.size() + missing.size());
    const bool is_ready = left == 0 && v.rights.may_change && !d.is_in_force() && !d.in_review;
    body.text("questions_words",
              left > 0 ? c.page.say(say("draft.questions_n", {{"n", left}})) : c.page.say("draft.no_questions"));
    body.flag("asks", left > 0 || is_ready).flag("is_ready", is_ready);
    body.flag("is_missing", !missing.empty()).list("missing", std::move(missing));
    body.flag("has_questions", !questions.empty()).list("questions", std::move(questions));
    add_cover(c, v, body);
    const auto remarks = ::reading::lint(d.document);
    body.list("areas", area_views(c, v, remarks)).list("rows", row_views(c, v, remarks));
    body.list("told", told_views(c, v, remarks));
    body.flag("is_change", v.in_force.has_value());
    std::vector<view> uncounted;
    for (const auto& one : v.uncounted) {
        view row;
        const auto n = static_cast<std::int64_t>(one.outside + one.elsewhere);
        row.text("text",
                 c.page.say(say("draft.log_uncounted",
                                {{"n", n}, {"what", core::what_is(*v.in_force, one.owner)}, {"last", one.last}})));
        uncounted.push_back(std::move(row));
    }
    body.flag("is_uncounted", !uncounted.empty()).list("uncounted", std::move(uncounted));
    if (v.in_force)
        add_difference(c.page, core::difference_between(*v.in_force, d.document), other_language(c.page, d.document),
                       body);
    add_approvals(c, v, !d.document.questions.empty() || !unnamed.empty(), body);
    body.flag("has_source", v.source.has_value());
    if (v.source) {
        body.text("source_name", v.source->name.empty() ? c.page.say("draft.pasted") : v.source->name);
        body.flag("has_warnings", !v.source->warnings.empty()).texts("warnings", v.source->warnings);
        body.list("lines", source_views(*v.source));
    }
    frame f;
    f.title = title_words(c.page, d.document.title);
    f.day_choice = false;
    return write_page(c.page, "draft", f, std::move(body));
}

std::string drafts_page(const account_context& c, const drafts_view& v) {
    using namespace html;
    view body = signed_in_view(c);
    add_notice(c.page, v.notice, body);
    if (!v.may_begin.empty()) add_most_uploaded(c.page, body);
    std::vector<view> rows;
    for (const auto& d : v.drafts) {
        view one;
        one.text("href", "/utkast/" + d.slug).text("title", title_words(c.page, d.title));
        one.text("state", c.page.say(d.in_review      ? "draft.state_in_review"
                                     : d.is_published ? "draft.state_amended"
                                                      : "draft.state_draft"));
        one.text("changed", c.page.say(say("draft.changed", {{"day", day_of(d.changed_at)}})));
        rows.push_back(std::move(one));
    }
    body.flag("has_drafts", !rows.empty()).list("drafts", std::move(rows));
    std::vector<view> published;
    for (const auto& [slug, title] : v.published) {
        view one;
        one.text("href", "/utkast/" + slug).text("title", title_words(c.page, title));
        published.push_back(std::move(one));
    }
    body.flag("has_published", !published.empty()).list("published", std::move(published));
    std::vector<view> organisations;
    for (const auto& o : v.may_begin) {
        view one;
        one.text("value", fmt::to_string(o.id.value)).text("name", o.name);
        organisations.push_back(std::move(one));
    }
    body.flag("may_begin", !organisations.empty()).flag("choose", organisations.size() > 1);
    body.list("organisations", std::move(organisations)).text("pasted", v.pasted);
    return write_page(c.page, "drafts", quiet_frame(c.page, "draft.heading"), std::move(body));
}

} // namespace render
