#include "core/span.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace core {

using ::reading::aggregate;
using ::reading::duration;
using ::reading::measure;
using ::reading::span_word;

bool is_short(duration d) { return d.unit == 'D' || d.unit == 'W' || (d.unit == 'M' && d.n == 1); }

bool has_no_requirement(obstacle o) {
    return o == obstacle::not_measurable || o == obstacle::possibility || o == obstacle::not_schedulable ||
           o == obstacle::no_count || o == obstacle::service_level || o == obstacle::no_grid;
}

bool is_lone_noun(const ::reading::subjects& per) {
    if (per.kind != ::reading::subjects::sharing::each || per.members.size() != 1) return false;
    const auto& only = per.members.front();
    if (only.empty()) return true;
    const auto first = static_cast<unsigned char>(only.front());
    if (first < 0x80) return std::islower(first) != 0;
    return only.starts_with("å") || only.starts_with("ä") || only.starts_with("ö");
}

bool is_grade(std::string_view member) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !member.empty() && member.size() <= 2 && std::all_of(member.begin(), member.end(), is_digit);
}

namespace {

bool names_list(const ::reading::reading& r) {
    return std::any_of(r.windows.begin(), r.windows.end(), [](const auto& w) {
        using k = ::reading::window_kind;
        return w.kind == k::risk_weekend || w.kind == k::risk_evening || w.kind == k::event || w.kind == k::campaign;
    });
}

bool has_grid(const ::reading::recurrence& every) {
    if (const auto* d = std::get_if<duration>(&every)) return d->unit != 'H' || d->n % 24 == 0;
    const auto word = std::get<span_word>(every);
    return word == span_word::term || word == span_word::event || word == span_word::period;
}

// "helger och riskkvällar": the list is not all that counts.
bool names_days(const ::reading::reading& r) {
    return std::any_of(r.windows.begin(), r.windows.end(), [](const auto& w) { return is_kind_of_day(w.kind); });
}

// The occasions of a list are the windows: "varje riskhelg", and "under riskhelger" without a number.
bool runs_over_list(const ::reading::reading& r, const std::optional<::reading::recurrence>& every) {
    if (every && std::holds_alternative<span_word>(*every)) return std::get<span_word>(*every) == span_word::event;
    return !every && !r.count && names_list(r) && !names_days(r);
}

const std::vector<date_range>& list_for(const ::reading::reading& r, const plan_settings& s) {
    const bool risk = std::any_of(r.windows.begin(), r.windows.end(), [](const auto& w) {
        return w.kind == ::reading::window_kind::risk_weekend || w.kind == ::reading::window_kind::risk_evening;
    });
    return risk ? s.risk_weekends : s.events;
}

obstacle obstacle_of(const ::reading::reading& r, const reading_plan& plan, const validity_span& valid,
                     const plan_settings& settings, bool has_shares) {
    if (!valid.from) return obstacle::no_validity;
    if (r.deadline && *r.deadline < *valid.from) return obstacle::early_deadline;
    if (r.modality == ::reading::modality::possibility) return obstacle::possibility;
    if (r.within && !has_shares) return obstacle::service_level;
    if (!r.schedulable) return obstacle::not_schedulable;
    if (!plan.has_count) {
        if (runs_over_list(r, r.every) && names_list(r) && list_for(r, settings).empty()) return obstacle::no_list;
        return obstacle::no_count;
    }
    if (r.measurable == ::reading::measurable::no) return obstacle::not_measurable;
    if (r.measurable == ::reading::measurable::ask) return obstacle::ask;
    if (r.per && is_lone_noun(*r.per)) return obstacle::lone_noun;
    if (plan.every && !has_grid(*plan.every)) return obstacle::no_grid;
    if (runs_over_list(r, plan.every) && list_for(r, settings).empty()) return obstacle::no_list;
    return obstacle::none;
}

} // namespace

