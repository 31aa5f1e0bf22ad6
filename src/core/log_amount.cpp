#include "core/log_amount.hpp"

#include "base/text.hpp"
#include "reading/read.hpp"

#include <cmath>

namespace core {

using base::fail;
using base::problem_kind;

namespace {

constexpr double most_hours = 10'000;
constexpr double most_things = 1e9;

// Forms that the reader of amounts takes a part of and leaves the rest: "2 tusen", "1e300", "3 st och 4 st", "30-20".
bool says_more(const std::string& amount, const ::reading::quantity& q) {
    const auto folded = base::lower(amount);
    for (const auto* word : {" tusen", " miljon", " massa"})
        if (folded.find(word) != std::string::npos) return true;
    if (q.parts.empty() && folded.find(" och ") != std::string::npos) return true;
    const auto is_digit = [&](std::size_t i) { return i < folded.size() && folded[i] >= '0' && folded[i] <= '9'; };
    for (std::size_t i = 1; i + 1 < folded.size(); ++i) {
        if (!is_digit(i - 1)) continue;
        const bool exponent = folded[i] == 'e' &&
                              (is_digit(i + 1) || ((folded[i + 1] == '+' || folded[i + 1] == '-') && is_digit(i + 2)));
        const bool backwards = folded[i] == '-' && is_digit(i + 1) && q.low && q.high && *q.low >= *q.high;
        if (exponent || backwards) return true;
    }
    return false;
}

bool is_hours_unit(const std::string& unit) {
    const auto u = base::lower(unit);
    return u == "h" || u.starts_with("tim");
}

} // namespace

base::result<::reading::quantity> read_amount(const new_entry& typed) {
    // A channel or hours say that something was done once.
    if (base::trimmed(typed.amount).empty()) {
        if (typed.channel || typed.hours) return ::reading::quantity{.low = 1, .high = 1, .unit = {}, .parts = {}};
        return fail(problem_kind::invalid, {"core.log.no_amount", {}}, "amount");
    }
    const auto word = base::lower(base::trimmed(typed.amount));
    if (word == "en" || word == "ett") return ::reading::quantity{.low = 1, .high = 1, .unit = {}, .parts = {}};
    const auto read = ::reading::read_quantity(typed.amount);
    if (!read.quantity)
        return fail(problem_kind::invalid, {"core.log.unreadable_amount", {{"amount", typed.amount}}}, "amount");
    const auto& q = *read.quantity;
    if (says_more(typed.amount, q))
        return fail(problem_kind::invalid, {"core.log.unreadable_amount", {{"amount", typed.amount}}}, "amount");
    const bool minus =
        base::trimmed(typed.amount).starts_with("-") || base::trimmed(typed.amount).starts_with("\u2212");
    if (minus || q.low.value_or(0) < 0 || q.high.value_or(0) < 0)
        return fail(problem_kind::invalid, {"core.log.negative_amount", {{"amount", typed.amount}}}, "amount");
    if (q.low.value_or(0) > most_things || q.high.value_or(0) > most_things)
        return fail(problem_kind::invalid, {"core.log.huge_amount", {{"amount", typed.amount}}}, "amount");
    return q;
}

base::result<std::optional<double>> check_hours(const ::reading::reading* r, const new_entry& typed,
                                                const ::reading::quantity& amount) {
    if (typed.hours && (!std::isfinite(*typed.hours) || *typed.hours < 0 || *typed.hours > most_hours))
        return fail(problem_kind::invalid, {"core.log.bad_hours", {{"most", most_hours}}}, "hours");
    const bool counts_things = r && r->count && !r->within &&
                               (r->measure == ::reading::measure::occasions || r->measure == ::reading::measure::days);
    if (counts_things && amount.unit && (is_hours_unit(*amount.unit) || *amount.unit == "procent"))
        return fail(problem_kind::invalid, {"core.log.other_unit", {{"amount", typed.amount}, {"promise", r->text}}},
                    "amount");
    if (typed.hours || !r || r->measure != ::reading::measure::hours) return typed.hours;
    if (amount.unit && !is_hours_unit(*amount.unit))
        return fail(problem_kind::invalid, {"core.log.needs_hours", {{"unit", *amount.unit}}}, "hours");
    if (amount.low && amount.low == amount.high) return *amount.low;
    return std::nullopt; // an open amount counts as it stands
}

} // namespace core
