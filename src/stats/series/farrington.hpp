#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"
#include "stats/series/level_trend.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace stats::series {

// Is the latest count of a series higher than its own past leads one to expect? Noufaily et al., Stat. Med. 32 (2013),
// after Farrington et al., JRSS A 159 (1996). R: surveillance::farringtonFlexible. Recommended for monthly crime: 5
// years, half_window 1, periods 10, alpha 0.01, trend_p 1, limit 0 cases, nb_plugin, recent 3; needs 61 months or more.
// Of 290 municipalities' 20 series 58 alarm each month by chance at alpha 0.01: adjust p over the list.

enum class threshold {
    delta,     // (μ^e + z s)^(1/e)
    nb_plugin, // the quantile of a negative binomial with the fitted mean: the one to use
    muan,      // the same at the upper limit of the mean: not for series with a mean below 1
};
enum class power { two_thirds, half, one };

struct farrington_options {
    int years = 5;       // b
    int half_window = 3; // w
    int periods = 1;     // groups that the year between the windows is cut into. R: noPeriods
    bool reweight = true;
    double weights_threshold = 2.58; // Anscombe residuals above it count less
    double alpha = 0.05;             // one-sided
    bool trend = true;
    double trend_p =
        0.05; // a trend with a p-value below it is kept; 1: always, but for extrapolation. R: pThresholdTrend
    double limit_cases = 5; // fewer in the latest limit_points: no threshold. R: limit54
    int limit_points = 4;
    threshold method = threshold::delta;
    power transformation = power::two_thirds;
    int recent = -1; // points before the latest that are not learnt from; −1: half_window. R: pastWeeksNotIncluded
    // R writes its reweighting over the fit's working weights, and takes errors and the trend's test from those:
    // without effect where nb_plugin meets trend_p 1. This gives its numbers, to compare with; nothing that is shown
    // does.
    bool as_r = false;
};

struct farrington_result {
    double expected = missing;  // missing: no threshold
    double threshold = missing; // upper bound
    bool alarm = false;
    double score = missing;      // (y − e) / (threshold − e), R's scale: e = log μ for nb_plugin and muan
    double p = missing;          // of as many or more
    double upper_mean = missing; // R: mu0Vector (without meaning for delta)
    double dispersion = missing; // at least 1
    double trend = missing;      // coefficient a unit of time; missing: no trend kept
    bool fitted = false;         // false: no model converged
};

// Where the same time of year lies in earlier years.
struct calendar {
    std::vector<double> time;            // of each point: its number from 1, or its day
    bool dated = false;                  // the trend's time begins at the first point learnt from, not at 0
    double unit = 1;                     // of time in the trend: 1, or days between the first two points
    std::vector<std::int32_t> reference; // positions: the latest, one year back, …

    // Points numbered 1…n, `frequency` a year.
    static result<calendar> by_index(std::size_t n, std::size_t latest, int frequency, int years);
    // Points with dates; `weekly`: the nearest same weekday to the date a year back, else that date itself.
    static result<calendar> by_date(std::span<const std::chrono::sys_days> days, std::size_t latest, bool weekly,
                                    int years);
};

// Which points a judgement learns from and how: the same for every series with one calendar, made once for all of them.
class farrington_plan {
  public:
    // n: how many points a series has; latest: the one that is judged (0-based).
    static result<farrington_plan> make(std::size_t n, std::size_t latest, const calendar& when,
                                        const farrington_options& options);

    // y as many as n, missing where nobody counted; population empty: no offset. Any thread may ask. Refused
    // (bad_number; cell: the point): a count below none, and a population of none where the point is learnt from or
    // judged.
    [[nodiscard]] result<farrington_result> judge(column y, column population = {}) const;

  private:
    struct counts;
    struct fitted;
    [[nodiscard]] result<farrington_result> judge(const counts& c, column y, double offset_now) const;
    [[nodiscard]] std::optional<fitted> fit(level_trend& model, const counts& c, bool trend, double offset_now) const;

    farrington_options options_;
    std::size_t n_ = 0;
    std::size_t latest_ = 0;
    grouped_points learnt_;
    std::vector<std::uint32_t> point_; // of the series, in the order of learnt_
    std::vector<int> name_;            // of each group of learnt_
    double time_now_ = 0;
};

// A plan for one series and its judgement.
result<farrington_result> farrington(column y, column population, std::size_t latest, const calendar& when,
                                     const farrington_options& options);

} // namespace stats::series
