#include "core/showing.hpp"
#include "core/words.hpp"
#include "exchange/http_problem.hpp"
#include "exchange/json.hpp"
#include "exchange/resident.hpp"
#include "exchange/value.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace exchange {

using core::name;

namespace {

written reason_value(const core::verdict_reason& r) {
    written out;
    out["code"] = name(r.code);
    out["text"] = r.text;
    out["function"] = r.function;
    out["given_on"] = date(r.given_on);
    out["window_from"] = date(r.window_from);
    return out;
}

// The reason that a page shows for the owner as a whole: one for all of it before one for a window, the last before
// earlier.
written chosen_reason(const std::vector<core::verdict_reason>& reasons) {
    const auto whole = [](const auto& r) { return !r.window_from; };
    const auto found = std::find_if(reasons.rbegin(), reasons.rend(), whole);
    if (found != reasons.rend()) return reason_value(*found);
    return reasons.empty() ? written(nullptr) : reason_value(reasons.back());
}

written window_value(const core::window_result& w, const reading::reading& r) {
    written out;
    out["from"] = date(w.from);
    out["to"] = w.open_ended ? written(nullptr) : date(w.to);
    out["partial"] = w.partial;
    out["required"] = w.required ? number(*w.required) : written(nullptr);
    auto& done = out["done"];
    done["low"] = w.done.low ? number(*w.done.low) : written(nullptr);
    done["high"] = w.done.high ? number(*w.done.high) : written(nullptr);
    done["about"] = w.done.about;
    out["state"] = name(w.state);
    out["reporting"] = w.reporting;
    out["pace"] = w.pace ? written(name(*w.pace)) : written(nullptr);
    const bool has_subject = w.subject >= 0 && r.per && static_cast<std::size_t>(w.subject) < r.per->members.size();
    out["for"] = has_subject ? written(r.per->members[static_cast<std::size_t>(w.subject)]) : written(nullptr);
    out["outside"] = w.outside.size();
    return out;
}

written reading_value(const core::reading_state& s, const reading::reading& r, const base::translator& say) {
    written out;
    out["verdict"] = name(s.verdict);
    out["standing"] = name(s.standing);
    out["sentence"] = s.sentence.empty() ? std::string{} : say(s.sentence);
    out["arithmetic"] = written::array();
    for (const auto& line : s.arithmetic)
        out["arithmetic"].push_back(say(line));
    out["windows"] = written::array();
    for (const auto& w : s.windows)
        out["windows"].push_back(window_value(w, r));
    return out;
}

written owner_value(const core::owner_state& s, const std::vector<reading::reading>& readings,
                    const base::translator& say) {
    written out;
    out["verdict"] = name(s.verdict);
    out["standing"] = name(s.standing);
    out["sentence"] = s.sentence.empty() ? std::string{} : say(s.sentence);
    out["entries"] = s.entries;
    if (!s.carried_by.empty()) out["carried_by"] = s.carried_by;
    out["readings"] = written::array();
    for (std::size_t i = 0; i < s.readings.size() && i < readings.size(); ++i)
        out["readings"].push_back(reading_value(s.readings[i], readings[i], say));
    out["reason"] = chosen_reason(s.reasons);
    out["reasons"] = written::array();
    for (const auto& r : s.reasons)
        out["reasons"].push_back(reason_value(r));
    return out;
}

core::owner_state nothing_to_judge(const std::string& owner) {
    core::owner_state s;
    s.owner = owner;
    s.sentence = {"exchange.nothing_to_judge", {}};
    return s;
}

void add_owner(written& document, const core::document_state& state, const std::string& owner,
               const std::vector<reading::reading>& readings, const base::translator& say) {
    written* part = find_owner(document, owner);
    if (!part) return;
    const auto* found = state.find(owner);
    (*part)["state"] = owner_value(found ? *found : nothing_to_judge(owner), readings, say);
}

// The log as of the day: what was done by then, and what corrects or withdraws that. Residents are told of what they
// may see on that day (core/showing.hpp).
written log_value(const std::vector<core::log_entry>& log, base::date as_of, audience who) {
    written out = written::array();
    std::set<std::string_view> told;
    const auto tell = [&](const core::log_entry& e, std::string_view names) {
        const bool of_told = !names.empty() && told.contains(names);
        if (e.done_on > as_of && (e.kind == core::entry_kind::entry || !of_told)) return;
        told.insert(e.id);
        auto& one = out.emplace_back(value_of(e, who));
        if (!names.empty() || e.kind == core::entry_kind::entry) return;
        one["kind"] = name(core::entry_kind::entry);
        one["names"] = nullptr;
    };
    if (who == audience::holders)
        for (const auto& e : log)
            tell(e, e.names);
    else
        for (const auto& s : core::shown_of(log, as_of))
            tell(*s.entry, s.names ? std::string_view{s.names->id} : std::string_view{});
    return out;
}

written ranges_value(const std::vector<core::date_range>& ranges) {
    written out = written::array();
    for (const auto& r : ranges) {
        written range;
        range["from"] = date(r.from);
        range["to"] = date(r.to);
        range["name"] = r.name;
        out.push_back(std::move(range));
    }
    return out;
}

std::string month_day(std::pair<unsigned, unsigned> d) {
    return base::to_iso(base::make_date(2000, d.first, d.second)).substr(5);
}

// Whatever else the verdicts rest on, so that anybody can compute them anew.
written settings_value(const core::plan_settings& s) {
    written out;
    out["risk_weekends"] = ranges_value(s.risk_weekends);
    out["events"] = ranges_value(s.events);
    out["school_breaks"] = ranges_value(s.school_breaks);
    out["spring_term"] = written::array({month_day(s.spring_from), month_day(s.spring_to)});
    out["autumn_term"] = written::array({month_day(s.autumn_from), month_day(s.autumn_to)});
    out["reporting_days"] = s.reporting_days;
    out["about_tolerance"] = number(s.about_tolerance);
    return out;
}

// What residents asked and were answered in public, newest first, and how many wait.
written asked_value(const std::vector<core::resident_question>& all, std::optional<base::date> per) {
    const auto told = core::told_of(all, std::nullopt, per);
    written out;
    out["waiting"] = told.waiting;
    out["waiting_since"] = date(told.waiting_since);
    const auto usual = core::usual_wait(all, per);
    out["usual_wait_days"] = usual ? written(*usual) : written(nullptr);
    auto& list = out["answered"] = written::array();
    for (const auto* q : told.published) {
        written one;
        one["number"] = q->number;
        one["kind"] = name(q->matter);
        one["about"] = q->owner.empty() ? written(nullptr) : written(q->owner);
        one["window_from"] = date(q->window_from);
        one["text"] = q->erased_at ? written(nullptr) : written(q->shown);
        one["asked_on"] = date(core::civil_day(q->asked_at));
        one["answer"] = q->answer;
        one["function"] = q->function;
        one["answered_on"] = date(core::civil_day(*q->settled_at));
        one["corrected_by"] = q->corrected_by.empty() ? written(nullptr) : written(q->corrected_by);
        list.push_back(std::move(one));
    }
    return out;
}

written approvals_value(const std::vector<core::approval>& approvals) {
    written out = written::array();
    for (const auto& a : approvals) {
        written one;
        one["party"] = a.party;
        one["by"] = a.by;
        one["on"] = date(a.on);
        one["on_paper"] = !a.given_here;
        out.push_back(std::move(one));
    }
    return out;
}

written state_value(const core::pledge_file& file, const core::document_state& state, const base::translator& say,
                    audience who) {
    const auto& d = file.document;
    written out = value_of(d);
    for (const auto& area : d.focus_areas)
        for (const auto& pledge : area.pledges)
            add_owner(out, state, pledge.id, pledge.readings, say);
    for (const auto& row : d.plan)
        add_owner(out, state, row.id, row.readings, say);
    add_owner(out, state, "follow_up", d.follow_up.readings, say);
    add_owner(out, state, "feedback", d.feedback.readings, say);
    out["slug"] = file.slug;
    out["status"] = name(file.status);
    out["invented"] = file.invented;
    out["approvals"] = approvals_value(file.approvals);
    out["lede"] = file.lede.empty() ? written(nullptr) : written(file.lede);
    out["as_of"] = date(state.as_of);
    out["validity_in_dispute"] = state.validity_in_dispute;
    out["settings"] = settings_value(file.settings);
    out["log"] = log_value(file.log, state.as_of, who);
    return out;
}

} // namespace

