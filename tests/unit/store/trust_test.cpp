#include "fixture.hpp"

#include "base/clock.hpp"
#include "db/error.hpp"
#include "db/statement.hpp"
#include "store/about_account.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/audit_search.hpp"
#include "store/health.hpp"
#include "store/invitation.hpp"
#include "store/job.hpp"
#include "store/mail.hpp"
#include "store/read_event.hpp"
#include "store/resident_question.hpp"
#include "store/retention.hpp"
#include "store/session.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <stop_token>
#include <thread>
#include <utility>

namespace {

using namespace std::chrono_literals;

const core::moment noon{std::chrono::microseconds{1'795'003'200'000'000}}; // on the hour

class trust : public in_store {
  protected:
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }
    void note(core::moment at, std::string by, std::string act, std::int64_t document = 0, std::string subject = {}) {
        write([&](db::transaction& t) {
            store::note_read(t, {.at = at, .by = by, .act = act, .document = document, .subject = subject});
        });
    }
    std::int64_t reads() {
        auto r = database->read();
        return db::find<std::int64_t>(r, "select count(*) from read_event").value();
    }
    std::vector<std::string> faults() {
        auto r = database->read();
        std::vector<std::string> all;
        for (const auto& f : store::verify_audit(r).faults)
            all.push_back(f.what);
        return all;
    }
    std::vector<store::audit_line> search(const store::audit_question& q) {
        auto r = database->read();
        return store::search_audit(r, q);
    }
};

TEST_P(trust, a_read_is_told_once_for_a_person_a_thing_and_an_hour) {
    for (const auto after : {0min, 1min, 59min})
        note(noon + after, "konto 1", "read_events");
    EXPECT_EQ(reads(), 1);
    note(noon + 60min, "konto 1", "read_events");
    note(noon, "konto 2", "read_events");
    note(noon, "konto 1", "export_events");
    note(noon, "konto 1", "read_events", 1);
    note(noon, "konto 1", "read_events", 0, "annat");
    EXPECT_EQ(reads(), 6);
    EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(trust, many_who_read_at_once_tell_it_once) {
    std::vector<std::thread> all;
    for (int n = 0; n < 8; ++n)
        all.emplace_back([&] {
            for (int i = 0; i < 20; ++i)
                note(noon, "konto 1", "read_events", 0, std::to_string(i));
        });
    for (auto& t : all)
        t.join();
    EXPECT_EQ(reads(), 20);
    EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_P(trust, a_read_that_was_erased_holds_and_one_that_was_changed_does_not) {
    note(noon, "konto 1", "read_events", 0, "a");
    note(noon, "konto 2", "read_events", 0, "b");
    const auto run = [&](const char* statement) { write([&](db::transaction& t) { t.on().script(statement); }); };
    run("update read_event set holder = '', subject = '', erased_at = 5 where number = 1");
    EXPECT_EQ(faults(), std::vector<std::string>{});
    EXPECT_EQ(search({.by = "konto 1"}).size(), 0U);
    for (const auto* bad : {"delete from read_event", "update read_event set holder = 'konto 3' where number = 2",
                            "update read_event set subject = '' where number = 2",
                            "update read_event set erased_at = 9 where number = 1"})
        EXPECT_THROW(run(bad), db::error) << bad;
    run(sqlite() ? "drop trigger read_event_erase_only" : "drop trigger read_event_erase_only on read_event");
    run("update read_event set holder = 'konto 3' where number = 2");
    EXPECT_EQ(faults(), std::vector<std::string>{"read"});
}

TEST_P(trust, accounts_and_roles_are_held_against_the_chain) {
    core::account_id anna, bo;
    core::organisation_id here;
    write([&](db::transaction& t) {
        here = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
        anna = store::add_account(t, "anna@angelas.example", "samordnare", "sv", "x");
        bo = store::add_account(t, "bo@angelas.example", "handläggare", "sv", "x");
        store::add_membership(t, anna, here, core::holder::coordinator, "x");
        store::add_membership(t, bo, here, core::holder::officer, "x");
        store::end_membership(t, bo, here, core::holder::officer, "x");
        store::add_membership(t, bo, here, core::holder::reader, "x");
        store::close_account(t, bo, "x");
    });
    EXPECT_EQ(faults(), std::vector<std::string>{});
    const auto found_by = [&](const std::string& statement) {
        struct undo {};
        std::vector<std::string> found;
        try {
            write([&](db::transaction& t) {
                t.on().script(statement);
                for (const auto& f : store::verify_audit(t).faults)
                    found.push_back(f.what);
                throw undo{};
            });
        } catch (const undo&) {
        }
        return found;
    };
    using words = std::vector<std::string>;
    const auto id = std::to_string(bo.value);
    EXPECT_EQ(found_by("insert into membership values (" + id + ", 1, 'administrator', 5)"), words{"membership"});
    EXPECT_EQ(found_by("delete from membership"), words{"membership"});
    EXPECT_EQ(found_by("update membership set role = 'administrator'"), words{"membership"});
    EXPECT_EQ(found_by("update account set closed_at = null"), words{"account"});
    EXPECT_EQ(found_by("update organisation set name = 'Annan'"), words{"organisation"});
    EXPECT_EQ(found_by("insert into account (id, mail, function, language, code_step, made_at) values (99, 'x', '', "
                       "'sv', 0, 5)"),
              words{"account"});
}

TEST_P(trust, events_are_looked_for_by_what_was_asked_and_other_statements_keep_their_plan) {
    if (database->engine() != db::engine::postgresql) GTEST_SKIP() << "SQLite plans once";
    const auto mode = [](db::reader& r) {
        return db::find<std::string>(r, "select current_setting('plan_cache_mode')").value();
    };
    {
        auto r = database->read();
        EXPECT_EQ(mode(r), "force_generic_plan");
        store::search_audit(r, {});
        EXPECT_EQ(mode(r), "force_custom_plan");
    }
    auto next = database->read();
    EXPECT_EQ(mode(next), "force_generic_plan");
}

TEST_P(trust, events_are_found_by_time_holder_act_subject_and_pledge) {
    const auto first = add(a_pledge());
    const auto second = add(a_pledge("Löfte två", "Öby kommun", "9902"));
    append(first.id, an_entry());
    append(second.id, an_entry());
    note(noon, "konto 7", "read_members", 0, "Ängelås kommun");
    note(noon, "konto 7", "read_drafts", first.id, first.slug);
    const auto all = search({});
    EXPECT_GE(all.size(), 6U);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at > b.at; }));
    EXPECT_EQ(search({.by = "telefon 1"}).size(), 2U);
    EXPECT_EQ(search({.by = "konto 7"}).size(), 2U);
    EXPECT_EQ(search({.by = "konto 7", .act = "read_drafts"}).at(0).slug, first.slug);
    EXPECT_EQ(search({.act = "log", .subject = first.slug}).size(), 1U);
    EXPECT_EQ(search({.subject = "kommun"}).at(0).subject, "Ängelås kommun");
    EXPECT_EQ(search({.subject = "' or 1=1 --"}).size(), 0U);
    EXPECT_EQ(search({.subject = "%"}).size(), 0U) << "no sign stands for others";
    EXPECT_EQ(search({.from = noon, .to = noon + 1s}).size(), 2U);
    EXPECT_EQ(search({.to = noon}).size() + search({.from = noon}).size(), all.size());
    for (const auto& e : search({.documents = std::vector{second.id}}))
        EXPECT_EQ(e.slug, second.slug) << "of one's own pledges alone";
    EXPECT_EQ(search({.documents = std::vector{first.id}, .most = 1000}).size() +
                  search({.documents = std::vector{second.id}, .most = 1000}).size() + 1,
              all.size());
    EXPECT_TRUE(search({.documents = std::vector<std::int64_t>{}}).empty());
    const auto one = search({.skip = 1, .most = 1});
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one[0].number, all[1].number);
}

