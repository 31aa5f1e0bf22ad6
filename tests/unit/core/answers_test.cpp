#include "core/answers.hpp"

#include <gtest/gtest.h>

namespace {

using reading::question_code;

reading::reading once_a_year() {
    reading::reading r;
    r.text = "en gång per år";
    r.count = reading::amount{1, 1};
    r.every = reading::duration{1, 'Y'};
    r.measurable = reading::measurable::ask;
    r.reason = "en var eller en för alla?";
    return r;
}

reading::document a_document() {
    reading::document d;
    d.valid.from = base::make_date(2019, 1, 1);
    reading::plan_row row;
    row.id = "m1";
    row.readings = {once_a_year()};
    d.plan = {row};
    reading::pledge pledge;
    pledge.id = "p1";
    d.focus_areas = {{.id = "f1", .name = "Trafik", .background = {}, .pledges = {pledge}}};
    return d;
}

TEST(answer, puts_the_chosen_validity) {
    auto d = a_document();
    const reading::validity chosen{.from = base::make_date(2019, 1, 1), .to = base::make_date(2022, 12, 31)};
    d.questions = {{question_code::period_conflict,
                    "/valid",
                    "2022 eller 2023?",
                    {{"2023", reading::validity{}}, {"2022", chosen}},
                    {}}};

    const auto answered = core::answer(d, 0, 1);

    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->valid, chosen);
    EXPECT_TRUE(answered->questions.empty());
}

TEST(answer, says_for_whom_and_settles_the_reading) {
    auto d = a_document();
    const reading::subjects each{reading::subjects::sharing::each, {"Norr", "Söder"}};
    d.questions = {{question_code::ambiguous_subjects, "/plan/0/readings/0", "en var?", {{"en var", each}}, {}}};

    const auto answered = core::answer(d, 0, 0);

    ASSERT_TRUE(answered);
    const auto& settled = answered->plan[0].readings[0];
    EXPECT_EQ(settled.per, each);
    EXPECT_EQ(settled.measurable, reading::measurable::yes);
    EXPECT_EQ(settled.reason, "");
}

TEST(answer, replaces_the_one_reading_asked_about) {
    auto d = a_document();
    d.plan[0].readings.push_back(once_a_year());
    auto twice = once_a_year();
    twice.count = reading::amount{2, 2};
    d.questions = {
        {question_code::ambiguous_cadence, "/plan/0/readings/1", "?", {{"två", std::vector{twice, twice}}}, {}}};

    const auto answered = core::answer(d, 0, 0);

    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->plan[0].readings, (std::vector{once_a_year(), twice, twice}));
}

TEST(answer, leaves_it_as_it_is_where_that_is_the_option) {
    auto d = a_document();
    d.questions = {
        {question_code::not_measurable, "/plan/0", "går inte att räkna", {{"låt stå", std::monostate{}}}, {}}};

    auto as_it_was = a_document();
    EXPECT_EQ(core::answer(d, 0, 0).value(), as_it_was);
}

TEST(answer, refuses_a_question_or_option_that_is_not_there) {
    auto d = a_document();
    d.questions = {{question_code::no_owner, "/plan/0", "vem?", {}, {}}};

    EXPECT_EQ(core::answer(d, 1, 0).error().text.key, "core.answer_no_question");
    EXPECT_EQ(core::answer(d, 0, 0).error().text.key, "core.answer_no_option");
}

TEST(answer, refuses_a_place_that_is_not_there) {
    auto d = a_document();
    d.questions = {{question_code::no_owner, "/plan/7", "vem?", {{"polisen", std::string{"Polisen"}}}, {}}};

    EXPECT_EQ(core::answer(d, 0, 0).error().text.key, "core.answer_no_place");
}

TEST(answer_in_words, names_an_owner) {
    auto d = a_document();
    d.questions = {{question_code::no_owner, "/plan/0/responsible", "vem?", {}, {}},
                   {question_code::no_owner, "/focus_areas/0/pledges/0", "vem?", {}, {}}};

    const auto first = core::answer_in_words(d, 0, " Fritidsgården ");
    ASSERT_TRUE(first);
    EXPECT_EQ(first->plan[0].responsible, std::vector<std::string>{"Fritidsgården"});
    EXPECT_EQ(core::answer_in_words(*first, 0, "police")->focus_areas[0].pledges[0].by,
              std::vector<std::string>{"police"});
}

// The plan is asked once about an area that several rows name.
TEST(answer, about_an_area_of_the_plan_holds_for_all_its_rows) {
    auto d = a_document();
    d.plan.resize(3, d.plan[0]);
    d.plan[0].area = d.plan[1].area = "Trafiken";
    d.plan[2].area = "Annat";
    for (auto& row : d.plan)
        row.focus_area.reset();
    d.questions = {
        {question_code::plan_area_unlinked, "/plan/0/focus_area", "vilket?", {{"Trafik", std::string{"f1"}}}, {}}};
    const auto answered = core::answer(d, 0, 0);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->plan[0].focus_area, "f1");
    EXPECT_EQ(answered->plan[1].focus_area, "f1");
    EXPECT_FALSE(answered->plan[2].focus_area);
}

