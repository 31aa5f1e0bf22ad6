#include "reading/cadence/wording.hpp"
#include "reading/read.hpp"

#include "base/text.hpp"
#include "reading/atoms.hpp"
#include "reading/period_parts.hpp"
#include "reading/period_words.hpp"
#include "reading/rule.hpp"
#include "reading/traced_atom.hpp"

#include <algorithm>

namespace reading {

namespace {

using wc = word_class;

class period_reader {
  public:
    period_reader(std::u32string_view text, const context& known, const manner& how)
        : text_{text}, list_{atomize(text, how.words().phrases())}, known_{known}, told_{how.told} {}

    period_answer run() {
        find_points();
        for (std::size_t p = 0; p < points_.size();)
            p = state(p);
        durations();
        words();
        if (told_) tell();
        settle();
        return std::move(answer_);
    }

  private:
    const std::vector<atom>& atoms() const { return list_.atoms; }
    bool is(std::size_t i, wc k) const { return i < atoms().size() && atoms()[i].is(k); }
    bool mark(std::size_t i, char c) const { return i < atoms().size() && atoms()[i].is_mark(c); }
    bool is_years(std::size_t i) const { return i < atoms().size() && atoms()[i].kind == atom_kind::years; }
    bool text(std::size_t i, std::string_view t) const { return i < atoms().size() && atoms()[i].text == t; }

    ::reading::span span_of(std::size_t begin, std::size_t end) const {
        return {list_.tokens[atoms()[begin].begin].span.begin, list_.tokens[atoms()[end - 1].end - 1].span.end};
    }
    std::string words_of_span(::reading::span s) const { return base::to_utf8(text_.substr(s.begin, s.end - s.begin)); }

    void ask(question_code code, std::string_view sentence, std::string_view said, ::reading::span where,
             std::vector<question_option> options = {}) {
        answer_.questions.push_back({code, "/valid", wording::quoted(sentence, said), std::move(options), where});
    }

    // "första halvåret 2024", "höstterminen 2025"
    std::optional<point> part_of_year(std::size_t i) const {
        struct part {
            wc kind;
            unsigned months;
        };
        for (const auto [kind, months] : {part{wc::quarter_name, 3}, part{wc::half_name, 6}, part{wc::third_name, 4}}) {
            const auto* e = atoms()[i].as(kind);
            if (!e) continue;
            const auto next = i + 1;
            // "Q3-Q4 2025": the first borrows the year of the last
            const bool lent =
                (mark(next, '-') || is(next, wc::to) || is(next, wc::conj)) && is(next + 1, kind) && is_years(next + 2);
            if (!lent && !is_years(next)) continue;
            const int year = static_cast<int>(atoms()[lent ? next + 2 : next].low);
            const auto n = static_cast<unsigned>(e->number);
            return point{base::make_date(year, (n - 1) * months + 1, 1),
                         base::last_of_month(base::make_date(year, n * months, 1)), i, lent ? i + 1 : i + 2, year};
        }
        // "årsskiftet 2023/2024": a period begins with the later year or ends with the earlier
        if (atoms()[i].is(wc::year_turn) && i + 1 < atoms().size() && atoms()[i + 1].kind == atom_kind::years) {
            const int before = static_cast<int>(atoms()[i + 1].low);
            const int after = std::max(before + 1, static_cast<int>(atoms()[i + 1].high));
            return point{base::first_of_year(after), base::last_of_year(before), i, i + 2, before};
        }
        if (const auto* e = atoms()[i].as(wc::term_name);
            e && i + 1 < atoms().size() && atoms()[i + 1].kind == atom_kind::years) {
            const int year = static_cast<int>(atoms()[i + 1].low);
            if (e->number == 1) return point{base::make_date(year, 1, 1), base::make_date(year, 6, 30), i, i + 2, year};
            return point{base::make_date(year, 8, 1), base::last_of_year(year), i, i + 2, year};
        }
        return season(i);
    }

