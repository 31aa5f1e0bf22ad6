#include "oidc/claim_rules.hpp"
#include "oidc/metadata.hpp"
#include "oidc/provider.hpp"

#include <gtest/gtest.h>

namespace {

using core::holder;

std::optional<std::string> secret(oidc::secret_place place, const std::string& name) {
    if (place == oidc::secret_place::file && name == "/hemlig") return "i fil\n";
    if (place == oidc::secret_place::environment && name == "HEMLIG") return "i miljö";
    return std::nullopt;
}

const std::string start =
    R"({"providers":[{"id":"fjallby","name":"Fjällby","issuer":"https://inlogg.fjallby.example","client_id":"lofte")";

TEST(providers, are_read_from_a_file) {
    const auto all = oidc::parse_providers(start + R"(,
        // en kommentar
        "client_secret_file": "/hemlig", "scopes": ["email", "groups"], "authorities": "/ca.pem",
        "second_factor": {"amr": ["mfa"], "acr": ["loa3"]},
        "rules": [{"claim": "groups", "value": "samordnare", "role": "coordinator", "organisation": "Fjällby kommun"}]
        }]})",
                                           secret);
    ASSERT_TRUE(all) << all.error().text.key << " " << all.error().field;
    const auto& p = all->at(0);
    EXPECT_EQ(p.id, "fjallby");
    EXPECT_EQ(p.client_secret, "i fil");
    EXPECT_EQ(p.scopes, (std::vector<std::string>{"openid", "email", "groups"}));
    EXPECT_EQ(p.authorities, "/ca.pem");
    EXPECT_FALSE(p.within.inside || p.within.loopback);
    EXPECT_EQ(p.amr, std::vector<std::string>{"mfa"});
    EXPECT_EQ(p.rules, (std::vector<oidc::rule>{{"groups", "samordnare", holder::coordinator, "Fjällby kommun"}}));
    EXPECT_EQ(oidc::parse_providers(start + R"(,"client_secret_env":"HEMLIG"}]})", secret)->at(0).client_secret,
              "i miljö");
    EXPECT_TRUE(oidc::parse_providers(R"({"providers":[]})", secret)->empty());
}

TEST(providers, are_refused_with_the_place_that_is_wrong) {
    struct one {
        std::string text, field;
    };
    for (const auto& [text, field] : std::vector<one>{
             {"{", ""},
             {"[]", ""},
             {"{}", "providers"},
             {R"({"providers":[{}]})", "providers[0].id"},
             {R"({"providers":[7]})", "providers[0]"},
             {start + R"(,"isuer":"x"}]})", "providers[0].isuer"},
             {start + R"(,"rules":[{"claim":"a","value":"b","role":"chef","organisation":"c"}]}]})",
              "providers[0].rules[0].role"},
             {start + R"(,"rules":[{"claim":"a","role":"reader","organisation":"c"}]}]})",
              "providers[0].rules[0].value"},
             {start + R"(,"rules":{}}]})", "providers[0].rules"},
             {start + R"(,"allow_loopback":"ja"}]})", "providers[0].allow_loopback"},
             {start + R"(,"client_secret_file":"/nej"}]})", "providers[0].client_secret_file"},
             {start + R"(,"client_secret_env":"NEJ"}]})", "providers[0].client_secret_env"},
             {start + R"(,"client_secret":"i klartext"}]})", "providers[0].client_secret"},
             {start + R"(},{"id":"fjallby","name":"B","issuer":"https://b.example","client_id":"b"}]})",
              "providers[1].id"},
             {start + R"(},{"id":"b","name":"B","issuer":"https://inlogg.fjallby.example","client_id":"b"}]})",
              "providers[1].issuer"},
             {R"({"providers":[{"id":"A b","name":"B","issuer":"https://b.example","client_id":"b"}]})",
              "providers[0].id"},
             {R"({"providers":[{"id":"b","name":"B","issuer":"http://b.example","client_id":"b"}]})",
              "providers[0].issuer"},
         }) {
        const auto all = oidc::parse_providers(text, secret);
        ASSERT_FALSE(all) << text;
        EXPECT_EQ(all.error().field, field) << text;
    }
}

