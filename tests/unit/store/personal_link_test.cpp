#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/personal_link.hpp"

#include <functional>

namespace {

const core::moment noon{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::hours{11}};

class personal_link : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        pledge = add(a_pledge());
        write([&](db::transaction& t) {
            housing = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
            other = store::add_organisation(t, core::organisation_named("Polisen i Ängelås"), "x");
        });
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }
    core::personal_link a_link(std::string made_by = "konto 1") {
        core::personal_link l;
        l.pledge = pledge.id;
        l.slug = pledge.slug;
        l.of = housing;
        l.function = "fältassistent, Bostadsbolaget";
        l.party = "Bostadsbolaget";
        l.rows = {"m1", "p2"};
        l.made_by = std::move(made_by);
        l.ends_on = base::make_date(2026, 9, 1);
        return l;
    }
    std::int64_t make(const core::personal_link& l, std::string_view secret) {
        std::int64_t id = 0;
        write([&](db::transaction& t) { id = store::add_personal_link(t, l, secret, noon); });
        return id;
    }
    std::optional<core::personal_link> found(std::string_view secret) {
        auto r = database->read();
        return store::find_personal_link(r, secret);
    }
    std::vector<store::audit_fault> faults() {
        auto r = database->read();
        return store::verify_audit(r).faults;
    }

    core::pledge_file pledge;
    core::organisation_id housing, other;
};

TEST_P(personal_link, is_found_by_its_secret_and_kept_as_a_digest) {
    const auto id = make(a_link(), "hemligt");
    const auto link = found("hemligt");
    ASSERT_TRUE(link);
    EXPECT_EQ(link->id, id);
    EXPECT_EQ(link->slug, pledge.slug);
    EXPECT_EQ(link->title, pledge.document.title);
    EXPECT_EQ(link->of, housing);
    EXPECT_EQ(link->function, "fältassistent, Bostadsbolaget");
    EXPECT_EQ(link->party, "Bostadsbolaget");
    EXPECT_EQ(link->rows, (std::vector<std::string>{"m1", "p2"}));
    EXPECT_EQ(link->made_by, "konto 1");
    EXPECT_EQ(link->ends_on, base::make_date(2026, 9, 1));
    EXPECT_FALSE(link->revoked_at);
    EXPECT_FALSE(found("hemligT"));
    EXPECT_FALSE(found(""));
    auto r = database->read();
    EXPECT_FALSE(
        db::find<std::int64_t>(r, "select id from personal_link where digest = $1", db::bytes_view{"hemligt"}));
    EXPECT_TRUE(faults().empty());
}

TEST_P(personal_link, is_made_once_by_a_form_that_is_sent_twice) {
    const auto id = make(a_link(), "a");
    EXPECT_EQ(make(a_link(), "a"), id);
    EXPECT_NE(make(a_link(), "b"), id);
    auto r = database->read();
    EXPECT_EQ(store::personal_links(r).size(), 2U);
    EXPECT_EQ(store::personal_links_of(r, housing).size(), 2U);
    EXPECT_TRUE(store::personal_links_of(r, other).empty());
}

TEST_P(personal_link, is_taken_back_by_its_organisation_alone) {
    const auto id = make(a_link(), "a");
    const auto revoke = [&](std::optional<core::organisation_id> of) {
        bool done = false;
        write([&](db::transaction& t) { done = store::revoke_personal_link(t, id, of, "konto 2", noon); });
        return done;
    };
    EXPECT_FALSE(revoke(other));
    EXPECT_FALSE(found("a")->revoked_at);
    EXPECT_TRUE(revoke(housing));
    EXPECT_EQ(found("a")->revoked_at, noon);
    EXPECT_FALSE(revoke(housing)) << "once";
    EXPECT_TRUE(faults().empty());
}

TEST_P(personal_link, ends_with_the_right_of_whoever_made_it) {
    core::account_id anna;
    write([&](db::transaction& t) {
        anna = store::add_account(t, "anna@angelas.example", "samordnare", "sv", "x");
        store::add_membership(t, anna, housing, core::holder::coordinator, "x");
        store::add_membership(t, anna, housing, core::holder::officer, "x");
    });
    make(a_link(core::holder_of(anna)), "hennes");
    make(a_link("konto 99"), "en annans");
    write([&](db::transaction& t) { store::end_membership(t, anna, housing, core::holder::officer, "x"); });
    EXPECT_FALSE(found("hennes")->revoked_at) << "she is a coordinator still";
    write([&](db::transaction& t) { store::end_membership(t, anna, housing, core::holder::coordinator, "x"); });
    EXPECT_TRUE(found("hennes")->revoked_at);
    EXPECT_FALSE(found("en annans")->revoked_at);
    EXPECT_TRUE(faults().empty());
}

TEST_P(personal_link, that_was_changed_past_the_program_is_told_of) {
    make(a_link(), "a");
    write([&](db::transaction& t) { t.on().script("update personal_link set party = 'Polisen'"); });
    EXPECT_EQ(faults().size(), 1U);
    write([&](db::transaction& t) {
        t.on().script("update personal_link set party = 'Bostadsbolaget', revoked_at = 1");
    });
    ASSERT_EQ(faults().size(), 1U);
    EXPECT_EQ(faults().front().what, "personal_link");
}

ON_BOTH_ENGINES(personal_link);

} // namespace
