#include "render/html/boxes.hpp"

#include "base/text.hpp"
#include "core/showing.hpp"
#include "render/html/lifetime.hpp"
#include "render/html/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace render::html {
namespace {

namespace rd = ::reading;

std::int64_t count_of(std::size_t n) { return static_cast<std::int64_t>(n); }

std::string duty_state(const page_context& c, const pledge_facts& f, std::string_view duty) {
    const auto* s = f.state.find(duty);
    return s && !s->sentence.empty() ? with_numbers_kept(c.say(s->sentence)) : std::string{};
}

// Why a duty was missed, as on a measure's page: the reasons given, and the misses that nobody has explained.
std::vector<view> duty_reasons(const page_context& c, const pledge_facts& f, std::string id,
                               const std::vector<rd::reading>& readings) {
    owner duty;
    duty.state = f.state.find(id);
    duty.id = std::move(id);
    duty.readings = &readings;
    std::vector<view> all;
    if (!duty.state) return all;
    for (const auto& r : duty.state->reasons)
        if (r.given_on <= f.day) all.push_back(reason_view(c, duty, r, 0));
    const auto from = f.file.document.valid.from.value_or(base::first_of_year(base::year_of(f.day)));
    for (auto& r : unexplained_misses(c, duty, from, f.day))
        all.push_back(std::move(r));
    return all;
}

// A telephone number that no line end cuts: no-break space (U+00A0) and no-break hyphen (U+2011).
std::string unbroken(std::string_view number) {
    std::string out;
    for (const char ch : number) {
        if (ch == ' ')
            out += "\u00a0";
        else if (ch == '-')
            out += "\u2011";
        else
            out += ch;
    }
    return out;
}

// A mail address that is parted before its @ where a line must end.
safe breakable(std::string_view mail) {
    const auto at = std::min(mail.find('@'), mail.size());
    markup out;
    out.text(mail.substr(0, at)).raw("<wbr>").text(mail.substr(at));
    return std::move(out).finish();
}

// A step of the way from listening to doing; `missing` where the documents do not show it.
view step(std::string text, bool missing = false) {
    return std::move(view{}.text("text", std::move(text)).flag("missing", missing));
}

} // namespace

std::optional<told> last_told(const page_context& c, const pledge_facts& f) {
    std::optional<told> last;
    for (const auto* one : f.standing) {
        const auto& e = *one;
        if (e.owner != "feedback" || e.done_on > f.day || !core::is_shown(e, f.day)) continue;
        if (last && last->on >= e.done_on) continue;
        last = told{e.done_on, e.channel ? channel_words(c, *e.channel) : std::string{}, e.link};
    }
    return last;
}

std::optional<base::date> next_told(const pledge_facts& f) {
    const auto* s = f.state.find("feedback");
    if (!s) return std::nullopt;
    std::optional<base::date> next;
    for (const auto& r : s->readings)
        for (const auto& w : r.windows)
            if (!w.open_ended && w.required && w.to >= f.day && w.state != core::window_state::met &&
                (!next || w.to < *next))
                next = w.to;
    return next;
}

void add_telling_box(const page_context& c, const pledge_facts& f, view& v) {
    const auto& fb = f.file.document.feedback;
    v.text("told_text", fb.text.value_or(""))
        .flag("told_promised", fb.text || !fb.channels.empty() || !fb.readings.empty());
    std::vector<std::string> channels;
    for (const auto ch : fb.channels)
        channels.push_back(channel_words(c, ch));
    v.text("told_channels", channels.empty() ? std::string{} : base::capitalized(c.say.list(channels)));
    const auto last = last_told(c, f);
    v.flag("told_ever", last.has_value());
    v.text("told_last", last ? c.say.date(last->on) : std::string{})
        .text("told_where", last ? last->where : std::string{});
    v.text("told_link", last ? last->link : std::string{});
    const auto next = next_told(f);
    v.text("told_next", next ? c.say(say("web.no_later_than", {{"day", *next}})) : std::string{});
    v.text("told_sentence", duty_state(c, f, "feedback"))
        .list("told_reasons", duty_reasons(c, f, "feedback", fb.readings));
    const auto& fu = f.file.document.follow_up;
    v.text("follow_up_text", fu.text.value_or(""))
        .text("follow_up_sentence", duty_state(c, f, "follow_up"))
        .list("follow_up_reasons", duty_reasons(c, f, "follow_up", fu.readings));
    v.flag("follow_up_promised", fu.text.has_value() || !fu.readings.empty());
}

