#include "reading/read.hpp"
#include "reading/summary.hpp"
#include "reading/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace reading;

std::string own(std::string_view name) {
    for (const auto& file : tables::own_files())
        if (file.name == name) return file.bytes;
    return {};
}

std::vector<std::string> faults(std::string name, std::string bytes) {
    std::vector<std::string> all;
    for (const auto& f : tables::with({{std::move(name), std::move(bytes)}}).faults)
        all.push_back(f.file + ":" + std::to_string(f.line) + " " + f.text.key);
    return all;
}

using keys = std::vector<std::string>;

TEST(tables, of_the_program_have_no_faults) {
    EXPECT_EQ(tables::own_files().size(), 4U);
    for (const auto& f : faults_of(tables::own_files()))
        ADD_FAILURE() << f.file << ':' << f.line << ' ' << f.text.key << ' '
                      << std::get<std::string>(f.text.arguments.front().value);
}

TEST(tables, a_form_that_is_added_is_known) {
    const auto* text = "minst två gånger per trettondag";
    const auto before = summary(read_cadence(text).readings);
    const auto changed = tables::with({{"time.tsv", own("time.tsv") + "unit\tP6M\ttrettondag\n"}});
    ASSERT_TRUE(changed.faults.empty());
    EXPECT_EQ(summary(read_cadence(text, {}, {changed.all.get(), nullptr}).readings), ">=2 P6M");
    EXPECT_NE(before, ">=2 P6M");
    EXPECT_EQ(summary(read_cadence(text).readings), before) << "the program's own are as they were";
}

TEST(tables, a_word_of_structure_that_is_added_is_known) {
    const auto* text = "Medborgarlöfte 2024\n\nVad\tTätt\tUtpekad\nFotpatruller\tvarje vecka\tPolisen\n";
    const auto changed = tables::with(
        {{"document.tsv", own("document.tsv") + "col_when\ttätt\ncol_responsible\tutpekad*\r\n\n# the end\n"}});
    ASSERT_TRUE(changed.faults.empty());
    EXPECT_TRUE(read_document(text, {}).document.plan.empty());
    const auto plan = read_document(text, {}, {changed.all.get(), nullptr}).document.plan;
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_EQ(plan[0].when, "varje vecka");
    EXPECT_EQ(plan[0].responsible, std::vector<std::string>{"Polisen"});
}

TEST(tables, faults_name_the_line_and_what_is_wrong) {
    EXPECT_EQ(faults("time.tsv", "# c\nunit\tP1W\n\nunit\tP1X\tvecka\n"),
              (keys{"time.tsv:2 lexicon.three_columns", "time.tsv:4 lexicon.no_recurrence"}));
    EXPECT_EQ(faults("time.tsv", "units\tP1W\tvecka\n"), keys{"time.tsv:1 lexicon.no_class"});
    EXPECT_EQ(faults("time.tsv", "window\tevning\tkväll\n"), keys{"time.tsv:1 lexicon.no_window"});
    EXPECT_EQ(faults("time.tsv", "ordinal\ttredje\ttredje\n"), keys{"time.tsv:1 lexicon.number_wanted"});
    EXPECT_EQ(faults("promise.tsv", "bound\tatleast\tminst\n"), keys{"promise.tsv:1 lexicon.value_wanted"});
    EXPECT_EQ(faults("promise.tsv", "need\tvid behov\tvid behov\n"), keys{"promise.tsv:1 lexicon.value_not_wanted"});
    EXPECT_EQ(faults("promise.tsv", "need\t\t | \n"), keys{"promise.tsv:1 lexicon.no_form"});
    EXPECT_EQ(faults("promise.tsv", "need\t\tVid behov\n"), keys{"promise.tsv:1 lexicon.capital"});
    EXPECT_EQ(faults("promise.tsv", "need\t\tbe*hov|*behov*|*\n"), (keys{3, "promise.tsv:1 lexicon.stars"}));
    EXPECT_EQ(faults("promise.tsv", "need\t\tvid beho*\n"), keys{"promise.tsv:1 lexicon.star_of_several"});
    EXPECT_EQ(faults("promise.tsv", "pair\t2\tett par\npair\t3\tett par\n"), keys{"promise.tsv:2 lexicon.other_value"});
    EXPECT_EQ(faults("document.tsv", "col_when\t\ttätt\n"), keys{"document.tsv:1 lexicon.two_columns"});
    EXPECT_EQ(faults("document.tsv", "col_wen\ttätt\n"), keys{"document.tsv:1 lexicon.no_class"});
    EXPECT_EQ(faults("document.tsv", "col_when\thur tätt\n"), keys{"document.tsv:1 lexicon.one_word"});
    EXPECT_EQ(faults("document.tsv", "col_when\t" + std::string(70, 'a') + "\n"),
              keys{"document.tsv:1 lexicon.long_word"});
    EXPECT_EQ(faults("tider.tsv", ""), keys{"tider.tsv:0 lexicon.unknown_file"});
    EXPECT_EQ(faults("time.tsv", "unit\tP1W\tv\xE5r\n"), keys{"time.tsv:0 lexicon.not_utf8"});
}

TEST(tables, a_misspelt_class_is_told_with_the_one_that_is_near) {
    const auto made = tables::with({{"time.tsv", "advreb\tP1Y\tårligen\n"}});
    ASSERT_EQ(made.faults.size(), 1U);
    EXPECT_EQ(std::get<std::string>(made.faults[0].text.arguments[1].value), "adverb");
}

TEST(tables, have_an_end) {
    std::string many = own("promise.tsv");
    for (int n = 0; n < 5'000; ++n)
        many += "need\t\tord" + std::to_string(n) + "x\n";
    EXPECT_EQ(faults("promise.tsv", many), keys{":0 lexicon.no_room"});
    std::string loose = own("time.tsv");
    for (char a = 'a'; a <= 'z'; ++a)
        for (char b = 'a'; b <= 'z'; ++b)
            loose += std::string{"occasion\t\tabcdefghijkl"} + a + "mnopqrst" + b + "uv\n";
    EXPECT_EQ(faults("time.tsv", loose), keys{":0 lexicon.no_room"});
}

} // namespace
