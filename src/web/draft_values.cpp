#include "web/draft_values.hpp"

#include "base/text.hpp"
#include "core/edit.hpp"
#include "core/log_rules.hpp"
#include "http/form.hpp"
#include "reading/municipalities.hpp"
#include "reading/names.hpp"
#include "web/form_parts.hpp"
#include "web/reading_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace web {
namespace {

using namespace reading;

constexpr std::size_t most_parties = 60;

std::string lines_of(const std::vector<std::string>& items) { return fmt::format("{}", fmt::join(items, "\n")); }

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> all;
    for (const auto line : base::split(text, '\n'))
        if (!base::trimmed(line).empty()) all.emplace_back(base::trimmed(line));
    return all;
}

std::string day_words(const std::optional<base::date>& d) { return d ? base::to_iso(*d) : std::string{}; }

const plan_row* row_in(const document& d, std::string_view id) {
    const auto at = std::find_if(d.plan.begin(), d.plan.end(), [&](const auto& r) { return r.id == id; });
    return at == d.plan.end() ? nullptr : &*at;
}

const focus_area* area_in(const document& d, std::string_view id) {
    const auto at = std::find_if(d.focus_areas.begin(), d.focus_areas.end(), [&](const auto& a) { return a.id == id; });
    return at == d.focus_areas.end() ? nullptr : &*at;
}

const pledge* pledge_in(const document& d, std::string_view id) {
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            if (p.id == id) return &p;
    return nullptr;
}

bool is_kind(std::string_view who) { return named<party_kind>(who).has_value() && who != "other"; }

// One a line: "KS 24-203", or "KS 24-203, Fjällby kommun".
std::string reference_line(const reference& r) { return r.party ? r.number + ", " + *r.party : r.number; }

void add_cover(http::fields& f, const document& d) {
    f.emplace_back("title", d.title);
    f.emplace_back("from", day_words(d.valid.from));
    f.emplace_back("to", day_words(d.valid.to));
    f.emplace_back("until_replaced", d.valid.until_replaced ? "ja" : "");
    f.emplace_back("extendable", d.valid.extendable ? "ja" : "");
    f.emplace_back("decided", day_words(d.decided));
    std::vector<std::string> lines;
    for (const auto& r : d.references)
        lines.push_back(reference_line(r));
    f.emplace_back("references", lines_of(lines));
}

void add_parties(http::fields& f, const document& d) {
    for (std::size_t i = 0; i < d.parties.size(); ++i) {
        const auto& p = d.parties[i];
        const auto add = [&](std::string_view name, std::string value) {
            f.emplace_back(fmt::format("party{}.{}", i, name), std::move(value));
        };
        add("name", p.name);
        add("kind", std::string{name(p.kind)});
        add("role", std::string{name(p.role)});
        add("function", p.contact ? p.contact->function : "");
        add("mail", p.contact ? p.contact->mail : "");
        add("telephone", p.contact ? p.contact->telephone : "");
    }
}

void add_grounds(http::fields& f, const document& d) {
    for (const auto kind : ::reading::words_of<basis_kind>()) {
        std::vector<std::string> years;
        bool is_there = false;
        for (const auto& b : d.basis)
            if (name(b.kind) == kind) {
                is_there = true;
                if (b.year) years.push_back(fmt::to_string(*b.year));
            }
        if (!is_there) continue;
        f.emplace_back(fmt::format("basis.{}", kind), "ja");
        f.emplace_back(fmt::format("basis.{}.years", kind), fmt::format("{}", fmt::join(years, ", ")));
    }
    f.emplace_back("aims", lines_of(d.aims));
}

void add_pledge(http::fields& f, const document& d, const pledge& p) {
    f.emplace_back("text", p.text);
    f.emplace_back("area", core::area_of(d, p.id).value_or(""));
    std::vector<std::string> others;
    for (const auto& who : p.by) {
        if (is_kind(who))
            f.emplace_back("by." + who, "ja");
        else
            others.push_back(who);
    }
    f.emplace_back("by_others", lines_of(others));
    f.emplace_back("modality", std::string{name(p.modality)});
    f.emplace_back("begins", day_words(p.life.from));
    add_reading_values(f, p.readings);
}

