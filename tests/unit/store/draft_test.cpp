#include "fixture.hpp"

#include "db/statement.hpp"
#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/draft.hpp"
#include "store/draft_source.hpp"
#include "store/party.hpp"

#include <functional>

namespace {

const core::moment noon{std::chrono::sys_days{std::chrono::year{2024} / 2 / 1} + std::chrono::hours{12}};

class drafts : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
            police = store::add_organisation(t, core::organisation_named("Lokalpolisområde Ängelås"), "x");
            other = store::add_organisation(t, core::organisation_named("Malå kommun"), "x");
        });
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }
    std::string begin(std::optional<core::organisation_id> by) {
        auto document = a_pledge().document;
        document.parties[0].name = "Ängelås kommun";
        std::string slug;
        write([&](db::transaction& t) {
            slug = store::add_draft(
                t,
                {document,
                 core::draft_source{"löfte.txt", "Ängelås lovar.", {{"/title", {0, 7}}}, {"En skannad sida."}}, by},
                "konto 1");
        });
        return slug;
    }
    core::draft draft(const std::string& slug) {
        auto r = database->read();
        return store::find_draft(r, slug).value();
    }
    std::optional<int> change(const core::draft& d, const std::string& title) {
        auto to = d.document;
        to.title = title;
        std::optional<int> number;
        write([&](db::transaction& t) { number = store::change_draft(t, d.pledge, d.version, to, "konto 1"); });
        return number;
    }
    bool send(const core::draft& d) {
        bool done = false;
        write([&](db::transaction& t) { done = store::send_for_approval(t, d.pledge, d.version, "konto 1"); });
        return done;
    }
    store::approved approve(const core::draft& d, const std::string& party, core::organisation_id in) {
        auto done = store::approved::no;
        write([&](db::transaction& t) { done = store::approve(t, d, {party, in, "chef", "konto 2", noon}); });
        return done;
    }
    std::string publish(const std::string& slug) {
        send(draft(slug));
        approve(draft(slug), "Ängelås kommun", municipality);
        approve(draft(slug), "Lokalpolisområde Ängelås", police);
        return slug;
    }
    bool in_list_of(core::organisation_id in, const std::string& slug) {
        auto r = database->read();
        for (const auto& row : store::drafts_of(r, in))
            if (row.slug == slug) return store::takes_part(r, draft(slug), in);
        return false;
    }
    // The act and the holder.
    std::tuple<std::string, std::string> published_by(std::int64_t pledge) {
        auto r = database->read();
        return db::find<std::string, std::string>(r, R"(
            select act, holder from audit_event where document = $1 and act like 'publish%')",
                                                  pledge)
            .value();
    }
    std::vector<store::audit_fault> faults() {
        auto r = database->read();
        return store::verify_audit(r).faults;
    }
    core::organisation_id municipality, police, other;
};

TEST_P(drafts, keep_the_text_that_they_were_read_from) {
    const auto d = draft(begin(municipality));
    EXPECT_EQ(d.version, 1);
    EXPECT_FALSE(d.in_force);
    auto r = database->read();
    const auto source = store::source_of(r, d.pledge).value();
    EXPECT_EQ(source.source.name, "löfte.txt");
    EXPECT_EQ(source.source.text, "Ängelås lovar.");
    EXPECT_EQ(source.source.spans.at("/title"), (reading::span{0, 7}));
    EXPECT_EQ(source.source.warnings, (std::vector<std::string>{"En skannad sida."}));
    EXPECT_EQ(source.document, d.document);
}

TEST_P(drafts, are_seen_by_those_who_began_them_until_they_are_shared) {
    const auto slug = begin(municipality);
    EXPECT_TRUE(in_list_of(municipality, slug));
    EXPECT_FALSE(in_list_of(police, slug));
    write([&](db::transaction& t) { store::share_draft(t, draft(slug).pledge, "konto 1"); });
    EXPECT_TRUE(in_list_of(police, slug));
    EXPECT_FALSE(in_list_of(other, slug));
    EXPECT_TRUE(in_list_of(police, begin(std::nullopt)));
}

