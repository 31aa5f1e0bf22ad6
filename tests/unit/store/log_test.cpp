#include "fixture.hpp"

#include "country.hpp"
#include "db/statement.hpp"
#include "store/audit.hpp"

#include <algorithm>
#include <thread>

namespace {

class logs : public in_store {};

TEST_P(logs, bring_back_an_entry_as_it_was_kept) {
    const auto pledge = add(a_pledge());
    auto entry = an_entry("m1", "nyckel-1");
    entry.subject = "Storgatan";
    entry.reading = 0;
    entry.channel = reading::channel::social_media;
    entry.link = "https://example.org/x";
    entry.amount_visibility = core::visibility::internal;
    entry.detail_visibility = core::visibility::open;
    entry.open_from = entry.done_on + base::days{14};
    entry.public_place = "Centrum";

    const auto kept = append(pledge.id, entry).entry;
    const auto back = find(pledge.slug).log.at(0);

    EXPECT_EQ(kept.row, 1);
    EXPECT_EQ(kept.id.size(), 36u);
    EXPECT_EQ(kept.id[14], '4');
    EXPECT_GT(kept.recorded_at, core::moment{});
    EXPECT_EQ(back.row, kept.row);
    EXPECT_EQ(back.id, kept.id);
    EXPECT_EQ(back.recorded_at, kept.recorded_at);
    EXPECT_EQ(back.owner, "m1");
    EXPECT_EQ(back.reading, 0);
    EXPECT_EQ(back.subject, "Storgatan");
    EXPECT_EQ(back.done_on, entry.done_on);
    EXPECT_EQ(back.said, "80-talet");
    EXPECT_EQ(back.amount, entry.amount);
    EXPECT_EQ(back.hours, 2.5);
    EXPECT_EQ(back.place, "Ågatan");
    EXPECT_EQ(back.note, "Tillsammans med skolan");
    EXPECT_EQ(back.channel, reading::channel::social_media);
    EXPECT_EQ(back.link, entry.link);
    EXPECT_EQ(back.amount_visibility, core::visibility::internal);
    EXPECT_EQ(back.detail_visibility, core::visibility::open);
    EXPECT_EQ(back.open_from, entry.open_from);
    EXPECT_EQ(back.public_place, "Centrum");
    EXPECT_EQ(back.client_key, "nyckel-1");
    EXPECT_EQ(back.by, "telefon 1");
}

TEST_P(logs, take_another_choice_of_what_is_seen_for_another_entry) {
    const auto pledge = add(a_pledge());
    auto entry = an_entry("m1", "k");
    entry.open_from = entry.done_on + base::days{14};
    append(pledge.id, entry);
    EXPECT_FALSE(append(pledge.id, entry).differs);
    entry.public_place = "Norra Centrum";
    EXPECT_FALSE(append(pledge.id, entry).differs) << "an area that was renamed meanwhile is no other entry";
    entry.open_from = entry.done_on + base::days{7};
    EXPECT_TRUE(append(pledge.id, entry).differs);
    auto r = database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_P(logs, number_the_entries_of_each_pledge_from_one) {
    const auto one = add(a_pledge("Ett"));
    const auto two = add(a_pledge("Två"));

    EXPECT_EQ(append(one.id, an_entry()).entry.row, 1);
    EXPECT_EQ(append(two.id, an_entry()).entry.row, 1);
    EXPECT_EQ(append(one.id, an_entry()).entry.row, 2);
}

TEST_P(logs, save_the_same_client_key_once) {
    const auto one = add(a_pledge("Ett"));
    const auto two = add(a_pledge("Två"));
    const auto first = append(one.id, an_entry("m1", "k"));
    const auto again = append(one.id, an_entry("m1", "k"));

    EXPECT_FALSE(first.was_there);
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(again.entry.id, first.entry.id);
    EXPECT_FALSE(append(two.id, an_entry("m1", "k")).was_there);
    EXPECT_EQ(append(one.id, an_entry("m1", "l")).entry.row, 2);
}

TEST_P(logs, save_the_same_client_key_once_from_32_threads_and_two_instances) {
    const auto pledge = add(a_pledge());
    const auto other = made->open();
    std::atomic<int> saved = 0;
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < 32; ++n)
            all.emplace_back([&, n] {
                auto& instance = n % 2 ? *database : *other;
                for (int key = 0; key < 3; ++key)
                    instance.write([&](db::transaction& t) {
                        if (!store::append(t, pledge.id, an_entry("m1", "k" + std::to_string(key))).was_there) ++saved;
                    });
            });
    }

