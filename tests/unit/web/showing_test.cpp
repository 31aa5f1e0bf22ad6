#include "people_world.hpp"

#include "core/log_rules.hpp"
#include "core/showing.hpp"
#include "store/job.hpp"
#include "store/log.hpp"

namespace {

// A thing done on 2022-02-20 that residents may see from 2022-03-06 on; the site's day is 2022-03-01.
class showing : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        const auto bo = browser_of(person("bo@fjallby.example", core::holder::officer));
        ASSERT_EQ(send("/logga", bo,
                       "pledge=fjallby-2020&owner=m1&amount=37&on=2022-02-20&place=Hemliga+gatan&note=Viskat&"
                       "shown=all&after_days=14&key=k")
                      .status,
                  303);
    }
    // Every public face of the pledge that could tell of an entry.
    std::string all_faces() {
        std::string all;
        for (const auto* path : {"/fjallby-2020", "/fjallby-2020/matt/m1", "/fjallby-2020.json", "/fjallby-2020.csv",
                                 "/fjallby-2020.atom", "/fjallby-2020.ics", "/api/v1/pledges/fjallby-2020"})
            all += body(w.get(path));
        all += body(w.get("/fjallby-2020/andringar", {{"sedan", "2022-02-01"}}));
        auto r = w.database->read();
        const auto file = *store::find_pledge(r, "fjallby-2020");
        const auto today = w.clock.today();
        const auto state = core::judge(file.document, file.log, file.reasons, file.settings, today);
        const render::page_context context{w.templates, w.swedish, today, std::nullopt, "/fjallby-2020", ""};
        return all + render::report_page(context, file, state, base::make_date(2020, 1, 1), today);
    }
};

constexpr std::array<std::string_view, 4> secrets{"Hemliga gatan", "Viskat", "20 februari 2022", "\"said\": \"37\""};

TEST_F(showing, before_its_day_an_entry_leaks_nowhere_and_counts) {
    const auto all = all_faces();
    for (const auto hidden : secrets)
        EXPECT_EQ(all.find(hidden), all.npos) << hidden;
    EXPECT_TRUE(holds(w.get("/fjallby-2020/matt/m1"), "37")) << "the month counts it";
    EXPECT_TRUE(holds(w.get("/fjallby-2020.csv"), ";37;"));
}

TEST_F(showing, from_its_day_on_it_is_seen_though_nothing_was_written) {
    all_faces();
    w.clock = base::clock{base::make_date(2022, 3, 5)};
    EXPECT_FALSE(holds(w.get("/fjallby-2020.json"), "Viskat"));
    w.clock = base::clock{base::make_date(2022, 3, 6)};
    for (const auto* path : {"/fjallby-2020/matt/m1", "/fjallby-2020.json", "/fjallby-2020.atom"})
        EXPECT_TRUE(holds(w.get(path), "Hemliga gatan")) << path;
    EXPECT_FALSE(holds(w.get("/fjallby-2020/matt/m1", {{"per", "2022-03-05"}}), "Hemliga gatan"))
        << "a page of an earlier day is as it was";
}

TEST_F(showing, the_report_is_made_anew_on_the_day) {
    std::map<std::string, std::string> jobs;
    const auto take = [&](base::date day) {
        write([&](db::transaction& t) {
            while (const auto j = store::take_job(t, core::moment{day} + std::chrono::hours{1}, {}))
                jobs[j->kind] = j->subject;
        });
    };
    take(base::make_date(2022, 3, 5));
    EXPECT_FALSE(jobs.contains("report_later"));
    take(base::make_date(2022, 3, 6));
    EXPECT_EQ(jobs["report_later"], "fjallby-2020@2022-03-06");
}

TEST_F(showing, what_is_not_chosen_is_as_usual_for_the_pledge) {
    std::int64_t id = 0;
    {
        auto r = w.database->read();
        id = store::find_pledge(r, "fjallby-2020")->id;
    }
    write([&](db::transaction& t) {
        store::change_settings(
            t, id,
            [](core::plan_settings& s) {
                s.usual = {core::shown_part::nothing, 0};
                return true;
            },
            "x");
    });
    const auto bo = browser_of(person("eva@fjallby.example", core::holder::officer));
    EXPECT_TRUE(holds(w.get("/logga", {}, bo), "<option value=\"nothing\" selected>"));
    ASSERT_EQ(send("/logga", bo, "pledge=fjallby-2020&owner=m1&amount=1&key=tryck").status, 303);
    auto r = w.database->read();
    EXPECT_EQ(store::find_pledge(r, "fjallby-2020")->log.back().amount_visibility, core::visibility::internal);
}

TEST_F(showing, a_choice_that_is_none_is_said) {
    const auto bo = browser_of(person("eva@fjallby.example", core::holder::officer));
    for (const auto* more : {"shown=allt", "after_days=-1", "after_days=366", "after_days=snart"}) {
        const auto again =
            send("/logga", bo, fmt::format("pledge=fjallby-2020&owner=m1&amount=1&place=torget&key=t&{}", more));
        EXPECT_EQ(again.status, 422) << more;
        EXPECT_TRUE(holds(again, "value=\"torget\"")) << more;
    }
}

} // namespace
