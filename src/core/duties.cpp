#include "core/duties.hpp"

#include "base/text.hpp"
#include "core/late_logging.hpp"
#include "core/next_windows.hpp"
#include "core/phrases.hpp"
#include "core/required.hpp"
#include "core/whose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace core {

namespace {

using ::reading::bound;

constexpr double most_parts = 24; // of one window that asks for several occasions
constexpr base::days revision_waits{90};

bool is_daily(const ::reading::reading& r) {
    const auto* every = r.every ? std::get_if<::reading::duration>(&*r.every) : nullptr;
    return every && (every->unit == 'H' || (every->unit == 'D' && every->n == 1));
}

// What can be late, and is not due every day: a calendar full of everything tells nothing.
bool is_duty(const ::reading::reading& r) {
    return r.schedulable && r.bound != bound::at_most && r.measurable != ::reading::measurable::no &&
           r.modality != ::reading::modality::possibility && !is_daily(r);
}

// The last day of part k of n of some days, k from 1.
base::date end_of_part(base::date from, base::date to, int k, int n) {
    const auto length = (to - from).count() + 1;
    return from + base::days{length * k / n - 1};
}

bool is_settled(window_state s) {
    return s == window_state::met || s == window_state::missed || s == window_state::uncertain ||
           s == window_state::no_requirement || s == window_state::cannot_be_judged;
}

// Two duties of one owner that say the same name their days.
base::message required_told(const std::vector<::reading::reading>& all, std::size_t n, double times,
                            const base::message& who) {
    auto required = required_of(all[n], times);
    auto when = told_apart(all, n);
    if (!when) return say("board.duty_required", {{"required", std::move(required)}, {"who", who}});
    return say("board.duty_required_when",
               {{"when", *std::move(when)}, {"required", std::move(required)}, {"who", who}});
}

class collector {
  public:
    collector(const pledge_file& file, const document_state& state, base::date from, base::date to)
        : file_{file}, state_{state}, from_{from}, to_{to} {}

    void windows() {
        for (const auto& owner : owners_of(file_.document)) {
            const auto* found = state_.find(owner.id);
            if (found && !found->carried_by.empty()) continue; // its row is due
            for (std::size_t n = 0; found && n < std::min(owner.readings->size(), found->readings.size()); ++n)
                if (is_duty((*owner.readings)[n]))
                    for (const auto& w : found->readings[n].windows)
                        one_window(owner.id, *owner.readings, n, w);
        }
    }

    void rule_follow_up() {
        for_each_year([&](int, base::date first, base::date last) {
            auto d = begun(duty_kind::follow_up, "follow_up", 0, first, last);
            d.done = count_between("follow_up", first, last) >= 1;
            d.sentence = say("board.duty_follow_up", {{"who", who_are(d.named)}});
            add(std::move(d), last);
        });
    }

    void rule_feedback(int times) {
        const auto valid = validity_of(file_.document);
        if (!valid.from || valid.open_ended) {
            // Without an end there is no period to part: as often a year.
            for_each_year([&](int, base::date first, base::date last) { feedback_of(first, last, times); });
            return;
        }
        feedback_of(*valid.from, valid.to, times);
    }

    void revisions(bool by_rule, const std::vector<duty_done>& done) {
        const auto valid = validity_of(file_.document);
        // The version that was signed first: a draft has many before it.
        int signed_first = std::numeric_limits<int>::max();
        for (const auto& a : file_.approvals)
            signed_first = std::min(signed_first, a.version);
        for_each_year([&](int year, base::date first, base::date last) {
            // What ends with the period is not revised for the year after.
            if (!valid.open_ended && last >= valid.to) return;
            auto d = begun(duty_kind::revision, "revision", 0, first, last);
            d.by_rule = by_rule;
            d.what = say("board.what_revision");
            d.sentence = say("board.duty_revision", {{"who", who_are(d.named)}, {"year", std::to_string(year + 1)}});
            d.done = std::any_of(done.begin(), done.end(), [&](const auto& one) { return one.id == d.id; }) ||
                     std::any_of(file_.approvals.begin(), file_.approvals.end(), [&](const auto& a) {
                         return a.version > signed_first && base::year_of(a.on) == year;
                     });
            add(std::move(d), last + revision_waits);
        });
    }

