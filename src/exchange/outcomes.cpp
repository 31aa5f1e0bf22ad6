#include "exchange/outcomes.hpp"

#include "exchange/value.hpp"

#include <nlohmann/json.hpp>

namespace exchange {
namespace {

std::string_view name(reading::unplaced_why why) {
    switch (why) {
    case reading::unplaced_why::no_owner:
        return "no_owner";
    case reading::unplaced_why::several:
        return "several";
    case reading::unplaced_why::again:
        return "again";
    case reading::unplaced_why::share:
        return "share";
    case reading::unplaced_why::total_or_part:
        return "total_or_part";
    case reading::unplaced_why::no_amount:
        break;
    }
    return "no_amount";
}

} // namespace

std::string outcomes_json(const std::vector<proposed_entry>& proposed,
                          const std::vector<reading::unplaced_outcome>& unplaced, const base::translator& say) {
    written out;
    out["proposed"] = written::array();
    for (const auto& p : proposed) {
        written one;
        one["owner"] = p.told.owner;
        one["date"] = base::to_iso(p.on);
        one["amount"] = p.told.said;
        one["quantity"] = value_of(p.told.amount);
        one["span"] = span_value(p.told.said_at);
        one["label_span"] = span_value(p.told.label_at);
        one["saved_before"] = p.is_known;
        one["problem"] = p.problem.empty() ? written(nullptr) : written(say(p.problem));
        out["proposed"].push_back(std::move(one));
    }
    out["unplaced"] = written::array();
    for (const auto& u : unplaced)
        out["unplaced"].push_back(
            {{"why", name(u.why)}, {"text", u.said}, {"span", span_value(u.said_at)}, {"owners", u.owners}});
    return text_of(out, form::indented);
}

} // namespace exchange
