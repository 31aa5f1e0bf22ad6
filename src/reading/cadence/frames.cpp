#include "reading/cadence/compose.hpp"
#include "reading/cadence/wording.hpp"

#include <algorithm>

namespace reading::cadence {

namespace {

using wc = word_class;

// Above this many atoms a bare "under året" is part of a story, not the text of a cell.
constexpr std::size_t short_text = 7;

class framer {
  public:
    framer(const scene& at, std::span<const fact> clause) : at_{at}, clause_{clause} {
        std::vector<const fact*> all;
        for (const auto& f : clause_)
            all.push_back(&f);
        all_windows_ = windows_ = windows_of(all, at_.sentence);
    }

    bool run() {
        if (clause_.empty()) return false;
        return by(rule::service_level, &framer::service_level) || by(rule::trigger, &framer::trigger) ||
               by(rule::soft, &framer::soft) || by(rule::on_date, &framer::dated) ||
               by(rule::outcome, &framer::outcome) || by(rule::time_frame, &framer::frame) ||
               by(rule::schedule, &framer::schedule) || by(rule::direction, &framer::direction) ||
               by(rule::year_frame, &framer::year);
    }

  private:
    bool by(rule r, bool (framer::*reads)()) {
        rule_ = r;
        return (this->*reads)();
    }

    const fact* flagged(wc k) const {
        const auto f = std::find_if(clause_.begin(), clause_.end(), [k](const fact& x) { return x.is(k); });
        return f == clause_.end() ? nullptr : &*f;
    }
    const fact* of(fact_kind k) const {
        const auto f = std::find_if(clause_.begin(), clause_.end(), [k](const fact& x) { return x.kind == k; });
        return f == clause_.end() ? nullptr : &*f;
    }
    bool emit(reading r, measurable m, std::string_view why) {
        r.measurable = m;
        r.reason = m == measurable::yes ? "" : std::string{why};
        if (flagged(wc::additional)) r.additional = true;
        at_.add(std::move(r), clause_.front().begin, clause_.back().end);
        if (at_.told) at_.tell(rule_, clause_);
        return true;
    }

    bool emit_all(std::vector<reading> all) {
        for (auto& r : all)
            emit(std::move(r), measurable::yes, "");
        return !all.empty();
    }

    reading uncounted(bool schedulable = false) const {
        reading r;
        r.schedulable = schedulable;
        r.windows = windows_;
        return r;
    }

    reading milestone(std::optional<base::date> deadline) const {
        reading r;
        r.count = amount{1, 1};
        r.measure = measure::state;
        r.every = span_word::period;
        r.aggregate = aggregate::total;
        r.deadline = deadline;
        r.windows = windows_;
        return r;
    }

    bool service_level() {
        std::vector<reading> all; // "svara inom två dagar och laga inom en vecka"
        for (const auto& f : clause_) {
            if (f.kind != fact_kind::within) continue;
            reading r;
            r.every = span_word::event;
            if (f.every) r.within = std::get<duration>(*f.every);
            r.working_days = f.working_days;
            all.push_back(std::move(r));
        }
        return emit_all(std::move(all));
    }

    bool trigger() {
        if (flagged(wc::need)) return emit(uncounted(), measurable::no, wording::need);
        if (flagged(wc::request)) {
            auto r = uncounted();
            r.every = span_word::event;
            return emit(std::move(r), measurable::partly, wording::request);
        }
        if (const auto* f = flagged(wc::external)) {
            ask_when(*f);
            return emit(uncounted(), measurable::ask, wording::external);
        }
        return false;
    }

    void ask_when(const fact& f) {
        const auto where = at_.span_of(f.begin, f.end);
        at_.ask(question_code::ambiguous_cadence, wording::quoted(wording::ask_when, at_.text_of(where)),
                last_days_of(at_.sentence, f, at_.known), where);
    }

    bool soft() {
        if (flagged(wc::possibility)) {
            auto r = uncounted();
            r.modality = modality::possibility;
            return emit(std::move(r), measurable::no, wording::possibility);
        }
        if (flagged(wc::effort)) {
            auto r = uncounted();
            r.modality = modality::effort;
            return emit(std::move(r), measurable::no, wording::effort);
        }
        if (flagged(wc::prompt)) return emit(uncounted(), measurable::no, wording::prompt);
        // "löpande, klart senast november"
        const bool due = of(fact_kind::date) && (flagged(wc::latest) || flagged(wc::milestone_verb));
        if (flagged(wc::vague) && !due) return emit(uncounted(), measurable::no, wording::vague);
        return false;
    }

