#include "builders.hpp"
#include "render/html.hpp"
#include "render/html/assets.hpp"
#include "render/html/page.hpp"
#include "render/html/template_text.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using render::html::assembled;
using render::html::markdown;
using render::html::view;

const fs::path folder = fs::path{LOFTE_SOURCE_DIR} / "templates";

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

// Every unescaped use in the templates, file by file. A new one is looked at and added here.
TEST(templates, list_of_what_is_written_unescaped) {
    std::map<std::string, std::set<std::string>> found;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) continue;
        for (const auto& name : render::html::unescaped_names(text_of(entry.path())))
            found[fs::relative(entry.path(), folder).string()].insert(name);
    }
    const std::map<std::string, std::set<std::string>> known{
        {"accessibility.mustache", {"mail_html"}},    {"changes.mustache", {"was_shape_html", "is_shape_html"}},
        {"log_links.mustache", {"qr_html"}},          {"measure.mustache", {"shape_html", "chart_html"}},
        {"method.mustache", {"method_html"}},         {"parts/card.mustache", {"shape_html", "strip_html"}},
        {"parts/card_more.mustache", {"strip_html"}}, {"parts/counts.mustache", {"shape_html"}},
        {"parts/parties.mustache", {"mail_html"}},    {"parts/windows_table.mustache", {"shape_html"}},
        {"second_factor.mustache", {"qr_html"}},
    };
    EXPECT_EQ(found, known);
}

TEST(templates, no_style_and_no_script_in_a_page) {
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file() || entry.path().stem().string().starts_with("report")) continue;
        const auto text = text_of(entry.path());
        for (const auto* banned : {" style=", "<style", "<script>", "onclick", "javascript:"})
            EXPECT_EQ(text.find(banned), std::string::npos) << entry.path() << ": " << banned;
        // A script is a file of ours.
        for (auto at = text.find("<script"); at != std::string::npos; at = text.find("<script", at + 1))
            EXPECT_TRUE(std::string_view{text}.substr(at).starts_with("<script src=\"{{")) << entry.path();
    }
}

TEST(templates, an_unescaped_name_of_another_kind_is_refused) {
    const base::translator say{base::language::sv};
    const auto source = [](std::string_view name) {
        return std::string{name == "layout" ? "{{>content}}" : "<p>{{{title}}}</p>"};
    };
    EXPECT_THROW(assembled("pledge", source, say), std::runtime_error);
    const auto ampersand = [](std::string_view name) {
        return std::string{name == "layout" ? "{{>content}}" : "<p>{{&title}}</p>"};
    };
    EXPECT_THROW(assembled("pledge", ampersand, say), std::runtime_error);
}

TEST(templates, a_part_that_includes_itself_is_refused) {
    const base::translator say{base::language::sv};
    EXPECT_THROW(assembled(
                     "pledge", [](std::string_view) { return std::string{"{{>content}}"}; }, say),
                 std::runtime_error);
}

TEST(templates, texts_come_in_the_page_s_language) {
    const auto source = [](std::string_view name) {
        return std::string{name == "layout" ? "  {{>content}}\n" : "\n   <p>{{#t}}web.nav_start{{/t}}</p>\n"};
    };
    EXPECT_EQ(assembled("x", source, base::translator{base::language::sv}), "<p>Alla löften</p>\n\n");
    EXPECT_EQ(assembled("x", source, base::translator{base::language::en}), "<p>All pledges</p>\n\n");
}

TEST(templates, a_view_keeps_texts_and_markup_apart) {
    view v;
    EXPECT_THROW(v.text("chart_html", "<b>"), std::logic_error);
    EXPECT_THROW(v.html("name", render::html::safe{}), std::logic_error);
}

// A page edited in the folder is what is shown next, without a restart.
TEST(templates, of_a_folder_are_read_anew) {
    const auto copy = fs::temp_directory_path() / "lofte-templates-test";
    fs::remove_all(copy);
    fs::copy(folder, copy, fs::copy_options::recursive);
    const render::templates live{copy.string()};
    const base::translator say{base::language::sv};
    const render::page_context c{live, say, base::make_date(2022, 3, 1), std::nullopt, "/x", ""};
    EXPECT_EQ(render::privacy_page(c).find("Nytt stycke"), std::string::npos);
    std::ofstream{copy / "privacy.mustache", std::ios::app} << "<p>Nytt stycke</p>\n";
    EXPECT_NE(render::privacy_page(c).find("<p>Nytt stycke</p>"), std::string::npos);
    fs::remove(copy / "privacy.mustache");
    EXPECT_THROW(render::privacy_page(c), std::runtime_error);
    fs::remove_all(copy);
}

TEST(safe, what_a_document_says_is_never_markup) {
    auto file = support::example_pledge();
    const std::string evil = "<script>alert(\"1\")</script>{{{shape_html}}}";
    file.document.plan[0].what = evil;
    file.document.focus_areas[0].name = evil;
    file.document.feedback.text = evil;
    file.document.aims = {evil};
    file.document.parties[0].contact->mail = "a\"onmouseover=\"b@c";
    file.lede = evil;
    const auto state = support::example_state(file, base::make_date(2021, 10, 14));
    const render::templates inside;
    const base::translator say{base::language::sv};
    const render::page_context c{inside, say, base::make_date(2021, 10, 14), std::nullopt, "/fjallby-2020", ""};
    for (const auto& html :
         {render::pledge_page(c, file, state), *render::measure_page(c, file, state, "m1"),
          render::report_page(c, file, state, base::make_date(2021, 1, 1), base::make_date(2021, 9, 30))}) {
        EXPECT_EQ(html.find("<script"), std::string::npos);
        EXPECT_EQ(html.find("\"onmouseover=\""), std::string::npos);
        EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
    }
}

TEST(safe, markdown_drops_html_and_unsafe_addresses) {
    const auto html = markdown("# Titel\n\n## Regel\n\n<script>x</script> [a](javascript:alert(1)) <b>fet</b>\n\n| a | "
                               "b |\n|--|--:|\n| 1 | 2 |\n")
                          .text();
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("javascript:"), std::string::npos);
    EXPECT_EQ(html.find("<b>"), std::string::npos);
    EXPECT_EQ(html.find("Titel"), std::string::npos); // the page's own h1
    EXPECT_NE(html.find("<h2>Regel</h2>"), std::string::npos);
    EXPECT_NE(html.find("<th scope=\"col\">a</th>"), std::string::npos);
    EXPECT_EQ(html.find("align="), std::string::npos);
}

TEST(assets, addresses_hold_a_digest_and_style_sheets_name_them) {
    const auto& css = render::find_asset("lofte.css");
    const auto& font = render::find_asset("inter.woff2");
    EXPECT_TRUE(css.address.starts_with("/assets/lofte-")) << css.address;
    EXPECT_NE(css.bytes.find("url(\"" + font.address + "\")"), std::string::npos);
    EXPECT_EQ(css.bytes.find("url(\"inter.woff2\")"), std::string::npos);
    EXPECT_EQ(render::asset_at(font.address), &font);
    EXPECT_EQ(render::asset_at("/assets/inter.woff2"), nullptr);
    EXPECT_EQ(font.bytes.substr(0, 4), "wOF2");
}

} // namespace
