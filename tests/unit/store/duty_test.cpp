#include "fixture.hpp"

#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/duty.hpp"
#include "store/party.hpp"

namespace {

class duties : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
            police = store::add_organisation(t, core::organisation_named("Lokalpolisområde Ängelås"), "x");
            anna = store::add_account(t, "anna@x.example", "samordnare", "sv", "x");
            bo = store::add_account(t, "bo@x.example", "polis", "sv", "x");
            store::add_membership(t, anna, municipality, core::holder::coordinator, "x");
            store::add_membership(t, bo, police, core::holder::officer, "x");
            store::add_membership(t, bo, police, core::holder::reader, "x");
        });
        pledge = add(a_pledge()).id;
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }

    core::organisation_id municipality, police;
    core::account_id anna, bo;
    std::int64_t pledge = 0;
};

TEST_P(duties, somebody_is_in_charge_until_another_is) {
    const auto charge = [&](std::optional<core::account_id> who, std::string_view note) {
        write([&](db::transaction& t) { store::put_in_charge(t, pledge, "m1", who, note, "konto 1"); });
        auto r = database->read();
        return store::duty_charges_of(r, pledge);
    };
    EXPECT_EQ(charge(anna, "ring först").at(0).note, "ring först");
    const auto second = charge(bo, "");
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].account, bo);
    EXPECT_EQ(second[0].function, "polis");
    EXPECT_TRUE(charge(std::nullopt, "").empty());
    charge(bo, "");
    write([&](db::transaction& t) { store::close_account(t, bo, "x"); });
    auto r = database->read();
    EXPECT_TRUE(store::duty_charges_of(r, pledge).empty()) << "nobody who is gone is in charge";
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_P(duties, rules_and_what_is_done_are_kept) {
    const core::duty_rules rules{true, 2, true};
    const core::law_rule law{base::make_date(2024, 3, 15), 4};
    for (int twice = 0; twice < 2; ++twice)
        write([&](db::transaction& t) {
            store::set_duty_rules(t, pledge, rules, "x");
            store::set_duty_done(t, pledge, "revision-1-2024-12-31", base::make_date(2024, 11, 1 + twice), "x");
            store::set_law_rule(t, municipality, law, "x");
        });
    auto r = database->read();
    EXPECT_EQ(store::duty_rules_of(r, pledge), rules);
    EXPECT_EQ(store::duty_rules_of(r, pledge + 1), core::duty_rules{});
    const auto done = store::duties_done(r, pledge);
    ASSERT_EQ(done.size(), 1U);
    EXPECT_EQ(done[0].on, base::make_date(2024, 11, 1)) << "the first day stands";
    EXPECT_EQ(store::law_rule_of(r, municipality).decided, law.decided);
    EXPECT_EQ(store::law_rule_of(r, municipality).years, 4);
    EXPECT_FALSE(store::law_rule_of(r, police).decided);
}

TEST_P(duties, the_parties_people_are_to_choose_from) {
    auto r = database->read();
    const auto parties = store::organisations_of(r, pledge);
    ASSERT_EQ(parties.size(), 2U);
    const auto people = store::people_of(r, {municipality, police});
    ASSERT_EQ(people.size(), 2U) << "each once";
    EXPECT_EQ(people[0].mail, "anna@x.example");
}

TEST_P(duties, a_calendar_is_found_by_its_secret_until_another_is_made) {
    const auto remade = [&] {
        std::string secret;
        write([&](db::transaction& t) { secret = store::make_calendar_address(t, bo, "konto 2"); });
        return secret;
    };
    const auto whose = [&](const std::string& secret) {
        auto r = database->read();
        const auto who = store::whose_calendar(r, secret);
        return who ? who->mail : std::string{};
    };
    const auto first = remade();
    EXPECT_EQ(whose(first), "bo@x.example");
    const auto second = remade();
    EXPECT_EQ(whose(first), "");
    EXPECT_EQ(whose(second), "bo@x.example");
    EXPECT_EQ(whose(""), "");
    write([&](db::transaction& t) { store::end_calendar_address(t, bo, "x"); });
    EXPECT_EQ(whose(second), "");
    const auto third = remade();
    write([&](db::transaction& t) { store::close_account(t, bo, "x"); });
    EXPECT_EQ(whose(third), "");
    auto r = database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

ON_BOTH_ENGINES(duties);

} // namespace
