#include "render/feeds.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"
#include "made_pledge.hpp"
#include "render/ical/due_days.hpp"
#include "support/golden.hpp"

#include <libical/ical.h>
#include <pugixml.hpp>

#include <memory>
#include <set>

namespace {

using base::make_date;

const base::date today = make_date(2023, 9, 10);

struct feeds : testing::Test {
    render::templates templates;
    base::translator sv{base::language::sv};
    core::pledge_file file = made::pledge();

    render::page_context context(const base::translator& say) const {
        return {templates, say, today, std::nullopt, "/" + file.slug, "https://lofte.example.se"};
    }
    core::document_state state(base::date as_of = today) const {
        return core::judge(file.document, file.log, file.reasons, file.settings, as_of);
    }
    std::string csv() const { return render::csv(context(sv), file, state()); }
    std::string atom() const { return render::atom(context(sv), file, state()); }
    std::string ical() const { return render::ical(context(sv), file, state()); }
};

TEST_F(feeds, are_as_the_kept_files) {
    support::expect_golden("feeds/alvsby-2023.csv", csv());
    support::expect_golden("feeds/alvsby-2023.atom", atom());
    support::expect_golden("feeds/alvsby-2023.ics", ical());
    const base::translator en{base::language::en};
    support::expect_golden("feeds/alvsby-2023.en.atom", render::atom(context(en), file, state()));
}

TEST_F(feeds, csv_has_a_row_a_window_and_guards_formulas) {
    const auto rows = base::parse_csv(csv());
    std::size_t windows = 0, bare = 0;
    for (const auto& o : state().owners)
        for (const auto& r : o.readings)
            (r.windows.empty() ? bare : windows) += r.windows.empty() ? 1 : r.windows.size();
    EXPECT_EQ(rows.size(), 1 + windows + bare);
    std::set<std::string> what;
    for (const auto& row : rows) {
        ASSERT_EQ(row.size(), rows[0].size());
        what.insert(row[3]);
    }
    EXPECT_TRUE(what.contains("Fartkontroller, även helger; nattetid"));
    EXPECT_TRUE(what.contains("'=Fotpatrull"));
    EXPECT_TRUE(csv().starts_with("\xEF\xBB\xBF"));
}

TEST_F(feeds, atom_tells_what_is_public_only) {
    const auto text = atom();
    EXPECT_NE(text.find("Fartkontroller, även helger; nattetid: 80-talet"), std::string::npos);
    EXPECT_NE(text.find("1 &lt;b&gt;föreläsning&lt;/b&gt;"), std::string::npos);
    EXPECT_NE(text.find("https://www.example.se/nytt?a=1&amp;b=2"), std::string::npos);
    EXPECT_NE(text.find("Bilen var på verkstad. (Kommunpolis)"), std::string::npos);
    EXPECT_EQ(text.find("inte är offentlig"), std::string::npos);
    EXPECT_EQ(text.find("000000000007"), std::string::npos) << "an internal entry";
    EXPECT_EQ(text.find("000000000004"), std::string::npos) << "a withdrawn entry";
    EXPECT_EQ(text.find("kommunens system"), std::string::npos);
}

TEST_F(feeds, atom_keeps_the_ids_of_entries_as_days_pass) {
    const auto ids = [&](base::date as_of) {
        pugi::xml_document xml;
        EXPECT_TRUE(xml.load_string(render::atom(context(sv), file, state(as_of)).c_str()));
        std::set<std::string> out;
        for (const auto& entry : xml.child("feed").children("entry"))
            out.insert(entry.child_value("id"));
        return out;
    };
    const auto before = ids(make_date(2023, 6, 1)), after = ids(make_date(2023, 9, 10));
    EXPECT_GT(before.size(), 3U);
    EXPECT_GT(after.size(), before.size());
    EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
}

TEST_F(feeds, all_carry_the_mark_of_an_invented_example_and_only_then) {
    for (const auto& text : {csv(), atom(), ical()})
        EXPECT_NE(text.find("åhittat"), std::string::npos);
    const auto marked = csv();
    EXPECT_NE(marked.find(";ja\r\n"), std::string::npos);
    file.invented = false;
    EXPECT_EQ(csv().find(";ja\r\n"), std::string::npos);
    for (const auto& text : {atom(), ical()})
        EXPECT_EQ(text.find("åhittat"), std::string::npos);
}

TEST_F(feeds, tell_of_rows_that_came_and_ended) {
    const auto before = base::parse_csv(csv()).at(0).size();
    auto& row = file.document.plan[0];
    row.life.to = make_date(2023, 6, 30);
    row.life.ended = reading::ending{reading::reason_code::resources, "Tjänsten drogs in.", {}};
    auto next = row;
    next.id = "m99";
    next.life = {make_date(2023, 7, 1), {}, row.id, {}};
    const auto replaced = row.id;
    const auto old_calendar = ical();
    file.document.plan.push_back(next);

    const auto rows = base::parse_csv(csv());
    EXPECT_EQ(rows.at(0).size(), before + 4);
    EXPECT_EQ(rows.at(0).back(), "Upphörde därför att");
    EXPECT_NE(csv().find(";2023-06-30;;Resurser: Tjänsten drogs in.\r\n"), std::string::npos);
    EXPECT_NE(csv().find(";2023-07-01;;" + replaced + ";\r\n"), std::string::npos);
    EXPECT_NE(atom().find("Gäller inte längre från 1 juli 2023"), std::string::npos);
    EXPECT_NE(atom().find("Ändrat från 1 juli 2023"), std::string::npos);
    // Nothing falls due of a row that has ended.
    for (const auto& line : base::split(old_calendar, '\n'))
        if (line.starts_with("RRULE") && line.find("UNTIL=2023063") != std::string_view::npos) return;
    for (const auto* day : {"DTSTART;VALUE=DATE:20230731", "DTSTART;VALUE=DATE:20230831"})
        EXPECT_EQ(old_calendar.find(std::string{"m1-1-"} + day), std::string::npos);
}

TEST_F(feeds, control_characters_of_a_document_reach_neither_xml_nor_calendar) {
    file.document.plan[0].what = "a\x01\x0b\nb\u2028";
    file.document.title = "t\x08";
    pugi::xml_document xml;
    const auto text = atom() + ical() + csv();
    EXPECT_TRUE(xml.load_string(atom().c_str()));
    for (const char c : text)
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r') << int{c};
}

// ---- the calendar, read back by libical

struct freed {
    void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};

std::set<base::date> days_of(icalcomponent* event) {
    const auto start = icalcomponent_get_dtstart(event);
    const auto as_date = [](const icaltimetype& t) {
        return make_date(t.year, static_cast<unsigned>(t.month), static_cast<unsigned>(t.day));
    };
    auto* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    if (!rule) return {as_date(start)};
    std::set<base::date> out;
    auto* all = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
    for (auto t = icalrecur_iterator_next(all); !icaltime_is_null_time(t) && out.size() < 1000;
         t = icalrecur_iterator_next(all))
        out.insert(as_date(t));
    icalrecur_iterator_free(all);
    return out;
}

std::map<std::string, std::set<base::date>> days_by_owner(const std::string& text) {
    const std::unique_ptr<icalcomponent, freed> root{icalparser_parse_string(text.c_str())};
    EXPECT_TRUE(root);
    EXPECT_EQ(icalcomponent_count_errors(root.get()), 0);
    std::map<std::string, std::set<base::date>> out;
    for (auto* e = icalcomponent_get_first_component(root.get(), ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(root.get(), ICAL_VEVENT_COMPONENT)) {
        const std::string uid = icalcomponent_get_uid(e);
        const auto owner = uid.substr(std::string{"alvsby-2023-"}.size());
        out[owner.substr(0, owner.find('-'))].merge(days_of(e));
    }
    return out;
}

TEST_F(feeds, the_calendars_rules_give_exactly_the_last_days_of_the_windows) {
    const auto days = days_by_owner(ical());
    const auto now = state();
    for (const char* owner : {"p1", "m1", "m3", "m4", "follow_up", "feedback"}) {
        std::set<base::date> expected;
        for (const auto& w : now.find(owner)->readings[0].windows)
            if (w.required && w.state != core::window_state::no_requirement) expected.insert(w.to);
        EXPECT_FALSE(expected.empty()) << owner;
        ASSERT_TRUE(days.contains(owner)) << owner;
        EXPECT_EQ(days.at(owner), expected) << owner;
    }
    EXPECT_EQ(days.at("m5"), std::set{make_date(2024, 3, 31)}); // the deadline; "at most" is no duty
    EXPECT_FALSE(days.contains("m6"));                          // as needed
}

TEST_F(feeds, a_gap_recurs_from_the_day_that_is_next) {
    const auto days = days_by_owner(ical()).at("m2");
    ASSERT_FALSE(days.empty());
    EXPECT_GE(*days.begin(), today);
    for (auto at = days.begin(); std::next(at) != days.end(); ++at)
        EXPECT_EQ(*std::next(at) - *at, base::days{21});
    EXPECT_LE(*days.rbegin(), make_date(2024, 6, 30));
}

// ---- which rule fits

struct rule_case {
    const char* every;
    base::date from, to;
    std::vector<render::due_days> expected;
};

class due_days_of : public testing::TestWithParam<rule_case> {};

TEST_P(due_days_of, uses_a_rule_where_one_fits) {
    const auto& c = GetParam();
    reading::document d;
    d.valid = {c.from, c.to};
    d.plan = {{.id = "m1", .what = "x", .readings = {made::counted(1, c.every, "x")}}};
    if (std::string{c.every} == "term") d.plan[0].readings[0].aggregate = reading::aggregate::each;
    const auto state = core::judge(d, std::vector<core::log_entry>{}, {}, {}, c.from);
    const auto got = render::due_days_of(d.plan[0].readings[0], state.find("m1")->readings[0], {}, c.to, c.from);
    ASSERT_EQ(got.size(), c.expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_EQ(got[i].first, c.expected[i].first);
        EXPECT_EQ(got[i].rule, c.expected[i].rule);
    }
}

INSTANTIATE_TEST_SUITE_P(
    table, due_days_of,
    testing::Values(rule_case{"P1M",
                              make_date(2024, 1, 1),
                              make_date(2024, 12, 31),
                              {{make_date(2024, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20241231"}}},
                    rule_case{"P3M",
                              make_date(2024, 1, 1),
                              make_date(2024, 12, 31),
                              {{make_date(2024, 3, 31), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20241231"}}},
                    rule_case{"P1W",
                              make_date(2024, 1, 1),
                              make_date(2024, 3, 31),
                              {{make_date(2024, 1, 7), "FREQ=WEEKLY;BYDAY=SU;UNTIL=20240331"}}},
                    rule_case{"P2W",
                              make_date(2024, 1, 1),
                              make_date(2024, 3, 24),
                              {{make_date(2024, 1, 14), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;UNTIL=20240324"}}},
                    rule_case{"P1Y",
                              make_date(2022, 1, 1),
                              make_date(2024, 12, 31),
                              {{make_date(2022, 12, 31), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20241231"}}},
                    // The last window is cut in its second half: its own last day stands beside the rule.
                    rule_case{"P1M",
                              make_date(2024, 1, 1),
                              make_date(2024, 4, 20),
                              {{make_date(2024, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20240331"},
                               {make_date(2024, 4, 20), ""}}},
                    rule_case{"term",
                              make_date(2024, 1, 1),
                              make_date(2024, 12, 31),
                              {{make_date(2024, 6, 30), ""}, {make_date(2024, 12, 31), ""}}},
                    rule_case{
                        "period", make_date(2024, 1, 1), make_date(2025, 12, 31), {{make_date(2025, 12, 31), ""}}},
                    rule_case{"P1D", make_date(2024, 1, 1), make_date(2024, 1, 31), {}}));

// ---- days of the week and times of the day

std::vector<render::due_days> due_on(std::vector<reading::window> windows, const char* every, base::date from,
                                     base::date to) {
    reading::document d;
    d.valid = {from, to};
    d.plan = {{.id = "m1", .what = "x", .readings = {made::counted(1, every, "x")}}};
    auto& r = d.plan[0].readings[0];
    r.aggregate = reading::aggregate::each;
    r.windows = std::move(windows);
    const auto state = core::judge(d, std::vector<core::log_entry>{}, {}, {}, from);
    return render::due_days_of(r, state.find("m1")->readings[0], {}, to, from);
}

using reading::window_kind;

TEST(due_days, of_a_weekday_are_that_day_and_leave_out_holidays) {
    // Ascension Day 2024 was Thursday 9 May, National Day Thursday 6 June.
    const auto got = due_on({{window_kind::thu}, {window_kind::non_holiday}, {window_kind::time, 600, 660}}, "P1W",
                            make_date(2024, 4, 1), make_date(2024, 6, 30));
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got[0].first, make_date(2024, 4, 4));
    EXPECT_EQ(got[0].rule, "FREQ=WEEKLY;BYDAY=TH;UNTIL=20240630T235959Z");
    EXPECT_EQ(got[0].except, (std::vector{make_date(2024, 5, 9), make_date(2024, 6, 6)}));
    EXPECT_EQ(got[0].clock, (std::pair{600, 660}));
}

TEST(due_days, of_a_weekdays_place_in_the_month) {
    const auto first = due_on({{window_kind::mon, 1}}, "P1M", make_date(2024, 1, 1), make_date(2024, 12, 31));
    ASSERT_EQ(first.size(), 1u);
    EXPECT_EQ(first[0].first, make_date(2024, 1, 1));
    EXPECT_EQ(first[0].rule, "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20241231");
    const auto any = due_on({{window_kind::fri}}, "P1M", make_date(2024, 1, 1), make_date(2024, 12, 31));
    ASSERT_EQ(any.size(), 1u);
    EXPECT_EQ(any[0].first, make_date(2024, 1, 26));
    EXPECT_EQ(any[0].rule, "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20241231");
}

TEST(due_days, of_an_evening_in_the_week_are_its_last_that_counts) {
    const auto got = due_on({{window_kind::fri}, {window_kind::sat}, {window_kind::evening}}, "P1W",
                            make_date(2024, 1, 1), make_date(2024, 3, 31));
    ASSERT_EQ(got.size(), 1u);
    EXPECT_EQ(got[0].first, make_date(2024, 1, 6));
    EXPECT_EQ(got[0].rule, "FREQ=WEEKLY;BYDAY=SA;UNTIL=20240331");
    EXPECT_FALSE(got[0].clock);
}

TEST_F(feeds, a_weekday_with_a_time_is_an_event_in_stockholms_time) {
    auto& r = file.document.plan[0].readings[0];
    r = made::counted(1, "P1W", "varje helgfri torsdag kl. 10–11");
    r.aggregate = reading::aggregate::each;
    r.windows = {{window_kind::thu}, {window_kind::non_holiday}, {window_kind::time, 600, 660}};
    const auto text = ical();
    EXPECT_NE(text.find("BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n"), std::string::npos);
    EXPECT_NE(text.find("\r\nDTSTART;TZID=Europe/Stockholm:"), std::string::npos);
    EXPECT_NE(text.find("T100000\r\n"), std::string::npos);
    EXPECT_NE(text.find("\r\nDTEND;TZID=Europe/Stockholm:"), std::string::npos);
    EXPECT_NE(text.find("\r\nEXDATE;TZID=Europe/Stockholm:"), std::string::npos);
    EXPECT_NE(text.find("BYDAY=TH"), std::string::npos);
}

} // namespace
