#pragma once

#include <cstdint>
#include <string_view>

// The grammars' rules by name, so that it can be told which of them fitted.
namespace reading {

enum class rule : std::uint8_t {
    none,
    // how often
    longest_gap,   // "högst två veckor mellan besöken"
    second_of_per, // "per skola och termin"
    nth_weekday,   // "första måndagen i månaden"
    adverb,        // "årligen"
    per_unit,      // "per månad"
    per_span,      // "per löftesperiod"
    every_unit,    // "varje månad"
    every_nth,     // "varannan vecka", "var tredje vecka"
    over_span,     // "under året"
    in_unit,       // "i månaden"
    // how many
    rounded, // "ett 40-tal"
    number,  // "10 kontroller"
    part_of, // "nio av tio"
    share,   // "hälften av klasserna"
    all_of,  // "alla klasser"
    pair,    // "ett par"
    few,     // "några"
    // when
    dated,
    years,
    weeks,
    clock,
    weekday,
    window,
    within, // "inom 24 timmar"
    // for whom
    apiece,       // "i vardera A och B"
    as_many,      // "motsvarande antal på B"
    named_places, // "i de tre kommunerna"
    per_noun,     // "per skola"
    every_noun,   // "varje skola"
    // small words
    outer_event, // "när rapporten har kommit"
    lone_bound,  // "minst" before a recurrence
    coloured,    // "vid behov", "verka för": the word's class says what
    divide,      // "samt"
    // why a sentence promises nothing
    tells_statistic,
    tells_trend,
    tells_event,
    tells_harm,
    tells_past,
    tells_indicator,
    // what a reading was made by
    count_each,    // a count and a recurrence
    count_total,   // a count and a span
    count_period,  // a count alone
    once_each,     // a recurrence alone
    service_level, // "inom tre dagar"
    trigger,       // "vid behov", "på begäran"
    soft,          // effort, possibility, vague words
    on_date,
    outcome, // "inget område …"
    time_frame,
    schedule,
    direction,
    year_frame,
    // what changed it then
    averaged_over_year,
    each_grade,
    each_of_all,
    shared_by_all,
    asks_for_whom,
    each_day_apart,
    has_deadline,
    // of a validity
    from_to,     // "1 januari 2024–31 december 2026"
    from_on,     // "från och med 1 mars 2024"
    up_to,       // "till och med 2025"
    one_time,    // "2024", "juni 2024"
    length,      // "fyra år från 1/1 2019"
    no_end,      // "tills vidare"
    replaced,    // "till dess att ett nytt löfte"
    extendable,  // "kan förlängas"
    in_conflict, // two statements that disagree
    // of an amount that is reported
    group_of,    // "ett hundratal"
    decade,      // "ett tiotal", "80-talet"
    several,     // "några", "ett stort antal"
    none_of,     // "inga"
    part_of_all, // "hälften"
    amount,      // "303", "20–30"
    sum,         // "40+10"
    total_of,    // "54 (32 + 22)"
    one,         // "ett möte"
    // of a document
    section,
    column,
    role,
    promise,
    title,
    decided,
    registration, // "dnr KS 2024/123"
    annex,
    party,
    basis,
    aim,
    forum,
    channel,
    signatory,
    count_ // how many there are
};

std::string_view name(rule r);

} // namespace reading
