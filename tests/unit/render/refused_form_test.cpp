#include "golden_pages.hpp"
#include "render/refused_form.hpp"

#include <gtest/gtest.h>

namespace {

class refused_forms : public support::golden_pages {
  protected:
    refused_forms() : golden_pages{"accounts"} {}
    std::string page(render::refused_form_view v) const {
        return render::refused_form_page({templates_, say_, base::make_date(2022, 3, 1), {}, "/logga", {}}, v);
    }
    static bool holds(const std::string& html, std::string_view words) { return html.find(words) != html.npos; }

    // What somebody writes who tries to break out of the field, the attribute or the page.
    const std::string hostile_ = "</textarea><script>alert(1)</script>\" autofocus onfocus=\"alert(2)&lt;";
};

TEST_P(refused_forms, keep_what_was_sent) {
    render::refused_form_view v{
        503,
        {"web.error_503_form", {}},
        "/utkast/fjallby/del/new_row",
        {{"nyckel", "f00"}, {"version", "3"}, {"text", hostile_}, {"modality", "shall"}, {"text", "\nTva\r\nrader"}},
        false};
    expect_golden("refused-form", page(v));
    v.what = {"web.error_404_what", {}};
    v.status = 404;
    v.action.clear();
    v.had_files = true;
    expect_golden("refused-form-for-good", page(v));
}

TEST_P(refused_forms, hold_nothing_that_a_browser_would_run) {
    const auto html = page({404, {"web.error_404_what", {}}, hostile_, {{hostile_, hostile_}}, false});
    EXPECT_FALSE(holds(html, "<script>") || holds(html, "</textarea><script") || holds(html, "\" autofocus onfocus"));
    EXPECT_EQ(html.find("</textarea>"), html.rfind("</textarea>"));
}

TEST_P(refused_forms, show_only_what_was_typed) {
    const auto html =
        page({404, {"web.error_404_what", {}}, "", {{"key", "Aa-1"}, {"modality", "shall"}, {"r0.count", "2"}}, false});
    EXPECT_FALSE(holds(html, "<textarea"));
    EXPECT_TRUE(holds(page({410, {"links.revoked", {}}, "", {{"amount", "2"}, {"place", "torget"}}, false}),
                      "2\ntorget\n</textarea>"));
}

INSTANTIATE_TEST_SUITE_P(languages, refused_forms, ::testing::Values(base::language::sv, base::language::en),
                         [](const auto& given) { return std::string{base::code(given.param)}; });

} // namespace
