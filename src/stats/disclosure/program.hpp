#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace stats::disclosure {

// A linear programme over variables of 0 or more, in GLPK. One thread at a time; nothing is shared between threads.
class linear_program {
  public:
    enum class end { found, unbounded, impossible, failed };
    static constexpr double open = std::numeric_limits<double>::infinity();

    explicit linear_program(std::size_t variables);
    ~linear_program();
    linear_program(const linear_program&) = delete;
    linear_program& operator=(const linear_program&) = delete;

    void add_row(std::span<const std::uint32_t> where, std::span<const double> factor, double low, double high);
    void bound_row(std::size_t row, double low, double high);
    void bound(std::size_t variable, double low, double high);
    void cost(std::size_t variable, double c);

    // From where the last one ended: many questions of one programme cost little more than one.
    [[nodiscard]] end minimise();
    [[nodiscard]] end maximise();
    [[nodiscard]] double objective() const;
    [[nodiscard]] double value(std::size_t variable) const;
    [[nodiscard]] double dual(std::size_t row) const;

    // Least cost with every variable 0 or 1. `start` is an answer that is known to do and never worsened. After
    // `nodes` branches the best so far is given, proved or not: a count and not a time, so that the same programme
    // always has the same answer.
    struct choice {
        std::vector<char> taken;
        bool proved = false;
        std::int32_t branches = 0; // that it took
    };
    [[nodiscard]] choice choose(const std::vector<char>& start, std::int32_t nodes);

  private:
    end solve(bool least);
    struct held;
    std::unique_ptr<held> p_;
};

} // namespace stats::disclosure