    bool dated() {
        if (tells_validity()) return true;
        if (of(fact_kind::date)) return on_dates();
        if (const auto* f = flagged(wc::year_turn)) return year_turn(*f);
        if (of(fact_kind::weeks))
            return either_week(clause_, at_.sentence) ? emit(milestone({}), measurable::yes, "")
                                                      : emit_all(each_week(milestone({})));
        for (const auto k : {wc::quarter_name, wc::half_name, wc::third_name, wc::term_name})
            if (const auto* f = flagged(k)) return part_of_year(*f, k);
        if (const auto* f = flagged(wc::season_end)) {
            ask_when(*f);
            return emit(milestone({}), measurable::ask, wording::season_end);
        }
        if ((flagged(wc::latest) || done_by()) && season_named()) { // "före sommarlovet", "klart till midsommar"
            ask_when(clause_.front());
            return emit(milestone({}), measurable::ask, wording::season_end);
        }
        const auto* years = of(fact_kind::years);
        if (years && !season_named() && (flagged(wc::latest) || brought_about(*years))) {
            const auto last = base::last_of_year(static_cast<int>(at_.sentence.atoms[years->begin].high));
            return emit(milestone(last), measurable::yes, "");
        }
        const auto* frame = of(fact_kind::frame);
        if (frame && flagged(wc::latest) && at_.known.from && at_.known.to &&
            base::year_of(*at_.known.from) == base::year_of(*at_.known.to))
            return emit(milestone(at_.known.to), measurable::yes, "");
        return false;
    }

    // "Löftet gäller från 1 januari 2025" promises nothing by that day.
    bool tells_validity() const {
        const auto& s = at_.sentence;
        const bool until = std::any_of(clause_.begin(), clause_.end(), [&](const fact& f) {
            return f.is(wc::latest) && !s.is(f.begin, wc::to); // "till och med" is the end of a span
        });
        if (until || flagged(wc::milestone_verb) || at_.signs.shall) return false;
        for (auto i = s.begin; i < s.end && i < clause_.front().begin; ++i)
            if (s.is(i, wc::validity)) return true;
        return false;
    }

    bool done_by() const { return flagged(wc::milestone_verb) && at_.sentence.text(clause_.back().begin - 1, "till"); }

    bool season_named() const {
        return std::any_of(clause_.begin(), clause_.end(), [](const fact& f) {
            return f.kind == fact_kind::window &&
                   (f.windows & (seasons | bit(window_kind::event) | bit(window_kind::holiday)));
        });
    }

    // "klart 2025"; "genomförs under 2025" names a frame and no day
    bool brought_about(const fact& years) const {
        const auto* verb = flagged(wc::milestone_verb);
        return verb && !(at_.sentence.text(verb->begin, "genomförs") && at_.sentence.text(years.begin - 1, "under"));
    }

    // "i mars och oktober 2025" is two milestones; "1 mars–30 april" one, due on its last day.
    bool on_dates() {
        std::vector<const fact*> dates;
        for (const auto& f : clause_)
            if (f.kind == fact_kind::date) {
                if (!dates.empty() && !listed_apart(at_.sentence, dates.back()->end, f.begin))
                    dates.back() = &f;
                else
                    dates.push_back(&f);
            }
        if (emit_all(each_year(dates, at_))) return true;
        double year = 0;
        for (const auto* f : dates)
            year = std::max(year, at_.sentence.atoms[f->begin].high);
        for (const auto* f : dates)
            on_date(*f, year);
        return true;
    }