    EXPECT_EQ(saved, 3);
    const auto log = find(pledge.slug).log;
    ASSERT_EQ(log.size(), 3u);
    EXPECT_EQ(log.back().row, 3);
}

TEST_P(logs, cannot_be_changed_or_shortened) {
    const auto pledge = add(a_pledge());
    append(pledge.id, an_entry());
    for (const auto* forbidden :
         {"update log_entry set low = 100", "delete from log_entry", "delete from log_detail",
          "update log_matter set owner = 'm2'", "delete from log_matter", "update log_detail set note = 'annat'",
          "update log_detail set holder = 'någon', erased_at = 1, said = '', place = '', note = '', link = ''",
          "update audit_event set act = 'x'", "delete from audit_event"})
        try {
            database->write([&](db::transaction& t) { db::run(t, forbidden); });
            ADD_FAILURE() << "was allowed: " << forbidden;
        } catch (const db::error& e) {
            EXPECT_EQ(e.kind(), db::error_class::constraint) << forbidden;
        }

    EXPECT_EQ(find(pledge.slug).log.at(0).note, "Tillsammans med skolan");
}

TEST_P(logs, lose_their_words_when_erased_and_keep_the_amount) {
    const auto pledge = add(a_pledge());
    append(pledge.id, an_entry());
    database->write([&](db::transaction& t) { store::erase_words(t, pledge.id, 1); });

    const auto e = find(pledge.slug).log.at(0);
    EXPECT_EQ(e.note + e.place + e.said, "");
    EXPECT_EQ(e.amount.low, 80);
}

bool same(const core::done_entry& a, const core::done_entry& b) {
    return a.row == b.row && a.on == b.on && a.owner == b.owner && a.reading == b.reading && a.subject == b.subject &&
           a.hours == b.hours && a.share == b.share && a.about == b.about && a.low == b.low && a.high == b.high;
}

std::vector<core::done_entry> by_row(std::vector<core::done_entry> all) {
    std::ranges::sort(all, {}, &core::done_entry::row);
    return all;
}

TEST_P(logs, are_read_for_judging_as_the_rules_make_them) {
    const support::country_shape shape{.municipalities = 3, .entries = 600};
    for (int k = 0; k < 3; ++k) {
        auto [document, log] = support::make_pledge(shape, k);
        core::pledge_file file;
        file.document = document;
        file.log = log;
        const auto kept = add(file);
        auto correction = an_entry("m2");
        correction.kind = core::entry_kind::correction;
        correction.names = kept.log.at(4).id;
        const auto corrected = append(kept.id, correction).entry;
        auto withdrawal = an_entry();
        withdrawal.kind = core::entry_kind::withdrawal;
        withdrawal.names = kept.log.at(9).id;
        append(kept.id, withdrawal);
        correction.names = corrected.id;
        correction.amount.low = std::nullopt;
        correction.amount.high = std::nullopt;
        append(kept.id, correction);
        append(kept.id, an_entry("m99"));
        append(kept.id, an_entry("follow_up"));
    }
    auto r = database->read();
    int seen = 0;

    store::for_each_pledge_done(r, [&](std::int64_t pledge, const reading::document& document,
                                       std::vector<core::done_entry> done) {
        const auto expected = by_row(core::done_entries(document, core::standing_entries(store::log_of(r, pledge))));
        const auto got = by_row(std::move(done));
        ASSERT_EQ(got.size(), expected.size());
        EXPECT_EQ(got.size(), 200u);
        EXPECT_TRUE(std::ranges::equal(got, expected, same));
        ++seen;
    });

    EXPECT_EQ(seen, 3);
}

TEST_P(logs, are_read_for_judging_by_several_threads) {
    const support::country_shape shape{.municipalities = 5, .entries = 500};
    for (int k = 0; k < 5; ++k) {
        core::pledge_file file;
        std::tie(file.document, file.log) = [&] {
            auto m = support::make_pledge(shape, k);
            return std::pair(m.document, m.log);
        }();
        add(file);
    }
    std::atomic<std::size_t> entries = 0;
    std::atomic<int> documents = 0;

    store::for_each_pledge_done(*database, 2,
                                [&](std::int64_t, const reading::document&, std::vector<core::done_entry> done) {
                                    entries += done.size();
                                    ++documents;
                                });

    EXPECT_EQ(documents, 5);
    EXPECT_EQ(entries, 500u);
    EXPECT_THROW(
        store::for_each_pledge_done(*database, 2, [](auto, const auto&, auto) { throw std::runtime_error{"x"}; }),
        std::runtime_error);
}

ON_BOTH_ENGINES(logs);

} // namespace
