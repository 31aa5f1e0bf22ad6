#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/job.hpp"
#include "store/schedule.hpp"
#include "store/setting.hpp"
#include "store/token.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

namespace {

using namespace std::chrono_literals;

class jobs : public in_store {
  protected:
    void add_job(std::string_view subject) {
        database->write([&](db::transaction& t) { store::add_job(t, "report", subject); });
    }
    std::optional<store::job> take(core::moment now) {
        const bool due = is_due(now);
        std::optional<store::job> taken;
        database->write([&](db::transaction& t) { taken = store::take_job(t, now); });
        EXPECT_TRUE(due || !taken);
        return taken;
    }
    bool is_due(core::moment now, std::vector<std::string> kinds = {}) {
        auto r = database->read();
        return store::has_due_job(r, now, kinds);
    }
    void fail(const store::job& job, core::moment now) {
        database->write([&](db::transaction& t) { store::fail_job(t, job, "ingen skrivare", now); });
    }
    const core::moment start{1'000'000'000s};
};

TEST_P(jobs, of_the_same_kind_and_subject_wait_once) {
    add_job("a"), add_job("a"), add_job("b");

    EXPECT_EQ(take(start)->subject, "a");
    EXPECT_FALSE(is_due(start, {"another"}));
    EXPECT_EQ(take(start)->subject, "b");
    EXPECT_FALSE(is_due(start));
    EXPECT_FALSE(take(start));
}

TEST_P(jobs, that_run_let_a_new_one_wait) {
    add_job("a");
    const auto first = take(start);
    add_job("a");
    const auto second = take(start);

    ASSERT_TRUE(first && second);
    EXPECT_NE(first->id, second->id);
}

TEST_P(jobs, are_taken_by_one_of_many) {
    for (int i = 0; i < 40; ++i)
        add_job("s" + std::to_string(i));
    const auto other = made->open();
    std::mutex mutex;
    std::multiset<std::string> taken;
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < 8; ++n)
            all.emplace_back([&, n] {
                auto& instance = n % 2 ? *database : *other;
                for (bool more = true; more;)
                    instance.write([&](db::transaction& t) {
                        const auto job = store::take_job(t, start);
                        more = job.has_value();
                        if (!job) return;
                        const std::lock_guard lock{mutex};
                        taken.insert(job->subject);
                    });
            });
    }

    EXPECT_EQ(taken.size(), 40u);
    EXPECT_EQ(std::set(taken.begin(), taken.end()).size(), 40u);
}

TEST_P(jobs, that_are_not_heard_of_are_given_to_another) {
    add_job("a");
    const auto first = take(start);

    EXPECT_FALSE(take(start + 9min));
    const auto again = take(start + 11min);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->id, first->id);
    EXPECT_EQ(again->attempts, 2);
}

TEST_P(jobs, that_fail_are_tried_later_and_five_times) {
    add_job("a");
    auto now = start;
    for (int n = 1; n <= 5; ++n) {
        const auto job = take(now);
        ASSERT_TRUE(job) << n;
        EXPECT_EQ(job->attempts, n);
        fail(*job, now);
        EXPECT_FALSE(take(now));
        now += 24h;
    }

    EXPECT_FALSE(take(now));
    add_job("a");
    EXPECT_TRUE(take(now));
}

TEST_P(jobs, whose_taker_never_comes_back_fail_in_the_end) {
    add_job("a");
    auto now = start;
    for (int n = 1; n <= 5; ++n, now += 11min)
        ASSERT_TRUE(take(now)) << n;

    EXPECT_FALSE(take(now));
    auto r = database->read();
    EXPECT_EQ(db::find<std::string>(r, "select problem from job where state = 'failed'"), "jobs.lost");
}

TEST_P(jobs, are_ended_by_whoever_has_them_alone) {
    add_job("a");
    const auto slow = take(start);
    const auto second = take(start + 11min);
    ASSERT_TRUE(slow && second);
    database->write([&](db::transaction& t) { store::finish_job(t, *slow); });
    fail(*slow, start + 11min);

    EXPECT_FALSE(take(start + 13min)) << "the second has it, and works";
    EXPECT_TRUE(take(start + 22min));
}

