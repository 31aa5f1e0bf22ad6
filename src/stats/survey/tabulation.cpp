#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stats::survey {

namespace {

// Below this share of its gross sum a variance is rounding: an estimate that calibration fixes, a stratum without
// spread.
constexpr double rounding = 1e-13;

double first_valid(column y) {
    for (const double v : y)
        if (!std::isnan(v)) return v;
    return 0;
}

} // namespace

// Sums are of y − pivot: what the items have in common would otherwise eat the digits of Σy².
double tabulation::fill_cells(column y, scratch& s) const {
    const double pivot = first_valid(y);
    s.cell.assign(cells(), {});
    auto* const cell = s.cell.data();
    const std::uint32_t* const of = cell_of_row_.data();
    for (std::size_t i = 0; i < rows_; ++i) {
        const double v = y[i] - pivot;
        const bool valid = v == v;
        const double x = valid ? v : 0;
        auto& c = cell[of[i]];
        c.answers += valid ? 1 : 0;
        c.sum += x;
        c.squares += x * x;
    }
    return pivot;
}

void tabulation::sum_domains(scratch& s) const {
    s.domain.assign(domains_ + 1, {});
    auto* const domain = s.domain.data();
    for (std::size_t c = 0; c < cells(); ++c) {
        const double w = weight_[c];
        const auto& in = s.cell[c];
        const double n = w == 0 ? 0 : in.answers;
        const double wn = w * in.answers;
        const double wy = w * in.sum;
        const double wy2 = w * in.squares;
        for (std::size_t k = 0; k < groups_; ++k) {
            auto& d = domain[domain_[c * groups_ + k]];
            d.answers += n;
            d.weight += wn;
            d.sum += wy;
            d.squares += wy2;
        }
    }
}

void tabulation::add_rows(const run& r, scratch& s) const {
    auto* const domain = s.domain.data();
    for (std::size_t h = 0; h + 1 < r.stratum.size(); ++h) {
        const double scale = r.scale[h];
        for (std::size_t c = r.stratum[h]; c < r.stratum[h + 1]; ++c) {
            const auto& in = s.cell[c];
            const double w = weight_[c];
            for (std::size_t k = 0; k < groups_; ++k) {
                const auto at = domain_[c * groups_ + k];
                auto& d = domain[at];
                const double v = w * d.inverse;
                const double z = v * (in.sum - d.centre * in.answers);
                d.gross += scale * v * v * (in.squares - d.centre * (2 * in.sum - d.centre * in.answers));
                d.stratum += z;
                double* const left = s.left.data() + 2 * variables_ * at;
                for (auto a = begin_[c]; a < begin_[c + 1]; ++a) {
                    double* const to = left + std::size_t{2} * index_[a];
                    to[0] += value_[a][0] * z;
                    to[1] += value_[a][1] * z;
                }
            }
        }
        end_stratum(r, h, s);
    }
}

void tabulation::add_left(scratch& s) const {
    if (variables_ == 0) return;
    for (std::size_t c = 0; c < cells(); ++c) {
        const auto& in = s.cell[c];
        for (std::size_t k = 0; k < groups_; ++k) {
            const auto at = domain_[c * groups_ + k];
            const auto& d = s.domain[at];
            const double z = weight_[c] * d.inverse * (in.sum - d.centre * in.answers);
            double* const left = s.left.data() + 2 * variables_ * at;
            for (auto a = begin_[c]; a < begin_[c + 1]; ++a)
                left[std::size_t{2} * index_[a]] += value_[a][0] * z;
        }
    }
}

void tabulation::add_units(const run& r, scratch& s) const {
    for (std::size_t h = 0; h + 1 < r.stratum.size(); ++h) {
        const double scale = r.scale[h];
        for (std::size_t u = r.stratum[h]; u < r.stratum[h + 1]; ++u) {
            for (std::size_t c = r.unit[u]; c < r.unit[u + 1]; ++c)
                for (std::size_t k = 0; k < groups_; ++k) {
                    auto& d = s.domain[domain_[c * groups_ + k]];
                    d.unit += weight_[c] * d.inverse * (s.cell[c].sum - d.centre * s.cell[c].answers);
                }
            for (auto a = r.unit_domains.begin[u]; a < r.unit_domains.begin[u + 1]; ++a) {
                const auto at = r.unit_domains.index[a];
                auto& d = s.domain[at];
                const double z = std::exchange(d.unit, 0.0);
                d.gross += scale * z * z;
                d.stratum += z;
                double* const left = s.left.data() + 2 * variables_ * at;
                for (auto b = r.unit_p.begin[u]; b < r.unit_p.begin[u + 1]; ++b)
                    left[std::size_t{2} * r.unit_p.index[b] + 1] += scale * z * r.unit_p.value[b];
            }
        }
        end_stratum(r, h, s);
    }
}

