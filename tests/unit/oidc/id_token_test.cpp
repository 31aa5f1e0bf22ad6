#include "oidc/id_token.hpp"
#include "signer.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace {

using nlohmann::json;
using oidc::token_fault;
using support::base64url;
using support::signer;

constexpr std::int64_t noon = 1'700'000'000;

oidc::key_set keys_of(const std::vector<std::string>& all) {
    return oidc::key_set::parse(fmt::format(R"({{"keys":[{}]}})", fmt::join(all, ","))).value();
}

class id_token : public ::testing::Test {
  protected:
    static const signer& rsa() {
        static const auto key = signer::rsa("r");
        return key;
    }
    static const signer& ec() {
        static const auto key = signer::ec("e");
        return key;
    }
    json claims{{"iss", "https://inlogg.fjallby.example"},
                {"aud", "lofte"},
                {"sub", "abc-123"},
                {"iat", noon - 5},
                {"exp", noon + 300},
                {"nonce", "en-nonce"}};
    oidc::key_set keys = keys_of({rsa().jwk(), ec().jwk()});

    tl::expected<oidc::identity, token_fault> read(const std::string& token) const {
        return oidc::verify(token, keys,
                            {.issuer = "https://inlogg.fjallby.example",
                             .client_id = "lofte",
                             .nonce = "en-nonce",
                             .now = std::chrono::sys_seconds{std::chrono::seconds{noon}}});
    }
    std::string fault_of(const std::string& token) const {
        const auto who = read(token);
        return who ? "believed" : std::string{name(who.error())};
    }
    std::string fault() const { return fault_of(ec().sign(claims.dump(), "ES256")); }
    std::string fault_with(const char* claim, const json& value) const {
        auto other = claims;
        other[claim] = value;
        return fault_of(ec().sign(other.dump(), "ES256"));
    }
    std::string fault_without(const char* claim) const {
        auto other = claims;
        other.erase(claim);
        return fault_of(ec().sign(other.dump(), "ES256"));
    }
};

TEST_F(id_token, is_believed_with_any_algorithm_of_the_list) {
    for (const auto* a : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
        EXPECT_EQ(fault_of(rsa().sign(claims.dump(), a)), "believed") << a;
    EXPECT_EQ(fault(), "believed");
    const auto long_curve = signer::ec("l", "P-384");
    keys = keys_of({long_curve.jwk()});
    EXPECT_EQ(fault_of(long_curve.sign(claims.dump(), "ES384")), "believed");
}

TEST_F(id_token, says_who_it_is) {
    claims["email"] = "Anna@Fjallby.Example";
    claims["email_verified"] = true;
    claims["amr"] = {"pwd", "otp"};
    claims["acr"] = "loa3";
    const auto who = read(ec().sign(claims.dump(), "ES256"));
    ASSERT_TRUE(who);
    EXPECT_EQ(who->issuer, "https://inlogg.fjallby.example");
    EXPECT_EQ(who->subject, "abc-123");
    EXPECT_EQ(who->mail, "anna@fjallby.example");
    EXPECT_EQ(who->amr, (std::vector<std::string>{"pwd", "otp"}));
    EXPECT_EQ(who->acr, "loa3");
}

TEST_F(id_token, gives_no_address_that_is_not_verified) {
    claims["email"] = "anna@fjallby.example";
    const auto mail = [&] { return read(ec().sign(claims.dump(), "ES256"))->mail; };
    EXPECT_EQ(mail(), std::nullopt);
    for (const json& no : {json(false), json("false"), json(1), json("True"), json()}) {
        claims["email_verified"] = no;
        EXPECT_EQ(mail(), std::nullopt) << no;
    }
    claims["email_verified"] = "true";
    EXPECT_EQ(mail(), "anna@fjallby.example");
    claims["email"] = "anna";
    EXPECT_EQ(mail(), std::nullopt);
}

TEST_F(id_token, is_not_believed_without_a_signature) {
    const auto payload = base64url(claims.dump());
    for (const auto* alg : {"none", "None", "NONE", "nOnE", ""}) {
        for (const auto* signature : {"", "eA"})
            EXPECT_EQ(fault_of(base64url(fmt::format(R"({{"alg":"{}"}})", alg)) + "." + payload + "." + signature),
                      "algorithm")
                << alg;
    }
    EXPECT_EQ(fault_of(base64url("{}") + "." + payload + "."), "algorithm");
    auto token = ec().sign(claims.dump(), "ES256");
    EXPECT_EQ(fault_of(token.substr(0, token.rfind('.') + 1)), "signature");
}

TEST_F(id_token, is_not_believed_where_a_public_key_was_taken_for_a_secret) {
    for (const auto& secret : {rsa().jwk(), ec().jwk(), std::string{}, std::string{"hemlig"}})
        for (const auto* kid : {"r", "e"}) {
            const auto text =
                base64url(fmt::format(R"({{"alg":"HS256","kid":"{}"}})", kid)) + "." + base64url(claims.dump());
            EXPECT_EQ(fault_of(text + "." + base64url(support::hmac_sha256(secret, text))), "algorithm");
        }
    // … nor where a secret is among the keys.
    keys = keys_of({R"({"kty":"oct","kid":"o","k":"aGVtbGln"})", ec().jwk()});
    EXPECT_EQ(keys.size(), 1u);
}

TEST_F(id_token, is_not_believed_where_algorithm_and_key_differ) {
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"RS256","kid":"r"})")), "signature");
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"RS256","kid":"e"})")), "unknown_key");
    EXPECT_EQ(fault_of(rsa().sign(claims.dump(), "RS256", R"({"alg":"PS256","kid":"r"})")), "signature");
    EXPECT_EQ(fault_of(rsa().sign(claims.dump(), "RS256", R"({"alg":"RS512","kid":"r"})")), "signature");
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"ES384","kid":"e"})")), "unknown_key");
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"ES512","kid":"e"})")), "algorithm");
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"none","alg":"ES256","kid":"e"})")), "believed")
        << "both readers take the last";
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"ES256","alg":"none","kid":"e"})")), "algorithm");
    keys = keys_of({rsa().jwk(R"("alg":"RS512",)")});
    EXPECT_EQ(fault_of(rsa().sign(claims.dump(), "RS256")), "unknown_key") << "the key is for another";
    EXPECT_EQ(fault_of(rsa().sign(claims.dump(), "RS512")), "believed");
}