reading_plan plan_of(const ::reading::reading& r, const validity_span& valid, const plan_settings& settings,
                     bool has_shares) {
    reading_plan plan;
    plan.reading = &r;
    plan.measure = r.measure;
    plan.aggregate = r.aggregate;
    plan.every = r.every;
    plan.count = r.count ? r.count->low : 1;
    plan.has_count = r.count || r.within || r.deadline || r.measure == measure::state;
    if (r.within) { // judged by the share in time that is reported for a year; without a stated share, all
        plan.every = duration{1, 'Y'};
        plan.aggregate = aggregate::each;
        if (has_shares) plan.measure = measure::percent;
        if (!r.count) plan.count = 100;
    }
    if (plan.every && std::holds_alternative<span_word>(*plan.every) &&
        std::get<span_word>(*plan.every) == span_word::period)
        plan.every.reset();
    if (plan.aggregate == aggregate::interval && (!plan.every || !std::holds_alternative<duration>(*plan.every)))
        plan.aggregate = aggregate::each; // a gap needs a length
    plan.obstacle = obstacle_of(r, plan, valid, settings, has_shares);
    if (plan.every && !has_grid(*plan.every)) plan.every.reset();
    if (plan.every)
        if (auto* d = std::get_if<duration>(&*plan.every); d && d->unit == 'H') *d = {d->n / 24, 'D'};
    if (!plan.every && plan.aggregate == aggregate::interval) plan.aggregate = aggregate::each;
    plan.from = valid.from.value_or(base::date{});
    plan.to = valid.to;
    plan.whole_from = valid.whole_from;
    plan.whole_to = valid.whole_to;
    plan.open_ended = valid.open_ended;
    // The deadline is the last day that counts: it ends the reading's span, also where it lies after the validity.
    if (r.deadline && valid.from && *r.deadline >= *valid.from) {
        plan.to = valid.ends_inside ? std::min(valid.to, *r.deadline) : *r.deadline;
        plan.whole_to = *r.deadline;
        plan.open_ended = false;
    }
    plan.each =
        r.per && r.per->kind == ::reading::subjects::sharing::each && !r.per->members.empty() && !is_lone_noun(*r.per);
    plan.members = plan.each ? static_cast<int>(r.per->members.size()) : 1;
    return plan;
}

double cut_requirement(double whole, int inside, int full, measure m) {
    if (m == measure::percent || m == measure::state || whole <= 0 || full <= 0) return whole;
    const double exact = whole * inside / full;
    if (m == measure::hours) return exact;
    return std::max(1.0, std::floor(exact + 1e-9));
}

base::date end_after(base::date start, duration every) {
    switch (every.unit) {
    case 'D':
        return start + base::days{every.n};
    case 'W':
        return base::monday_of(start) + base::days{7 * every.n + 6};
    case 'Y':
        return base::last_of_month(base::add_months(base::first_of_month(start), 12 * every.n));
    default:
        return base::last_of_month(base::add_months(base::first_of_month(start), every.n));
    }
}

namespace {

int days_between(base::date from, base::date to) { return static_cast<int>((to - from).count()) + 1; }

// The calendar grid of a duration, aligned as the text says; k may be negative.
class grid {
  public:
    grid(duration every, base::date from) : every_{every} {
        if (every.unit == 'Y') every_ = {every.n * 12, 'M'};
        origin_ = every.unit == 'D'   ? from
                  : every.unit == 'W' ? base::monday_of(from)
                                      : base::first_of_year(base::year_of(from));
    }
    base::date begin(int k) const {
        if (every_.unit == 'M') return base::add_months(origin_, k * every_.n);
        return origin_ + base::days{k * every_.n * (every_.unit == 'W' ? 7 : 1)};
    }
    base::date end(int k) const { return begin(k + 1) - base::days{1}; }
    // The window that holds a day.
    int holding(base::date d) const {
        int k = 0;
        if (every_.unit == 'M') {
            const int months =
                (base::year_of(d) - base::year_of(origin_)) * 12 + static_cast<int>(base::month_of(d)) - 1;
            k = months >= 0 ? months / every_.n : -((-months + every_.n - 1) / every_.n);
        } else {
            const int length = every_.n * (every_.unit == 'W' ? 7 : 1);
            const auto days = static_cast<int>((d - origin_).count());
            k = days >= 0 ? days / length : -((-days + length - 1) / length);
        }
        return k;
    }
    // How many windows belong to a span: a window belongs where its middle day lies (a week where its Thursday does).
    int count_in(base::date from, base::date to) const {
        int n = 0;
        for (int k = holding(from); begin(k) <= to; ++k) {
            const auto middle = begin(k) + base::days{(end(k) - begin(k)).count() / 2};
            if (from <= middle && middle <= to) ++n;
        }
        return n;
    }