    // "hösten 2024", "läsåret 2024/2025", as docs/method.md bounds seasons and terms.
    std::optional<point> season(std::size_t i) const {
        if (i + 1 >= atoms().size() || atoms()[i + 1].kind != atom_kind::years) return std::nullopt;
        const int first = static_cast<int>(atoms()[i + 1].low), last = static_cast<int>(atoms()[i + 1].high);
        const auto word = atoms()[i].text;
        if ((word == "läsåret" || word == "läsår" || word == "skolåret") && last == first + 1)
            return point{base::make_date(first, 8, 1), base::make_date(last, 6, 30), i, i + 2, last};
        if (first != last) return std::nullopt;
        const auto* w = atoms()[i].as(wc::window);
        const auto is_season = [&](window_kind k) { return w && w->windows == 1u << static_cast<unsigned>(k); };
        if (is_season(window_kind::spring))
            return point{base::make_date(first, 1, 1), base::make_date(first, 6, 30), i, i + 2, first};
        if (is_season(window_kind::summer))
            return point{base::make_date(first, 6, 1), base::make_date(first, 8, 31), i, i + 2, first};
        if (is_season(window_kind::autumn))
            return point{base::make_date(first, 8, 1), base::last_of_year(first), i, i + 2, first};
        return std::nullopt;
    }

    void find_points() {
        for (std::size_t i = 0; i < atoms().size(); ++i) {
            const auto& a = atoms()[i];
            if (a.entries && (a.is(wc::decision) || a.is(wc::extended)))
                skip_until_ = i + 4; // "kan förlängas till 2026"
            if (a.is_mark('.') || (a.entries && a.is(wc::validity))) skip_until_ = 0;
            if (auto p = a.kind == atom_kind::known ? part_of_year(i) : std::nullopt) {
                p->listed = true;
                points_.push_back(*p);
                i = p->end - 1;
            } else if (a.kind == atom_kind::years) {
                if (i < skip_until_) continue;
                points_.push_back({base::first_of_year(static_cast<int>(a.low)),
                                   base::last_of_year(static_cast<int>(a.high)), i, i + 1, static_cast<int>(a.high),
                                   false, true});
            } else if (a.kind == atom_kind::date) {
                if (i < skip_until_) continue;
                points_.push_back(dated(i));
            }
        }
        dated_before_.assign(points_.size(), points_.size());
        for (std::size_t p = 1; p < points_.size(); ++p)
            dated_before_[p] = points_[p - 1].year ? p - 1 : dated_before_[p - 1];
        for (std::size_t p = points_.size(); p-- > 0;) // a year not written is that of the point it runs to
            if (!points_[p].year) lend_year(p);
    }

    point dated(std::size_t i) const {
        const auto& a = atoms()[i];
        point p{.begin = i, .end = i + 1, .year = static_cast<int>(a.high), .impossible = a.impossible};
        fill(p, a);
        return p;
    }

    static void fill(point& p, const atom& a) {
        if (!p.year || a.impossible) return;
        const int first_year = a.low != 0 ? static_cast<int>(a.low) : p.year;
        p.first = base::valid_date(first_year, a.month, std::max<unsigned>(a.day, 1));
        p.last = a.last_day ? base::valid_date(p.year, a.last_month, a.last_day)
                            : std::optional{base::last_of_month(base::make_date(p.year, a.last_month, 1))};
        p.impossible = !p.first || !p.last;
    }

    void lend_year(std::size_t p) {
        auto& here = points_[p];
        // "sommaren 2025, från den 1 maj till den 30 september"
        const auto* before = dated_before_[p] < p ? &points_[dated_before_[p]] : nullptr;
        const auto* after = p + 1 < points_.size() ? &points_[p + 1] : nullptr;
        if (after && (after->first || after->year))
            here.year = after->first ? base::year_of(*after->first) : after->year;
        else if (before)
            here.year = before->year;
        else if (known_.to)
            here.year = base::year_of(*known_.to);
        else if (known_.from)
            here.year = base::year_of(*known_.from);
        fill(here, atoms()[here.begin]);
    }

    // Between two points stand only words that make a span of them.
    bool joins(std::size_t begin, std::size_t end, bool years) const {
        bool any = false;
        constexpr std::size_t most = 6;
        if (end - begin > most) return false;
        for (auto i = begin; i < end; ++i) {
            const auto& a = atoms()[i];
            const bool link = a.is_mark('-') || a.is(wc::to) || (a.is(wc::conj) && (years || between_)) ||
                              (years && (a.is_mark(',') || a.is_mark('+')));
            any = any || link;
            const bool filler = a.text == "den" || a.text == "och" || a.text == "sista" || a.text == "fram" ||
                                a.text == "slutet" || a.text == "utgången" || a.text == "av" || a.text == "år" ||
                                a.text == "året" || a.is(wc::ordinal) || a.is(wc::weekday) ||
                                a.kind == atom_kind::line_break || a.text == "med" || a.is(wc::latest) ||
                                a.is_mark(',');
            if (!link && !filler) return false;
        }
        return any;
    }