void add_origin_box(const page_context& c, const pledge_facts& f, view& v) {
    const auto& d = f.file.document;
    std::vector<view> steps;
    std::vector<std::string> basis;
    for (const auto& b : d.basis)
        basis.push_back(basis_words(c, b));
    steps.push_back(basis.empty() ? step(c.say("web.no_basis"), true) : step(base::capitalized(c.say.list(basis))));
    const auto described = std::count_if(d.focus_areas.begin(), d.focus_areas.end(),
                                         [](const rd::focus_area& a) { return !a.background.empty(); });
    const auto areas = count_of(d.focus_areas.size());
    steps.push_back(step(c.say(say("web.picture_n", {{"n", std::int64_t{described}}, {"of", areas}})), described == 0));
    steps.push_back(step(c.say(say("web.areas_n", {{"n", areas}})), areas == 0));
    std::size_t pledges = 0, without_row = 0;
    for (const auto& a : d.focus_areas) {
        pledges += a.pledges.size();
        const bool planned =
            std::any_of(d.plan.begin(), d.plan.end(), [&](const rd::plan_row& r) { return r.focus_area == a.id; });
        if (!planned) without_row += a.pledges.size();
    }
    steps.push_back(step(c.say(say("web.pledges_n", {{"n", count_of(pledges)}})), pledges == 0));
    if (d.plan.empty()) {
        steps.push_back(step(c.say("web.no_plan"), true));
    } else {
        steps.push_back(step(c.say(say("web.measures_n", {{"n", count_of(d.plan.size())}}))));
        const auto loose =
            std::count_if(d.plan.begin(), d.plan.end(), [](const rd::plan_row& r) { return !r.focus_area; });
        if (loose > 0) steps.push_back(step(c.say(say("web.loose_measures_n", {{"n", std::int64_t{loose}}})), true));
        if (without_row > 0)
            steps.push_back(step(c.say(say("web.loose_pledges_n", {{"n", count_of(without_row)}})), true));
    }
    v.list("steps", std::move(steps));
    v.text("decided", d.decided ? c.say.date(*d.decided) : std::string{});
    std::vector<std::string> numbers;
    for (const auto& r : d.references)
        numbers.push_back(r.party ? fmt::format("{} ({})", r.number, *r.party) : r.number);
    v.text("references", numbers.empty() ? std::string{} : c.say.list(numbers));
    std::vector<std::string> approvals;
    for (const auto& a : f.file.approvals)
        approvals.push_back(approval_words(c, a));
    const bool changed = !f.file.approvals.empty() && f.file.approvals.front().version < f.file.version;
    v.text("changed_since", changed ? c.say("web.changed_since_approval") : std::string{});
    v.texts("approvals", approvals).flag("approved", !approvals.empty());
    v.flag("has_versions", f.file.version > 1).text("slug", f.file.slug);
    v.text("official_title", d.title);
}

pledge_facts facts_of(const core::pledge_file& file, const core::document_state& state, base::date day) {
    auto all = owners(file, state);
    const auto holds = [&](const owner& o) { return !has_left(o, file.document, day); };
    const auto first_left = std::stable_partition(all.begin(), all.end(), holds);
    std::vector<owner> left{first_left, all.end()};
    all.erase(first_left, all.end());
    return {file, state, std::move(all), std::move(left), day};
}

