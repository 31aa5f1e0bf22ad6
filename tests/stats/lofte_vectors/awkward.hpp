#pragma once

#include "survey_set.hpp"

#include "stats/survey/estimate.hpp"
#include "stats/survey/rake.hpp"

#include <utility>

namespace vectors {

// What became of the awkward cases, in R's order: its words for what our problems are.
class cases {
  public:
    using values = std::vector<std::pair<std::string, double>>;

    void add(const std::string& name, const stats::result<values>& outcome, bool warned = false);
    [[nodiscard]] sheet value_sheet() const { return values_; }
    [[nodiscard]] sheet status_sheet() const { return status_; }

  private:
    sheet values_{.names = {"case", "quantity", "value"}, .rows = {}};
    sheet status_{.names = {"case", "status", "call", "message"}, .rows = {}};
};

// R gives the mean of one answer an error of 0, and of none the mean 0 besides.
stats::result<cases::values> named(const stats::result<stats::survey::estimate>& e);

void add_lonely(const vectors::set& from, cases& to);
void add_zeros(const vectors::set& from, cases& to);
void add_weights(const vectors::set& from, cases& to);
void add_failures(const vectors::set& from, cases& to);

} // namespace vectors
