#include "stats/survey/calibrate.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace stats::survey {

namespace {

// The calibration variables of a class of persons who share all of them, as (variable, value).
struct model {
    std::vector<std::uint32_t> class_of_row;
    std::vector<std::uint32_t> begin{0};
    std::vector<std::uint32_t> index;
    std::vector<double> value;
    std::vector<double> weight;   // Σd, a class
    Eigen::VectorXd totals;       // wanted
    std::vector<problem> blame;   // what a total that cannot be met is called
    std::size_t first_margin = 0; // variables of the first margin, which come first; or the 1 for the population

    [[nodiscard]] std::size_t classes() const { return weight.size(); }
    [[nodiscard]] double at(const Eigen::VectorXd& eta, std::size_t c) const {
        double u = 0;
        for (auto a = begin[c]; a < begin[c + 1]; ++a)
            u += value[a] * eta[index[a]];
        return u;
    }
};

// Full rank where margins are not nested: every level of the first margin, all but the first occupied of the others.
struct coding {
    std::vector<std::vector<std::int32_t>> variable; // margin, level → which; −1 none
    std::int32_t variables = 0;
};

result<coding> code_levels(const design& d, const calibration& to, model& m) {
    coding out;
    std::vector<double> totals;
    for (std::size_t k = 0; k < to.margins.size(); ++k) {
        const auto& g = to.margins[k];
        const auto sample = weight_by_level(d.weight(), g.group);
        if (auto p = lopsided(sample, g, static_cast<std::int64_t>(k), false)) return tl::unexpected(*p);
        auto& of = out.variable.emplace_back(sample.size(), -1);
        bool skip = k > 0;
        for (std::size_t l = 0; l < sample.size(); ++l) {
            if (sample[l] == 0) continue;
            if (!std::exchange(skip, false)) {
                of[l] = out.variables++;
                totals.push_back(g.totals[l]);
                m.blame.push_back({trouble::cannot_be_met, static_cast<std::int64_t>(l), static_cast<std::int64_t>(k)});
            }
        }
        if (k == 0) m.first_margin = static_cast<std::size_t>(out.variables);
    }
    if (to.margins.empty() && to.population) {
        ++out.variables;
        totals.push_back(*to.population);
        m.blame.push_back({trouble::cannot_be_met, -1, 0});
        m.first_margin = 1;
    }
    for (std::size_t k = 0; k < to.numbers.size(); ++k) {
        totals.push_back(to.number_totals[k]);
        m.blame.push_back(
            {trouble::cannot_be_met, static_cast<std::int64_t>(k), static_cast<std::int64_t>(to.margins.size())});
    }
    m.totals = Eigen::Map<Eigen::VectorXd>(totals.data(), static_cast<Eigen::Index>(totals.size()));
    return out;
}

void push_class(model& m, const calibration& to, const coding& c, std::size_t row) {
    const auto push = [&m](std::int32_t variable, double x) {
        m.index.push_back(static_cast<std::uint32_t>(variable));
        m.value.push_back(x);
    };
    for (std::size_t k = 0; k < to.margins.size(); ++k) {
        const auto v = c.variable[k][static_cast<std::size_t>(to.margins[k].group.code[row])];
        if (v >= 0) push(v, 1);
    }
    if (to.margins.empty() && to.population) push(0, 1);
    for (std::size_t k = 0; k < to.numbers.size(); ++k)
        push(c.variables + static_cast<std::int32_t>(k), to.numbers[k][row]);
    m.begin.push_back(static_cast<std::uint32_t>(m.index.size()));
    m.weight.push_back(0);
}

result<model> make_model(const design& d, const calibration& to) {
    if (auto p = fault_of(d, to.margins)) return tl::unexpected(*p);
    if (to.number_totals.size() != to.numbers.size()) return refuse(trouble::lengths_differ);
    for (std::size_t k = 0; k < to.numbers.size(); ++k) {
        if (to.numbers[k].size() != d.rows()) return refuse(trouble::lengths_differ);
        for (std::size_t i = 0; i < d.rows(); ++i)
            if (!std::isfinite(to.numbers[k][i])) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
    }
    if (auto p = disagreement(to.margins)) return tl::unexpected(*p);
    model m;
    const auto c = code_levels(d, to, m);
    if (!c) return tl::unexpected(c.error());
    if (m.totals.size() == 0) return refuse(trouble::no_data);

    m.class_of_row.resize(d.rows());
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    for (std::size_t i = 0; i < d.rows(); ++i) {
        // Persons with the same level in every margin move together; with a number of his own, each is a class.
        std::uint64_t key = to.numbers.empty() ? 0 : i;
        if (to.numbers.empty())
            for (const auto& g : to.margins)
                key = key * static_cast<std::uint64_t>(g.group.levels) + static_cast<std::uint64_t>(g.group.code[i]);
        const auto [it, fresh] = known.try_emplace(key, static_cast<std::uint32_t>(m.classes()));
        if (fresh) push_class(m, to, *c, i);
        m.class_of_row[i] = it->second;
        m.weight[it->second] += d.weight()[i];
    }
    return m;
}

// g and its slope for x'λ = u.
struct change {
    double g = 1;
    double slope = 1;
};

change change_at(double u, const calibration_options& o) {
    switch (o.how) {
    case distance::raking:
        return {std::exp(u), std::exp(u)};
    case distance::linear: {
        const double g = 1 + u;
        const bool inside = g > o.low && g < o.high;
        return {std::clamp(g, o.low, o.high), inside ? 1.0 : 0.0};
    }
    case distance::logit: {
        const double l = o.low;
        const double h = o.high;
        const double a = (h - l) / ((h - 1) * (1 - l));
        const double e = std::exp(a * u);
        const double g = std::isinf(e) ? h : (l * (h - 1) + h * (1 - l) * e) / ((h - 1) + (1 - l) * e);
        return {g, a * (h - g) * (g - l) / (h - l)};
    }
    }
    return {};
}

// Σ_c d_c s_c x x' over the classes.
Eigen::MatrixXd cross_products(const model& m, const std::vector<double>& factor_of_class) {
    Eigen::MatrixXd t = Eigen::MatrixXd::Zero(m.totals.size(), m.totals.size());
    for (std::size_t c = 0; c < m.classes(); ++c) {
        const double w = m.weight[c] * factor_of_class[c];
        for (auto a = m.begin[c]; a < m.begin[c + 1]; ++a)
            for (auto b = m.begin[c]; b < m.begin[c + 1]; ++b)
                t(m.index[a], m.index[b]) += w * m.value[a] * m.value[b];
    }
    return t;
}

struct inverse {
    Eigen::MatrixXd of;
    bool full_rank = true;
};

// The inverse, or the pseudo-inverse where a variable repeats others.
inverse invert(const Eigen::MatrixXd& t) {
    const Eigen::LDLT<Eigen::MatrixXd> ldlt(t);
    const auto pivots = ldlt.vectorD().array().abs();
    if (ldlt.info() == Eigen::Success && pivots.minCoeff() > 1e-11 * pivots.maxCoeff())
        return {ldlt.solve(Eigen::MatrixXd::Identity(t.rows(), t.cols())), true};
    Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> cod;
    cod.setThreshold(1e-11);
    cod.compute(t);
    return {cod.pseudoInverse(), cod.rank() == t.rows()};
}

// t⁻¹ b for Newton's step; the inverse itself is only needed once, at the end.
Eigen::VectorXd step_of(const Eigen::MatrixXd& t, const Eigen::VectorXd& b, bool& full_rank) {
    const Eigen::LDLT<Eigen::MatrixXd> ldlt(t);
    const auto pivots = ldlt.vectorD().array().abs();
    full_rank = ldlt.info() == Eigen::Success && pivots.minCoeff() > 1e-11 * pivots.maxCoeff();
    if (full_rank) return ldlt.solve(b);
    const auto pseudo = invert(t);
    full_rank = pseudo.full_rank;
    return pseudo.of * b;
}

struct solution {
    std::vector<double> g; // a class
    Eigen::VectorXd misfit;
    double worst = 0; // largest |misfit| / (1 + |total|)
};

solution state_at(const model& m, const Eigen::VectorXd& eta, const calibration_options& o,
                  std::vector<double>& slope) {
    solution s{std::vector<double>(m.classes()), m.totals};
    for (std::size_t c = 0; c < m.classes(); ++c) {
        const auto f = change_at(m.at(eta, c), o);
        s.g[c] = f.g;
        slope[c] = f.slope;
        for (auto a = m.begin[c]; a < m.begin[c + 1]; ++a)
            s.misfit[m.index[a]] -= m.weight[c] * f.g * m.value[a];
    }
    s.worst = (s.misfit.array().abs() / (1 + m.totals.array().abs())).maxCoeff();
    if (!s.misfit.allFinite()) s.worst = std::numeric_limits<double>::infinity();
    return s;
}

result<std::vector<double>> solve(const model& m, const calibration_options& o) {
    Eigen::VectorXd eta = Eigen::VectorXd::Zero(m.totals.size());
    std::vector<double> slope(m.classes());
    if (o.how == distance::raking && !o.begin_at_one) {
        // Begin where the first margin is met: Newton's steps from a sample of another size grow by 1 in the exponent
        // each.
        for (std::size_t k = 0; k < m.first_margin; ++k) {
            double sample = 0;
            for (std::size_t c = 0; c < m.classes(); ++c)
                if (m.index[m.begin[c]] == k) sample += m.weight[c];
            const auto j = static_cast<Eigen::Index>(k);
            if (sample > 0 && m.totals[j] > 0) eta[j] = std::log(m.totals[j] / sample);
        }
    }
    solution now = state_at(m, eta, o, slope);
    for (int step = 0; step < o.steps && !(now.worst < o.epsilon); ++step) {
        bool full_rank = true;
        Eigen::VectorXd move = step_of(cross_products(m, slope), now.misfit, full_rank);
        if (!full_rank && o.refuse_repeated) return refuse(trouble::singular);
        solution next = state_at(m, eta + move, o, slope);
        for (int halved = 0; std::isinf(next.worst) && halved < 60; ++halved) {
            move /= 2;
            next = state_at(m, eta + move, o, slope);
        }
        if (std::isinf(next.worst)) break;
        eta += move;
        now = std::move(next);
    }
    if (now.worst < o.epsilon) return now.g;
    Eigen::Index worst = 0;
    (now.misfit.array().abs() / (1 + m.totals.array().abs())).maxCoeff(&worst);
    problem p = m.blame[static_cast<std::size_t>(worst)];
    p.amount = now.misfit[worst];
    return tl::unexpected(p);
}

// Rows of a class that weighed the same are alike in what calibration does to them.
class patterns_of_rows {
  public:
    explicit patterns_of_rows(const model& m) : latest_(m.classes(), none) {}