    bool on_date(const fact& f, double shared_year) {
        auto a = at_.sentence.atoms[f.begin];
        // "mars och oktober 2025"; but "i juni och i januari 2027" of a validity with one June
        if (a.high == 0 && !last_day(a, at_.known).day) a.high = shared_year;
        const auto r = last_day(a, at_.known);
        const auto where = at_.span_of(f.begin, f.end);
        int weekday = 0;
        for (const auto& d : clause_)
            if (d.weekday && d.begin < f.begin) weekday = d.weekday;
        windows_ = windows_on(f, clause_, all_windows_, at_.sentence);
        if (r.impossible) {
            at_.ask(question_code::impossible_date, wording::quoted(wording::ask_impossible, at_.text_of(where)), {},
                    where);
            return emit(milestone({}), measurable::ask, wording::impossible_date);
        }
        if (contradicts(a, weekday, at_.known)) {
            at_.ask(question_code::weekday_mismatch, wording::quoted(wording::ask_weekday, at_.text_of(where)), {},
                    where);
            return emit(milestone({}), measurable::ask, wording::weekday_mismatch);
        }
        if (r.year_missing && at_.known.from && at_.known.to) {
            at_.ask(question_code::ambiguous_cadence, wording::quoted(wording::ask_year, at_.text_of(where)),
                    years_of(a, at_.known), where);
            return emit(milestone({}), measurable::ask, wording::year_missing);
        }
        auto day = r.day;
        const auto* latest = at_.sentence.as(f.begin - 1, wc::latest);
        if (!latest) latest = at_.sentence.as(f.begin - 2, wc::latest);
        if (day && latest && latest->value == "before")
            day = a.day ? *day - base::days{1} : base::first_of_month(*day) - base::days{1};
        return emit(milestone(day), measurable::yes, "");
    }

    bool year_turn(const fact& f) {
        const auto* years = of(fact_kind::years);
        std::optional<base::date> day;
        if (years)
            day = base::last_of_year(static_cast<int>(at_.sentence.atoms[years->begin].low));
        else if (at_.known.from && at_.known.to && base::year_of(*at_.known.from) == base::year_of(*at_.known.to))
            day = at_.known.to;
        if (day) return emit(milestone(day), measurable::yes, "");
        ask_when(f);
        return emit(milestone({}), measurable::ask, wording::year_missing);
    }

    bool part_of_year(const fact& f, wc k) {
        const auto* entry = at_.sentence.as(f.begin, k);
        const int n = static_cast<int>(entry->number);
        if (k == wc::term_name) return terms();
        if (every_part(k)) return true;
        const int months = k == wc::quarter_name ? 3 : k == wc::half_name ? 6 : 4;
        const auto* years = of(fact_kind::years);
        int year = years ? static_cast<int>(at_.sentence.atoms[years->begin].high) : 0;
        if (!year && at_.known.from && at_.known.to && base::year_of(*at_.known.from) == base::year_of(*at_.known.to))
            year = base::year_of(*at_.known.to);
        if (!year) {
            ask_when(f);
            return emit(milestone({}), measurable::ask, wording::year_missing);
        }
        const auto last = base::last_of_month(base::make_date(year, static_cast<unsigned>(n * months), 1));
        return emit(milestone(last), measurable::yes, "");
    }

    // "Q1–Q4": every calendar box, each once.
    bool every_part(wc k) {
        int named = 0;
        double first = 0, last = 0;
        for (const auto& f : clause_)
            if (f.is(k)) {
                last = at_.sentence.as(f.begin, k)->number;
                if (named++ == 0) first = last;
            }
        const double parts = k == wc::quarter_name ? 4 : k == wc::half_name ? 2 : 3;
        if (named < 2 || first != 1 || last != parts) return false;
        reading r;
        r.count = amount{1, 1};
        r.every = duration{12 / static_cast<int>(parts), 'M'};
        return emit(std::move(r), measurable::yes, "");
    }

    // "vt och ht 2024": both terms. One alone is a time whose last day the municipality sets.
    bool terms() {
        bool spring = false, autumn = false;
        const fact* first = nullptr;
        for (const auto& f : clause_)
            if (f.is(wc::term_name)) {
                first = first ? first : &f;
                (at_.sentence.as(f.begin, wc::term_name)->number == 1 ? spring : autumn) = true;
            }
        if (spring && autumn) {
            auto r = milestone({});
            r.measure = measure::occasions;
            r.every = span_word::term;
            r.aggregate = aggregate::each;
            return emit(std::move(r), measurable::yes, "");
        }
        auto r = milestone({});
        add_windows(bit(spring ? window_kind::spring : window_kind::autumn), r.windows);
        ask_when(*first);
        return emit(std::move(r), measurable::ask, wording::season_end);
    }