  private:
    duration every_;
    base::date origin_;
};

// Half of a window or more must lie inside for its whole requirement to hold.
bool half_inside(const slot& s) { return 2 * s.inside_days >= s.full_days; }

class slot_maker {
  public:
    slot_maker(const reading_plan& plan, const day_filter& filter, base::date as_of)
        : plan_{plan}, filter_{filter}, as_of_{as_of} {
        last_ = plan.open_ended ? std::max(base::last_of_year(base::year_of(as_of)), plan.from)
                                : std::min(plan.to, base::last_of_year(base::year_of(as_of) + 50));
    }
    base::date first() const { return plan_.from; }
    base::date last() const { return last_; }
    std::vector<slot> take() { return std::move(slots_); }
    void reserve(std::size_t n) { slots_.reserve(n); }

    void add(base::date from, base::date to, double whole, bool seasonal_cut) {
        slot s;
        s.from = std::max(from, plan_.from);
        s.to = plan_.open_ended ? to : std::min(to, plan_.to);
        if (s.to < s.from) return;
        s.full_days = days_between(from, to);
        s.inside_days = days_between(s.from, s.to);
        s.whole = whole;
        if (seasonal_cut && filter_.has_season()) cut_by_season(s);
        s.partial = s.inside_days < s.full_days && s.inside_days > 0;
        require(s);
        slots_.push_back(s);
    }

    // The whole span as one window: cut by nothing but a row's own span. What is to be done once, by the end, is not
    // less because the row begins later.
    void add_span() {
        const bool is_sum = plan_.aggregate == aggregate::total || plan_.aggregate == aggregate::average;
        slot s;
        s.from = plan_.from;
        s.to = plan_.to;
        s.open_ended = plan_.open_ended;
        s.inside_days = days_between(s.from, s.to);
        s.full_days =
            plan_.open_ended ? s.inside_days : days_between(is_sum ? plan_.whole_from : s.from, plan_.whole_to);
        s.partial = s.inside_days < s.full_days;
        s.whole = plan_.count;
        // Of a time without an end that a row left, no part can be told.
        const bool endless = s.partial && plan_.whole_to == end_of_time();
        if (!endless) require(s);
        slots_.push_back(s);
    }

  private:
    // A window with most of a short season in it ("week 36" of a month) is not cut by that season.
    void cut_by_season(slot& s) const {
        const int n = filter_.days_in_season(s.from, s.to);
        if (n == 0 || 2 * n >= s.full_days || !filter_.holds_a_season(s.from, s.to)) s.inside_days = n;
    }

    void require(slot& s) const {
        if (has_no_requirement(plan_.obstacle) || !plan_.has_count) return;
        s.no_list = !s.open_ended ? !filter_.has_list_for(s.from, s.to) : !filter_.has_list_for(s.from, as_of_);
        if (!s.no_list && s.inside_days == 0) return;
        if (!s.no_list && !s.open_ended && !filter_.leaves_a_day(s.from, s.to, s.no_list)) return;
        if (plan_.aggregate == aggregate::total || plan_.aggregate == aggregate::average)
            s.required = s.partial ? cut_requirement(s.whole, s.inside_days, s.full_days, plan_.measure) : s.whole;
        else if (!s.partial || half_inside(s))
            s.required = s.whole;
    }

