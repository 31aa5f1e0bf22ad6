#include "fake_provider.hpp"
#include "people_world.hpp"

#include "oidc/relying_party.hpp"
#include "store/audit.hpp"
#include "store/identity.hpp"

#include <algorithm>

namespace {

using core::holder;

// Signing in by a provider that this process runs, and that knows one person.
class by_provider : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        configure({{"groups", "lofte-samordnare", holder::coordinator, "Fjällby kommun"},
                   {"groups", "lofte-drift", holder::administrator, "Fjällby kommun"},
                   {"groups", "annan", holder::reader, "Finns inte"}});
        provider.claims = {{"sub", "abc-123"}, {"groups", {"lofte-samordnare", "annan"}}};
    }
    void configure(std::vector<oidc::rule> rules) {
        auto p = provider.as_configured();
        p.rules = std::move(rules);
        p.amr = {"mfa"};
        w.providers = oidc::relying_parties{{p}};
    }

    // What one browser keeps.
    struct browser {
        std::string session, flow;
        http::fields headers() const {
            std::string all = session;
            if (!flow.empty()) all += (all.empty() ? "" : "; ") + flow;
            return {{"cookie", all}, {"host", "lofte.example"}, {"user-agent", "Firefox/1 Linux"}};
        }
        void hear(const http::response& r) {
            for (const auto& [name, value] : r.headers) {
                if (name != "Set-Cookie") continue;
                const auto pair = value.substr(0, value.find(';'));
                if (pair.starts_with("__Host-lofte-oidc="))
                    flow = pair.ends_with('=') ? std::string{} : pair;
                else if (pair.starts_with("__Host-lofte="))
                    session = pair;
            }
        }
    };
    http::response visit(browser& b, const std::string& path, http::fields query = {}) {
        auto r = w.get(path, std::move(query), b.headers());
        b.hear(r);
        return r;
    }
    http::response start(browser& b, http::fields query = {}) {
        return visit(b, "/konto/oidc/fjallby", std::move(query));
    }
    // Back from the provider that `started` led to.
    http::response come_back(browser& b, const http::response& started) {
        const auto address = header_of(started, "Location");
        return visit(
            b, "/konto/oidc/fjallby/svar",
            {{"code", provider.code_for(address)}, {"state", support::fake_provider::parameter(address, "state")}});
    }
    http::response sign_in(browser& b) { return come_back(b, start(b)); }
    http::response tie(browser& b) {
        const auto page = body(visit(b, "/konto"));
        const auto at = page.find("?koppla=");
        EXPECT_NE(at, page.npos);
        return come_back(b, start(b, {{"koppla", page.substr(at + 8, 32)}}));
    }
    std::vector<std::pair<std::string, holder>> roles_of(core::account_id id) {
        auto r = w.database->read();
        std::vector<std::pair<std::string, holder>> out;
        for (const auto& m : store::memberships_of(r, id))
            out.emplace_back(m.in.name, m.role);
        return out;
    }
    std::optional<store::identity> known(const std::string& subject = "abc-123") {
        auto r = w.database->read();
        return store::find_identity(r, provider.issuer(), subject);
    }

    std::string mail_of(const store::identity& who) {
        auto r = w.database->read();
        return store::find_account(r, who.account)->mail;
    }

    support::fake_provider provider;
};

