#include "fixture.hpp"

#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/board.hpp"
#include "store/draft.hpp"

namespace {

class board : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        database->write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Ängelås kommun"), "x");
            police = store::add_organisation(t, core::organisation_named("Lokalpolisområde Ängelås"), "x");
        });
    }
    // "SLUG: those who are lacking"
    std::string waiting(const std::vector<core::organisation_id>& ids) {
        auto r = database->read();
        std::vector<core::organisation> organisations;
        for (const auto id : ids)
            organisations.push_back({.id = id, .name = {}, .code = {}});
        std::string all;
        for (const auto& w : store::waiting_documents(r, organisations)) {
            all += w.slug + ":";
            for (const auto& party : w.lacking)
                all += " " + party;
            all += ";";
        }
        return all;
    }

    core::organisation_id municipality, police;
};

TEST_P(board, drafts_wait_for_those_who_have_not_approved_them) {
    std::string slug;
    const auto write = [&](const std::function<void(db::transaction&)>& work) { database->write(work); };
    const auto draft = [&] {
        auto r = database->read();
        return store::find_draft(r, slug).value();
    };
    write([&](db::transaction& t) { slug = store::add_draft(t, {a_pledge().document, {}, municipality}, "konto 1"); });
    EXPECT_EQ(waiting({municipality}), slug + ":;") << "nobody is asked yet";
    EXPECT_EQ(waiting({police}), "") << "it is not shared";
    EXPECT_EQ(waiting({core::organisation_id{999}}), "");
    write([&](db::transaction& t) { store::send_for_approval(t, draft().pledge, draft().version, "konto 1"); });
    EXPECT_EQ(waiting({police}), slug + ": Ängelås kommun Lokalpolisområde Ängelås;");
    EXPECT_EQ(waiting({municipality, police}), waiting({police})) << "once";
    write([&](db::transaction& t) {
        store::approve(t, store::find_draft(t, slug).value(), {"Ängelås kommun", municipality, "chef", "konto 2", {}});
    });
    EXPECT_EQ(waiting({municipality}), slug + ": Lokalpolisområde Ängelås;");
    write([&](db::transaction& t) {
        store::approve(t, store::find_draft(t, slug).value(),
                       {"Lokalpolisområde Ängelås", police, "chef", "konto 3", {}});
    });
    EXPECT_EQ(waiting({police}), "") << "published";
    const auto is_change = [&] {
        auto r = database->read();
        const auto all = store::waiting_documents(r, {{.id = municipality, .name = {}, .code = {}}});
        return all.size() == 1 && all.front().is_change;
    };
    auto changed = draft().document;
    changed.title += " igen";
    write([&](db::transaction& t) { store::change_draft(t, draft().pledge, draft().version, changed, "konto 1"); });
    EXPECT_TRUE(is_change());
}

TEST_P(board, a_reason_that_stands_is_not_given_twice) {
    const auto kept = add(a_pledge());
    core::verdict_reason reason{"m1",   base::make_date(2024, 2, 1), core::reason_code::weather, "Snö",
                                "chef", base::make_date(2024, 3, 1)};
    const auto give = [&] {
        std::size_t n = 0;
        database->write([&](db::transaction& t) { n = store::add_new_reasons(t, kept.id, {reason}, "konto 7"); });
        return n;
    };
    EXPECT_EQ(give(), 1U);
    EXPECT_EQ(give(), 0U);
    reason.text = "Mycket snö";
    EXPECT_EQ(give(), 1U);
    reason.text = "Snö";
    EXPECT_EQ(give(), 1U) << "again what it was first";
    auto r = database->read();
    EXPECT_EQ(store::reasons_of(r, kept.id).size(), 3U);
    EXPECT_EQ(store::audit_of(r, kept.id).back().by, "konto 7");
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

ON_BOTH_ENGINES(board);

} // namespace
