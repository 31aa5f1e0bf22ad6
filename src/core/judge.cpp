#include "core/plan.hpp"

#include "core/entries_by_owner.hpp"
#include "core/lifetime.hpp"
#include "core/phrases.hpp"
#include "core/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {

using ::reading::aggregate;
using ::reading::bound;
using ::reading::measure;

namespace {

constexpr double slack = 1e-9;

::reading::quantity quantity_of(const tally& t) {
    ::reading::quantity q;
    q.low = t.low;
    if (std::isfinite(t.high)) q.high = t.high;
    q.about = t.about;
    return q;
}

// All that is the same for every reading of a document.
struct judging {
    const plan_settings& settings;
    validity_span valid;
    day_table days;
    base::date as_of;
};

// Entries from days when a row or a pledge did not hold are set aside.
struct parted_entries {
    std::vector<const done_entry*> inside;
    std::vector<std::int64_t> outside; // log_entry::row
};

parted_entries part(entry_list all, const validity_span& span) {
    parted_entries out;
    for (const auto* e : all)
        if (span.from && ((span.begins_inside && e->on < *span.from) || (span.ends_inside && e->on > span.to)))
            out.outside.push_back(e->row);
        else
            out.inside.push_back(e);
    return out;
}

class reading_judge {
  public:
    reading_judge(const judging& c, const validity_span& span, const ::reading::reading& reading, entry_list entries,
                  bool silent)
        : c_{c}, entries_{entries}, filter_{reading, c.settings, c.days} {
        const bool has_shares =
            reading.within && std::any_of(entries.begin(), entries.end(), [](const auto* e) { return e->share; });
        j_.plan = plan_of(reading, span, c.settings, has_shares);
        j_.silent = silent;
        j_.logged = static_cast<int>(entries.size());
        j_.in_dispute = c.valid.in_dispute;
        j_.nothing_shared = c.valid.nothing_shared;
        j_.begins_inside = span.begins_inside;
        j_.ends_inside = span.ends_inside;
        j_.as_of = c.as_of;
    }

    reading_state judged() {
        if (j_.plan.aggregate == aggregate::interval && j_.plan.obstacle != obstacle::no_validity &&
            j_.plan.obstacle != obstacle::early_deadline)
            count_gaps();
        else
            count_slots();
        for (const auto& w : j_.state.windows)
            j_.outside += static_cast<int>(w.outside.size());
        for (std::size_t i = 0; i < j_.state.windows.size(); ++i)
            say_state(i);
        const auto groups = group_states(j_);
        j_.state.verdict = verdict_of(j_, groups);
        j_.state.standing = standing_of(j_, groups);
        j_.state.sentence = sentence_of(j_, groups, c_.settings);
        j_.state.arithmetic = arithmetic_of(j_, groups, c_.settings, entries_, filter_);
        return std::move(j_.state);
    }

  private:
    void add_window(const slot& s, int group, int member, const tally& t) {
        window_result w;
        w.from = s.from;
        w.to = s.to;
        w.open_ended = s.open_ended;
        w.partial = s.partial;
        w.required = s.required;
        w.subject = j_.plan.each ? static_cast<std::int16_t>(member) : std::int16_t{-1};
        w.done = quantity_of(t);
        j_.state.windows.push_back(std::move(w));
        j_.counts.push_back(t);
        j_.group.push_back(group);
    }

    void count_slots() {
        j_.slots = slots_of(j_.plan, filter_, c_.settings, c_.as_of);
        const auto members = static_cast<std::size_t>(j_.plan.members);
        std::vector<tally> counts(j_.slots.size() * members);
        std::vector<std::pair<std::size_t, std::int64_t>> outside; // window, row
        std::size_t at = 0;
        for (const auto* e : entries_) {
            while (at < j_.slots.size() && j_.slots[at].to < e->on)
                ++at;
            if (at == j_.slots.size()) break;
            if (e->on < j_.slots[at].from) continue; // between two windows: July is in no term
            const bool unnamed = j_.plan.each && (e->subject < 0 || e->subject >= j_.plan.members);
            const auto window = at * members + (j_.plan.each && !unnamed ? static_cast<std::size_t>(e->subject) : 0);
            const bool no_share = j_.plan.reading->within && j_.plan.measure == measure::percent && !e->share;
            if (unnamed || no_share || (filter_.any() && !filter_.counts(e->on)))
                outside.emplace_back(window, e->row);
            else
                add(counts[window], *e, j_.plan.measure);
        }
        j_.state.windows.reserve(counts.size());
        j_.counts.reserve(counts.size());
        j_.group.reserve(counts.size());
        for (std::size_t i = 0; i < counts.size(); ++i)
            add_window(j_.slots[i / members], static_cast<int>(i / members), static_cast<int>(i % members), counts[i]);
        for (const auto& [window, row] : outside)
            j_.state.windows[window].outside.push_back(row);
    }

