#include "base/text.hpp"
#include "core/edit.hpp"
#include "core/lifetime.hpp"
#include "core/next_windows.hpp"
#include "reading/names.hpp"
#include "render/draft.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/assets.hpp"
#include "render/html/page.hpp"
#include "render/html/understood.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace render {
namespace html {
namespace {

namespace rd = ::reading;

using named_words = std::vector<std::pair<std::string, std::string>>; // value, words

// The fields of one part's form, made one after the other.
class form_maker {
  public:
    // `wrong_label`: set to the label of the field that is wrong, where it is one of these.
    form_maker(const page_context& c, const draft_part_view& v, std::string* wrong_label = nullptr)
        : c_{c}, v_{v}, wrong_label_{wrong_label} {}

    std::string value(std::string_view name) const {
        for (const auto& [own, value] : v_.values)
            if (own == name) return value;
        return {};
    }

    // What the other person wrote, where it differs.
    std::string theirs(std::string_view name) const {
        if (!v_.is_other) return {};
        for (const auto& [own, value] : v_.theirs)
            if (own == name) return value == this->value(name) ? std::string{} : value;
        return {};
    }

    void text(std::string_view name, std::string_view label, std::string_view hint = {}) {
        add("is_text", name, label, hint);
    }
    void lines(std::string_view name, std::string_view label, std::string_view hint = {}) {
        add("is_lines", name, label, hint);
    }
    void day(std::string_view name, std::string_view label, std::string_view hint = {}) {
        add("is_day", name, label, hint);
    }
    void box(std::string_view name, const std::string& words) {
        view f = field(name, words);
        f.flag("is_box", true).flag("checked", value(name) == "ja");
        fields_.push_back(std::move(f));
    }
    void choice(std::string_view name, std::string_view label, const named_words& options,
                std::string_view fallback = {}) {
        view f = field(name, c_.say(label));
        const auto chosen = value(name).empty() ? std::string{fallback} : value(name);
        std::vector<view> all;
        for (const auto& [word, words] : options) {
            view one;
            one.text("value", word).text("words", words).flag("chosen", word == chosen).flag("is_none", word.empty());
            all.push_back(std::move(one));
        }
        f.flag("is_choice", true).list("options", std::move(all));
        fields_.push_back(std::move(f));
    }
    void heading(const std::string& words, bool is_inner = false) {
        view f = bare();
        f.text("heading", words).flag("is_inner", is_inner); // below another heading
        fields_.push_back(std::move(f));
    }
    std::vector<view> take() { return std::move(fields_); }

  private:
    // What a field does not say, it must not take from the page around it.
    static view bare() {
        view f;
        for (const auto* kind : {"is_text", "is_lines", "is_day", "is_box", "is_choice"})
            f.flag(kind, false);
        f.text("heading", {}).flag("is_inner", false).text("theirs", {}).text("hint", {});
        return f;
    }
    view field(std::string_view name, const std::string& label) const {
        view f = bare();
        std::string id = "f-" + std::string{name}; // "r0.count": so that a style sheet could name it
        std::replace_if(
            id.begin(), id.end(), [](char ch) { return ch == '.' || ch == ':'; }, '-');
        f.text("name", std::string{name}).text("id", std::move(id)).text("label", label);
        const bool is_wrong = v_.notice.problem && v_.notice.problem->field == name;
        if (is_wrong && wrong_label_) *wrong_label_ = label;
        f.flag("wrong", is_wrong).text("theirs", theirs(name));
        f.text("wrong_words", is_wrong ? c_.say(v_.notice.problem->text) : std::string{});
        return f;
    }
    void add(std::string_view kind, std::string_view name, std::string_view label, std::string_view hint) {
        view f = field(name, c_.say(label));
        f.flag(kind, true).text("value", value(name));
        f.text("hint", hint.empty() ? std::string{} : c_.say(hint));
        fields_.push_back(std::move(f));
    }