    bool outcome() {
        const auto* f = flagged(wc::none);
        if (!f || f->begin != at_.sentence.begin) return false;
        const auto* noun = at_.sentence.at(f->end);
        if (!noun || (noun->kind != atom_kind::word && !noun->is(wc::not_promise))) return false;
        auto r = milestone({});
        r.count = amount{0, 0};
        r.bound = bound::exactly;
        r.stated = true;
        return emit(std::move(r), measurable::yes, "");
    }

    bool frame() {
        std::uint32_t bits = 0;
        bool day = false, single_season = false;
        int season_count = 0;
        for (const auto& f : clause_) {
            bits |= f.windows;
            day = day || f.weekday;
            if (f.kind == fact_kind::window && (f.windows & seasons)) ++season_count, single_season = !f.plural;
        }
        if (windows_.empty() && !bits && !flagged(wc::around_clock)) return false;
        if (flagged(wc::baseline)) return emit(uncounted(), measurable::no, wording::baseline);
        if (emit_all(named_days(clause_, windows_, at_.sentence))) return true;
        if (flagged(wc::indicator) && !at_.signs.shall) return false; // "Under sommaren är antalet besökare störst"
        if (bits & listed || day) return emit(uncounted(true), measurable::partly, wording::needs_list);
        if (season_count == 1 && single_season && (bits & ~seasons) == 0) {
            ask_when(*of(fact_kind::window));
            return emit(milestone({}), measurable::ask, wording::season_end);
        }
        return emit(uncounted(true), measurable::no, wording::time_frame);
    }

    bool schedule() {
        if (flagged(wc::schedule_ask)) {
            ask_when(*flagged(wc::schedule_ask));
            return emit(uncounted(true), measurable::ask, wording::hours_unknown);
        }
        return flagged(wc::schedule_partly) && emit(uncounted(true), measurable::partly, wording::schedule);
    }

    bool direction() {
        if (flagged(wc::few)) return emit(uncounted(), measurable::no, wording::vague_count);
        const auto* f = flagged(wc::baseline);
        if (!f) return false;
        const auto* counted = flagged(wc::indicator);
        if ((counted && counted->begin < f->begin + 2) || rises_by_itself(*f)) {
            auto r = uncounted(true);
            return emit(std::move(r), measurable::partly, wording::direction);
        }
        return emit(uncounted(), measurable::no, wording::baseline);
    }

    // "Tryggheten ska öka": an outcome; "ska öka sin närvaro": a deed.
    bool rises_by_itself(const fact& f) const {
        const auto& s = at_.sentence;
        const bool turns = s.text(f.begin, "öka") || s.text(f.begin, "minska") || s.text(f.begin, "sjunka") ||
                           s.at(f.begin)->text.starts_with("bli");
        if (!turns || f.begin < s.begin + 2 || !s.is(f.begin - 1, wc::shall)) return false;
        const auto* next = s.at(f.end);
        return !next || next->kind == atom_kind::mark || s.is(f.end, wc::prep) || s.is(f.end, wc::conj);
    }

    // "under 2025"; "löftet för 2021–2022" is its name
    bool led_by_time(std::size_t i) const {
        const auto& s = at_.sentence;
        return s.text(i, "under") || s.text(i, "i") || s.text(i, "inom") || s.text(i, "över") || s.text(i, "till");
    }

    bool year() {
        const bool framed = of(fact_kind::frame) || of(fact_kind::years);
        if (!framed || at_.sentence.end - at_.sentence.begin > short_text || flagged(wc::indicator)) return false;
        for (auto i = at_.sentence.begin; i < at_.sentence.end; ++i)
            if (at_.sentence.is(i, wc::validity)) return false;
        const auto* named = of(fact_kind::years);
        if (!of(fact_kind::frame) && !(led_by_time(named->begin - 1) || led_by_time(at_.sentence.begin))) return false;
        return emit(uncounted(true), measurable::partly, wording::year_frame);
    }

    const scene& at_;
    std::span<const fact> clause_;
    std::vector<window> windows_;
    std::vector<window> all_windows_; // of the clause
    rule rule_ = rule::none;          // that is being tried
};

} // namespace

bool compose_frame(const scene& at, std::span<const fact> clause) { return framer{at, clause}.run(); }

} // namespace reading::cadence