TEST_P(drafts, change_from_what_was_seen_and_from_nothing_else) {
    const auto slug = begin(municipality);
    const auto seen = draft(slug);
    EXPECT_EQ(change(seen, "Den ena"), 2);
    EXPECT_EQ(change(seen, "Den andra"), std::nullopt);
    EXPECT_EQ(draft(slug).document.title, "Den ena");
    auto r = database->read();
    EXPECT_EQ(store::version_of(r, seen.pledge, 1)->title, seen.document.title);
}

TEST_P(drafts, are_published_when_every_signing_party_has_approved_this_version) {
    const auto slug = begin(municipality);
    EXPECT_EQ(approve(draft(slug), "Ängelås kommun", municipality), store::approved::no); // not sent
    EXPECT_TRUE(send(draft(slug)));
    EXPECT_EQ(find(slug).status, core::status::review);
    EXPECT_TRUE(in_list_of(police, slug));
    EXPECT_EQ(approve(draft(slug), "Ängelås kommun", municipality), store::approved::waiting);
    EXPECT_EQ(approve(draft(slug), "Ängelås kommun", municipality), store::approved::no); // twice
    EXPECT_EQ(core::waiting_parties(draft(slug)), (std::vector<std::string>{"Lokalpolisområde Ängelås"}));
    EXPECT_EQ(approve(draft(slug), "Lokalpolisområde Ängelås", police), store::approved::published);
    const auto file = find(slug);
    EXPECT_EQ(file.status, core::status::published);
    ASSERT_EQ(file.approvals.size(), 2U);
    EXPECT_EQ(file.approvals[1].party, "Lokalpolisområde Ängelås");
    EXPECT_EQ(file.approvals[1].on, base::make_date(2024, 2, 1));
    EXPECT_EQ(faults(), std::vector<store::audit_fault>{});
}

TEST_P(drafts, lose_their_approvals_with_the_next_change) {
    const auto slug = begin(municipality);
    send(draft(slug));
    const auto approved = draft(slug);
    approve(approved, "Ängelås kommun", municipality);
    change(draft(slug), "Ändrat");
    EXPECT_TRUE(draft(slug).approvals.empty());
    EXPECT_FALSE(draft(slug).in_review);
    EXPECT_EQ(approve(approved, "Lokalpolisområde Ängelås", police), store::approved::no);
    EXPECT_EQ(find(slug).status, core::status::draft);
}

TEST_P(drafts, may_have_an_approval_taken_back_before_they_are_published) {
    const auto slug = begin(municipality);
    send(draft(slug));
    approve(draft(slug), "Ängelås kommun", municipality);
    bool gone = false;
    write([&](db::transaction& t) { gone = store::withdraw_approval(t, draft(slug), "Ängelås kommun", "konto 2"); });
    EXPECT_TRUE(gone);
    EXPECT_TRUE(draft(slug).approvals.empty());
    EXPECT_EQ(approve(draft(slug), "Ängelås kommun", municipality), store::approved::waiting);
    EXPECT_EQ(faults(), std::vector<store::audit_fault>{});
}

TEST_P(drafts, of_a_published_document_leave_it_as_it_is_until_they_are_approved) {
    const auto slug = publish(begin(municipality));
    const auto before = find(slug);
    EXPECT_TRUE(draft(slug).is_in_force());
    change(draft(slug), "Nytt namn");
    change(draft(slug), "Nyare namn");
    EXPECT_EQ(find(slug).document.title, before.document.title);
    EXPECT_EQ(find(slug).status, core::status::published);
    EXPECT_EQ(draft(slug).in_force, 1);
    EXPECT_EQ(faults(), std::vector<store::audit_fault>{});
    auto r = database->read();
    EXPECT_EQ(store::drafts_of(r, municipality).front().title, "Nyare namn");
    publish(slug);
    EXPECT_EQ(find(slug).document.title, "Nyare namn");
    EXPECT_EQ(find(slug).version, 3);
    EXPECT_TRUE(draft(slug).is_in_force());
    EXPECT_EQ(faults(), std::vector<store::audit_fault>{});
}

