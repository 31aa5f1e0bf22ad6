#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/job.hpp"
#include "store/mail.hpp"
#include "store/mail_link.hpp"
#include "store/retention.hpp"

#include <atomic>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using store::mail_state;

class outbox_rows : public in_store {
  protected:
    std::optional<std::int64_t> queue(std::string to = "a@x.example", std::optional<std::string> once = {}) {
        std::optional<std::int64_t> id;
        database->write([&](db::transaction& t) {
            store::new_mail m;
            m.kind = "invitation";
            m.recipient = std::move(to);
            m.language = "sv";
            m.subject = "Ämne";
            m.body = "hemlig länk";
            m.once = once;
            m.give_up_at = start + 72h;
            id = store::queue_mail(t, m, start);
        });
        return id;
    }
    store::mail find(std::int64_t id) {
        auto r = database->read();
        return store::find_mail(r, id).value();
    }
    bool begin_end(std::int64_t id) {
        bool ours = false;
        database->write([&](db::transaction& t) { ours = store::begin_end_of_mail(t, id, start); });
        return ours;
    }
    void end(std::int64_t id, mail_state state, core::moment again = {}) {
        database->write([&](db::transaction& t) { store::end_mail(t, id, state, "250 OK", start, again); });
    }
    std::optional<store::job> take(core::moment at) {
        std::optional<store::job> j;
        database->write([&](db::transaction& t) { j = store::take_job(t, at); });
        return j;
    }
    core::account_id person(const std::string& mail) {
        core::account_id id;
        database->write([&](db::transaction& t) { id = store::add_account(t, mail, "x", "sv", "x"); });
        return id;
    }
    const core::moment start{1'800'000'000s};
};

TEST_P(outbox_rows, have_a_job_and_lose_their_words_when_they_are_sent) {
    const auto id = queue().value();
    EXPECT_EQ(take(start)->subject, std::to_string(id));
    EXPECT_EQ(find(id).body, "hemlig länk");
    EXPECT_TRUE(begin_end(id));
    EXPECT_EQ(find(id).state, mail_state::ending);
    end(id, mail_state::sent);
    EXPECT_EQ(find(id).state, mail_state::sent);
    EXPECT_EQ(find(id).body, "");
    EXPECT_EQ(find(id).answer, "250 OK");
    EXPECT_FALSE(begin_end(id));
    end(id, mail_state::unknown);
    EXPECT_EQ(find(id).state, mail_state::sent) << "what was sent stays so";
}

TEST_P(outbox_rows, are_handed_over_by_one_of_many) {
    const auto id = queue().value();
    const auto other = made->open();
    std::atomic<int> ours = 0;
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < 8; ++n)
            all.emplace_back([&, n] {
                bool mine = false;
                (n % 2 ? *database : *other).write([&](db::transaction& t) {
                    mine = store::begin_end_of_mail(t, id, start);
                });
                ours += mine;
            });
    }
    EXPECT_EQ(ours, 1);
}

TEST_P(outbox_rows, with_the_same_key_are_queued_once) {
    EXPECT_TRUE(queue("a@x.example", "digest 2026-11-30 1"));
    EXPECT_FALSE(queue("a@x.example", "digest 2026-11-30 1"));
    EXPECT_TRUE(queue("b@x.example", "digest 2026-11-30 2"));
    EXPECT_TRUE(queue() && queue()) << "without a key there may be many";
}

TEST_P(outbox_rows, for_later_wait_until_then) {
    const auto id = queue().value();
    const auto first = take(start);
    end(id, mail_state::later, start + 4min);
    database->write([&](db::transaction& t) { store::finish_job(t, *first); });
    EXPECT_FALSE(take(start + 3min));
    EXPECT_EQ(take(start + 4min)->subject, std::to_string(id));
    EXPECT_EQ(find(id).attempts, 1);
}