TEST(answer_in_words, reads_a_validity_and_refuses_what_is_none) {
    auto d = a_document();
    d.questions = {{question_code::period_conflict, "/valid", "?", {}, {}}};

    EXPECT_EQ(core::answer_in_words(d, 0, "2019-01-01/2023-12-31")->valid.to, base::make_date(2023, 12, 31));
    EXPECT_EQ(core::answer_in_words(d, 0, "2019-01-01/")->valid.to, std::nullopt);
    EXPECT_EQ(core::answer_in_words(d, 0, "till 2023").error().text.key, "core.answer_validity");
    EXPECT_EQ(core::answer_in_words(d, 0, "2023-01-01/2019-12-31").error().text.key, "core.answer_validity");
    EXPECT_EQ(core::answer_in_words(d, 0, "  ").error().text.key, "core.answer_empty");
}

TEST(answer_in_words, takes_members_parted_by_commas) {
    auto d = a_document();
    d.questions = {{question_code::ambiguous_subjects, "/plan/0/readings/0", "vilka?", {}, {}}};

    const auto answered = core::answer_in_words(d, 0, "Björna, Husum,  Köpmanholmen");

    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->plan[0].readings[0].per->members,
              (std::vector<std::string>{"Björna", "Husum", "Köpmanholmen"}));
}

TEST(answer, takes_how_the_parties_follow_up_in_words) {
    auto d = a_document();
    d.questions = {{question_code::no_follow_up, "/follow_up", "Hur?", {}, {}}};

    const auto answered = core::answer_in_words(d, 0, "Vi stämmer av i rådet två gånger per år");

    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->follow_up.text, "Vi stämmer av i rådet två gånger per år");
    ASSERT_EQ(answered->follow_up.readings.size(), 1U);
    EXPECT_EQ(answered->follow_up.readings[0].count, (reading::amount{2, 2}));
    EXPECT_TRUE(answered->questions.empty());
}

TEST(answer, takes_how_residents_are_told_with_its_channels) {
    auto d = a_document();
    d.questions = {{question_code::no_feedback, "/feedback", "Hur?", {}, {}}};

    const auto answered = core::answer_in_words(d, 0, "Resultatet redovisas på kommunens webbplats en gång per år");

    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->feedback.channels, std::vector{reading::channel::municipality_website});
    EXPECT_EQ(answered->feedback.readings.size(), 1U);
}

TEST(answer, reads_how_often_what_could_not_be_counted_is_done) {
    auto d = a_document();
    d.focus_areas[0].pledges[0].by = {"police"};
    d.questions = {{question_code::not_measurable, "/focus_areas/0/pledges/0", "går inte att räkna", {}, {}}};

    const auto answered = core::answer_in_words(d, 0, "minst två gånger per år");

    ASSERT_TRUE(answered);
    const auto& pledge = answered->focus_areas[0].pledges[0];
    EXPECT_EQ(pledge.by, std::vector<std::string>{"police"});
    ASSERT_EQ(pledge.readings.size(), 1U);
    EXPECT_EQ(pledge.readings[0].count, (reading::amount{2, 2}));
}

TEST(answer, refuses_words_that_say_neither_how_much_nor_how_often) {
    auto d = a_document();
    d.questions = {{question_code::not_measurable, "/plan/0", "går inte att räkna", {}, {}}};

    const auto answered = core::answer_in_words(d, 0, "så gott det går");

    ASSERT_FALSE(answered);
    EXPECT_EQ(answered.error().text.key, "core.answer_uncounted");
}

TEST(answer, gives_the_owner_to_all_that_one_question_stands_for) {
    auto d = a_document();
    d.focus_areas[0].pledges.resize(3);
    d.focus_areas[0].pledges[1].by = {"police"};
    d.questions = {{question_code::no_owner, "/focus_areas/0/pledges/0/by", "Vem?", {{"Norr", "Norr"}}, {}}};

    const auto answered = core::answer(d, 0, 0);

    ASSERT_TRUE(answered);
    const auto& pledges = answered->focus_areas[0].pledges;
    EXPECT_EQ(pledges[0].by, std::vector<std::string>{"Norr"});
    EXPECT_EQ(pledges[1].by, std::vector<std::string>{"police"});
    EXPECT_EQ(pledges[2].by, std::vector<std::string>{"Norr"});
    EXPECT_TRUE(answered->plan[0].responsible.empty());
}

TEST(answer, names_the_place_that_a_question_is_about) {
    const auto d = a_document();

    EXPECT_EQ(core::place_of(d, {question_code::ambiguous_subjects, "/plan/0/readings/0", "", {}, {}}), "m1");
    EXPECT_EQ(core::place_of(d, {question_code::no_owner, "/focus_areas/0/pledges/0/by", "", {}, {}}), "p1");
    EXPECT_EQ(core::place_of(d, {question_code::no_feedback, "/feedback", "", {}, {}}), "feedback");
    EXPECT_EQ(core::place_of(d, {question_code::period_conflict, "/valid", "", {}, {}}), "");
}

} // namespace
