#include "figures/survey_out.hpp"

#include "base/text.hpp"
#include "figures/out_json.hpp"
#include "figures/out_parts.hpp"
#include "figures/survey_words.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace figures {
namespace {

std::string_view name(standing s) {
    constexpr std::array names{"plain",   "weak",         "self_selected",    "no_answers",
                               "too_few", "tells_of_few", "protects_another", "impossible"};
    return names[static_cast<std::size_t>(s)];
}

std::string_view name(turn t) {
    constexpr std::array names{"not_asked",   "up",       "down",        "certain_only_alone",
                               "not_certain", "withheld", "few_one_way", "unchanging"};
    return names[static_cast<std::size_t>(t)];
}

json change_json(const survey_report& all, const change_figure& c) {
    if (all.since.empty() || all.self_selected) return nullptr;
    return {{"since", all.since},         {"judged", name(c.way)},           {"before", c.before},
            {"difference", c.difference}, {"limits", limits_json(c.limits)}, {"p", c.p},
            {"p_adjusted", c.p_adjusted}, {"detectable", c.detectable}};
}

json figure_json(const survey_report& all, const survey_figure& f, const base::translator& say) {
    const auto& q = all.questions[f.question];
    const bool is_self = f.told == standing::self_told;
    json out{{"question", q.id},
             {"group", f.column.empty() ? json(nullptr) : json(f.column)},
             {"level", f.level.empty() ? json(nullptr) : json(f.level)},
             {"answers", f.answers},
             {"standing", name(f.told)},
             {"kind", q.is_share() ? "share" : "mean"},
             {"value", is_self ? stats::missing : f.value},
             {"limits", limits_json(f.limits)},
             {"exact_limits", f.exact},
             {"design_effect", f.design_effect}};
    // Under a name of its own: whoever looks for a level must not find one.
    if (is_self) out["among_those_who_answered"] = f.value;
    out["change"] = change_json(all, f.change);
    out["sentence"] = sentence(all, f, say);
    return out;
}

std::string heading(const question& q, const survey_report& all, const base::translator& say) {
    const auto text = question_words(q, say);
    return all.round.empty() ? text : fmt::format("{} ({})", text, all.round);
}

} // namespace

std::string survey_text(const survey_report& all, const base::translator& say) {
    std::string out;
    if (!all.title.empty()) out += all.title + "\n\n";
    const bool has_change = !all.since.empty() && !all.self_selected;
    for (std::size_t number = 0; number < all.questions.size(); ++number) {
        const auto& q = all.questions[number];
        std::vector<std::vector<std::string>> rows{
            {say("figures.head_group"), say("figures.head_answers"), value_head(q, say)}};
        if (has_change)
            rows.front().push_back(
                say(q.is_share() ? "figures.head_change_points" : "figures.head_change", {{"since", all.since}}));
        std::string told, column;
        for (const auto& f : all.figures) {
            if (f.question != number) continue;
            if (f.column != column) {
                column = f.column;
                const auto label = f.label.in(say.language());
                rows.push_back({(label.empty() ? column : label) + ":"});
            }
            const auto answers = std::isnan(f.answers) ? fmt::format("<{}", least_answers) : say.number(f.answers);
            rows.push_back(
                {f.level.empty() ? say("figures.everybody") : "  " + f.level, answers, value_cell(q, f, say)});
            if (has_change) rows.back().push_back(change_cell(q, f, say));
            told += "  " + sentence(all, f, say) + "\n";
        }
        out += heading(q, all, say) + "\n" + laid_out(rows) + "\n" + told + "\n";
    }
    for (const auto& note : reading_notes(all, say))
        out += note + "\n";
    return base::without_control(out); // a table comes from anywhere, and a terminal obeys
}

std::string survey_csv(const survey_report& all, const base::translator& say) {
    std::vector<std::vector<std::string>> rows(1);
    for (const char* key :
         {"figures.csv_question", "figures.csv_text", "figures.csv_group", "figures.csv_level", "figures.csv_round",
          "figures.csv_answers", "figures.csv_unit", "figures.csv_value", "figures.csv_low", "figures.csv_high",
          "figures.csv_since", "figures.csv_change_unit", "figures.csv_change", "figures.csv_change_low",
          "figures.csv_change_high", "figures.csv_p", "figures.csv_certain", "figures.csv_sentence"})
        rows.front().push_back(csv_words(say(key)));
    for (const auto& f : all.figures) {
        const auto& q = all.questions[f.question];
        const double by = q.is_share() ? 100 : 1;
        const int decimals = q.is_share() ? 1 : decimals_of(q);
        const auto number = [&](double x) { return csv_number(by * x, decimals); };
        const auto& c = f.change;
        const bool has_change = !std::isnan(c.difference);
        const bool is_certain = c.way == turn::up || c.way == turn::down;
        rows.push_back({csv_words(q.id), csv_words(q.text), csv_words(f.column), csv_words(f.level),
                        csv_words(all.round), csv_number(f.answers, 0),
                        csv_words(say(f.told == standing::self_told ? "figures.unit_those_who_answered"
                                      : q.is_share()                ? "figures.unit_percent"
                                                                    : "figures.unit_mean")),
                        number(f.value), number(f.limits.low), number(f.limits.high),
                        has_change ? csv_words(all.since) : "",
                        has_change ? csv_words(say(q.is_share() ? "figures.unit_points" : "figures.unit_steps")) : "",
                        number(c.difference), number(c.limits.low), number(c.limits.high), csv_number(c.p_adjusted, 4),
                        has_change ? csv_words(say(is_certain ? "figures.yes" : "figures.no")) : "",
                        csv_words(sentence(all, f, say))});
    }
    return csv_rows(rows);
}

std::string survey_json(const survey_report& all, const base::translator& say) {
    json out{{"title", all.title},
             {"selection", all.self_selected ? "self_selected" : "random_sample"},
             {"round", all.round.empty() ? json(nullptr) : json(all.round)},
             {"comparisons", all.comparisons},
             {"figures", json::array()},
             {"notes", reading_notes(all, say)}};
    for (const auto& f : all.figures)
        out["figures"].push_back(figure_json(all, f, say));
    return out.dump(2);
}

} // namespace figures