TEST_P(outbox_rows, that_failed_are_tried_again_by_hand_and_swept_in_the_end) {
    const auto failed = queue().value(), sent = queue().value(), waits = queue().value();
    end(failed, mail_state::failed);
    end(sent, mail_state::sent);
    const auto retry = [&](std::int64_t id) {
        bool again = false;
        database->write([&](db::transaction& t) { again = store::retry_mail(t, id, start); });
        return again;
    };
    EXPECT_TRUE(retry(failed));
    EXPECT_FALSE(retry(failed)) << "it waits already";
    EXPECT_FALSE(retry(sent));
    EXPECT_FALSE(retry(999));
    end(failed, mail_state::failed);
    database->write([&](db::transaction& t) { store::sweep_mail(t, start + 96h); });
    EXPECT_EQ(find(failed).body, "");
    EXPECT_FALSE(retry(failed)) << "its words are gone";
    EXPECT_EQ(find(waits).body, "hemlig länk");
    const auto rule = core::retention_rule_named("letters").value();
    EXPECT_EQ(store::erase_due(*database, rule, "x", start + 91 * 24h).count, 2);
    auto r = database->read();
    EXPECT_EQ(store::mails(r, {}, 10).size(), 1U);
    EXPECT_EQ(store::mails(r, mail_state::queued, 10).at(0).id, waits);
}

TEST_P(outbox_rows, of_a_kind_are_counted_by_address) {
    queue("a@x.example"), queue("a@x.example"), queue("b@x.example");
    auto r = database->read();
    EXPECT_EQ(store::mails_since(r, "invitation", "a@x.example", start - 1h), 2);
    EXPECT_EQ(store::mails_since(r, "forgotten", "a@x.example", start - 1h), 0);
    EXPECT_EQ(store::mails_since(r, "invitation", "a@x.example", start), 0);
}

TEST_P(outbox_rows, tell_of_addresses_that_were_refused) {
    database->write([&](db::transaction& t) {
        store::note_refusal(t, "a@x.example", "550 finns inte", {}, start);
        store::note_refusal(t, "a@x.example", "550 finns inte alls", {}, start + 1h);
    });
    {
        auto r = database->read();
        EXPECT_EQ(store::find_refusal(r, "a@x.example")->answer, "550 finns inte alls");
        EXPECT_EQ(store::refusals(r).size(), 1U);
    }
    bool first = false, second = true;
    database->write([&](db::transaction& t) {
        first = store::forget_refusal(t, "a@x.example", "x");
        second = store::forget_refusal(t, "a@x.example", "x");
    });
    EXPECT_TRUE(first && !second);
    auto r = database->read();
    EXPECT_FALSE(store::find_refusal(r, "a@x.example"));
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_P(outbox_rows, know_what_somebody_wants_to_be_told) {
    const auto anna = person("a@x.example");
    {
        auto r = database->read();
        EXPECT_EQ(store::mail_wish_of(r, anna), store::mail_wish{});
    }
    bool first = false, second = true;
    database->write([&](db::transaction& t) {
        store::put_mail_wish(t, anna, {0, false}, "konto 1", start);
        store::put_mail_wish(t, anna, {14, false}, "konto 1", start);
        first = store::note_reminded(t, anna, "fjallby m1-0", start);
        second = store::note_reminded(t, anna, "fjallby m1-0", start);
    });
    auto r = database->read();
    EXPECT_EQ(store::mail_wish_of(r, anna), (store::mail_wish{14, false}));
    EXPECT_TRUE(first && !second);
}

TEST_P(outbox_rows, are_declined_by_a_signed_link_alone) {
    const auto anna = person("a@x.example"), bo = person("b@x.example");
    std::string link, again;
    database->write([&](db::transaction& t) {
        link = store::decline_secret(t, {anna, store::declinable::digest});
        again = store::decline_secret(t, {anna, store::declinable::digest});
    });
    EXPECT_EQ(link, again);
    auto by = [&](const std::string& secret) {
        auto r = database->read();
        return store::declined_by(r, secret);
    };
    ASSERT_TRUE(by(link));
    EXPECT_EQ(by(link)->account, anna);
    EXPECT_EQ(by(link)->what, store::declinable::digest);
    auto other = link;
    other.replace(0, other.find('-'), std::to_string(bo.value));
    for (const auto& bad : {other, link + "0", link.substr(0, link.size() - 1), std::string{}, std::string{"1-digest-"},
                            std::string{"x"}, "0" + link})
        EXPECT_FALSE(by(bad)) << bad;
    auto kind = link;
    kind.replace(kind.find("digest"), 6, "reminder");
    EXPECT_FALSE(by(kind));
    database->write([&](db::transaction& t) { store::close_account(t, anna, "x"); });
    EXPECT_FALSE(by(link));
}

ON_BOTH_ENGINES(outbox_rows);

} // namespace
