#pragma once

#include "core/board.hpp"
#include "core/duties.hpp"
#include "core/plan.hpp"

#include <string>
#include <utility>
#include <vector>

// Documents with the facts of those that the system was ordered from: who, how long, how often.
namespace made {

inline base::date day(const char* iso) { return base::parse_iso_date(iso).value(); }

inline reading::party party(std::string name, reading::party_kind kind,
                            reading::party_role role = reading::party_role::signatory) {
    reading::party p;
    p.name = std::move(name);
    p.kind = kind;
    p.role = role;
    return p;
}

inline reading::reading times(double n, reading::recurrence every, reading::aggregate how = reading::aggregate::each) {
    reading::reading r;
    r.count = reading::amount{n, n};
    r.every = every;
    r.aggregate = how;
    return r;
}
inline reading::reading a_month(double n) { return times(n, reading::duration{1, 'M'}); }
inline reading::reading a_year(double n) { return times(n, reading::duration{1, 'Y'}); }

inline reading::plan_row row(std::string id, std::string what, std::vector<std::string> responsible,
                             std::vector<reading::reading> readings) {
    reading::plan_row r;
    r.id = std::move(id);
    r.what = std::move(what);
    r.responsible = std::move(responsible);
    r.readings = std::move(readings);
    return r;
}

inline core::log_entry done(std::string owner, const char* on, double n) {
    core::log_entry e;
    static int number = 0;
    e.row = ++number;
    e.id = std::to_string(number);
    e.owner = std::move(owner);
    e.done_on = day(on);
    e.amount.low = n;
    e.amount.high = n;
    return e;
}

inline core::pledge_file pledge(std::string slug, const char* from, const char* to,
                                std::vector<reading::party> parties) {
    core::pledge_file f;
    f.slug = std::move(slug);
    f.document.title = "Löfte " + f.slug;
    f.document.valid.from = day(from);
    if (to) f.document.valid.to = day(to);
    f.document.parties = std::move(parties);
    return f;
}

// Three years; followed up once a year; residents are told, but not how often.
inline core::pledge_file nordmaling() {
    auto f = pledge("nordmaling", "2023-01-01", "2025-12-31",
                    {party("Nordmalings kommun", reading::party_kind::municipality),
                     party("Polisen", reading::party_kind::police)});
    f.document.follow_up.text = "Löftena följs upp en gång per år.";
    f.document.follow_up.readings = {a_year(1)};
    return f;
}

// Three municipalities and their police.
inline core::pledge_file angermanland() {
    auto f = pledge("angermanland", "2024-01-01", "2026-12-31",
                    {party("Härnösands kommun", reading::party_kind::municipality),
                     party("Kramfors kommun", reading::party_kind::municipality),
                     party("Sollefteå kommun", reading::party_kind::municipality),
                     party("Lokalpolisområde Södra Ångermanland", reading::party_kind::police)});
    f.document.follow_up.readings = {a_year(1)};
    return f;
}

// One year; followed up in several fora, nobody says how often; residents are not mentioned.
inline core::pledge_file nacka() {
    auto f =
        pledge("nacka", "2017-01-01", "2017-12-31", {party("lokalpolisområdet Nacka", reading::party_kind::police)});
    f.document.follow_up.text = "Följs upp i rådet.";
    return f;
}

// Four or five years, a plan that is adjusted every year, measures by the month and the year.
inline core::pledge_file norsjo() {
    auto f = pledge(
        "norsjo", "2019-01-01", "2022-12-31",
        {party("Norsjö kommun", reading::party_kind::municipality), party("Polisen", reading::party_kind::police)});
    f.document.plan = {row("m1", "Fotpatrullering. I centrum", {"Polisen"}, {a_month(10)}),
                       row("m2", "Information till föräldrar", {"Kommunens samordnare", "Polisen"}, {a_year(1)})};
    f.document.follow_up.text = "Planen gås igenom. Varje år justeras genomförandeplanen.";
    f.document.follow_up.readings = {a_year(1)};
    return f;
}

// Two years, an annex of an agreement; residents are told twice in the period.
inline core::pledge_file hogsby() {
    auto f = pledge("hogsby", "2024-01-01", "2025-12-31",
                    {party("Högsby kommun", reading::party_kind::municipality),
                     party("Mönsterås kommun", reading::party_kind::municipality),
                     party("Lokalpolisområde Västervik", reading::party_kind::police)});
    f.document.feedback.readings = {times(2, reading::span_word::period, reading::aggregate::total)};
    return f;
}

inline core::document_state judged(const core::pledge_file& f, const char* on) {
    return core::judge(f.document, f.log, f.reasons, f.settings, day(on));
}

} // namespace made
