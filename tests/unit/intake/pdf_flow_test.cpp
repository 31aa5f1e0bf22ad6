#include "intake/pdf_measures.hpp"
#include "intake/pdf_page.hpp"
#include "intake/read_file.hpp"

#include "blocks.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

namespace {

using intake::pdf::table;
using tests::blocks_of;

std::string read_page(std::string_view style, const std::string& body) {
    const auto file = support::pdf_of_html("<meta charset=utf-8><style>" + std::string{style} + "</style>" + body);
    if (file.empty()) throw std::runtime_error{"WeasyPrint makes no pdf"};
    const auto got = intake::read_file(file, "a.pdf");
    return got ? got->text : "refused: " + got.error().text.key;
}

table table_of(std::vector<std::vector<std::string>> rows) {
    table made{0, 100, {}, {}};
    for (std::size_t c = 0; c < rows.front().size(); ++c)
        made.edges.push_back(static_cast<double>(c) * 80);
    for (auto& row : rows) {
        made.rows.emplace_back();
        for (auto& text : row)
            made.rows.back().push_back({std::move(text), 1, 1});
    }
    return made;
}

std::string text_of(const table& t) {
    std::string all;
    for (const auto& row : t.rows) {
        for (const auto& c : row)
            all += c.text + " |";
        all += "\n";
    }
    intake::pdf::settle_breaks(all);
    return all;
}

const std::string long_text =
    "Kommunen och polisen har tagit fram löften som bygger på en trygghetsmätning, på samtal med invånare i varje "
    "tätort och på den lägesbild som polisen och kommunen har tillsammans. Arbetet följs upp varje år, och resultatet "
    "berättas på torget, i tidningen och vid möten med föreningar och skolor i hela kommunen.";

TEST(pdf_columns, are_known_on_a_page_with_little_text_by_those_of_another_page) {
    const std::string more = "<p>" + long_text + "</p>";
    const std::string names = "<h2>Underskrifter</h2><p>För kommunen</p><p>För polisen</p>";
    const auto text = read_page("@page{size:148mm 120mm;margin:14mm} body{font:10pt/1.3 serif} div{columns:2}",
                                "<div>" + more + more + more + more + "</div><div style='break-before:page'><p>" +
                                    "Sist i texten står det vem som har lovat.</p><h2>Återkoppling</h2><p>Parterna "
                                    "berättar om resultatet.</p>" +
                                    names + "</div>");
    const auto found = text.find("Återkoppling\n\nParterna berättar om resultatet.\n");
    EXPECT_NE(found, std::string::npos) << text;
    EXPECT_EQ(text.find('\t'), std::string::npos) << text;
}

TEST(pdf_columns, are_parted_beside_a_heading_in_large_letters) {
    const auto text =
        read_page("@page{size:148mm 120mm;margin:14mm} body{font:10pt/1.3 serif;columns:2;column-gap:10pt}"
                  "h1{font-size:22pt;margin:0;width:200pt}",
                  "<h1>Löften i Ängsvik</h1><p>" + long_text + "</p><p>" + long_text + "</p>");
    EXPECT_EQ(blocks_of(text), blocks_of("Löften i Ängsvik\n\n" + long_text + "\n\n" + long_text + "\n"));
}

TEST(pdf_flow, takes_a_short_line_in_dense_text_for_a_heading) {
    const auto text = read_page("body{font:11pt/1.3 serif;width:330pt}",
                                "<div>" + long_text +
                                    " Slut på texten om hur arbetet har gått till väga här</div>"
                                    "<div>Trafik</div><div>" +
                                    long_text + "</div>");
    EXPECT_NE(text.find("\nTrafik\n"), std::string::npos) << text;
}

TEST(pdf_measures, see_that_lines_were_broken_by_the_count_of_their_letters) {
    // 20 letters a line, of which some are narrow: the lines end at different places.
    const auto line_at = [](double y, const std::string& text, double letter) {
        std::vector<intake::pdf::word> words;
        double x = 50;
        for (const auto part : base::split(text, ' ')) {
            const auto width = static_cast<double>(part.size()) * letter;
            words.push_back({std::string{part}, x, y, x + width, y + 10, 10, false});
            x += width + 3;
        }
        return intake::pdf::make_line(std::move(words));
    };
    intake::pdf::page shown{595, 842, {}, {}};
    const std::vector<std::pair<std::string, double>> lines{{"Polisen ska varje ma", 6}, {"kontrollera farten i", 4},
                                                            {"tio orter och se hur", 4}, {"det har blivit under", 4},
                                                            {"hela det goda arbete", 4}, {"som har gjorts i tid", 6}};
    for (const auto& [text, letter] : lines) {
        const auto y = 100 + 13 * static_cast<double>(shown.items.size());
        shown.items.push_back({y, line_at(y, text, letter)});
    }
    const auto found = intake::pdf::measure({shown});
    EXPECT_EQ(found.letters, 20u);
    const auto& second = std::get<intake::pdf::line>(shown.items[1].what);
    const auto& third = std::get<intake::pdf::line>(shown.items[2].what);
    EXPECT_FALSE(intake::pdf::was_full(second, third, found.right));
    EXPECT_TRUE(intake::pdf::was_full(second, third, found));
}

TEST(pdf_over_pages, joins_a_row_of_which_some_cells_stand_above_the_cut_and_all_others_below) {
    auto above = table_of({{"Trafik", "Kontroller", "Varje vecka"}, {"", "Vandring", ""}});
    auto below = table_of({{"Trygghet", "", "Två gånger"}, {"Unga", "Samtal", "Vid behov"}});
    EXPECT_FALSE(intake::pdf::join_over_page(above, below));
    EXPECT_EQ(text_of(above), "Trafik |Kontroller |Varje vecka |\nTrygghet |Vandring |Två gånger |\n");
    EXPECT_EQ(text_of(below), "Unga |Samtal |Vid behov |\n");
}

TEST(pdf_over_pages, says_a_merged_cell_again_in_the_rows_of_the_next_page) {
    auto above = table_of({{"Trafik", "Kontroller av fart", "Varje vecka"}});
    auto below = table_of({{"", "och nykterhet", "och helg"}, {"Samtal", "Vid behov"}, {"Unga", "Besök", "Varje år"}});
    below.rows[0][0].rows = 2;
    EXPECT_FALSE(intake::pdf::join_over_page(above, below));
    EXPECT_EQ(text_of(above), "Trafik |Kontroller av fart och nykterhet |Varje vecka och helg |\n");
    EXPECT_EQ(text_of(below), "Trafik |Samtal |Vid behov |\nUnga |Besök |Varje år |\n");
}

TEST(pdf_over_pages, fills_the_empty_merged_cell_that_a_page_begins_with) {
    auto above = table_of({{"Trafik", "Kontroller", "Varje vecka"}});
    auto below = table_of({{"", "Samtal", "Vid behov"}});
    EXPECT_FALSE(intake::pdf::join_over_page(above, below));
    EXPECT_EQ(text_of(below), "Trafik |Samtal |Vid behov |\n");
}

TEST(pdf_breaks, are_joined_where_the_whole_text_shows_the_word) {
    std::string text = "Kommunen-Samordnaren kallar\nsamordnar\x02"
                       "en och fritidsgår\x02"
                       "dens personal\n";
    intake::pdf::settle_breaks(text);
    EXPECT_EQ(text, "Kommunen-Samordnaren kallar\nsamordnaren och fritidsgår dens personal\n");
}

TEST(pdf_breaks, over_a_page_are_joined_where_the_text_shows_the_word) {
    auto above = table_of({{"Trafik", "Händelser"}, {"Rapporter", "Händelser"}});
    auto below = table_of({{"", "apporter"}});
    EXPECT_TRUE(intake::pdf::join_over_page(above, below));
    EXPECT_EQ(text_of(above), "Trafik |Händelser |\nRapporter |Händelser apporter |\n");
    above.rows[0][1].text = "Händelserapporter";
    EXPECT_EQ(text_of(above), "Trafik |Händelserapporter |\nRapporter |Händelserapporter |\n");
}

TEST(pdf_breaks, are_joined_where_a_word_is_cut_in_two_places_or_a_piece_is_no_word) {
    std::string text = "strateg\x02"
                       "en och strate\x02"
                       "gen i fritidsgår\x02"
                       "den och fritidsgår\x02"
                       "d\n";
    intake::pdf::settle_breaks(text);
    EXPECT_EQ(text, "strategen och strategen i fritidsgården och fritidsgård\n");
}

} // namespace
