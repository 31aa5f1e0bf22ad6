#pragma once

#include "reading/reading.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace reading {

// What a word or phrase of lexicon/*.tsv is: the first column of those files, which names these in the same order.
enum class word_class : std::uint8_t {
    none_such, // not in the lexicon
    bound,
    few,
    pair,
    all,
    fraction,
    percent,
    none,
    need,
    request,
    vague,
    prompt,
    baseline,
    lower,
    effort,
    possibility,
    should,
    shall,
    additional,
    preference,
    external,
    schedule_ask,
    schedule_partly,
    around_clock,
    indicator,
    milestone_verb,
    latest,
    within,
    between,
    item_length,
    of_which,
    grade,
    grade_hint,
    not_count_before,
    not_count_after,
    statistic,
    not_promise,
    validity,
    otherwise,
    result,
    per,
    together,
    channel,
    prep,
    conj,
    stop,
    adjective,
    abbreviation,
    apiece,
    shared_out,
    severally,
    excepted,
    definite,
    occasion,
    occasion_short,
    piece,
    hours,
    unit,
    unit_compound,
    span,
    adverb,
    every,
    every_n,
    ordinal,
    average,
    total,
    joint,
    window,
    weekday,
    weekday_stem,
    weekday_short,
    weekday_evening,
    weekday_night,
    weekday_morning,
    month,
    clock,
    week_number,
    to,
    from,
    minutes,
    year_turn,
    season_end,
    quarter_name,
    half_name,
    third_name,
    term_name,
    over,
    under,
    more_than,
    fewer_than,
    group_of,
    decade,
    decade_suffix,
    many,
    until_further,
    replaced,
    extended,
    from_now,
    decision,
    harm,    // what is reported to the police: a number of it by itself tells how things are
    stative, // "har", "består av": a number after it tells what there is
    past,    // a verb that tells of what was
    actor,   // who does it: their number is no count of what is done
    plain,   // a word of its own that lies close to one of another class
    number,
    count_ // how many there are
};

struct lexicon_entry {
    word_class kind = word_class::none_such;
    double number = 0;               // ordinals, months, weekdays, fractions, numbers
    std::optional<recurrence> every; // units and adverbs
    std::uint32_t windows = 0;       // a bit for each window_kind
    std::string_view value;          // the column as written
    std::string_view form;           // as its line has it
    std::string_view file;           // empty: a number word, which stands in no file
    std::uint32_t line = 0;
};

// What the first two columns of a line say; nullopt where they are none that is known.
std::optional<lexicon_entry> entry_of(std::string_view kind, std::string_view value);

std::string_view name(word_class k);
std::optional<word_class> class_named(std::string_view word);

// Every number word up to 199, so that a look-up is all that a text's words cost.
void each_number_word(const std::function<void(std::string_view word, const lexicon_entry&)>& keep);

} // namespace reading
