#include "render/charts/bars.hpp"
#include "render/charts/strip.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace render::charts;

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++n;
    return n;
}

TEST(strip, each_cell_says_its_state_in_words_too) {
    const auto html = strip({{"met", "11", "jan", "januari: 11 gjort, klart", false},
                             {"missed", "6", "jul", "juli: 6 gjort, hölls inte", true}})
                          .text();
    EXPECT_EQ(count(html, "<li "), 2U);
    EXPECT_NE(html.find("class=\"w w--missed w--partial\""), std::string::npos);
    EXPECT_NE(html.find("<span class=\"ds-sr-only\">juli: 6 gjort, hölls inte</span>"), std::string::npos);
}

TEST(strip, escapes_what_it_is_given) {
    EXPECT_NE(strip({{"met", "<1>", "\"", "&", false}}).text().find("&lt;1&gt;"), std::string::npos);
}

bar_chart chart_of(std::vector<bar> all) { return {"c1", "Titel", "Ord", "lovat", std::move(all)}; }

// The highest of what was done and promised fills the field's 150 units, from 26 down to 176.
TEST(bars, heights_follow_the_figures) {
    const auto svg = bars(chart_of({{"met", 20, std::nullopt, 10, "jan", "20", "x"},
                                    {"open", 5, std::nullopt, 10, "feb", "5", "y"}}))
                         .text();
    EXPECT_NE(svg.find("y=\"26\" width=\"32.64\" height=\"150\""), std::string::npos) << svg;
    EXPECT_NE(svg.find("y=\"138.5\" width=\"32.64\" height=\"37.5\""), std::string::npos) << svg;
    EXPECT_EQ(count(svg, "y1=\"101\" y2=\"101\""), 2U) << svg;
}

TEST(bars, a_miss_is_seen_where_nothing_was_done) {
    const auto svg = bars(chart_of({{"missed", 0, std::nullopt, 10, "jul", "0", "juli"}})).text();
    EXPECT_NE(svg.find("c-bar--missed"), std::string::npos);
    EXPECT_NE(svg.find("y=\"170\" width=\"32.64\" height=\"6\""), std::string::npos) << svg;
}

TEST(bars, long_labels_get_room) {
    const auto svg = bars(chart_of({{"met", 1, std::nullopt, 1, "29/3–31/3", "1", "x"}})).text();
    EXPECT_NE(svg.find("viewBox=\"0 0 281.6 "), std::string::npos) << svg;
}

TEST(bars, a_chart_has_a_name_a_description_and_patterns) {
    const auto svg = bars(chart_of({{"missed", 6, std::nullopt, 10, "jul", "6", "juli"},
                                    {"uncertain", 8, 12.0, 10, "aug", "8–12", "augusti"}}))
                         .text();
    EXPECT_NE(svg.find("role=\"img\" aria-labelledby=\"c1-t c1-d\""), std::string::npos);
    EXPECT_NE(svg.find("<title id=\"c1-t\">Titel</title><desc id=\"c1-d\">Ord</desc>"), std::string::npos);
    EXPECT_NE(svg.find("fill=\"url(#c1-hatch)\""), std::string::npos);
    EXPECT_NE(svg.find("fill=\"url(#c1-dots)\""), std::string::npos);
    EXPECT_NE(svg.find("c-maybe"), std::string::npos); // what an approximate amount may have been
    EXPECT_EQ(svg.find("style="), std::string::npos);
}

TEST(bars, nothing_done_and_nothing_promised_is_still_a_chart) {
    const auto svg = bars(chart_of({{"not_due", 0, std::nullopt, std::nullopt, "jan", "–", "x"}})).text();
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    EXPECT_EQ(svg.find("inf"), std::string::npos);
    EXPECT_EQ(bars(chart_of({})).text().find("nan"), std::string::npos);
}

TEST(bars, an_open_upper_end_is_not_drawn) {
    const auto svg =
        bars(chart_of({{"uncertain", 20, std::numeric_limits<double>::infinity(), 30, "jan", "minst 20", "x"}})).text();
    EXPECT_EQ(svg.find("inf"), std::string::npos);
    EXPECT_EQ(svg.find("c-maybe"), std::string::npos);
}

} // namespace
