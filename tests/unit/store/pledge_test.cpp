#include "fixture.hpp"

#include "db/statement.hpp"
#include "exchange/json.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace {

class pledges : public in_store {};

std::vector<std::string> slugs(const std::vector<core::pledge_summary>& all) {
    std::vector<std::string> out;
    for (const auto& s : all)
        out.push_back(s.slug);
    return out;
}

TEST_P(pledges, come_back_whole) {
    auto file = a_pledge();
    file.invented = true;
    file.lede = "Vi vill ha det tryggt.";
    file.shown_from = base::make_date(2025, 3, 1);
    file.settings.reporting_days = 5;
    file.settings.risk_weekends = {{base::make_date(2025, 4, 25), base::make_date(2025, 4, 27), "löning"}};
    file.settings.spring_to = {6, 12};
    file.log = {an_entry(), an_entry()};
    file.reasons = {{"m1", base::make_date(2024, 7, 1), core::reason_code::priority, "Semester", "Kommunpolis",
                     base::make_date(2024, 8, 20)}};

    const auto kept = add(file);
    const auto found = find(kept.slug);

    EXPECT_EQ(kept.slug, "medborgarlofte-angelas-2024-2026");
    EXPECT_EQ(found.id, kept.id);
    EXPECT_EQ(found.document, file.document);
    EXPECT_TRUE(found.invented);
    EXPECT_EQ(found.lede, file.lede);
    EXPECT_EQ(found.shown_from, file.shown_from);
    EXPECT_EQ(found.settings.reporting_days, 5);
    EXPECT_EQ(found.settings.risk_weekends.at(0).name, "löning");
    EXPECT_EQ(found.settings.spring_to, std::pair(6u, 12u));
    EXPECT_EQ(found.log.size(), 2u);
    EXPECT_EQ(found.reasons.at(0).window_from, base::make_date(2024, 7, 1));
    EXPECT_EQ(found.reasons.at(0).code, core::reason_code::priority);
    EXPECT_EQ(found.status, core::status::draft);
}

TEST_P(pledges, that_are_not_there_are_nothing) {
    auto r = database->read();

    EXPECT_FALSE(store::find_pledge(r, "ingen"));
    EXPECT_EQ(store::revision(r, "ingen"), 0);
}

TEST_P(pledges, of_the_same_title_get_a_number) {
    EXPECT_EQ(add(a_pledge("Löfte")).slug, "lofte");
    EXPECT_EQ(add(a_pledge("Löfte")).slug, "lofte-2");
    EXPECT_EQ(add(a_pledge("!!")).slug, "lofte-3");
}

TEST_P(pledges, never_get_an_address_that_the_program_needs) {
    auto named = a_pledge("Något");
    named.slug = "api";

    EXPECT_EQ(add(a_pledge("Om")).slug, "om-2");
    EXPECT_EQ(add(a_pledge("OM!")).slug, "om-3");
    EXPECT_EQ(add(a_pledge("Hälsa")).slug, "halsa-2");
    EXPECT_EQ(add(named).slug, "api-2");
    EXPECT_EQ(add(a_pledge("Omsorg")).slug, "omsorg");
}

TEST_P(pledges, are_paged_without_gap_or_double) {
    constexpr int count = 230;
    database->write([&](db::transaction& t) {
        for (int i = 0; i < count; ++i) {
            auto file = a_pledge(fmt::format("Löfte {:03} {}", i, i % 7 == 0 ? "Sörån" : ""),
                                 fmt::format("Kommun {}", i % 10), fmt::format("99{:02}", i % 10));
            file.status = i % 23 == 0 ? core::status::draft : core::status::published;
            store::add_pledge(t, file);
        }
    });
    const auto meant = [](auto&& is_meant) {
        std::vector<std::string> out;
        for (int i = 0; i < count; ++i)
            if (i % 23 != 0 && is_meant(i)) out.push_back(fmt::format("lofte-{:03}{}", i, i % 7 == 0 ? "-soran" : ""));
        return out;
    };
    auto r = database->read();
    std::vector<std::string> paged;
    for (int offset = 0;; offset += 50) {
        const auto page = store::list_pledges(r, {.limit = 50, .offset = offset});
        if (page.empty()) break;
        for (const auto& s : page) {
            EXPECT_EQ(s.parties.size(), 2u) << s.slug;
            EXPECT_EQ(s.focus_areas.size(), 1u) << s.slug;
            paged.push_back(s.slug);
        }
    }

    EXPECT_EQ(paged, meant([](int) { return true; }));
    EXPECT_EQ(slugs(store::list_pledges(r, {.municipality = "9903"})), meant([](int i) { return i % 10 == 3; }));
    EXPECT_EQ(slugs(store::list_pledges(r, {.words = "SÖRÅN"})), meant([](int i) { return i % 7 == 0; }));
    EXPECT_EQ(slugs(store::list_pledges(r, {.municipality = "9904", .words = "sörån löfte"})),
              meant([](int i) { return i % 7 == 0 && i % 10 == 4; }));
    EXPECT_EQ(store::municipalities(r).size(), 10u);
}

