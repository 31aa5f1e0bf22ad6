#include "figures/survey_plan.hpp"

#include "figures/plan_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace figures {
namespace {

void read_rounds(plan_reader& r, const json& all, survey_plan& out) {
    const auto found = all.find("rounds");
    out.rounds = {""};
    if (found == all.end()) return;
    if (!r.known(*found, "rounds", {"column", "order"})) return;
    out.round_column = r.text(*found, "rounds", "column", true);
    out.rounds = r.texts(*found, "rounds", "order");
    if (out.rounds.empty()) r.refuse("rounds.order", "figures.plan_missing", {{"name", "order"}});
}

void read_weighting(plan_reader& r, const json& all, survey_plan& out) {
    const auto found = all.find("weighting");
    if (found == all.end() || !r.known(*found, "weighting", {"how", "bounds"})) return;
    if (out.margins.empty()) r.refuse("weighting", "figures.plan_missing", {{"name", "margins"}});
    const auto how = r.text(*found, "weighting", "how", true);
    using stats::survey::distance;
    if (how == "linear")
        out.weighted.how = distance::linear;
    else if (how == "logit")
        out.weighted.how = distance::logit;
    else if (how != "raking")
        r.refuse("weighting.how", "figures.plan_weighting", {{"said", how}});
    const auto bounds = found->find("bounds");
    if (bounds != found->end()) {
        const bool fits = bounds->is_array() && bounds->size() == 2 && (*bounds)[0].is_number() &&
                          (*bounds)[1].is_number() && (*bounds)[0].get<double>() >= 0 &&
                          (*bounds)[0].get<double>() < 1 && (*bounds)[1].get<double>() > 1;
        if (fits)
            out.weighted.bounds = {(*bounds)[0].get<double>(), (*bounds)[1].get<double>()};
        else
            r.refuse("weighting.bounds", "figures.plan_bounds");
    }
    if ((how == "logit" && bounds == found->end()) || (how == "raking" && bounds != found->end()))
        r.refuse("weighting.bounds", "figures.plan_bounds");
}

void read_sample(plan_reader& r, const json& all, survey_plan& out) {
    out.person_column = r.text(all, "", "person", false);
    out.weight_column = r.text(all, "", "weights", false);
    if (const auto strata = all.find("strata"); strata != all.end())
        out.strata = r.column(*strata, "strata", out.rounds);
    if (const auto population = all.find("population"); population != all.end()) {
        if (out.strata) r.refuse("population", "figures.plan_population_twice");
        out.population = r.totals(*population, "population", out.rounds);
    }
    if (const auto clusters = all.find("clusters");
        clusters != all.end() && r.known(*clusters, "clusters", {"column", "population"})) {
        out.cluster_column = r.text(*clusters, "clusters", "column", true);
        out.clusters = r.counts(*clusters, "clusters", out.rounds, false);
    }
    if (const auto margins = all.find("margins"); margins != all.end()) {
        if (!margins->is_array()) r.refuse("margins", "figures.plan_list");
        for (std::size_t i = 0; margins->is_array() && i < margins->size(); ++i)
            out.margins.push_back(r.column((*margins)[i], fmt::format("margins[{}]", i), out.rounds));
    }
    read_weighting(r, all, out);
    if (!out.self_selected && out.weight_column.empty() && !out.strata && out.population.empty())
        r.refuse("population", "figures.plan_no_weights");
}

question read_question(plan_reader& r, const std::string& id, const json& o) {
    const auto at = plan_reader::below("questions", id);
    question q{.id = id};
    if (!r.known(o, at, {"text", "says", "answers", "counted", "not_answered", "scale", "sensitive", "named_before"}))
        return q;
    q.text = r.text(o, at, "text", true);
    if (const auto says = o.find("says"); says != o.end()) q.says = r.words(*says, plan_reader::below(at, "says"));
    q.answers = r.texts(o, at, "answers");
    q.counted = r.texts(o, at, "counted");
    q.not_answered = r.texts(o, at, "not_answered");
    q.sensitive = r.flag(o, at, "sensitive");
    q.named_before = r.flag(o, at, "named_before");
    const auto scale = o.find("scale");
    if ((scale == o.end()) == q.answers.empty()) r.refuse(at, "figures.plan_answers_or_scale");
    if (scale != o.end()) {
        const bool fits = scale->is_array() && scale->size() == 2 && (*scale)[0].is_number() &&
                          (*scale)[1].is_number() && (*scale)[0].get<double>() < (*scale)[1].get<double>();
        if (fits) {
            q.scale_from = (*scale)[0].get<double>();
            q.scale_to = (*scale)[1].get<double>();
        } else {
            r.refuse(plan_reader::below(at, "scale"), "figures.plan_scale");
        }
    }
    if (q.is_share() && q.counted.empty())
        r.refuse(plan_reader::below(at, "counted"), "figures.plan_missing", {{"name", "counted"}});
    for (const auto& one : q.counted)
        if (std::find(q.answers.begin(), q.answers.end(), one) == q.answers.end())
            r.refuse(plan_reader::below(at, "counted"), "figures.plan_not_an_answer",
                     {{"answer", one}, {"known", fmt::format("{}", fmt::join(q.answers, ", "))}});
    return q;
}

void read_groups(plan_reader& r, const json& all, survey_plan& out) {
    const auto found = all.find("groups");
    if (found == all.end()) return;
    if (!found->is_object()) return r.refuse("groups", "figures.plan_object");
    for (const auto& [column, words] : found->items())
        out.groups.push_back({column, r.words(words, plan_reader::below("groups", column))});
}

void read_questions(plan_reader& r, const json& all, survey_plan& out) {
    const auto found = all.find("questions");
    if (found == all.end() || !found->is_object() || found->empty())
        return r.refuse("questions", "figures.plan_no_questions");
    for (const auto& [id, value] : found->items())
        out.questions.push_back(read_question(r, id, value));
}

template <class Range, class Name>
std::string names_of(const Range& all, Name name) {
    std::vector<std::string> out;
    for (const auto& one : all)
        out.push_back(name(one));
    return fmt::format("{}", fmt::join(out, ", "));
}

} // namespace

