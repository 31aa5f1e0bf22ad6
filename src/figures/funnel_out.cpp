#include "figures/funnel_out.hpp"

#include "base/text.hpp"
#include "figures/number_words.hpp"
#include "figures/out_json.hpp"
#include "figures/out_parts.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

namespace figures {
namespace {

std::string_view name(among a) {
    constexpr std::array names{"usual", "above", "below", "too_few", "hidden", "protects_another"};
    return names[static_cast<std::size_t>(a)];
}

std::string area_name(const funnel_figure& f, const base::translator& say) {
    return f.name.empty() ? f.id : f.name.in(say.language());
}

// Whole counts within the limits.
std::string usual_range(const funnel_figure& f, const base::translator& say) {
    return fmt::format("{}–{}", say.number(std::ceil(f.usual.low)), say.number(std::floor(f.usual.high)));
}

bool is_judged(const funnel_figure& f) { return is_shown(f.where) && f.where != among::too_few; }

std::vector<std::string> notes(const funnel_report& all, const base::translator& say) {
    std::vector<std::string> out{say("figures.note_funnel")};
    if (all.figures.size() < enough_areas)
        out.push_back(say("figures.note_funnel_few", {{"count", fmt::format("{}", all.figures.size())}}));
    return out;
}

} // namespace

std::string sentence(const funnel_report& all, const funnel_figure& f, const base::translator& say) {
    if (f.where == among::hidden) return say("figures.funnel_hidden", {{"area", area_name(f, say)}});
    if (f.where == among::protects) return say("figures.funnel_protects", {{"area", area_name(f, say)}});
    auto out = say("figures.funnel_year", {{"area", area_name(f, say)},
                                           {"count", say.number(f.count)},
                                           {"rate", decimal(f.rate, 1, say.language())},
                                           {"persons", say.number(all.per_persons)}});
    if (f.where == among::too_few) return out + " " + say("figures.funnel_too_few");
    std::string_view key = "figures.funnel_usual";
    if (f.where == among::above) key = "figures.funnel_above";
    if (f.where == among::below) key = "figures.funnel_below";
    return out + " " + say(key, {{"expected", say.number(std::round(f.expected))}, {"usual", usual_range(f, say)}});
}

std::string funnel_text(const funnel_report& all, const base::translator& say) {
    std::string out = all.title.empty() ? "" : all.title + "\n\n";
    std::vector<std::vector<std::string>> rows{{say("figures.head_area"), say("figures.head_year"),
                                                say("figures.head_rate", {{"persons", say.number(all.per_persons)}}),
                                                say("figures.head_expected"), say("figures.head_usual")}};
    std::string told;
    for (const auto& f : all.figures) {
        const bool is_hidden = !is_shown(f.where);
        rows.push_back({area_name(f, say), is_hidden ? (f.where == among::hidden ? "<5" : "–") : say.number(f.count),
                        is_hidden ? "–" : decimal(f.rate, 1, say.language()), decimal(f.expected, 1, say.language()),
                        is_judged(f) ? usual_range(f, say) : "–"});
        told += "  " + sentence(all, f, say) + "\n";
    }
    out += say("figures.year_to", {{"period", period_words(all.last, all.per, say)}}) + "\n" + laid_out(rows) + "\n" +
           told + "\n";
    for (const auto& note : notes(all, say))
        out += note + "\n";
    return base::without_control(out); // a table comes from anywhere, and a terminal obeys
}

std::string funnel_csv(const funnel_report& all, const base::translator& say) {
    std::vector<std::vector<std::string>> rows(1);
    for (const char* key :
         {"figures.head_area", "figures.head_year", "figures.csv_rate", "figures.csv_persons", "figures.head_expected",
          "figures.csv_usual_low", "figures.csv_usual_high", "figures.csv_stands_out", "figures.csv_sentence"})
        rows.front().push_back(csv_words(say(key)));
    for (const auto& f : all.figures)
        rows.push_back({csv_words(area_name(f, say)), csv_number(f.count, 0), csv_number(f.rate, 2),
                        csv_number(all.per_persons, 0), csv_number(f.expected, 1),
                        is_judged(f) ? csv_number(f.usual.low, 1) : "", is_judged(f) ? csv_number(f.usual.high, 1) : "",
                        is_judged(f) ? csv_words(say(f.where == among::usual ? "figures.no" : "figures.yes")) : "",
                        csv_words(sentence(all, f, say))});
    return csv_rows(rows);
}

std::string funnel_json(const funnel_report& all, const base::translator& say) {
    json out{{"title", all.title},
             {"per", all.per == pace::month ? "month" : "week"},
             {"latest", period_iso(all.last, all.per)},
             {"per_persons", all.per_persons},
             {"figures", json::array()},
             {"notes", notes(all, say)}};
    for (const auto& f : all.figures)
        out["figures"].push_back({{"area", f.id},
                                  {"year", f.count},
                                  {"rate", f.rate},
                                  {"expected", f.expected},
                                  {"usual", is_judged(f) ? json{f.usual.low, f.usual.high} : json(nullptr)},
                                  {"judged", name(f.where)},
                                  {"sentence", sentence(all, f, say)}});
    return out.dump(2);
}

} // namespace figures
