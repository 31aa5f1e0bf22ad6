#include "core/draft.hpp"

#include <gtest/gtest.h>

namespace {

using core::may_be_said_to_be;
using reading::party_kind;

reading::party party(std::string name, party_kind kind, std::optional<std::string> code = std::nullopt) {
    return {std::move(name), kind, std::move(code), reading::party_role::signatory, std::nullopt};
}

core::organisation organisation(std::string name, party_kind kind, std::optional<std::string> code = std::nullopt) {
    core::organisation o;
    o.name = std::move(name);
    o.kind = kind;
    o.code = std::move(code);
    return o;
}

TEST(signing_party, is_said_to_be_an_organisation_of_its_own_kind) {
    const auto police = organisation("Polisen i Fjällområdet", party_kind::police);
    EXPECT_TRUE(may_be_said_to_be(police, party("Polisen", party_kind::police), false));
    EXPECT_TRUE(may_be_said_to_be(police, party("Polisen", party_kind::police), true));
    EXPECT_FALSE(may_be_said_to_be(police, party("Fjällby kommun", party_kind::municipality), false));
    EXPECT_EQ(core::organisation_named("Lokalpolisområde Solvik").kind, party_kind::police);
    EXPECT_EQ(core::organisation_named("Bostäder i Solvik AB").kind, party_kind::other);
    const auto added_before = organisation("Lokalpolisområde Solvik", party_kind::other);
    EXPECT_TRUE(may_be_said_to_be(added_before, party("Polisen", party_kind::police), true));
    const auto municipality = organisation("Fjällby kommun", party_kind::municipality, "9901");
    EXPECT_FALSE(may_be_said_to_be(municipality, party("Polisen", party_kind::police), true));
    EXPECT_TRUE(may_be_said_to_be(municipality, party("Fjällby", party_kind::municipality), false));
    EXPECT_FALSE(may_be_said_to_be(municipality, party("Åkerby", party_kind::municipality, "9902"), false));
}

TEST(signing_party, is_ones_own_organisation_only_where_its_name_is_nobody_elses) {
    const auto own = organisation("Fjällby kommun", party_kind::municipality, "9901");
    EXPECT_TRUE(may_be_said_to_be(own, party("Kommunen", party_kind::municipality), true));
    EXPECT_FALSE(may_be_said_to_be(own, party("Åkerby kommun", party_kind::municipality), true));
    EXPECT_FALSE(may_be_said_to_be(own, party("Kommunen", party_kind::municipality, "9902"), true));
    const auto company = organisation("Bostäder i Fjällby AB", party_kind::other);
    EXPECT_FALSE(may_be_said_to_be(company, party("Företagarna", party_kind::other), true));
    EXPECT_TRUE(may_be_said_to_be(company, party("Bostadsbolaget", party_kind::other), false));
}

} // namespace