    void count_gaps() {
        struct owned {
            gap g;
            int member;
        };
        std::vector<owned> all;
        for (int member = 0; member < j_.plan.members; ++member)
            for (auto& g : gaps_of(j_.plan, filter_, entries_, member, c_.as_of))
                all.push_back({std::move(g), member});
        const auto earlier = [](const auto& a, const auto& b) { return a.g.window.from < b.g.window.from; };
        std::stable_sort(all.begin(), all.end(), earlier);
        for (auto& [g, member] : all) {
            add_window(g.window, static_cast<int>(j_.slots.size()), member, g.count);
            j_.state.windows.back().outside = std::move(g.outside);
            j_.slots.push_back(g.window);
        }
    }

    void say_state(std::size_t i) {
        auto& w = j_.state.windows[i];
        const auto& s = j_.slots[static_cast<std::size_t>(j_.group[i])];
        const auto word = word_of(s, j_.counts[i], j_, c_.settings);
        w.state = word.state;
        w.reporting = word.reporting;
        if (has_pace(w)) w.pace = pace_of(w, j_.counts[i]);
    }

    bool has_pace(const window_result& w) const {
        const auto& p = j_.plan;
        return w.state == window_state::open && !w.reporting && !w.open_ended && w.required && !j_.silent &&
               p.reading->bound != bound::at_most && p.measure != measure::percent && p.measure != measure::state;
    }

    core::pace pace_of(const window_result& w, const tally& t) const {
        const auto run = elapsed_of(w.from, w.to, filter_, c_.as_of);
        const double expected = run.expected(*w.required);
        if (t.low > std::ceil(expected - slack) + slack) return pace::ahead;
        if (t.low >= std::floor(expected + slack) - slack) return pace::on_pace;
        const double remaining = *w.required - t.low;
        const double best = best_month(entries_, j_.plan, filter_, w.subject, c_.as_of);
        return run.left() <= 0 || remaining / run.left() > best + slack ? pace::at_risk : pace::behind;
    }

    const judging& c_;
    entry_list entries_;
    day_filter filter_;
    judged_reading j_;
};

// Bad first. Of a reading that nobody can count, only where there is no other.
constexpr int weight(verdict v) {
    switch (v) {
    case verdict::not_kept:
        return 4;
    case verdict::partly:
        return 3;
    case verdict::cannot_be_judged:
        return 2;
    case verdict::ongoing:
        return 1;
    default:
        return 0;
    }
}

constexpr int weight(standing s) {
    switch (s) {
    case standing::missed:
        return 4;
    case standing::behind:
        return 3;
    case standing::cannot_be_judged:
        return 2;
    case standing::keeping:
        return 1;
    default:
        return 0;
    }
}

// By the standing that a resident reads first; the verdict parts those that stand alike.
std::pair<int, int> badness(const reading_state& r) { return {weight(r.standing), weight(r.verdict)}; }

bool is_countable(const ::reading::reading& r) {
    return r.count && r.schedulable && r.modality != ::reading::modality::possibility &&
           r.measurable != ::reading::measurable::no;
}

bool can_weigh(const ::reading::reading& r) {
    return is_countable(r) || r.within || (r.deadline && r.modality != ::reading::modality::possibility);
}

// Entries of each reading. One that names none belongs to the only reading there is, or the only that can be counted.
int reading_of(const done_entry& e, const std::vector<::reading::reading>& readings) {
    if (e.reading >= 0) return static_cast<std::size_t>(e.reading) < readings.size() ? e.reading : -1;
    if (readings.size() == 1) return 0;
    int only = -1;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (!is_countable(readings[i])) continue;
        if (only >= 0) return -1;
        only = static_cast<int>(i);
    }
    return only;
}

base::message owner_sentence(const judging& c, const validity_span& span, const owner_state& o,
                             const std::vector<::reading::reading>& readings) {
    if (o.readings.empty())
        return say("core.sentence.joined",
                   {{"first", say("core.cannot.no_readings")},
                    {"then", say("core.logged", {{"n", std::int64_t{o.entries}},
                                                 {"span", span.from ? logged_span(*span.from, span.to, c.as_of)
                                                                    : say("core.span.all")}})}});
    if (o.readings.size() == 1) return o.readings.front().sentence;
    std::size_t worst = 0;
    bool found = false;
    for (std::size_t i = 0; i < o.readings.size(); ++i) {
        if (!can_weigh(readings[i])) continue;
        if (!found || badness(o.readings[i]) > badness(o.readings[worst])) worst = i;
        found = true;
    }
    const bool badly = weight(o.readings[worst].standing) >= weight(standing::behind);
    return say(badly ? "core.owner.several" : "core.owner.several_well",
               {{"n", static_cast<std::int64_t>(o.readings.size())},
                {"worst", o.readings[worst].sentence},
                {"part", readings[worst].text.empty()
                             ? say("core.owner.part_number", {{"number", static_cast<std::int64_t>(worst + 1)}})
                             : say("core.owner.part_quoted", {{"text", readings[worst].text}})}});
}