    const page_context& c_;
    const draft_part_view& v_;
    std::string* wrong_label_;
    std::vector<view> fields_;
};

template <class E>
named_words words_for(const page_context& c, std::string_view beginning) {
    named_words all;
    for (const auto word : rd::words_of<E>())
        all.emplace_back(std::string{word}, c.say(fmt::format("{}{}", beginning, word)));
    return all;
}

named_words areas_of(const page_context& c, const rd::document& d, bool or_none) {
    named_words all;
    if (or_none) all.emplace_back("", c.say("draft.no_area_chosen"));
    for (const auto& area : d.focus_areas)
        all.emplace_back(area.id, area.name.value_or(c.say("draft.unnamed_area")));
    return all;
}

void cover_fields(form_maker& f, const page_context& c) {
    f.text("title", "draft.field_title");
    f.day("from", "draft.field_from");
    f.day("to", "draft.field_to", "draft.field_to_hint");
    f.box("until_replaced", c.say("draft.field_until_replaced"));
    f.box("extendable", c.say("draft.field_extendable"));
    f.day("decided", "draft.field_decided");
    f.lines("references", "draft.field_references", "draft.field_references_hint");
}

void party_fields(form_maker& f, const page_context& c, const draft_part_view& v) {
    std::size_t n = 0;
    for (const auto& [name, value] : v.values)
        if (name.starts_with("party") && name.ends_with(".name") && !value.empty()) ++n;
    constexpr std::size_t blank = 2;
    for (std::size_t i = 0; i < n + blank; ++i) {
        const auto at = [&](std::string_view name) { return fmt::format("party{}.{}", i, name); };
        f.heading(c.say(say(i < n ? "draft.party_n" : "draft.party_new", {{"n", std::to_string(i + 1)}})));
        f.text(at("name"), "draft.field_party");
        f.choice(at("kind"), "draft.field_kind", words_for<rd::party_kind>(c, "draft.kind_"));
        f.choice(at("role"), "draft.field_role", words_for<rd::party_role>(c, "draft.role_"));
        f.text(at("function"), "draft.field_function", "draft.field_function_hint");
        f.text(at("mail"), "draft.field_mail");
        f.text(at("telephone"), "draft.field_telephone");
    }
}

void grounds_fields(form_maker& f, const page_context& c) {
    for (const auto word : rd::words_of<rd::basis_kind>()) {
        f.box(fmt::format("basis.{}", word), c.say(fmt::format("web.basis_{}", word)));
        f.text(fmt::format("basis.{}.years", word), "draft.field_years", "draft.field_years_hint");
    }
    f.lines("aims", "draft.field_aims", "draft.field_aims_hint");
}

void pledge_fields(form_maker& f, const page_context& c, const draft_part_view& v) {
    f.lines("text", "draft.field_pledge", "draft.field_pledge_hint");
    f.choice("area", "draft.field_area", areas_of(c, v.draft.document, false), v.area);
    f.heading(c.say("draft.field_by"));
    for (const auto word : {"municipality", "police", "region", "company", "association", "agency"})
        f.box(fmt::format("by.{}", word), c.say(fmt::format("draft.kind_{}", word)));
    f.lines("by_others", "draft.field_by_others", "draft.field_by_others_hint");
    f.choice("modality", "draft.field_modality", words_for<rd::modality>(c, "draft.modality_"));
}

void row_fields(form_maker& f, const page_context& c, const draft_part_view& v) {
    f.lines("what", "draft.field_what");
    f.lines("when", "draft.field_when", "draft.field_when_hint");
    f.choice("focus_area", "draft.field_area", areas_of(c, v.draft.document, true));
    f.text("plan_area", "draft.field_plan_area", "draft.field_plan_area_hint");
    f.lines("responsible", "draft.field_responsible", "draft.field_responsible_hint");
    f.lines("with", "draft.field_with", "draft.field_with_hint");
    f.lines("follow_up", "draft.field_follow_up", "draft.field_follow_up_hint");
}

named_words every_words(const page_context& c) {
    named_words all;
    for (const auto* word : {"none", "D", "W", "M", "Y"})
        all.emplace_back(word, c.say(fmt::format("draft.every_{}", base::lower(word))));
    for (const auto word : rd::words_of<rd::span_word>())
        all.emplace_back(std::string{word}, c.say(fmt::format("draft.every_{}", word)));
    return all;
}

// Of the windows that were read and that no other box says: hours, weeks, months, the n-th of a month.
void other_windows(form_maker& f, const page_context& c, const draft_part_view& v, const std::string& at) {
    for (const auto& [name, value] : v.values) {
        if (value != "ja" || !name.starts_with(at)) continue;
        const auto w = rd::parse_window(std::string_view{name}.substr(at.size()));
        if (w && !core::is_plain(*w)) f.box(name, c.say(core::window_told(*w)));
    }
}

// One reading's fields, below the sentence that says how it was understood.
std::vector<view> reading_fields(const page_context& c, const draft_part_view& v, std::size_t i,
                                 std::string& wrong_label) {
    form_maker f{c, v, &wrong_label};
    const auto at = [&](std::string_view name) { return fmt::format("r{}.{}", i, name); };
    f.choice(at("bound"), "draft.field_bound", words_for<rd::bound>(c, "draft.bound_"));
    f.text(at("count"), "draft.field_count");
    f.text(at("count_to"), "draft.field_count_to", "draft.field_count_to_hint");
    f.choice(at("measure"), "draft.field_measure", words_for<rd::measure>(c, "draft.measure_"));
    f.text(at("unit"), "draft.field_unit");
    f.text(at("every_n"), "draft.field_every_n");
    f.choice(at("every"), "draft.field_every", every_words(c));
    f.choice(at("aggregate"), "draft.field_aggregate", words_for<rd::aggregate>(c, "draft.aggregate_"));
    f.text(at("members"), "draft.field_members", "draft.field_members_hint");
    f.choice(at("sharing"), "draft.field_sharing", words_for<rd::subjects::sharing>(c, "draft.sharing_"));
    f.day(at("deadline"), "draft.field_deadline");
    f.heading(c.say("draft.field_windows"), true);
    for (const auto word : rd::words_of<rd::window_kind>()) {
        const auto kind = *rd::named<rd::window_kind>(word);
        if (core::is_plain({kind}))
            f.box(fmt::format("r{}.window.{}", i, word), c.say(fmt::format("core.told.window_{}", word)));
    }
    other_windows(f, c, v, at("window."));
    f.box(at("additional"), c.say("core.told.additional"));
    f.box(at("remove"), c.say("draft.field_remove_reading"));
    return f.take();
}

bool has_readings(std::string_view part) {
    return part == "follow_up" || part == "feedback" || part == "new_pledge" || part == "new_row" ||
                   part.starts_with('p')
               ? part != "parties"
               : part.starts_with('m');
}

std::vector<view> fields_of(const page_context& c, const draft_part_view& v, std::string& wrong_label) {
    form_maker f{c, v, &wrong_label};
    const auto& part = v.part;
    if (part == "cover")
        cover_fields(f, c);
    else if (part == "parties")
        party_fields(f, c, v);
    else if (part == "grounds")
        grounds_fields(f, c);
    else if (part == "follow_up") {
        f.lines("text", "draft.field_follow_up_text");
        f.lines("fora", "draft.field_fora", "draft.field_fora_hint");
    } else if (part == "feedback") {
        f.lines("text", "draft.field_feedback_text");
        for (const auto word : rd::words_of<rd::channel>())
            f.box(fmt::format("channel.{}", word), c.say(fmt::format("web.channel_{}", word)));
    } else if (part == "new_area" || part.starts_with('f')) {
        f.text("name", "draft.field_area_name");
        f.lines("background", "draft.field_background");
    } else if (part == "new_pledge" || part.starts_with('p'))
        pledge_fields(f, c, v);
    else
        row_fields(f, c, v);
    return f.take();
}

std::string part_heading(const page_context& c, const std::string& part) {
    for (const auto* known :
         {"cover", "parties", "grounds", "follow_up", "feedback", "new_area", "new_pledge", "new_row"})
        if (part == known) return c.say(fmt::format("draft.part_{}", part));
    return c.say(part.starts_with('f')   ? "draft.part_area"
                 : part.starts_with('p') ? "draft.part_pledge"
                                         : "draft.part_row");
}

void add_change(const page_context& c, const draft_part_view& v, view& body) {
    form_maker f{c, v};
    const auto how = f.value("change");
    const bool is_new = v.part.starts_with("new_");
    body.flag("may_revise", v.in_force || is_new);
    body.text("change_how", c.say(is_new ? "draft.new_how" : "draft.change_how"));
    body.text("change_correct", c.say(is_new ? "draft.new_always" : "draft.change_correct"));
    body.text("change_from_day", c.say(is_new ? "draft.new_from_day" : "draft.change_from_day"));
    body.text("change_end", is_new ? std::string{} : c.say("draft.change_end"));
    // What was promised held until now: that it should have stood otherwise all the time is for somebody to say.
    body.flag("how_correct", how == "correct")
        .flag("how_from_day", how.empty() || how == "from_day")
        .flag("how_end", how == "end");
    f.day("from_day", "draft.field_from_day");
    if (is_new) {
        body.list("change_fields", f.take());
        return;
    }
    f.day("last_day", "draft.field_last_day");
    named_words reasons{{"", c.say("draft.no_reason_chosen")}};
    for (auto& one : words_for<rd::reason_code>(c, "draft.reason_"))
        reasons.push_back(std::move(one));
    f.choice("reason", "draft.field_reason", reasons);
    f.text("reason_text", "draft.field_reason_text");
    body.list("change_fields", f.take());
}

} // namespace
} // namespace html

