#include "exchange/cursor.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>

namespace exchange {

using base::message;
using nlohmann::json;

base::result<json> parse_text(std::string_view text) {
    const auto broken = [](message m) { return base::fail(base::problem_kind::invalid, std::move(m)); };
    if (!base::is_valid_utf8(text)) return broken({"exchange.not_utf8", {}});
    // A member that stands twice means one thing to one reader and another to the next.
    std::vector<std::set<std::string>> open;
    std::optional<std::string> twice;
    const auto watch = [&](int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start) open.emplace_back();
        if (event == json::parse_event_t::object_end) open.pop_back();
        if (event == json::parse_event_t::key && !open.back().insert(parsed.get_ref<const std::string&>()).second &&
            !twice)
            twice = parsed.get_ref<const std::string&>();
        return true;
    };
    try {
        auto value = json::parse(text, watch);
        if (twice) return broken({"exchange.same_member_twice", {{"member", *twice}}});
        return value;
    } catch (const json::parse_error& e) {
        return broken({"exchange.not_json", {{"position", std::to_string(e.byte)}}});
    } catch (const json::out_of_range&) { // a number beyond what a double holds
        return broken({"exchange.number_too_large", {}});
    }
}

message what(std::string_view key) { return {fmt::format("exchange.what_{}", key), {}}; }

message one_of(std::string_view key, std::span<const std::string_view> words) {
    return {fmt::format("exchange.what_{}", key), {{"words", fmt::format("{}", fmt::join(words, ", "))}}};
}

