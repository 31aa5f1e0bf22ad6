// bench_stats FOLDER: leaves invented surveys and crimes there as columns for another program, and then measures what
// each line of its input names, with so many threads: "calibrate 1", "domains 2", "expert 1", "series 1". Answers with
// a line of JSON: seconds of the clock and of the processor. Figures are left beside the columns, to be compared.
// bench_stats growth: what an answer costs, and memory against the data's, from few answers to many.
// bench_stats page: one municipality's survey from its table to sentences.
#include "answers.hpp"
#include "stats/distributions.hpp"
#include "stats/series/farrington.hpp"
#include "stats/survey/calibrate.hpp"
#include "stats/survey/change.hpp"
#include "stats/survey/tabulation.hpp"
#include "survey_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using stats::survey::design;
using stats::survey::domain_estimate;
using stats::survey::tabulation;
using figures_of = std::vector<double>;

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double clock_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// work(i, thread) for all i below n, shared between threads as they get done.
void shared_out(std::size_t n, unsigned threads, const std::function<void(std::size_t, unsigned)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto run = [&](unsigned thread) {
        for (std::size_t i = next++; i < n; i = next++)
            work(i, thread);
    };
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < threads; ++t)
        others.emplace_back(run, t);
    run(0);
}

template <class T>
std::span<const T> part(const std::vector<T>& all, std::size_t from, std::size_t to) {
    return std::span(all).subspan(from, to - from);
}

class country {
  public:
    country() : survey_{bench::invent_survey({})}, crimes_{bench::invent_crimes()} {
        for (std::size_t p = 0; p < places(); ++p)
            calibrated_.push_back(calibrated(p));
    }

    void write(const std::string& folder) const { bench::write_columns(survey_, crimes_, folder); }

    figures_of run(const std::string& what, unsigned threads) const {
        if (what == "calibrate") return calibrate(threads);
        if (what == "domains") return domains(threads);
        if (what == "expert") return expert(threads);
        if (what == "series") return series(threads);
        throw std::runtime_error("unknown: " + what);
    }

  private:
    [[nodiscard]] std::size_t places() const { return survey_.begin.size() - 1; }
    [[nodiscard]] std::size_t municipalities() const { return survey_.shape.municipalities; }
    [[nodiscard]] std::size_t items() const { return survey_.shape.items; }

    template <class T>
    [[nodiscard]] std::span<const T> of(const std::vector<T>& all, std::size_t place) const {
        return part(all, survey_.begin[place], survey_.begin[place + 1]);
    }
    [[nodiscard]] stats::factor factor(const std::vector<std::int32_t>& code, std::size_t levels, std::size_t p) const {
        return {of(code, p), static_cast<std::int32_t>(levels)};
    }

    [[nodiscard]] design calibrated(std::size_t p) const {
        const auto drawn = design::make({.stratum = factor(survey_.stratum, bench::strata, p),
                                         .weight = of(survey_.weight, p),
                                         .population = of(survey_.population, p),
                                         .alone = stats::survey::lonely::about_zero});
        const auto& totals = survey_.register_of[p % municipalities()];
        stats::survey::calibration to;
        to.margins = {{factor(survey_.stratum, bench::strata, p), totals.stratum},
                      {factor(survey_.area, bench::areas, p), totals.area},
                      {factor(survey_.birth, bench::births, p), totals.birth}};
        return stats::survey::calibrate(drawn.value(), to, {.epsilon = 1e-10}).value();
    }

    struct room {
        tabulation::scratch scratch;
        std::vector<stats::column> columns;
        std::vector<domain_estimate> told;
    };

    // Of each item in turn, its domains.
    const std::vector<domain_estimate>& told_of(std::size_t p, const tabulation& table, room& in) const {
        in.columns.clear();
        for (const auto& y : survey_.answer)
            in.columns.push_back(of(y, p));
        in.told.resize(items() * table.domains());
        table.means(in.columns, in.told, in.scratch);
        return in.told;
    }

