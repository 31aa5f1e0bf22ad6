#include "reading/cadence/compose.hpp"

#include "base/text.hpp"
#include "reading/cadence/nouns.hpp"
#include "reading/cadence/wording.hpp"

#include <algorithm>
#include <bit>

namespace reading::cadence {

namespace {

using wc = word_class;

const fact* flagged(std::span<const fact> clause, wc k) {
    const auto f = std::find_if(clause.begin(), clause.end(), [k](const fact& x) { return x.is(k); });
    return f == clause.end() ? nullptr : &*f;
}

bool any(std::span<const fact> clause, wc k) { return flagged(clause, k) != nullptr; }

class composer {
  public:
    composer(const scene& at, const group& g, std::span<const fact> clause) : at_{at}, group_{g}, clause_{clause} {}

    void run() {
        amount();
        span();
        averaged();
        colours();
        windows();
        whom();
        deadline();
        add_months(group_.around, clause_, at_.sentence, reading_);
        if (group_.count) ask_parts(*group_.count);
        if (each_day_apart()) return;
        at_.add(reading_, group_.begin, group_.end);
        if (at_.told) tell({});
        next_time();
    }

  private:
    void tell(std::vector<rule> last) const {
        const auto by = group_.count && group_.recur   ? rule::count_each
                        : group_.count && group_.frame ? rule::count_total
                        : group_.count                 ? rule::count_period
                                                       : rule::once_each;
        auto more = changed_;
        more.insert(more.end(), last.begin(), last.end());
        auto from = group_.around;
        for (const auto* f : {group_.count, group_.recur, group_.frame, group_.stated, subjects_})
            if (f) from.push_back(f);
        for (const auto& f : clause_)
            for (const auto k : {wc::average, wc::additional, wc::possibility, wc::effort, wc::should})
                if (f.is(k)) from.push_back(&f);
        at_.tell(by, std::move(more), std::move(from));
    }

    void change(rule r) {
        if (at_.told) changed_.push_back(r);
    }

    void doubt(measurable m, std::string_view why) {
        if (static_cast<int>(m) <= static_cast<int>(reading_.measurable)) return;
        reading_.measurable = m;
        reading_.reason = why;
    }

    void amount() {
        const auto* c = group_.count;
        if (!c) {
            if (!lacks_its_number(group_, at_.sentence)) reading_.count = ::reading::amount{1, 1};
            if (!reading_.count) doubt(measurable::no, wording::no_number);
            // "som längst två månader mellan besöken": the gap is at most so long, and says so by itself
            const bool longest = group_.stated && group_.stated->bound == bound::at_most && group_.recur &&
                                 group_.recur->aggregate == aggregate::interval;
            if (group_.stated && !longest) reading_.bound = group_.stated->bound, reading_.stated = true;
            return;
        }
        reading_.bound = c->bound;
        reading_.stated = c->stated;
        if (group_.stated && !c->stated) reading_.bound = group_.stated->bound, reading_.stated = true;
        reading_.measure = c->measure;
        if (c->flag == wc::of_which) doubt(measurable::partly, wording::share_of_other);
        if (c->flag == wc::few)
            doubt(measurable::no, wording::vague_count);
        else
            reading_.count = ::reading::amount{c->low, c->high};
        if (c->flag == wc::pair) doubt(measurable::partly, wording::about_two);
        if (c->unit_end > c->unit_begin)
            reading_.unit = without_breaks(at_.text_of(at_.span_of(c->unit_begin, c->unit_end)));
    }

    void span() {
        const auto* r = group_.recur;
        if (r) {
            reading_.every = r->kind == fact_kind::weekday ? recurrence{duration{1, 'W'}} : r->every;
            reading_.aggregate = r->aggregate;
            // "två gånger varannan vecka" is a box of two weeks; one of them is a longest gap
            if (r->aggregate == aggregate::interval && reading_.count && reading_.count->low != 1)
                reading_.aggregate = aggregate::each;
            reading_.schedulable = r->calendar;
            if (reading_.every == recurrence{span_word::shift}) doubt(measurable::partly, wording::shifts);
            if (reading_.every == recurrence{span_word::event}) doubt(measurable::partly, wording::needs_list);
        } else if (group_.frame) {
            reading_.every = group_.frame->every;
            reading_.aggregate = aggregate::total;
        } else {
            reading_.every = span_word::period;
            reading_.aggregate = aggregate::total;
            for (const auto* f : group_.around)
                if (f->kind == fact_kind::years &&
                    at_.sentence.atoms[f->begin].low == at_.sentence.atoms[f->begin].high)
                    reading_.every = duration{1, 'Y'};
            for (const auto* f : group_.around)
                if (f->kind == fact_kind::within) service_level(*f);
        }
    }

