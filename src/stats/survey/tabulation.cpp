#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stats::survey {

namespace {

// Offsets into scratch::domain, each as long as there are domains and one more.
enum field : std::size_t {
    answers,
    weight,
    sum,
    squares,
    centre,
    inverse,
    gross,
    variance_sum,
    unit_total,
    stratum_total,
    fields
};

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
    s.cell.assign(3 * cells(), 0);
    double* const cell = s.cell.data();
    const std::uint32_t* const of = cell_of_row_.data();
    for (std::size_t i = 0; i < rows_; ++i) {
        const double v = y[i] - pivot;
        const bool valid = v == v;
        const double x = valid ? v : 0;
        double* const c = cell + std::size_t{3} * of[i];
        c[0] += valid ? 1 : 0;
        c[1] += x;
        c[2] += x * x;
    }
    return pivot;
}

void tabulation::sum_domains(scratch& s) const {
    const std::size_t stride = domains_ + 1;
    s.domain.assign(fields * stride, 0);
    double* const d = s.domain.data();
    for (std::size_t c = 0; c < cells(); ++c) {
        const double w = weight_[c];
        const double n = w == 0 ? 0 : s.cell[3 * c];
        const double wn = w * s.cell[3 * c];
        const double wy = w * s.cell[3 * c + 1];
        const double wy2 = w * s.cell[3 * c + 2];
        for (std::size_t k = 0; k < groups_; ++k) {
            double* const at = d + domain_[c * groups_ + k];
            at[answers * stride] += n;
            at[weight * stride] += wn;
            at[sum * stride] += wy;
            at[squares * stride] += wy2;
        }
    }
}

void tabulation::add_left(scratch& s) const {
    if (variables_ == 0) return;
    const std::size_t stride = domains_ + 1;
    const double* const d = s.domain.data();
    for (std::size_t c = 0; c < cells(); ++c) {
        const double n = weight_[c] * s.cell[3 * c];
        const double y = weight_[c] * s.cell[3 * c + 1];
        for (std::size_t k = 0; k < groups_; ++k) {
            const auto at = domain_[c * groups_ + k];
            const double z = (y - d[centre * stride + at] * n) * d[inverse * stride + at];
            double* const left = s.left.data() + 2 * variables_ * at;
            for (auto a = begin_[c]; a < begin_[c + 1]; ++a)
                left[index_[a]] += lambda_[a] * z;
        }
    }
}

void tabulation::add_rows(const run& r, scratch& s) const {
    const std::size_t stride = domains_ + 1;
    double* const d = s.domain.data();
    for (std::size_t h = 0; h + 1 < r.stratum.size(); ++h) {
        const double scale = r.scale[h];
        if (scale == 0) continue;
        for (std::size_t c = r.stratum[h]; c < r.stratum[h + 1]; ++c) {
            const double n = s.cell[3 * c];
            const double y = s.cell[3 * c + 1];
            const double y2 = s.cell[3 * c + 2];
            const double w = weight_[c];
            for (std::size_t k = 0; k < groups_; ++k) {
                const auto at = domain_[c * groups_ + k];
                const double m = d[centre * stride + at];
                const double v = w * d[inverse * stride + at];
                const double z = v * (y - m * n);
                d[gross * stride + at] += scale * v * v * (y2 - m * (2 * y - m * n));
                d[stratum_total * stride + at] += z;
                double* const with_p = s.left.data() + 2 * variables_ * at + variables_;
                for (auto a = begin_[c]; a < begin_[c + 1]; ++a)
                    with_p[index_[a]] += scale * z * rho_[a];
            }
        }
        end_stratum(r, h, s);
    }
}

void tabulation::add_units(const run& r, scratch& s) const {
    const std::size_t stride = domains_ + 1;
    double* const d = s.domain.data();
    for (std::size_t h = 0; h + 1 < r.stratum.size(); ++h) {
        const double scale = r.scale[h];
        if (scale == 0) continue;
        for (std::size_t u = r.stratum[h]; u < r.stratum[h + 1]; ++u) {
            for (std::size_t c = r.unit[u]; c < r.unit[u + 1]; ++c)
                for (std::size_t k = 0; k < groups_; ++k) {
                    const auto at = domain_[c * groups_ + k];
                    d[unit_total * stride + at] += weight_[c] * d[inverse * stride + at] *
                                                   (s.cell[3 * c + 1] - d[centre * stride + at] * s.cell[3 * c]);
                }
            for (auto a = r.unit_domains.begin[u]; a < r.unit_domains.begin[u + 1]; ++a) {
                const auto at = r.unit_domains.index[a];
                const double z = std::exchange(d[unit_total * stride + at], 0.0);
                d[gross * stride + at] += scale * z * z;
                d[stratum_total * stride + at] += z;
                double* const with_p = s.left.data() + 2 * variables_ * at + variables_;
                for (auto b = r.unit_p.begin[u]; b < r.unit_p.begin[u + 1]; ++b)
                    with_p[r.unit_p.index[b]] += scale * z * r.unit_p.value[b];
            }
        }
        end_stratum(r, h, s);
    }
}