    // Weights within each municipality and round, on three margins.
    [[nodiscard]] figures_of calibrate(unsigned threads) const {
        figures_of out(survey_.rows());
        shared_out(places(), threads, [&](std::size_t p, unsigned) {
            const auto d = calibrated(p);
            std::copy(d.weight().begin(), d.weight().end(),
                      out.begin() + static_cast<std::ptrdiff_t>(survey_.begin[p]));
        });
        return out;
    }

    // Means with their errors in the cells of age and sex, of calibrated designs, and a test of each item's change.
    [[nodiscard]] figures_of domains(unsigned threads) const {
        const std::size_t each = items() * bench::strata * 2;
        figures_of out(places() * each + municipalities() * items());
        std::vector<room> scratch(threads);
        shared_out(municipalities(), threads, [&](std::size_t m, unsigned thread) {
            std::vector<stats::survey::two_rounds> told(items());
            std::vector<double> df(items(), -1);
            for (std::size_t r = 0; r < 2; ++r) {
                const std::size_t p = r * municipalities() + m;
                const auto& d = calibrated_[p];
                const stats::factor by[] = {factor(survey_.stratum, bench::strata, p)};
                const auto table = tabulation::make(d, by).value();
                const auto& estimates = told_of(p, table, scratch[thread]);
                std::vector<char> answered(d.rows());
                double* to = &out[p * each];
                for (std::size_t k = 0; k < items(); ++k) {
                    const auto y = of(survey_.answer[k], p);
                    const auto* const e = &estimates[k * table.domains()];
                    for (std::size_t h = 1; h <= bench::strata; ++h) {
                        *to++ = e[h].value;
                        *to++ = e[h].se;
                    }
                    for (std::size_t i = 0; i < y.size(); ++i)
                        answered[i] = y[i] == y[i] ? 1 : 0;
                    df[k] += d.degrees_of_freedom(answered);
                    (r == 0 ? told[k].before : told[k].after) = e->value;
                    (r == 0 ? told[k].se_before : told[k].se_after) = e->se;
                }
            }
            for (std::size_t k = 0; k < items(); ++k)
                out[places() * each + m * items() + k] = stats::survey::change_between(told[k], df[k])->p;
        });
        return out;
    }

    // What whoever knows R well would write as one matrix: weights, then everybody, sexes, ages and their cells, and
    // how many of the changes differ from none.
    [[nodiscard]] figures_of expert(unsigned threads) const {
        constexpr std::size_t domains = 1 + bench::sexes + bench::ages + bench::strata;
        const std::size_t each = items() * domains * 2;
        figures_of out(places() * each + 1);
        std::vector<room> scratch(threads);
        std::atomic<std::size_t> changed = 0;
        shared_out(municipalities(), threads, [&](std::size_t m, unsigned thread) {
            for (std::size_t r = 0; r < 2; ++r) {
                const std::size_t p = r * municipalities() + m;
                const auto d = calibrated(p);
                const stats::factor by[] = {factor(survey_.sex, bench::sexes, p), factor(survey_.age, bench::ages, p),
                                            factor(survey_.stratum, bench::strata, p)};
                const auto table = tabulation::make(d, by).value();
                double* to = &out[p * each];
                for (const auto& e : told_of(p, table, scratch[thread])) {
                    *to++ = e.value;
                    *to++ = e.se;
                }
            }
            const double* before = &out[m * each];
            const double* after = &out[(municipalities() + m) * each];
            std::size_t here = 0;
            for (std::size_t i = 0; i < each; i += 2)
                here += stats::normal_two_sided((after[i] - before[i]) / std::hypot(after[i + 1], before[i + 1])) < .05;
            changed += here;
        });
        out.back() = static_cast<double>(changed);
        return out;
    }

    // The latest month of every series.
    [[nodiscard]] figures_of series(unsigned threads) const {
        const auto latest = crimes_.months - 1;
        const auto when = stats::series::calendar::by_date(months(), latest, false, 5);
        const auto plan = stats::series::farrington_plan::make(crimes_.months, latest, when.value(),
                                                               {.years = 5,
                                                                .half_window = 1,
                                                                .periods = 10,
                                                                .alpha = .01,
                                                                .trend_p = 1,
                                                                .limit_cases = 0,
                                                                .limit_points = 1,
                                                                .method = stats::series::threshold::nb_plugin,
                                                                .recent = 3})
                              .value();
        figures_of out(crimes_.series() * 3);
        constexpr std::size_t together = 20;
        shared_out(crimes_.series() / together, threads, [&](std::size_t some, unsigned) {
            for (std::size_t s = some * together; s < (some + 1) * together; ++s) {
                const auto judged = plan.judge(crimes_.of(s)).value();
                out[3 * s] = judged.expected;
                out[3 * s + 1] = judged.threshold;
                out[3 * s + 2] = judged.p;
            }
        });
        return out;
    }

