#include "stats/survey/replicate.hpp"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>

namespace stats::survey {

namespace {

constexpr double rank_tolerance = 1e-5;

// Vigna's splitmix64: the same numbers on every machine, which the standard library's distributions do not promise.
class numbers {
  public:
    explicit numbers(std::uint64_t seed) : state_(seed) {}
    std::uint32_t below(std::uint32_t n) {
        // Lemire: the high half of a product, drawn again where the remainder would favour some.
        const std::uint32_t few = (0U - n) % n;
        for (;;) {
            const std::uint64_t product = (next() >> 32) * n;
            if (static_cast<std::uint32_t>(product) >= few) return static_cast<std::uint32_t>(product >> 32);
        }
    }

  private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

std::optional<problem> alone(const stage& first) {
    for (std::size_t h = 0; h < first.strata(); ++h)
        if (first.size[h] < 2) return problem{trouble::stratum_alone, static_cast<std::int64_t>(h)};
    return std::nullopt;
}

// The rows of unit u, times `by`.
void multiply(std::vector<double>& weight, const structure& s, std::size_t u, double by) {
    const auto& first = s.stages.front();
    for (auto k = first.first_row(u); k < first.first_row(u + 1); ++k)
        weight[s.order[k]] *= by;
}

} // namespace

double replicates::degrees_of_freedom() const {
    if (each.empty()) return 0;
    Eigen::MatrixXd w(static_cast<Eigen::Index>(weight.size()), static_cast<Eigen::Index>(each.size()));
    for (std::size_t r = 0; r < each.size(); ++r)
        w.col(static_cast<Eigen::Index>(r)) = Eigen::Map<const Eigen::VectorXd>(each[r].data(), w.rows());
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr;
    qr.setThreshold(rank_tolerance);
    qr.compute(w);
    return static_cast<double>(qr.rank()) - 1;
}

result<replicates> jackknife(const design& d) {
    const auto& s = d.drawn();
    const auto& first = s.stages.front();
    if (const auto p = alone(first)) return tl::unexpected(*p);
    replicates out{.weight = d.weight()};
    for (std::size_t h = 0; h < first.strata(); ++h) {
        const double n = first.size[h];
        for (auto left_out = first.stratum[h]; left_out < first.stratum[h + 1]; ++left_out) {
            auto& w = out.each.emplace_back(d.weight());
            for (auto u = first.stratum[h]; u < first.stratum[h + 1]; ++u)
                multiply(w, s, u, u == left_out ? 0 : n / (n - 1));
            out.rscale.push_back(first.f[h] * (n - 1) / n);
        }
    }
    return out;
}

result<replicates> bootstrap(const design& d, std::int32_t replicates_wanted, std::uint64_t seed) {
    const auto& s = d.drawn();
    const auto& first = s.stages.front();
    if (replicates_wanted < 2) return refuse(trouble::too_few, -1, replicates_wanted);
    if (const auto p = alone(first)) return tl::unexpected(*p);
    replicates out{.weight = d.weight(), .scale = 1.0 / (replicates_wanted - 1)};
    out.rscale.assign(static_cast<std::size_t>(replicates_wanted), 1.0);
    numbers random(seed);
    std::vector<double> times(s.primary_units);
    for (std::int32_t r = 0; r < replicates_wanted; ++r) {
        std::fill(times.begin(), times.end(), 0.0);
        auto& w = out.each.emplace_back(d.weight());
        for (std::size_t h = 0; h < first.strata(); ++h) {
            const auto n = first.size[h];
            for (std::uint32_t k = 0; k + 1 < n; ++k)
                times[first.stratum[h] + random.below(n)] += static_cast<double>(n) / (n - 1);
        }
        for (std::size_t u = 0; u < times.size(); ++u)
            multiply(w, s, u, times[u]);
    }
    return out;
}

result<replicates> reweighted(const replicates& r, const design& drawn,
                              const std::function<result<design>(const design&)>& how) {
    const auto made = [&](const std::vector<double>& weight, std::int64_t number) -> result<std::vector<double>> {
        if (weight.size() != drawn.rows()) return refuse(trouble::lengths_differ, number);
        auto d = how(drawn.reweighted(weight));
        if (d) return d->weight();
        auto p = d.error();
        p.cell = number;
        return tl::unexpected(p);
    };
    replicates out = r;
    const auto own = made(r.weight, -1);
    if (!own) return tl::unexpected(own.error());
    out.weight = *own;
    for (std::size_t k = 0; k < r.each.size(); ++k) {
        const auto w = made(r.each[k], static_cast<std::int64_t>(k));
        if (!w) return tl::unexpected(w.error());
        out.each[k] = *w;
    }
    return out;
}

double replicated::se(std::size_t k) const {
    const auto i = static_cast<Eigen::Index>(k);
    return std::sqrt(covariance(i, i));
}

result<replicated> estimate_by(const replicates& r, const statistics& of) {
    if (r.each.size() != r.rscale.size()) return refuse(trouble::lengths_differ);
    replicated out{.value = of(r.weight)};
    const auto p = static_cast<Eigen::Index>(out.value.size());
    const auto n = static_cast<Eigen::Index>(r.each.size());
    Eigen::MatrixXd theta(n, p);
    Eigen::VectorXd centre = Eigen::VectorXd::Zero(p);
    double used = 0;
    for (Eigen::Index k = 0; k < n; ++k) {
        const auto number = static_cast<std::size_t>(k);
        const auto value = of(r.each[number]);
        if (value.size() != out.value.size()) return refuse(trouble::lengths_differ, k);
        if (std::any_of(value.begin(), value.end(), [](double x) { return std::isnan(x); }))
            return refuse(trouble::no_data, k);
        theta.row(k) = Eigen::Map<const Eigen::RowVectorXd>(value.data(), p);
        if (r.rscale[number] <= 0) continue;
        centre += theta.row(k).transpose();
        ++used;
    }
    if (used == 0) return refuse(trouble::too_few, -1, used);
    theta.rowwise() -= (centre / used).transpose();
    const Eigen::Map<const Eigen::VectorXd> rscale(r.rscale.data(), n);
    out.covariance = r.scale * theta.transpose() * rscale.asDiagonal() * theta;
    return out;
}

} // namespace stats::survey
