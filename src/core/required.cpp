#include "core/required.hpp"

#include "core/counted_noun.hpp"
#include "core/phrases.hpp"

#include <algorithm>
#include <string>

namespace core {

using ::reading::bound;
using ::reading::measure;

namespace {

base::message amount_with_unit(const ::reading::reading& r, double n) {
    if (r.measure == measure::hours) return say("core.unit.hours", {{"n", n}});
    if (r.measure == measure::percent) return say("core.unit.percent", {{"n", n}});
    if (r.unit) return say("board.unit", {{"n", n}, {"unit", noun_for(n, *r.unit)}});
    if (counts_evenings(r)) return say("board.evenings", {{"n", n}});
    return say(r.measure == measure::days ? "board.days" : "board.times", {{"n", n}});
}

} // namespace

base::message required_of(const ::reading::reading& r, double required) {
    auto amount = amount_with_unit(r, required);
    switch (r.bound) {
    case bound::at_most:
        return say("core.bound.at_most", {{"amount", std::move(amount)}});
    case bound::exactly:
        return say("core.bound.exactly", {{"amount", std::move(amount)}});
    case bound::about:
        return say("core.bound.about", {{"amount", std::move(amount)}});
    default:
        return say("core.bound.at_least", {{"amount", std::move(amount)}});
    }
}

bool counts_evenings(const ::reading::reading& r) {
    return r.measure == measure::days && !r.unit && std::any_of(r.windows.begin(), r.windows.end(), [](const auto& w) {
               return w.kind == ::reading::window_kind::evening;
           });
}

bool is_last_report(const ::reading::reading& r) { return is_reported_last(r.measure); }

base::message window_words(const pledge_file& file, const ::reading::reading& r, const window_result& w,
                           base::date today) {
    slot s;
    s.from = w.from;
    s.to = w.to;
    s.open_ended = w.open_ended;
    const auto plan = plan_of(r, validity_of(file.document), file.settings, false);
    return when_of(s, plan, file.settings, base::year_of(today));
}

} // namespace core