TEST_F(by_provider, a_button_leads_there_and_a_new_person_gets_what_the_rules_give) {
    browser b;
    EXPECT_TRUE(holds(visit(b, "/konto/logga-in", {{"till", "/logga"}}), "href=\"/konto/oidc/fjallby?till=/logga\""));
    const auto led = start(b, {{"till", "/logga"}});
    EXPECT_EQ(led.status, 303);
    EXPECT_TRUE(header_of(led, "Location").starts_with(provider.issuer() + "/logga-in?"));
    EXPECT_EQ(header_of(led, "Cache-Control"), "no-store");
    for (const auto* part : {"; Path=/;", "; SameSite=Lax", "; HttpOnly", "; Secure"})
        EXPECT_NE(header_of(led, "Set-Cookie").find(part), std::string::npos) << part;
    const auto in = come_back(b, led);
    ASSERT_EQ(in.status, 303) << body(in);
    EXPECT_EQ(header_of(in, "Location"), "/logga");
    EXPECT_EQ(b.flow, "") << "the cookie of the flow goes";
    ASSERT_TRUE(known());
    using roles = std::vector<std::pair<std::string, holder>>;
    EXPECT_EQ(roles_of(known()->account), (roles{{"Fjällby kommun", holder::coordinator}}));
    auto r = w.database->read();
    const auto account = store::find_account(r, known()->account);
    EXPECT_EQ(account->mail, "") << "the provider told of none";
    EXPECT_EQ(account->function, "Samordnare");
    EXPECT_EQ(visit(b, "/konto").status, 200);
    EXPECT_TRUE(holds(visit(b, "/konto"), "Samordnare (konto "));
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
    const auto events = store::audit_of(r, 0);
    EXPECT_EQ(events.back().act, "membership");
    EXPECT_EQ(events.back().by, "provider fjallby");
}

TEST_F(by_provider, roles_of_rules_end_and_those_by_hand_stay) {
    browser b;
    ASSERT_EQ(sign_in(b).status, 303);
    const auto id = known()->account;
    write([&](db::transaction& t) { store::add_membership(t, id, police, holder::reader, "x"); });
    provider.claims["groups"] = nlohmann::json::array();
    browser later;
    ASSERT_EQ(sign_in(later).status, 303) << "an account that there is comes in without a rule";
    using roles = std::vector<std::pair<std::string, holder>>;
    EXPECT_EQ(roles_of(id), (roles{{"Polisen i Fjällby", holder::reader}}));
}

TEST_F(by_provider, who_gets_no_role_gets_no_account) {
    provider.claims["groups"] = {"annan"};
    browser b;
    const auto no = sign_in(b);
    EXPECT_EQ(no.status, 403);
    EXPECT_TRUE(holds(no, "ingen har gett dig något att göra här"));
    EXPECT_TRUE(holds(no, "href=\"/konto/logga-in\""));
    EXPECT_EQ(b.session, "");
    EXPECT_FALSE(known());
}

TEST_F(by_provider, an_account_is_never_taken_by_its_address) {
    person("anna@fjallby.example", holder::coordinator);
    provider.claims["email"] = "anna@fjallby.example";
    provider.claims["email_verified"] = true;
    browser b;
    const auto no = sign_in(b);
    EXPECT_EQ(no.status, 409);
    EXPECT_TRUE(holds(no, "Det finns redan ett konto med din e-postadress"));
    EXPECT_FALSE(known());
    provider.claims["email_verified"] = false;
    ASSERT_EQ(sign_in(b).status, 303) << "an address that is not verified is not looked at";
    EXPECT_EQ(mail_of(*known()), "");
    provider.claims = {{"sub", "en-annan"},
                       {"groups", {"lofte-samordnare"}},
                       {"email", "Bo@Fjallby.Example"},
                       {"email_verified", true}};
    browser bo;
    ASSERT_EQ(sign_in(bo).status, 303);
    EXPECT_EQ(mail_of(*known("en-annan")), "bo@fjallby.example");
}

TEST_F(by_provider, somebody_who_is_signed_in_ties_and_unties) {
    const auto anna = person("anna@fjallby.example", holder::reader);
    browser b{browser_of(anna)[0].second, ""};
    provider.claims["groups"] = nlohmann::json::array();
    const auto tied = tie(b);
    EXPECT_EQ(tied.status, 303);
    EXPECT_EQ(header_of(tied, "Location"), "/konto?gjort=tied");
    ASSERT_TRUE(known());
    EXPECT_EQ(known()->account, anna);
    browser other;
    ASSERT_EQ(sign_in(other).status, 303);
    EXPECT_TRUE(holds(visit(other, "/konto"), "anna@fjallby.example"));
    EXPECT_FALSE(holds(visit(other, "/konto"), "?koppla=")) << "it is tied";

    // Another person cannot have it too, nor untie it.
    const auto bo = person("bo@fjallby.example", holder::reader);
    browser bos{browser_of(bo)[0].second, ""};
    const auto taken = tie(bos);
    EXPECT_EQ(taken.status, 409);
    EXPECT_TRUE(holds(taken, "kopplad till ett annat konto"));
    const auto number = fmt::format("identity={}", known()->id);
    send("/konto/oidc/av", bos.headers(), number);
    EXPECT_TRUE(known());

    EXPECT_EQ(header_of(send("/konto/oidc/av", b.headers(), number), "Location"), "/konto?gjort=untied");
    EXPECT_FALSE(known());
}