    [[nodiscard]] std::vector<std::chrono::sys_days> months() const {
        std::vector<std::chrono::sys_days> out;
        for (std::size_t t = 0; t < crimes_.months; ++t)
            out.emplace_back((std::chrono::year(2010) / 1 + std::chrono::months(t)) / 1);
        return out;
    }

    bench::survey survey_;
    bench::crimes crimes_;
    std::vector<design> calibrated_;
};

int serve(const std::string& folder) {
    const country all;
    all.write(folder);
    fmt::print("{{}}\n");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string what;
        unsigned threads = 1;
        words >> what >> threads;
        const double clock = clock_seconds();
        const double processor = processor_seconds();
        const auto told = all.run(what, threads);
        fmt::print(R"({{"clock":{},"processor":{}}})"
                   "\n",
                   clock_seconds() - clock, processor_seconds() - processor);
        std::fflush(stdout);
        std::ofstream to{folder + "/ours." + what, std::ios::binary};
        to.write(reinterpret_cast<const char*>(told.data()),
                 static_cast<std::streamsize>(told.size() * sizeof told[0]));
    }
    return 0;
}

// Of the memory that the program has; "VmHWM" the most since it was last told to begin anew.
double kept_bytes(const std::string& name) {
    std::ifstream file{"/proc/self/status"};
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) * 1024;
    return 0;
}

// One survey of so many answers to forty items: weighted on three margins, ten groups and their errors.
int growth(std::size_t answers) {
    constexpr std::size_t items = 40;
    const auto s =
        bench::invent_survey({.municipalities = 1, .rounds = 1, .answers = answers, .items = items, .least = answers});
    std::ofstream{"/proc/self/clear_refs"} << 5;
    const double before = kept_bytes("VmRSS");
    const double data = static_cast<double>(s.rows() * ((items + 2) * sizeof(double) + 5 * sizeof(std::int32_t)));
    const auto factor = [](const std::vector<std::int32_t>& code, std::size_t levels) {
        return stats::factor{code, static_cast<std::int32_t>(levels)};
    };
    const auto& totals = s.register_of.front();
    stats::survey::calibration to;
    to.margins = {{factor(s.stratum, bench::strata), totals.stratum},
                  {factor(s.area, bench::areas), totals.area},
                  {factor(s.birth, bench::births), totals.birth}};
    const stats::factor by[] = {factor(s.area, bench::areas), factor(s.birth, bench::births)};
    double best = 1e9;
    const int rounds = static_cast<int>(std::max<std::size_t>(3, 200'000 / answers));
    for (int i = 0; i < rounds; ++i) {
        const double begin = processor_seconds();
        const auto d = stats::survey::calibrate(design::make({.stratum = factor(s.stratum, bench::strata),
                                                              .weight = s.weight,
                                                              .population = s.population})
                                                    .value(),
                                                to)
                           .value();
        const auto table = tabulation::make(d, by).value();
        std::vector<domain_estimate> estimates(items * table.domains());
        tabulation::scratch scratch;
        table.means(std::vector<stats::column>(s.answer.begin(), s.answer.end()), estimates, scratch);
        best = std::min(best, processor_seconds() - begin);
    }
    fmt::print(R"({{"nanoseconds":{},"data":{},"more":{}}})"
               "\n",
               best * 1e9 / static_cast<double>(s.rows() * items), data, kept_bytes("VmHWM") - before);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "growth" && argc == 3) return growth(std::stoul(argv[2]));
    if (what == "page") return bench::survey_page();
    if (!what.empty() && argc == 2) return serve(what);
    fmt::print(stderr, "bench_stats FOLDER | growth ANSWERS | page\n");
    return 2;
}