void add_row(http::fields& f, const plan_row& r) {
    f.emplace_back("plan_area", r.area);
    f.emplace_back("focus_area", r.focus_area.value_or(""));
    f.emplace_back("what", r.what);
    f.emplace_back("when", r.when);
    f.emplace_back("responsible", lines_of(r.responsible));
    f.emplace_back("with", lines_of(r.with));
    f.emplace_back("follow_up", lines_of(r.follow_up));
    f.emplace_back("begins", day_words(r.life.from));
    add_reading_values(f, r.readings);
}

// One line: a browser's line breaks are no part of what is promised.
std::string flowing(const http::fields& f, std::string_view name) { return base::squeezed(typed(f, name)); }

base::result<std::optional<base::date>> day_at(const http::fields& f, const std::string& name) {
    const auto text = typed(f, name);
    const auto day = base::parse_iso_date(text);
    if (!text.empty() && !day) return tl::unexpected{wrong("draft.wrong_day", name)};
    return day;
}

// Every text of the form, before anything is made of it.
base::result<void> check_texts(const http::fields& f) {
    for (const auto& [name, value] : f) {
        std::string text = value;
        std::erase(text, '\r');
        std::replace(text.begin(), text.end(), '\n', ' ');
        if (auto fit = core::check_text(name, text); !fit) {
            fit.error().field = name;
            return tl::unexpected{fit.error()};
        }
    }
    return {};
}

base::result<document> cover_typed(const document& d, const http::fields& f) {
    auto c = core::cover_of(d);
    c.title = flowing(f, "title");
    if (c.title.empty()) return tl::unexpected{wrong("draft.no_title", "title")};
    const auto from = day_at(f, "from"), to = day_at(f, "to"), decided = day_at(f, "decided");
    for (const auto* day : {&from, &to, &decided})
        if (!*day) return tl::unexpected{day->error()};
    if (*from && *to && **to < **from) return tl::unexpected{wrong("draft.ends_before", "to")};
    c.valid = {*from, *to, typed(f, "until_replaced") == "ja", typed(f, "extendable") == "ja"};
    c.decided = *decided;
    c.references.clear();
    for (const auto& line : lines_in(http::field_value(f, "references"))) {
        const auto comma = line.find(',');
        reference r{std::string{base::trimmed(line.substr(0, comma))}, {}};
        if (comma != line.npos) r.party = base::trimmed(std::string_view{line}.substr(comma + 1));
        c.references.push_back(std::move(r));
    }
    return core::with_cover(d, std::move(c));
}

std::optional<std::string> code_of(const party& p) {
    if (p.kind != party_kind::municipality) return std::nullopt;
    for (const auto& m : all_municipalities())
        if (p.name == std::string{m.name} + " kommun" || p.name == std::string{m.name} + "s kommun" ||
            p.name == std::string{m.name} + " stad" || p.name == std::string{m.name} + "s stad")
            return std::string{m.code};
    return std::nullopt;
}

base::result<document> parties_typed(const document& d, const http::fields& f) {
    std::vector<party> all;
    for (std::size_t i = 0; i < most_parties; ++i) {
        const auto at = [&](std::string_view name) { return typed(f, fmt::format("party{}.{}", i, name)); };
        party p;
        p.name = at("name");
        if (p.name.empty()) continue;
        p.kind = named<party_kind>(at("kind")).value_or(party_kind::other);
        p.role = named<party_role>(at("role")).value_or(party_role::partner);
        // A code that was read stays where the name does.
        const bool same = i < d.parties.size() && d.parties[i].name == p.name && d.parties[i].kind == p.kind;
        p.code = same && d.parties[i].code ? d.parties[i].code : code_of(p);
        contact c{at("function"), at("mail"), at("telephone")};
        if (c != contact{}) p.contact = std::move(c);
        all.push_back(std::move(p));
    }
    return core::with_parties(d, std::move(all));
}

base::result<document> grounds_typed(const document& d, const http::fields& f) {
    std::vector<::reading::basis> all;
    for (const auto kind : ::reading::words_of<basis_kind>()) {
        if (typed(f, fmt::format("basis.{}", kind)) != "ja") continue;
        const auto field = fmt::format("basis.{}.years", kind);
        const auto years = typed(f, field);
        const auto one = *named<basis_kind>(kind);
        if (years.empty()) all.push_back(::reading::basis{one, {}});
        for (const auto year : base::split(years, ',')) {
            const auto n = whole_number(base::trimmed(year));
            if (years.empty()) break;
            if (!n || *n < 1990 || *n > 2100) return tl::unexpected{wrong("draft.wrong_year", field)};
            all.push_back(::reading::basis{one, static_cast<int>(*n)});
        }
    }
    return core::with_grounds(d, std::move(all), lines_in(http::field_value(f, "aims")));
}