TEST_F(by_provider, nobody_is_tied_by_a_link_from_elsewhere) {
    const auto anna = person("anna@fjallby.example", holder::reader);
    browser b{browser_of(anna)[0].second, ""};
    for (const auto* key : {"", "00000000000000000000000000000000", "x"}) {
        const auto led = start(b, {{"koppla", key}});
        EXPECT_EQ(header_of(led, "Location"), "/konto") << key;
        EXPECT_EQ(b.flow, "");
    }
    browser nobody;
    EXPECT_EQ(header_of(start(nobody, {{"koppla", "x"}}), "Location"), "/konto/logga-in?till=/konto");
    // An answer that was asked for to sign in ties nothing, whoever is signed in when it comes.
    browser c;
    const auto led = start(c);
    c.session = browser_of(anna)[0].second;
    come_back(c, led);
    EXPECT_TRUE(!known() || known()->account != anna);
}

TEST_F(by_provider, the_only_way_in_is_kept) {
    browser b;
    ASSERT_EQ(sign_in(b).status, 303);
    const auto no = send("/konto/oidc/av", b.headers(), fmt::format("identity={}", known()->id));
    EXPECT_EQ(no.status, 422);
    EXPECT_TRUE(holds(no, "ditt enda sätt att logga in"));
    EXPECT_TRUE(known());
}

TEST_F(by_provider, an_answer_is_of_the_browser_that_asked) {
    browser b, other;
    const auto led = start(b);
    const auto address = header_of(led, "Location");
    const auto state = support::fake_provider::parameter(address, "state");
    const auto code = provider.code_for(address);
    const auto answered = [&](browser& by, http::fields query) {
        return visit(by, "/konto/oidc/fjallby/svar", std::move(query)).status;
    };
    EXPECT_EQ(answered(other, {{"code", code}, {"state", state}}), 400) << "it has no cookie";
    start(other);
    EXPECT_EQ(answered(other, {{"code", code}, {"state", state}}), 400) << "it has another";
    EXPECT_EQ(answered(b, {{"code", code}}), 400);
    EXPECT_EQ(answered(b, {{"code", code}, {"state", state + "x"}}), 400);
    EXPECT_EQ(answered(b, {{"code", code}, {"state", state}, {"iss", "https://annan.example"}}), 400);
    EXPECT_EQ(provider.tokens, 0) << "nothing was asked of the provider";
    browser again{"", b.flow};
    b = {};
    const auto led_again = start(b);
    ASSERT_EQ(come_back(b, led_again).status, 303);
    const auto second = visit(b, "/konto/oidc/fjallby/svar", {{"code", code}, {"state", state}});
    EXPECT_EQ(second.status, 400) << "the cookie is gone";
    EXPECT_TRUE(holds(second, "Börja om från början"));
}

TEST_F(by_provider, a_code_is_good_once) {
    browser b;
    const auto led = start(b);
    auto copy = b;
    const auto address = header_of(led, "Location");
    const http::fields query{{"code", provider.code_for(address)},
                             {"state", support::fake_provider::parameter(address, "state")}};
    ASSERT_EQ(visit(b, "/konto/oidc/fjallby/svar", query).status, 303);
    const auto replayed = visit(copy, "/konto/oidc/fjallby/svar", query);
    EXPECT_EQ(replayed.status, 403);
    EXPECT_EQ(copy.session, "");
}