std::string draft_part_page(const account_context& c, const draft_part_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    const auto heading = part_heading(p, v.part);
    const bool is_new = v.part.starts_with("new_");
    body.text("heading", heading).text("slug", v.draft.slug).text("title", title_words(p, v.draft.document.title));
    body.text("words_shown", v.words_shown)
        .text("part", v.part)
        .text("version", fmt::to_string(v.draft.version))
        .text("digest", v.draft.digest);
    body.text("other", !v.is_other ? std::string{} : p.say(v.is_removal ? "draft.other_kept" : "draft.other_first"));
    body.text("theirs_words", p.say(v.is_removal ? "draft.before_them" : "draft.theirs"));
    std::string wrong_label;
    body.list("fields", fields_of(p, v, wrong_label));
    const bool counts = has_readings(v.part);
    body.flag("counts", counts);
    if (counts) {
        body.flag("has_readings", !v.readings.empty());
        body.list("readings",
                  understood_views(p, v.shown, v.readings, core::life_of(v.shown, v.shown_part), v.draft.settings));
        add_remarks(p, v.remarks, body);
        std::vector<view> groups;
        std::string wrong_here;
        for (std::size_t i = 0; i < v.readings.size(); ++i) {
            view one;
            one.text("heading",
                     p.say(say("draft.reading_n", {{"n", std::to_string(i + 1)}, {"words", v.readings[i].text}})));
            one.list("fields", reading_fields(p, v, i, wrong_here));
            groups.push_back(std::move(one));
        }
        body.flag("has_groups", !groups.empty()).list("groups", std::move(groups));
        // No field that is wrong stays folded away.
        body.flag("is_mending", !wrong_here.empty());
        if (!wrong_here.empty()) wrong_label = std::move(wrong_here);
    }
    const bool is_item = !v.part.empty() && (v.part.front() == 'm' || v.part.front() == 'f' || v.part.front() == 'p') &&
                         v.part.size() > 1 && v.part[1] >= '0' && v.part[1] <= '9';
    body.flag("may_remove", is_item && !is_new && !v.in_force);
    const bool is_new_in_force = v.draft.in_force && (v.part == "new_pledge" || v.part == "new_row");
    body.flag("begins", false);
    if (v.draft.in_force && is_item && v.part.front() != 'f' && !v.in_force) {
        form_maker begins{p, v};
        begins.day("begins", "draft.field_begins", "draft.begins_hint");
        body.list("begins", begins.take());
    } else if ((is_item && v.part.front() != 'f') || is_new_in_force)
        add_change(p, v, body);
    add_notice(p, v.notice, body);
    body.flag("asks", v.notice.problem && v.notice.problem->kind == base::problem_kind::ask);
    if (v.notice.problem && !wrong_label.empty())
        body.text("problem",
                  p.say(say("draft.wrong_in", {{"field", wrong_label}, {"problem", v.notice.problem->text}})));
    frame f;
    f.title = heading;
    f.day_choice = false;
    body.texts("scripts", {find_asset("draft.js").address});
    return write_page(p, "draft_part", f, std::move(body));
}

} // namespace render
