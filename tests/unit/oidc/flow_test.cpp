#include "oidc/base64url.hpp"
#include "oidc/flow.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

const std::chrono::sys_seconds noon{1'700'000'000s};
const std::string secret(32, 's');

TEST(flow, is_known_again_by_its_cookie) {
    const auto made = oidc::new_flow("fjallby", secret, "/logga?a=å", true, noon);
    const auto again = oidc::flow_of("fjallby", made.cookie, noon + 15min);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->state, made.state);
    EXPECT_EQ(again->nonce, made.nonce);
    EXPECT_EQ(again->verifier, made.verifier);
    EXPECT_EQ(again->onward, "/logga?a=å");
    EXPECT_TRUE(again->links);
    EXPECT_EQ(made.cookie.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."),
              made.cookie.npos);
}

TEST(flow, has_a_time) {
    const auto made = oidc::new_flow("fjallby", secret, "", false, noon);
    EXPECT_FALSE(oidc::flow_of("fjallby", made.cookie, noon + 15min + 1s));
    EXPECT_FALSE(oidc::flow_of("fjallby", made.cookie, noon - 1s));
    for (const auto* bad : {"", ".", "...", "a.1.in.", "a.b.c.d"})
        EXPECT_FALSE(oidc::flow_of("fjallby", bad, noon)) << bad;
}

TEST(flow, changes_its_state_with_anything_in_it) {
    const auto made = oidc::new_flow("fjallby", secret, "/konto", false, noon);
    EXPECT_NE(oidc::flow_of("polisen", made.cookie, noon)->state, made.state) << "of another provider";
    auto ties = made.cookie;
    ties.replace(ties.find(".in."), 4, ".tie.");
    EXPECT_NE(oidc::flow_of("fjallby", ties, noon)->state, made.state);
    auto later = made.cookie;
    later.replace(later.find("1700000000"), 10, "1699999999");
    EXPECT_NE(oidc::flow_of("fjallby", later, noon)->state, made.state);
    const auto elsewhere = made.cookie.substr(0, made.cookie.rfind('.') + 1) + oidc::base64url("/annat");
    EXPECT_NE(oidc::flow_of("fjallby", elsewhere, noon)->state, made.state);
    EXPECT_NE(oidc::new_flow("fjallby", std::string(32, 't'), "/konto", false, noon).state, made.state);
    EXPECT_NE(made.state, made.nonce);
    EXPECT_NE(made.nonce, made.verifier);
    EXPECT_EQ(made.verifier.size(), 43u) << "RFC 7636 wants 43 to 128";
}

TEST(flow, makes_the_challenge_of_the_standard) {
    // RFC 7636, appendix B.
    EXPECT_EQ(oidc::base64url(oidc::sha256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
              "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(flow, compares) {
    EXPECT_TRUE(oidc::are_equal("", ""));
    EXPECT_TRUE(oidc::are_equal("abc", "abc"));
    EXPECT_FALSE(oidc::are_equal("abc", "abd"));
    EXPECT_FALSE(oidc::are_equal("abc", "ab"));
}

} // namespace
