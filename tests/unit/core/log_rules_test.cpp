#include "core/log_rules.hpp"

#include "base/translate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using base::make_date;
using base::problem_kind;

base::date today_in(int year) { return make_date(year, 6, 15); }
const auto today = today_in(2025);

reading::reading monthly(std::string unit = "kontroller") {
    reading::reading r;
    r.text = "minst 10 " + unit + " per månad";
    r.count = reading::amount{10, 10};
    r.unit = std::move(unit);
    r.every = reading::duration{1, 'M'};
    return r;
}

reading::plan_row row(std::string id, std::vector<reading::reading> readings) {
    reading::plan_row r;
    r.id = std::move(id);
    r.what = "Trafikkontroller";
    r.readings = std::move(readings);
    return r;
}

// m1 one reading · m2 two · m3 per each of three places · m4 hours · m5 per each of a noun nobody has spelt out.
reading::document a_document() {
    reading::document d;
    d.title = "Löfte";
    d.valid.from = make_date(2024, 1, 1);
    d.valid.to = make_date(2026, 12, 31);
    auto places = monthly();
    places.per = reading::subjects{reading::subjects::sharing::each, {"Norra", "Östra", "Södra"}};
    auto stations = monthly();
    stations.per = reading::subjects{reading::subjects::sharing::each, {"station"}};
    auto hours = monthly("timmar");
    hours.measure = reading::measure::hours;
    d.plan = {row("m1", {monthly()}), row("m2", {monthly(), monthly("besök")}), row("m3", {places}), row("m4", {hours}),
              row("m5", {stations})};
    return d;
}

core::new_entry typed(std::string owner = "m1", std::string amount = "4") {
    core::new_entry e;
    e.owner = std::move(owner);
    e.amount = std::move(amount);
    return e;
}

base::result<core::log_entry> check(const core::new_entry& e) { return core::check_entry(a_document(), e, today); }

// "kind field key" of a refusal, or "kept".
template <class T>
std::string said(const base::result<T>& r) {
    if (r) return "kept";
    const auto& p = r.error();
    const char* kind = p.kind == problem_kind::ask         ? "ask"
                       : p.kind == problem_kind::invalid   ? "invalid"
                       : p.kind == problem_kind::not_found ? "not_found"
                       : p.kind == problem_kind::conflict  ? "conflict"
                                                           : "other";
    return std::string{kind} + " " + p.field + " " + p.text.key;
}

std::string argument(const base::problem& p, std::string_view name) {
    for (const auto& [key, value] : p.text.arguments)
        if (key == name)
            if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return {};
}

TEST(new_log_entry, is_kept_as_it_was_typed_and_read) {
    auto e = typed("m1", " 80-talet ");
    e.on = make_date(2024, 5, 17);
    e.place = "Torget";
    e.link = "https://example.org/a?b=c";
    e.client_key = "k1";
    e.hours = 2.5;

    const auto kept = check(e);

    ASSERT_TRUE(kept) << said(kept);
    EXPECT_EQ(kept->owner, "m1");
    EXPECT_EQ(kept->done_on, make_date(2024, 5, 17));
    EXPECT_EQ(kept->said, "80-talet");
    EXPECT_EQ(kept->amount.low, 80);
    EXPECT_EQ(kept->amount.high, 89);
    EXPECT_TRUE(kept->amount.about);
    EXPECT_EQ(kept->hours, 2.5);
    EXPECT_EQ(kept->place, "Torget");
    EXPECT_EQ(kept->client_key, "k1");
    EXPECT_EQ(kept->kind, core::entry_kind::entry);
    EXPECT_EQ(kept->amount_visibility, core::visibility::open);
    EXPECT_EQ(kept->detail_visibility, core::visibility::internal);
}

TEST(new_log_entry, without_a_date_was_done_today) { EXPECT_EQ(check(typed())->done_on, today); }