    std::size_t state(std::size_t p) {
        auto& a = points_[p];
        check(a);
        statement s{.begin = static_cast<std::uint32_t>(a.begin), .end = static_cast<std::uint32_t>(a.end)};
        std::size_t lead_at = a.begin; // "mellan torsdagen den 1 februari"
        while (lead_at > 0 && (text(lead_at - 1, "den") || is(lead_at - 1, wc::weekday)))
            --lead_at;
        between_ = lead_at > 0 && is(lead_at - 1, wc::between);
        std::size_t last = p;
        while (last + 1 < points_.size() &&
               joins(points_[last].end, points_[last + 1].begin, points_[last].listed && points_[last + 1].listed))
            check(points_[++last]);
        const auto [lead, lead_atom] = led_by(a.begin);
        s.end = static_cast<std::uint32_t>(points_[last].end);
        s.from = a.first;
        s.to = points_[last].last;
        s.span =
            last > p || (atoms()[a.begin].kind == atom_kind::years && atoms()[a.begin].low != atoms()[a.begin].high);
        if (last == p) {
            if (lead != wc::none_such) s.lead = static_cast<std::uint32_t>(lead_atom);
            if (lead == wc::from)
                s.to.reset(), s.open = true;
            else if (lead == wc::to)
                s.from.reset();
            else
                s.bare = !s.span, s.day = a.first == a.last;
        }
        s.by = s.span ? rule::from_to : s.open ? rule::from_on : lead == wc::to ? rule::up_to : rule::one_time;
        if (a.impossible) s.from.reset();
        if (points_[last].impossible) s.to.reset();
        statements_.push_back(s);
        return last + 1;
    }

    std::pair<wc, std::size_t> led_by(std::size_t i) const {
        constexpr std::size_t reach = 4;
        for (std::size_t back = 1; back <= reach && back <= i; ++back) {
            const auto& a = atoms()[i - back];
            if (a.is(wc::to) || a.is(wc::latest)) return {wc::to, i - back};
            if (a.is(wc::from) || a.is(wc::from_now)) return {wc::from, i - back};
            if (a.text != "den" && !a.is_mark(':') && !a.is(wc::weekday) && a.text != "år" && !a.is(wc::ordinal) &&
                a.text != "och" && a.text != "med")
                break;
        }
        return {wc::none_such, 0};
    }

    void check(const point& p) {
        const auto where = span_of(p.begin, p.end);
        if (p.impossible)
            return ask(question_code::impossible_date, wording::ask_impossible, words_of_span(where), where);
        for (std::size_t back = 1; back <= 2 && back <= p.begin; ++back)
            if (const auto* day = atoms()[p.begin - back].as(wc::weekday)) {
                if (p.first && atoms()[p.begin].day &&
                    base::iso_weekday(*p.first) != static_cast<unsigned>(day->number))
                    ask(question_code::weekday_mismatch, wording::ask_weekday, words_of_span(where), where);
                return;
            }
    }

    // "fyra år med början 1/1 2019": ends the day before the anniversary.
    void durations() {
        for (std::size_t i = 0; i + 1 < atoms().size(); ++i) {
            const auto& n = atoms()[i];
            if (!n.is_number() || n.low != n.high || n.low < 1 || n.low > 240) continue;
            const auto* unit = atoms()[i + 1].as(wc::unit);
            int months = 0;
            if (unit) {
                const auto* d = std::get_if<duration>(&*unit->every);
                months = d && d->unit == 'Y' ? 12 * d->n : d && d->unit == 'M' ? d->n : 0;
            } else if (const auto* c = atoms()[i + 1].as(wc::unit_compound); c && c->value == "month") {
                months = 1;
            }
            if (!months || is_notice(atoms(), i)) continue;
            months *= static_cast<int>(n.low);
            if (auto* start = start_near(i)) {
                statement s{.from = start->from,
                            .span = true,
                            .begin = std::min(start->begin, static_cast<std::uint32_t>(i)),
                            .end = start->end,
                            .by = rule::length};
                s.to = base::add_months(*start->from, months) - base::days{1};
                if (start->open || start->bare)
                    *start = s;
                else
                    statements_.push_back(s);
            } else if (const auto* whole = said_with_both_ends(); whole && is_length_of_validity(atoms(), i)) {
                const auto at = static_cast<std::uint32_t>(i);
                statements_.push_back({.from = whole->from,
                                       .to = base::add_months(*whole->from, months) - base::days{1},
                                       .span = true,
                                       .begin = at,
                                       .end = at + 2,
                                       .by = rule::length});
            }
            return;
        }
    }

