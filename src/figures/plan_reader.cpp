#include "figures/plan_reader.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace figures {

void plan_reader::refuse(const std::string& at, std::string key, std::vector<base::message::argument> arguments) {
    if (!wrong_) wrong_ = base::problem{base::problem_kind::invalid, {std::move(key), std::move(arguments)}, at};
}

std::string plan_reader::below(const std::string& at, std::string_view name) {
    return at.empty() ? std::string{name} : fmt::format("{}.{}", at, name);
}

bool plan_reader::known(const json& o, const std::string& at, std::initializer_list<std::string_view> names) {
    if (!o.is_object()) {
        refuse(at, "figures.plan_object");
        return false;
    }
    for (const auto& [name, value] : o.items())
        if (std::find(names.begin(), names.end(), name) == names.end())
            refuse(below(at, name), "figures.plan_unknown",
                   {{"name", name}, {"known", fmt::format("{}", fmt::join(names, ", "))}});
    return true;
}

std::string plan_reader::text(const json& o, const std::string& at, const char* name, bool required) {
    const auto found = o.find(name);
    if (found == o.end()) {
        if (required) refuse(below(at, name), "figures.plan_missing", {{"name", std::string{name}}});
        return {};
    }
    const bool fits = found->is_string() && !base::trimmed(found->get_ref<const std::string&>()).empty();
    if (!fits) refuse(below(at, name), "figures.plan_text");
    return fits ? std::string{base::trimmed(found->get_ref<const std::string&>())} : std::string{};
}

bool plan_reader::flag(const json& o, const std::string& at, const char* name) {
    const auto found = o.find(name);
    if (found == o.end()) return false;
    if (!found->is_boolean()) refuse(below(at, name), "figures.plan_flag");
    return found->is_boolean() && found->get<bool>();
}

std::vector<std::string> plan_reader::texts(const json& o, const std::string& at, const char* name) {
    std::vector<std::string> all;
    const auto found = o.find(name);
    if (found == o.end()) return all;
    if (!found->is_array()) refuse(below(at, name), "figures.plan_list");
    for (const auto& one : found->is_array() ? *found : json::array()) {
        // Answers are often codes, and a number is then a natural way to write one.
        if (one.is_string())
            all.emplace_back(base::trimmed(one.get_ref<const std::string&>()));
        else if (one.is_number_integer())
            all.push_back(std::to_string(one.get<std::int64_t>()));
        else
            refuse(below(at, name), "figures.plan_text");
    }
    return all;
}

bilingual plan_reader::words(const json& value, const std::string& at) {
    if (value.is_string()) return {value.get<std::string>(), {}};
    if (!known(value, at, {"sv", "en"})) return {};
    return {text(value, at, "sv", false), text(value, at, "en", false)};
}

double plan_reader::number(const json& value, const std::string& at, double least) {
    const double n = value.is_number() ? value.get<double>() : std::nan("");
    if (n >= least && std::isfinite(n)) return n;
    refuse(at, "figures.plan_number", {{"least", least}});
    return least;
}

level_counts plan_reader::levels(const json& value, const std::string& at) {
    level_counts out;
    if (!value.is_object()) {
        refuse(at, "figures.plan_object");
        return out;
    }
    for (const auto& [level, count] : value.items())
        out.emplace_back(level, number(count, below(at, level), 0));
    return out;
}

// By level, or by round and then by level: what the first value is tells which.
counts_by_round plan_reader::counts(const json& o, const std::string& at, const std::vector<std::string>& rounds,
                                    bool required) {
    counts_by_round out;
    const auto found = o.find("population");
    const auto here = below(at, "population");
    if (found == o.end()) {
        if (required) refuse(here, "figures.plan_missing", {{"name", "population"}});
        return out;
    }
    if (!found->is_object() || found->empty()) {
        refuse(here, "figures.plan_counts");
        return out;
    }
    if (!found->begin()->is_object()) {
        out.of[""] = levels(*found, here);
        return out;
    }
    for (const auto& [round, value] : found->items()) {
        if (std::find(rounds.begin(), rounds.end(), round) == rounds.end())
            refuse(below(here, round), "figures.plan_no_round",
                   {{"round", round}, {"known", fmt::format("{}", fmt::join(rounds, ", "))}});
        out.of[round] = levels(value, below(here, round));
    }
    for (const auto& round : rounds)
        if (!out.of.contains(round)) refuse(below(here, round), "figures.plan_missing", {{"name", round}});
    return out;
}

std::map<std::string, double> plan_reader::totals(const json& value, const std::string& at,
                                                  const std::vector<std::string>& rounds) {
    std::map<std::string, double> out;
    for (const auto& round : rounds) {
        if (!value.is_object()) {
            out[round] = number(value, at, 1);
            continue;
        }
        const auto found = value.find(round);
        if (found == value.end())
            refuse(below(at, round), "figures.plan_missing", {{"name", round}});
        else
            out[round] = number(*found, below(at, round), 1);
    }
    return out;
}

counted_column plan_reader::column(const json& o, const std::string& at, const std::vector<std::string>& rounds) {
    if (!known(o, at, {"column", "population"})) return {};
    return {text(o, at, "column", true), counts(o, at, rounds, true)};
}

base::result<json> parse_plan_json(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    try {
        return json::parse(text);
    } catch (const json::parse_error& e) {
        const auto upto = text.substr(0, std::min(e.byte, text.size()));
        return base::fail(base::problem_kind::invalid,
                          {"figures.plan_json", {{"line", 1 + std::count(upto.begin(), upto.end(), '\n')}}});
    } catch (const json::out_of_range&) { // 1e400
        return base::fail(base::problem_kind::invalid, {"figures.plan_too_large", {}});
    }
}

} // namespace figures