void tabulation::end_stratum(const run& r, std::size_t h, scratch& s) const {
    const std::size_t stride = domains_ + 1;
    for (auto a = r.stratum_domains.begin[h]; a < r.stratum_domains.begin[h + 1]; ++a) {
        const auto at = r.stratum_domains.index[a];
        const double z = std::exchange(s.domain[stratum_total * stride + at], 0.0);
        s.domain[variance_sum * stride + at] -= r.shrink[h] * z * z;
        double* const with_p = s.left.data() + 2 * variables_ * at + variables_;
        for (auto b = r.stratum_p.begin[h]; b < r.stratum_p.begin[h + 1]; ++b)
            with_p[r.stratum_p.index[b]] -= r.shrink[h] * z * r.stratum_p.value[b];
    }
}

// V = Q − 2 b'q + b'Sb with b = G Λ'z: the variance of z − Pb.
double tabulation::variance(std::size_t domain, scratch& s) const {
    const std::size_t stride = domains_ + 1;
    const double raw = s.domain[gross * stride + domain];
    double v = raw + s.domain[variance_sum * stride + domain];
    double magnitude = raw;
    const double* const c = s.left.data() + 2 * variables_ * domain;
    const double* const q = c + variables_;
    for (std::size_t i = 0; i < variables_; ++i) {
        double b = 0;
        for (std::size_t j = 0; j < variables_; ++j)
            b += g_[i * variables_ + j] * c[j];
        s.solved[i] = b;
    }
    for (std::size_t i = 0; i < variables_; ++i) {
        double sb = 0;
        for (std::size_t j = 0; j < variables_; ++j)
            sb += spread_[i * variables_ + j] * s.solved[j];
        v += s.solved[i] * (sb - 2 * q[i]);
        magnitude += std::abs(s.solved[i] * q[i]);
    }
    return v < rounding * magnitude ? 0 : v * factor_[domain];
}

void tabulation::estimate(column y, std::span<domain_estimate> out, scratch& s, kind what) const {
    const std::size_t stride = domains_ + 1;
    const double pivot = fill_cells(y, s);
    sum_domains(s);
    double* const d = s.domain.data();
    for (std::size_t k = 0; k < domains_; ++k) {
        const double w = d[weight * stride + k];
        d[centre * stride + k] = what == kind::total ? -pivot : w == 0 ? 0 : d[sum * stride + k] / w;
        d[inverse * stride + k] = what == kind::total ? 1 : w == 0 ? 0 : 1 / w;
    }
    s.left.assign(2 * variables_ * stride, 0);
    s.solved.resize(variables_);
    add_left(s);
    for (const auto& r : runs_)
        r.unit.empty() ? add_rows(r, s) : add_units(r, s);

    for (std::size_t k = 0; k < domains_; ++k) {
        domain_estimate e{.answers = d[answers * stride + k], .weight = d[weight * stride + k]};
        if (e.answers > 0 && e.weight != 0) {
            const double w = e.weight;
            const double mean = d[sum * stride + k] / w;
            const double v = variance(k, s);
            e.value = what == kind::mean ? pivot + mean : d[sum * stride + k] + pivot * w;
            e.se = std::sqrt(v);
            // s²/n · (1 − n/W), s² = Σw(y−m)²/W · n/(n−1)
            const double simple = (d[squares * stride + k] / w - mean * mean) / (e.answers - 1) * (w - e.answers) / w;
            if (w >= e.answers && e.answers > 1) e.design_effect = v / simple / (what == kind::mean ? 1 : w * w);
        }
        out[k] = e;
    }
}

void tabulation::means(column y, std::span<domain_estimate> out, scratch& s) const { estimate(y, out, s, kind::mean); }

void tabulation::totals(column y, std::span<domain_estimate> out, scratch& s) const {
    estimate(y, out, s, kind::total);
}

} // namespace stats::survey