TEST_P(pledges, keep_every_version_with_the_digest_of_its_text) {
    const auto kept = add(a_pledge());
    auto changed = kept.document;
    changed.title = "Nytt namn";
    database->write([&](db::transaction& t) { store::replace_document(t, kept.id, kept.document, changed); });

    auto r = database->read();
    std::vector<std::string> bodies;
    for (const auto& [body, digest] :
         db::select<std::string, db::bytes>(r, "select body, digest from document_version order by number")) {
        EXPECT_EQ(store::sha256(body), digest.value);
        bodies.push_back(body);
    }
    ASSERT_EQ(bodies.size(), 2u);
    EXPECT_EQ(exchange::parse_document(bodies[0])->title, kept.document.title);
    EXPECT_EQ(store::find_pledge(r, kept.slug)->document, changed);
}

TEST_P(pledges, show_the_approvals_of_the_newest_approved_version) {
    const auto kept = add(a_pledge());
    const core::approval approval{"Ängelås kommun", "kommunchef", base::make_date(2024, 1, 10)};
    database->write([&](db::transaction& t) { store::publish(t, kept.id, {approval}); });
    const auto published = find(kept.slug);
    database->write(
        [&](db::transaction& t) { store::replace_document(t, kept.id, kept.document, a_pledge("Annat").document); });

    EXPECT_EQ(published.status, core::status::published);
    ASSERT_EQ(published.approvals.size(), 1u);
    EXPECT_EQ(published.approvals[0].by, "kommunchef");
    EXPECT_EQ(published.approvals[0].on, base::make_date(2024, 1, 10));
    const auto answered = find(kept.slug);
    ASSERT_EQ(answered.approvals.size(), 1u);
    EXPECT_EQ(answered.approvals[0].by, "kommunchef");
    EXPECT_EQ(answered.approvals[0].version, 1);
    EXPECT_EQ(answered.version, 2);

    database->write([&](db::transaction& t) {
        store::publish(t, kept.id, {{"Polisen", "områdeschef", base::make_date(2024, 2, 1)}});
    });
    const auto again = find(kept.slug);
    ASSERT_EQ(again.approvals.size(), 1u);
    EXPECT_EQ(again.approvals[0].party, "Polisen");
    EXPECT_EQ(again.approvals[0].version, 2);
}

TEST_P(pledges, are_found_by_words_in_any_case_and_by_municipality) {
    auto draft = a_pledge("Utkast");
    auto other = a_pledge("Trygga Östmark", "Östmarks kommun", "9902");
    draft.slug = "utkast";
    for (auto* file : {&other})
        file->status = core::status::published;
    auto first = a_pledge();
    first.status = core::status::published;
    add(draft), add(other), add(first);
    auto r = database->read();
    const auto found = [&](store::pledge_filter f) { return slugs(store::list_pledges(r, f)); };
    using names = std::vector<std::string>;

    EXPECT_EQ(found({}), (names{"medborgarlofte-angelas-2024-2026", "trygga-ostmark"}));
    EXPECT_EQ(found({.published_only = false}),
              (names{"medborgarlofte-angelas-2024-2026", "trygga-ostmark", "utkast-2"}));
    EXPECT_EQ(found({.municipality = "9902"}), (names{"trygga-ostmark"}));
    EXPECT_EQ(found({.words = "ÖSTMARK  öppna"}), (names{"trygga-ostmark"}));
    EXPECT_EQ(found({.words = "östmark ängelås medborgarlöfte"}), names{});
    EXPECT_EQ(found({.words = "100%"}), names{});
    EXPECT_EQ(found({.limit = 1, .offset = 1}), (names{"trygga-ostmark"}));
}

TEST_P(pledges, are_listed_with_their_parties_and_focus_areas) {
    auto file = a_pledge();
    file.status = core::status::published;
    add(file);
    auto r = database->read();

    const auto all = store::list_pledges(r, {});

    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].title, file.document.title);
    EXPECT_EQ(all[0].valid, file.document.valid);
    EXPECT_EQ(all[0].parties, file.document.parties);
    EXPECT_EQ(all[0].focus_areas, std::vector<std::string>{"Öppna platser"});
    EXPECT_EQ(store::municipalities(r), (std::vector<std::pair<std::string, std::string>>{{"9901", "Ängelås kommun"}}));
}

