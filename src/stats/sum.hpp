#pragma once

#include <cmath>

namespace stats {

// A sum whose rounding error does not grow with the number of terms. Neumaier, Z. Angew. Math. Mech. 54 (1974).
class exact_sum {
  public:
    void add(double x) {
        const double t = sum_ + x;
        lost_ += std::abs(sum_) >= std::abs(x) ? (sum_ - t) + x : (x - t) + sum_;
        sum_ = t;
    }
    [[nodiscard]] double value() const { return sum_ + lost_; }

  private:
    double sum_ = 0;
    double lost_ = 0;
};

} // namespace stats
