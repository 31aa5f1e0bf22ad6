#include "stats/places/neighbours.hpp"

#include "stats/distributions.hpp"
#include "stats/sum.hpp"

#include <cmath>

namespace stats::places {

namespace {

struct moments {
    double n = 0;
    double sum = 0;
    double mean = 0;
    double squares = 0; // Σ(x − mean)²
};

moments moments_of(column x, std::size_t without) {
    moments m;
    exact_sum sum;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (i != without) {
            sum.add(x[i]);
            m.n += 1;
        }
    m.sum = sum.value();
    m.mean = m.sum / m.n;
    exact_sum squares;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (i != without) squares.add((x[i] - m.mean) * (x[i] - m.mean));
    m.squares = squares.value();
    return m;
}

std::optional<problem> fault_of(column x, const neighbours& nb, std::size_t least) {
    if (x.size() != nb.of.size()) return problem{trouble::lengths_differ};
    if (x.size() < least) return problem{trouble::too_few, -1, -1, static_cast<double>(x.size())};
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isfinite(x[i])) return problem{trouble::bad_number, static_cast<std::int64_t>(i)};
        for (const auto j : nb.of[i])
            if (j < 0 || static_cast<std::size_t>(j) >= x.size())
                return problem{trouble::bad_code, static_cast<std::int64_t>(i)};
    }
    if (moments_of(x, x.size()).squares == 0) return problem{trouble::no_variation};
    return std::nullopt;
}

} // namespace

result<std::vector<local_g>> getis_ord(column x, const neighbours& nb, weights style, bool with_itself) {
    if (auto p = fault_of(x, nb, 3)) return tl::unexpected(*p);
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x[i] < 0) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
    const auto all = moments_of(x, x.size());
    std::vector<local_g> out;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double count = static_cast<double>(nb.of[i].size()) + (with_itself ? 1 : 0);
        const double w = style == weights::binary || count == 0 ? 1 : 1 / count;
        const auto m = with_itself ? all : moments_of(x, i);
        double around = with_itself ? w * x[i] : 0;
        for (const auto j : nb.of[i])
            around += w * x[static_cast<std::size_t>(j)];
        const double total = w * count;
        local_g g{.g = around / m.sum, .expected = total / m.n};
        g.variance = m.squares / m.n * (m.n * w * w * count - total * total) / (m.n - 1) / (m.sum * m.sum);
        g.z = (g.g - g.expected) / std::sqrt(g.variance);
        g.p = normal_two_sided(g.z);
        out.push_back(g);
    }
    return out;
}

result<moran> moran_test(column x, const neighbours& nb, weights style, moran_variance how) {
    if (auto p = fault_of(x, nb, 4)) return tl::unexpected(*p);
    const auto m = moments_of(x, x.size());
    double n = 0;
    exact_sum s0;
    exact_sum cross;
    exact_sum s1;
    exact_sum fourth;
    std::vector<double> out_of(x.size(), 0.0);
    std::vector<double> into(x.size(), 0.0);
    const auto weight = [&](std::size_t i) {
        return style == weights::binary ? 1 : 1 / static_cast<double>(nb.of[i].size());
    };
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double z = x[i] - m.mean;
        fourth.add(z * z * z * z);
        if (nb.of[i].empty()) continue;
        n += 1;
        const double w = weight(i);
        for (const auto neighbour : nb.of[i]) {
            const auto j = static_cast<std::size_t>(neighbour);
            s0.add(w);
            out_of[i] += w;
            into[j] += w;
            cross.add(w * z * (x[j] - m.mean));
            // Σ (w_ij + w_ji)² / 2 = Σ w_ij² + Σ w_ij w_ji
            double back = 0;
            for (const auto k : nb.of[j])
                if (static_cast<std::size_t>(k) == i) back = weight(j);
            s1.add(w * w + w * back);
        }
    }
    if (n < 4) return refuse(trouble::too_few, -1, n);
    exact_sum s2;
    for (std::size_t i = 0; i < x.size(); ++i)
        s2.add((out_of[i] + into[i]) * (out_of[i] + into[i]));
    const double a = s0.value();
    const double b = s1.value();
    const double c = s2.value();
    moran out{.i = n / a * cross.value() / m.squares, .expected = -1 / (n - 1)};
    if (how == moran_variance::normality) {
        out.variance = (n * n * b - n * c + 3 * a * a) / (a * a * (n * n - 1)) - out.expected * out.expected;
    } else {
        const double k = m.n * fourth.value() / (m.squares * m.squares);
        const double free = n * ((n * n - 3 * n + 3) * b - n * c + 3 * a * a);
        const double tied = k * (n * (n - 1) * b - 2 * n * c + 6 * a * a);
        out.variance = (free - tied) / ((n - 1) * (n - 2) * (n - 3) * a * a) - out.expected * out.expected;
    }
    out.z = (out.i - out.expected) / std::sqrt(out.variance);
    out.p_greater = normal_below(-out.z);
    out.p_two_sided = normal_two_sided(out.z);
    return out;
}

} // namespace stats::places
