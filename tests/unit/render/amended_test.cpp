#include "amended.hpp"
#include "builders.hpp"
#include "core/difference.hpp"
#include "golden_pages.hpp"
#include "render/html.hpp"
#include "render/versions.hpp"

#include <gtest/gtest.h>

namespace {

using base::make_date;

const auto day = make_date(2021, 10, 14);

// Pages of a pledge whose plan was revised.
class amended : public support::golden_pages {
  protected:
    amended() : golden_pages{"pages"} {}

    core::pledge_file file_ = support::amended_pledge();
    core::document_state state_ = core::judge(file_.document, file_.log, file_.reasons, file_.settings, day);

    render::page_context at(std::string path, std::optional<base::date> per = day) const {
        return {templates_, say_, make_date(2022, 3, 1), per, std::move(path), "https://lofte.example"};
    }

    std::string pledge() const { return render::pledge_page(at("/fjallby-2020"), file_, state_); }

    std::vector<render::version_text> versions() const {
        return {{{2, make_date(2021, 6, 20), {{"Fjällby kommun", "Kommunchef", make_date(2021, 6, 20), 2}}},
                 file_.document},
                {{1,
                  make_date(2019, 12, 10),
                  {{"Fjällby kommun", "Kommunstyrelsens ordförande", make_date(2019, 12, 10), 1}}},
                 support::example_pledge().document}};
    }
};

TEST_P(amended, pledge) { expect_golden("amended-pledge", pledge()); }

TEST_P(amended, measure) {
    for (const auto* id : {"m1", "m5", "m6", "m7"}) {
        const auto html = render::measure_page(at(std::string{"/fjallby-2020/matt/"} + id), file_, state_, id);
        ASSERT_TRUE(html) << id;
        expect_golden(std::string{"amended-measure-"} + id, *html);
    }
}

TEST_P(amended, report) {
    expect_golden("amended-report", render::report_page(at("/fjallby-2020.pdf"), file_, state_, make_date(2021, 1, 1),
                                                        make_date(2021, 9, 30)));
}

TEST_P(amended, versions) {
    file_.version = 2;
    const auto all = versions();
    expect_golden("versions", render::versions_page(at("/fjallby-2020/versioner", std::nullopt), file_, all));
    expect_golden("version-2",
                  render::version_page(at("/fjallby-2020/version/2", std::nullopt), file_, all[0], &all[1]));
    expect_golden("version-1",
                  render::version_page(at("/fjallby-2020/version/1", std::nullopt), file_, all[1], nullptr));
}

class amended_swedish : public amended {};

TEST_P(amended_swedish, rows_that_ended_stand_by_themselves_and_are_not_counted) {
    const auto html = pledge();
    const auto ended = html.find("<h3>Det som har upphört</h3>");
    ASSERT_NE(ended, std::string::npos);
    EXPECT_GT(html.find("<article class=\"card card--", ended), ended);
    EXPECT_GT(html.find("id=\"m1\""), ended);
    EXPECT_GT(html.find("id=\"m5\""), ended);
    EXPECT_LT(html.find("id=\"m6\""), ended);
    const auto counts =
        html.substr(html.find("class=\"counts\""), html.find("id=\"lovat\"") - html.find("class=\"counts\""));
    EXPECT_EQ(counts.find("#m1\""), std::string::npos);
    EXPECT_NE(counts.find("#m6\""), std::string::npos);
}

TEST_P(amended_swedish, rows_say_when_and_why_they_ended_and_what_came_instead) {
    const auto html = pledge();
    EXPECT_NE(html.find("Kontrollerna behövs mest vid skolan."), std::string::npos);
    EXPECT_NE(html.find("Inget kom i stället. Skälet är att det inte gick att göra"), std::string::npos);
    EXPECT_NE(html.find("<a href=\"/fjallby-2020/matt/m6?per=2021-10-14\">Kontrollera fart och nykterhet vid skolan, "
                        "Minst 8 kontroller i månaden</a>"),
              std::string::npos);
}

TEST_P(amended_swedish, before_it_ended_a_row_stands_where_it_stood) {
    const auto then = make_date(2021, 2, 1);
    const auto html = render::pledge_page(at("/fjallby-2020", then), file_,
                                          core::judge(file_.document, file_.log, file_.reasons, file_.settings, then));
    EXPECT_EQ(html.find("id=\"m5\" "), std::string::npos);
    EXPECT_EQ(html.substr(0, html.find("id=\"m5\"")).find("<h3>Det som har upphört</h3>"), std::string::npos);
}

TEST_P(amended_swedish, what_is_to_come_is_not_told_as_past) {
    auto& row = file_.document.plan.back();
    ASSERT_TRUE(row.life.from);
    const auto words = [&](base::date then) {
        return render::measure_page(at("/fjallby-2020/matt/" + row.id, then), file_,
                                    core::judge(file_.document, file_.log, file_.reasons, file_.settings, then), row.id)
            .value();
    };
    const auto before = *row.life.from - base::days{7};
    row.life.replaces.reset();
    EXPECT_NE(words(before).find("Tillkommer "), std::string::npos) << words(before);
    EXPECT_NE(words(*row.life.from).find("Tillkom "), std::string::npos);
    row.life.replaces = "m1";
    EXPECT_NE(words(before).find("Ändras "), std::string::npos);
    EXPECT_NE(words(*row.life.from).find("Ändrades "), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(both, amended, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& one) { return std::string{base::code(one.param)}; });
INSTANTIATE_TEST_SUITE_P(in, amended_swedish, ::testing::Values(base::language::sv),
                         [](const auto& one) { return std::string{base::code(one.param)}; });

} // namespace