TEST_P(jobs, of_other_kinds_are_left_to_others) {
    database->write([&](db::transaction& t) {
        store::add_job(t, "report", "a");
        store::add_job(t, "mail", "1", start + 5min);
        store::add_job(t, "mail", "1", start + 9min);
    });
    const auto of = [&](std::vector<std::string> kinds, core::moment at) {
        std::optional<store::job> taken;
        database->write([&](db::transaction& t) { taken = store::take_job(t, at, kinds); });
        return taken;
    };

    EXPECT_FALSE(of({"mail"}, start)) << "not due";
    EXPECT_FALSE(of({"ma", "il", "port"}, start + 5min));
    EXPECT_EQ(of({"digest", "mail"}, start + 5min)->subject, "1") << "the earlier time holds";
    EXPECT_EQ(of({"report"}, start)->subject, "a");
}

TEST_P(jobs, that_come_back_are_queued_once_a_time) {
    const auto other = made->open();
    const auto queued = [&](core::moment at) {
        std::atomic<int> count = 0;
        std::vector<std::jthread> all;
        for (int n = 0; n < 6; ++n)
            all.emplace_back([&, n] {
                bool mine = false;
                (n % 2 ? *database : *other).write([&](db::transaction& t) {
                    mine = store::queue_when_due(t, "digest", at, at + 24h);
                });
                count += mine;
            });
        all.clear();
        return count.load();
    };

    EXPECT_EQ(queued(start), 0) << "the first time it is written down";
    EXPECT_EQ(queued(start + 23h), 0);
    EXPECT_EQ(queued(start + 24h), 1);
    EXPECT_EQ(queued(start + 24h), 0);
    EXPECT_EQ(queued(start + 100h), 1) << "while nobody was up it was due several times: one run";
    auto r = database->read();
    EXPECT_TRUE(store::is_due(r, "digest", start + 124h));
    EXPECT_FALSE(store::is_due(r, "digest", start + 123h));
}

TEST_P(jobs, that_are_finished_are_gone) {
    add_job("a");
    const auto job = take(start);
    database->write([&](db::transaction& t) { store::finish_job(t, *job); });

    EXPECT_FALSE(take(start + 24h));
}

TEST_P(jobs, wait_a_minute_after_the_file_was_made) {
    add_job("a");
    const auto job = take(start);
    database->write([&](db::transaction& t) {
        store::put_made_file(t, "report", "a", 1, "%PDF");
        store::finish_job(t, *job);
    });
    const auto then = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    add_job("a"), add_job("a"), add_job("b");

    EXPECT_EQ(take(then)->subject, "b");
    EXPECT_FALSE(take(then + 30s));
    EXPECT_EQ(take(then + 61s)->subject, "a");
    EXPECT_FALSE(take(then + 62s));
}

TEST_P(jobs, keep_the_newest_file_they_made) {
    const auto put = [&](std::int64_t revision, const std::string& bytes) {
        database->write([&](db::transaction& t) { store::put_made_file(t, "report", "a", revision, bytes); });
    };
    const std::string pdf{"%PDF\0\xff", 6};
    put(3, "tre"), put(5, pdf), put(4, "fyra");

    auto r = database->read();
    const auto found = store::find_made_file(r, "report", "a");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->revision, 5);
    EXPECT_EQ(found->bytes, pdf);
    EXPECT_FALSE(store::find_made_file(r, "report", "b"));
}

ON_BOTH_ENGINES(jobs);

class tokens : public in_store {
  protected:
    std::string add_token(std::string_view name, std::optional<std::string> pledge = {}) {
        std::string secret;
        database->write([&](db::transaction& t) { secret = store::add_token(t, name, pledge); });
        return secret;
    }
    std::optional<store::token> holder(std::string_view secret) {
        auto r = database->read();
        return store::holder_of(r, secret);
    }
};

