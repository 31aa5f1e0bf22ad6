#include "small_survey.hpp"

namespace {

using figures::standing;
using stats::disclosure::cell_state;

figures::survey_plan sensitive() { return plan_of(drawn_of_10000, R"("sensitive": true, )"); }

const std::vector<told> answers = {{"2023", "Norr", 100, 40}, {"2023", "Söder", 100, 3}, {"2023", "Öst", 100, 20}};

figures::survey_report called(const figures::survey_ledger& before, const std::vector<std::string>& by,
                              const std::vector<told>& all = answers) {
    return report_of(sensitive(), table_of(all), {.items = {}, .by = by, .round = {}, .since = {}, .ledger = before});
}

std::vector<standing> standings_of(const figures::survey_report& r) {
    std::vector<standing> out;
    for (const auto& f : r.figures)
        out.push_back(f.told);
    return out;
}

TEST(survey_ledger, knows_what_was_shown_and_what_was_not) {
    const auto first = called({}, {"område"});
    EXPECT_EQ(standings_of(first),
              (std::vector{standing::plain, standing::plain, standing::tells_of_few, standing::protects}));
    const auto& kept = first.ledger->of.at({"2023", "q"});
    ASSERT_EQ(kept.size(), 4U); // everybody and three areas
    EXPECT_EQ(kept[0], (figures::kept_figure{"", {}, 300, 63, cell_state::show}));
    EXPECT_EQ(kept[2], (figures::kept_figure{"område", "Söder", 100, 3, cell_state::guard}));
    EXPECT_EQ(kept[3], (figures::kept_figure{"område", "Öst", 100, 20, cell_state::hide}));
    EXPECT_EQ(standings_of(called(*first.ledger, {"område"})), standings_of(first));
}

// An earlier call withheld the figure of everybody; what two calls say together is asked of the second.
TEST(survey_ledger, keeps_withheld_what_was_withheld) {
    figures::survey_ledger before;
    before.keep(sensitive(), sensitive().questions[0]);
    before.of[{"2023", "q"}] = {{"", {}, 300, 63, cell_state::hide}};
    EXPECT_EQ(called(before, {}).figures[0].told, standing::protects);
    before.of[{"2023", "q"}] = {{"", {}, 300, 63, cell_state::show}, {"område", "Öst", 100, 20, cell_state::show}};
    EXPECT_EQ(standings_of(called(before, {"område"})),
              (std::vector{standing::plain, standing::protects, standing::tells_of_few, standing::plain}));
}

TEST(survey_ledger, refuses_answers_other_than_before) {
    const auto first = called({}, {});
    // One yes more, and two who were late and said no.
    for (const told& norr : {told{"2023", "Norr", 100, 41}, told{"2023", "Norr", 102, 40}}) {
        const auto changed = table_of({norr, {"2023", "Söder", 100, 3}, {"2023", "Öst", 100, 20}});
        const auto again = figures::survey_figures(
            sensitive(), changed, {.items = {}, .by = {}, .round = {}, .since = {}, .ledger = first.ledger});
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().text.key, "figures.ledger_other_answers");
    }
}

