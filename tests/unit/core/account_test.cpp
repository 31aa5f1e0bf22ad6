#include "core/account.hpp"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

TEST(mail_address, is_kept_in_small_letters) {
    EXPECT_EQ(core::mail_address("  Anna.Ek@Fjallby.Example ").value(), "anna.ek@fjallby.example");
    EXPECT_EQ(core::mail_address("örjan@fjällby.example").value(), "örjan@fjällby.example");
}

TEST(mail_address, refuses_what_cannot_be_one) {
    for (const std::string bad :
         {"", "anna", "anna@", "@fjallby.example", "anna@fjallby", "a@b@c.example", "an na@fjallby.example",
          "anna@.example", "anna@fjallby..example", "anna@fjallby.example.", "anna@fjallby.example\nBcc: x@y.example",
          "<anna@fjallby.example>"})
        EXPECT_FALSE(core::mail_address(bad)) << bad;
    EXPECT_FALSE(core::mail_address(std::string(65, 'a') + "@fjallby.example"));
    EXPECT_FALSE(core::mail_address("a@" + std::string(250, 'b') + ".example"));
}

TEST(password, may_be_any_words_that_are_long_enough) {
    for (const std::string good :
         {"korrekt häst batteri", "åäöåäöbcdefg", "tolv  tecken", "min mormors blå cykel 1952"})
        EXPECT_TRUE(core::acceptable_password(good, "anna@fjallby.example")) << good;
    EXPECT_EQ(core::acceptable_password("åäöåäöåbcde", "a@b.example").error().text.key, "core.account.password_short");
    EXPECT_EQ(core::acceptable_password(std::string(201, 'x'), "a@b.example").error().text.key,
              "core.account.password_long");
}

TEST(password, may_not_be_what_is_tried_first) {
    for (const std::string bad :
         {"aaaaaaaaaaaa", "abcdefghijkl", "123456789012", "210987654321", "lösenord2026", "Medborgarlöfte!",
          "trygghet1234", "abcabcabcabcabc", "anna.lindgren1", "Sommar202612"})
        EXPECT_FALSE(core::acceptable_password(bad, "anna.lindgren@fjallby.example")) << bad;
}

TEST(sign_in, waits_longer_after_each_failure_and_never_for_ever) {
    EXPECT_EQ(core::wait_after(0), 0s);
    EXPECT_EQ(core::wait_after(4), 0s);
    EXPECT_EQ(core::wait_after(5), 2s);
    EXPECT_EQ(core::wait_after(6), 4s);
    EXPECT_EQ(core::wait_after(12), 256s);
    EXPECT_EQ(core::wait_after(1'000'000), 900s);
    EXPECT_EQ(core::wait_after(-40), 0s);
}

TEST(organisation, is_what_its_name_says) {
    using kind = reading::party_kind;
    EXPECT_EQ(core::organisation_named("Norsjö kommun").kind, kind::municipality);
    EXPECT_EQ(core::organisation_named("Norsjö kommun").code, "2417");
    EXPECT_EQ(core::organisation_named("Mönsterås kommun").code, "0861");
    EXPECT_EQ(core::organisation_named("Högsbys kommun").code, "0821");
    EXPECT_EQ(core::organisation_named("Malmö stad").code, "1280");
    EXPECT_EQ(core::organisation_named("Fjällby kommun").code, std::nullopt);
    EXPECT_EQ(core::organisation_named("Polisen i Fjällby").kind, kind::police);
    EXPECT_EQ(core::organisation_named("Bostadsbolaget").kind, kind::other);
}

TEST(client, is_named_as_a_person_would) {
    EXPECT_EQ(core::client_named("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
              "Firefox, Linux");
    EXPECT_EQ(
        core::client_named("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                           "Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
        "Safari, iPhone");
    EXPECT_EQ(core::client_named("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                                 "Chrome/126.0 Safari/537.36 Edg/126.0"),
              "Edge, Windows");
    EXPECT_EQ(core::client_named("curl/8"), "");
    EXPECT_EQ(core::client_named("Linux"), "Linux");
}

} // namespace