void add_unknown_box(const page_context& c, const pledge_facts& f, view& v) {
    const auto& d = f.file.document;
    std::vector<view> all;
    const auto add = [&](std::string text) { all.push_back(std::move(view{}.text("text", std::move(text)))); };
    const auto valid = valid_words(c, d);
    if (valid.dispute) add(c.say(say("web.unknown_validity", {{"period", valid.main}})));
    if (!d.aims.empty()) add(c.say("web.unknown_outcome"));
    const bool survey = std::any_of(d.basis.begin(), d.basis.end(),
                                    [](const rd::basis& b) { return b.kind == rd::basis_kind::resident_survey; });
    if (!survey) add(c.say("web.unknown_survey"));
    if (!d.feedback.text && d.feedback.channels.empty() && d.feedback.readings.empty())
        add(c.say("web.unknown_feedback"));
    v.list("unknown", std::move(all));
    // The same that the overview counts as not to be judged, by what is missing.
    std::vector<std::pair<std::string, std::vector<view>>> by_cause;
    std::int64_t many = 0;
    for (const auto& o : f.all) {
        if (o.standing() != core::standing::cannot_be_judged) continue;
        ++many;
        const auto why = base::capitalized(short_obstacle(c, o));
        auto same = std::find_if(by_cause.begin(), by_cause.end(), [&](const auto& g) { return g.first == why; });
        if (same == by_cause.end()) same = by_cause.emplace(same, why, std::vector<view>{});
        same->second.push_back(std::move(view{}.text("id", o.id).text("name", elided(owner_name(o), 160))));
    }
    std::vector<view> unjudged;
    for (auto& [why, names] : by_cause)
        unjudged.push_back(std::move(view{}.text("why", why).list("names", std::move(names))));
    v.flag("has_unjudged", many > 0).text("unjudged_words", c.say(say("web.unknown_kept", {{"n", many}})));
    v.list("unjudged", std::move(unjudged));
    // What the reader asked of the document, in its own words; those said above are left out, and what it asks of each
    // of several rows is said once.
    std::vector<view> questions;
    std::set<std::string_view> asked;
    for (const auto& q : d.questions) {
        const bool said = q.code == rd::question_code::not_measurable || q.code == rd::question_code::no_feedback ||
                          (q.at.starts_with("/valid") && valid.dispute);
        if (!said && asked.insert(q.message).second) questions.push_back(std::move(view{}.text("text", q.message)));
    }
    const auto n = count_of(questions.size());
    v.flag("has_questions", n > 0).list("questions", std::move(questions));
    v.text("questions_words", c.say(say("web.open_questions", {{"n", n}})));
}

void add_follow_box(const page_context& c, const pledge_facts& f, view& v) {
    const auto& slug = f.file.slug;
    v.flag("is_past", c.per.has_value());
    // A month is what a resident remembers having looked at.
    const auto since = base::add_months(f.day, -1);
    const auto q = c.per ? "&per=" + base::to_iso(*c.per) : std::string{};
    v.text("slug", slug).text("changes_href", fmt::format("/{}/andringar?sedan={}{}", slug, base::to_iso(since), q));
}

void add_parties(const page_context& c, const std::vector<rd::party>& parties, view& v) {
    std::vector<view> all;
    for (const auto& p : parties) {
        view one;
        one.text("name", p.name);
        constexpr std::array roles{"web.role_signatory", "web.role_partner", "web.role_consulted"};
        one.text("role", c.say(roles[static_cast<std::size_t>(p.role)]));
        one.flag("has_contact", p.contact.has_value());
        one.text("function", p.contact ? p.contact->function : std::string{});
        one.text("mail", p.contact ? p.contact->mail : std::string{})
            .html("mail_html", p.contact ? breakable(p.contact->mail) : safe{})
            .text("telephone", p.contact ? unbroken(p.contact->telephone) : std::string{});
        std::string dial;
        if (p.contact)
            for (const char ch : p.contact->telephone)
                if ((ch >= '0' && ch <= '9') || (ch == '+' && dial.empty())) dial += ch;
        one.text("dial", dial);
        all.push_back(std::move(one));
    }
    v.list("parties", std::move(all));
}

} // namespace render::html