    const statement* said_with_both_ends() const {
        const auto s =
            std::find_if(statements_.begin(), statements_.end(), [](const auto& x) { return x.from && x.to; });
        return s == statements_.end() ? nullptr : &*s;
    }

    // The statement that says when the duration beside it begins: "från", "med början", or one day by itself.
    statement* start_near(std::size_t duration_at) {
        statement* best = nullptr;
        std::size_t nearest = 12;
        for (auto& s : statements_) {
            if (!s.from || !(s.open || s.bare)) continue;
            const std::size_t gap = s.begin > duration_at ? s.begin - duration_at : duration_at - s.begin;
            if (gap < nearest) nearest = gap, best = &s;
        }
        return best;
    }

    void words() {
        auto& v = answer_.valid;
        for (std::size_t i = 0; i < atoms().size(); ++i) {
            v.until_replaced = v.until_replaced || is(i, wc::replaced) || until_a_new_one(atoms(), i);
            v.extendable = v.extendable || is(i, wc::extended);
            until_further_ = until_further_ || is(i, wc::until_further);
            // "tills vidare, dock längst till den 31 december 2027"
            limited_ = limited_ || (until_further_ && (atoms()[i].text == "längst" || atoms()[i].text == "dock"));
        }
    }

    // The statements as they were found, each from the word that leads it, and the words that say how it ends.
    void tell() {
        for (const auto& s : statements_)
            tell(s.by, s.lead.value_or(s.begin), s.end);
        for (std::uint32_t i = 0; i < atoms().size(); ++i)
            for (const auto& [k, by] : {std::pair{wc::until_further, rule::no_end},
                                        {wc::replaced, rule::replaced},
                                        {wc::extended, rule::extendable}})
                if (is(i, k)) tell(by, i, i + 1);
    }

    void tell(rule by, std::uint32_t begin, std::uint32_t end) {
        auto out = traced_atoms(by, list_, begin, end, text_);
        if (told_->readings.empty()) told_->readings.emplace_back();
        told_->readings.front().from.push_back(std::move(out));
    }

    void settle() {
        const bool full = std::any_of(statements_.begin(), statements_.end(), [](const auto& s) { return !s.bare; });
        if (full) std::erase_if(statements_, [](const auto& s) { return s.bare; });
        if (statements_.empty()) return;
        auto& v = answer_.valid;
        bool conflict = false, spans = false;
        for (const auto& s : statements_) {
            if (s.from && v.from && *s.from != *v.from) conflict = true;
            if (s.to && v.to && *s.to != *v.to) conflict = true;
            if (s.from && !v.from) v.from = s.from;
            if (s.to && !v.to) v.to = s.to;
            spans = spans || s.span;
        }
        const bool one_day = statements_.size() == 1 && statements_[0].day;
        if ((until_further_ && !spans && !limited_) || (v.until_replaced && one_day)) v.to.reset();
        if (conflict) {
            if (told_) told_->readings.front().more.push_back(name(rule::in_conflict));
            dispute();
        }
    }

    // What all statements share stands; the ends they differ in are asked.
    void dispute() {
        auto& v = answer_.valid;
        std::vector<question_option> options;
        std::string said;
        std::sort(statements_.begin(), statements_.end(),
                  [](const auto& a, const auto& b) { return a.begin < b.begin; });
        for (const auto& s : statements_) {
            if (s.from && s.from != v.from) v.from.reset();
            if (s.to && s.to != v.to) v.to.reset();
            auto label = words_of_span(span_of(s.begin, s.end));
            if (label.ends_with('.')) label.pop_back(); // "år." is known with its point
            said += (said.empty() ? "" : " / ") + label;
            options.push_back({label, validity{s.from, s.to, v.until_replaced, v.extendable}});
        }
        ask(question_code::period_conflict, wording::ask_period, said,
            span_of(statements_.front().begin, statements_.back().end), std::move(options));
    }

    std::u32string_view text_;
    atom_list list_;
    const context& known_;
    period_answer answer_;
    std::vector<point> points_;
    std::vector<std::size_t> dated_before_; // of each point the last before it whose year is written; none: its size
    std::vector<statement> statements_;
    std::size_t skip_until_ = 0;
    bool between_ = false;
    bool until_further_ = false;
    bool limited_ = false;
    trace* told_ = nullptr;
};

} // namespace

period_answer read_period(std::string_view text, const context& known, const manner& how) {
    const auto wide = base::to_utf32(text);
    return period_reader{wide, known, how}.run();
}

} // namespace reading
