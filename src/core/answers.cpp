#include "core/answers.hpp"

#include "base/text.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace core {
namespace {

using ::reading::document;
using value_type = decltype(::reading::question_option::value);

std::optional<std::size_t> index_of(std::string_view part) {
    std::size_t n = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), n);
    if (error != std::errc{} || end != part.data() + part.size()) return std::nullopt;
    return n;
}

// The readings that a pointer leads to or through, and what is left of the pointer after their owner.
struct place {
    std::vector<::reading::reading>* readings = nullptr;
    ::reading::plan_row* row = nullptr;
    ::reading::pledge* pledge = nullptr;
    std::vector<std::string_view> rest;
};

template <class T>
T* element(std::vector<T>& all, std::string_view part) {
    const auto n = index_of(part);
    return n && *n < all.size() ? &all[*n] : nullptr;
}

std::optional<place> find(document& d, std::string_view pointer) {
    auto parts = base::split(pointer, '/');
    if (parts.size() < 2 || !parts[0].empty()) return std::nullopt;
    parts.erase(parts.begin());
    const auto after = [&](std::size_t n) {
        return std::vector<std::string_view>(parts.begin() + static_cast<std::ptrdiff_t>(n), parts.end());
    };
    if (parts[0] == "plan" && parts.size() > 1) {
        auto* row = element(d.plan, parts[1]);
        if (!row) return std::nullopt;
        return place{&row->readings, row, nullptr, after(2)};
    }
    if (parts[0] == "focus_areas" && parts.size() > 3 && parts[2] == "pledges") {
        auto* area = element(d.focus_areas, parts[1]);
        auto* pledge = area ? element(area->pledges, parts[3]) : nullptr;
        if (!pledge) return std::nullopt;
        return place{&pledge->readings, nullptr, pledge, after(4)};
    }
    if (parts[0] == "follow_up") return place{&d.follow_up.readings, nullptr, nullptr, after(1)};
    if (parts[0] == "feedback") return place{&d.feedback.readings, nullptr, nullptr, after(1)};
    return std::nullopt;
}

bool set_text(place& at, const std::string& text) {
    if (at.row) {
        if (!at.rest.empty() && at.rest[0] == "focus_area")
            at.row->focus_area = text;
        else if (at.rest.empty() || at.rest[0] == "responsible")
            at.row->responsible = {text};
        else
            return false;
        return true;
    }
    if (at.pledge && (at.rest.empty() || at.rest[0] == "by")) {
        at.pledge->by = {text};
        return true;
    }
    return false;
}

::reading::reading* one_reading(place& at) {
    if (at.rest.size() >= 2 && at.rest[0] == "readings") return element(*at.readings, at.rest[1]);
    return at.readings->size() == 1 ? &at.readings->front() : nullptr;
}

// What was asked about is settled: a person has said what is meant.
void settle(::reading::reading& r) {
    if (r.measurable != ::reading::measurable::ask) return;
    r.measurable = ::reading::measurable::yes;
    r.reason.clear();
}

bool set_readings(place& at, const std::vector<::reading::reading>& value) {
    auto* one = at.rest.size() >= 2 ? one_reading(at) : nullptr;
    if (!one) {
        *at.readings = value;
        return true;
    }
    const auto where = at.readings->begin() + (one - at.readings->data());
    const auto next = at.readings->erase(where);
    at.readings->insert(next, value.begin(), value.end());
    return true;
}

bool put(document& d, const std::string& pointer, const value_type& value) {
    if (std::holds_alternative<std::monostate>(value)) return true;
    if (const auto* valid = std::get_if<::reading::validity>(&value)) {
        d.valid = *valid;
        return true;
    }
    if (const auto* day = std::get_if<base::date>(&value); day && pointer.starts_with("/valid")) {
        (pointer.ends_with("/from") ? d.valid.from : d.valid.to) = *day;
        return true;
    }
    auto at = find(d, pointer);
    if (!at) return false;
    // An area of the plan is asked about once, at its first row.
    if (const auto* area = std::get_if<std::string>(&value);
        area && at->row && !at->rest.empty() && at->rest[0] == "focus_area") {
        const auto called = at->row->area;
        for (auto& row : d.plan)
            if (!row.focus_area && row.area == called) row.focus_area = *area;
    }
    if (const auto* readings = std::get_if<std::vector<::reading::reading>>(&value))
        return set_readings(*at, *readings);
    if (const auto* text = std::get_if<std::string>(&value)) return set_text(*at, *text);
    auto* one = one_reading(*at);
    if (!one) return false;
    if (const auto* who = std::get_if<::reading::subjects>(&value)) one->per = *who;
    if (const auto* day = std::get_if<base::date>(&value)) one->deadline = *day;
    settle(*one);
    return true;
}

// Where many lack an owner, one question stands for all of its kind: those that no question asks about follow it.
void give_to_alike(document& d, const std::string& asked_at, const std::string& owner) {
    const auto is_asked = [&](const std::string& at) {
        return std::any_of(d.questions.begin(), d.questions.end(),
                           [&](const ::reading::question& q) { return q.at == at; });
    };
    if (asked_at.starts_with("/plan/")) {
        for (std::size_t i = 0; i < d.plan.size(); ++i)
            if (d.plan[i].responsible.empty() && !is_asked(fmt::format("/plan/{}/responsible", i)))
                d.plan[i].responsible = {owner};
        return;
    }
    for (std::size_t a = 0; a < d.focus_areas.size(); ++a)
        for (std::size_t p = 0; p < d.focus_areas[a].pledges.size(); ++p)
            if (auto& by = d.focus_areas[a].pledges[p].by;
                by.empty() && !is_asked(fmt::format("/focus_areas/{}/pledges/{}/by", a, p)))
                by = {owner};
}

