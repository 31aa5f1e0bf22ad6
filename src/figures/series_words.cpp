#include "figures/series_words.hpp"

#include "base/text.hpp"
#include "figures/number_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace figures {
namespace {

std::string whole(double x, const base::translator& say) { return say.number(std::round(x)); }

// One decimal below ten: "omkring 2,4".
std::string about(double x, const base::translator& say) {
    return x < 10 ? decimal(x, 1, say.language()) : whole(x, say);
}

std::string period_word(const series_report& all, const base::translator& say) {
    return say(all.per == pace::month ? "figures.months" : "figures.weeks");
}

} // namespace

std::string ratio_words(double ratio, const base::translator& say) {
    const auto by = std::llround(100 * std::abs(ratio - 1));
    if (by == 0) return say("figures.as_many");
    // From twice on a percentage is harder to read than how many times.
    if (ratio >= 2) return say("figures.times_as_many", {{"times", decimal(ratio, 1, say.language())}});
    return say(ratio < 1 ? "figures.fewer_by" : "figures.more_by", {{"percent", fmt::format("{}", by)}});
}

std::string series_name(const series_figure& f, const base::translator& say) {
    if (!f.name.empty()) return base::capitalized(f.name.in(say.language()));
    return f.id.empty() ? say("figures.all_counted") : base::capitalized(f.id);
}

std::string level_sentence(const series_report& all, const series_figure& f, const base::translator& say) {
    auto out = say("figures.series_latest",
                   {{"name", series_name(f, say)},
                    {"count", std::isnan(f.latest) ? say("figures.under_five") : whole(f.latest, say)},
                    {"period", period_words(all.last, all.per, say)}});
    if (std::isnan(f.year)) return out;
    const auto limits = fmt::format("{}–{}", whole(f.year_limits.low, say), whole(f.year_limits.high, say));
    if (std::isnan(f.rate))
        return out + " " + say("figures.series_year", {{"count", whole(f.year, say)}, {"limits", limits}});
    return out + " " +
           say("figures.series_rate", {{"count", whole(f.year, say)},
                                       {"rate", decimal(f.rate, 1, say.language())},
                                       {"persons", whole(all.per_persons, say)},
                                       {"limits", decimal_range(f.rate_limits, 1, say.language())}});
}

std::string latest_sentence(const series_report& all, const series_figure& f, const base::translator& say) {
    const auto with = [&](std::string_view key) {
        return say(key, {{"expected", about(f.expected, say)},
                         {"above", whole(f.unusual_above, say)},
                         {"count", fmt::format("{}", all.figures.size())}});
    };
    switch (f.now) {
    case lately::higher:
        return with("figures.latest_higher");
    case lately::higher_alone:
        return with("figures.latest_higher_alone");
    case lately::as_expected:
        return with("figures.latest_as_expected");
    case lately::too_short:
        return say("figures.latest_too_short", {{"least", fmt::format("{}", least_for_latest(all.per))},
                                                {"periods", period_word(all, say)},
                                                {"have", fmt::format("{}", f.periods)}});
    case lately::too_rare:
        return say("figures.latest_too_rare", {{"years", fmt::format("{}", f.years)}});
    case lately::not_fitted:
        break;
    }
    return say("figures.latest_not_fitted");
}

std::string turn_sentence(const series_report& all, const series_figure& f, const base::translator& say) {
    if (!all.began) return {};
    const auto began = period_words(*all.began, all.per, say);
    const auto with = [&](std::string_view key) {
        return say(key, {{"began", began},
                         {"ratio", ratio_words(f.ratio, say)},
                         {"low", ratio_words(f.ratio_limits.low, say)},
                         {"high", ratio_words(f.ratio_limits.high, say)}});
    };
    switch (f.turn) {
    case since_then::fewer:
    case since_then::more:
        return with("figures.turn_certain");
    case since_then::not_certain:
        return with("figures.turn_not_certain");
    case since_then::outside:
        return say("figures.turn_outside", {{"began", began}});
    case since_then::too_short:
        return say("figures.turn_too_short", {{"began", began},
                                              {"before", fmt::format("{}", least_before(all.per))},
                                              {"after", fmt::format("{}", least_after(all.per))},
                                              {"periods", period_word(all, say)},
                                              {"have_before", fmt::format("{}", f.before)},
                                              {"have_after", fmt::format("{}", f.after)}});
    case since_then::too_rare:
        return say("figures.turn_too_rare", {{"began", began}});
    case since_then::not_fitted:
    case since_then::unasked:
        break;
    }
    return say("figures.turn_not_fitted", {{"began", began}});
}

std::vector<std::string> reading_notes(const series_report& all, const base::translator& say) {
    std::vector<std::string> out{say("figures.note_counts"), say("figures.note_late")};
    bool has_rate = false, is_judged = false;
    for (const auto& f : all.figures) {
        has_rate = has_rate || !std::isnan(f.year);
        is_judged = is_judged || !std::isnan(f.turn_p);
    }
    if (!has_rate) out.erase(out.begin());
    const auto judged = std::max(
        std::count_if(all.figures.begin(), all.figures.end(), [](const auto& f) { return !std::isnan(f.p); }),
        std::count_if(all.figures.begin(), all.figures.end(), [](const auto& f) { return !std::isnan(f.turn_p); }));
    if (judged > 1) out.push_back(say("figures.note_many_series", {{"count", fmt::format("{}", judged)}}));
    if (is_judged) out.push_back(say("figures.note_turn"));
    return out;
}

} // namespace figures