TEST(new_log_entry, with_an_unknown_owner_is_told_which_there_are) {
    const auto refused = check(typed("m9"));

    ASSERT_EQ(said(refused), "invalid owner core.log.unknown_owner");
    EXPECT_EQ(argument(refused.error(), "known"), "m1, m2, m3, m4, m5, follow_up, feedback");
}

TEST(new_log_entry, must_say_which_reading_where_there_are_several) {
    auto e = typed("m2");
    EXPECT_EQ(said(check(e)), "invalid reading core.log.which_reading");
    for (const int known : {0, 1}) {
        e.reading = known;
        EXPECT_EQ(check(e)->reading, known);
    }
    for (const int unknown : {-1, 2, std::numeric_limits<int>::max()}) {
        e.reading = unknown;
        EXPECT_EQ(said(check(e)), "invalid reading core.log.unknown_reading");
    }
    auto one = typed("m1");
    one.reading = 1;
    EXPECT_EQ(said(check(one)), "invalid reading core.log.unknown_reading");
}

TEST(new_log_entry, must_say_for_whom_where_there_are_several) {
    auto e = typed("m3");
    EXPECT_EQ(said(check(e)), "invalid subject core.log.for_whom");
    e.subject = " östra ";
    EXPECT_EQ(check(e)->subject, "Östra"); // as the document writes it
    e.subject = "Västra";
    const auto unknown = check(e);
    ASSERT_EQ(said(unknown), "invalid subject core.log.unknown_subject");
    EXPECT_EQ(argument(unknown.error(), "known"), "Norra, Östra, Södra");
    auto none = typed("m1");
    none.subject = "Norra";
    EXPECT_EQ(said(check(none)), "invalid subject core.log.no_subjects");
    none.subject = "  ";
    EXPECT_EQ(said(check(none)), "kept");
}

TEST(new_log_entry, takes_any_subject_of_a_noun_that_nobody_has_spelt_out) {
    auto e = typed("m5");
    EXPECT_EQ(said(check(e)), "kept");
    e.subject = "Norra stationen";
    EXPECT_EQ(check(e)->subject, "Norra stationen");
    e.subject = "Anna Svensson";
    EXPECT_EQ(said(check(e)), "ask subject core.log.ask_person_name");
    e.confirmed = true;
    EXPECT_EQ(check(e)->subject, "Anna Svensson");
}

TEST(new_log_entry, must_have_an_amount_that_can_be_read) {
    EXPECT_EQ(said(check(typed("m1", ""))), "invalid amount core.log.no_amount");
    EXPECT_EQ(said(check(typed("m1", "torget"))), "invalid amount core.log.unreadable_amount");
    EXPECT_EQ(said(check(typed("m1", "-4"))), "invalid amount core.log.negative_amount");
    EXPECT_EQ(said(check(typed("m1", "−4"))), "invalid amount core.log.negative_amount"); // a minus sign
    EXPECT_EQ(said(check(typed("m1", "2000000000"))), "invalid amount core.log.unreadable_amount");
    EXPECT_EQ(said(check(typed("m1", "0"))), "kept");
}

TEST(new_log_entry, with_hours_or_a_channel_alone_was_done_once) {
    auto e = typed("m1", "");
    e.hours = 3;
    EXPECT_EQ(check(e)->amount.low, 1);
    auto told = typed("feedback", "");
    told.channel = reading::channel::press;
    EXPECT_EQ(check(told)->amount.high, 1);
    EXPECT_EQ(check(told)->channel, reading::channel::press);
}

TEST(new_log_entry, has_an_amount_that_is_read_whole) {
    for (const char* half : {"2 tusen", "3 miljoner", "1e300", "1e+5", "3 st och 4 st", "30-20"})
        EXPECT_EQ(said(check(typed("m1", half))), "invalid amount core.log.unreadable_amount") << half;
    EXPECT_TRUE(check(typed("m1", "10-20")));
}

TEST(new_log_entry, of_a_promise_of_things_is_no_hours_and_no_percent) {
    EXPECT_EQ(said(check(typed("m1", "5 timmar"))), "invalid amount core.log.other_unit");
    EXPECT_EQ(said(check(typed("m1", "5 procent"))), "invalid amount core.log.other_unit");
}

