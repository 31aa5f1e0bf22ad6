#include "small_survey.hpp"

#include "stats/distributions.hpp"

#include <cmath>

namespace {

using figures::standing;
using figures::turn;

// 150 of 400 of 10,000, drawn simply: p(1−p)/(n−1) (1 − n/N), limits on the scale of log odds with t of 399.
TEST(survey_figures, a_share_of_a_simple_sample_is_as_by_hand) {
    const auto all = report_of(plan_of(drawn_of_10000), table_of({{"2023", "Norr", 400, 150}}));
    ASSERT_EQ(all.figures.size(), 1U);
    const auto& f = all.figures[0];
    const double p = 0.375, se = std::sqrt(p * (1 - p) / 399 * (1 - 0.04));
    const double half = stats::t_quantile(0.975, 399) * se / (p * (1 - p)), middle = std::log(p / (1 - p));
    EXPECT_EQ(f.told, standing::plain);
    EXPECT_DOUBLE_EQ(f.answers, 400);
    EXPECT_NEAR(f.value, p, 1e-12);
    EXPECT_NEAR(f.limits.low, 1 / (1 + std::exp(half - middle)), 1e-12);
    EXPECT_NEAR(f.limits.high, 1 / (1 + std::exp(-half - middle)), 1e-12);
}

TEST(survey_figures, strata_weigh_by_their_residents) {
    const auto plan = plan_of(R"("selection": "random_sample",
        "strata": {"column": "område", "population": {"Norr": 9000, "Söder": 1000}},)");
    const auto all =
        report_of(plan, table_of({{"2023", "Norr", 100, 50}, {"2023", "Söder", 100, 10}}), {.by = {"område"}});
    ASSERT_EQ(all.figures.size(), 3U);
    EXPECT_NEAR(all.figures[0].value, 0.9 * 0.5 + 0.1 * 0.1, 1e-12);
    EXPECT_NEAR(all.figures[2].value, 0.1, 1e-12);
    EXPECT_EQ(all.figures[2].level, "Söder");
}

TEST(survey_figures, few_answers_are_withheld_with_their_number_and_more_are_weak) {
    const auto all =
        report_of(plan_of(drawn_of_10000),
                  table_of({{"2023", "A", 29, 10}, {"2023", "B", 30, 10}, {"2023", "C", 60, 20}}), {.by = {"område"}});
    EXPECT_EQ(all.figures[1].told, standing::few);
    EXPECT_TRUE(std::isnan(all.figures[1].value));
    EXPECT_TRUE(std::isnan(all.figures[1].answers));
    EXPECT_EQ(all.figures[2].told, standing::weak);
    EXPECT_EQ(all.figures[3].told, standing::plain);
}

TEST(survey_figures, a_sensitive_share_of_a_few_is_withheld_and_another_protects_it) {
    const auto answers = table_of({{"2023", "A", 100, 3}, {"2023", "B", 100, 20}, {"2023", "C", 100, 30}});
    const auto all = report_of(plan_of(drawn_of_10000, R"("sensitive": true,)"), answers, {.by = {"område"}});
    EXPECT_EQ(all.figures[0].told, standing::plain);
    EXPECT_EQ(all.figures[1].told, standing::tells_of_few);
    EXPECT_EQ(all.figures[2].told, standing::protects);
    EXPECT_EQ(all.figures[3].told, standing::plain);
    const auto open = report_of(plan_of(drawn_of_10000), answers, {.by = {"område"}});
    EXPECT_EQ(open.figures[1].told, standing::plain);
    EXPECT_TRUE(open.figures[1].exact);
}

TEST(survey_figures, a_large_change_is_certain_and_a_small_one_is_not) {
    const auto all = report_of(plan_of(drawn_of_10000),
                               table_of({{"2021", "A", 400, 120},
                                         {"2023", "A", 400, 200}, //
                                         {"2021", "B", 400, 120},
                                         {"2023", "B", 400, 125}}),
                               {.by = {"område"}, .since = "2021"});
    EXPECT_EQ(all.comparisons, 3U);
    EXPECT_EQ(all.figures[1].change.way, turn::up);
    EXPECT_NEAR(all.figures[1].change.difference, 0.2, 1e-12);
    EXPECT_EQ(all.figures[2].change.way, turn::not_certain);
    EXPECT_GT(all.figures[2].change.detectable, 0.05);
}

// Twenty groups of which one changed by just over what chance gives: certain alone, not among twenty.
TEST(survey_figures, what_is_certain_alone_is_not_among_many_unless_it_was_named_before) {
    std::vector<told> answers;
    for (int g = 0; g < 20; ++g) {
        const auto area = "A" + std::to_string(10 + g);
        answers.push_back({"2021", area, 100, 40});
        answers.push_back({"2023", area, 100, g == 0 ? 55 : 40});
    }
    const auto all = report_of(plan_of(drawn_of_10000), table_of(answers), {.by = {"område"}, .since = "2021"});
    EXPECT_EQ(all.figures[1].change.way, turn::alone);
    EXPECT_LT(all.figures[1].change.p, 0.05);
    EXPECT_GT(all.figures[1].change.p_adjusted, 0.05);
    const auto named = report_of(plan_of(drawn_of_10000, R"("named_before": true,)"), table_of(answers),
                                 {.by = {"område"}, .since = "2021"});
    EXPECT_EQ(named.comparisons, 20U);
    EXPECT_DOUBLE_EQ(named.figures[0].change.p_adjusted, named.figures[0].change.p);
    EXPECT_EQ(named.figures[1].change.way, turn::alone);
}

// Two of three at about p = 0.02: among three each would have to be below 0.017 to stand alone against all chance
// finds, but two such together are no chance.
TEST(survey_figures, comparisons_are_judged_by_the_share_of_false_finds) {
    const auto all = report_of(plan_of(drawn_of_10000),
                               table_of({{"2021", "A", 100, 40},
                                         {"2023", "A", 100, 56}, //
                                         {"2021", "B", 100, 56},
                                         {"2023", "B", 100, 40}}),
                               {.by = {"område"}, .since = "2021"});
    EXPECT_GT(all.figures[1].change.p, 0.05 / 3);
    EXPECT_NEAR(all.figures[1].change.p_adjusted, all.figures[1].change.p * 3 / 2, 1e-9);
    EXPECT_EQ(all.figures[1].change.way, turn::up);
    EXPECT_EQ(all.figures[2].change.way, turn::down);
}

// The same persons, who mostly answer alike: their change is far surer than that of as many others.
TEST(survey_figures, persons_in_both_rounds_make_a_change_surer) {
    const auto answers = table_of({{"2021", "A", 200, 80}, {"2023", "A", 200, 90}});
    const auto others = report_of(plan_of(drawn_of_10000), answers, {.since = "2021"});
    const auto same = report_of(plan_of(drawn_of_10000 + R"("person": "person",)"), answers, {.since = "2021"});
    const auto width = [](const auto& r) { return r.figures[0].change.limits.high - r.figures[0].change.limits.low; };
    EXPECT_NEAR(others.figures[0].change.difference, same.figures[0].change.difference, 1e-12);
    // By hand: ten of 200 turned, so that the variance of their mean turn is 0.05 × 0.95 / 199 × (1 − 200/10000).
    const double se = std::sqrt(0.05 * 0.95 / 199 * 0.98);
    EXPECT_NEAR(width(same), 2 * stats::t_quantile(0.975, 198) * se, 1e-9);
    EXPECT_LT(width(same), width(others) / 2);
    EXPECT_EQ(same.figures[0].change.way, turn::up);
    EXPECT_EQ(others.figures[0].change.way, turn::not_certain);
}

TEST(survey_figures, change_is_not_judged_by_a_few_nor_by_what_is_withheld) {
    const auto all = report_of(plan_of(drawn_of_10000),
                               table_of({{"2021", "A", 100, 3},
                                         {"2023", "A", 100, 30}, //
                                         {"2021", "B", 20, 8},
                                         {"2023", "B", 100, 30}}),
                               {.by = {"område"}, .since = "2021"});
    EXPECT_EQ(all.figures[1].change.way, turn::few_one_way);
    EXPECT_TRUE(std::isnan(all.figures[1].change.difference));
    EXPECT_EQ(all.figures[2].change.way, turn::withheld);
    EXPECT_TRUE(std::isnan(all.figures[2].change.before));
}

TEST(survey_figures, a_self_selected_survey_has_no_level_no_limits_and_no_change) {
    const auto all = report_of(plan_of(self_selected), table_of({{"2021", "A", 100, 20}, {"2023", "A", 100, 60}}),
                               {.since = "2021"});
    const auto& f = all.figures[0];
    EXPECT_EQ(f.told, standing::self_told);
    EXPECT_NEAR(f.value, 0.6, 1e-12);
    EXPECT_TRUE(std::isnan(f.limits.low));
    EXPECT_EQ(f.change.way, turn::unasked);
    EXPECT_TRUE(std::isnan(f.change.difference));
}

TEST(survey_figures, margins_are_met_and_wrong_ones_are_refused_by_name) {
    const auto plan = [](const std::string& south) {
        return plan_of(drawn_of_10000 + R"("margins": [{"column": "område", "population": {"Norr": 2000, "Söder": )" +
                       south + "}}],");
    };
    const auto answers = table_of({{"2023", "Norr", 100, 50}, {"2023", "Söder", 100, 10}});
    EXPECT_NEAR(report_of(plan("8000"), answers).figures[0].value, 0.2 * 0.5 + 0.8 * 0.1, 1e-9);
    const auto wrong = figures::survey_figures(plan("0"), answers, {});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().text.key, "figures.trouble_empty_in_population");
    EXPECT_EQ(wrong.error().field, "margins, 2023");
}

