#include "store/judged.hpp"

#include "fixture.hpp"
#include "store/log_done.hpp"

#include <functional>

namespace {

class judged : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        pledge = add(a_pledge());
        for (int n = 0; n < 5; ++n)
            append(pledge.id, of(4));
    }
    static core::log_entry of(double amount) {
        auto e = an_entry();
        e.amount = {.low = amount, .high = amount, .about = false, .unit = {}, .parts = {}};
        return e;
    }
    std::shared_ptr<const store::judged_pledge> ask(base::date on = day) {
        auto r = database->read();
        return store::find_judged(r, pledge.slug, on, cache);
    }
    double done_in_may(const core::document_state& state) const {
        return state.find("m1")->readings.at(0).windows.at(4).done.low.value_or(0);
    }
    // The same as from the whole log, which nobody kept anything of.
    void expect_whole(double in_may, base::date on = day) {
        const auto kept = ask(on);
        const auto file = find(pledge.slug);
        const auto state = core::judge(file.document, file.log, file.reasons, file.settings, on);
        EXPECT_EQ(done_in_may(kept->state), in_may);
        EXPECT_EQ(done_in_may(state), in_may);
        EXPECT_EQ(kept->state.find("m1")->entries, state.find("m1")->entries);
        EXPECT_EQ(kept->state.find("m1")->verdict, state.find("m1")->verdict);
        EXPECT_EQ(kept->state.find("m1")->reasons.size(), state.find("m1")->reasons.size());
    }

    static inline const base::date day = base::make_date(2024, 12, 20);
    core::pledge_file pledge;
    store::pledge_cache cache;
};

TEST_P(judged, is_kept_while_nothing_changes_and_the_day_is_the_same) {
    const auto first = ask();
    EXPECT_EQ(ask(), first);
    EXPECT_NE(ask(day + base::days{1}), first);
    EXPECT_TRUE(first->file.log.empty());
}

TEST_P(judged, follows_entries_corrections_and_withdrawals) {
    expect_whole(20);
    const auto seventh = append(pledge.id, of(7)).entry;
    expect_whole(27);
    append(pledge.id, of(1));
    append(pledge.id, of(2));
    expect_whole(30);
    auto correction = of(5);
    correction.kind = core::entry_kind::correction;
    correction.names = seventh.id;
    append(pledge.id, of(3));
    append(pledge.id, correction);
    expect_whole(31);
    append(pledge.id, of(1));
    expect_whole(32);
    core::log_entry withdrawal;
    withdrawal.kind = core::entry_kind::withdrawal;
    withdrawal.owner = "m1";
    withdrawal.done_on = day;
    withdrawal.names = append(pledge.id, of(9)).entry.id;
    append(pledge.id, withdrawal);
    expect_whole(32);
}

TEST_P(judged, follows_the_document_the_settings_and_the_reasons) {
    expect_whole(20);
    database->write([&](db::transaction& t) {
        auto changed = pledge.document;
        changed.plan.insert(changed.plan.begin(), changed.plan.front());
        changed.plan.front().id = "m0";
        ASSERT_TRUE(store::replace_document(t, pledge.id, pledge.document, changed));
    });
    expect_whole(20);
    database->write([&](db::transaction& t) { store::set_settings(t, pledge.id, {.reporting_days = 20}); });
    EXPECT_EQ(ask()->file.settings.reporting_days, 20);
    database->write([&](db::transaction& t) {
        store::add_reason(t, pledge.id, {"m1", std::nullopt, core::reason_code::weather, "Snö", "chef", day});
    });
    expect_whole(20);
    EXPECT_EQ(ask()->state.find("m1")->reasons.size(), 1u);
}

TEST_P(judged, counts_nothing_twice_after_a_reader_that_began_earlier) {
    auto earlier = database->read();
    store::find_judged(earlier, pledge.slug, day, cache);
    append(pledge.id, of(7));
    expect_whole(27);
    const auto then = store::find_judged(earlier, pledge.slug, day, cache);
    EXPECT_EQ(done_in_may(then->state), 20);
    expect_whole(27);
}

TEST_P(judged, reads_what_is_new_and_nothing_else) {
    append(pledge.id, of(6));
    auto r = database->read();
    std::vector<core::done_entry> done;
    ASSERT_TRUE(store::add_done_after(r, pledge.id, pledge.document, 5, 6, done));
    ASSERT_EQ(done.size(), 1u);
    EXPECT_EQ(done.front().row, 6);
    EXPECT_EQ(done.front().low, 6);
    EXPECT_EQ(store::done_of(r, pledge.id, pledge.document, 2).size(), 2u) << "what was saved since is for the next";
}

TEST_P(judged, is_nothing_where_there_is_no_such_pledge) {
    auto r = database->read();
    EXPECT_EQ(store::find_judged(r, "finns-inte", day, cache), nullptr);
}

ON_BOTH_ENGINES(judged);

} // namespace