    // The pattern's number, and whether it is new.
    std::pair<std::uint32_t, bool> of(std::uint32_t c, double weight) {
        auto& latest = latest_[c];
        if (latest != none && weight_[latest] == weight) return {latest, false};
        const auto next = static_cast<std::uint32_t>(weight_.size());
        const auto [it, fresh] = known_.try_emplace(mixed(mixed(0, c), std::bit_cast<std::uint64_t>(weight)), next);
        latest = it->second;
        // Two things with one key: both are told apart, the second each time anew.
        if (!fresh && (class_[latest] != c || weight_[latest] != weight)) latest = next;
        if (latest != next) return {latest, false};
        class_.push_back(c);
        weight_.push_back(weight);
        return {next, true};
    }

  private:
    static constexpr std::uint32_t none = ~0U;
    std::vector<std::uint32_t> latest_; // of each class
    std::unordered_map<std::uint64_t, std::uint32_t> known_;
    std::vector<std::uint32_t> class_;
    std::vector<double> weight_;
};

void trim(std::vector<double>& g, const std::vector<double>& weight, const interval& to) {
    double cut = 0;
    double inside = 0;
    for (std::size_t c = 0; c < g.size(); ++c) {
        cut += weight[c] * (g[c] - std::clamp(g[c], to.low, to.high));
        inside += g[c] >= to.low && g[c] <= to.high ? weight[c] : 0;
    }
    if (cut == 0 || inside == 0) return;
    for (double& x : g)
        x = x >= to.low && x <= to.high ? x + cut / inside : std::clamp(x, to.low, to.high);
}

} // namespace