// Post-stratification by every kind of weighting; within bounds that are too narrow it is refused by the margin's name.
TEST(survey_figures, weights_are_made_as_the_plan_says) {
    const auto plan = [](const std::string& how, const std::string& south = "8000") {
        return plan_of(drawn_of_10000 + R"("margins": [{"column": "område", "population": {"Norr": 2000, "Söder": )" +
                       south + R"(}}], "weighting": {"how": )" + how + "},");
    };
    const auto answers = table_of({{"2023", "Norr", 100, 50}, {"2023", "Söder", 100, 10}});
    for (const auto* how : {R"("linear")", R"("linear", "bounds": [0.1, 4])", R"("logit", "bounds": [0.1, 4])"})
        EXPECT_NEAR(report_of(plan(how), answers).figures[0].value, 0.2 * 0.5 + 0.8 * 0.1, 1e-9) << how;
    const auto wrong = figures::survey_figures(plan(R"("logit", "bounds": [0.5, 1.2])"), answers, {});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().text.key, "figures.trouble_cannot_be_met");
}

TEST(survey_figures, weights_below_none_are_noted) {
    const auto plan = plan_of(drawn_of_10000 + R"("margins": [
        {"column": "område", "population": {"Norr": 5000, "Söder": 5000}},
        {"column": "q", "population": {"ja": 100, "nej": 9900}}], "weighting": {"how": "linear"},)");
    const auto all = report_of(plan, table_of({{"2023", "Norr", 100, 90}, {"2023", "Söder", 100, 10}}));
    ASSERT_FALSE(all.notes.empty());
    EXPECT_EQ(all.notes[0].text.key, "figures.note_negative");
}