written* find_owner(written& document, std::string_view owner) {
    if (owner == "follow_up" || owner == "feedback") return &document[std::string{owner}];
    for (auto& area : document["focus_areas"])
        for (auto& pledge : area["pledges"])
            if (pledge["id"] == owner) return &pledge;
    for (auto& row : document["plan"])
        if (row["id"] == owner) return &row;
    return nullptr;
}

std::string state_json(const core::pledge_file& file, const core::document_state& state, const base::translator& say,
                       audience who, form f) {
    return text_of(state_value(file, state, say, who), f);
}

std::string state_json(const core::pledge_file& file, const core::document_state& state, const base::translator& say,
                       audience who, const std::vector<core::resident_question>& asked, std::optional<base::date> per,
                       form f) {
    auto out = state_value(file, state, say, who);
    out["resident_questions"] = asked_value(asked, per);
    return text_of(out, f);
}

std::string summaries_json(const std::vector<core::pledge_summary>& all) {
    written out;
    auto& list = out["pledges"] = written::array();
    for (const auto& s : all) {
        written one;
        one["slug"] = s.slug;
        one["title"] = s.title;
        one["invented"] = s.invented;
        one["valid"] = value_of(s.valid);
        one["parties"] = written::array();
        for (const auto& p : s.parties)
            one["parties"].push_back(value_of(p));
        one["focus_areas"] = s.focus_areas;
        one["shown_from"] = date(s.shown_from);
        list.push_back(std::move(one));
    }
    return text_of(out, form::line);
}

namespace {

std::string_view kind_word(base::problem_kind kind) {
    switch (kind) {
    case base::problem_kind::invalid:
        return "invalid";
    case base::problem_kind::not_found:
        return "not_found";
    case base::problem_kind::forbidden:
        return "forbidden";
    case base::problem_kind::conflict:
        return "conflict";
    case base::problem_kind::too_large:
        return "too_large";
    case base::problem_kind::ask:
        return "ask";
    }
    throw std::logic_error("no such kind of problem");
}

} // namespace

namespace {

written error_value(const base::problem& p, std::string_view kind, const std::string& sentence) {
    written error;
    error["kind"] = kind;
    error["message"] = sentence;
    if (!p.field.empty()) error["field"] = p.field;
    return error;
}

} // namespace

std::string problem_json(const base::problem& p, const base::translator& say) {
    written out;
    out["error"] = error_value(p, kind_word(p.kind), say(p.text));
    return text_of(out, form::line);
}

std::string problem_json(const base::problem& p, const base::translator& say, const http_status& status) {
    const auto sentence = say(p.text);
    written out;
    out["type"] = "about:blank"; // the status says which kind it is
    out["title"] = status.reason;
    out["status"] = status.code;
    out["detail"] = sentence;
    out["error"] = error_value(p, status.kind.empty() ? kind_word(p.kind) : status.kind, sentence);
    return text_of(out, form::line);
}

} // namespace exchange
