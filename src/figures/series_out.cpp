#include "figures/series_out.hpp"

#include "base/text.hpp"
#include "figures/number_words.hpp"
#include "figures/out_json.hpp"
#include "figures/out_parts.hpp"
#include "figures/series_words.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace figures {
namespace {

std::string_view name(lately l) {
    constexpr std::array names{"higher", "higher_only_alone", "as_expected", "too_short", "too_rare", "not_fitted"};
    return names[static_cast<std::size_t>(l)];
}

std::string_view name(since_then t) {
    constexpr std::array names{"not_asked", "fewer",     "more",     "not_certain",
                               "outside",   "too_short", "too_rare", "not_fitted"};
    return names[static_cast<std::size_t>(t)];
}

std::vector<std::string> sentences(const series_report& all, const series_figure& f, const base::translator& say) {
    std::vector<std::string> out{level_sentence(all, f, say), latest_sentence(all, f, say)};
    if (all.began) out.push_back(turn_sentence(all, f, say));
    return out;
}

std::string or_dash(double x, int decimals, const base::translator& say) {
    return std::isnan(x) ? "–" : decimal(x, decimals, say.language());
}

} // namespace

std::string series_text(const series_report& all, const base::translator& say) {
    std::string out = all.title.empty() ? "" : all.title + "\n\n";
    std::vector<std::vector<std::string>> rows{{say("figures.head_series"), period_words(all.last, all.per, say),
                                                say("figures.head_expected"), say("figures.head_unusual"),
                                                say("figures.head_year"),
                                                say("figures.head_rate", {{"persons", say.number(all.per_persons)}})}};
    std::string told;
    for (const auto& f : all.figures) {
        rows.push_back({series_name(f, say), std::isnan(f.latest) ? "<5" : decimal(f.latest, 0, say.language()),
                        or_dash(f.expected, 1, say), or_dash(f.unusual_above, 0, say), or_dash(f.year, 0, say),
                        or_dash(f.rate, 1, say)});
        for (const auto& one : sentences(all, f, say))
            told += "  " + one + "\n";
        told += "\n";
    }
    out += laid_out(rows) + "\n" + told;
    for (const auto& note : reading_notes(all, say))
        out += note + "\n";
    return base::without_control(out); // a table comes from anywhere, and a terminal obeys
}

std::string series_csv(const series_report& all, const base::translator& say) {
    std::vector<std::vector<std::string>> rows(1);
    for (const char* key :
         {"figures.head_series", "figures.csv_period", "figures.csv_count", "figures.head_expected",
          "figures.head_unusual", "figures.csv_p", "figures.csv_higher", "figures.head_year", "figures.csv_year_low",
          "figures.csv_year_high", "figures.csv_rate", "figures.csv_persons", "figures.csv_ratio",
          "figures.csv_ratio_low", "figures.csv_ratio_high", "figures.csv_turned", "figures.csv_sentence"})
        rows.front().push_back(csv_words(say(key)));
    const auto yes = [&](bool judged, bool really) {
        return judged ? csv_words(say(really ? "figures.yes" : "figures.no")) : std::string{};
    };
    for (const auto& f : all.figures) {
        std::string told;
        for (const auto& one : sentences(all, f, say))
            told += (told.empty() ? "" : " ") + one;
        rows.push_back({csv_words(series_name(f, say)), period_iso(all.last, all.per), csv_number(f.latest, 0),
                        csv_number(f.expected, 1), csv_number(f.unusual_above, 0), csv_number(f.p_adjusted, 4),
                        yes(!std::isnan(f.p), f.now == lately::higher), csv_number(f.year, 0),
                        csv_number(f.year_limits.low, 1), csv_number(f.year_limits.high, 1), csv_number(f.rate, 2),
                        std::isnan(f.rate) ? "" : csv_number(all.per_persons, 0), csv_number(f.ratio, 3),
                        csv_number(f.ratio_limits.low, 3), csv_number(f.ratio_limits.high, 3),
                        yes(!std::isnan(f.ratio), f.turn == since_then::fewer || f.turn == since_then::more),
                        csv_words(told)});
    }
    return csv_rows(rows);
}

std::string series_json(const series_report& all, const base::translator& say) {
    json out{{"title", all.title},
             {"per", all.per == pace::month ? "month" : "week"},
             {"latest", period_iso(all.last, all.per)},
             {"began", all.began ? json(period_iso(*all.began, all.per)) : json(nullptr)},
             {"per_persons", all.per_persons},
             {"figures", json::array()},
             {"notes", reading_notes(all, say)}};
    for (const auto& f : all.figures) {
        json turn = nullptr;
        if (all.began)
            turn = {{"judged", name(f.turn)},
                    {"before", f.before},
                    {"after", f.after},
                    {"ratio", f.ratio},
                    {"limits", limits_json(f.ratio_limits)},
                    {"p", f.turn_p},
                    {"p_adjusted", f.turn_p_adjusted}};
        out["figures"].push_back({{"series", f.id},
                                  {"periods", f.periods},
                                  {"count", f.latest},
                                  {"year", f.year},
                                  {"year_limits", limits_json(f.year_limits)},
                                  {"rate", f.rate},
                                  {"rate_limits", limits_json(f.rate_limits)},
                                  {"latest",
                                   {{"judged", name(f.now)},
                                    {"years", f.years},
                                    {"expected", f.expected},
                                    {"unusual_above", f.unusual_above},
                                    {"p", f.p},
                                    {"p_adjusted", f.p_adjusted}}},
                                  {"since", turn},
                                  {"sentences", sentences(all, f, say)}});
    }
    return out.dump(2);
}

} // namespace figures