// Linear weighting towards margins so far from the sample weighs down b and c below none.
TEST(survey_figures, what_weights_make_impossible_is_withheld) {
    auto plan = plan_of(drawn_of_10000 + R"("margins": [
        {"column": "område", "population": {"a": 9000, "b": 1000}},
        {"column": "grupp", "population": {"c": 1000, "d": 9000}}], "weighting": {"how": "linear"},)");
    plan.groups.push_back({"hörn", {}});
    auto number = plan.questions[0];
    number.id = "tal";
    number.answers.clear();
    number.counted.clear();
    number.scale_to = 6;
    plan.questions.push_back(number);
    auto table = table_of({{"2023", "a", 200, 50}, {"2023", "b", 80, 40}});
    for (const auto* heading : {"grupp", "hörn", "tal"})
        table.headings.emplace_back(heading);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const bool c = i < 100 || (i >= 200 && i < 240), corner = i >= 200 && i < 240;
        auto& cells = table.rows[i].cells;
        if (i >= 200) cells[3] = corner ? "nej" : "ja";
        cells.insert(cells.end(), {c ? "c" : "d", corner ? "bc" : "annat", i >= 240 ? "6" : corner ? "0" : "3"});
    }
    for (const auto& f : report_of(plan, table, {.items = {}, .by = {"område", "hörn"}}).figures) {
        const bool out = f.level == "b" || f.level == "bc"; // above the end of the scale; stands for fewer than none
        EXPECT_EQ(f.told == standing::impossible, out) << f.level;
        EXPECT_EQ(std::isnan(f.value), out) << f.level;
    }
}

TEST(survey_figures, a_stratum_with_one_answer_is_noted) {
    const auto plan = plan_of(R"("selection": "random_sample",
        "strata": {"column": "område", "population": {"Norr": 900, "Ö": 10}},)");
    const auto all = report_of(plan, table_of({{"2023", "Norr", 100, 50}, {"2023", "Ö", 1, 1}}));
    ASSERT_EQ(all.notes.size(), 1U);
    EXPECT_EQ(all.notes[0].text.key, "figures.note_stratum_alone");
}

} // namespace
