#include "core/counted_noun.hpp"
#include "core/next_windows.hpp"
#include "core/required.hpp"

#include "base/translate.hpp"
#include "reading/names.hpp"
#include "reading/read.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace {

reading::document valid(int from, int to) {
    reading::document d;
    d.valid = {base::make_date(from, 1, 1), base::make_date(to, 12, 31), false, false};
    return d;
}

reading::reading first_of(std::string_view words) {
    const auto all = reading::read_cadence(words, {base::make_date(2024, 1, 1), base::make_date(2026, 12, 31), {}});
    return all.readings.empty() ? reading::reading{} : all.readings.front();
}

std::string told(std::string_view words) {
    static const base::translator say{base::language::sv};
    return say(core::told_back(first_of(words)));
}

std::string coming(std::string_view words, base::date today, const reading::document& d = valid(2024, 2026),
                   const reading::lifetime* life = nullptr) {
    std::string all;
    for (const auto& w : core::coming_windows(d, first_of(words), life, {}, today).windows)
        all += fmt::format("{}–{}:{} ", base::to_iso(w.from), base::to_iso(w.to), w.required ? *w.required : -1);
    return all;
}

TEST(told_back, says_what_was_understood) {
    EXPECT_EQ(told("Minst 10 kontroller per månad"), "Minst 10 kontroller varje månad");
    EXPECT_EQ(told("två gånger per termin"), "Minst 2 gånger varje termin");
    EXPECT_EQ(told("var tredje vecka"), "Minst 1 gång med högst 3 veckor emellan");
    EXPECT_EQ(told("Besöka klasserna år 6-9, 1 gång per år"),
              "Minst 1 gång varje år för var och en av årskurs 6, 7, 8 och 9");
    EXPECT_EQ(told("högst 5 ärenden per kvartal"), "Högst 5 ärenden varje kvartal");
    EXPECT_EQ(told("minst 20 timmar i veckan"), "Minst 20 timmar varje vecka");
    EXPECT_EQ(told("minst två (2) gånger under aktuell period"), "Minst 2 gånger under hela löftets tid");
    EXPECT_EQ(told("senast den 1 juni 2025"), "Ska vara gjort senast 1 juni 2025");
    EXPECT_EQ(told("10 kontroller på helger varje månad"), "Minst 10 kontroller varje månad på helger");
}

TEST(told_back, is_swedish_that_somebody_would_say) {
    EXPECT_EQ(told("minst 3 kvällar i månaden"), "Minst 3 kvällar varje månad");
    EXPECT_EQ(told("minst 2 besök per skola"), "Minst 2 besök under hela löftets tid för varje skola");
    auto r = first_of("minst en kontroll per vecka");
    static const base::translator say{base::language::sv};
    EXPECT_EQ(say(core::told_back(r)), "Minst 1 kontroll varje vecka");
    r.count = reading::amount{52, 52};
    EXPECT_EQ(say(core::told_back(r)), "Minst 52 kontroller varje vecka");
    EXPECT_EQ(say(core::required_of(r, 52)), "minst 52 kontroller");
    EXPECT_EQ(say(core::required_of(r, 1)), "minst 1 kontroll");
    r = {};
    r.every = reading::span_word::event;
    r.within = reading::duration{48, 'H'};
    EXPECT_EQ(say(core::told_back(r)), "Ska göras vid varje tillfälle på listan inom 48 timmar");
}

TEST(counted_noun, takes_the_form_of_its_number) {
    for (const auto& [one, several] : {std::pair{"trafikkontroll", "trafikkontroller"},
                                       {"fotpatrull", "fotpatruller"},
                                       {"insats", "insatser"},
                                       {"nattvandring", "nattvandringar"},
                                       {"uppföljningstillfälle", "uppföljningstillfällen"},
                                       {"besök", "besök"},
                                       {"föreläsning", "föreläsningar"},
                                       {"aktion", "aktioner"},
                                       {"ordningsbot och samtal", "ordningsbot och samtal"}}) {
        EXPECT_EQ(core::noun_for(1, one), one);
        EXPECT_EQ(core::noun_for(52, one), several);
        EXPECT_EQ(core::noun_for(0.5, several), several);
        EXPECT_EQ(core::noun_for(1, several), one);
    }
}

TEST(told_apart, names_the_days_of_what_says_the_same) {
    using reading::window_kind;
    reading::reading friday;
    friday.text = "Varje fredag och lördag kväll";
    friday.windows = {{window_kind::fri}, {window_kind::evening}};
    auto saturday = friday;
    saturday.windows = {{window_kind::sat}, {window_kind::evening}};
    static const base::translator say{base::language::sv};
    EXPECT_EQ(say(core::told_apart({friday, saturday}, 0).value()), "på fredagar");
    EXPECT_EQ(say(core::told_apart({friday, saturday}, 1).value()), "på lördagar");
    EXPECT_FALSE(core::told_apart({friday}, 0));
    EXPECT_FALSE(core::told_apart({friday, friday}, 0)) << "nothing tells them apart";
    saturday.text = "en patrull varje lördag";
    saturday.count = reading::amount{4, 4};
    EXPECT_FALSE(core::told_apart({friday, saturday}, 0)) << "its words do";
}

