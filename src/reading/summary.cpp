#include "reading/summary.hpp"

#include "reading/names.hpp"

#include <fmt/format.h>

namespace reading {
namespace {

std::string count_text(const reading& r) {
    if (!r.count) return "-";
    const auto* sign = r.bound == bound::about     ? "~"
                       : r.bound == bound::at_most ? "<="
                       : r.bound == bound::exactly ? "="
                                                   : ">=";
    const auto number = r.count->low == r.count->high ? fmt::format("{}", r.count->low)
                                                      : fmt::format("{}-{}", r.count->low, r.count->high);
    return (r.stated ? sign : "") + number;
}

} // namespace

std::string summary(const reading& r) {
    auto out = count_text(r);
    if (r.measure != measure::occasions) out += fmt::format(" {}", name(r.measure));
    if (r.every) out += ' ' + to_text(*r.every);
    if (r.count && r.aggregate == aggregate::total) out += " sum";
    if (r.count && r.aggregate == aggregate::average) out += " avg";
    if (r.count && r.aggregate == aggregate::interval) out += " gap";
    std::string windows;
    for (const auto& w : r.windows)
        windows += (windows.empty() ? "" : " ") + to_text(w);
    if (!windows.empty()) out += " [" + windows + ']';
    if (r.per) out += fmt::format(" {}({})", name(r.per->kind), fmt::join(r.per->members, ","));
    if (r.deadline) out += " by " + base::to_iso(*r.deadline);
    if (r.within) out += " within " + to_text(*r.within);
    if (r.working_days) out += " working";
    if (r.additional) out += " additional";
    if (r.modality != modality::shall) out += fmt::format(" {}", name(r.modality));
    if (!r.schedulable) out += " unscheduled";
    if (r.measurable != measurable::yes) out += fmt::format(" {}", name(r.measurable));
    return out;
}

std::string summary(const std::vector<reading>& all) {
    std::string out;
    for (const auto& r : all)
        out += (out.empty() ? "" : " | ") + summary(r);
    return out.empty() ? "none" : out;
}

std::string summary(const validity& v) {
    auto out = (v.from ? base::to_iso(*v.from) : "") + ".." + (v.to ? base::to_iso(*v.to) : "");
    if (v.until_replaced) out += " until_replaced";
    if (v.extendable) out += " extendable";
    return out;
}

std::string summary(const quantity& q) {
    std::string out = q.about ? "~" : "";
    if (q.low && q.low == q.high)
        out += fmt::format("{}", *q.low);
    else
        out += (q.low ? fmt::format("{}", *q.low) : "") + ".." + (q.high ? fmt::format("{}", *q.high) : "");
    if (q.unit) out += ' ' + *q.unit;
    if (!q.parts.empty()) out += fmt::format(" {} {}", q.parts_agree ? "=" : "!=", fmt::join(q.parts, " + "));
    return out;
}

} // namespace reading