    const reading_plan& plan_;
    const day_filter& filter_;
    base::date as_of_;
    base::date last_;
    std::vector<slot> slots_;
};

bool longer_than_a_year(duration d) {
    return (d.unit == 'Y' && d.n > 1) || (d.unit == 'M' && d.n > 12) || (d.unit == 'W' && d.n > 52) ||
           (d.unit == 'D' && d.n > 366);
}

void add_terms(slot_maker& make, const reading_plan& plan, const plan_settings& s) {
    for (int y = base::year_of(make.first()); y <= base::year_of(make.last()); ++y) {
        const auto day = [&](std::pair<unsigned, unsigned> d) {
            const auto end = base::last_of_month(base::make_date(y, d.first, 1));
            return std::min(end, base::make_date(y, d.first, 1) + base::days{d.second - 1});
        };
        make.add(day(s.spring_from), day(s.spring_to), plan.count, false);
        make.add(day(s.autumn_from), day(s.autumn_to), plan.count, false);
    }
}

void add_years_of_averages(slot_maker& make, const reading_plan& plan, const grid* windows) {
    for (int y = base::year_of(make.first()); y <= base::year_of(make.last()); ++y) {
        const auto from = base::first_of_year(y), to = base::last_of_year(y);
        make.add(from, to, plan.count * (windows ? windows->count_in(from, to) : 2), false); // two terms a year
    }
}

void add_list(slot_maker& make, const reading_plan& plan, const plan_settings& s) {
    auto list = list_for(*plan.reading, s);
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    for (const auto& r : list)
        if (r.to >= make.first() && r.from <= make.last()) make.add(r.from, r.to, plan.count, false);
}

} // namespace

std::vector<slot> slots_of(const reading_plan& plan, const day_filter& filter, const plan_settings& settings,
                           base::date as_of) {
    slot_maker make{plan, filter, as_of};
    if (plan.obstacle == obstacle::no_validity || plan.obstacle == obstacle::early_deadline) return {};
    const auto o = plan.obstacle;
    const bool listable = o == obstacle::none || o == obstacle::ask || o == obstacle::lone_noun ||
                          (o == obstacle::no_count && names_list(*plan.reading));
    if (listable && runs_over_list(*plan.reading, plan.every)) {
        add_list(make, plan, settings);
        return make.take();
    }
    const auto* every = plan.every ? std::get_if<duration>(&*plan.every) : nullptr;
    if (!every && plan.every && std::get<span_word>(*plan.every) == span_word::term) {
        if (plan.aggregate == aggregate::average)
            add_years_of_averages(make, plan, nullptr);
        else
            add_terms(make, plan, settings);
    } else if (!every) {
        make.add_span();
    } else {
        // A day long before the pledge began sees none of its windows.
        if (make.last() < make.first()) return make.take();
        const grid windows{*every, plan.whole_from};
        if (plan.aggregate == aggregate::average && !longer_than_a_year(*every)) {
            add_years_of_averages(make, plan, &windows);
            return make.take();
        }
        const int first = windows.holding(make.first());
        make.reserve(static_cast<std::size_t>(windows.holding(make.last())) - static_cast<std::size_t>(first) + 1);
        for (int k = first; windows.begin(k) <= make.last(); ++k)
            make.add(windows.begin(k), windows.end(k), plan.count, is_short(*every));
    }
    return make.take();
}

date_range span_told(const ::reading::document& document, base::date today) {
    const auto valid = validity_of(document);
    const auto to = valid.open_ended ? today : std::min(today, valid.to);
    return {std::min(to, valid.from.value_or(base::first_of_year(base::year_of(to)))), to, {}};
}

} // namespace core