// What is said of a change to something that holds already.
struct change_typed {
    std::string how; // "" "from_day" "end"
    base::date day;  // the new one's first, or the last
    ending why;
};

base::result<change_typed> change_in(const http::fields& f, bool is_new, base::date today) {
    change_typed c{typed(f, "change"), {}, {}};
    if (c.how != "from_day" && (c.how != "end" || is_new)) return change_typed{};
    const auto field = c.how == "end" ? "last_day" : "from_day";
    const auto day = day_at(f, field);
    if (!day) return tl::unexpected{day.error()};
    if (!*day) return tl::unexpected{wrong("draft.no_day", field)};
    c.day = **day;
    if (is_new) return c; // nothing that was promised goes
    const auto reason = named<reason_code>(typed(f, "reason"));
    if (!reason) return tl::unexpected{wrong("draft.no_reason", "reason")};
    c.why = {*reason, typed(f, "reason_text"), today};
    if (*reason == reason_code::other && c.why.text.empty())
        return tl::unexpected{wrong("draft.no_reason_text", "reason_text")};
    return c;
}

// What is new in a document that holds already, from its first day on.
base::result<void> begin_life(const document& d, lifetime& life, const change_typed& change) {
    if (change.how != "from_day") return {};
    if (d.valid.to && change.day > *d.valid.to) return tl::unexpected{wrong("draft.begins_after", "from_day")};
    if (!d.valid.from || change.day > *d.valid.from) life.from = change.day;
    return {};
}

base::result<document> pledge_typed(const document& d, pledge p, const http::fields& f, const change_typed& change) {
    p.text = flowing(f, "text");
    if (p.text.empty()) return tl::unexpected{wrong("draft.no_text", "text")};
    p.by.clear();
    for (const auto kind : ::reading::words_of<party_kind>())
        if (typed(f, fmt::format("by.{}", kind)) == "ja") p.by.emplace_back(kind);
    for (auto& who : lines_in(http::field_value(f, "by_others")))
        p.by.push_back(std::move(who));
    p.modality = named<modality>(typed(f, "modality")).value_or(p.modality);
    if (change.how == "from_day" && !p.id.empty())
        return core::with_pledge_from(d, std::move(p), change.day, change.why);
    if (auto begun = begin_life(d, p.life, change); !begun) return tl::unexpected{begun.error()};
    const auto area = typed(f, "area");
    if (!area_in(d, area)) return tl::unexpected{wrong("draft.no_area", "area")};
    return core::with_pledge(d, area, std::move(p));
}

base::result<document> row_typed(const document& d, plan_row r, const http::fields& f, const change_typed& change) {
    r.what = flowing(f, "what");
    if (r.what.empty()) return tl::unexpected{wrong("draft.no_text", "what")};
    r.when = flowing(f, "when");
    r.area = flowing(f, "plan_area");
    const auto area = typed(f, "focus_area");
    r.focus_area = area_in(d, area) ? std::optional{area} : std::nullopt;
    if (r.area.empty() && r.focus_area) r.area = area_in(d, area)->name.value_or("");
    r.responsible = lines_in(http::field_value(f, "responsible"));
    r.with = lines_in(http::field_value(f, "with"));
    r.follow_up = lines_in(http::field_value(f, "follow_up"));
    if (change.how == "from_day" && !r.id.empty()) return core::with_row_from(d, std::move(r), change.day, change.why);
    if (auto begun = begin_life(d, r.life, change); !begun) return tl::unexpected{begun.error()};
    return core::with_row(d, std::move(r));
}

document follow_up_typed(const document& d, const http::fields& f, std::vector<::reading::reading> readings) {
    follow_up u = d.follow_up;
    const auto text = flowing(f, "text");
    u.text = text.empty() ? std::nullopt : std::optional{text};
    u.fora = lines_in(http::field_value(f, "fora"));
    u.readings = std::move(readings);
    return core::with_follow_up(d, std::move(u));
}

