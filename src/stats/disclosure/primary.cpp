#include "stats/disclosure/primary.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace stats::disclosure {

namespace {

result<std::vector<double>> from_the_largest(column contributions) {
    for (std::size_t i = 0; i < contributions.size(); ++i)
        if (!(contributions[i] >= 0) || std::isinf(contributions[i]))
            return refuse(trouble::bad_number, static_cast<std::int64_t>(i), contributions[i]);
    std::vector<double> out(contributions.begin(), contributions.end());
    std::sort(out.begin(), out.end(), std::greater<>());
    return out;
}

} // namespace

std::vector<char> small_counts(column count, double least, double most) {
    std::vector<char> out;
    for (const double c : count)
        out.push_back(c >= least && c <= most ? 1 : 0);
    return out;
}

result<bool> dominated(column contributions, std::int32_t n, double share) {
    const auto x = from_the_largest(contributions);
    if (!x) return tl::unexpected(x.error());
    const auto first = std::min(x->size(), static_cast<std::size_t>(std::max(n, 0)));
    const double largest = std::accumulate(x->begin(), x->begin() + static_cast<std::ptrdiff_t>(first), 0.0);
    const double others = std::accumulate(x->begin() + static_cast<std::ptrdiff_t>(first), x->end(), 0.0);
    return largest > share * (largest + others);
}

result<bool> estimated_within(column contributions, double p) {
    const auto x = from_the_largest(contributions);
    if (!x) return tl::unexpected(x.error());
    if (x->empty() || x->front() == 0) return false;
    const auto others = x->begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(x->size(), 2));
    return std::accumulate(others, x->end(), 0.0) < p * x->front();
}

shown_as from_answers(double answers, double least, double enough) {
    if (!(answers >= least)) return shown_as::withheld;
    return answers < enough ? shown_as::weak : shown_as::plain;
}

bool tells_of_few(double answers, double share, double least) {
    // Of whole answers; their share may have been rounded.
    const double yes = std::round(answers * share);
    return yes < least || answers - yes < least;
}

} // namespace stats::disclosure