void tabulation::end_stratum(const run& r, std::size_t h, scratch& s) const {
    const double shrink = r.shrink[h];
    for (auto a = r.stratum_domains.begin[h]; a < r.stratum_domains.begin[h + 1]; ++a) {
        const auto at = r.stratum_domains.index[a];
        auto& d = s.domain[at];
        const double z = std::exchange(d.stratum, 0.0);
        d.taken += shrink * z * z;
        double* const left = s.left.data() + 2 * variables_ * at;
        for (auto b = r.stratum_p.begin[h]; b < r.stratum_p.begin[h + 1]; ++b)
            left[std::size_t{2} * r.stratum_p.index[b] + 1] -= shrink * z * r.stratum_p.value[b];
    }
}

// What calibration takes from each domain's variance.
void tabulation::solve(scratch& s) const {
    using by_row = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto n = static_cast<Eigen::Index>(domains_);
    const auto p = static_cast<Eigen::Index>(variables_);
    s.solved.resize(domains_ * variables_);
    const Eigen::Map<const by_row> left(s.left.data(), n, 2 * p);
    const Eigen::Map<const Eigen::MatrixXd> form(form_.data(), 2 * p, p);
    Eigen::Map<by_row> solved(s.solved.data(), n, p);
    solved.noalias() = left * form;
    for (std::size_t k = 0; k < domains_; ++k) {
        double change = 0;
        for (std::size_t j = 0; j < variables_; ++j)
            change += s.left[2 * (variables_ * k + j)] * s.solved[variables_ * k + j];
        s.domain[k].taken -= change;
    }
}

void tabulation::estimate(column y, std::span<domain_estimate> out, scratch& s, kind what) const {
    const double pivot = fill_cells(y, s);
    sum_domains(s);
    const bool mean = what == kind::mean;
    for (std::size_t k = 0; k < domains_; ++k) {
        auto& d = s.domain[k];
        d.centre = !mean ? -pivot : d.weight == 0 ? 0 : d.sum / d.weight;
        d.inverse = !mean ? 1 : d.weight == 0 ? 0 : 1 / d.weight;
    }
    s.left.assign(2 * variables_ * (domains_ + 1), 0);
    if (!runs_.front().unit.empty()) add_left(s);
    for (const auto& r : runs_)
        r.unit.empty() ? add_rows(r, s) : add_units(r, s);
    if (variables_ > 0) solve(s);

    for (std::size_t k = 0; k < domains_; ++k) {
        const auto& d = s.domain[k];
        domain_estimate e{.answers = d.answers, .weight = d.weight};
        if (d.answers > 0 && d.weight != 0) {
            const double m = d.sum / d.weight;
            const double left = d.gross - d.taken;
            const double v = left < rounding * d.gross ? 0 : left * factor_[k];
            e.value = mean ? pivot + m : d.sum + pivot * d.weight;
            // One answer is its own mean: what others would have said is not known, and not 0.
            e.se = mean && d.answers == 1 ? missing : std::sqrt(v);
            // s²/n · (1 − n/W), s² = Σw(y−m)²/W · n/(n−1)
            const double simple = (d.squares / d.weight - m * m) / (d.answers - 1) * (d.weight - d.answers) / d.weight;
            if (d.weight >= d.answers && d.answers > 1) e.design_effect = v / simple / (mean ? 1 : d.weight * d.weight);
        }
        out[k] = e;
    }
}

void tabulation::means(column y, std::span<domain_estimate> out, scratch& s) const { estimate(y, out, s, kind::mean); }

void tabulation::totals(column y, std::span<domain_estimate> out, scratch& s) const {
    estimate(y, out, s, kind::total);
}

} // namespace stats::survey