TEST_F(id_token, is_not_believed_of_another_key) {
    EXPECT_EQ(fault_of(signer::ec("e").sign(claims.dump(), "ES256")), "signature");
    EXPECT_EQ(fault_of(signer::ec("ny").sign(claims.dump(), "ES256")), "unknown_key");
    // A key that the token itself brings, or an address of one, is not looked at.
    const auto own = signer::ec("e");
    EXPECT_EQ(
        fault_of(own.sign(claims.dump(), "ES256",
                          fmt::format(R"({{"alg":"ES256","kid":"e","jwk":{},"jku":"http://127.0.0.1/"}})", own.jwk()))),
        "signature");
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"ES256","kid":"e","crit":["x"],"x":1})")),
              "malformed");
    EXPECT_EQ(fault_of(ec().sign(claims.dump(), "ES256", R"({"alg":"ES256","kid":7})")), "unknown_key");
}

TEST_F(id_token, without_a_key_name_is_held_against_all_of_its_kind) {
    const auto other = signer::ec("");
    keys = keys_of({signer::ec("").jwk(), other.jwk(), rsa().jwk()});
    EXPECT_EQ(fault_of(other.sign(claims.dump(), "ES256")), "believed");
    EXPECT_EQ(fault_of(signer::ec("").sign(claims.dump(), "ES256")), "signature");
}