namespace {

// Members that have a word of their own: "exchange.member_" and the name. Sorted.
constexpr std::string_view named_members[] = {
    "about",      "additional",
    "aggregate",  "aims",
    "amount",     "annex_to",
    "area",       "at",
    "background", "basis",
    "bound",      "by",
    "channel",    "channels",
    "code",       "confirmed",
    "contact",    "count",
    "date",       "deadline",
    "decided",    "each",
    "ended",      "every",
    "extendable", "feedback",
    "focus_area", "focus_areas",
    "follow_up",  "for",
    "fora",       "format",
    "from",       "function",
    "high",       "hours",
    "id",         "key",
    "kind",       "label",
    "language",   "link",
    "low",        "mail",
    "measurable", "measure",
    "message",    "modality",
    "name",       "note",
    "number",     "on",
    "options",    "outcomes",
    "owner",      "parties",
    "party",      "per",
    "place",      "plan",
    "pledge",     "pledges",
    "quantity",   "questions",
    "reading",    "readings",
    "reason",     "references",
    "replaces",   "responsible",
    "role",       "schedulable",
    "shared",     "signatories",
    "span",       "stated",
    "telephone",  "text",
    "title",      "to",
    "unit",       "until_replaced",
    "valid",      "value",
    "what",       "when",
    "window",     "with",
    "within",     "working_days",
    "year",
};

message word_of(std::string_view member) {
    if (std::binary_search(std::begin(named_members), std::end(named_members), member))
        return {fmt::format("exchange.member_{}", member), {}};
    return {"exchange.place_other", {{"name", std::string{member}}}};
}

bool is_number(std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

// "/plan/3/readings/0/count" is "measure 4, reading 1, count (/plan/3/readings/0/count)": people count from 1.
message place(const std::string& pointer) {
    if (pointer.empty()) return {"exchange.whole", {}};
    message words;
    const auto parts = base::split(std::string_view{pointer}.substr(1), '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto word = word_of(parts[i]);
        if (i + 1 < parts.size() && is_number(parts[i + 1])) {
            const auto index = std::strtoull(std::string{parts[++i]}.c_str(), nullptr, 10);
            word = {"exchange.place_number", {{"what", std::move(word)}, {"number", std::to_string(index + 1)}}};
        }
        if (words.empty())
            words = std::move(word);
        else
            words = {"exchange.place_in", {{"outer", std::move(words)}, {"inner", std::move(word)}}};
    }
    return {"exchange.place", {{"words", std::move(words)}, {"pointer", pointer}}};
}

void cursor::refuse_with(message whole_sentence) const {
    if (!wrong_) wrong_ = base::problem{base::problem_kind::invalid, std::move(whole_sentence), pointer_};
}

void cursor::refuse(message what_should_stand) const {
    refuse_with({"exchange.wrong", {{"at", place(pointer_)}, {"what", std::move(what_should_stand)}}});
}

bool cursor::is_object() const {
    if (!value_.is_object()) refuse(what("object"));
    return value_.is_object();
}

std::optional<cursor> cursor::find(const char* member) const {
    if (!value_.is_object()) return std::nullopt;
    const auto found = value_.find(member);
    if (found == value_.end() || found->is_null()) return std::nullopt;
    return cursor{*found, fmt::format("{}/{}", pointer_, member), wrong_};
}

std::optional<cursor> cursor::required(const char* member, const message& what_should_stand) const {
    auto found = find(member);
    if (found || !value_.is_object()) return found;
    const auto pointer = fmt::format("{}/{}", pointer_, member);
    const cursor missing{value_, pointer, wrong_};
    missing.refuse_with({"exchange.missing", {{"at", place(pointer)}, {"what", what_should_stand}}});
    return std::nullopt;
}

std::string_view cursor::string_or_nothing() const {
    return value_.is_string() ? std::string_view{value_.get_ref<const std::string&>()} : std::string_view{};
}

std::string cursor::as_text() const {
    if (!value_.is_string()) refuse(what("text"));
    std::string text{string_or_nothing()};
    if (base::has_control(text)) refuse(what("text_without_control"));
    return text;
}

std::string cursor::text(const char* member) const {
    const auto found = required(member, what("text"));
    return found ? found->as_text() : std::string{};
}

std::string cursor::text_or(const char* member, std::string_view fallback) const {
    const auto found = find(member);
    return found ? found->as_text() : std::string{fallback};
}

std::optional<std::string> cursor::maybe_text(const char* member) const {
    const auto found = find(member);
    if (!found) return std::nullopt;
    return found->as_text();
}

std::vector<std::string> cursor::texts(const char* member) const {
    std::vector<std::string> out;
    each(member, [&](const cursor& item) { out.push_back(item.as_text()); });
    return out;
}

bool cursor::flag(const char* member, bool fallback) const {
    const auto found = find(member);
    if (!found) return fallback;
    if (!found->value_.is_boolean()) found->refuse(what("flag"));
    return found->value_.is_boolean() && found->value_.get<bool>();
}

std::optional<double> cursor::as_number() const {
    constexpr double most = 1e12; // no count of anything in a municipality is larger
    const bool fits = value_.is_number() && value_.get<double>() >= 0 && value_.get<double>() <= most;
    if (!fits) refuse(what("number"));
    return fits ? std::optional{value_.get<double>()} : std::nullopt;
}

std::optional<double> cursor::number(const char* member) const {
    const auto found = find(member);
    return found ? found->as_number() : std::nullopt;
}

std::optional<std::int64_t> cursor::whole(const char* member, std::int64_t from, std::int64_t to) const {
    const auto found = find(member);
    if (!found) return std::nullopt;
    const auto& v = found->value_;
    // Compared as a double first: an unsigned number may be beyond what int64 holds.
    const bool fits = v.is_number_integer() && v.get<double>() >= static_cast<double>(from) &&
                      v.get<double>() <= static_cast<double>(to);
    if (!fits) found->refuse({"exchange.what_whole", {{"from", std::to_string(from)}, {"to", std::to_string(to)}}});
    return fits ? std::optional{v.get<std::int64_t>()} : std::nullopt;
}

std::optional<base::date> cursor::date(const char* member) const {
    const auto found = find(member);
    if (!found) return std::nullopt;
    const auto d = base::parse_iso_date(found->string_or_nothing());
    if (!d) found->refuse(what("date"));
    return d;
}

void cursor::each_item(const std::function<void(const cursor&)>& read) const {
    if (!value_.is_array()) return refuse(what("list"));
    for (std::size_t i = 0; i < value_.size() && !wrong_; ++i)
        read(cursor{value_[i], fmt::format("{}/{}", pointer_, i), wrong_});
}

void cursor::each(const char* member, const std::function<void(const cursor&)>& read) const {
    if (const auto found = find(member)) found->each_item(read);
}

void cursor::only(std::initializer_list<std::string_view> members) const {
    if (!value_.is_object()) return;
    for (const auto& [key, value] : value_.items()) {
        if (std::find(members.begin(), members.end(), key) != members.end()) continue;
        const cursor unknown{value, fmt::format("{}/{}", pointer_, key), wrong_};
        unknown.refuse_with(
            {"exchange.unknown_member",
             {{"at", place(unknown.pointer_)}, {"known", fmt::format("{}", fmt::join(members, ", "))}}});
    }
}

} // namespace exchange