const level_counts* counts_by_round::at(const std::string& round) const {
    const auto own = of.find(round);
    const auto found = own == of.end() ? of.find("") : own;
    return found == of.end() ? nullptr : &found->second;
}

const question* survey_plan::find_question(std::string_view id) const {
    const auto found = std::find_if(questions.begin(), questions.end(), [&](const auto& q) { return q.id == id; });
    return found == questions.end() ? nullptr : &*found;
}

const group* survey_plan::find_group(std::string_view column) const {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.column == column; });
    return found == groups.end() ? nullptr : &*found;
}

std::string survey_plan::questions_known() const {
    return names_of(questions, [](const auto& q) { return q.id; });
}
std::string survey_plan::groups_known() const {
    return names_of(groups, [](const auto& g) { return g.column; });
}
std::string survey_plan::rounds_known() const {
    return names_of(rounds, [](const auto& round) { return round; });
}

base::result<survey_plan> parse_survey_plan(std::string_view text) {
    const auto all = parse_plan_json(text);
    if (!all) return tl::unexpected(all.error());
    plan_reader r;
    survey_plan out;
    if (r.known(*all, "",
                {"title", "selection", "rounds", "person", "weights", "strata", "population", "clusters", "margins",
                 "weighting", "groups", "questions"})) {
        out.title = r.text(*all, "", "title", false);
        const auto selection = r.text(*all, "", "selection", true);
        out.self_selected = selection == "self_selected";
        // Nobody's default: who could answer decides whether there is a figure at all.
        if (selection != "random_sample" && selection != "self_selected")
            r.refuse("selection", "figures.plan_selection", {{"said", selection}});
        read_rounds(r, *all, out);
        read_sample(r, *all, out);
        read_groups(r, *all, out);
        read_questions(r, *all, out);
    }
    if (r.wrong()) return tl::unexpected(*r.wrong());
    return out;
}

} // namespace figures