    // "90 procent … inom tre dagar"
    void service_level(const fact& f) {
        reading_.every = span_word::event;
        reading_.aggregate = aggregate::each;
        if (f.every) reading_.within = std::get<duration>(*f.every);
        reading_.working_days = f.working_days;
    }

    void averaged() {
        const auto* average = flagged(clause_, wc::average);
        if (!average || !reading_.count || is_of_another(*average)) return;
        reading_.aggregate = aggregate::average;
        const bool of_year = std::any_of(clause_.begin(), clause_.end(), [&](const fact& f) {
            return f.is(wc::average) && at_.sentence.as(f.begin, wc::average)->value == "P1Y";
        });
        const auto year = recurrence{duration{1, 'Y'}};
        if (of_year && !group_.recur && !group_.frame) reading_.every = year; // "tre i snitt per år"
        const bool over_year =
            group_.recur && group_.recur->every != year && (of_year || (group_.frame && group_.frame->every == year));
        if (!over_year) return;
        const double factor = times_a_year(*reading_.every);
        if (factor <= 0) return;
        reading_.count->low *= factor;
        reading_.count->high *= factor;
        reading_.every = year;
        change(rule::averaged_over_year);
    }

    // "två gånger i veckan i snitt, och varje lördag i juli": a rule of its own behind the average.
    bool is_of_another(const fact& average) const {
        if (average.end > group_.begin) return false;
        const auto rule_before = [&](const fact& f) {
            return (f.kind == fact_kind::recur || f.kind == fact_kind::count) && f.end <= average.begin;
        };
        return std::any_of(clause_.begin(), clause_.end(), rule_before) && at_.sentence.mark(average.end, ',');
    }

    void colours() {
        reading_.additional = any(clause_, wc::additional);
        if (any(clause_, wc::possibility)) {
            reading_.modality = modality::possibility;
            reading_.measurable = measurable::no;
            reading_.reason = wording::possibility;
        } else if (any(clause_, wc::effort)) {
            reading_.modality = modality::effort;
            doubt(measurable::partly, wording::effort_counted);
        } else if (any(clause_, wc::should)) {
            reading_.modality = modality::should;
        }
    }

    void windows() {
        std::vector<const fact*> all;
        if (group_.recur) all.push_back(group_.recur);
        if (group_.count) all.push_back(group_.count);
        all.insert(all.end(), group_.around.begin(), group_.around.end());
        std::sort(all.begin(), all.end(), [](const fact* a, const fact* b) { return a->begin < b->begin; });
        reading_.windows = windows_of(all, at_.sentence);
        const bool school_year = group_.frame && at_.sentence.at(group_.frame->end - 1) &&
                                 (at_.sentence.text(group_.frame->end - 1, "läsåret") ||
                                  at_.sentence.text(group_.frame->end - 1, "skolåret"));
        if (group_.recur && group_.frame && (group_.frame->every == recurrence{span_word::term} || school_year))
            add_windows(bit(window_kind::school_term), reading_.windows); // "en gång i veckan under terminen"
        if (any(clause_, wc::preference) && reading_.windows.empty() && !group_.count && !group_.recur) return;
        const bool season = std::any_of(all.begin(), all.end(), [](const fact* f) { return f->windows & seasons; });
        if (season && !group_.recur && !group_.frame) {
            reading_.every = duration{1, 'Y'};
            reading_.aggregate = aggregate::each;
        }
    }

    void whom() {
        const fact* all = nullptr;
        for (const auto& f : clause_) {
            const bool all_of = f.kind == fact_kind::count && f.flag == wc::all && &f != group_.count;
            if (all_of && !at_.sentence.text(f.begin - 1, "får")) all = &f; // not who gets it
        }
        for (const auto& f : clause_)
            if (f.kind == fact_kind::subjects) {
                const bool named = reading_.per && reading_.per->members.size() > 1 && f.members.size() < 2;
                if ((f.sharing == subjects::sharing::each && !named) || !reading_.per) {
                    reading_.per = subjects{f.sharing, f.members};
                    subjects_ = &f;
                }
            }
        if (!reading_.per)
            if (auto grades = listed_grades(at_); grades.size() > 1) {
                reading_.per = subjects{subjects::sharing::each, std::move(grades)};
                change(rule::each_grade);
            }
        if (!reading_.per && all && !all->weak) {
            reading_.per = subjects{subjects::sharing::each, {singular(at_.sentence.at(all->unit_begin)->text)}};
            subjects_ = all;
            change(rule::each_of_all);
        }
        if (reading_.per) return;
        if (auto each = respective_subjects(at_); each.size() > 1) {
            reading_.per = subjects{subjects::sharing::each, std::move(each)};
            return;
        }
        auto members = undecided_subjects(at_, group_.begin ? at_.sentence.begin : 0, at_.sentence.end);
        const bool joint = any(clause_, wc::total) || any(clause_, wc::joint);
        if (members.size() < 2 && joint) members = named_municipalities(at_);
        if (members.size() < 2) return;
        if (joint) {
            reading_.per = subjects{subjects::sharing::shared, std::move(members)};
            change(rule::shared_by_all);
        } else if (reading_.count && reading_.measure != measure::percent) {
            doubt(measurable::ask, wording::each_or_all);
            change(rule::asks_for_whom);
            ask_subjects(members);
        }
    }