TEST_P(tokens, are_known_by_their_secret_alone) {
    const auto slug = add(a_pledge("Löfte")).slug;
    const auto secret = add_token("telefon", slug);

    EXPECT_TRUE(secret.starts_with("lofte_"));
    EXPECT_EQ(secret.size(), 6u + 64u);
    ASSERT_TRUE(holder(secret));
    EXPECT_EQ(holder(secret)->name, "telefon");
    EXPECT_EQ(holder(secret)->pledge, slug);
    EXPECT_FALSE(holder("telefon"));
    EXPECT_FALSE(holder(""));
    EXPECT_NE(add_token("annan"), secret);
}

TEST_P(tokens, leave_no_secret_in_the_database) {
    const auto secret = add_token("telefon");
    auto r = database->read();

    const auto digest = db::find<db::bytes>(r, "select digest from access_token");
    EXPECT_EQ(digest->value.size(), 32u);
    EXPECT_EQ(secret.find(digest->value), secret.npos);
}

TEST_P(tokens, that_are_revoked_open_nothing) {
    const auto secret = add_token("telefon");
    bool first = false, second = true, unknown = true;
    database->write([&](db::transaction& t) { first = store::revoke_token(t, "telefon"); });
    database->write([&](db::transaction& t) { second = store::revoke_token(t, "telefon"); });
    database->write([&](db::transaction& t) { unknown = store::revoke_token(t, "ingen"); });

    EXPECT_TRUE(first);
    EXPECT_FALSE(second || unknown);
    EXPECT_FALSE(holder(secret));
    auto r = database->read();
    EXPECT_TRUE(store::tokens(r).at(0).revoked_at);
}

TEST_P(tokens, have_names_of_their_own_and_pledges_that_exist) {
    add_token("telefon");
    const auto refusal = [&](std::string_view name, std::optional<std::string> slug) {
        try {
            add_token(name, slug);
        } catch (const db::error& e) {
            return e.kind();
        }
        return db::error_class::other;
    };

    EXPECT_EQ(refusal("telefon", {}), db::error_class::unique);
    EXPECT_EQ(refusal("annan", "ingen"), db::error_class::foreign_key);
}

TEST_P(tokens, and_settings_are_kept_apart_by_name) {
    database->write([](db::transaction& t) {
        store::put_setting(t, "a", "1");
        store::put_setting(t, "a", "2");
    });
    auto r = database->read();

    EXPECT_EQ(store::find_setting(r, "a"), "2");
    EXPECT_FALSE(store::find_setting(r, "b"));
}

ON_BOTH_ENGINES(tokens);

class audit_chain : public in_store {
  protected:
    std::int64_t history() {
        auto file = a_pledge();
        file.log = {an_entry(), an_entry()};
        const auto id = add(file).id;
        append(id, an_entry());
        database->write([&](db::transaction& t) {
            store::publish(t, id, {{"Ängelås kommun", "kommunchef", base::make_date(2024, 1, 1)}});
            store::add_token(t, "telefon", {});
        });
        return id;
    }
    std::vector<store::audit_fault> faults() {
        auto r = database->read();
        return store::verify_audit(r).faults;
    }
    // As somebody who owns the files could: with the triggers away.
    void tamper(const std::string& sql) {
        database->write([&](db::transaction& t) {
            t.on().script(
                sqlite() ? "drop trigger audit_event_no_update; drop trigger audit_event_no_delete;"
                           "drop trigger log_entry_no_update; drop trigger log_detail_erase_only;"
                         : "alter table audit_event disable trigger all; alter table log_entry disable trigger all;"
                           "alter table log_detail disable trigger all;");
            t.on().script(sql);
        });
    }
};

TEST_P(audit_chain, holds_every_change_and_verifies) {
    const auto id = history();

    auto r = database->read();
    std::vector<std::string> acts;
    for (const auto& e : store::audit_of(r, id))
        acts.push_back(e.act + " " + e.subject);
    EXPECT_EQ(acts, (std::vector<std::string>{"document 1", "log 1-2", "log 3-3", "publish "}));
    EXPECT_EQ(store::audit_of(r, id).at(2).by, "telefon 1");
    EXPECT_EQ(store::audit_of(r, 0).size(), 1u);
    EXPECT_EQ(store::verify_audit(r).events, 5);
    EXPECT_TRUE(faults().empty());
}

