#include "figures/number_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace figures {
namespace {

long long whole(double share) { return std::llround(100 * share); }

} // namespace

std::string decimal(double x, int decimals, base::language l) {
    auto text = fmt::format("{:.{}f}", std::abs(x), decimals);
    const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
    if (l == base::language::sv) std::replace(text.begin(), text.end(), '.', ',');
    return x < 0 && !is_zero ? "−" + text : text;
}

std::string with_sign(double x, int decimals, base::language l) {
    auto text = decimal(x, decimals, l);
    if (text.find_first_not_of("0,.") == std::string::npos) return "0";
    return x > 0 ? "+" + text : text;
}

std::string percent(double share, const base::translator& say) {
    if (share > 0 && share < 0.005) return say("figures.under_one_percent");
    if (share < 1 && share > 0.995) return say("figures.over_99_percent");
    return say("figures.percent", {{"whole", fmt::format("{}", whole(share))}});
}

std::string percent_range(stats::interval shares) {
    return fmt::format("{}–{}", whole(shares.low), whole(shares.high));
}

std::string signed_points(double share, const base::translator& say) {
    return with_sign(100 * share, 0, say.language());
}

std::string points(double share, const base::translator& say) {
    return say(
        {"figures.points", {{"n", static_cast<std::int64_t>(whole(share))}, {"signed", signed_points(share, say)}}});
}

std::string decimal_range(stats::interval x, int decimals, base::language l) {
    return fmt::format("{}–{}", decimal(x.low, decimals, l), decimal(x.high, decimals, l));
}

} // namespace figures
