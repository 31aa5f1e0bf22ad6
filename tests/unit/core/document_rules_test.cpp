#include "core/document_rules.hpp"

#include <gtest/gtest.h>

namespace {

using base::make_date;

::reading::document a_document() {
    ::reading::document d;
    d.title = "Löfte";
    d.valid = {make_date(2024, 1, 1), make_date(2026, 12, 31)};
    d.parties = {{.name = "Solviks kommun", .code = {}, .contact = {}}};
    d.plan.push_back({.id = "m1", .what = "Trafikkontroller"});
    return d;
}

std::string refusal(const ::reading::document& d) {
    const auto fit = core::check_document(d);
    return fit ? "" : fit.error().text.key;
}

TEST(check_document, takes_one_that_promises_something) { EXPECT_EQ(refusal(a_document()), ""); }

TEST(check_document, refuses_one_that_promises_nothing) {
    auto d = a_document();
    d.plan.clear();
    EXPECT_EQ(refusal(d), "core.document.nothing");
    d.focus_areas.push_back({.id = "f1", .name = "Trafik", .background = "", .pledges = {}});
    EXPECT_EQ(refusal(d), "core.document.nothing");
    d.focus_areas.back().pledges.push_back({.id = "p1", .text = "Fler kontroller"});
    EXPECT_EQ(refusal(d), "");
}

TEST(check_document, refuses_a_validity_that_no_pledge_has) {
    auto d = a_document();
    d.valid = {make_date(1949, 12, 31), make_date(1960, 1, 1)};
    EXPECT_EQ(refusal(d), "core.document.years");
    d.valid = {make_date(2024, 1, 1), make_date(2151, 1, 1)};
    EXPECT_EQ(refusal(d), "core.document.years");
    d.valid = {make_date(2024, 1, 1), make_date(2023, 12, 31)};
    EXPECT_EQ(refusal(d), "core.document.backwards");
    d.valid = {make_date(2000, 1, 1), make_date(2051, 1, 1)};
    EXPECT_EQ(refusal(d), "core.document.long");
    d.valid = {make_date(2000, 1, 1), make_date(2050, 12, 31)};
    EXPECT_EQ(refusal(d), "");
    d.valid = {};
    EXPECT_EQ(refusal(d), "");
}

TEST(check_document, refuses_a_personal_number_in_any_text_that_pages_show) {
    auto d = a_document();
    d.plan[0].when = "640823-3234";
    EXPECT_EQ(refusal(d), "core.document.personal_number");
    d = a_document();
    d.feedback.text = "Se 640823-3234";
    EXPECT_EQ(refusal(d), "core.document.personal_number");
}

TEST(check_document, refuses_contacts_that_are_none) {
    auto d = a_document();
    for (const char* mail :
         {"mailto:javascript:alert(1)", "a@b", "@b.se", "a@b.se,c@d.se", "a b@c.se", "a@b@c.se", "a@b.se?cc=x@y.se"}) {
        d.parties[0].contact = {{.function = "Växeln", .mail = mail, .telephone = ""}};
        EXPECT_EQ(refusal(d), "core.document.mail") << mail;
    }
    for (const char* telephone : {"javascript:1", "12", "tel:0911-100 00"}) {
        d.parties[0].contact = {{.function = "Växeln", .mail = "", .telephone = telephone}};
        EXPECT_EQ(refusal(d), "core.document.telephone") << telephone;
    }
    d.parties[0].contact = {
        {.function = "Växeln", .mail = "växeln@ängelås.example.se", .telephone = "+46 (0)911-34 80 00"}};
    EXPECT_EQ(refusal(d), "");
}

} // namespace