document feedback_typed(const document& d, const http::fields& f, std::vector<::reading::reading> readings) {
    feedback b = d.feedback;
    const auto text = flowing(f, "text");
    b.text = text.empty() ? std::nullopt : std::optional{text};
    b.channels.clear();
    for (const auto word : ::reading::words_of<channel>())
        if (typed(f, fmt::format("channel.{}", word)) == "ja") b.channels.push_back(*named<channel>(word));
    b.readings = std::move(readings);
    return core::with_feedback(d, std::move(b));
}

} // namespace

http::fields values_of(const document& d, std::string_view part) {
    http::fields f;
    if (part == "cover") add_cover(f, d);
    if (part == "parties") add_parties(f, d);
    if (part == "grounds") add_grounds(f, d);
    if (part == "follow_up") {
        f.emplace_back("text", d.follow_up.text.value_or(""));
        f.emplace_back("fora", lines_of(d.follow_up.fora));
        add_reading_values(f, d.follow_up.readings);
    }
    if (part == "feedback") {
        f.emplace_back("text", d.feedback.text.value_or(""));
        for (const auto c : d.feedback.channels)
            f.emplace_back(fmt::format("channel.{}", name(c)), "ja");
        add_reading_values(f, d.feedback.readings);
    }
    if (const auto* area = area_in(d, part)) {
        f.emplace_back("name", area->name.value_or(""));
        f.emplace_back("background", area->background);
    }
    if (const auto* p = pledge_in(d, part)) add_pledge(f, d, *p);
    if (const auto* r = row_in(d, part)) add_row(f, *r);
    return f;
}

std::vector<::reading::reading> readings_of(const document& d, std::string_view part) {
    if (part == "follow_up") return d.follow_up.readings;
    if (part == "feedback") return d.feedback.readings;
    if (const auto* p = pledge_in(d, part)) return p->readings;
    if (const auto* r = row_in(d, part)) return r->readings;
    return {};
}

std::string words_of(std::string_view part, const http::fields& f) {
    const bool is_row = part == "new_row" || (part.starts_with('m') && whole_number(part.substr(1)));
    if (!is_row) return typed(f, "text");
    auto when = flowing(f, "when");
    return when.empty() ? typed(f, "what") : when;
}

base::result<document> with_values(const document& d, std::string_view part, const http::fields& f,
                                   std::vector<::reading::reading> readings, base::date today) {
    if (auto fit = check_texts(f); !fit) return tl::unexpected{fit.error()};
    if (part == "cover") return cover_typed(d, f);
    if (part == "parties") return parties_typed(d, f);
    if (part == "grounds") return grounds_typed(d, f);
    if (part == "follow_up") return follow_up_typed(d, f, std::move(readings));
    if (part == "feedback") return feedback_typed(d, f, std::move(readings));
    const auto is_begins = [](const auto& field) { return field.first == "begins"; };
    if (const auto begins = std::find_if(f.begin(), f.end(), is_begins); begins != f.end()) {
        const auto day = day_at(f, "begins");
        if (!day) return tl::unexpected{day.error()};
        auto rest = f;
        std::erase_if(rest, is_begins);
        auto made = with_values(d, part, rest, std::move(readings), today);
        return made ? core::with_first_day(*std::move(made), part, *day) : made;
    }
    const auto change = change_in(f, part.starts_with("new_"), today);
    if (!change) return tl::unexpected{change.error()};
    if (change->how == "end") return core::with_end(d, part, change->day, change->why);
    if (part == "new_area" || area_in(d, part)) {
        const auto name = typed(f, "name");
        if (name.empty()) return tl::unexpected{wrong("draft.no_text", "name")};
        return core::with_area(d, {part == "new_area" ? "" : std::string{part}, name, flowing(f, "background"), {}});
    }
    if (const auto* p = pledge_in(d, part); p || part == "new_pledge") {
        auto changed = p ? *p : pledge{};
        changed.readings = std::move(readings);
        return pledge_typed(d, std::move(changed), f, *change);
    }
    const auto* r = row_in(d, part);
    auto changed = r ? *r : plan_row{};
    if (!r && part != "new_row") changed.id = part; // it is refused as one that is not there
    changed.readings = std::move(readings);
    return row_typed(d, std::move(changed), f, *change);
}

} // namespace web