TEST_P(pledges, have_another_revision_after_every_change) {
    const auto kept = add(a_pledge());
    const auto revision = [&] {
        auto r = database->read();
        return store::revision(r, kept.slug);
    };
    const std::vector<std::function<void(db::transaction&)>> changes{
        [&](auto& t) { store::set_lede(t, kept.id, "x"); },
        [&](auto& t) { store::set_shown_from(t, kept.id, std::nullopt); },
        [&](auto& t) { store::set_settings(t, kept.id, {}); },
        [&](auto& t) { store::publish(t, kept.id, {}); },
        [&](auto& t) { store::replace_document(t, kept.id, kept.document, kept.document); },
        [&](auto& t) { store::append(t, kept.id, an_entry()); },
        [&](auto& t) { store::add_reason(t, kept.id, {.owner = "m1", .given_on = base::make_date(2024, 1, 1)}); },
    };
    auto before = revision();
    for (const auto& change : changes) {
        database->write(change);
        EXPECT_GT(revision(), before);
        before = revision();
    }
}

TEST_P(pledges, that_do_not_exist_cannot_be_changed) {
    try {
        database->write([&](db::transaction& t) { store::set_lede(t, 99, "x"); });
        FAIL() << "it was changed";
    } catch (const db::error& e) {
        EXPECT_EQ(e.kind(), db::error_class::foreign_key);
    }
}

// What each of several instances answers when all do the same at once: how many of them were first.
template <class Act>
int first_of(const support::test_database& made, Act act) {
    std::atomic<int> first = 0;
    std::vector<std::unique_ptr<db::database>> instances;
    for (int n = 0; n < 4; ++n)
        instances.push_back(made.open());
    {
        std::vector<std::jthread> all;
        for (auto& one : instances)
            all.emplace_back([&, d = one.get()] {
                bool was_first = false;
                d->write([&](db::transaction& t) { was_first = act(t); });
                first += was_first;
            });
    }
    return first;
}

TEST_P(pledges, that_several_publish_at_once_are_published_once) {
    const auto kept = add(a_pledge());
    const auto publish = [&](db::transaction& t) {
        return store::publish(t, kept.id, {{"Ängelås kommun", "kommunchef", base::make_date(2024, 1, 10)}});
    };

    EXPECT_EQ(first_of(*made, publish), 1);
    EXPECT_EQ(find(kept.slug).approvals.size(), 1u);
}

TEST_P(pledges, whose_question_several_answer_at_once_take_one_answer) {
    const auto kept = add(a_pledge());
    auto changed = kept.document;
    changed.title = "Besvarat";
    const auto answer = [&](db::transaction& t) { return store::replace_document(t, kept.id, kept.document, changed); };

    EXPECT_EQ(first_of(*made, answer), 1);
    auto r = database->read();
    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from document_version"), 2);
}

TEST_P(pledges, whose_entry_several_correct_at_once_take_one_correction) {
    const auto kept = add(a_pledge());
    auto change = an_entry();
    change.kind = core::entry_kind::correction;
    change.names = append(kept.id, an_entry()).entry.id;
    const auto correct = [&](db::transaction& t) { return store::append(t, kept.id, change).overtaken_by.empty(); };

    EXPECT_EQ(first_of(*made, correct), 1);
    EXPECT_EQ(find(kept.slug).log.size(), 2u);
}

TEST_P(pledges, whose_lists_several_add_to_at_once_keep_all) {
    const auto kept = add(a_pledge());
    std::atomic<int> day = 0;
    const auto add_day = [&](db::transaction& t) {
        const auto on = base::make_date(2024, 5, 1) + std::chrono::days{++day};
        store::change_settings(
            t, kept.id,
            [&](core::plan_settings& s) {
                s.events.push_back({on, on, "marknad"});
                return true;
            },
            "command line");
        return true;
    };

    EXPECT_EQ(first_of(*made, add_day), 4);
    EXPECT_EQ(find(kept.slug).settings.events.size(), 4u);
}

TEST_P(pledges, whose_lists_stay_are_not_marked_as_changed) {
    const auto kept = add(a_pledge());
    auto r = database->read();
    const auto before = store::revision(r, kept.slug);
    database->write([&](db::transaction& t) {
        store::change_settings(
            t, kept.id, [](core::plan_settings&) { return false; }, "command line");
    });
    auto later = database->read();
    EXPECT_EQ(store::revision(later, kept.slug), before);
    EXPECT_THROW(database->write([](db::transaction& t) {
        store::change_settings(
            t, 4711, [](core::plan_settings&) { return true; }, "command line");
    }),
                 db::error);
}

ON_BOTH_ENGINES(pledges);

} // namespace
