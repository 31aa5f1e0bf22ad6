#include "engines.hpp"

#include "base/clock.hpp"
#include "core/account.hpp"
#include "jobs/reminders.hpp"
#include "store/account.hpp"
#include "store/draft.hpp"
#include "store/duty.hpp"
#include "store/identity.hpp"
#include "store/mail.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "store/resident_question.hpp"

#include <gtest/gtest.h>

namespace {

core::pledge_file monthly_pledge(std::string municipality) {
    core::pledge_file file;
    auto& d = file.document;
    d.title = "Medborgarlöfte " + municipality;
    d.valid = {base::make_date(2026, 1, 1), base::make_date(2027, 12, 31), false, false};
    d.parties = {{.name = std::move(municipality), .code = {}, .contact = {}}};
    reading::plan_row row;
    row.id = "m1";
    row.what = "Trafikkontroller";
    reading::reading monthly;
    monthly.text = "minst 10 per månad";
    monthly.count = reading::amount{10, 10};
    monthly.every = reading::duration{1, 'M'};
    row.readings = {monthly};
    d.plan = {row};
    return file;
}

class reminders : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (!database) return;
        store::migrate(*database);
        database->write([&](db::transaction& t) {
            for (const auto* name : {"Ängelås kommun", "Öråsa kommun"}) {
                const auto kept = store::add_pledge(t, monthly_pledge(name));
                store::publish(t, kept.id, {});
                if (pledge == 0) pledge = kept.id;
                store::add_organisation(t, core::organisation_named(name), "x");
            }
        });
    }
    core::account_id person(const std::string& mail, core::holder role, const std::string& in = "Ängelås kommun",
                            std::optional<store::mail_wish> wish = {}) {
        core::account_id id;
        database->write([&](db::transaction& t) {
            id = store::add_account(t, mail, "x", "sv", "x");
            store::set_password(t, id, "x", "x");
            store::add_membership(t, id, store::find_organisation(t, in)->id, role, "x");
            if (wish) store::put_mail_wish(t, id, *wish, "x", base::clock{}.now());
        });
        return id;
    }
    std::vector<store::mail> letters() {
        auto r = database->read();
        return store::mails(r, {}, 100);
    }
    int digests(base::date on) { return jobs::queue_digests(*database, room, on, {}); }
    int reminded(base::date on) { return jobs::queue_reminders(*database, room, on, {}); }

    const base::translator swedish{base::language::sv}, english{base::language::en};
    const mail::room room{swedish, english, "https://lofte.example"};
    std::int64_t pledge = 0; // of Ängelås
    const base::date monday = base::make_date(2026, 4, 27);
};

TEST_P(reminders, digest_tells_those_who_see_what_is_internal_of_their_own_pledges) {
    person("a@x.example", core::holder::coordinator);
    person("b@x.example", core::holder::reporter);
    person("c@x.example", core::holder::administrator);
    person("d@x.example", core::holder::officer, "Ängelås kommun", store::mail_wish{7, false});
    person("e@x.example", core::holder::officer, "Öråsa kommun");
    EXPECT_EQ(digests(monday), 2);
    const auto all = letters();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].recipient, "e@x.example");
    EXPECT_EQ(all[1].recipient, "a@x.example");
    EXPECT_NE(all[1].body.find("Medborgarlöfte Ängelås kommun: Trafikkontroller"), std::string::npos) << all[1].body;
    EXPECT_EQ(all[1].body.find("Öråsa"), std::string::npos);
    EXPECT_TRUE(all[1].unsubscribe.starts_with("https://lofte.example/konto/avanmal/"));
}

TEST_P(reminders, digest_comes_once_a_week_and_never_empty) {
    person("a@x.example", core::holder::coordinator);
    EXPECT_EQ(digests(base::make_date(2026, 1, 5)), 0) << "nothing presses yet";
    EXPECT_EQ(digests(monday), 1);
    EXPECT_EQ(digests(monday), 0);
    EXPECT_EQ(digests(monday + base::days{6}), 0);
    EXPECT_EQ(digests(monday + base::days{7}), 1);
}

TEST_P(reminders, are_not_sent_where_mail_does_not_arrive_nor_to_closed_accounts) {
    person("a@x.example", core::holder::coordinator);
    const auto closed = person("b@x.example", core::holder::coordinator);
    database->write([&](db::transaction& t) {
        store::note_refusal(t, "a@x.example", "550", {}, base::clock{}.now());
        store::close_account(t, closed, "x");
    });
    EXPECT_EQ(digests(monday), 0);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 24)), 0);
}

TEST_P(reminders, come_once_within_the_days_that_somebody_chose) {
    person("a@x.example", core::holder::coordinator);
    person("b@x.example", core::holder::coordinator, "Ängelås kommun", store::mail_wish{3, true});
    person("c@x.example", core::holder::coordinator, "Ängelås kommun", store::mail_wish{0, true});
    EXPECT_EQ(reminded(base::make_date(2026, 4, 22)), 0);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 23)), 1);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 23)), 0);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 28)), 1) << "the other's three days";
    EXPECT_EQ(letters().at(0).recipient, "b@x.example");
    EXPECT_EQ(letters().at(0).kind, "reminder");
    EXPECT_EQ(reminded(base::make_date(2026, 5, 24)), 1) << "the next month's";
}

// "30 days before" of a month is its whole; it comes when half of it is left.
TEST_P(reminders, of_a_short_window_come_when_half_of_it_is_left) {
    person("a@x.example", core::holder::coordinator, "Ängelås kommun", store::mail_wish{30, true});
    EXPECT_EQ(reminded(base::make_date(2026, 4, 14)), 0);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 15)), 1);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 30)), 0);
}