    std::vector<duty> finished() {
        std::stable_sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a.due < b.due; });
        return std::move(all_);
    }

  private:
    duty begun(duty_kind kind, const std::string& series, std::size_t reading, base::date from, base::date due) const {
        duty d;
        d.kind = kind;
        d.slug = file_.slug;
        d.series = series;
        d.id = fmt::format("{}-{}-{}", series, reading + 1, base::to_iso(due));
        d.from = from;
        d.due = due;
        d.what = what_is(file_.document, series);
        d.named = named_for(file_.document, series);
        d.by_rule = true;
        return d;
    }

    // `waits`: the last day on which what is not done is still asked for.
    void add(duty d, base::date waits) {
        if (d.due < from_ || d.due > to_ || (!d.done && waits < state_.as_of)) return;
        const auto same = std::find_if(all_.begin(), all_.end(), [&](const duty& o) { return o.id == d.id; });
        if (same == all_.end())
            all_.push_back(std::move(d));
        else
            same->done = same->done && d.done, same->so_far.reset(); // of several members: all of them
    }

    void one_window(const std::string& owner, const std::vector<::reading::reading>& all, std::size_t n,
                    const window_result& w) {
        const auto& r = all[n];
        if (!w.required || w.open_ended || w.state == window_state::no_requirement) return;
        const auto kind = owner == "follow_up"  ? duty_kind::follow_up
                          : owner == "feedback" ? duty_kind::feedback
                                                : duty_kind::window;
        const double times = *w.required;
        const bool parted = kind != duty_kind::window && !is_last_report(r) && times > 1 && times <= most_parts &&
                            times == std::floor(times);
        const int parts = parted ? static_cast<int>(times) : 1;
        const auto late = base::days{is_settled(w.state) ? 0 : file_.settings.reporting_days};
        for (int k = 1; k <= parts; ++k) {
            auto d = begun(kind, owner, n, w.from, end_of_part(w.from, w.to, k, parts));
            d.by_rule = false;
            d.done = w.state == window_state::met || (parts > 1 && w.done.low.value_or(0) >= k);
            if (parts == 1 && kind == duty_kind::window && !is_last_report(r)) {
                d.so_far = w.done.low;
                d.required = times;
            }
            d.sentence = parts > 1
                             ? say("board.duty_part",
                                   {{"k", std::int64_t{k}}, {"parts", std::int64_t{parts}}, {"who", who_are(d.named)}})
                             : required_told(all, n, times, who_are(d.named));
            add(std::move(d), w.to + late);
        }
    }

    void feedback_of(base::date first, base::date last, int times) {
        const auto told = count_between("feedback", first, last);
        for (int k = 1; k <= times; ++k) {
            auto d = begun(duty_kind::feedback, "feedback", 0, first, end_of_part(first, last, k, times));
            d.done = told >= k;
            d.sentence = times > 1
                             ? say("board.duty_part",
                                   {{"k", std::int64_t{k}}, {"parts", std::int64_t{times}}, {"who", who_are(d.named)}})
                             : say("board.duty_feedback", {{"who", who_are(d.named)}});
            add(std::move(d), last);
        }
    }

    template <class Each>
    void for_each_year(Each each) const {
        const auto valid = validity_of(file_.document);
        if (!valid.from) return;
        const auto end = valid.open_ended ? base::last_of_year(base::year_of(to_)) : valid.to;
        for (int year = base::year_of(*valid.from); year <= base::year_of(std::min(end, to_)); ++year)
            each(year, std::max(*valid.from, base::first_of_year(year)), std::min(end, base::last_of_year(year)));
    }

    // Occasions, as known on the day: an entry without a number is one.
    double count_between(std::string_view owner, base::date first, base::date last) const {
        double n = 0;
        for (const auto* e : standing_of(file_.log))
            if (e->owner == owner && e->done_on >= first && e->done_on <= last && e->done_on <= state_.as_of)
                n += e->amount.low.value_or(1);
        return n;
    }

    const pledge_file& file_;
    const document_state& state_;
    const base::date from_, to_;
    std::vector<duty> all_;
};

bool has_duty(const std::vector<::reading::reading>& readings) {
    return std::any_of(readings.begin(), readings.end(),
                       [](const auto& r) { return r.count && r.every && is_duty(r); });
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto w) { return text.find(w) != text.npos; });
}

// One sentence that says how often, of the plan, and that it is changed.
bool tells_of_revision(std::string_view text) {
    const auto small = base::lower(text);
    for (const auto sentence : base::split(small, '.'))
        if (holds_any(sentence, {"revider", "juster", "uppdater", "omarbet"}) && holds_any(sentence, {"plan"}) &&
            holds_any(sentence, {"årlig", "varje år", "en gång per år", "1 gång per år", "årsvis"}))
            return true;
    return false;
}

} // namespace

bool asks_for_revision(const ::reading::document& document) {
    return tells_of_revision(document.follow_up.text.value_or("")) ||
           tells_of_revision(document.feedback.text.value_or(""));
}

bool asks_for_follow_up(const ::reading::document& document) { return has_duty(document.follow_up.readings); }

bool asks_for_feedback(const ::reading::document& document) { return has_duty(document.feedback.readings); }

std::vector<duty> duties_of(const pledge_file& file, const document_state& state, const duty_rules& rules,
                            const std::vector<duty_done>& done, base::date from, base::date to) {
    if (!takes_log(file, state.as_of)) return {};
    collector all{file, state, from, to};
    all.windows();
    if (has_ended(file.document.valid, state.as_of)) return all.finished(); // its last windows wait to be logged
    if (rules.follow_up_yearly && !asks_for_follow_up(file.document)) all.rule_follow_up();
    if (rules.feedback_times > 0 && !asks_for_feedback(file.document))
        all.rule_feedback(std::min(rules.feedback_times, most_feedback_times));
    const bool asked = asks_for_revision(file.document);
    if (asked || rules.revise_yearly) all.revisions(!asked, done);
    return all.finished();
}

std::vector<std::string> duty_series(const std::vector<duty>& duties) {
    std::vector<std::string> all;
    for (const auto& d : duties)
        if (std::find(all.begin(), all.end(), d.series) == all.end()) all.push_back(d.series);
    return all;
}

std::optional<duty> law_duty(const law_rule& rule, std::string_view municipality) {
    if (!rule.decided) return std::nullopt;
    duty d;
    d.kind = duty_kind::law;
    d.series = "law";
    d.from = *rule.decided;
    d.due = base::add_months(*rule.decided, 12 * std::clamp(rule.years, 1, most_law_years));
    d.id = "law-" + base::to_iso(d.due);
    d.by_rule = true;
    d.what = say("board.what_law");
    d.sentence = say("board.duty_law", {{"who", std::string{municipality}}, {"decided", *rule.decided}});
    d.named = {std::string{municipality}};
    return d;
}

} // namespace core
