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
    ASSERT_EQ(kept.size(), 5U); // everybody, three areas, and nobody outside them
    EXPECT_EQ(kept[0], (figures::kept_figure{"", {}, 63, cell_state::show}));
    EXPECT_EQ(kept[2], (figures::kept_figure{"område", "Söder", 3, cell_state::guard}));
    EXPECT_EQ(kept[3], (figures::kept_figure{"område", "Öst", 20, cell_state::hide}));
    EXPECT_EQ(kept[4].level, std::nullopt);
    EXPECT_EQ(standings_of(called(*first.ledger, {"område"})), standings_of(first));
}

// An earlier call withheld the figure of everybody; what two calls say together is asked of the second.
TEST(survey_ledger, keeps_withheld_what_was_withheld) {
    figures::survey_ledger before;
    before.of[{"2023", "q"}] = {{"", {}, 63, cell_state::hide}};
    EXPECT_EQ(called(before, {}).figures[0].told, standing::protects);
    before.of[{"2023", "q"}] = {{"", {}, 63, cell_state::show}, {"område", "Öst", 20, cell_state::show}};
    EXPECT_EQ(standings_of(called(before, {"område"})),
              (std::vector{standing::plain, standing::protects, standing::tells_of_few, standing::plain}));
}

TEST(survey_ledger, refuses_answers_other_than_before) {
    const auto first = called({}, {});
    const auto changed = table_of({{"2023", "Norr", 100, 41}, {"2023", "Söder", 100, 3}, {"2023", "Öst", 100, 20}});
    const auto again = figures::survey_figures(
        sensitive(), changed, {.items = {}, .by = {}, .round = {}, .since = {}, .ledger = first.ledger});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().text.key, "figures.ledger_other_answers");
}

TEST(survey_ledger, is_read_as_it_was_written) {
    const auto first = called({}, {"område"});
    EXPECT_EQ(figures::parse_survey_ledger(figures::ledger_json(*first.ledger)).value(), *first.ledger);
    const auto fault = [](const std::string& text) {
        const auto got = figures::parse_survey_ledger(text);
        return got ? std::string{} : got.error().field + " " + got.error().text.key;
    };
    EXPECT_EQ(fault("[]"), " figures.plan_object");
    EXPECT_EQ(fault("{}"), "figures figures.plan_list");
    EXPECT_EQ(fault(R"({"figures": [{"question": "q", "counted": 1, "shown": "perhaps"}]})"),
              "figures[0].shown figures.ledger_state");
    EXPECT_EQ(fault(R"({"figures": [{"question": "q", "shown": "shown"}]})"), "figures[0] figures.plan_missing");
    EXPECT_EQ(fault(R"({"figures": [{"question": "q", "counted": 1, "shown": "shown"},
                                    {"question": "q", "counted": 1, "shown": "withheld"}]})"),
              "figures[1] figures.ledger_twice");
}

} // namespace