TEST_P(trust, health_tells_of_jobs_backups_and_administrators) {
    core::account_id anna;
    write([&](db::transaction& t) {
        const auto here = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
        anna = store::add_account(t, "anna@angelas.example", "samordnare", "sv", "x");
        store::add_membership(t, anna, here, core::holder::administrator, "x");
        store::add_job(t, "report", "a");
        db::run(t, "insert into job (kind, subject, state, attempts, due_at, problem) values ('report', 'b', 'failed', "
                   "5, 1, 'skrivaren är slut')");
    });
    const auto found = [&] {
        auto r = database->read();
        return store::health_of(r);
    };
    auto h = found();
    EXPECT_TRUE(h.engine.starts_with(sqlite() ? "SQLite 3." : "PostgreSQL 1")) << h.engine;
    EXPECT_GE(h.schema, 6);
    EXPECT_EQ(h.jobs_waiting, 1);
    ASSERT_EQ(h.jobs_failed, 1);
    EXPECT_EQ(h.failed.at(0).problem, "skrivaren är slut");
    EXPECT_EQ(h.administrators_without_code, 1);
    EXPECT_FALSE(h.backup || h.verification);
    bool done = false;
    write([&](db::transaction& t) {
        store::remember_backup(t, {noon, 7, 8});
        store::remember_verification(t, {noon, 9, 0});
        done = store::retry_job(t, h.failed[0].id, "konto 1", noon) && !store::retry_job(t, 12345, "konto 1", noon);
    });
    EXPECT_TRUE(done);
    h = found();
    EXPECT_EQ(h.jobs_waiting, 2);
    EXPECT_EQ(h.jobs_failed, 0);
    ASSERT_TRUE(h.backup && h.verification);
    EXPECT_EQ(h.backup->at, noon);
    EXPECT_EQ(h.verification->events, 9);
    EXPECT_EQ(faults(), std::vector<std::string>{});
    // One that waits anew already does the work of the one that failed.
    write([&](db::transaction& t) {
        db::run(t, "insert into job (kind, subject, state, attempts, due_at, problem) values ('report', 'b', 'failed', "
                   "5, 1, '')");
    });
    const auto id = found().failed.at(0).id;
    write([&](db::transaction& t) { EXPECT_TRUE(store::retry_job(t, id, "konto 1", noon)); });
    EXPECT_EQ(found().jobs_waiting, 2);
    EXPECT_EQ(found().jobs_failed, 0);
}

