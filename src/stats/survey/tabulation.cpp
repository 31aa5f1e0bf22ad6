#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <cmath>

namespace stats::survey {

namespace {

// Below this share of its gross sum a variance is rounding: an estimate that calibration fixes, a stratum without
// spread.
constexpr double rounding = 1e-13;
constexpr int side_by_side = 8;

double first_valid(column y) {
    for (const double v : y)
        if (!std::isnan(v)) return v;
    return 0;
}

} // namespace

template <int L>
struct tabulation::pass {
    using lanes = Eigen::Array<double, L, 1>;
    struct cell_sums {
        lanes answers, sum, squares; // of y − pivot
    };
    struct domain_sums {
        lanes answers, weight, sum, squares;
        lanes centre, inverse; // z = w (y − centre) · inverse
        lanes gross, taken;    // Σ scale z², Σ shrink (Σz)²
        lanes unit, stratum;   // Σz of the unit and the stratum at hand
    };
    std::vector<cell_sums> cell;
    std::vector<domain_sums> domain; // and one for what lies in none
    std::vector<lanes> left;         // for each domain and calibration variable: Λ'z, covariance of z with P
    lanes pivot;

    void run(const tabulation& t, std::span<const column> items, std::span<domain_estimate> out, kind what);

  private:
    void fill_cells(const tabulation& t, std::span<const column> items);
    void sum_domains(const tabulation& t);
    void add_rows(const tabulation& t, const run_of_cells& r);
    void add_left(const tabulation& t);
    void add_units(const tabulation& t, const run_of_cells& r);
    void end_stratum(const tabulation& t, const run_of_cells& r, std::size_t h);
    void solve(const tabulation& t);
    [[nodiscard]] domain_estimate told(const domain_sums& d, int lane, double factor, kind what) const;
};

struct tabulation::scratch::held {
    pass<1> alone;
    pass<side_by_side> many;
};

tabulation::scratch::scratch() : held_{std::make_unique<held>()} {}
tabulation::scratch::~scratch() = default;
tabulation::scratch::scratch(scratch&&) noexcept = default;
tabulation::scratch& tabulation::scratch::operator=(scratch&&) noexcept = default;

// Sums are of y − pivot: what the items have in common would otherwise eat the digits of Σy².
template <int L>
void tabulation::pass<L>::fill_cells(const tabulation& t, std::span<const column> items) {
    const auto none = lanes::Zero();
    cell.assign(t.cells(), {none, none, none});
    pivot = none;
    const std::uint32_t* const of = t.cell_of_row_.data();
    // Lanes that no item fills read the first item, and nobody reads them.
    std::array<const double*, L> y;
    for (std::size_t l = 0; l < L; ++l) {
        const auto& item = items[l < items.size() ? l : 0];
        y[l] = item.data();
        pivot[static_cast<Eigen::Index>(l)] = first_valid(item);
    }
    for (std::size_t i = 0; i < t.rows_; ++i) {
        lanes x, valid;
        for (std::size_t l = 0; l < L; ++l)
            x[static_cast<Eigen::Index>(l)] = y[l][i];
        x -= pivot;
        for (Eigen::Index l = 0; l < L; ++l) {
            valid[l] = x[l] == x[l] ? 1 : 0;
            x[l] = x[l] == x[l] ? x[l] : 0;
        }
        auto& c = cell[of[i]];
        c.answers += valid;
        c.sum += x;
        c.squares += x * x;
    }
}

template <int L>
void tabulation::pass<L>::sum_domains(const tabulation& t) {
    const auto none = lanes::Zero();
    domain.assign(t.domains_ + 1, {none, none, none, none, none, none, none, none, none, none});
    for (std::size_t c = 0; c < t.cells(); ++c) {
        const double w = t.weight_[c];
        const auto& in = cell[c];
        const double counts = w == 0 ? 0 : 1;
        const lanes wn = w * in.answers;
        const lanes wy = w * in.sum;
        const lanes wy2 = w * in.squares;
        for (std::size_t k = 0; k < t.groups_; ++k) {
            auto& d = domain[t.domain_[c * t.groups_ + k]];
            d.answers += counts * in.answers;
            d.weight += wn;
            d.sum += wy;
            d.squares += wy2;
        }
    }
}

template <int L>
void tabulation::pass<L>::add_rows(const tabulation& t, const run_of_cells& r) {
    for (std::size_t h = 0; h + 1 < r.stratum.size(); ++h) {
        const double scale = r.scale[h];
        for (std::size_t c = r.stratum[h]; c < r.stratum[h + 1]; ++c) {
            const auto& in = cell[c];
            const double w = t.weight_[c];
            for (std::size_t k = 0; k < t.groups_; ++k) {
                const auto at = t.domain_[c * t.groups_ + k];
                auto& d = domain[at];
                const lanes v = w * d.inverse;
                const lanes less = d.centre * in.answers;
                const lanes z = v * (in.sum - less);
                d.gross += scale * v * v * (in.squares - d.centre * (2 * in.sum - less));
                d.stratum += z;
                lanes* const to = left.data() + 2 * t.variables_ * at;
                for (auto a = t.begin_[c]; a < t.begin_[c + 1]; ++a) {
                    lanes* const pair = to + std::size_t{2} * t.index_[a];
                    pair[0] += t.value_[a][0] * z;
                    pair[1] += t.value_[a][1] * z;
                }
            }
        }
        end_stratum(t, r, h);
    }
}

template <int L>
void tabulation::pass<L>::add_left(const tabulation& t) {
    if (t.variables_ == 0) return;
    for (std::size_t c = 0; c < t.cells(); ++c) {
        const auto& in = cell[c];
        for (std::size_t k = 0; k < t.groups_; ++k) {
            const auto at = t.domain_[c * t.groups_ + k];
            const auto& d = domain[at];
            const lanes z = t.weight_[c] * d.inverse * (in.sum - d.centre * in.answers);
            lanes* const to = left.data() + 2 * t.variables_ * at;
            for (auto a = t.begin_[c]; a < t.begin_[c + 1]; ++a)
                to[std::size_t{2} * t.index_[a]] += t.value_[a][0] * z;
        }
    }
}

template <int L>
void tabulation::pass<L>::add_units(const tabulation& t, const run_of_cells& r) {
    for (std::size_t h = 0; h + 1 < r.stratum.size(); ++h) {
        const double scale = r.scale[h];
        for (std::size_t u = r.stratum[h]; u < r.stratum[h + 1]; ++u) {
            for (std::size_t c = r.unit[u]; c < r.unit[u + 1]; ++c)
                for (std::size_t k = 0; k < t.groups_; ++k) {
                    auto& d = domain[t.domain_[c * t.groups_ + k]];
                    d.unit += t.weight_[c] * d.inverse * (cell[c].sum - d.centre * cell[c].answers);
                }
            for (auto a = r.unit_domains.begin[u]; a < r.unit_domains.begin[u + 1]; ++a) {
                const auto at = r.unit_domains.index[a];
                auto& d = domain[at];
                const lanes z = d.unit;
                d.unit.setZero();
                d.gross += scale * z * z;
                d.stratum += z;
                lanes* const to = left.data() + 2 * t.variables_ * at;
                for (auto b = r.unit_p.begin[u]; b < r.unit_p.begin[u + 1]; ++b)
                    to[std::size_t{2} * r.unit_p.index[b] + 1] += scale * r.unit_p.value[b] * z;
            }
        }
        end_stratum(t, r, h);
    }
}

template <int L>
void tabulation::pass<L>::end_stratum(const tabulation& t, const run_of_cells& r, std::size_t h) {
    const double shrink = r.shrink[h];
    for (auto a = r.stratum_domains.begin[h]; a < r.stratum_domains.begin[h + 1]; ++a) {
        const auto at = r.stratum_domains.index[a];
        auto& d = domain[at];
        const lanes z = d.stratum;
        d.stratum.setZero();
        d.taken += shrink * z * z;
        lanes* const to = left.data() + 2 * t.variables_ * at;
        for (auto b = r.stratum_p.begin[h]; b < r.stratum_p.begin[h + 1]; ++b)
            to[std::size_t{2} * r.stratum_p.index[b] + 1] -= shrink * r.stratum_p.value[b] * z;
    }
}

// What calibration takes from each domain's variance.
template <int L>
void tabulation::pass<L>::solve(const tabulation& t) {
    const std::size_t p = t.variables_;
    for (std::size_t k = 0; k < t.domains_; ++k) {
        const lanes* const of = left.data() + 2 * p * k;
        lanes change = lanes::Zero();
        for (std::size_t j = 0; j < p; ++j) {
            const double* const form = t.form_.data() + 2 * p * j;
            lanes sum = lanes::Zero();
            for (std::size_t i = 0; i <= j; ++i)
                sum += form[2 * i] * of[2 * i];
            for (std::size_t i = 0; i < p; ++i)
                sum += form[2 * i + 1] * of[2 * i + 1];
            change += of[2 * j] * sum;
        }
        domain[k].taken -= change;
    }
}

template <int L>
domain_estimate tabulation::pass<L>::told(const domain_sums& d, int lane, double factor, kind what) const {
    const bool mean = what == kind::mean;
    const double answers = d.answers[lane];
    const double weight = d.weight[lane];
    domain_estimate e{.answers = answers, .weight = weight};
    if (!(answers > 0) || weight == 0) return e;
    const double m = d.sum[lane] / weight;
    const double left_over = d.gross[lane] - d.taken[lane];
    const double v = left_over < rounding * d.gross[lane] ? 0 : left_over * factor;
    e.value = mean ? pivot[lane] + m : d.sum[lane] + pivot[lane] * weight;
    // One answer is its own mean: what others would have said is not known, and not 0.
    e.se = mean && answers == 1 ? missing : std::sqrt(v);
    // s²/n · (1 − n/W), s² = Σw(y−m)²/W · n/(n−1)
    const double simple = (d.squares[lane] / weight - m * m) / (answers - 1) * (weight - answers) / weight;
    if (weight >= answers && answers > 1) e.design_effect = v / simple / (mean ? 1 : weight * weight);
    return e;
}

template <int L>
void tabulation::pass<L>::run(const tabulation& t, std::span<const column> items, std::span<domain_estimate> out,
                              kind what) {
    fill_cells(t, items);
    sum_domains(t);
    for (std::size_t k = 0; k < t.domains_; ++k) {
        auto& d = domain[k];
        if (what == kind::mean) {
            d.inverse = (d.weight == 0).select(0.0, d.weight.inverse());
            d.centre = (d.weight == 0).select(0.0, d.sum / d.weight);
        } else {
            d.inverse.setOnes();
            d.centre = -pivot;
        }
    }
    left.assign(2 * t.variables_ * (t.domains_ + 1), lanes::Zero());
    if (!t.runs_.front().unit.empty()) add_left(t);
    for (const auto& r : t.runs_)
        r.unit.empty() ? add_rows(t, r) : add_units(t, r);
    solve(t);
    for (std::size_t l = 0; l < items.size(); ++l)
        for (std::size_t k = 0; k < t.domains_; ++k)
            out[l * t.domains_ + k] = told(domain[k], static_cast<int>(l), t.factor_[k], what);
}

void tabulation::means(column y, std::span<domain_estimate> out, scratch& s) const {
    s.held_->alone.run(*this, {&y, 1}, out, kind::mean);
}

void tabulation::totals(column y, std::span<domain_estimate> out, scratch& s) const {
    s.held_->alone.run(*this, {&y, 1}, out, kind::total);
}

void tabulation::means(std::span<const column> items, std::span<domain_estimate> out, scratch& s) const {
    for (std::size_t i = 0; i < items.size(); i += side_by_side) {
        const auto n = std::min<std::size_t>(side_by_side, items.size() - i);
        s.held_->many.run(*this, items.subspan(i, n), out.subspan(i * domains_, n * domains_), kind::mean);
    }
}

} // namespace stats::survey
