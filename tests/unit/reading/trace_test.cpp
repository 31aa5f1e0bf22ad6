#include "base/text.hpp"
#include "base/translate.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"
#include "reading/trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace reading;

trace cadence_trace(std::string_view text) {
    trace told;
    read_cadence(text, {}, {nullptr, &told});
    return told;
}

std::vector<std::string> rules_of(const traced_reading& r) {
    std::vector<std::string> all{std::string{r.rule}};
    for (const auto& f : r.from)
        all.emplace_back(f.rule);
    for (const auto more : r.more)
        all.push_back("+" + std::string{more});
    return all;
}

using names = std::vector<std::string>;

TEST(trace, names_the_rules_that_made_a_reading) {
    const auto told = cadence_trace("Minst 10 kontroller per månad");
    ASSERT_EQ(told.readings.size(), 1U);
    EXPECT_EQ(rules_of(told.readings[0]), (names{"count_each", "number", "per_unit"}));
    EXPECT_TRUE(told.left_out.empty());
}

TEST(trace, names_the_line_of_the_table_that_knows_each_word) {
    const auto told = cadence_trace("Minst en gång varannan vecka");
    const auto& every = told.readings.at(0).from.at(1);
    EXPECT_EQ(every.rule, "every_nth");
    ASSERT_EQ(every.words.size(), 2U);
    EXPECT_EQ(every.words[0].text, "varannan");
    const auto& entry = every.words[0].entries.at(0);
    EXPECT_EQ(entry.kind, "every_n");
    EXPECT_EQ(entry.value, "2");
    EXPECT_EQ(entry.form, "varannan");
    EXPECT_EQ(entry.file, "time.tsv");
    // The line is the table's own.
    for (const auto& file : tables::own_files())
        if (file.name == entry.file) {
            const auto line = base::split(file.bytes, '\n').at(entry.line - 1);
            EXPECT_TRUE(line.starts_with("every_n\t2\t")) << line;
        }
}

TEST(trace, tells_what_changed_a_reading_then) {
    EXPECT_EQ(rules_of(cadence_trace("Minst en gång i månaden i snitt över året").readings.at(0)),
              (names{"count_each", "number", "in_unit", "coloured", "+averaged_over_year"}));
    const auto days = cadence_trace("Varje fredag och lördag");
    ASSERT_EQ(days.readings.size(), 2U);
    EXPECT_EQ(days.readings[1].number, 1U);
}

TEST(trace, tells_of_a_word_that_was_misspelt) {
    const auto told = cadence_trace("Två gånger per månnad");
    const auto& word = told.readings.at(0).from.at(1).words.at(1);
    EXPECT_TRUE(word.misspelt);
    EXPECT_EQ(word.text, "månnad");
    EXPECT_EQ(word.entries.at(0).form, "månad");
}

TEST(trace, tells_why_a_sentence_promises_nothing) {
    const auto told = cadence_trace("Under våren anmäldes 14 inbrott per månad.");
    EXPECT_TRUE(told.readings.empty());
    ASSERT_EQ(told.left_out.size(), 1U);
    EXPECT_EQ(told.left_out[0].rule, "tells_harm");
    EXPECT_EQ(told.left_out[0].from.size(), 3U);
    EXPECT_EQ(cadence_trace("Anmälningarna ökade med 20 procent under 2023.").left_out.at(0).rule, "tells_statistic");
}

TEST(trace, of_what_is_not_counted_names_its_rule) {
    EXPECT_EQ(rules_of(cadence_trace("Vid behov").readings.at(0)), (names{"trigger", "coloured"}));
    EXPECT_EQ(rules_of(cadence_trace("Inom 24 timmar").readings.at(0)), (names{"service_level", "within"}));
    EXPECT_EQ(rules_of(cadence_trace("Senast den 31 mars 2025").readings.at(0)),
              (names{"on_date", "coloured", "dated"}));
}

TEST(trace, of_a_validity_and_an_amount) {
    trace period;
    read_period("Gäller från 1 januari 2024 till 31 december 2026 och kan förlängas", {}, {nullptr, &period});
    ASSERT_EQ(period.readings.size(), 1U);
    EXPECT_EQ(rules_of(period.readings[0]), (names{"", "from_to", "extendable"}));
    trace open;
    read_period("Från och med 1 mars 2024 tills vidare", {}, {nullptr, &open});
    EXPECT_EQ(rules_of(open.readings.at(0)), (names{"", "from_on", "no_end"}));
    EXPECT_EQ(open.readings[0].from[0].words.size(), 2U) << "the word that leads it, and the date";
    trace amount;
    read_quantity("drygt 20 besök", {nullptr, &amount});
    EXPECT_EQ(rules_of(amount.readings.at(0)), (names{"amount", "amount"}));
    EXPECT_EQ(amount.readings[0].from[0].words.at(0).entries.at(0).kind, "over");
    trace total;
    read_quantity("54 (32 + 22)", {nullptr, &total});
    EXPECT_EQ(total.readings.at(0).rule, "total_of");
}