result<std::vector<double>> unit_means(column x, const factor& unit) {
    if (x.size() != unit.code.size()) return refuse(trouble::lengths_differ);
    std::vector<double> sum(static_cast<std::size_t>(unit.levels), 0.0), rows(sum);
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (unit.code[i] < 0 || unit.code[i] >= unit.levels)
            return refuse(trouble::bad_code, static_cast<std::int64_t>(i));
        sum[static_cast<std::size_t>(unit.code[i])] += x[i];
        rows[static_cast<std::size_t>(unit.code[i])] += 1;
    }
    std::vector<double> out;
    for (const auto c : unit.code)
        out.push_back(sum[static_cast<std::size_t>(c)] / rows[static_cast<std::size_t>(c)]);
    return out;
}

result<design> calibrate(const design& d, const calibration& to, const calibration_options& options) {
    for (std::size_t i = 0; options.refuse_unweighted && i < d.rows(); ++i)
        if (d.weight()[i] == 0) return refuse(trouble::no_weight, static_cast<std::int64_t>(i));
    const auto m = make_model(d, to);
    if (!m) return tl::unexpected(m.error());
    if (options.how == distance::logit && !(options.low < 1 && options.high > 1)) return refuse(trouble::bad_number);
    auto g = solve(*m, options);
    if (!g) return tl::unexpected(g.error());
    trim(*g, m->weight, options.trim);

    residual step;
    step.pattern.reserve(d.rows());
    step.g = invert(cross_products(*m, std::vector<double>(m->classes(), 1.0))).of;
    std::vector<double> weight(d.rows());
    patterns_of_rows patterns(*m);
    for (std::size_t i = 0; i < d.rows(); ++i) {
        const auto c = m->class_of_row[i];
        weight[i] = d.weight()[i] * (*g)[c];
        const auto [pattern, fresh] = patterns.of(c, d.weight()[i]);
        step.pattern.push_back(pattern);
        if (!fresh) continue;
        const double back = weight[i] == 0 ? 0 : 1 / (*g)[c];
        for (auto a = m->begin[c]; a < m->begin[c + 1]; ++a)
            step.push(m->index[a], back * m->value[a], weight[i] * m->value[a]);
        step.end_pattern();
    }
    return d.reweighted(std::move(weight), step);
}

} // namespace stats::survey