TEST_P(reminders, go_to_the_one_in_charge_alone) {
    const auto a = person("a@x.example", core::holder::coordinator);
    const auto b = person("b@x.example", core::holder::officer);
    database->write([&](db::transaction& t) { store::put_in_charge(t, pledge, "m1", b, {}, "x"); });
    EXPECT_EQ(reminded(base::make_date(2026, 4, 23)), 1);
    EXPECT_EQ(letters().at(0).recipient, "b@x.example");
    database->write([&](db::transaction& t) { store::close_account(t, b, "x"); });
    EXPECT_EQ(reminded(base::make_date(2026, 5, 24)), 1) << "nobody is in charge any more";
    EXPECT_EQ(letters().at(0).account->value, a.value);
}

TEST_P(reminders, tell_what_a_setting_asks_for_until_it_is_said_to_be_done) {
    person("a@x.example", core::holder::coordinator, "Ängelås kommun", store::mail_wish{30, true});
    database->write([&](db::transaction& t) {
        store::set_duty_rules(t, pledge, {.revise_yearly = true}, "x");
        store::set_law_rule(t, store::find_organisation(t, "Ängelås kommun")->id, {base::make_date(2024, 5, 2), 2},
                            "x");
    });
    EXPECT_EQ(reminded(base::make_date(2026, 4, 2)), 1);
    const auto law = letters().at(0).body;
    EXPECT_NE(law.find("2 maj 2026"), std::string::npos) << law;
    EXPECT_EQ(law.find("Trafikkontroller"), std::string::npos) << "a month is not over thirty days";
    EXPECT_EQ(reminded(base::make_date(2026, 4, 3)), 0);

    EXPECT_EQ(reminded(base::make_date(2026, 12, 5)), 1);
    const auto revision = letters().at(0).body;
    EXPECT_NE(revision.find("31 december 2026"), std::string::npos) << revision;
    EXPECT_NE(revision.find("/tavla/uppgifter"), std::string::npos) << "nothing that is logged tells";
}

TEST_P(reminders, do_not_tell_of_what_is_done) {
    person("a@x.example", core::holder::coordinator, "Ängelås kommun", store::mail_wish{30, true});
    database->write([&](db::transaction& t) {
        store::set_duty_rules(t, pledge, {.revise_yearly = true}, "x");
        store::set_duty_done(t, pledge, "revision-1-2026-12-31", base::make_date(2026, 12, 1), "x");
    });
    EXPECT_EQ(reminded(base::make_date(2026, 12, 5)), 0);
}

TEST_P(reminders, reach_those_who_sign_in_at_a_provider_and_nobody_who_never_came) {
    database->write([&](db::transaction& t) {
        const auto in = store::find_organisation(t, "Ängelås kommun")->id;
        const auto by_provider = store::add_account(t, "a@x.example", "x", "sv", "x");
        const auto invited = store::add_account(t, "b@x.example", "x", "sv", "x");
        const auto without_mail = store::add_account(t, {}, "x", "sv", "x");
        store::add_identity(t, by_provider, "https://idp.example", "1", "x");
        store::add_identity(t, without_mail, "https://idp.example", "2", "x");
        for (const auto id : {by_provider, invited, without_mail})
            store::add_membership(t, id, in, core::holder::coordinator, "x");
    });
    EXPECT_EQ(digests(monday), 1);
    EXPECT_EQ(letters().at(0).recipient, "a@x.example");
}

TEST_P(reminders, digest_names_the_drafts_that_wait) {
    person("a@x.example", core::holder::approver);
    auto draft = monthly_pledge("Ängelås kommun");
    draft.document.title = "Utkastet som väntar";
    database->write([&](db::transaction& t) {
        const auto in = store::find_organisation(t, "Ängelås kommun")->id;
        const auto slug = store::add_draft(t, {draft.document, {}, in}, "x");
        const auto kept = store::find_draft(t, slug).value();
        store::send_for_approval(t, kept.pledge, kept.version, "x");
    });
    EXPECT_EQ(digests(base::make_date(2026, 1, 5)), 1) << "nothing else presses";
    EXPECT_NE(letters().at(0).body.find("Utkastet som väntar"), std::string::npos) << letters().at(0).body;
}

TEST_P(reminders, digest_tells_of_residents_who_wait_those_who_may_answer) {
    person("a@x.example", core::holder::officer);
    person("b@x.example", core::holder::reader);
    person("c@x.example", core::holder::coordinator, "Öråsa kommun");
    database->write([&](db::transaction& t) {
        core::resident_question q;
        q.document = pledge;
        q.text = "Var är ni?";
        store::ask(t, q, "abcd");
    });
    // A day on which nothing else presses.
    EXPECT_EQ(digests(base::make_date(2026, 1, 5)), 1);
    ASSERT_EQ(letters().size(), 1U);
    EXPECT_EQ(letters().at(0).recipient, "a@x.example");
    EXPECT_NE(letters().at(0).body.find("Invånare som väntar på svar"), std::string::npos) << letters().at(0).body;
}

TEST_P(reminders, lead_those_who_may_not_log_to_the_page_of_duties) {
    person("a@x.example", core::holder::approver);
    EXPECT_EQ(reminded(base::make_date(2026, 4, 23)), 1);
    const auto body = letters().at(0).body;
    EXPECT_EQ(body.find("/logga"), std::string::npos) << body;
    EXPECT_NE(body.find("/tavla/uppgifter"), std::string::npos) << body;
}

ON_BOTH_ENGINES(reminders);

} // namespace
