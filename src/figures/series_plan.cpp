#include "figures/series_plan.hpp"

#include "base/text.hpp"
#include "figures/cells.hpp"
#include "figures/plan_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace figures {
namespace {

std::optional<int> whole(std::string_view text) {
    int n = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
    return fault == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{n} : std::nullopt;
}

std::int64_t number_of(base::date day, pace p) {
    if (p == pace::week) return (base::monday_of(day) - base::monday_of(base::date{})).count() / 7;
    return 12 * static_cast<std::int64_t>(base::year_of(day)) + base::month_of(day) - 1;
}

struct at_period {
    double count = 0, population = 0;
    std::int64_t line = 0;
};
using periods = std::map<std::int64_t, at_period>;

struct series_columns {
    std::size_t period = 0, count = 0;
    std::optional<std::size_t> population, series;
};

base::result<series_columns> find_columns(const series_plan& plan, const base::table& t) {
    series_columns out;
    const auto find = [&](const std::string& name, auto& into) -> std::optional<base::problem> {
        if (name.empty()) return std::nullopt;
        const auto at = column_of(t, name);
        if (!at) return at.error();
        into = *at;
        return std::nullopt;
    };
    for (const auto& wrong : {find(plan.period_column, out.period), find(plan.count_column, out.count),
                              find(plan.population_column, out.population), find(plan.series_column, out.series)})
        if (wrong) return tl::unexpected(*wrong);
    return out;
}

base::result<at_period> read_cells(const base::table& t, std::size_t row, const series_columns& c) {
    at_period out{.line = t.rows[row].line};
    const auto count = number_in(t.rows[row].cells[c.count]);
    if (!count || *count < 0 || *count != std::floor(*count))
        return tl::unexpected(refuse_cell("figures.cell_no_count", t, row, c.count));
    out.count = *count;
    if (!c.population) return out;
    const auto people = number_in(t.rows[row].cells[*c.population]);
    if (!people || !(*people > 0))
        return tl::unexpected(refuse_cell("figures.cell_no_population", t, row, *c.population));
    out.population = *people;
    return out;
}

base::result<counted_series> without_gaps(const series_plan& plan, const std::string& id, const periods& all,
                                          std::int64_t last) {
    counted_series out{.id = id, .first = all.begin()->first, .count = {}, .population = {}};
    for (auto at = out.first; at <= last; ++at) {
        const auto found = all.find(at);
        if (found == all.end())
            return base::fail(base::problem_kind::invalid,
                              {plan.per == pace::month ? "figures.month_missing" : "figures.week_missing",
                               {{"period", first_day(at, plan.per)}, {"series", id.empty() ? plan.count_column : id}}});
        out.count.push_back(found->second.count);
        if (!plan.population_column.empty()) out.population.push_back(found->second.population);
    }
    return out;
}

} // namespace

std::optional<std::int64_t> period_number(std::string_view text, pace p) {
    text = base::trimmed(text);
    if (const auto day = base::parse_iso_date(text)) return number_of(*day, p);
    if (text.size() < 6 || text.size() > 12) return std::nullopt;
    const auto year = whole(text.substr(0, 4));
    auto rest = base::lower(text.substr(4));
    std::erase_if(rest, [](char c) { return c == ' ' || c == '-' || c == '.'; });
    if (rest.starts_with(p == pace::month ? "m" : "w") || (p == pace::week && rest.starts_with("v"))) rest.erase(0, 1);
    const auto part = whole(rest);
    if (!year || !part || *part < 1 || *part > (p == pace::month ? 12 : 53)) return std::nullopt;
    if (p == pace::month) return 12 * static_cast<std::int64_t>(*year) + *part - 1;
    const base::iso_week week{*year, static_cast<unsigned>(*part)};
    const auto monday = base::monday_of(week);
    return base::iso_week_of(monday) == week ? std::optional{number_of(monday, p)} : std::nullopt;
}

