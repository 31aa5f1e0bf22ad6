// Judges what stands on standard input: a JSON line with a document, its log, the settings and days is answered by a
// line for each day, as `lofte status --json` writes it.
#include "exchange/json.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

using nlohmann::json;

base::date day(const json& text) {
    const auto d = base::parse_iso_date(text.get<std::string>());
    if (!d) throw std::runtime_error("no date: " + text.dump());
    return *d;
}

template <typename T>
std::optional<T> maybe(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) return {};
    return found->get<T>();
}

core::log_entry entry_of(const json& e, std::int64_t row) {
    core::log_entry out;
    out.row = row;
    out.id = e.at("id");
    out.owner = e.at("owner");
    out.done_on = day(e.at("date"));
    out.amount.low = maybe<double>(e, "low");
    out.amount.high = maybe<double>(e, "high");
    out.amount.about = e.value("about", false);
    out.amount.unit = maybe<std::string>(e, "unit");
    out.hours = maybe<double>(e, "hours");
    out.subject = maybe<std::string>(e, "for");
    if (const auto reading = maybe<int>(e, "reading")) out.reading = *reading - 1;
    out.names = e.value("names", "");
    const auto kind = e.value("kind", "entry");
    out.kind = kind == "withdrawal"   ? core::entry_kind::withdrawal
               : kind == "correction" ? core::entry_kind::correction
                                      : core::entry_kind::entry;
    return out;
}

void read_list(const json& settings, const char* name, std::vector<core::date_range>& into) {
    if (const auto found = settings.find(name); found != settings.end())
        for (const auto& r : *found)
            into.push_back({day(r.at(0)), day(r.at(1)), {}});
}

void read_day(const json& settings, const char* name, std::pair<unsigned, unsigned>& into) {
    if (const auto found = settings.find(name); found != settings.end()) into = {found->at(0), found->at(1)};
}

core::plan_settings settings_of(const json& from) {
    core::plan_settings s;
    read_list(from, "risk_weekends", s.risk_weekends);
    read_list(from, "events", s.events);
    read_list(from, "school_breaks", s.school_breaks);
    read_day(from, "spring_from", s.spring_from);
    read_day(from, "spring_to", s.spring_to);
    read_day(from, "autumn_from", s.autumn_from);
    read_day(from, "autumn_to", s.autumn_to);
    s.reporting_days = from.value("reporting_days", s.reporting_days);
    s.about_tolerance = from.value("about_tolerance", s.about_tolerance);
    return s;
}

void judge_line(const std::string& line, const base::translator& say) {
    const auto in = json::parse(line);
    auto document = exchange::parse_document(in.at("document").dump());
    if (!document) throw std::runtime_error(say(document.error().text));
    core::pledge_file file;
    file.document = std::move(*document);
    file.settings = settings_of(in.at("settings"));
    for (const auto& e : in.at("log"))
        file.log.push_back(entry_of(e, static_cast<std::int64_t>(file.log.size()) + 1));
    for (const auto& d : in.at("as_of")) {
        const auto state = core::judge(file.document, file.log, {}, file.settings, day(d));
        std::puts(exchange::state_json(file, state, say, exchange::audience::holders, exchange::form::line).c_str());
    }
}

} // namespace

int main() {
    const base::translator say{base::language::sv};
    std::string line;
    try {
        while (std::getline(std::cin, line))
            judge_line(line, say);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n%.400s\n", problem.what(), line.c_str());
        return 1;
    }
}
