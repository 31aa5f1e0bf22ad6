#include "stats/disclosure/cell_key.hpp"

#include <algorithm>
#include <cmath>

namespace stats::disclosure {

double cell_key(double sum_of_record_keys) { return sum_of_record_keys - std::floor(sum_of_record_keys); }

result<perturbation> perturbation::make(column count, column change, column up_to) {
    if (count.size() != change.size() || count.size() != up_to.size()) return refuse(trouble::lengths_differ);
    if (count.empty()) return refuse(trouble::no_data);
    perturbation out;
    for (std::size_t i = 0; i < count.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        const auto now = static_cast<double>(out.of_count_.size());
        const bool ended = out.of_count_.empty() || out.of_count_.back().back().up_to == 1;
        if (count[i] == now && ended)
            out.of_count_.emplace_back();
        else if (count[i] != now - 1 || ended)
            return refuse(trouble::bad_number, row, count[i]);
        auto& steps = out.of_count_.back();
        const double before = steps.empty() ? 0 : steps.back().up_to;
        if (!(up_to[i] > before && up_to[i] <= 1)) return refuse(trouble::bad_number, row, up_to[i]);
        if (!(count[i] + change[i] >= 0) || std::isinf(change[i])) return refuse(trouble::bad_number, row, change[i]);
        steps.push_back({up_to[i], change[i]});
    }
    if (out.of_count_.back().back().up_to != 1)
        return refuse(trouble::bad_number, static_cast<std::int64_t>(count.size()) - 1, up_to.back());
    return out;
}

double perturbation::change(double count, double key) const {
    if (!(count > 0)) return 0;
    const auto row = static_cast<std::size_t>(std::min(count, static_cast<double>(of_count_.size() - 1)));
    const auto& steps = of_count_[row];
    const auto at = std::find_if(steps.begin(), steps.end(), [&](const step& s) { return key < s.up_to; });
    return at == steps.end() ? steps.back().change : at->change;
}

} // namespace stats::disclosure