base::date first_day(std::int64_t period, pace p) {
    if (p == pace::week) return base::monday_of(base::date{}) + base::days{7 * period};
    return base::make_date(static_cast<int>(period / 12), static_cast<unsigned>(period % 12) + 1, 1);
}

std::string period_iso(std::int64_t period, pace p) {
    constexpr std::size_t month = 7; // letters
    auto day = base::to_iso(first_day(period, p));
    return p == pace::month ? day.substr(0, month) : day;
}

std::string period_words(std::int64_t period, pace p, const base::translator& say) {
    const auto day = first_day(period, p);
    if (p == pace::month) return say.month(day);
    const auto week = base::iso_week_of(day);
    return say("figures.week", {{"week", fmt::format("{}", week.week)}, {"year", fmt::format("{}", week.year)}});
}

const bilingual* series_plan::name_of(std::string_view series) const {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.first == series; });
    return found == names.end() ? nullptr : &found->second;
}

base::result<series_plan> parse_series_plan(std::string_view text) {
    const auto all = parse_plan_json(text);
    if (!all) return tl::unexpected(all.error());
    plan_reader r;
    series_plan out;
    if (r.known(*all, "",
                {"title", "per", "period", "count", "population", "series", "names", "per_persons", "hide_small"})) {
        out.title = r.text(*all, "", "title", false);
        const auto per = r.text(*all, "", "per", true);
        if (per != "month" && per != "week") r.refuse("per", "figures.plan_per", {{"said", per}});
        out.per = per == "week" ? pace::week : pace::month;
        out.period_column = r.text(*all, "", "period", true);
        out.count_column = r.text(*all, "", "count", true);
        out.population_column = r.text(*all, "", "population", false);
        out.series_column = r.text(*all, "", "series", false);
        out.hide_small = r.flag(*all, "", "hide_small");
        if (const auto n = all->find("per_persons"); n != all->end()) out.per_persons = r.number(*n, "per_persons", 1);
        if (const auto names = all->find("names"); names != all->end()) {
            static const json none = json::object();
            if (!names->is_object()) r.refuse("names", "figures.plan_object");
            for (const auto& [series, words] : (names->is_object() ? *names : none).items())
                out.names.emplace_back(series, r.words(words, plan_reader::below("names", series)));
        }
    }
    if (r.wrong()) return tl::unexpected(*r.wrong());
    return out;
}

base::result<std::vector<counted_series>> read_series(const series_plan& plan, const base::table& t) {
    const auto c = find_columns(plan, t);
    if (!c) return tl::unexpected(c.error());
    std::vector<std::pair<std::string, periods>> all; // in the order of the table
    std::int64_t last = 0;
    for (std::size_t row = 0; row < t.rows.size(); ++row) {
        const auto at = period_number(t.rows[row].cells[c->period], plan.per);
        if (!at || std::abs(*at) > 200'000)
            return tl::unexpected(refuse_cell(
                plan.per == pace::month ? "figures.cell_no_month" : "figures.cell_no_week", t, row, c->period));
        auto cells = read_cells(t, row, *c);
        if (!cells) return tl::unexpected(cells.error());
        const auto id = c->series ? t.rows[row].cells[*c->series] : std::string{};
        auto series = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.first == id; });
        if (series == all.end()) series = all.insert(all.end(), {id, {}});
        const auto [before, fresh] = series->second.try_emplace(*at, *cells);
        if (!fresh)
            return tl::unexpected(
                refuse_cell("figures.period_twice", t, row, c->period, fmt::format("{}", before->second.line)));
        last = std::max(last, *at);
    }
    if (all.empty()) return base::fail(base::problem_kind::invalid, {"figures.no_rows", {}});
    std::vector<counted_series> out;
    for (const auto& [id, of] : all) {
        auto series = without_gaps(plan, id, of, last);
        if (!series) return tl::unexpected(series.error());
        out.push_back(std::move(*series));
    }
    return out;
}

} // namespace figures
