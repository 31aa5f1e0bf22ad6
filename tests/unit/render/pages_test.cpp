#include "builders.hpp"
#include "golden.hpp"
#include "render/html.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

namespace {

const auto day = base::make_date(2021, 10, 14);

// Pages of both languages; LOFTE_PAGES=DIR writes them there too, to be looked at.
class pages : public ::testing::TestWithParam<base::language> {
  protected:
    render::templates templates_;
    base::translator say_{GetParam()};
    core::pledge_file file_ = support::example_pledge();
    core::document_state state_ = support::example_state(file_, day);

    render::page_context at(std::string path, std::optional<base::date> per = day) const {
        return {templates_, say_, base::make_date(2022, 3, 1), per, std::move(path), "https://lofte.example"};
    }

    void expect_golden(const std::string& name, const std::string& html) const {
        const auto file = std::string{base::code(GetParam())} + "/" + name + ".html";
        if (const char* folder = std::getenv("LOFTE_PAGES")) {
            const auto path = std::filesystem::path{folder} / file;
            std::filesystem::create_directories(path.parent_path());
            std::ofstream{path} << html;
        }
        // An asset's digest is no matter of the page.
        static const std::regex digest{"-[0-9a-f]{16}\\."};
        support::expect_golden("pages/" + file, std::regex_replace(html, digest, "."));
    }
};

TEST_P(pages, pledge) { expect_golden("pledge", render::pledge_page(at("/fjallby-2020"), file_, state_)); }

TEST_P(pages, measure) {
    for (const auto* id : {"m1", "m2", "m3", "m4", "p3"}) {
        const auto html = render::measure_page(at(std::string{"/fjallby-2020/matt/"} + id), file_, state_, id);
        ASSERT_TRUE(html) << id;
        expect_golden(std::string{"measure-"} + id, *html);
    }
    EXPECT_FALSE(render::measure_page(at("/fjallby-2020/matt/m99"), file_, state_, "m99"));
}

TEST_P(pages, start) {
    auto other = support::summary_of(file_);
    other.slug = "akerby-2024";
    other.parties = {{"Åkerby kommun", reading::party_kind::municipality, std::nullopt, reading::party_role::signatory,
                      std::nullopt}};
    other.shown_from.reset();
    const render::start_view view{
        {other, support::summary_of(file_)}, {{"9901", "Åkerby"}, {"9902", "Fjällby"}}, "", ""};
    expect_golden("start", render::start_page(at("/", std::nullopt), view));
    const render::start_view none{{}, view.municipalities, "9902", "<b> & \"torg\""};
    expect_golden("start-none", render::start_page(at("/", std::nullopt), none));
    expect_golden("older", render::older_page(at("/aldre", std::nullopt), view));
}

TEST_P(pages, changes) {
    auto then = state_;
    then.as_of = base::make_date(2021, 7, 1);
    then.owners[0].standing = core::standing::keeping;
    expect_golden("changes", render::changes_page(at("/fjallby-2020/andringar"), file_, then, state_));
}

TEST_P(pages, about) {
    expect_golden("accessibility",
                  render::accessibility_page(at("/om/tillganglighet", std::nullopt), {support::summary_of(file_)}));
    expect_golden("privacy", render::privacy_page(at("/om/personuppgifter", std::nullopt)));
}

TEST_P(pages, report) {
    expect_golden("report", render::report_page(at("/fjallby-2020.pdf"), file_, state_, base::make_date(2021, 1, 1),
                                                base::make_date(2021, 9, 30)));
}

TEST_P(pages, errors) {
    for (const int status : {400, 404, 405, 500, 418}) {
        expect_golden("error-" + std::to_string(status),
                      render::error_page(at("/finns-inte", std::nullopt), status, {"web.error_404_what", {}}));
    }
}

INSTANTIATE_TEST_SUITE_P(languages, pages, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& tested) { return std::string{base::code(tested.param)}; });

} // namespace