TEST(trace, of_a_document_tells_its_parts_and_what_was_read_of_each) {
    const std::string text = "Medborgarlöfte 2024\n\nUppföljning\nArbetet följs upp två gånger per år.\n\nTrafik\n"
                             "Polisen ska göra minst tio kontroller i månaden.\n\n"
                             "Vad\tNär\tAnsvarig\nFotpatruller\tvarje vecka\tPolisen\n";
    trace told;
    const auto draft = read_document(text, {}, {nullptr, &told});
    const auto part = [&](std::string_view rule, std::string_view value) {
        return std::find_if(told.parts.begin(), told.parts.end(),
                            [&](const auto& p) { return p.rule == rule && p.value == value; }) != told.parts.end();
    };
    EXPECT_TRUE(part("section", "follow_up"));
    EXPECT_TRUE(part("role", "follow_up"));
    EXPECT_TRUE(part("promise", "verb"));
    EXPECT_TRUE(part("column", "when"));
    ASSERT_EQ(told.owners.size(), 4U);
    EXPECT_EQ(told.owners[1].at, "/plan/0");
    EXPECT_EQ(told.owners[3].at, "/valid");
    const auto& read = told.owners[1].how.readings.at(0).from.at(0);
    const auto wide = base::to_utf32(draft.source);
    EXPECT_EQ(base::to_utf8(wide.substr(read.span.begin, read.span.end - read.span.begin)), "varje vecka");
    EXPECT_EQ(draft.document, read_document(text, {}).document) << "telling changes nothing";
}

TEST(trace, of_a_document_tells_what_it_read_of_the_whole) {
    const std::string text =
        "Medborgarlöfte för Norsjö\n\nDnr KS 2024/17\nGäller från 1 januari 2024 till och med 31 december 2025.\n\n"
        "Norsjö kommun och Polisen lovar detta tillsammans. Löftet bygger på en trygghetsmätning 2023.\n\n"
        "Uppföljning\nArbetet följs upp i Brå varje termin.\n\n"
        "Återkoppling\nResultatet läggs ut på kommunens webbplats.\n\n"
        "Norsjö den 3 december 2023\n\nKommunchef, Norsjö kommun\nLokalpolisområdeschef, Polisen\n";
    trace told;
    const auto draft = read_document(text, all_municipalities(), {nullptr, &told});
    const auto part = [&](std::string_view rule, std::string_view value) {
        const auto found = std::find_if(told.parts.begin(), told.parts.end(),
                                        [&](const auto& p) { return p.rule == rule && p.value.starts_with(value); });
        return found == told.parts.end() ? nullptr : &*found;
    };
    const auto* title = part("title", "Medborgarlöfte för Norsjö");
    ASSERT_TRUE(title);
    ASSERT_FALSE(title->words.empty()) << "the word of the tables that makes it one";
    EXPECT_EQ(title->words[0].text, "Medborgarlöfte");
    EXPECT_TRUE(part("registration", "KS 2024/17"));
    EXPECT_TRUE(part("party", "Norsjö kommun (municipality, signatory)"));
    ASSERT_TRUE(part("basis", "resident_survey 2023"));
    EXPECT_EQ(part("basis", "resident_survey 2023")->words.at(0).entries.at(0).file, "document.tsv");
    EXPECT_TRUE(part("decided", "2023-12-03"));
    EXPECT_TRUE(part("forum", "Brå"));
    EXPECT_TRUE(part("channel", "municipality_website"));
    EXPECT_TRUE(part("signatory", "Norsjö kommun"));
    ASSERT_EQ(told.owners.back().at, "/valid");
    const auto& valid = told.owners.back().how.readings.at(0);
    EXPECT_EQ(valid.from.at(0).rule, "from_to");
    const auto wide = base::to_utf32(draft.source);
    const auto read = valid.from.at(0).span;
    EXPECT_EQ(base::to_utf8(wide.substr(read.begin, read.end - read.begin)),
              "1 januari 2024 till och med 31 december 2025");
}

TEST(trace, has_a_sentence_for_every_rule) {
    const base::translator swedish{base::language::sv}, english{base::language::en};
    EXPECT_GT(all_rules().size(), 70U);
    for (const auto rule : all_rules()) {
        const auto key = "explain.rule_" + std::string{rule};
        EXPECT_NE(swedish(key), key);
        EXPECT_NE(english(key), key);
    }
}

} // namespace