TEST(new_log_entry, holds_no_control_characters_and_none_that_turn_the_text) {
    for (const char* text : {"a\x1b[31mb", "a\u202eb", "a\u2066b", "a\x7f", "a\u0085"}) {
        auto e = typed();
        e.note = text;
        EXPECT_EQ(said(check(e)), "invalid note core.log.control") << text;
    }
    auto lines = typed();
    lines.note = "Två rader\n\toch ett indrag";
    EXPECT_TRUE(check(lines));
}

TEST(new_log_entry, has_a_link_without_a_personal_number) {
    auto e = typed();
    e.link = "https://solvik.example.se/640823-3234?x=1";
    EXPECT_EQ(said(check(e)), "invalid link core.log.personal_number");
}

TEST(new_log_entry, has_hours_from_0_to_10_000) {
    auto e = typed();
    for (const double bad : {-0.1, 10'000.1, std::numeric_limits<double>::infinity(), std::nan("")}) {
        e.hours = bad;
        EXPECT_EQ(said(check(e)), "invalid hours core.log.bad_hours") << bad;
    }
    for (const double good : {0.0, 0.25, 10'000.0}) {
        e.hours = good;
        EXPECT_EQ(check(e)->hours, good);
    }
}

TEST(new_log_entry, of_a_promise_of_hours_takes_them_from_the_amount) {
    EXPECT_EQ(check(typed("m4", "3 timmar"))->hours, 3);
    EXPECT_EQ(check(typed("m4", "3"))->hours, 3);
    EXPECT_EQ(said(check(typed("m4", "3 besök"))), "invalid hours core.log.needs_hours");
    auto both = typed("m4", "3 besök");
    both.hours = 7;
    EXPECT_EQ(check(both)->hours, 7);
}

TEST(new_log_entry, is_of_a_day_that_has_been_and_lies_in_the_validity) {
    auto e = typed();
    const auto on = [&](base::date d) {
        e.on = d;
        return said(check(e));
    };
    EXPECT_EQ(on(today + base::days{1}), "invalid on core.log.future");
    EXPECT_EQ(on(today), "kept");
    EXPECT_EQ(on(make_date(2023, 12, 31)), "invalid on core.log.too_early");
    EXPECT_EQ(on(make_date(2024, 1, 1)), "kept");
    e.on = make_date(2027, 1, 1);
    EXPECT_EQ(said(core::check_entry(a_document(), e, today_in(2028))), "invalid on core.log.too_late");
    e.on = make_date(2026, 12, 31);
    EXPECT_EQ(said(core::check_entry(a_document(), e, today_in(2028))), "kept");
}

TEST(new_log_entry, of_what_is_due_after_the_validity_is_kept_until_then) {
    auto d = a_document();
    auto last = monthly();
    last.deadline = make_date(2027, 3, 31);
    d.follow_up.readings = {last};
    auto e = typed("follow_up", "1");
    e.on = make_date(2027, 3, 31);
    EXPECT_EQ(said(core::check_entry(d, e, today_in(2028))), "kept");
    e.on = make_date(2027, 4, 1);
    EXPECT_EQ(said(core::check_entry(d, e, today_in(2028))), "invalid on core.log.too_late");
}

TEST(new_log_entry, has_a_link_of_the_web_or_none) {
    auto e = typed();
    for (const auto* bad : {"javascript:alert(1)", "ftp://example.org", "https://", "http:///x", "https://.org",
                            "https://a b.org", "https://a.org/\"x", "//example.org", "example.org"}) {
        e.link = bad;
        EXPECT_EQ(said(check(e)), "invalid link core.log.bad_link") << bad;
    }
    for (const auto* good : {"", "http://example.org", "HTTPS://example.org/väg"}) {
        e.link = good;
        EXPECT_EQ(said(check(e)), "kept") << good;
    }
}

// Each field of text, and how it is set.
struct text_field {
    const char* name;
    void (*set)(core::new_entry&, std::string);
};
const text_field text_fields[] = {
    {"place", [](core::new_entry& e, std::string s) { e.place = std::move(s); }},
    {"note", [](core::new_entry& e, std::string s) { e.note = std::move(s); }},
    {"subject", [](core::new_entry& e, std::string s) { e.subject = std::move(s); }},
    {"amount", [](core::new_entry& e, std::string s) { e.amount = std::move(s); }},
    {"link", [](core::new_entry& e, std::string s) { e.link = std::move(s); }},
    {"client_key", [](core::new_entry& e, std::string s) { e.client_key = std::move(s); }},
};

TEST(new_log_entry, holds_no_personal_identity_number_anywhere_confirmed_or_not) {
    for (const auto& field : text_fields)
        for (const bool confirmed : {false, true}) {
            auto e = typed();
            field.set(e, "640823-3234"); // Skatteverket's example
            e.confirmed = confirmed;
            EXPECT_EQ(said(check(e)), std::string{"invalid "} + field.name + " core.log.personal_number");
        }
}

TEST(new_log_entry, holds_texts_of_at_most_2000_characters_in_utf8) {
    for (const auto& field : text_fields) {
        auto e = typed();
        field.set(e, std::string(2001, 'a'));
        EXPECT_EQ(said(check(e)), std::string{"invalid "} + field.name + " core.log.too_long");
        field.set(e, "a\xFF");
        EXPECT_EQ(said(check(e)), std::string{"invalid "} + field.name + " core.log.not_utf8");
    }
    auto e = typed();
    for (int i = 0; i < 2000; ++i)
        e.note = e.note.value_or("") + "å"; // characters, not bytes
    EXPECT_EQ(said(check(e)), "kept");
}

TEST(new_log_entry, is_asked_at_once_about_all_that_one_confirmation_lets_through) {
    auto e = typed();
    e.place = "hos Anna Svensson";
    e.note = "ring 070-123 45 67, bil ABC 123";
    const auto asked = check(e);
    EXPECT_EQ(said(asked), "ask place core.log.ask_several");
    const base::translator swedish{base::language::sv};
    EXPECT_EQ(swedish(asked.error().text),
              "Det här ser ut som uppgifter om personer: Anna Svensson (namn på en person), 070-123 45 67 "
              "(telefonnummer) och ABC 123 (registreringsnummer). Ta bort dem, eller bekräfta att de ska stå kvar.");
    e.confirmed = true;
    EXPECT_TRUE(check(e));
}

TEST(new_log_entry, is_asked_about_what_may_be_a_person_and_kept_when_confirmed) {
    for (const auto& [note, key] : {std::pair{"ring 070-123 45 67", "core.log.ask_telephone"},
                                    std::pair{"bil ABC 123", "core.log.ask_car_number"},
                                    std::pair{"skriv till a@example.org", "core.log.ask_mail_address"},
                                    std::pair{"tillsammans med Anna Svensson", "core.log.ask_person_name"}}) {
        auto e = typed();
        e.note = note;
        EXPECT_EQ(said(check(e)), std::string{"ask note "} + key);
        e.confirmed = true;
        EXPECT_EQ(check(e)->note, note);
    }
}

TEST(new_log_entry, whose_parts_do_not_add_up_is_asked_about) {
    const auto e = typed("m1", "60 (40+10)");
    const auto asked = check(e);
    ASSERT_EQ(said(asked), "ask amount core.log.parts_disagree");
    auto sure = e;
    sure.confirmed = true;
    EXPECT_EQ(said(check(sure)), "kept");
}

// --- corrections and withdrawals ---

core::log_entry kept(std::string id, core::entry_kind kind = core::entry_kind::entry, std::string names = {}) {
    auto e = check(typed()).value();
    e.id = std::move(id);
    e.kind = kind;
    e.names = std::move(names);
    return e;
}

std::string corrected(const std::vector<core::log_entry>& log, std::string_view id) {
    return said(core::check_correction(a_document(), log, id, typed("", "5"), today));
}

TEST(correction, keeps_what_is_left_out_and_names_the_old) {
    auto old = kept("a");
    old.hours = 3;
    old.subject = std::nullopt;
    old.done_on = make_date(2024, 2, 3);
    old.place = "Torget";
    old.detail_visibility = core::visibility::open;
    const auto now = core::check_correction(a_document(), {old}, "a", core::new_entry{.owner = {}, .on = {}}, today);

    ASSERT_TRUE(now) << said(now);
    EXPECT_EQ(now->kind, core::entry_kind::correction);
    EXPECT_EQ(now->names, "a");
    EXPECT_EQ(now->owner, "m1");
    EXPECT_EQ(now->said, "4");
    EXPECT_EQ(now->hours, 3);
    EXPECT_EQ(now->done_on, make_date(2024, 2, 3));
    EXPECT_EQ(now->place, "Torget");
    EXPECT_EQ(now->amount_visibility, core::visibility::open);
    EXPECT_EQ(now->detail_visibility, core::visibility::open);
    old.amount_visibility = old.detail_visibility = core::visibility::internal;
    const auto hidden = core::check_correction(a_document(), {old}, "a", core::new_entry{.owner = {}, .on = {}}, today);
    EXPECT_EQ(hidden->amount_visibility, core::visibility::internal);
}

TEST(correction, asks_only_about_what_is_said_anew) {
    auto old = kept("a");
    old.note = "Med Kalle Andersson";
    EXPECT_EQ(said(core::check_correction(a_document(), {old}, "a", typed("", "5"), today)), "kept");
    auto anew = typed("", "5");
    anew.place = "Hos Kalle Andersson";
    EXPECT_EQ(said(core::check_correction(a_document(), {old}, "a", anew, today)),
              "ask place core.log.ask_person_name");
}

TEST(entry, takes_one_as_a_word) {
    EXPECT_EQ(check(typed("m1", "en"))->amount.low, 1);
    EXPECT_EQ(check(typed("m1", "Ett"))->amount.high, 1);
}

TEST(correction, takes_away_a_text_that_is_given_empty) {
    auto old = kept("a");
    old.place = "Torget";
    const auto now =
        core::check_correction(a_document(), {old}, "a", core::new_entry{.owner = {}, .on = {}, .place = ""}, today);

    ASSERT_TRUE(now) << said(now);
    EXPECT_EQ(now->place, "");
}

TEST(correction, keeps_hours_that_were_not_read_from_the_amount) {
    auto old = kept("a");
    old.hours = 3;
    const auto now = core::check_correction(a_document(), {old}, "a", typed("", "5"), today);

    ASSERT_TRUE(now) << said(now);
    EXPECT_EQ(now->hours, 3);
}

TEST(correction, obeys_the_same_rules) {
    auto wrong = typed("", "-1");
    EXPECT_EQ(said(core::check_correction(a_document(), {kept("a")}, "a", wrong, today)),
              "invalid amount core.log.negative_amount");
    auto late = typed("", "1");
    late.on = today + base::days{1};
    EXPECT_EQ(said(core::check_correction(a_document(), {kept("a")}, "a", late, today)), "invalid on core.log.future");
}

TEST(correction, moves_to_another_owner_without_the_old_ones_subject) {
    auto old = kept("a");
    old.owner = "m3";
    old.subject = "Norra";
    auto moved = typed("m1", "4");
    const auto now = core::check_correction(a_document(), {old}, "a", moved, today);
    ASSERT_TRUE(now) << said(now);
    EXPECT_EQ(now->owner, "m1");
    EXPECT_FALSE(now->subject);
}

TEST(correction, is_of_an_entry_that_stands) {
    using enum core::entry_kind;
    EXPECT_EQ(corrected({}, "a"), "not_found id core.log.no_such_entry");
    EXPECT_EQ(corrected({kept("a"), kept("b", correction, "a")}, "a"), "conflict id core.log.corrected_already");
    EXPECT_EQ(corrected({kept("a"), kept("b", correction, "a")}, "b"), "kept");
    EXPECT_EQ(corrected({kept("a"), kept("b", withdrawal, "a")}, "a"), "conflict id core.log.withdrawn_already");
    EXPECT_EQ(corrected({kept("a"), kept("b", withdrawal, "a")}, "b"), "conflict id core.log.is_withdrawal");
    EXPECT_EQ(corrected({kept("a"), kept("b", correction, "a"), kept("c", withdrawal, "b")}, "b"),
              "conflict id core.log.withdrawn_already");
    EXPECT_EQ(corrected({kept("a"), kept("x"), kept("b", withdrawal, "x")}, "a"), "kept");
}

TEST(withdrawal, names_the_old_and_says_why) {
    auto old = kept("a");
    old.done_on = make_date(2024, 2, 3);
    const auto gone = core::check_withdrawal({old}, "a", "Räknad två gånger", false);

    ASSERT_TRUE(gone) << said(gone);
    EXPECT_EQ(gone->kind, core::entry_kind::withdrawal);
    EXPECT_EQ(gone->names, "a");
    EXPECT_EQ(gone->owner, "m1");
    EXPECT_EQ(gone->done_on, make_date(2024, 2, 3));
    EXPECT_EQ(gone->note, "Räknad två gånger");
}

TEST(withdrawal, is_of_an_entry_that_stands_and_its_note_is_screened) {
    using enum core::entry_kind;
    const auto said_of = [](const std::vector<core::log_entry>& log, std::string_view note, bool confirmed = false) {
        return said(core::check_withdrawal(log, "a", note, confirmed));
    };
    EXPECT_EQ(said_of({}, ""), "not_found id core.log.no_such_entry");
    EXPECT_EQ(said_of({kept("a"), kept("b", withdrawal, "a")}, ""), "conflict id core.log.withdrawn_already");
    EXPECT_EQ(said_of({kept("a"), kept("b", correction, "a")}, ""), "conflict id core.log.corrected_already");
    EXPECT_EQ(said_of({kept("a")}, "640823-3234", true), "invalid note core.log.personal_number");
    EXPECT_EQ(said_of({kept("a")}, "se ABC 123"), "ask note core.log.ask_car_number");
    EXPECT_EQ(said_of({kept("a")}, "se ABC 123", true), "kept");
}

// --- reasons ---

TEST(reason, belongs_to_an_owner_and_a_window_of_the_validity_and_says_something) {
    const core::verdict_reason good{"m1",      make_date(2024, 7, 1), core::reason_code::weather,
                                    " Storm ", "Samordnare",          today};
    const auto check_one = [](core::verdict_reason r, bool confirmed = false) {
        return said(core::check_reason(a_document(), r, confirmed));
    };
    EXPECT_EQ(core::check_reason(a_document(), good, false)->text, "Storm");
    auto r = good;
    r.owner = "m9";
    EXPECT_EQ(check_one(r), "invalid owner core.log.unknown_owner");
    r = good;
    r.text = "  ";
    EXPECT_EQ(check_one(r), "invalid text core.log.no_reason");
    r = good;
    r.window_from = make_date(2023, 12, 1);
    EXPECT_EQ(check_one(r), "invalid window_from core.log.no_such_window");
    r.window_from = make_date(2027, 1, 1);
    EXPECT_EQ(check_one(r), "invalid window_from core.log.no_such_window");
    r.window_from = std::nullopt;
    EXPECT_EQ(check_one(r), "kept");
    r = good;
    r.text = "640823-3234 var sjuk";
    EXPECT_EQ(check_one(r, true), "invalid text core.log.personal_number");
    r = good;
    r.function = "Anna Svensson";
    EXPECT_EQ(check_one(r), "ask function core.log.ask_person_name");
    EXPECT_EQ(check_one(r, true), "kept");
}

} // namespace
