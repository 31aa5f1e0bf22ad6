#include "stats/series/seasonal.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace stats::series {

namespace {

using numbers = std::vector<double>;

struct smoother {
    int window = 0;
    int degree = 0;
    int step = 1; // points between those that are fitted; straight lines between
};

// The value at position x (points are 0 … n−1) of a line, or a constant, fitted to points left … right with tricube
// weights times `weight`; nullopt where no point counts.
std::optional<double> fitted(const numbers& y, const smoother& s, double x, int left, int right,
                             const numbers& weight) {
    const int n = static_cast<int>(y.size());
    double reach = std::max(x - left, right - x);
    if (s.window > n) reach += (s.window - n) / 2;
    numbers w(static_cast<std::size_t>(right - left + 1), 0.0);
    double all = 0;
    for (int j = left; j <= right; ++j) {
        const double r = std::abs(j - x);
        if (r > 0.999 * reach) continue;
        auto& at = w[static_cast<std::size_t>(j - left)];
        at = r <= 0.001 * reach ? 1 : std::pow(1 - std::pow(r / reach, 3), 3);
        if (!weight.empty()) at *= weight[static_cast<std::size_t>(j)];
        all += at;
    }
    if (all <= 0) return std::nullopt;
    double centre = 0, spread = 0, out = 0;
    for (int j = left; j <= right; ++j) {
        w[static_cast<std::size_t>(j - left)] /= all;
        centre += w[static_cast<std::size_t>(j - left)] * j;
    }
    for (int j = left; j <= right; ++j)
        spread += w[static_cast<std::size_t>(j - left)] * (j - centre) * (j - centre);
    // A line through points that all but coincide would be any line.
    const bool line = reach > 0 && s.degree > 0 && std::sqrt(spread) > 0.001 * (n - 1);
    const double slope = line ? (x - centre) / spread : 0;
    for (int j = left; j <= right; ++j)
        out += w[static_cast<std::size_t>(j - left)] * (1 + slope * (j - centre)) * y[static_cast<std::size_t>(j)];
    return out;
}

numbers smoothed(const numbers& y, const smoother& s, const numbers& weight) {
    const int n = static_cast<int>(y.size());
    if (n < 2) return y;
    const int step = std::min(s.step, n - 1), half = (s.window + 1) / 2;
    numbers out(y.size());
    // The window about a point, moved in where it would pass an end.
    const auto left_of = [&](int i) { return s.window >= n ? 0 : std::clamp(i - half + 1, 0, n - s.window); };
    const auto fit = [&](int i, int left) {
        const auto at = static_cast<std::size_t>(i);
        out[at] = fitted(y, s, i, left, std::min(left + s.window, n) - 1, weight).value_or(y[at]);
    };
    const auto join = [&](int from, int to) {
        const double a = out[static_cast<std::size_t>(from)], b = out[static_cast<std::size_t>(to)];
        for (int j = from + 1; j < to; ++j)
            out[static_cast<std::size_t>(j)] = a + (b - a) / (to - from) * (j - from);
    };
    int last = 0;
    for (int i = 0; i < n; i += step) {
        fit(i, left_of(i));
        if (i > 0) join(i - step, i);
        last = i;
    }
    if (last != n - 1) {
        // By the window of the last point fitted, as the paper's program has it.
        fit(n - 1, left_of(last));
        join(last, n - 1);
    }
    return out;
}

numbers moving_mean(const numbers& y, std::size_t width) {
    numbers out;
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        sum += y[i];
        if (i >= width) sum -= y[i - width];
        if (i + 1 >= width) out.push_back(sum / static_cast<double>(width));
    }
    return out;
}

// Each season's points by themselves, a year before and a year after the series too: n + 2 f values.
numbers cycles(const numbers& y, int frequency, const smoother& s, const numbers& weight) {
    const auto f = static_cast<std::size_t>(frequency);
    numbers out(y.size() + 2 * f);
    for (std::size_t season = 0; season < f; ++season) {
        numbers own, own_weight;
        for (std::size_t i = season; i < y.size(); i += f) {
            own.push_back(y[i]);
            if (!weight.empty()) own_weight.push_back(weight[i]);
        }
        const int k = static_cast<int>(own.size());
        const auto inner = smoothed(own, s, own_weight);
        const auto before = fitted(own, s, -1, 0, std::min(s.window, k) - 1, own_weight);
        const auto after = fitted(own, s, k, std::max(0, k - s.window), k - 1, own_weight);
        out[season] = before.value_or(inner.front());
        for (std::size_t m = 0; m < inner.size(); ++m)
            out[season + (m + 1) * f] = inner[m];
        out[season + (inner.size() + 1) * f] = after.value_or(inner.back());
    }
    return out;
}