TEST(window_told, says_hours_weeks_months_and_the_nth_day) {
    static const base::translator say{base::language::sv};
    const auto told = [](const char* w) { return say(core::window_told(reading::parse_window(w).value())); };
    EXPECT_EQ(told("time:09:00-15:30"), "kl. 9.00–15.30");
    EXPECT_EQ(told("week:8-8"), "vecka 8");
    EXPECT_EQ(told("week:50-2"), "vecka 50–2");
    EXPECT_EQ(told("mon"), "på måndagar");
    EXPECT_EQ(told("mon:1"), "första måndagen i månaden");
    EXPECT_EQ(told("month:5-5"), "i maj");
    EXPECT_EQ(told("month:5-9"), "maj–september");
    EXPECT_EQ(told("month:11-3"), "november–mars") << "more are left out than hold";
    EXPECT_EQ(told("month:8-6"), "utom i juli");
    EXPECT_EQ(told("month:9-5"), "utom juni–augusti");
    EXPECT_EQ(told("month:1-11"), "januari–november");
    EXPECT_EQ(told("month:2-1"), "februari–januari") << "all months";
}

TEST(coming_windows, are_the_next_three) {
    EXPECT_EQ(coming("Minst 10 kontroller per månad", base::make_date(2024, 5, 17)),
              "2024-05-01–2024-05-31:10 2024-06-01–2024-06-30:10 2024-07-01–2024-07-31:10 ");
    EXPECT_EQ(coming("en gång per år", base::make_date(2025, 5, 17)),
              "2025-01-01–2025-12-31:1 2026-01-01–2026-12-31:1 ");
}

TEST(coming_windows, of_what_has_not_begun_are_its_first_and_of_what_is_over_its_last) {
    EXPECT_EQ(coming("4 gånger per kvartal", base::make_date(2020, 1, 1)),
              "2024-01-01–2024-03-31:4 2024-04-01–2024-06-30:4 2024-07-01–2024-09-30:4 ");
    EXPECT_EQ(coming("4 gånger per kvartal", base::make_date(2030, 1, 1)),
              "2026-04-01–2026-06-30:4 2026-07-01–2026-09-30:4 2026-10-01–2026-12-31:4 ");
}

TEST(coming_windows, of_a_row_that_begins_or_ends_inside_are_its_own) {
    const reading::lifetime later{.from = base::make_date(2025, 3, 1), .to = {}, .replaces = {}, .ended = {}};
    EXPECT_EQ(coming("10 per månad", base::make_date(2024, 5, 17), valid(2024, 2026), &later),
              "2025-03-01–2025-03-31:10 2025-04-01–2025-04-30:10 2025-05-01–2025-05-31:10 ");
    const reading::lifetime ended{.from = {}, .to = base::make_date(2024, 6, 30), .replaces = {}, .ended = {}};
    EXPECT_EQ(coming("10 per månad", base::make_date(2024, 5, 17), valid(2024, 2026), &ended),
              "2024-05-01–2024-05-31:10 2024-06-01–2024-06-30:10 ");
}

TEST(coming_windows, of_an_interval_follow_each_other) {
    EXPECT_EQ(coming("var tredje vecka", base::make_date(2024, 5, 13)),
              "2024-05-13–2024-06-09:1 2024-06-10–2024-07-07:1 2024-07-08–2024-08-04:1 ");
    EXPECT_EQ(coming("var tredje vecka", base::make_date(2030, 5, 13)),
              "2026-11-02–2026-11-29:1 2026-11-30–2026-12-27:1 2026-12-28–2026-12-31:1 ")
        << "of what is over the last ones";
}

TEST(coming_windows, of_an_open_end_go_on) {
    auto d = valid(2024, 2026);
    d.valid.to.reset();
    EXPECT_EQ(coming("en gång per år", base::make_date(2031, 5, 17), d),
              "2031-01-01–2031-12-31:1 2032-01-01–2032-12-31:1 2033-01-01–2033-12-31:1 ");
}

TEST(coming_windows, say_why_there_is_nothing_to_reach) {
    const auto none =
        core::coming_windows(valid(2024, 2026), first_of("vid behov"), nullptr, {}, base::make_date(2024, 5, 17));
    EXPECT_EQ(none.when.key, "core.cannot.not_schedulable");
    const auto undated = core::coming_windows({}, first_of("10 per månad"), nullptr, {}, base::make_date(2024, 5, 17));
    EXPECT_EQ(undated.when.key, "core.cannot.no_validity");
    EXPECT_TRUE(undated.windows.empty());
}

} // namespace
