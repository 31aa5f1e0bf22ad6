#include "core/cadence_told.hpp"

#include "core/next_windows.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>

namespace core {

namespace rd = ::reading;

base::message told_cadence(const rd::reading& r) {
    return {"difference.cadence", {{"text", r.text}, {"means", told_back(r)}}};
}

std::string exact_cadence(const rd::reading& r) {
    std::string out{rd::name(r.bound)};
    const auto add = [&](std::string_view word) {
        out += ' ';
        out += word;
    };
    if (r.stated) add("stated");
    if (!r.count)
        add("no_count");
    else if (r.count->low == r.count->high)
        add(fmt::format("{}", r.count->low));
    else
        add(fmt::format("{}..{}", r.count->low, r.count->high));
    add(rd::name(r.measure));
    if (r.unit) add(fmt::format("\"{}\"", *r.unit));
    if (r.every) add(rd::to_text(*r.every));
    add(rd::name(r.aggregate));
    for (const auto& w : r.windows)
        add("window=" + rd::to_text(w));
    if (r.per) {
        std::string members;
        for (const auto& m : r.per->members)
            members += (members.empty() ? "" : ",") + m;
        add(fmt::format("{}={}", rd::name(r.per->kind), members));
    }
    if (r.deadline) add("deadline=" + base::to_iso(*r.deadline));
    if (r.within) add("within=" + rd::to_text(*r.within));
    if (r.working_days) add("working_days");
    if (r.additional) add("additional");
    add(rd::name(r.modality));
    if (!r.schedulable) add("unscheduled");
    add(rd::name(r.measurable));
    if (!r.reason.empty()) add(fmt::format("\"{}\"", r.reason));
    return out;
}

} // namespace core
