#include "db/statement.hpp"
#include "engines.hpp"
#include "release_0_1_0.hpp"
#include "store/audit.hpp"
#include "store/job.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"
#include "store/setting.hpp"
#include "store/token.hpp"

#include <fstream>
#include <sstream>

namespace {

class from_release_0_1_0 : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (!database) return;
        std::ifstream file{std::string{LOFTE_SOURCE_DIR} + "/db/snapshots/0.1.0." + (sqlite() ? "sqlite" : "pgsql") +
                           ".sql"};
        ASSERT_TRUE(file) << "the snapshot is missing";
        std::stringstream text;
        text << file.rdbuf();
        database->write([&](db::transaction& t) { t.on().script(changed(text.str())); });
        upgraded = store::migrate(*database);
    }
    virtual std::string changed(std::string snapshot) const { return snapshot; }
    store::migrated upgraded;
};

TEST_P(from_release_0_1_0, the_database_becomes_what_a_new_one_is) {
    EXPECT_EQ(upgraded.from, 1);
    EXPECT_NO_THROW(store::require_schema(*database));
}

TEST_P(from_release_0_1_0, a_pledge_is_read_as_before) {
    const auto before = release_0_1_0::pledge();
    auto r = database->read();

    const auto now = store::find_pledge(r, "algskog-2024");

    ASSERT_TRUE(now);
    EXPECT_EQ(now->document, before.document);
    EXPECT_EQ(now->status, core::status::published);
    EXPECT_TRUE(now->invented);
    EXPECT_EQ(now->lede, before.lede);
    EXPECT_EQ(now->shown_from, before.shown_from);
    EXPECT_EQ(now->settings.reporting_days, 14);
    ASSERT_EQ(now->approvals.size(), 1u);
    EXPECT_EQ(now->approvals[0].by, "kommunchef");
    ASSERT_EQ(now->reasons.size(), 1u);
    EXPECT_EQ(now->reasons[0].text, "Storm");
    EXPECT_EQ(store::list_pledges(r, {.words = "ÄLGSKOG"}).size(), 1u);
}

TEST_P(from_release_0_1_0, the_log_is_read_and_continued) {
    auto r = database->read();
    const auto log = store::find_pledge(r, "algskog-2024")->log;

    ASSERT_EQ(log.size(), 3u);
    EXPECT_EQ(log[0].amount, release_0_1_0::pledge().log[0].amount);
    EXPECT_EQ(log[1].note, "Andra");
    EXPECT_EQ(log[2].names, log[0].id);
    EXPECT_EQ(core::standing_entries(log).size(), 2u);
    store::kept_entry again, next;
    const auto pledge = store::find_pledge(r, "algskog-2024")->id;
    auto entry = log[2];
    database->write([&](db::transaction& t) { again = store::append(t, pledge, entry); });
    entry.client_key = "nyckel-2";
    entry.kind = core::entry_kind::entry;
    entry.names.clear();
    database->write([&](db::transaction& t) { next = store::append(t, pledge, entry); });
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(next.entry.row, 4);
}

TEST_P(from_release_0_1_0, everything_else_is_there_too) {
    std::optional<store::job> job;
    database->write([&](db::transaction& t) { job = store::take_job(t, core::moment{std::chrono::hours{1'000'000}}); });
    auto r = database->read();

    EXPECT_EQ(store::tokens(r).at(0).pledge, "algskog-2024");
    EXPECT_EQ(store::find_setting(r, "om.kontakt"), "kommunen@example.org");
    EXPECT_EQ(store::find_made_file(r, "report", "algskog-2024")->bytes, "%PDF");
    ASSERT_TRUE(job);
    EXPECT_EQ(job->subject, "algskog-2024");
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
    EXPECT_EQ(store::verify_audit(r).events, 7);
}

// No party of the snapshot says whom to turn to; here the second does.
class from_release_0_1_0_with_a_contact : public from_release_0_1_0 {
  protected:
    std::string changed(std::string snapshot) const override {
        constexpr std::string_view end = R"("code":null,"role":"signatory"})";
        const auto at = snapshot.find(end);
        if (at != snapshot.npos)
            snapshot.replace(
                at, end.size(),
                R"("code":null,"role":"signatory","contact":{"function":"Områdespolis","mail":"","telephone":"114 14"}})");
        return snapshot;
    }
};

TEST_P(from_release_0_1_0_with_a_contact, the_list_says_whom_to_turn_to) {
    auto r = database->read();

    const auto all = store::list_pledges(r, {});

    ASSERT_EQ(all.size(), 1u);
    ASSERT_EQ(all[0].parties.size(), 2u);
    EXPECT_EQ(all[0].parties[0].contact, std::nullopt);
    EXPECT_EQ(all[0].parties[1].contact, (reading::contact{"Områdespolis", "", "114 14"}));
    EXPECT_EQ(all[0].parties, store::find_pledge(r, "algskog-2024")->document.parties);
}

ON_BOTH_ENGINES(from_release_0_1_0);
ON_BOTH_ENGINES(from_release_0_1_0_with_a_contact);

} // namespace
