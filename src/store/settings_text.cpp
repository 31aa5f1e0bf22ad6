#include "store/settings_text.hpp"

#include "core/words.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <vector>

namespace store {
namespace {

using json = nlohmann::json;

json list_json(const std::vector<core::date_range>& ranges) {
    auto all = json::array();
    for (const auto& r : ranges)
        all.push_back({{"from", base::to_iso(r.from)}, {"to", base::to_iso(r.to)}, {"name", r.name}});
    return all;
}

base::date date_of(const json& text) {
    const auto d = base::parse_iso_date(text.get<std::string>());
    if (!d) throw std::logic_error{"a stored setting holds no date"};
    return *d;
}

std::vector<core::date_range> list_of(const json& all, const char* name) {
    std::vector<core::date_range> ranges;
    if (const auto found = all.find(name); found != all.end())
        for (const auto& r : *found)
            ranges.push_back({date_of(r.at("from")), date_of(r.at("to")), r.at("name")});
    return ranges;
}

void day_of_year(const json& all, const char* name, std::pair<unsigned, unsigned>& into) {
    if (const auto found = all.find(name); found != all.end()) into = {found->at(0), found->at(1)};
}

} // namespace

std::string settings_text(const core::plan_settings& s) {
    return json{{"risk_weekends", list_json(s.risk_weekends)},
                {"events", list_json(s.events)},
                {"school_breaks", list_json(s.school_breaks)},
                {"spring_from", s.spring_from},
                {"spring_to", s.spring_to},
                {"autumn_from", s.autumn_from},
                {"autumn_to", s.autumn_to},
                {"reporting_days", s.reporting_days},
                {"about_tolerance", s.about_tolerance},
                {"shown", core::name(s.usual.what)},
                {"shown_after_days", s.usual.after_days}}
        .dump();
}

core::plan_settings parse_settings_text(std::string_view text) {
    const auto all = json::parse(text);
    core::plan_settings s;
    s.risk_weekends = list_of(all, "risk_weekends");
    s.events = list_of(all, "events");
    s.school_breaks = list_of(all, "school_breaks");
    day_of_year(all, "spring_from", s.spring_from);
    day_of_year(all, "spring_to", s.spring_to);
    day_of_year(all, "autumn_from", s.autumn_from);
    day_of_year(all, "autumn_to", s.autumn_to);
    s.reporting_days = all.value("reporting_days", s.reporting_days);
    s.about_tolerance = all.value("about_tolerance", s.about_tolerance);
    s.usual.what = core::named<core::shown_part>(all.value("shown", "")).value_or(s.usual.what);
    s.usual.after_days = all.value("shown_after_days", s.usual.after_days);
    return s;
}

} // namespace store