void judge_owner(const judging& c, owner_state& o, const owner_ref& owner, entry_list logged) {
    const auto& readings = *owner.readings;
    const auto span = span_of(c.valid, owner.life);
    o.entries = static_cast<int>(logged.size());
    auto all = logged;
    parted_entries parted;
    if (span.begins_inside || span.ends_inside) {
        parted = part(logged, span);
        all = parted.inside;
        o.outside = std::move(parted.outside);
    }
    const bool silent = all.empty();
    std::vector<const done_entry*> mine;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        auto entries = all;
        if (readings.size() > 1 ||
            (!all.empty() && std::any_of(all.begin(), all.end(), [](auto* e) { return e->reading > 0; }))) {
            mine.clear();
            for (const auto* e : all)
                if (reading_of(*e, readings) == static_cast<int>(i)) mine.push_back(e);
            entries = mine;
        }
        o.readings.push_back(reading_judge{c, span, readings[i], entries, silent}.judged());
    }
    const bool some_weigh = std::any_of(readings.begin(), readings.end(), can_weigh);
    bool first = true;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (some_weigh && !can_weigh(readings[i])) continue;
        const auto& r = o.readings[i];
        if (first || weight(r.verdict) > weight(o.verdict)) o.verdict = r.verdict;
        if (first || weight(r.standing) > weight(o.standing)) o.standing = r.standing;
        first = false;
    }
    o.sentence = owner_sentence(c, span, o, readings);
    // Last, since what stands first is what went on.
    if (auto own = own_span(span, c.as_of))
        o.sentence = say("core.sentence.joined", {{"first", std::move(o.sentence)}, {"then", std::move(*own)}});
    if (!o.outside.empty())
        o.sentence =
            say("core.sentence.joined",
                {{"first", std::move(o.sentence)},
                 {"then", say("core.own_span.outside", {{"n", static_cast<std::int64_t>(o.outside.size())}})}});
}

// A reason that is given anew stands in place of the one before it.
void take_instead(std::vector<verdict_reason>& reasons, const verdict_reason& r) {
    std::erase_if(reasons, [&](const auto& before) { return before.window_from == r.window_from; });
    reasons.push_back(r);
}

// The days that windows can hold, so that holidays are looked up once.
day_table days_of(const ::reading::document& document, const validity_span& valid, base::date as_of) {
    const auto from = valid.from.value_or(as_of);
    auto to = valid.open_ended ? base::last_of_year(base::year_of(as_of) + 1) : valid.to;
    for (const auto& o : owners_of(document))
        for (const auto& r : *o.readings)
            if (r.deadline) to = std::max(to, *r.deadline);
    const auto longest = base::last_of_year(base::year_of(as_of) + 50);
    return {from, std::min(to, longest)};
}

} // namespace

document_state judge(const ::reading::document& document, std::span<const done_entry> done,
                     const std::vector<verdict_reason>& reasons, const plan_settings& settings, base::date as_of) {
    const auto owners = owners_of(document);
    const entries_by_owner entries{document, owners, done, as_of};
    const auto valid = validity_of(document);
    const judging c{settings, valid, days_of(document, valid, as_of), as_of};
    document_state state;
    state.as_of = as_of;
    state.validity_in_dispute = c.valid.in_dispute;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        const auto mine = entries.of(i);
        if (owners[i].readings->empty() && mine.empty()) continue;
        owner_state o;
        o.owner = owners[i].id;
        o.carried_by = entries.carried_by(o.owner);
        judge_owner(c, o, owners[i], mine);
        for (const auto& r : reasons)
            if ((r.owner == o.owner || r.owner == o.carried_by) && r.given_on <= as_of) take_instead(o.reasons, r);
        state.owners.push_back(std::move(o));
    }
    return state;
}

document_state judge(const ::reading::document& document, const std::vector<log_entry>& log,
                     const std::vector<verdict_reason>& reasons, const plan_settings& settings, base::date as_of) {
    return judge(document, done_entries(document, standing_of(log)), reasons, settings, as_of);
}

} // namespace core
