#include "reading/names.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace reading {

using std::string_view;

#define LOFTE_WORDS(E, ...)                                                                                            \
    template <>                                                                                                        \
    std::span<const string_view> words_of<E>() {                                                                       \
        static constexpr auto words = std::to_array<string_view>({__VA_ARGS__});                                       \
        return words;                                                                                                  \
    }

LOFTE_WORDS(bound, "at_least", "exactly", "at_most", "about")
LOFTE_WORDS(measure, "occasions", "hours", "days", "percent", "subjects", "state")
LOFTE_WORDS(aggregate, "each", "average", "total", "interval")
LOFTE_WORDS(modality, "shall", "should", "possibility", "effort")
LOFTE_WORDS(measurable, "yes", "partly", "no", "ask")
LOFTE_WORDS(span_word, "shift", "term", "meeting", "event", "period")
LOFTE_WORDS(window_kind, "weekend", "weekday", "evening", "night", "morning", "risk_weekend", "risk_evening", "holiday",
            "non_holiday", "summer", "winter", "spring", "autumn", "school_term", "event", "campaign", "mon", "tue",
            "wed", "thu", "fri", "sat", "sun", "time", "week", "month")
LOFTE_WORDS(subjects::sharing, "each", "shared")
LOFTE_WORDS(question_code, "period_conflict", "impossible_date", "weekday_mismatch", "count_mismatch",
            "foreign_municipality", "ambiguous_subjects", "ambiguous_cadence", "not_measurable", "no_follow_up",
            "no_feedback", "no_owner", "parts_disagree", "plan_area_unlinked")
LOFTE_WORDS(party_kind, "municipality", "police", "region", "company", "association", "agency", "other")
LOFTE_WORDS(party_role, "signatory", "partner", "consulted")
LOFTE_WORDS(basis_kind, "resident_survey", "resident_dialogue", "staff_dialogue", "web_survey", "crime_statistics",
            "police_assessment", "municipal_assessment", "crime_prevention_council", "safety_walk", "other")
LOFTE_WORDS(reason_code, "resources", "priority", "weather", "partner", "not_possible", "superseded", "other")
LOFTE_WORDS(channel, "municipality_website", "police_website", "social_media", "press", "household_paper", "meeting",
            "other")

#undef LOFTE_WORDS

namespace {

std::optional<int> number(string_view text) {
    int value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || stop != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<int> minutes(string_view text) {
    const auto colon = text.find(':');
    if (colon == string_view::npos) return std::nullopt;
    const auto h = number(text.substr(0, colon));
    const auto m = number(text.substr(colon + 1));
    if (!h || !m || *h > 24 || *m > 59) return std::nullopt;
    return *h * 60 + *m;
}

} // namespace

std::string to_text(const duration& d) {
    return d.unit == 'H' ? fmt::format("PT{}H", d.n) : fmt::format("P{}{}", d.n, d.unit);
}

std::string to_text(const recurrence& r) {
    if (const auto* d = std::get_if<duration>(&r)) return to_text(*d);
    return std::string{name(std::get<span_word>(r))};
}

std::optional<duration> parse_duration(string_view text) {
    const bool hours = text.starts_with("PT");
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    const char unit = text.back();
    const auto n = number(text.substr(hours ? 2 : 1, text.size() - (hours ? 3 : 2)));
    if (!n || *n < 1) return std::nullopt;
    if (hours ? unit != 'H' : string_view{"DWMY"}.find(unit) == string_view::npos) return std::nullopt;
    return duration{*n, unit};
}

std::optional<recurrence> parse_recurrence(string_view text) {
    if (const auto d = parse_duration(text)) return *d;
    if (const auto w = named<span_word>(text)) return *w;
    return std::nullopt;
}

std::string to_text(const window& w) {
    switch (w.kind) {
    case window_kind::time:
        return fmt::format("time:{:02}:{:02}-{:02}:{:02}", w.from / 60, w.from % 60, w.to / 60, w.to % 60);
    case window_kind::week:
    case window_kind::month:
        return fmt::format("{}:{}-{}", name(w.kind), w.from, w.to);
    default:
        return w.from > 0 ? fmt::format("{}:{}", name(w.kind), w.from) : std::string{name(w.kind)};
    }
}

std::optional<window> parse_window(string_view text) {
    const auto colon = text.find(':');
    const auto kind = named<window_kind>(text.substr(0, colon));
    if (!kind) return std::nullopt;
    const bool ranged = *kind >= window_kind::time;
    if (colon == string_view::npos) return ranged ? std::nullopt : std::optional{window{*kind, 0, 0}};
    const auto rest = text.substr(colon + 1);
    if (!ranged) {
        const auto n = number(rest);
        if (!n || *n < 1 || *n > 5 || *kind < window_kind::mon || *kind > window_kind::sun) return std::nullopt;
        return window{*kind, *n, 0};
    }
    const auto dash = rest.find('-');
    if (dash == string_view::npos) return std::nullopt;
    const auto read = *kind == window_kind::time ? minutes : number;
    const auto from = read(rest.substr(0, dash));
    const auto to = read(rest.substr(dash + 1));
    if (!from || !to) return std::nullopt;
    const int last = *kind == window_kind::week ? 53 : 12;
    if (*kind != window_kind::time && (*from < 1 || *to < 1 || *from > last || *to > last)) return std::nullopt;
    return window{*kind, *from, *to};
}

} // namespace reading
