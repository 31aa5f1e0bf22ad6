#include "survey_set.hpp"

#include "stats/survey/rake.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>

namespace vectors {

namespace {

std::vector<std::string> distinct(const std::vector<std::string>& values) {
    std::vector<std::string> out;
    for (const auto& v : values)
        if (std::find(out.begin(), out.end(), v) == out.end()) out.push_back(v);
    return out;
}

template <class T>
std::vector<T> picked(const std::vector<T>& from, const std::vector<std::size_t>& rows) {
    std::vector<T> out;
    out.reserve(rows.size());
    for (const auto i : rows)
        out.push_back(from[i]);
    return out;
}

std::vector<double> at_least(std::vector<double> x, double limit) {
    for (double& v : x)
        v = v != v ? v : v >= limit ? 1 : 0;
    return x;
}

} // namespace

std::vector<std::string> joined(const std::vector<std::string>& a, const std::vector<std::string>& b, const char* by) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < a.size(); ++i)
        out.push_back(a[i] + by + b[i]);
    return out;
}

std::vector<std::string> respondents::text(std::string_view name) const {
    if (name == "area") return area;
    if (name == "age4") return age4;
    if (name == "sex") return sex;
    if (name == "agesex") return joined(age4, sex);
    if (name == "bornedu") return joined(text("born"), text("edu"));
    return picked(in->text(name), rows);
}

std::vector<double> respondents::numbers(std::string_view name) const {
    if (name.starts_with("hi_")) return at_least(numbers(name.substr(3)), 4);
    if (name == "unsafe") return at_least(numbers("evening"), 3);
    if (name == "sexK") {
        std::vector<double> out;
        for (const auto& s : sex)
            out.push_back(s == "K" ? 1 : 0);
        return out;
    }
    return picked(in->numbers(name), rows);
}

survey_set::survey_set(const set& from)
    : answers_(from.read("svy_resp.csv")), strata_(from.read("svy_strata.csv")), frame_(from.read("svy_popframe.csv")),
      rounds_(levels(frame_.text("round")).names), munis_(distinct(frame_.text("muni"))) {
    for (const auto& name : answers_.names())
        if (name.size() == 3 && name[0] == 'q' && name[1] >= '0' && name[1] <= '9') items_.push_back(name);
}

respondents survey_set::of(const std::function<bool(const std::string&, const std::string&)>& wanted) const {
    std::map<std::string, std::size_t> strata;
    for (std::size_t i = 0; i < strata_.rows(); ++i)
        strata[strata_.text("round")[i] + '\t' + strata_.text("muni")[i] + '\t' + strata_.text("stratum")[i]] = i;
    respondents out{.in = &answers_};
    const auto id = answers_.numbers("id");
    for (std::size_t i = 0; i < answers_.rows(); ++i)
        if (wanted(answers_.text("round")[i], answers_.text("muni")[i])) out.rows.push_back(i);
    std::sort(out.rows.begin(), out.rows.end(), [&](auto a, auto b) { return id[a] < id[b]; });
    out.round = picked(answers_.text("round"), out.rows);
    out.muni = picked(answers_.text("muni"), out.rows);
    out.stratum = picked(answers_.text("stratum"), out.rows);
    const auto all = strata_.numbers("N_h");
    const auto answered = strata_.numbers("r_h");
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto h = strata.at(out.round[i] + '\t' + out.muni[i] + '\t' + out.stratum[i]);
        out.area.push_back(strata_.text("area")[h]);
        out.age4.push_back(strata_.text("age4")[h]);
        out.sex.push_back(strata_.text("sex")[h]);
        out.population.push_back(all[h]);
        out.weight.push_back(all[h] / answered[h]);
    }
    return out;
}

respondents survey_set::of(const std::string& round, const std::string& muni) const {
    return of([&](const auto& r, const auto& m) { return r == round && m == muni; });
}

std::vector<std::string> survey_set::frame_levels(const std::string& round, const std::string& muni,
                                                  std::string_view name) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < frame_.rows(); ++i) {
        if (frame_.text("round")[i] != round || frame_.text("muni")[i] != muni) continue;
        if (name == "agesex")
            out.push_back(frame_.text("age4")[i] + '.' + frame_.text("sex")[i]);
        else if (name == "bornedu")
            out.push_back(frame_.text("born")[i] + '.' + frame_.text("edu")[i]);
        else if (name == "agesexborn")
            out.push_back(frame_.text("age4")[i] + '.' + frame_.text("sex")[i] + '.' + frame_.text("born")[i]);
        else
            out.push_back(frame_.text(name)[i]);
    }
    return out;
}

std::vector<double> survey_set::totals(const std::string& round, const std::string& muni, const levels& of,
                                       std::string_view name) const {
    std::vector<double> out(of.names.size(), 0.0);
    const auto persons = frame_.numbers("N");
    const auto level = frame_levels(round, muni, name);
    std::size_t k = 0;
    for (std::size_t i = 0; i < frame_.rows(); ++i) {
        if (frame_.text("round")[i] != round || frame_.text("muni")[i] != muni) continue;
        const auto at = of.at(level[k++]);
        if (at < 0) throw std::runtime_error("a level of the register without respondents");
        out[static_cast<std::size_t>(at)] += persons[i];
    }
    return out;
}

stats::survey::design base_design(const respondents& r) {
    const group stratum(joined(r.round, joined(r.muni, r.stratum, ":"), ":"));
    return stats::survey::design::make({.stratum = stratum.factor(), .weight = r.weight, .population = r.population})
        .value();
}

stats::survey::design survey_set::designed(const respondents& r, const std::string& name) const {
    auto base = base_design(r);
    if (name == "base") return base;
    // Margins of each round by itself: calibrated together they are calibrated each.
    const bool post = name == "post";
    std::vector<group> groups;
    std::vector<std::vector<double>> persons;
    std::vector<stats::survey::margin> margins;
    const auto rounds = distinct(r.round);
    const std::vector<std::string> names =
        post ? std::vector<std::string>{"agesexborn"} : std::vector<std::string>{"agesex", "area", "bornedu"};
    for (const auto& m : names) {
        const auto values = m == "agesexborn" ? joined(r.text("agesex"), r.text("born")) : r.text(m);
        groups.emplace_back(joined(r.round, values, "|"));
        auto& all = persons.emplace_back(groups.back().of.names.size(), 0.0);
        for (const auto& round : rounds) {
            const levels own(frame_levels(round, r.muni.front(), m));
            const auto n = totals(round, r.muni.front(), own, m);
            for (std::size_t l = 0; l < n.size(); ++l)
                all.at(static_cast<std::size_t>(groups.back().of.at(round + '|' + own.names[l]))) = n[l];
        }
    }
    for (std::size_t m = 0; m < groups.size(); ++m)
        margins.push_back({groups[m].factor(), persons[m]});
    using stats::survey::distance;
    if (post) return stats::survey::post_stratify(base, margins.front()).value();
    if (name == "rake") return stats::survey::rake(base, margins).value();
    const stats::survey::calibration to{.margins = margins};
    if (name == "calrake") return stats::survey::calibrate(base, to).value();
    if (name == "greg") return stats::survey::calibrate(base, to, {.how = distance::linear}).value();
    if (name == "logit")
        return stats::survey::calibrate(base, to, {.how = distance::logit, .low = 0.3, .high = 3}).value();
    throw std::runtime_error("no design " + name);
}

} // namespace vectors