    // "54 (32 + 20) insatser", "54 insatser per år (32 i Norrby och 20 i Söderby)"
    void ask_parts(const fact& c) {
        auto end = c.end;
        double parts = c.parts;
        for (auto i = c.end; parts == 0 && i <= group_.end && i < at_.sentence.end; ++i)
            if (at_.sentence.mark(i, '(')) end = static_cast<std::uint32_t>(past_named_parts(at_.sentence, i, parts));
        if (parts == 0 || parts == c.low || c.low != c.high || c.measure == measure::percent) return;
        const auto where = at_.span_of(c.begin, std::max(end, c.end));
        const auto option = [&](double n) {
            auto meant = reading_;
            meant.count = ::reading::amount{n, n};
            meant.span = where;
            meant.text = at_.text_of(where);
            return question_option{std::to_string(static_cast<long long>(n)), std::vector<reading>{std::move(meant)}};
        };
        at_.ask(question_code::parts_disagree, wording::quoted(wording::ask_parts, at_.text_of(where)),
                {option(c.low), option(parts)}, where);
    }

    void ask_subjects(const std::vector<std::string>& members) {
        std::string list;
        for (std::size_t i = 0; i < members.size(); ++i)
            list += (i == 0 ? "" : i + 1 == members.size() ? " och " : ", ") + members[i];
        at_.ask(question_code::ambiguous_subjects, wording::quoted(wording::ask_subjects, list),
                {{std::string{wording::option_each}, subjects{subjects::sharing::each, members}},
                 {std::string{wording::option_shared}, subjects{subjects::sharing::shared, members}}},
                at_.span_of(group_.begin, group_.end));
    }

    // "vartannat år, nästa gång senast 2025-11-30": a day for the one that comes.
    void next_time() const {
        const auto& s = at_.sentence;
        for (const auto* f : group_.around) {
            if (!group_.recur || f->kind != fact_kind::date || f->begin < s.begin + 3) continue;
            const bool next = s.is(f->begin - 1, wc::latest) && s.text(f->begin - 2, "gång") &&
                              (s.text(f->begin - 3, "nästa") || s.text(f->begin - 3, "första"));
            const auto day = last_day(s.atoms[f->begin], at_.known);
            if (!next || !day.day) continue;
            reading one;
            one.count = ::reading::amount{1, 1};
            one.measure = measure::state;
            one.every = span_word::period;
            one.aggregate = aggregate::total;
            one.deadline = day.day;
            at_.add(std::move(one), f->begin - 3, f->end);
            if (at_.told) tell({rule::has_deadline});
        }
    }

    // "före årets slut", "senast vid årsskiftet"
    bool is_due(const fact& f) const {
        const auto& s = at_.sentence;
        return s.is(f.begin - 1, wc::latest) || (f.begin > s.begin + 1 && s.is(f.begin - 2, wc::latest));
    }

    void due_by_year() {
        if (reading_.deadline || group_.recur) return;
        for (const auto& f : clause_) {
            if (f.kind == fact_kind::years) {
                due_in(f);
            } else if (f.is(wc::year_turn) && is_due(f) && at_.known.from && at_.known.to &&
                       base::year_of(*at_.known.from) == base::year_of(*at_.known.to)) {
                reading_.deadline = base::last_of_year(base::year_of(*at_.known.to));
            }
        }
    }