int next_odd(double x) {
    const int n = static_cast<int>(std::nearbyint(x));
    return n % 2 == 0 ? n + 1 : n;
}

smoother with_step(int window, int degree) { return {window, degree, (window + 9) / 10}; }

// Singleton's partial sort (Algorithm 347, Comm. ACM 12 (1969)) of a[i … j], as far as the places wanted[from … to] lie
// in it. It takes for granted that they ascend; the paper's program asks for the upper of two middle places first, and
// at times gets a neighbour's value.
struct partial_sort {
    numbers& a; // places from 1 on: a[0] is not used
    const std::vector<int>& wanted;

    void operator()(int i, int j, int from, int to) const {
        while (from <= to && i < j) {
            if (j - i <= 10 && i != 1) {
                std::sort(a.begin() + i, a.begin() + j + 1);
                return;
            }
            const auto [k, l] = split(i, j);
            if (l - i <= j - k) {
                int below = to;
                while (below >= from && wanted[static_cast<std::size_t>(below)] > l)
                    --below;
                (*this)(i, l, from, below);
                i = k;
                from = below < from ? from : below + 1;
            } else {
                int above = from;
                while (above <= to && wanted[static_cast<std::size_t>(above)] < k)
                    ++above;
                (*this)(k, j, above, to);
                j = l;
                to = above > to ? to : above - 1;
            }
        }
    }

    // a[i … l] ≤ t ≤ a[k … j] for the middle t of three.
    [[nodiscard]] std::pair<int, int> split(int i, int j) const {
        const auto at = [&](int x) -> double& { return a[static_cast<std::size_t>(x)]; };
        const int middle = (i + j) / 2;
        if (at(i) > at(middle)) std::swap(at(i), at(middle));
        if (at(j) < at(middle)) {
            std::swap(at(j), at(middle));
            if (at(i) > at(middle)) std::swap(at(i), at(middle));
        }
        const double t = at(middle);
        int k = i, l = j;
        for (;;) {
            do
                --l;
            while (at(l) > t);
            do
                ++k;
            while (at(k) < t);
            if (k > l) return {k, l};
            std::swap(at(k), at(l));
        }
    }
};

double sum_of_middles(const numbers& r, bool as_r) {
    const std::size_t n = r.size(), upper = n / 2;
    numbers sorted = r;
    if (!as_r) {
        std::sort(sorted.begin(), sorted.end());
        return sorted[upper] + sorted[n - 1 - upper];
    }
    sorted.insert(sorted.begin(), 0.0);
    const std::vector<int> wanted{static_cast<int>(upper) + 1, static_cast<int>(n - upper)};
    partial_sort{sorted, wanted}(1, static_cast<int>(n), 0, 1);
    return sorted[upper + 1] + sorted[n - upper];
}

// Bisquare of the remainder over six times its median.
numbers robustness(const numbers& y, const numbers& seasonal, const numbers& trend, bool as_r) {
    numbers r(y.size());
    for (std::size_t i = 0; i < y.size(); ++i)
        r[i] = std::abs(y[i] - (seasonal[i] + trend[i]));
    const double limit = 3 * sum_of_middles(r, as_r);
    for (double& x : r)
        x = x <= 0.001 * limit ? 1 : x <= 0.999 * limit ? std::pow(1 - std::pow(x / limit, 2), 2) : 0;
    return r;
}

// A value for each season of the year, 0 … f−1 from the first point on; missing values left out.
numbers season_means(const numbers& y, std::size_t f) {
    numbers sum(f, 0.0), count(f, 0.0);
    for (std::size_t i = 0; i < y.size(); ++i) {
        if (std::isnan(y[i])) continue;
        sum[i % f] += y[i];
        count[i % f] += 1;
    }
    for (std::size_t s = 0; s < f; ++s)
        sum[s] /= count[s];
    return sum;
}

