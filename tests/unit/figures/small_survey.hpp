#pragma once

#include "base/table.hpp"
#include "figures/survey_figures.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

// A made-up survey: `yes` of `answers` say "ja" in an area and a round.
struct told {
    std::string round, area;
    int answers = 0, yes = 0;
};

inline base::table table_of(const std::vector<told>& all) {
    base::table out{.headings = {"omgång", "område", "person", "q"}, .rows = {}};
    for (const auto& t : all)
        for (int i = 0; i < t.answers; ++i)
            out.rows.push_back({static_cast<std::int64_t>(out.rows.size()) + 2,
                                {t.round, t.area, t.area + std::to_string(i), i < t.yes ? "ja" : "nej"}});
    return out;
}

// `more` stands among the members of the plan, `of_question` among those of its only question.
inline figures::survey_plan plan_of(const std::string& more, const std::string& of_question = {}) {
    const auto text = R"({"rounds": {"column": "omgång", "order": ["2021", "2023"]}, "groups": {"område": "Område"},)" +
                      more + R"("questions": {"q": {"text": "Är du otrygg?", "answers": ["ja", "nej"], )" +
                      of_question + R"("says": {"sv": "är otrygga", "en": "are unsafe"}, "counted": ["ja"]}}})";
    const auto plan = figures::parse_survey_plan(text);
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().field + " " + plan.error().text.key);
    return plan.value_or(figures::survey_plan{});
}

inline const std::string drawn_of_10000 = R"("selection": "random_sample", "population": 10000,)";
inline const std::string self_selected = R"("selection": "self_selected",)";

inline figures::survey_report report_of(const figures::survey_plan& plan, const base::table& answers,
                                        const figures::survey_request& asked = {}) {
    const auto out = figures::survey_figures(plan, answers, asked);
    EXPECT_TRUE(out) << (out ? "" : out.error().text.key);
    return out.value_or(figures::survey_report{});
}