TEST_F(by_provider, what_goes_wrong_is_said_with_a_way_on) {
    browser b;
    const auto with = [&](http::fields query) {
        const auto address = header_of(start(b), "Location");
        query.emplace_back("state", support::fake_provider::parameter(address, "state"));
        return visit(b, "/konto/oidc/fjallby/svar", std::move(query));
    };
    const auto cancelled = with({{"error", "access_denied"}});
    EXPECT_TRUE(holds(cancelled, "avbröts"));
    EXPECT_TRUE(holds(cancelled, "href=\"/konto/oidc/fjallby\""));
    EXPECT_TRUE(holds(with({{"error", "server_error"}, {"error_description", "<b>x</b>"}}), "släppte inte igenom"));
    EXPECT_FALSE(holds(with({{"error", "<b>x</b>"}}), "<b>x"));
    EXPECT_EQ(with({}).status, 400);
    EXPECT_EQ(with({{"code", std::string(5'000, 'a')}}).status, 400);
    EXPECT_EQ(with({{"code", "okänd"}}).status, 403);
    provider.claims["nonce"] = "en annans";
    EXPECT_TRUE(holds(sign_in(b), "går inte att lita på"));
    provider.claims.erase("nonce");
    provider.instead = [](const http::request&) -> std::optional<http::response> {
        return http::response{.status = 500};
    };
    const auto away = sign_in(b);
    EXPECT_EQ(away.status, 502);
    EXPECT_TRUE(holds(away, "svarar inte som det ska"));
    EXPECT_EQ(visit(b, "/konto/oidc/okand").status, 404);
    EXPECT_EQ(visit(b, "/konto/oidc/okand/svar").status, 404);
    EXPECT_EQ(b.session, "");
}

TEST_F(by_provider, a_closed_account_stays_closed) {
    browser b;
    ASSERT_EQ(sign_in(b).status, 303);
    write([&](db::transaction& t) { store::close_account(t, known()->account, "x"); });
    browser later;
    const auto no = sign_in(later);
    EXPECT_EQ(no.status, 403);
    EXPECT_TRUE(holds(no, "Kontot är avslutat"));
    EXPECT_EQ(later.session, "");
}

TEST_F(by_provider, an_administrator_needs_a_second_factor_of_either_kind) {
    provider.claims["groups"] = {"lofte-drift"};
    browser b;
    ASSERT_EQ(sign_in(b).status, 303);
    EXPECT_EQ(visit(b, "/konto/organisationer").status, 303) << "the provider said nothing of one";
    provider.claims["amr"] = {"pwd", "mfa"};
    browser with;
    ASSERT_EQ(sign_in(with).status, 303);
    EXPECT_EQ(visit(with, "/konto/organisationer").status, 200);
    EXPECT_EQ(visit(b, "/konto/organisationer").status, 303) << "it counts for the session that it was given in";
    // Who has a code of ours gives it, unless the provider saw another.
    write([&](db::transaction& t) {
        store::lay_up_second_factor(t, known()->account, secret);
        codes = store::confirm_second_factor(t, known()->account, 1, "x");
    });
    provider.claims.erase("amr");
    browser half;
    const auto led = sign_in(half);
    EXPECT_EQ(header_of(led, "Location"), "/konto/kod?till=/konto");
    EXPECT_EQ(visit(half, "/konto").status, 303);
    provider.claims["amr"] = {"mfa"};
    browser whole;
    EXPECT_EQ(header_of(sign_in(whole), "Location"), "/konto");
}

TEST_F(by_provider, the_session_before_ends) {
    const auto anna = person("anna@fjallby.example", holder::reader);
    browser b;
    const auto led = start(b);
    b.session = browser_of(anna)[0].second; // signed in meanwhile in another window
    const auto before = b.session;
    ASSERT_EQ(come_back(b, led).status, 303);
    EXPECT_NE(b.session, before);
    browser old{before, ""};
    EXPECT_EQ(visit(old, "/konto").status, 303);
}

TEST_F(by_provider, many_wrong_codes_of_one_network_wait) {
    browser b;
    int status = 0;
    for (int i = 0; i < 110 && status != 429; ++i) {
        const auto address = header_of(start(b), "Location");
        status = visit(b, "/konto/oidc/fjallby/svar",
                       {{"code", "okänd"}, {"state", support::fake_provider::parameter(address, "state")}})
                     .status;
    }
    EXPECT_EQ(status, 429);
}

TEST_F(by_provider, without_providers_there_is_nothing) {
    w.providers = {};
    browser b;
    EXPECT_FALSE(holds(visit(b, "/konto/logga-in"), "/konto/oidc"));
    EXPECT_EQ(start(b).status, 404);
}

} // namespace