base::result<document> put_and_remove(const document& d, std::size_t question, const value_type& value) {
    auto changed = d;
    const auto& asked = d.questions[question];
    if (!put(changed, asked.at, value))
        return base::fail(base::problem_kind::invalid, {"core.answer_no_place", {{"place", asked.at}}});
    if (const auto* owner = std::get_if<std::string>(&value); owner && asked.code == ::reading::question_code::no_owner)
        give_to_alike(changed, asked.at, *owner);
    changed.questions.erase(changed.questions.begin() + static_cast<std::ptrdiff_t>(question));
    return changed;
}

tl::unexpected<base::problem> no_such_question(const document& d, std::size_t question) {
    return base::fail(base::problem_kind::not_found, {"core.answer_no_question",
                                                      {{"number", static_cast<std::int64_t>(question + 1)},
                                                       {"n", static_cast<std::int64_t>(d.questions.size())}}});
}

std::optional<::reading::validity> validity_in(std::string_view words) {
    const auto slash = words.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto from = base::parse_iso_date(base::trimmed(words.substr(0, slash)));
    const auto rest = base::trimmed(words.substr(slash + 1));
    const auto to = base::parse_iso_date(rest);
    if (!from || (!to && !rest.empty()) || (to && *to < *from)) return std::nullopt;
    return ::reading::validity{.from = from, .to = to};
}

bool says_when(const ::reading::reading& r) { return r.count || r.deadline || r.within; }

// What a person's words promise, read as the document's own are.
std::vector<::reading::reading> readings_in(const document& d, const std::string& words) {
    ::reading::context known{.from = d.valid.from, .to = d.valid.to, .parties = {}};
    for (const auto& p : d.parties)
        known.parties.push_back(p.name);
    auto read = ::reading::read_cadence(words, known).readings;
    std::erase_if(read, [](const auto& r) { return !says_when(r); });
    for (auto& r : read)
        r.span = {}; // the words stand nowhere in the document's text
    return read;
}

document without_question(document d, std::size_t question) {
    d.questions.erase(d.questions.begin() + static_cast<std::ptrdiff_t>(question));
    return d;
}

document with_follow_up(document d, std::size_t question, const std::string& words) {
    d.follow_up.text = words;
    d.follow_up.readings = readings_in(d, words);
    return without_question(std::move(d), question);
}

// The channels are found as in a document that has these words under its own heading.
document with_feedback(document d, std::size_t question, const std::string& words) {
    d.feedback.text = words;
    d.feedback.readings = readings_in(d, words);
    const auto read =
        ::reading::read_document("Medborgarlöfte\n\nÅterkoppling\n\n" + words + ".\n", ::reading::all_municipalities());
    d.feedback.channels = read.document.feedback.channels;
    return without_question(std::move(d), question);
}

} // namespace

namespace {

std::string place_in(document& d, const ::reading::question& asked) {
    const auto at = find(d, asked.at);
    if (!at) return {};
    if (at->row) return at->row->id;
    if (at->pledge) return at->pledge->id;
    return at->readings == &d.follow_up.readings ? "follow_up" : "feedback";
}

} // namespace

std::string place_of(const document& d, const ::reading::question& asked) {
    auto copy = d; // what leads to a place may also write there
    return place_in(copy, asked);
}

std::set<std::string> places_asked_about(const document& d) {
    auto copy = d;
    std::set<std::string> all;
    for (const auto& q : d.questions)
        all.insert(place_in(copy, q));
    return all;
}

base::result<document> answer(const document& d, std::size_t question, std::size_t option) {
    if (question >= d.questions.size()) return no_such_question(d, question);
    const auto& asked = d.questions[question];
    if (option >= asked.options.size())
        return base::fail(base::problem_kind::not_found, {"core.answer_no_option",
                                                          {{"number", static_cast<std::int64_t>(option + 1)},
                                                           {"n", static_cast<std::int64_t>(asked.options.size())}}});
    return put_and_remove(d, question, asked.options[option].value);
}

base::result<document> answer_in_words(const document& d, std::size_t question, const std::string& words) {
    if (question >= d.questions.size()) return no_such_question(d, question);
    const auto& asked = d.questions[question];
    const auto text = std::string{base::trimmed(words)};
    if (text.empty()) return base::fail(base::problem_kind::invalid, {"core.answer_empty", {}});
    if (asked.at.starts_with("/valid")) {
        if (const auto valid = validity_in(text)) return put_and_remove(d, question, *valid);
        if (const auto day = base::parse_iso_date(text); day && asked.at != "/valid")
            return put_and_remove(d, question, *day);
        return base::fail(base::problem_kind::invalid, {"core.answer_validity", {{"text", text}}});
    }
    if (asked.code == ::reading::question_code::ambiguous_subjects) {
        ::reading::subjects who;
        for (const auto member : base::split(text, ','))
            if (!base::trimmed(member).empty()) who.members.emplace_back(base::trimmed(member));
        return put_and_remove(d, question, who);
    }
    using code = ::reading::question_code;
    if (asked.code == code::no_follow_up) return with_follow_up(d, question, text);
    if (asked.code == code::no_feedback) return with_feedback(d, question, text);
    if (asked.code == code::not_measurable || asked.code == code::ambiguous_cadence) {
        const auto readings = readings_in(d, text);
        if (!readings.empty()) return put_and_remove(d, question, readings);
        return base::fail(base::problem_kind::invalid, {"core.answer_uncounted", {{"text", text}}});
    }
    if (const auto day = base::parse_iso_date(text)) return put_and_remove(d, question, *day);
    return put_and_remove(d, question, text);
}

} // namespace core
