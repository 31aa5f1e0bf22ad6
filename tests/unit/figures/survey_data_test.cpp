#include "small_survey.hpp"

namespace {

std::string fault(const figures::survey_plan& plan, const base::table& t, const figures::survey_request& asked = {}) {
    const auto out = figures::survey_figures(plan, t, asked);
    return out ? std::string{} : out.error().text.key;
}

TEST(survey_data, says_what_does_not_fit_and_where) {
    const auto good = table_of({{"2023", "A", 40, 20}});
    const auto with = [&](std::size_t column, const std::string& cell) {
        auto t = good;
        t.rows[5].cells[column] = cell;
        return t;
    };
    const auto plan = plan_of(drawn_of_10000);
    EXPECT_EQ(fault(plan, with(3, "kanske")), "figures.cell_unknown");
    EXPECT_EQ(fault(plan, with(0, "2022")), "figures.cell_unknown");
    EXPECT_EQ(fault(plan, with(0, "")), "figures.cell_empty");
    EXPECT_EQ(fault(plan, with(3, "")), "");
    const auto wrong = figures::survey_figures(plan, with(3, "kanske"), {});
    EXPECT_EQ(std::get<std::int64_t>(wrong.error().text.arguments.at(0).value), 7); // the line of the sixth row
    EXPECT_EQ(fault(plan_of(drawn_of_10000 + R"("person": "person",)"), with(2, "A0")), "figures.person_twice");
    EXPECT_EQ(fault(plan_of(R"("selection": "random_sample", "weights": "vikt",)"), good), "figures.no_column");
    EXPECT_EQ(fault(plan_of(R"("selection": "random_sample", "weights": "område",)"), good), "figures.cell_no_weight");
    EXPECT_EQ(fault(plan_of(R"("selection": "random_sample",
        "strata": {"column": "område", "population": {"A": 100, "B": 5}},)"),
                    good),
              "figures.stratum_empty");
    EXPECT_EQ(fault(plan_of(R"("selection": "random_sample", "population": 39,)"), good),
              "figures.trouble_over_population");
}

TEST(survey_data, says_what_the_call_names_that_is_not_there) {
    const auto plan = plan_of(drawn_of_10000);
    const auto t = table_of({{"2023", "A", 40, 20}});
    EXPECT_EQ(fault(plan, t, {.items = {"q9"}}), "figures.no_question");
    EXPECT_EQ(fault(plan, t, {.by = {"kön"}}), "figures.no_group");
    EXPECT_EQ(fault(plan, t, {.round = "2019"}), "figures.no_round");
    EXPECT_EQ(fault(plan, t, {.since = "2023"}), "figures.no_round_before");
    EXPECT_EQ(fault(plan, t, {.since = "2021"}), "figures.round_empty");
}

TEST(survey_plan, says_the_place_of_what_is_wrong) {
    const auto place = [](const std::string& json) {
        const auto plan = figures::parse_survey_plan(json);
        for (const auto l : {base::language::sv, base::language::en}) // a text whose places nothing fills throws
            EXPECT_TRUE(plan || !base::translator{l}(plan.error().text).empty());
        return plan ? std::string{} : plan.error().field + " " + plan.error().text.key;
    };
    const std::string q = R"("questions": {"q": {"text": "?", "answers": ["ja", "nej"], "counted": ["ja"]}})";
    const std::string drawn = R"("selection": "random_sample", "population": 10, )";
    EXPECT_EQ(place("{" + drawn + q + "}"), "");
    EXPECT_EQ(place("{\n\"a\": ,"), " figures.plan_json");
    EXPECT_EQ(place("[]"), " figures.plan_object");
    EXPECT_EQ(place(R"({"population": 1e400})"), " figures.plan_too_large");
    EXPECT_EQ(place("{" + q + "}"), "selection figures.plan_missing");
    EXPECT_EQ(place(R"({"selection": "random_sample", "population": "många", )" + q + "}"),
              "population figures.plan_number");
    EXPECT_EQ(place("{" + drawn + R"("person": 7, )" + q + "}"), "person figures.plan_text");
    EXPECT_EQ(place("{" + drawn + R"("margins": {}, )" + q + "}"), "margins figures.plan_list");
    EXPECT_EQ(place("{" + drawn + R"("margins": [{"column": "a", "population": 3}], )" + q + "}"),
              "margins[0].population figures.plan_counts");
    EXPECT_EQ(
        place(R"({"selection": "random_sample", "population": 5, "strata": {"column": "a", "population": {"A": 1}}, )" +
              q + "}"),
        "population figures.plan_population_twice");
    const std::string weighed = drawn + R"("margins": [{"column": "a", "population": {"A": 1}}], "weighting": )";
    EXPECT_EQ(place("{" + weighed + R"({"how": "logit", "bounds": [0.3, 3]}, )" + q + "}"), "");
    EXPECT_EQ(place("{" + weighed + R"({"how": "linear"}, )" + q + "}"), "");
    EXPECT_EQ(place("{" + weighed + R"({"how": "greg"}, )" + q + "}"), "weighting.how figures.plan_weighting");
    EXPECT_EQ(place("{" + weighed + R"({"how": "logit"}, )" + q + "}"), "weighting.bounds figures.plan_bounds");
    EXPECT_EQ(place("{" + weighed + R"({"how": "linear", "bounds": [2, 3]}, )" + q + "}"),
              "weighting.bounds figures.plan_bounds");
    EXPECT_EQ(place("{" + weighed + R"({"how": "raking", "bounds": [0.3, 3]}, )" + q + "}"),
              "weighting.bounds figures.plan_bounds");
    EXPECT_EQ(place("{" + drawn + R"("weighting": {"how": "linear"}, )" + q + "}"), "weighting figures.plan_missing");
    EXPECT_EQ(place("{" + drawn + R"("questions": {"q": {"text": "?", "sensitive": 1, "scale": [0, 6]}}})"),
              "questions.q.sensitive figures.plan_flag");
    EXPECT_EQ(place(R"({"selection": "webb", )" + q + "}"), "selection figures.plan_selection");
    EXPECT_EQ(place(R"({"selection": "random_sample", )" + q + "}"), "population figures.plan_no_weights");
    EXPECT_EQ(place("{" + drawn + R"("vikter": "v", )" + q + "}"), "vikter figures.plan_unknown");
    EXPECT_EQ(place("{" + drawn + R"("questions": {}})"), "questions figures.plan_no_questions");
    EXPECT_EQ(place("{" + drawn + R"("questions": {"q": {"text": "?"}}})"),
              "questions.q figures.plan_answers_or_scale");
    EXPECT_EQ(place("{" + drawn + R"("questions": {"q": {"text": "?", "scale": [6, 0]}}})"),
              "questions.q.scale figures.plan_scale");
    EXPECT_EQ(place("{" + drawn + R"("questions": {"q": {"text": "?", "answers": ["ja"], "counted": ["Ja"]}}})"),
              "questions.q.counted figures.plan_not_an_answer");
    EXPECT_EQ(place(R"({"selection": "random_sample", "rounds": {"column": "r", "order": ["1"]},
        "strata": {"column": "s", "population": {"2": {"A": 1}}}, )" +
                    q + "}"),
              "strata.population.2 figures.plan_no_round");
}

} // namespace