TEST_P(trust, all_about_an_account_is_there_and_no_secret) {
    const auto pledge = add(a_pledge());
    core::account_id anna, bo;
    write([&](db::transaction& t) {
        const auto here = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
        anna = store::add_account(t, "anna@angelas.example", "samordnare", "sv", "x");
        bo = store::add_account(t, "bo@angelas.example", "handläggare", "sv", "x");
        store::set_password(t, anna, "$argon2id$hemlig", "x");
        store::lay_up_second_factor(t, anna, "12345678901234567890");
        store::confirm_second_factor(t, anna, 1, "x");
        store::add_membership(t, anna, here, core::holder::coordinator, "konto 2");
        store::add_membership(t, bo, here, core::holder::officer, "x");
    });
    auto entry = an_entry();
    entry.by = core::holder_of(anna);
    append(pledge.id, entry);
    append(pledge.id, an_entry());
    note(noon, core::holder_of(anna), "read_members", 0, "Ängelås kommun");
    auto r = database->read();
    const auto text = store::about_account(r, store::find_account(r, anna).value(), noon);
    const auto all = nlohmann::json::parse(text);
    EXPECT_EQ(all["account"]["mail"], "anna@angelas.example");
    EXPECT_EQ(all["roles"].size(), 1U);
    ASSERT_EQ(all["entries"].size(), 1U);
    EXPECT_EQ(all["entries"][0]["place"], "Ågatan");
    EXPECT_EQ(all["events_by"].size(), 2U) << "logged, and read";
    EXPECT_GE(all["events_about"].size(), 4U);
    for (const auto& e : all["events_about"])
        EXPECT_TRUE(e["subject"].get<std::string>().starts_with(std::to_string(anna.value))) << e;
    for (const auto* secret : {"argon2", "1234567890", "bo@angelas.example"})
        EXPECT_EQ(text.find(secret), text.npos) << secret;
}