    void due_in(const fact& year) {
        const auto due = last_day_in(at_.sentence, year, clause_);
        if (!due.day && !due.asked) return;
        if (!group_.frame) reading_.every = span_word::period, reading_.aggregate = aggregate::total;
        if (due.day) reading_.deadline = due.day;
        // "senast vecka 20" is no week in which it is done
        if (due.day) std::erase_if(reading_.windows, [](const window& w) { return w.kind == window_kind::week; });
        if (!due.asked) return;
        const auto where = at_.span_of(due.asked->begin, year.end);
        const auto n = static_cast<int>(at_.sentence.atoms[year.begin].high);
        const context known{.from = base::first_of_year(n), .to = base::last_of_year(n)};
        doubt(measurable::ask, wording::season_end);
        at_.ask(question_code::ambiguous_cadence, wording::quoted(wording::ask_when, at_.text_of(where)),
                due.before ? std::vector<question_option>{} : last_days_of(at_.sentence, *due.asked, known), where);
    }

    void deadline() {
        due_by_year();
        for (const auto* f : group_.around) {
            if (f->kind != fact_kind::date) continue;
            const auto& a = at_.sentence.atoms[f->begin];
            int weekday = 0;
            for (const auto* d : group_.around)
                if (d->kind == fact_kind::weekday && d->end + 2 >= f->begin && d->begin < f->begin)
                    weekday = d->weekday;
            const auto where = at_.span_of(f->begin, f->end);
            if (const auto r = last_day(a, at_.known); r.impossible) {
                doubt(measurable::ask, wording::impossible_date);
                at_.ask(question_code::impossible_date, wording::quoted(wording::ask_impossible, at_.text_of(where)),
                        {}, where);
            } else if (contradicts(a, weekday, at_.known)) {
                doubt(measurable::ask, wording::weekday_mismatch);
                at_.ask(question_code::weekday_mismatch, wording::quoted(wording::ask_weekday, at_.text_of(where)), {},
                        where);
            } else if (!group_.recur && r.day) {
                reading_.deadline = r.day;
                change(rule::has_deadline);
            }
        }
    }

    // "varje fredag och lördagskväll", "en gång vår och höst": each its own reading, so that a second Friday never
    // covers a missed Saturday.
    bool each_day_apart() {
        const bool named = group_.recur && !group_.count && group_.recur->weekday &&
                           reading_.aggregate == aggregate::each && reading_.every == recurrence{duration{1, 'W'}};
        std::vector<window> apart, rest;
        const auto times = either_week(clause_, at_.sentence) ? seasons : seasons | bit(window_kind::week);
        for (const auto& w : reading_.windows) {
            const bool day = w.kind >= window_kind::mon && w.kind <= window_kind::sun;
            const bool season = (bit(w.kind) & times) != 0;
            (named ? day : season) ? apart.push_back(w) : rest.push_back(w);
        }
        const bool seasonal = !named && !group_.frame && reading_.count && reading_.count->low == 1 &&
                              (!group_.recur || (group_.recur->windows & seasons) ||
                               (!group_.count && reading_.every == recurrence{duration{1, 'Y'}}));
        const auto* list = named ? occasions_beside() : nullptr;
        if (list) std::erase_if(rest, [&](const window& w) { return (bit(w.kind) & list->windows & listed) != 0; });
        if ((apart.size() < 2 && !list) || !(named || seasonal)) return false;
        for (const auto& w : apart) {
            auto one = reading_;
            one.windows = rest;
            one.windows.insert(one.windows.begin(), w);
            at_.add(std::move(one), group_.begin, group_.end);
            if (at_.told) tell({rule::each_day_apart});
        }
        if (list) {
            reading one{.measurable = measurable::partly, .reason = std::string{wording::needs_list}};
            add_windows(list->windows, one.windows);
            at_.add(std::move(one), list->begin, list->end);
            if (at_.told) tell({rule::each_day_apart});
        }
        return true;
    }

    // "fredagskvällar och lönehelger": occasions of a list, beside days of every week.
    const fact* occasions_beside() const {
        const auto f = std::find_if(clause_.begin(), clause_.end(), [&](const fact& x) {
            const auto* conj = at_.sentence.as(x.begin - 1, wc::conj);
            return x.kind == fact_kind::window && (x.windows & listed) && conj && conj->value == "and" &&
                   std::any_of(clause_.begin(), clause_.end(),
                               [&](const fact& d) { return d.weekday && d.end + 1 == x.begin; });
        });
        return f == clause_.end() ? nullptr : &*f;
    }

    const scene& at_;
    const group& group_;
    std::span<const fact> clause_;
    reading reading_;
    const fact* subjects_ = nullptr;
    std::vector<rule> changed_;
};

} // namespace

void compose_group(const scene& at, const group& g, std::span<const fact> clause) { composer{at, g, clause}.run(); }

} // namespace reading::cadence
