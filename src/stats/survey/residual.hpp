#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace stats::survey {

// What a calibration leaves of an influence value: z ← z − Σ_j ρ_j b_j with b = G Λ'z, a row a person. Deville and
// Särndal, J. Am. Stat. Assoc. 87 (1992): the residual of a regression on the calibration variables, with
//   Λ = (d/w) x, ρ = w x, G = (X'DX)⁻¹   (d weights before, w after; R: residuals by qr in survey::calibrate).
// Post-stratification and raking are of the same form, and so is one step after another. The rows are sparse: a person
// has one level in each margin. Rows that are alike share a pattern, so that a row costs one number.
struct residual {
    std::vector<std::uint32_t> pattern;  // of each row
    std::vector<std::uint32_t> begin{0}; // patterns + 1, into the three below
    std::vector<std::uint32_t> index;    // which calibration variable
    std::vector<double> lambda;
    std::vector<double> rho;
    Eigen::MatrixXd g;

    [[nodiscard]] Eigen::Index variables() const { return g.rows(); }
    [[nodiscard]] bool empty() const { return g.rows() == 0; }
    [[nodiscard]] std::uint32_t patterns() const { return static_cast<std::uint32_t>(begin.size() - 1); }
    [[nodiscard]] std::uint32_t first(std::size_t row) const { return begin[pattern[row]]; }
    [[nodiscard]] std::uint32_t last(std::size_t row) const { return begin[pattern[row] + 1]; }
    // Where each row is a pattern of its own.
    void reserve(std::size_t rows, std::size_t each) {
        pattern.reserve(rows);
        begin.reserve(rows + 1);
        index.reserve(rows * each);
        lambda.reserve(rows * each);
        rho.reserve(rows * each);
    }
    void push(std::size_t variable, double l, double r) {
        index.push_back(static_cast<std::uint32_t>(variable));
        lambda.push_back(l);
        rho.push_back(r);
    }
    void end_pattern() { begin.push_back(static_cast<std::uint32_t>(index.size())); }
    void end_row() {
        pattern.push_back(patterns());
        end_pattern();
    }
};

// A number for what was seen, one thing after another.
inline std::uint64_t mixed(std::uint64_t h, std::uint64_t x) {
    h = (h ^ x) * 0x9E3779B97F4A7C15ULL;
    return h ^ (h >> 32);
}

// First the one, then the other, as one residual.
residual then(const residual& first, const residual& second);

} // namespace stats::survey