TEST_P(audit_chain, still_holds_when_words_were_erased) {
    const auto id = history();
    database->write([&](db::transaction& t) { store::erase_words(t, id, 3); });

    EXPECT_TRUE(faults().empty());
}

TEST_P(audit_chain, shows_an_amount_that_was_changed) {
    const auto id = history();
    tamper("update log_entry set low = 800 where number = 3");

    EXPECT_EQ(faults(), (std::vector<store::audit_fault>{{id, 3, "log"}}));
}

TEST_P(audit_chain, shows_a_document_that_was_changed) {
    const auto id = history();
    tamper("update document_version set body = replace(body, 'Trafikkontroller', 'Kontroller')");

    EXPECT_EQ(faults(), (std::vector<store::audit_fault>{{id, 1, "version"}}));
}

TEST_P(audit_chain, shows_what_was_changed_of_all_that_residents_see) {
    const auto id = history();
    const core::verdict_reason reason{.owner = "m1",
                                      .window_from = {},
                                      .text = "Snö",
                                      .function = "Gruppchef",
                                      .given_on = base::make_date(2024, 2, 1)};
    database->write([&](db::transaction& t) {
        store::add_reason(t, id, reason);
        store::set_lede(t, id, "Kort sagt");
        store::set_settings(t, id, {}, "command line");
    });
    EXPECT_TRUE(faults().empty());

    tamper("update verdict_reason set words = 'Slarv'; update document set lede = 'Annat', title = 'Nytt namn', "
           "settings = '{}';"
           "update approval set approved_by = 'ingen'; update access_token set document = " +
           std::to_string(id));

    EXPECT_EQ(faults(), (std::vector<store::audit_fault>{{0, 1, "token"},
                                                         {id, 4, "publish"},
                                                         {id, 5, "reason"},
                                                         {id, 0, "publish"},
                                                         {id, 0, "lede"},
                                                         {id, 0, "settings"},
                                                         {id, 0, "shown"}}));
}

TEST_P(audit_chain, shows_what_was_put_in_past_the_program) {
    const auto id = history();
    const auto one = std::to_string(id);
    tamper("insert into verdict_reason values (" + one + ", 1, 'm1', null, 'weather', 'Snö', 'Gruppchef', " +
           std::string{sqlite() ? "19000" : "'2022-01-08'"} +
           ");"
           "insert into access_token (name, digest, made_at) values ('bakdörr', " +
           std::string{sqlite() ? "x'00'" : "'\\x00'"} +
           ", 0);"
           "delete from audit_event where act = 'log' and subject = '3-3'");

    EXPECT_EQ(faults(), (std::vector<store::audit_fault>{
                            {0, 0, "token"}, {id, 4, "number"}, {id, 4, "link"}, {id, 0, "log"}, {id, 0, "reason"}}));
}

TEST_P(audit_chain, names_who_did_what) {
    const auto kept = [&] {
        core::pledge_file stored;
        database->write([&](db::transaction& t) {
            stored = store::add_pledge(t, a_pledge(), "command line");
            store::replace_document(t, stored.id, stored.document, a_pledge("Annat").document, "command line");
            store::set_settings(t, stored.id, {}, "command line");
            store::add_token(t, "telefon", {}, "command line");
            store::revoke_token(t, "telefon", "command line");
        });
        return stored;
    }();

    auto r = database->read();
    for (const auto document : {std::int64_t{0}, kept.id})
        for (const auto& e : store::audit_of(r, document))
            EXPECT_EQ(e.by, "command line") << e.act;
}

TEST_P(audit_chain, shows_a_link_that_was_changed_and_one_that_is_gone) {
    const auto id = history();
    tamper(
        "update audit_event set holder = 'annan' where act = 'publish'; delete from audit_event where subject = '1-2'");

    EXPECT_EQ(faults(),
              (std::vector<store::audit_fault>{{id, 3, "number"}, {id, 3, "link"}, {id, 4, "link"}, {id, 0, "log"}}));
}

ON_BOTH_ENGINES(audit_chain);

} // namespace
