#include "survey_page.hpp"

#include "answers.hpp"
#include "figures/survey_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <map>
#include <string>
#include <vector>

namespace bench {

namespace {

constexpr std::size_t places = 10, questions = 40, answers = 2000; // of each round
constexpr std::array rounds = {"2021", "2023"};
constexpr std::array<const char*, ages> age_names = {"16–29", "30–44", "45–64", "65–"};
constexpr std::array<const char*, sexes> sex_names = {"kvinna", "man"};

double seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string place_name(std::size_t at) { return fmt::format("Område {}", at + 1); }

struct made_survey {
    figures::survey_plan plan;
    base::table table;
};

// Ten areas are the municipalities of an invented country; of a question of four, five and above are counted.
made_survey made() {
    const auto s = invent_survey({.municipalities = places,
                                  .rounds = rounds.size(),
                                  .answers = rounds.size() * answers,
                                  .items = questions,
                                  .least = 60});
    made_survey out;
    auto& plan = out.plan;
    plan.title = "En kommun";
    plan.round_column = "omgång";
    plan.rounds = {rounds.begin(), rounds.end()};
    plan.strata.emplace().column = "område";
    plan.margins = {{"kön", {}}, {"ålder", {}}};
    plan.groups = {{"område", {"Område", "Area"}}, {"ålder", {"Ålder", "Age"}}};
    figures::level_counts areas_all, sex_all, age_all;
    std::array<double, sexes> of_sex{};
    std::array<double, ages> of_age{};
    for (std::size_t m = 0; m < places; ++m) {
        const auto& of = s.register_of[m].stratum;
        double all = 0;
        for (std::size_t h = 0; h < strata; ++h) {
            all += of[h];
            of_age[h / sexes] += of[h];
            of_sex[h % sexes] += of[h];
        }
        areas_all.emplace_back(place_name(m), all);
    }
    for (std::size_t a = 0; a < ages; ++a)
        age_all.emplace_back(age_names[a], of_age[a]);
    for (std::size_t x = 0; x < sexes; ++x)
        sex_all.emplace_back(sex_names[x], of_sex[x]);
    for (const auto* r : rounds) {
        plan.strata->population.of[r] = areas_all;
        plan.margins[0].population.of[r] = sex_all;
        plan.margins[1].population.of[r] = age_all;
    }
    auto& table = out.table;
    table.headings = {"omgång", "område", "kön", "ålder"};
    for (std::size_t k = 0; k < questions; ++k) {
        figures::question q;
        q.id = fmt::format("f{}", k + 1);
        q.text = fmt::format("Fråga {}", k + 1);
        q.says = {"håller med", "agree"};
        for (int a = 0; a <= 6; ++a)
            q.answers.push_back(std::to_string(a));
        q.counted = k % 5 == 0 ? std::vector<std::string>{"6"} : std::vector<std::string>{"4", "5", "6"};
        q.sensitive = k % 5 == 0;
        table.headings.push_back(q.id);
        plan.questions.push_back(std::move(q));
    }
    for (std::size_t p = 0; p + 1 < s.begin.size(); ++p)
        for (std::size_t i = s.begin[p]; i < s.begin[p + 1]; ++i) {
            base::table::row row{static_cast<std::int64_t>(table.rows.size()) + 2, {}};
            row.cells = {rounds[p / places], place_name(p % places), sex_names[static_cast<std::size_t>(s.sex[i])],
                         age_names[static_cast<std::size_t>(s.age[i])]};
            for (const auto& y : s.answer)
                row.cells.push_back(y[i] == y[i] ? std::to_string(static_cast<int>(y[i])) : std::string{});
            table.rows.push_back(std::move(row));
        }
    return out;
}

double median(std::vector<double> all) {
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), middle, all.end());
    return *middle;
}

} // namespace

int survey_page() {
    const auto survey = made();
    const base::translator say{base::language::sv};
    std::vector<double> reckoned, worded;
    std::size_t figures = 0, withheld = 0, bytes = 0;
    for (int i = 0; i < 15; ++i) {
        const double begin = seconds();
        const auto told = figures::survey_figures(survey.plan, survey.table, {{}, {"område", "ålder"}, {}, "2021"});
        reckoned.push_back(seconds() - begin);
        if (!told) {
            fmt::print(stderr, "{} {}\n", told.error().field, say(told.error().text));
            return 1;
        }
        const double told_at = seconds();
        bytes = figures::survey_text(*told, say).size();
        worded.push_back(seconds() - told_at);
        figures = told->figures.size();
        withheld = static_cast<std::size_t>(std::count_if(told->figures.begin(), told->figures.end(),
                                                          [](const auto& f) { return !figures::is_shown(f.told); }));
    }
    fmt::print(R"({{"figures":{},"withheld":{},"bytes":{},"reckoned":{},"worded":{}}})"
               "\n",
               figures, withheld, bytes, median(reckoned), median(worded));
    return 0;
}

} // namespace bench
