#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/invitation.hpp"
#include "store/one_time_code.hpp"
#include "store/password.hpp"
#include "store/session.hpp"
#include "store/sign_in_limit.hpp"

#include <array>
#include <set>
#include <string>

namespace {

using namespace std::chrono_literals;
using core::holder;

class people : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, {{}, reading::party_kind::municipality, "Fjällby kommun", "9902"},
                                                   "command line");
            police =
                store::add_organisation(t, {{}, reading::party_kind::police, "Polisen i Fjällby", {}}, "command line");
            anna = store::add_account(t, "anna@fjallby.example", "trygghetssamordnare", "sv", "command line");
        });
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }

    core::organisation_id municipality, police;
    core::account_id anna;
    const core::moment now{1'700'000'000s};
};

TEST_P(people, act_for_organisations_in_roles) {
    write([&](db::transaction& t) {
        EXPECT_TRUE(store::add_membership(t, anna, municipality, holder::coordinator, "x"));
        EXPECT_TRUE(store::add_membership(t, anna, police, holder::reader, "x"));
        EXPECT_FALSE(store::add_membership(t, anna, police, holder::reader, "x"));
    });
    auto r = database->read();

    const auto found = store::memberships_of(r, anna);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].in.name, "Fjällby kommun");
    EXPECT_EQ(found[0].in.code, "9902");
    EXPECT_EQ(found[0].role, holder::coordinator);
    EXPECT_EQ(found[1].in.kind, reading::party_kind::police);
    ASSERT_EQ(store::members_of(r, police).size(), 1U);
    EXPECT_EQ(store::members_of(r, police)[0].who.mail, "anna@fjallby.example");
    EXPECT_EQ(store::find_organisation(r, "Polisen i Fjällby")->id, police);
    EXPECT_EQ(store::organisations(r).size(), 2U);
}

TEST_P(people, lose_a_role_and_keep_the_others) {
    write([&](db::transaction& t) {
        store::add_membership(t, anna, municipality, holder::coordinator, "x");
        store::add_membership(t, anna, municipality, holder::approver, "x");
        EXPECT_TRUE(store::end_membership(t, anna, municipality, holder::coordinator, "x"));
        EXPECT_FALSE(store::end_membership(t, anna, municipality, holder::coordinator, "x"));
    });
    auto r = database->read();
    ASSERT_EQ(store::memberships_of(r, anna).size(), 1U);
    EXPECT_EQ(store::memberships_of(r, anna)[0].role, holder::approver);
}

TEST_P(people, have_one_account_for_an_address) {
    try {
        write([&](db::transaction& t) { store::add_account(t, "anna@fjallby.example", "chef", "sv", "x"); });
        FAIL() << "a second account";
    } catch (const db::error& e) {
        EXPECT_EQ(e.kind(), db::error_class::unique);
    }
}

TEST_P(people, cannot_sign_in_before_they_have_a_password_nor_after_the_account_is_closed) {
    const auto facts = [&] {
        auto r = database->read();
        return store::sign_in_facts_of(r, "anna@fjallby.example");
    };
    EXPECT_FALSE(facts());
    write([&](db::transaction& t) { store::set_password(t, anna, "hash", "x"); });
    ASSERT_TRUE(facts());
    EXPECT_EQ(facts()->account, anna);
    EXPECT_FALSE(facts()->needs_code);

    std::string secret;
    write([&](db::transaction& t) { secret = store::open_session(t, anna, "", true, now); });
    write([&](db::transaction& t) { store::close_account(t, anna, "x"); });
    EXPECT_FALSE(facts());
    auto r = database->read();
    EXPECT_FALSE(store::find_session(r, secret, now));
    EXPECT_TRUE(store::find_account(r, anna)->closed_at);
}

TEST_P(people, are_administrators_until_the_account_is_closed) {
    const auto any = [&] {
        auto r = database->read();
        return store::has_administrator(r);
    };
    write([&](db::transaction& t) { store::add_membership(t, anna, municipality, holder::administrator, "x"); });
    EXPECT_TRUE(any()) << "a password that was forgotten opens no way in for others";
    write([&](db::transaction& t) { store::close_account(t, anna, "x"); });
    EXPECT_FALSE(any());
}

