#include "recipes.hpp"

#include "stats/series/farrington.hpp"

#include <chrono>
#include <cmath>
#include <optional>
#include <regex>
#include <stdexcept>

namespace vectors {

namespace {

using namespace stats::series;

const std::vector<std::string> farrington_columns = {"config",     "series",    "t",     "observed", "expected",
                                                     "upperbound", "alarm",     "score", "pvalue",   "mu0",
                                                     "phi",        "trendcoef", "trend"};

// "crime: list(b = 5, …) ;; delta: list(…)" of the manifest's call, by name in their order.
std::vector<std::pair<std::string, farrington_options>> controls_of(const std::string& call) {
    std::vector<std::pair<std::string, farrington_options>> out;
    static const std::regex one(R"((\w+): list\(((?:[^()]|\([^()]*\))*)\))");
    for (std::sregex_iterator it(call.begin(), call.end(), one), end; it != end; ++it) {
        const std::string text = (*it)[2].str();
        farrington_options o{.as_r = true};
        const auto value = [&](const std::string& name) -> std::optional<std::string> {
            std::smatch m;
            if (!std::regex_search(text, m, std::regex("\\b" + name + R"( = (c\([^)]*\)|"[^"]*"|[^,]+))")))
                return std::nullopt;
            return m[1].str();
        };
        const auto number = [&](const char* name, auto& to) {
            if (const auto v = value(name)) to = static_cast<std::remove_reference_t<decltype(to)>>(std::stod(*v));
        };
        const auto truth = [&](const char* name, bool& to) {
            if (const auto v = value(name)) to = *v == "TRUE";
        };
        number("b", o.years);
        number("w", o.half_window);
        number("noPeriods", o.periods);
        number("weightsThreshold", o.weights_threshold);
        number("alpha", o.alpha);
        number("pThresholdTrend", o.trend_p);
        number("pastWeeksNotIncluded", o.recent);
        truth("reweight", o.reweight);
        truth("trend", o.trend);
        if (const auto v = value("limit54")) {
            std::smatch m;
            if (!std::regex_match(*v, m, std::regex(R"(c\((\S+), (\S+)\))"))) throw std::runtime_error("limit54");
            o.limit_cases = std::stod(m[1].str());
            o.limit_points = std::stoi(m[2].str());
        }
        if (const auto v = value("thresholdMethod"))
            o.method = *v == "\"nbPlugin\"" ? threshold::nb_plugin
                       : *v == "\"muan\""   ? threshold::muan
                                            : threshold::delta;
        if (const auto v = value("powertrans"))
            o.transformation = *v == "\"1/2\"" ? power::half : *v == "\"none\"" ? power::one : power::two_thirds;
        out.emplace_back((*it)[1].str(), o);
    }
    return out;
}

bool has_offset(const std::string& call, const std::string& name) {
    const auto at = call.find(name + ": list(");
    const auto end = call.find(";;", at);
    return call.substr(at, end == std::string::npos ? end : end - at).find("populationOffset = TRUE") !=
           std::string::npos;
}

std::vector<std::chrono::sys_days> dates_of(const std::vector<std::string>& text) {
    std::vector<std::chrono::sys_days> out;
    for (const auto& s : text)
        out.push_back(std::chrono::year(std::stoi(s.substr(0, 4))) /
                      std::chrono::month(static_cast<unsigned>(std::stoi(s.substr(5, 2)))) /
                      std::chrono::day(static_cast<unsigned>(std::stoi(s.substr(8, 2)))));
    return out;
}

struct monitored {
    std::vector<std::chrono::sys_days> dates; // empty: by number
    bool weekly = false;
    int frequency = 12;
};

void add(sheet& out, const std::string& config, const std::string& name, const std::vector<double>& y,
         const std::vector<double>& population, const monitored& m, std::size_t from, std::size_t to,
         const farrington_options& o) {
    for (std::size_t k = from; k < to; ++k) {
        const auto when = m.dates.empty() ? calendar::by_index(y.size(), k, m.frequency, o.years).value()
                                          : calendar::by_date(m.dates, k, m.weekly, o.years).value();
        const auto r = farrington(y, population, k, when, o).value();
        const bool kept = !std::isnan(r.trend);
        out.rows.push_back({config, name, static_cast<double>(k + 1), y[k], or_na(r.expected), or_na(r.threshold),
                            r.fitted ? cell(r.alarm) : cell(na), or_na(r.score), or_na(r.p), or_na(r.upper_mean),
                            or_na(r.dispersion), or_na(r.trend), r.fitted ? cell(kept) : cell(na)});
    }
}

sheet monthly(const set& from) {
    const auto in = from.read("ts_monthly.csv");
    const auto population = in.numbers("population");
    std::vector<std::string> names;
    for (const auto& n : in.names())
        if (n != "t" && n != "date" && n != "population") names.push_back(n);
    const monitored by_date{.dates = dates_of(in.text("date"))};
    const monitored by_index;
    sheet out{.names = farrington_columns, .rows = {}};
    const auto block = [&](const std::string& config, const monitored& m, const farrington_options& o, bool offset) {
        for (const auto& name : names)
            add(out, config, name, in.numbers(name), offset ? population : std::vector<double>{}, m, in.rows() - 16,
                in.rows(), o);
    };
    const auto controls = controls_of(from.call);
    for (const auto& [name, o] : controls)
        block(name, by_date, o, has_offset(from.call, name));
    const auto named = [&](const char* name) {
        for (const auto& [n, o] : controls)
            if (n == name) return o;
        throw std::runtime_error("no such control");
    };
    block("crime_index", by_index, named("crime"), false);
    auto half = named("delta");
    half.reweight = false;
    half.transformation = power::half;
    block("delta_noreweight_half", by_index, half, false);
    return out;
}

sheet published(const set& from, const std::string& file, std::size_t first, std::size_t last) {
    const auto in = from.read(file);
    monitored m;
    if (in.text("epoch").front().find('-') != std::string::npos)
        m = {.dates = dates_of(in.text("epoch")), .weekly = true, .frequency = 52};
    sheet out{.names = farrington_columns, .rows = {}};
    for (const auto& [name, o] : controls_of(from.call))
        for (const auto& column : in.names())
            if (column != "t" && column != "epoch")
                add(out, name, column, in.numbers(column), {}, m, first - 1, last, o);
    return out;
}

} // namespace

void add_monitoring(recipes& all) {
    all["ts_farringtonFlexible.csv"] = monthly;
    // The weeks and months that the reference set looks at.
    all["ts_stsNewport_farringtonFlexible.csv"] = [](const set& from) {
        return published(from, "ts_stsNewport.csv", 700, 740);
    };
    all["ts_meningo_farringtonFlexible.csv"] = [](const set& from) {
        return published(from, "ts_meningo.csv", 130, 156);
    };
}

} // namespace vectors