TEST(survey_ledger, is_read_as_it_was_written) {
    const auto first = called({}, {"område"});
    EXPECT_EQ(figures::parse_survey_ledger(figures::ledger_json(*first.ledger)).value(), *first.ledger);
    const auto fault = [](const std::string& text) {
        const auto got = figures::parse_survey_ledger(text);
        return got ? std::string{} : got.error().field + " " + got.error().text.key;
    };
    EXPECT_EQ(fault("[]"), " figures.plan_object");
    EXPECT_EQ(fault("{}"), "survey_ledger figures.ledger_version");
    EXPECT_EQ(fault(R"({"survey_ledger": 2})"), "survey_ledger figures.ledger_version");
    EXPECT_EQ(fault(R"({"survey_ledger": 1, "figures": []})"), "questions figures.plan_object");
    const auto with = [](const std::string& figures) {
        return R"({"survey_ledger": 1, "questions": {"q": {"answers": ["ja", "nej"]}}, "figures": [)" + figures + "]}";
    };
    EXPECT_EQ(fault(with("")), "figures figures.ledger_emptied");
    EXPECT_EQ(fault(with(R"({"question": "q", "answers": 1, "counted": 1, "shown": "perhaps"})")),
              "figures[0].shown figures.ledger_state");
    EXPECT_EQ(fault(with(R"({"question": "q", "answers": 1, "shown": "shown"})")), "figures[0] figures.plan_missing");
    EXPECT_EQ(fault(with(R"({"question": "p", "answers": 1, "counted": 1, "shown": "shown"})")),
              "figures[0].question figures.ledger_version");
    EXPECT_EQ(fault(with(R"({"question": "q", "answers": 1, "counted": 1, "shown": "shown"},
                            {"question": "q", "answers": 1, "counted": 1, "shown": "withheld"})")),
              "figures[1] figures.ledger_twice");
}

TEST(survey_ledger, is_read_as_it_was_written_without_rounds) {
    auto plan = sensitive();
    plan.round_column.clear();
    plan.rounds = {""};
    plan.population = {{"", 10000}};
    figures::survey_request asked{
        .items = {}, .by = {"område"}, .round = {}, .since = {}, .ledger = figures::survey_ledger{}};
    const auto first = report_of(plan, table_of(answers), asked);
    const auto read = figures::parse_survey_ledger(figures::ledger_json(*first.ledger));
    ASSERT_TRUE(read) << read.error().field << read.error().text.key;
    EXPECT_EQ(*read, *first.ledger);
    asked.ledger = *read;
    EXPECT_EQ(standings_of(report_of(plan, table_of(answers), asked)), standings_of(first));
}

TEST(survey_ledger, is_of_one_survey) {
    const auto first = called({}, {"område"});
    const auto fault = [&](const figures::survey_plan& plan) {
        const auto got = figures::survey_figures(
            plan, table_of(answers), {.items = {}, .by = {}, .round = "2023", .since = {}, .ledger = first.ledger});
        return got ? std::string{} : got.error().field + " " + got.error().text.key;
    };
    auto plan = sensitive();
    plan.rounds.emplace_back("2025"); // may come to
    std::swap(plan.questions[0].answers[0], plan.questions[0].answers[1]);
    EXPECT_EQ(fault(plan), "");
    plan.questions[0].counted = {"nej"};
    EXPECT_EQ(fault(plan), "--ledger figures.ledger_other_survey");
    plan = sensitive();
    plan.questions[0].sensitive = false;
    EXPECT_EQ(fault(plan), "--ledger figures.ledger_other_survey");
    plan = sensitive();
    plan.questions[0].id = "person";
    EXPECT_EQ(fault(plan), "--ledger figures.ledger_other_survey");
    auto other = first.ledger;
    other->of[{"2019", "q"}] = other->of.begin()->second;
    EXPECT_TRUE(other->differs_from(sensitive()));
}

// The parts lie within the areas: who has both knows that A = A1 + A2.
const std::vector<told> parts = {{"2023", "A1", 60, 3},  {"2023", "A2", 60, 20}, {"2023", "B1", 60, 6},
                                 {"2023", "B2", 60, 25}, {"2023", "C1", 60, 30}, {"2023", "D1", 60, 28}};

base::table nested() {
    auto out = table_of(parts);
    out.headings.emplace_back("distrikt");
    for (auto& row : out.rows)
        row.cells.push_back(row.cells[1].substr(0, 1));
    return out;
}

figures::survey_plan nested_plan() {
    auto plan = sensitive();
    plan.groups.push_back({"distrikt", {}});
    return plan;
}

// What is known of the parts' yeses when the given figures are, as whoever subtracts works it out.
bool gives_away_a1(const std::vector<const figures::survey_report*>& calls) {
    bool district = false, other = false;
    for (const auto* call : calls)
        for (const auto& f : call->figures) {
            if (f.level == "A1" && is_shown(f.told)) return true;
            district = district || (f.level == "A" && is_shown(f.told));
            other = other || (f.level == "A2" && is_shown(f.told));
        }
    return district && other;
}

TEST(survey_ledger, withholds_what_follows_within_a_larger_area) {
    const auto table = nested();
    const auto call = [&](const std::vector<std::string>& by, const std::optional<figures::survey_ledger>& before) {
        return report_of(nested_plan(), table, {.items = {}, .by = by, .round = {}, .since = {}, .ledger = before});
    };
    const figures::survey_ledger none;
    for (const auto& [first, second] : {std::pair{"distrikt", "område"}, std::pair{"område", "distrikt"}}) {
        const auto one = call({first}, none);
        const auto two = call({second}, one.ledger);
        EXPECT_FALSE(gives_away_a1({&one, &two})) << first;
        EXPECT_FALSE(gives_away_a1({&two})) << first;
    }
    for (const auto& by : {std::vector<std::string>{"distrikt", "område"}, {"område", "distrikt"}}) {
        const auto both = call(by, std::nullopt);
        EXPECT_FALSE(gives_away_a1({&both}));
    }
}

// A part that is all of its area is the same figure twice.
TEST(survey_ledger, withholds_the_same_people_under_another_name) {
    auto table = nested();
    for (auto& row : table.rows)
        if (row.cells[1] == "A2") row.cells.back() = "B";
    const auto told = report_of(nested_plan(), table, {.items = {}, .by = {"distrikt", "område"}});
    for (const auto& f : told.figures)
        if (f.level == "A" || f.level == "A1") {
            EXPECT_EQ(f.told, standing::tells_of_few);
        }
}

TEST(survey_ledger, says_what_helps_where_the_past_gives_a_figure_away) {
    const auto call = [&](const figures::survey_ledger& before) {
        return figures::survey_figures(nested_plan(), nested(),
                                       {.items = {}, .by = {"område"}, .round = {}, .since = {}, .ledger = before});
    };
    figures::survey_ledger before;
    before.keep(sensitive(), sensitive().questions[0]);
    before.of[{"2023", "q"}] = {{"distrikt", "A", 120, 23, cell_state::show},
                                {"område", "A2", 60, 20, cell_state::show}};
    const auto told = call(before);
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().text.key, "figures.ledger_given_away");
    EXPECT_EQ(told.error().field, "--ledger");
}

// Many columns are as many combinations as there are, not as there could be.
TEST(survey_ledger, goes_on_with_many_columns) {
    auto table = table_of({{"2023", "Norr", 400, 190}, {"2023", "Söder", 400, 3}});
    auto plan = sensitive();
    std::vector<std::string> columns{"område"};
    for (int v = 0; v < 8; ++v) {
        columns.push_back("kolumn" + std::to_string(v));
        table.headings.push_back(columns.back());
        plan.groups.push_back({columns.back(), {}});
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            table.rows[i].cells.push_back("n" + std::to_string((i / 7 + i * static_cast<std::size_t>(v)) % 5));
    }
    figures::survey_ledger kept;
    for (const auto& column : columns) {
        const auto told =
            report_of(plan, table, {.items = {}, .by = {column}, .round = {}, .since = {}, .ledger = kept});
        ASSERT_TRUE(told.ledger);
        kept = *told.ledger;
    }
    EXPECT_EQ(kept.of.at({"2023", "q"}).size(), 1U + 2 + 8 * 5);
}

} // namespace