TEST(rules, give_roles_for_claims) {
    const auto gives = [](const std::string& claim, const std::string& value, const std::string& claims) {
        return !oidc::granted_by({{claim, value, holder::officer, "Fjällby kommun"}}, claims).empty();
    };
    const std::string claims = R"({"groups":["a","b"],"dept":"gata","n":7,"yes":true,
        "realm_access":{"roles":["lofte"]},"https://id.example/grupper":["x"],"a.b":"hel","a":{"b":"del"}})";
    EXPECT_TRUE(gives("groups", "b", claims));
    EXPECT_FALSE(gives("groups", "c", claims));
    EXPECT_FALSE(gives("groups", "A", claims));
    EXPECT_FALSE(gives("groups", "a,b", claims));
    EXPECT_TRUE(gives("dept", "gata", claims));
    EXPECT_FALSE(gives("dept", "gat", claims));
    EXPECT_TRUE(gives("n", "7", claims));
    EXPECT_TRUE(gives("yes", "true", claims));
    EXPECT_TRUE(gives("realm_access.roles", "lofte", claims));
    EXPECT_FALSE(gives("realm_access", "lofte", claims));
    EXPECT_FALSE(gives("realm_access.roles.lofte", "lofte", claims));
    EXPECT_TRUE(gives("https://id.example/grupper", "x", claims));
    EXPECT_TRUE(gives("a.b", "hel", claims)) << "the whole name first";
    EXPECT_FALSE(gives("a.b", "del", claims));
    EXPECT_FALSE(gives("saknas", "null", claims));
    EXPECT_FALSE(gives("groups", "a", "[]"));
    EXPECT_FALSE(gives("groups", "a", "inte json"));
    const oidc::rule twice{"groups", "a", holder::officer, "Fjällby kommun"};
    EXPECT_EQ(oidc::granted_by({twice, twice}, claims).size(), 1u);
}

TEST(rules, believe_a_second_factor_where_the_operator_says_so) {
    oidc::provider p;
    oidc::identity who;
    who.amr = {"pwd", "otp"};
    EXPECT_FALSE(has_second_factor(p, who)) << "nothing is believed unasked";
    p.amr = {"mfa", "otp"};
    EXPECT_TRUE(has_second_factor(p, who));
    who.amr = {"pwd"};
    EXPECT_FALSE(has_second_factor(p, who));
    p.acr = {"loa3"};
    EXPECT_FALSE(has_second_factor(p, who));
    who.acr = "loa3";
    EXPECT_TRUE(has_second_factor(p, who));
    p.acr = {""};
    p.amr = {};
    who.acr = "";
    EXPECT_FALSE(has_second_factor(p, who)) << "a token that says nothing says nothing";
}

TEST(metadata, is_taken_of_the_one_that_was_asked) {
    oidc::provider p;
    p.issuer = "https://a.example";
    const auto fault = [&](const std::string& text) {
        const auto m = oidc::parse_metadata(text, p);
        return m ? "" : m.error();
    };
    const auto with = [](const std::string& issuer, const std::string& token, const std::string& more = "") {
        return R"({"issuer":")" + issuer + R"(","authorization_endpoint":"https://a.example/in","token_endpoint":")" +
               token + R"(","jwks_uri":"https://nycklar.example/")" + more + "}";
    };
    EXPECT_EQ(fault(with("https://a.example", "https://b.example/t")), "");
    EXPECT_EQ(fault(with("https://a.example/", "https://b.example/t")), "other_issuer");
    EXPECT_EQ(fault(with("https://b.example", "https://b.example/t")), "other_issuer");
    EXPECT_EQ(fault(with("https://a.example", "http://b.example/t")), "not_askable");
    EXPECT_EQ(fault(with("https://a.example", "file:///etc/passwd")), "not_askable");
    EXPECT_EQ(fault(with("https://a.example", "")), "not_askable");
    EXPECT_EQ(fault("x"), "unreadable");
    EXPECT_EQ(
        fault(with("https://a.example", "https://b.example/t", R"(,"code_challenge_methods_supported":["plain"])")),
        "no_pkce");
    EXPECT_EQ(fault(with("https://a.example", "https://b.example/t", R"(,"response_types_supported":["token"])")),
              "no_code");
    EXPECT_EQ(oidc::discovery_address("https://a.example"), "https://a.example/.well-known/openid-configuration");
    EXPECT_EQ(oidc::discovery_address("https://a.example/x/"), "https://a.example/x/.well-known/openid-configuration");
}

} // namespace