TEST_F(id_token, is_not_believed_where_a_letter_was_changed) {
    const auto token = ec().sign(claims.dump(), "ES256");
    for (std::size_t i = 0; i < token.size(); i += 7) {
        auto other = token;
        other[i] = other[i] == 'A' ? 'Q' : 'A'; // another bit that counts, in the last letter of a part too
        if (other == token) continue;
        EXPECT_NE(fault_of(other), "believed") << i;
    }
    for (const auto* bad : {"", ".", "..", "...", "a.b", "a.b.c.d", "e30.e30.", "=.=.=", "e30=.e30.e30"})
        EXPECT_NE(fault_of(bad), "believed") << bad;
    EXPECT_EQ(fault_of(token + "."), "malformed");
    EXPECT_EQ(fault_of(token + "=="), "malformed");
    EXPECT_EQ(fault_of(token + "\n"), "malformed");
    EXPECT_EQ(fault_of(std::string(70'000, 'a') + ".b.c"), "malformed");
    EXPECT_EQ(fault_of(ec().sign("[]", "ES256")), "malformed");
    EXPECT_EQ(fault_of(ec().sign("\"\xFF\"", "ES256")), "malformed");
}

TEST_F(id_token, is_for_us_and_of_the_one_we_asked) {
    EXPECT_EQ(fault_with("iss", "https://annan.example"), "issuer");
    EXPECT_EQ(fault_with("iss", "https://inlogg.fjallby.example/"), "issuer");
    EXPECT_EQ(fault_without("iss"), "issuer");
    EXPECT_EQ(fault_with("aud", "annan"), "audience");
    EXPECT_EQ(fault_with("aud", json::array()), "audience");
    EXPECT_EQ(fault_with("aud", {{"lofte", true}}), "audience");
    EXPECT_EQ(fault_without("aud"), "audience");
    EXPECT_EQ(fault_with("aud", {"lofte"}), "believed");
    EXPECT_EQ(fault_with("aud", {"annan", "lofte"}), "authorized_party");
    EXPECT_EQ(fault_with("azp", "annan"), "authorized_party");
    EXPECT_EQ(fault_with("azp", 1), "authorized_party");
    EXPECT_EQ(fault_with("azp", "lofte"), "believed");
    claims["aud"] = {"annan", "lofte"};
    EXPECT_EQ(fault_with("azp", "annan"), "authorized_party");
    EXPECT_EQ(fault_with("azp", "lofte"), "believed");
}

TEST_F(id_token, has_its_time) {
    EXPECT_EQ(fault_with("exp", noon - 119), "believed") << "clocks differ";
    EXPECT_EQ(fault_with("exp", noon - 120), "expired");
    EXPECT_EQ(fault_with("exp", std::to_string(noon + 300)), "expired") << "a number is a number";
    EXPECT_EQ(fault_with("exp", -1), "expired");
    EXPECT_EQ(fault_with("exp", 1e300), "expired");
    EXPECT_EQ(fault_with("exp", noon + 0.5), "believed");
    EXPECT_EQ(fault_without("exp"), "expired");
    EXPECT_EQ(fault_with("iat", noon + 120), "believed");
    EXPECT_EQ(fault_with("iat", noon + 121), "too_early");
    EXPECT_EQ(fault_with("iat", noon - 720), "believed");
    EXPECT_EQ(fault_with("iat", noon - 721), "too_old");
    EXPECT_EQ(fault_without("iat"), "too_early");
    EXPECT_EQ(fault_with("nbf", noon + 121), "too_early");
    EXPECT_EQ(fault_with("nbf", "nu"), "too_early");
    EXPECT_EQ(fault_with("nbf", noon), "believed");
}

TEST_F(id_token, answers_our_question_and_names_somebody) {
    EXPECT_EQ(fault_with("nonce", "en-nonc3"), "nonce");
    EXPECT_EQ(fault_with("nonce", ""), "nonce");
    EXPECT_EQ(fault_with("nonce", {"en-nonce"}), "nonce");
    EXPECT_EQ(fault_without("nonce"), "nonce");
    EXPECT_EQ(fault_without("sub"), "subject");
    EXPECT_EQ(fault_with("sub", ""), "subject");
    EXPECT_EQ(fault_with("sub", 12), "subject");
    EXPECT_EQ(fault_with("sub", std::string(256, 'a')), "subject");
    EXPECT_EQ(fault_with("sub", "a\nb"), "subject");
    EXPECT_EQ(fault_with("sub", std::string(255, 'a')), "believed");
}

TEST(key_set, holds_what_signs) {
    EXPECT_FALSE(oidc::key_set::parse(""));
    EXPECT_FALSE(oidc::key_set::parse("[]"));
    EXPECT_FALSE(oidc::key_set::parse(R"({"keys":{}})"));
    EXPECT_EQ(keys_of({}).size(), 0u);
    const auto good = signer::ec("a").jwk();
    for (const auto& bad : {signer::rsa("liten", 1'024).jwk(), signer::ec("a").jwk(R"("use":"enc",)"),
                            std::string{R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})"},
                            std::string{R"({"kty":"RSA","n":"","e":"AQAB"})"}, std::string{R"({"kty":"RSA"})"},
                            std::string{R"({"kty":"OKP","crv":"Ed25519","x":"AA"})"}, std::string{"{}"},
                            std::string{"7"}, std::string{R"({"kty":["EC"]})"}})
        EXPECT_EQ(keys_of({bad, good}).size(), 1u) << bad;
    EXPECT_EQ(keys_of({signer::ec("a").jwk(R"("use":"sig",)")}).size(), 1u);
    EXPECT_FALSE(oidc::key_set::parse(fmt::format(R"({{"keys":[{}]}})", fmt::join(std::vector(101, good), ","))));
}

} // namespace
