#include "figures/survey_words.hpp"

#include "base/text.hpp"
#include "figures/number_words.hpp"

#include <fmt/format.h>

#include <cmath>

namespace figures {
namespace {

std::string quoted(const std::string& text, const base::translator& say) {
    return say("figures.quoted", {{"text", text}});
}

// What those do who are counted, as it ends a sentence that begins with their share.
std::string says(const question& q, const base::translator& say) {
    if (!q.says.empty()) return q.says.in(say.language());
    if (!q.is_share()) return quoted(q.text, say);
    std::string all;
    for (const auto& one : q.counted)
        all = all.empty() ? quoted(one, say) : say("figures.or", {{"first", all}, {"last", quoted(one, say)}});
    return say("figures.says_answers", {{"answers", all}, {"question", quoted(q.text, say)}});
}

struct change_words {
    std::string difference, low, high;
};

change_words words_of(const question& q, const change_figure& c, const base::translator& say) {
    if (q.is_share())
        return {points(c.difference, say), signed_points(c.limits.low, say), signed_points(c.limits.high, say)};
    const auto number = [&](double x) { return with_sign(x, decimals_of(q), say.language()); };
    return {say("figures.steps", {{"signed", number(c.difference)}}), number(c.limits.low), number(c.limits.high)};
}

std::string key_of(const question& q, turn way) {
    switch (way) {
    case turn::up:
        return q.is_share() ? "figures.change_up_share" : "figures.change_up_mean";
    case turn::down:
        return q.is_share() ? "figures.change_down_share" : "figures.change_down_mean";
    case turn::alone:
        return "figures.change_alone";
    case turn::withheld:
        return "figures.change_withheld";
    case turn::few_one_way:
        return "figures.change_few_one_way";
    case turn::unchanging:
        return "figures.change_unchanging";
    case turn::not_certain:
    case turn::unasked:
        break;
    }
    return "figures.change_not_certain";
}

std::string change_clause(const survey_report& all, const question& q, const change_figure& c,
                          const base::translator& say) {
    const auto key = key_of(q, c.way);
    if (std::isnan(c.difference)) return say(key, {{"since", all.since}});
    const auto w = words_of(q, c, say);
    const auto n = fmt::format("{}", all.comparisons);
    return say(key,
               {{"since", all.since}, {"difference", w.difference}, {"low", w.low}, {"high", w.high}, {"count", n}});
}

// What a change would have had to be.
std::string detectable(const question& q, const change_figure& c, const base::translator& say) {
    if (!(c.detectable > 0) || (c.way != turn::not_certain && c.way != turn::alone)) return {};
    const auto least = std::ceil(100 * c.detectable);
    const auto size = q.is_share()
                          ? say({"figures.points_unsigned", {{"n", static_cast<std::int64_t>(least)}}})
                          : say("figures.steps", {{"signed", decimal(c.detectable, decimals_of(q), say.language())}});
    return " " + say("figures.detectable", {{"size", size}});
}

std::string why_withheld(standing s, const base::translator& say) {
    switch (s) {
    case standing::no_answers:
        return say("figures.withheld_no_answers");
    case standing::tells_of_few:
        return say("figures.withheld_tells_of_few");
    case standing::protects:
        return say("figures.withheld_protects");
    case standing::impossible:
        return say("figures.withheld_impossible");
    default:
        return say("figures.withheld_few", {{"least", fmt::format("{}", least_answers)}});
    }
}

std::string level(const question& q, const survey_figure& f, const base::translator& say) {
    const auto l = say.language();
    if (q.is_share())
        return say("figures.level_share",
                   {{"share", percent(f.value, say)}, {"limits", percent_range(f.limits)}, {"says", says(q, say)}});
    return say("figures.level_mean", {{"says", base::capitalized(says(q, say))},
                                      {"value", decimal(f.value, decimals_of(q), l)},
                                      {"limits", decimal_range(f.limits, decimals_of(q), l)},
                                      {"scale", decimal_range({q.scale_from, q.scale_to}, 0, l)}});
}

std::string self_told(const survey_report& all, const question& q, const survey_figure& f,
                      const base::translator& say) {
    const auto n = say.number(f.answers);
    auto out =
        q.is_share()
            ? say("figures.self_share", {{"n", n}, {"share", percent(f.value, say)}, {"says", says(q, say)}})
            : say("figures.self_mean",
                  {{"n", n}, {"value", decimal(f.value, decimals_of(q), say.language())}, {"says", says(q, say)}});
    out += " " + say("figures.self_no_level");
    if (!all.since.empty()) out += " " + say("figures.self_no_trend", {{"since", all.since}});
    return out;
}

} // namespace

int decimals_of(const question& q) { return q.scale_to - q.scale_from > 10 ? 1 : 2; }

std::string question_words(const question& q, const base::translator&) { return q.text.empty() ? q.id : q.text; }

std::string sentence(const survey_report& all, const survey_figure& f, const base::translator& say) {
    const auto& q = all.questions[f.question];
    std::string out;
    if (!is_shown(f.told)) {
        out = why_withheld(f.told, say);
    } else if (f.told == standing::self_told) {
        out = self_told(all, q, f, say);
    } else {
        out = level(q, f, say);
        if (f.change.way != turn::unasked) out += "; " + change_clause(all, q, f.change, say);
        out += "." + detectable(q, f.change, say);
        if (f.told == standing::weak) out += " " + say("figures.weak", {{"n", say.number(f.answers)}});
    }
    return f.level.empty() ? out : say("figures.in_group", {{"group", f.level}, {"told", out}});
}

std::vector<std::string> reading_notes(const survey_report& all, const base::translator& say) {
    std::vector<std::string> out;
    for (const auto& note : all.notes)
        out.push_back(say(note.text));
    if (all.self_selected) return out;
    out.push_back(say("figures.read_limits"));
    if (all.since.empty()) return out;
    out.push_back(say("figures.read_certain"));
    if (all.comparisons > 1) out.push_back(say("figures.read_family", {{"count", fmt::format("{}", all.comparisons)}}));
    return out;
}

std::string value_head(const question& q, const base::translator& say) {
    if (q.is_share() && !q.says.empty()) return base::capitalized(q.says.in(say.language()));
    return say(q.is_share() ? "figures.head_share" : "figures.head_mean");
}

std::string value_cell(const question& q, const survey_figure& f, const base::translator& say) {
    if (!is_shown(f.told)) return "–";
    const auto value = q.is_share() ? percent(f.value, say) : decimal(f.value, decimals_of(q), say.language());
    if (f.told == standing::self_told) return value;
    return fmt::format("{} ({})", value,
                       q.is_share() ? percent_range(f.limits)
                                    : decimal_range(f.limits, decimals_of(q), say.language()));
}

std::string change_cell(const question& q, const survey_figure& f, const base::translator& say) {
    const auto& c = f.change;
    if (std::isnan(c.difference)) return "–";
    const auto w = words_of(q, c, say);
    const auto first =
        q.is_share() ? signed_points(c.difference, say) : with_sign(c.difference, decimals_of(q), say.language());
    const bool is_certain = c.way == turn::up || c.way == turn::down;
    return say(is_certain ? "figures.cell_certain" : "figures.cell_not_certain",
               {{"difference", first}, {"low", w.low}, {"high", w.high}});
}

} // namespace figures
