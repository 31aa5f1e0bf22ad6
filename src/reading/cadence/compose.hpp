#pragma once

#include "reading/cadence/fact.hpp"
#include "reading/read.hpp"

#include <span>

namespace reading {
struct trace;
}

// From the facts of one clause to its readings.
namespace reading::cadence {

// What composing needs of the text around the facts.
struct scene {
    stretch sentence;
    const token_list& tokens;
    std::u32string_view text;
    const context& known;
    sentence_signs signs;
    cadence_answer& answer;
    trace* told = nullptr;

    ::reading::span span_of(std::uint32_t first_atom, std::uint32_t end_atom) const;
    std::string text_of(::reading::span s) const;
    void add(reading r, std::uint32_t first_atom, std::uint32_t end_atom) const;
    // How the last reading came about; only where it is told at all.
    void tell(rule by, std::vector<rule> more, std::vector<const fact*> from) const;
    void tell(rule by, std::span<const fact> from) const;
    // A sentence or clause of which no reading came.
    void tell_left_out(rule by, std::span<const fact> facts) const;
    // A question about the reading that is added next.
    void ask(question_code code, std::string message, std::vector<question_option> options,
             ::reading::span where) const;
};

// One rule of a clause: a count, a recurrence, or both, and what stands around them.
struct group {
    const fact* count = nullptr;
    const fact* recur = nullptr;
    const fact* frame = nullptr;
    const fact* stated = nullptr; // "minst" without a number
    bool share_of_last = false;   // "varav"
    std::vector<const fact*> around;
    std::uint32_t begin = 0, end = 0; // atoms
};

std::vector<group> groups_of(std::span<const fact> facts, const stretch& s);
void compose_group(const scene& at, const group& g, std::span<const fact> clause);
// A clause in which nothing is counted and nothing recurs. True where a reading came of it.
bool compose_frame(const scene& at, std::span<const fact> clause);

// Windows, weekdays and clock times among the facts, those after "helst" left out.
std::vector<window> windows_of(std::span<const fact* const> facts, const stretch& s);
// "onsdag 9 april och tisdag 16 september": of all the windows those of one date, with the weekday before it alone.
std::vector<window> windows_on(const fact& date, std::span<const fact> clause, std::vector<window> all,
                               const stretch& s);
// "v. 8, 15 och 24": each of them by itself, so that a second time in one never covers another.
std::vector<reading> each_week(const reading& one);
// "v. 6 eller v. 7": one of them.
bool either_week(std::span<const fact> clause, const stretch& s);
void add_windows(std::uint32_t bits, std::vector<window>& out);
// "alla kvällar utom söndag", "dock inte under skolloven": what stands at atom i is when it need not be done.
bool is_excepted(const stretch& s, std::size_t i);
// "utom juli och augusti": what begins there goes on the list of what ends there.
bool goes_on(const stretch& s, std::uint32_t end, std::uint32_t begin);
// "varje månad utom i juli", "en gång i veckan april–oktober": the months in which it is done. `facts` are those of
// the group, in which such a span counts; an exception holds wherever it stands in the clause.
void add_months(std::span<const fact* const> facts, std::span<const fact> clause, const stretch& s, reading& into);

// "ute fredag och lördag kväll", "måndag till lördag kl. 10–16": each of the days, every week; empty where none are
// named, or an event or a season says when.
std::vector<reading> named_days(std::span<const fact> clause, const std::vector<window>& windows, const stretch& s);

// "samråd i mars, juni, september och december", of a validity of several years: once each year in each; else empty.
std::vector<reading> each_year(const std::vector<const fact*>& dates, const scene& at);

// The last day a date names; nullopt where the year is not known or the day does not exist.
struct resolved_date {
    std::optional<base::date> day;
    bool impossible = false;
    bool year_missing = false;
};
resolved_date last_day(const atom& a, const context& known);
// The day by which something is due in a year: "senast 2025", "före 2025 års utgång", "senast vecka 20 2025". A time of
// it whose last day nobody says, as "senast sommaren 2025", is to be asked; else neither.
struct due_day {
    std::optional<base::date> day;
    const fact* asked = nullptr;
    bool before = false; // its first day, not by its last
};
due_day last_day_in(const stretch& s, const fact& year, std::span<const fact> clause);
// The last day of a season or a term in each year of the validity, to choose from; empty for other times.
std::vector<question_option> last_days_of(const stretch& s, const fact& f, const context& known);
// That day in each year of the validity, to choose from.
std::vector<question_option> years_of(const atom& a, const context& known);
// Between two dates, of which the first ends at `end`, stands a comma or "och", and nothing that makes a span of them.
bool listed_apart(const stretch& s, std::uint32_t end, std::uint32_t begin);
// "minst XX gånger per år", "… gånger per år": a place that nobody has filled in.
bool lacks_its_number(const group& g, const stretch& s);
bool contradicts(const atom& date, int weekday, const context& known);

// "på A och B", "för elever och föräldrar": two or more whom the text does not say how to share.
std::vector<std::string> undecided_subjects(const scene& at, std::uint32_t begin, std::uint32_t end);

// "vid badet respektive parken": the two for each of which it holds.
std::vector<std::string> respective_subjects(const scene& at);

// "åk 6 och åk 8", "årskurs 7–9": each grade.
std::vector<std::string> listed_grades(const scene& at);

// "Tillsammans ska Arboga, Kungsör och Köping …": two or more municipalities in a row, by their names.
std::vector<std::string> named_municipalities(const scene& at);

// The noun without the hyphens of a line end or of a typesetter.
std::string without_breaks(const std::string& noun);

// How often the shorter span comes in a year, for averages whose span is written ("i snitt över året").
double times_a_year(const recurrence& r);

} // namespace reading::cadence
