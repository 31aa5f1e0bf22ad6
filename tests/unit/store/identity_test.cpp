#include "fixture.hpp"

#include "base/clock.hpp"
#include "db/error.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/identity.hpp"
#include "store/session.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace {

using core::holder;
using store::ruled_role;

class identities : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Fjällby kommun"), "x");
            anna = store::add_account(t, "anna@fjallby.example", "samordnare", "sv", "x");
            first = tied(t, "a");
        });
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }
    store::identity tied(db::transaction& t, const std::string& subject) {
        store::add_identity(t, anna, "https://inlogg.fjallby.example", subject, "x");
        return store::find_identity(t, "https://inlogg.fjallby.example", subject).value();
    }
    void follow(const store::identity& who, const std::vector<ruled_role>& given) {
        write([&](db::transaction& t) { store::follow_rules(t, who, given, "provider fjallby"); });
    }
    void by_hand(holder role) {
        write([&](db::transaction& t) { store::add_membership(t, anna, municipality, role, "x"); });
    }
    ruled_role as(holder role) const { return {municipality, role}; }
    std::vector<holder> roles() {
        auto r = database->read();
        std::vector<holder> out;
        for (const auto& m : store::memberships_of(r, anna))
            out.push_back(m.role);
        std::sort(out.begin(), out.end());
        return out;
    }
    using all = std::vector<holder>;

    core::organisation_id municipality;
    core::account_id anna;
    store::identity first;
};

TEST_P(identities, are_found_by_both_their_names) {
    auto r = database->read();
    EXPECT_EQ(store::find_identity(r, "https://inlogg.fjallby.example", "a")->account, anna);
    EXPECT_FALSE(store::find_identity(r, "https://inlogg.fjallby.example", "A"));
    EXPECT_FALSE(store::find_identity(r, "https://annan.example", "a"));
    EXPECT_THROW(write([&](db::transaction& t) { tied(t, "a"); }), db::error);
}

TEST_P(identities, give_roles_for_as_long_as_the_rule_does) {
    follow(first, {as(holder::coordinator), as(holder::officer)});
    EXPECT_EQ(roles(), (all{holder::officer, holder::coordinator}));
    follow(first, {as(holder::officer)});
    EXPECT_EQ(roles(), all{holder::officer});
    follow(first, {});
    EXPECT_EQ(roles(), all{});
}

TEST_P(identities, leave_what_was_given_by_hand) {
    by_hand(holder::reader);
    follow(first, {as(holder::reader), as(holder::officer)});
    follow(first, {});
    EXPECT_EQ(roles(), all{holder::reader}) << "by hand before the rule";
    follow(first, {as(holder::officer)});
    by_hand(holder::officer);
    follow(first, {});
    EXPECT_EQ(roles(), (all{holder::reader, holder::officer})) << "by hand after the rule";
    write([&](db::transaction& t) { store::end_membership(t, anna, municipality, holder::officer, "x"); });
    EXPECT_EQ(roles(), all{holder::reader});
}

TEST_P(identities, may_both_give_the_same_role) {
    store::identity second;
    write([&](db::transaction& t) { second = tied(t, "b"); });
    follow(first, {as(holder::officer)});
    follow(second, {as(holder::officer)});
    follow(first, {});
    EXPECT_EQ(roles(), all{holder::officer});
    follow(second, {});
    EXPECT_EQ(roles(), all{});
}

TEST_P(identities, take_their_roles_with_them) {
    by_hand(holder::reader);
    follow(first, {as(holder::coordinator)});
    bool ended = false;
    write([&](db::transaction& t) { ended = store::end_identity(t, anna, first.id, "konto 1"); });
    EXPECT_TRUE(ended);
    EXPECT_EQ(roles(), all{holder::reader});
    auto r = database->read();
    EXPECT_TRUE(store::identities_of(r, anna).empty());
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
    const auto events = store::audit_of(r, 0);
    EXPECT_EQ(events.back().act, "identity_ended");
    EXPECT_EQ(events.back().by, "konto 1");
}

TEST_P(identities, of_another_are_not_ended) {
    core::account_id bo;
    bool ended = true;
    write([&](db::transaction& t) {
        bo = store::add_account(t, "", "handläggare", "sv", "x");
        ended = store::end_identity(t, bo, first.id, "x");
    });
    EXPECT_FALSE(ended);
}

TEST_P(identities, are_kept_by_a_closed_account_until_it_is_opened) {
    follow(first, {as(holder::coordinator)});
    write([&](db::transaction& t) { store::close_account(t, anna, "x"); });
    {
        auto r = database->read();
        ASSERT_EQ(store::identities_of(r, anna).size(), 1u) << "so that it can be said that it is closed";
        EXPECT_TRUE(store::memberships_of(r, anna).empty());
    }
    write([&](db::transaction& t) { store::reopen_account(t, anna, "x"); });
    auto r = database->read();
    EXPECT_TRUE(store::identities_of(r, anna).empty());
}

TEST_P(identities, may_belong_to_accounts_without_an_address) {
    core::account_id one, other;
    write([&](db::transaction& t) {
        one = store::add_account(t, "", "läsare", "sv", "x");
        other = store::add_account(t, "", "läsare", "sv", "x");
    });
    auto r = database->read();
    const auto found = store::find_account(r, one);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->mail, "");
    EXPECT_EQ(core::shown_as(*found), "läsare (konto " + std::to_string(one.value) + ")");
    EXPECT_FALSE(store::find_account(r, ""));
    EXPECT_NE(one, other);
}

TEST_P(identities, bring_a_session_with_a_second_factor) {
    const auto now = base::clock{}.now();
    std::string with, without;
    write([&](db::transaction& t) {
        with = store::open_session(t, anna, "", true, now, true);
        without = store::open_session(t, anna, "", true, now);
    });
    auto r = database->read();
    EXPECT_TRUE(store::find_session(r, with, now)->has_factor);
    EXPECT_FALSE(store::find_session(r, without, now)->has_factor);
}

ON_BOTH_ENGINES(identities);

} // namespace