TEST_P(trust, what_is_kept_too_long_is_shown_then_erased_and_the_chain_holds) {
    const auto pledge = add(a_pledge());
    append(pledge.id, an_entry());
    core::account_id anna, bo;
    const auto now = base::clock{}.now();
    write([&](db::transaction& t) {
        const auto here = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
        anna = store::add_account(t, "anna@angelas.example", "samordnare", "sv", "x");
        bo = store::add_account(t, "bo@angelas.example", "handläggare", "sv", "x");
        store::add_membership(t, bo, here, core::holder::officer, "x");
        store::add_invitation(t, here, core::holder::reader, "bo@angelas.example", "x", now);
        store::add_invitation(t, here, core::holder::reader, "cia@angelas.example", "x", now);
        store::open_session(t, anna, "Firefox", true, now);
        store::close_account(t, bo, "x");
        store::put_made_file(t, "report", pledge.slug, 1, "%PDF");
        db::run(t, "insert into sign_in_failure (subject, failures, last_at) values ('x', 3, $1)", now);
        db::run(t,
                "insert into job (kind, subject, state, attempts, due_at, problem) values ('report', 'b', 'failed', "
                "5, $1, '')",
                now);
        core::resident_question q;
        q.document = pledge.id;
        q.text = "Varför?";
        auto asked = store::ask(t, q, store::receipt_code("x")).question;
        asked.state = core::resident_state::refused;
        asked.settled_at = now;
        asked.why_refused = core::all_refusals.front();
        EXPECT_TRUE(store::settle(t, asked, "konto 1"));
        store::new_mail letter;
        letter.kind = "invitation";
        letter.recipient = "cia@angelas.example";
        store::end_mail(t, store::queue_mail(t, letter, now).value(), store::mail_state::sent, "250", now);
    });
    note(now, "konto 1", "read_members", 0, "Ängelås kommun");
    const auto due = [&](core::moment at) {
        auto r = database->read();
        std::map<std::string, std::int64_t> n;
        for (const auto& one : store::preview_retention(r, at)) {
            if (one.count == 0) continue;
            n[std::string{one.rule.name}] = one.count;
            EXPECT_FALSE(one.examples.empty() || !one.oldest) << one.rule.name;
            for (const auto& e : one.examples)
                EXPECT_EQ(e.find('@'), e.npos) << e;
        }
        return n;
    };
    using numbers = std::map<std::string, std::int64_t>;
    EXPECT_EQ(due(now), numbers{});
    EXPECT_EQ(due(now + 24h * 8), (numbers{{"sign_in_failures", 1}}));
    const auto later = now + 24h * 2000;
    const numbers all{{"log_words", 1}, {"closed_accounts", 1},  {"questions", 1},
                      {"letters", 1},   {"invitations", 2},      {"read_events", 1},
                      {"sessions", 1},  {"sign_in_failures", 1}, {"failed_jobs", 1}};
    EXPECT_EQ(due(later), all) << "made files are kept for ever";
    write([&](db::transaction& t) {
        for (const auto rule : core::retention_rules)
            if (rule.name == "made_files") store::set_retention_days(t, rule, 10, "konto 1");
    });
    EXPECT_EQ(due(later).size(), all.size() + 1);
    EXPECT_EQ(faults(), std::vector<std::string>{});
    for (const auto rule : core::retention_rules) {
        std::int64_t n = 0, again = 0;
        n = store::erase_due(*database, rule, "konto 1", later).count;
        again = store::erase_due(*database, rule, "konto 1", later).count;
        EXPECT_EQ(n, 1) << rule.name << ": with the account went the links to its address";
        EXPECT_EQ(again, 0) << rule.name;
    }
    EXPECT_EQ(due(later), numbers{});
    EXPECT_EQ(faults(), std::vector<std::string>{}) << "what was erased holds";
    EXPECT_EQ(search({.act = "retention"}).size(), core::retention_rules.size());
    auto r = database->read();
    const auto closed = store::find_account(r, bo).value();
    EXPECT_EQ(closed.mail.find("bo@"), closed.mail.npos);
    EXPECT_EQ(closed.function, "");
    EXPECT_FALSE(store::find_account(r, "bo@angelas.example"));
    EXPECT_EQ(store::find_account(r, anna)->mail, "anna@angelas.example") << "one that is open is left alone";
    const auto log = find(pledge.slug).log;
    EXPECT_EQ(log.at(0).place + log.at(0).note, "");
    EXPECT_EQ(log.at(0).amount.low, 80) << "what verdicts rest on stays";
}

TEST_P(trust, many_are_erased_a_batch_at_a_time) {
    write([&](db::transaction& t) {
        for (int i = 0; i < 1'200; ++i)
            db::run(t, "insert into sign_in_failure (subject, failures, last_at) values ($1, 3, 5)", std::to_string(i));
    });
    const auto rule = core::retention_rule_named("sign_in_failures").value();
    std::vector<std::int64_t> erased(4);
    for (auto& n : erased)
        n = store::erase_due(*database, rule, "x", noon, {.batches = 1}).count;
    EXPECT_EQ(erased, (std::vector<std::int64_t>{500, 500, 200, 0}));
}

TEST_P(trust, all_are_erased_unless_a_limit_is_met) {
    write([&](db::transaction& t) {
        for (int i = 0; i < 1'700; ++i)
            db::run(t, "insert into sign_in_failure (subject, failures, last_at) values ($1, 3, 5)", std::to_string(i));
    });
    const auto rule = core::retention_rule_named("sign_in_failures").value();
    const auto erase = [&](const store::erase_limits& limits) {
        const auto erased = store::erase_due(*database, rule, "x", noon, limits);
        return std::pair{erased.count, erased.more};
    };
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_EQ(erase({.stop = stopped.get_token()}), (std::pair<std::int64_t, bool>{0, true}));
    EXPECT_EQ(erase({.batches = 1}), (std::pair<std::int64_t, bool>{500, true}));
    EXPECT_EQ(erase({}), (std::pair<std::int64_t, bool>{1'200, false}));
    EXPECT_EQ(erase({.batches = 1}), (std::pair<std::int64_t, bool>{0, false}));
}

ON_BOTH_ENGINES(trust);

} // namespace
