#include "core/personal_link.hpp"

#include <gtest/gtest.h>

namespace {

using rows = std::vector<std::string>;

const base::date today = base::make_date(2026, 3, 1);

reading::document a_document() {
    reading::document d;
    d.focus_areas = {{"f1", "Torget", "", {{.id = "p1", .text = "Torget ska vara ljust", .by = {}, .readings = {}}}}};
    const auto row = [](std::string id, rows responsible) {
        reading::plan_row r;
        r.id = std::move(id);
        r.responsible = std::move(responsible);
        return r;
    };
    d.plan = {row("m1", {"Bostadsbolaget"}), row("m2", {"Polisen", "bostadsbolaget"}), row("m3", {"Polisen"})};
    return d;
}

core::personal_link a_link(std::string party, rows chosen) {
    core::personal_link l;
    l.id = 7;
    l.function = "fältassistent, Bostadsbolaget";
    l.party = std::move(party);
    l.rows = std::move(chosen);
    l.ends_on = today;
    return l;
}

std::string refused(const core::personal_link& link, bool confirmed = false) {
    const auto fit = core::check_link(link, a_document(), today, confirmed);
    return fit ? std::string{} : fit.error().text.key;
}

TEST(personal_link, opens_the_rows_of_a_party_and_those_chosen) {
    EXPECT_EQ(core::rows_of(a_link("Bostadsbolaget", {}), a_document()), (rows{"m1", "m2"}));
    EXPECT_EQ(core::rows_of(a_link("", {"m3", "p1"}), a_document()), (rows{"p1", "m3"}));
    EXPECT_EQ(core::rows_of(a_link("Bostadsbolaget", {"m3", "m1"}), a_document()), (rows{"m1", "m2", "m3"}));
    EXPECT_EQ(core::rows_of(a_link("", {}), a_document()), rows{});
    EXPECT_EQ(core::rows_of(a_link("", {"m9", "follow_up"}), a_document()), rows{}) << "what is gone is not opened";
}

TEST(personal_link, is_named_by_its_number) { EXPECT_EQ(core::holder_of(a_link("", {})), "länk 7"); }

TEST(personal_link, names_each_that_is_responsible_once) {
    EXPECT_EQ(core::responsible_in(a_document()), (rows{"Bostadsbolaget", "Polisen", "bostadsbolaget"}));
}

TEST(personal_link, is_for_a_function_for_rows_and_until_a_day) {
    const auto good = a_link("Polisen", {"m1"});
    EXPECT_EQ(refused(good), "");
    auto l = good;
    l.function = "";
    EXPECT_EQ(refused(l), "links.no_function");
    l.function = std::string(201, 'a');
    EXPECT_EQ(refused(l), "links.wrong_function");
    l.function = "Eva Lindgren";
    EXPECT_EQ(refused(l), "links.looks_like_a_person");
    EXPECT_EQ(refused(l, true), "");
    l.function = "19811218-9876";
    EXPECT_NE(refused(l, true), "") << "a personal number is no function, whoever says so";
    l = good;
    l.rows = {"m9"};
    EXPECT_EQ(refused(l), "links.no_rows");
    EXPECT_EQ(refused(a_link("", {})), "links.no_rows");
    EXPECT_EQ(refused(a_link("Ingen", {"m1"})), "links.no_rows");
    l = good;
    l.ends_on = today - std::chrono::days{1};
    EXPECT_EQ(refused(l), "links.wrong_day");
    l.ends_on = today + core::longest_link;
    EXPECT_EQ(refused(l), "");
    l.ends_on = today + core::longest_link + std::chrono::days{1};
    EXPECT_EQ(refused(l), "links.wrong_day");
}

} // namespace