TEST_P(people, have_every_change_in_the_audit_chain) {
    write([&](db::transaction& t) {
        store::add_membership(t, anna, municipality, holder::coordinator, "anna");
        store::end_membership(t, anna, municipality, holder::coordinator, "anna");
        store::set_password(t, anna, "hash", "anna");
    });
    auto r = database->read();
    std::vector<std::string> acts;
    for (const auto& e : store::audit_of(r, 0))
        acts.push_back(e.act);
    EXPECT_EQ(acts, (std::vector<std::string>{"organisation", "organisation", "account", "membership",
                                              "membership_ended", "password"}));
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_P(people, are_found_by_their_session_until_it_ends) {
    std::string secret, other;
    write([&](db::transaction& t) {
        secret = store::open_session(t, anna, "Firefox, Linux", true, now);
        other = store::open_session(t, anna, "Safari, iPhone", true, now);
    });
    const auto at = [&](const std::string& of, core::moment m) {
        auto r = database->read();
        return store::find_session(r, of, m);
    };
    ASSERT_TRUE(at(secret, now));
    EXPECT_EQ(at(secret, now)->client, "Firefox, Linux");
    EXPECT_FALSE(at("", now));
    EXPECT_FALSE(at(secret + "0", now));
    EXPECT_TRUE(at(secret, now + core::session_idle - 1s));
    EXPECT_FALSE(at(secret, now + core::session_idle)) << "idle";

    const auto id = at(secret, now)->id;
    write([&](db::transaction& t) {
        for (auto m = now; m < now + core::session_longest; m += 6h)
            store::see_session(t, id, m);
    });
    EXPECT_TRUE(at(secret, now + core::session_longest - 1s)) << "in use all along";
    EXPECT_FALSE(at(secret, now + core::session_longest)) << "a fortnight is the longest";

    write([&](db::transaction& t) { store::end_other_sessions(t, anna, id); });
    EXPECT_FALSE(at(other, now));
    write([&](db::transaction& t) { store::end_session(t, anna, id); });
    EXPECT_FALSE(at(secret, now));
}

TEST_P(people, have_ten_minutes_for_the_code) {
    std::string secret;
    write([&](db::transaction& t) { secret = store::open_session(t, anna, "", false, now); });
    auto r = database->read();
    EXPECT_FALSE(store::find_session(r, secret, now)->is_whole);
    EXPECT_TRUE(store::find_session(r, secret, now + 599s));
    EXPECT_FALSE(store::find_session(r, secret, now + 600s));
}

TEST_P(people, cannot_end_the_sessions_of_others) {
    core::account_id bo;
    std::string secret;
    write([&](db::transaction& t) {
        bo = store::add_account(t, "bo@fjallby.example", "polis", "sv", "x");
        secret = store::open_session(t, anna, "", true, now);
    });
    std::int64_t id = 0;
    {
        auto r = database->read();
        id = store::find_session(r, secret, now)->id;
    }
    write([&](db::transaction& t) { store::end_session(t, bo, id); });
    auto r = database->read();
    EXPECT_TRUE(store::find_session(r, secret, now));
}

TEST_P(people, take_an_invitation_once_and_in_time) {
    std::string secret, late, back;
    write([&](db::transaction& t) {
        secret = store::add_invitation(t, police, holder::officer, "bo@fjallby.example", "anna", now);
        late = store::add_invitation(t, police, holder::officer, "", "anna", now);
        back = store::add_invitation(t, police, holder::officer, "", "anna", now);
    });
    const auto found = [&](const std::string& of) {
        auto r = database->read();
        return store::find_invitation(r, of);
    };
    ASSERT_TRUE(found(secret));
    EXPECT_EQ(found(secret)->in.name, "Polisen i Fjällby");
    EXPECT_EQ(found(secret)->role, holder::officer);
    EXPECT_TRUE(found(secret)->is_open(now));
    EXPECT_FALSE(found("x"));
    write([&](db::transaction& t) {
        EXPECT_TRUE(store::claim_invitation(t, found(secret)->id, now + 1h));
        EXPECT_FALSE(store::claim_invitation(t, found(secret)->id, now + 1h)) << "taken";
        EXPECT_FALSE(store::claim_invitation(t, found(late)->id, now + core::invitation_lasts));
        EXPECT_FALSE(store::revoke_invitation(t, municipality, found(back)->id, "x", now)) << "of another organisation";
        EXPECT_TRUE(store::revoke_invitation(t, police, found(back)->id, "x", now));
        EXPECT_FALSE(store::claim_invitation(t, found(back)->id, now));
    });
    auto r = database->read();
    EXPECT_FALSE(found(secret)->is_open(now));
    EXPECT_EQ(store::invitations_of(r, police).size(), 3U);
}

TEST_P(people, give_a_code_of_their_telephone_once) {
    const auto secret = store::new_code_secret();
    write([&](db::transaction& t) { store::lay_up_second_factor(t, anna, secret); });
    {
        auto r = database->read();
        const auto f = store::second_factor_of(r, anna);
        ASSERT_TRUE(f);
        EXPECT_EQ(f->secret, secret);
        EXPECT_FALSE(f->confirmed);
        EXPECT_FALSE(store::find_account(r, anna)->has_second_factor);
    }
    std::vector<std::string> codes;
    write([&](db::transaction& t) { codes = store::confirm_second_factor(t, anna, 40, "anna"); });
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
    write([&](db::transaction& t) {
        store::lay_up_second_factor(t, anna, "another"); // nothing: it stands
        EXPECT_FALSE(store::use_code_step(t, anna, 40));
        EXPECT_TRUE(store::use_code_step(t, anna, 41));
        EXPECT_FALSE(store::use_code_step(t, anna, 41));
        auto typed = codes[3];
        typed[0] = static_cast<char>(std::toupper(typed[0]));
        EXPECT_TRUE(store::use_recovery_code(t, anna, " " + typed.substr(0, 5) + " " + typed.substr(6), "anna"));
        EXPECT_FALSE(store::use_recovery_code(t, anna, codes[3], "anna"));
        EXPECT_FALSE(store::use_recovery_code(t, anna, "", "anna"));
    });
    auto r = database->read();
    EXPECT_EQ(store::second_factor_of(r, anna)->secret, secret);
    EXPECT_EQ(store::recovery_codes_left(r, anna), 9);
}

TEST_P(people, drop_the_second_factor_with_its_paper) {
    write([&](db::transaction& t) {
        store::lay_up_second_factor(t, anna, store::new_code_secret());
        store::confirm_second_factor(t, anna, 1, "anna");
        store::drop_second_factor(t, anna, "anna");
    });
    auto r = database->read();
    EXPECT_FALSE(store::second_factor_of(r, anna));
    EXPECT_EQ(store::recovery_codes_left(r, anna), 0);
}

TEST_P(people, wait_between_tries_and_are_let_in_again) {
    const std::array here{store::limit_of("anna@fjallby.example", "192.0.2.1"), store::limit_of_network("192.0.2.1")};
    const std::array there{store::limit_of("anna@fjallby.example", "198.51.100.7"),
                           store::limit_of_network("198.51.100.7")};
    const auto fail = [&](int times) {
        write([&](db::transaction& t) {
            for (int i = 0; i < times; ++i)
                store::note_failure(t, here, now);
        });
    };
    const auto wait = [&](const auto& of, core::moment m) {
        auto r = database->read();
        return store::sign_in_wait(r, of, m);
    };
    fail(4);
    EXPECT_EQ(wait(here, now), 0s);
    fail(1);
    EXPECT_EQ(wait(here, now), 2s);
    EXPECT_EQ(wait(here, now + 2s), 0s);
    fail(45);
    EXPECT_EQ(wait(here, now), 900s);
    EXPECT_EQ(wait(there, now), 0s) << "who tries from elsewhere is not locked out";
    EXPECT_EQ(wait(std::array{here[1]}, now), 0s) << "a network fails oftener than a person before it waits";
    EXPECT_EQ(wait(here, now + 1h), 0s);
    write([&](db::transaction& t) { store::forget_failures(t, here[0]); });
    EXPECT_EQ(wait(std::array{here[0]}, now), 0s);
}

ON_BOTH_ENGINES(people);

TEST(password, holds_for_itself_alone) {
    const auto hash = store::password_hash("korrekt häst batteri");
    EXPECT_TRUE(hash.starts_with("$argon2id$"));
    EXPECT_NE(hash, store::password_hash("korrekt häst batteri")) << "salted";
    EXPECT_TRUE(store::password_holds(hash, "korrekt häst batteri"));
    EXPECT_FALSE(store::password_holds(hash, "korrekt hast batteri"));
    EXPECT_FALSE(store::password_holds("", "korrekt häst batteri"));
    EXPECT_FALSE(store::password_holds("not a hash", ""));
}

// RFC 6238, appendix B (SHA-1), the last six of its eight figures.
TEST(one_time_code, is_that_of_the_standard) {
    const std::string secret = "12345678901234567890";
    const auto at = [](std::int64_t seconds) { return core::moment{std::chrono::seconds{seconds}}; };
    EXPECT_EQ(store::code_step(secret, "287082", at(59), 0), 1);
    EXPECT_EQ(store::code_step(secret, "081804", at(1'111'111'109), 0), 1'111'111'109 / 30);
    EXPECT_EQ(store::code_step(secret, "005 924", at(1'234'567'890), 0), 1'234'567'890 / 30);
    EXPECT_EQ(store::code_step(secret, "353130", at(20'000'000'000), 0), 20'000'000'000 / 30);
    EXPECT_EQ(store::code_step(secret, "287082", at(89), 0), 1) << "half a minute late";
    EXPECT_EQ(store::code_step(secret, "287082", at(29), 0), 1) << "half a minute early";
    EXPECT_FALSE(store::code_step(secret, "287082", at(120), 0));
    EXPECT_FALSE(store::code_step(secret, "287082", at(59), 1)) << "used";
    for (const std::string bad : {"", "28708", "2870822", "287083", "a87082"})
        EXPECT_FALSE(store::code_step(secret, bad, at(59), 0)) << bad;
}

TEST(one_time_code, is_shown_as_an_authenticator_reads_it) {
    const std::string secret = "12345678901234567890";
    EXPECT_EQ(store::code_secret_shown(secret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    EXPECT_EQ(store::code_address(secret, "anna+x@fjallby.example"),
              "otpauth://totp/L%C3%B6fte:anna%2Bx%40fjallby.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
              "&issuer=L%C3%B6fte&algorithm=SHA1&digits=6&period=30");
}

} // namespace