std::optional<problem> fault_of(column y, int frequency) {
    if (frequency < 2) return problem{trouble::bad_number, -1, -1, static_cast<double>(frequency)};
    if (y.size() <= 2 * static_cast<std::size_t>(frequency))
        return problem{trouble::too_few, -1, -1, static_cast<double>(y.size())};
    for (std::size_t i = 0; i < y.size(); ++i)
        if (!std::isfinite(y[i])) return problem{trouble::bad_number, static_cast<std::int64_t>(i)};
    return std::nullopt;
}

} // namespace

result<decomposition> stl(column y, int frequency, const stl_options& options) {
    if (const auto p = fault_of(y, frequency)) return tl::unexpected(*p);
    const bool same_always = options.seasonal_window == 0;
    if (!same_always && (options.seasonal_window < 3 || options.seasonal_window % 2 == 0))
        return refuse(trouble::bad_number, -1, options.seasonal_window);
    const numbers data(y.begin(), y.end());
    const auto n = data.size();
    const auto f = static_cast<std::size_t>(frequency);
    const int window = same_always ? 10 * static_cast<int>(n) + 1 : options.seasonal_window;
    const auto season = with_step(window, 0);
    const auto trend = with_step(next_odd(std::ceil(1.5 * frequency / (1 - 1.5 / window))), 1);
    const auto low_pass = with_step(next_odd(frequency), 1);

    decomposition out{.seasonal = numbers(n, 0.0), .trend = numbers(n, 0.0), .weight = numbers(n, 1.0)};
    numbers weight; // empty: all alike
    const int inner = options.robust ? 1 : 2, outer = options.robust ? 15 : 0;
    for (int round = 0; round <= outer; ++round) {
        for (int k = 0; k < inner; ++k) {
            numbers rest(n);
            for (std::size_t i = 0; i < n; ++i)
                rest[i] = data[i] - out.trend[i];
            const auto cycle = cycles(rest, frequency, season, weight);
            const auto level = smoothed(moving_mean(moving_mean(moving_mean(cycle, f), f), 3), low_pass, {});
            for (std::size_t i = 0; i < n; ++i) {
                out.seasonal[i] = cycle[i + f] - level[i];
                rest[i] = data[i] - out.seasonal[i];
            }
            out.trend = smoothed(rest, trend, weight);
        }
        if (round < outer) out.weight = weight = robustness(data, out.seasonal, out.trend, options.as_r);
    }
    if (same_always) {
        const auto means = season_means(out.seasonal, f);
        for (std::size_t i = 0; i < n; ++i)
            out.seasonal[i] = means[i % f];
    }
    for (std::size_t i = 0; i < n; ++i)
        out.remainder.push_back(data[i] - out.seasonal[i] - out.trend[i]);
    return out;
}

result<decomposition> decompose(column y, int frequency, bool multiplicative) {
    if (const auto p = fault_of(y, frequency)) return tl::unexpected(*p);
    const auto n = y.size();
    const auto f = static_cast<std::size_t>(frequency), half = f / 2;
    const bool even = f % 2 == 0;
    decomposition out{.trend = numbers(n, missing)};
    numbers rest(n, missing);
    for (std::size_t i = half; i + half < n; ++i) {
        double sum = 0;
        for (std::size_t j = i - half; j <= i + half; ++j)
            sum += y[j] * (even && (j == i - half || j == i + half) ? 0.5 : 1);
        out.trend[i] = sum / static_cast<double>(f);
        rest[i] = multiplicative ? y[i] / out.trend[i] : y[i] - out.trend[i];
    }
    auto season = season_means(rest, f);
    double mean = 0;
    for (const double s : season)
        mean += s / static_cast<double>(f);
    for (double& s : season)
        s = multiplicative ? s / mean : s - mean;
    for (std::size_t i = 0; i < n; ++i) {
        const double s = season[i % f];
        out.seasonal.push_back(s);
        out.remainder.push_back(multiplicative ? y[i] / (s * out.trend[i]) : y[i] - s - out.trend[i]);
    }
    return out;
}

} // namespace stats::series