TEST_P(drafts, that_are_thrown_away_are_nowhere_and_what_was_published_stays) {
    const auto slug = begin(municipality);
    const auto drop = [&] {
        const auto d = draft(slug);
        bool done = false;
        write([&](db::transaction& t) { done = store::drop_draft(t, d.pledge, d.version, "konto 1"); });
        return done;
    };
    publish(slug);
    EXPECT_FALSE(drop());
    change(draft(slug), "Nytt namn");
    EXPECT_TRUE(drop());
    EXPECT_TRUE(draft(slug).is_in_force());
    EXPECT_EQ(change(draft(slug), "Igen"), 3); // a number is never given twice
    EXPECT_EQ(faults(), std::vector<store::audit_fault>{});
    const auto unpublished = begin(municipality);
    const auto d = draft(unpublished);
    write([&](db::transaction& t) { store::drop_draft(t, d.pledge, d.version, "konto 1"); });
    auto r = database->read();
    EXPECT_FALSE(store::find_draft(r, unpublished));
}

TEST_P(drafts, that_show_another_version_than_was_approved_are_found_out) {
    const auto slug = publish(begin(municipality));
    change(draft(slug), "Nytt namn");
    write([&](db::transaction& t) { db::run(t, "update document set version = 2, title = 'Nytt namn'"); });
    ASSERT_EQ(faults().size(), 1U);
    EXPECT_EQ(faults().front().what, "shown");
}

TEST_P(drafts, tell_what_was_approved_here_from_what_was_on_paper) {
    const auto here = draft(publish(begin(municipality)));
    EXPECT_EQ(here.approvals.size(), 2U);
    EXPECT_TRUE(here.on_paper.empty());
    EXPECT_EQ(published_by(here.pledge), (std::tuple<std::string, std::string>{"publish_approved", "konto 2"}));
    const auto slug = begin(municipality);
    write([&](db::transaction& t) {
        store::publish(t, draft(slug).pledge, {{"Ängelås kommun", "kommunchef", base::make_date(2024, 1, 1)}});
    });
    const auto told = draft(slug);
    EXPECT_TRUE(told.approvals.empty());
    ASSERT_EQ(told.on_paper.size(), 1U);
    EXPECT_EQ(told.on_paper[0].by, "kommunchef");
    EXPECT_EQ(std::get<0>(published_by(told.pledge)), "publish");
    EXPECT_TRUE(faults().empty());
}

TEST_P(drafts, are_begun_once) {
    const store::new_draft what{a_pledge().document, std::nullopt, municipality};
    const auto before = [&](const store::new_draft& asked, std::string_view by) {
        std::optional<std::string> slug;
        write([&](db::transaction& t) { slug = store::begun_before(t, asked, by); });
        return slug;
    };
    EXPECT_FALSE(before(what, "konto 1"));
    std::string slug;
    write([&](db::transaction& t) { slug = store::add_draft(t, what, "konto 1"); });
    EXPECT_EQ(before(what, "konto 1"), slug);
    EXPECT_FALSE(before(what, "konto 2"));
    EXPECT_FALSE(before({what.document, std::nullopt, police}, "konto 1"));
    EXPECT_FALSE(before({what.document, core::draft_source{"", "Annat.", {}, {}}, municipality}, "konto 1"));
    change(draft(slug), "Nytt");
    EXPECT_FALSE(before(what, "konto 1"));
}

TEST_P(drafts, tell_which_parties_an_organisation_is) {
    const auto d = draft(begin(municipality));
    auto r = database->read();
    const auto signers = store::signers_of(r, d);
    ASSERT_EQ(signers.size(), 2U);
    EXPECT_EQ(signers[0].party, "Ängelås kommun");
    ASSERT_EQ(signers[0].organisations.size(), 1U); // and not the other municipality
    EXPECT_EQ(signers[0].organisations[0].id, municipality);
    ASSERT_EQ(signers[1].organisations.size(), 1U);
    EXPECT_EQ(signers[1].organisations[0].id, police);
}

TEST_P(drafts, tell_which_parties_are_nobody_here_until_one_is_linked) {
    const auto slug = begin(municipality);
    auto to = draft(slug).document;
    to.parties[1].name = "Polisen";
    write([&](db::transaction& t) { store::change_draft(t, draft(slug).pledge, 1, to, "konto 1"); });
    const auto its = [&] {
        auto r = database->read();
        return store::signers_of(r, draft(slug)).at(1).organisations;
    };
    EXPECT_TRUE(its().empty());
    write([&](db::transaction& t) { store::link_party(t, slug, "Polisen", police, "konto 1"); });
    ASSERT_EQ(its().size(), 1U);
    EXPECT_EQ(its()[0].id, police);
}

ON_BOTH_ENGINES(drafts);

} // namespace
