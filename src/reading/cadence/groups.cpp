#include "reading/cadence/compose.hpp"

#include <algorithm>
#include <utility>

namespace reading::cadence {

namespace {

using wc = word_class;

bool is_season(const fact& f) { return f.kind == fact_kind::window && (f.windows & seasons); }

double days_of(const recurrence& r) {
    const auto* d = std::get_if<duration>(&r);
    if (!d) return 0;
    const double unit = d->unit == 'H'   ? 1.0 / 24
                        : d->unit == 'D' ? 1
                        : d->unit == 'W' ? 7
                        : d->unit == 'M' ? 30.4
                                         : 365;
    return d->n * unit;
}

class grouper {
  public:
    grouper(std::span<const fact> facts, const stretch& s) : facts_{facts}, sentence_{s} {}

    std::vector<group> run() {
        for (std::size_t i = 0; i < facts_.size(); ++i)
            take(i);
        merge_leading();
        share();
        drop_actors();
        share_hours();
        if (pending_bound_ && !groups_.empty() &&
            !(groups_.back().count && groups_.back().count->stated)) // "3 ggr per vecka (minst)"
            groups_.back().stated = pending_bound_;
        return std::move(groups_);
    }

  private:
    void take(std::size_t i) {
        const auto& f = facts_[i];
        switch (f.kind) {
        case fact_kind::count:
            // "högst fem av dem i centrum"
            share_next_ = share_next_ || f.flag == wc::of_which ||
                          (sentence_.is(f.end, wc::of_which) && sentence_.text(f.end, "av"));
            if (counts(i)) return open(f).count = &f, void();
            break;
        case fact_kind::recur:
            return recur(i);
        case fact_kind::weekday:
            if (f.plural && !has_rule_elsewhere() && !is_preferred(f)) return recur(i);
            break;
        case fact_kind::frame:
            if (!groups_.empty() && !groups_.back().frame) return extend(groups_.back(), f).frame = &f, void();
            leading_frame_ = leading_frame_ ? leading_frame_ : &f;
            break;
        case fact_kind::bound:
            pending_bound_ = &f;
            break;
        default:
            break;
        }
        if (f.is(wc::of_which)) share_next_ = true;
        if (groups_.empty() || leads_next(i))
            before_.push_back(&f);
        else
            extend(groups_.back(), f).around.push_back(&f);
    }

    // "helst på torsdagar" binds nobody.
    bool is_preferred(const fact& f) const {
        const auto led = sentence_.is(f.begin - 1, wc::prep) ? f.begin - 1 : f.begin;
        return led > sentence_.begin && sentence_.is(led - 1, wc::preference);
    }

    // A whole clause's counts and recurrences settle what a plural weekday is: a rule or a window.
    bool has_rule_elsewhere() const {
        for (const auto& f : facts_)
            if (f.kind == fact_kind::recur ||
                (f.kind == fact_kind::count && !f.weak && f.flag != wc::all && !f.of_actors))
                return true;
        return false;
    }

    // "en gång i månaden, på sommaren två gånger": the season is the next count's.
    bool leads_next(std::size_t i) const {
        const auto& f = facts_[i];
        const bool season = is_season(f) || (f.kind == fact_kind::date && sentence_.atoms[f.begin].day == 0);
        if (!season || !groups_.back().recur) return false;
        auto at = f.begin;
        if (sentence_.is(at - 1, wc::prep)) --at;
        const auto* next = next_of_note(i);
        return sentence_.mark(at - 1, ',') && next && next->kind == fact_kind::count && next->begin <= f.end + 1;
    }

    const fact* next_of_note(std::size_t i) const {
        for (++i; i < facts_.size(); ++i) {
            const auto& f = facts_[i];
            if (f.kind == fact_kind::count || f.kind == fact_kind::recur || f.kind == fact_kind::frame ||
                is_season(f) || f.kind == fact_kind::subjects)
                return &f;
        }
        return nullptr;
    }

    bool counts(std::size_t i) const {
        const auto& f = facts_[i];
        const bool kept = f.stated && (sentence_.text(f.begin - 1, "ha") || sentence_.text(f.begin - 1, "har"));
        if (f.of_actors && !kept) // "Två poliser patrullerar varje fredag"
            for (const auto& other : facts_)
                if (other.kind == fact_kind::recur || other.plural || (other.kind == fact_kind::count && &other != &f))
                    return false;
        const bool waiting = !groups_.empty() && groups_.back().count && !groups_.back().recur;
        const auto* next = next_of_note(i);
        if (f.flag == wc::all) { // "alla klasser … en gång per år": the count is per class
            for (const auto& other : facts_)
                if (other.kind == fact_kind::count && &other != &f && other.flag != wc::all) return false;
            if (sentence_.text(f.begin - 1, "får")) return false; // "varje vår får alla hushåll tidningen"
            for (const auto& other : facts_)
                if (other.kind == fact_kind::recur) return !f.weak;
            const bool school =
                f.unit_end && (sentence_.is(f.unit_begin, wc::grade) || sentence_.is(f.unit_begin, wc::grade_hint));
            // "alla föräldrar till elever i årskurs 7"
            const bool of_school =
                f.unit_end && sentence_.is(f.unit_end, wc::prep) &&
                (sentence_.is(f.unit_end + 1, wc::grade_hint) || sentence_.is(f.unit_end + 1, wc::grade));
            // "prata med alla elever i årskurs 7"
            const bool met = sentence_.text(f.begin - 1, "med") || sentence_.text(f.begin - 1, "i") ||
                             sentence_.text(f.begin - 1, "hos");
            return (!f.weak && f.begin == sentence_.begin) || ((school || of_school) && (!f.weak || met));
        }
        if (f.measure == measure::hours && waiting && !(next && next->kind == fact_kind::recur))
            return false;                        // its length
        if (!f.weak || share_next_) return true; // "varav en på helg"
        // "minst tre fotpatruller och en kontroll per vecka"
        if (waiting && !(sentence_.is(f.begin - 1, wc::conj) && f.unit_end)) return false;
        if (next && (next->kind == fact_kind::recur || next->kind == fact_kind::frame || is_season(*next))) return true;
        // "ett öppet hus i vardera stadsdelen en gång om året": the occasions are what is counted
        for (const auto* later = &f + 1; later < facts_.data() + facts_.size(); ++later)
            if (later->kind == fact_kind::count && later->occasions && next && next->kind == fact_kind::subjects)
                return false;
        if (next && next->kind == fact_kind::subjects) return next->begin <= std::max(f.end, f.unit_end) + 2;
        return (!groups_.empty() && !groups_.back().count) || leading_frame_;
    }

    group& extend(group& g, const fact& f) {
        g.begin = std::min(g.begin, f.begin);
        g.end = std::max(g.end, f.end);
        return g;
    }

    group& open(const fact& f) {
        groups_.emplace_back();
        auto& g = groups_.back();
        g.begin = f.begin;
        g.end = f.end;
        for (const auto* b : before_)
            extend(g, *b).around.push_back(b);
        before_.clear();
        g.stated = std::exchange(pending_bound_, nullptr);
        if (g.stated) extend(g, *g.stated);
        g.share_of_last = std::exchange(share_next_, false);
        return g;
    }

    bool alternative(const fact& f) const {
        const auto* e = sentence_.as(f.begin - 1, wc::conj);
        return e && e->value == "or";
    }

    void recur(std::size_t i) {
        const auto& f = facts_[i];
        if (groups_.empty()) return open(f).recur = &f, void();
        auto& g = groups_.back();
        if (!g.recur && g.count) {
            if (pending_bound_) g.stated = std::exchange(pending_bound_, nullptr);
            return extend(g, f).recur = &f, void();
        }
        if (alternative(f) && f.kind == fact_kind::recur && g.recur && g.recur->kind == fact_kind::recur && f.every &&
            g.recur->every) {
            extend(g, f);
            if (days_of(*f.every) > days_of(*g.recur->every)) g.recur = &f; // only the slower is promised
            return;
        }
        // "varannan vecka, udda veckor": the same span once more says which
        const bool same = g.recur && f.kind == fact_kind::recur && f.every && g.recur->every == f.every && !f.weekday &&
                          !g.recur->weekday && !f.windows && sentence_.is(f.begin, wc::adverb);
        if (same) return extend(g, f).around.push_back(&f), void();
        const bool adjacent = g.recur && f.begin <= g.recur->end + 1 && !sentence_.is(f.begin - 1, wc::conj) &&
                              !sentence_.mark(f.begin - 1, ',');
        if (adjacent && f.kind == fact_kind::recur) {
            const bool slower = g.recur->weekday && !f.weekday && f.every && g.recur->every &&
                                days_of(*f.every) > days_of(*g.recur->every) && sentence_.is(f.begin, wc::adverb);
            extend(g, f).around.push_back(slower ? g.recur : &f); // "varje torsdag jämna veckor"
            if (slower) g.recur = &f;
            return;
        }
        open(f).recur = &f;
    }

    // "Varje månad genomförs minst tolv kontroller"
    void merge_leading() {
        for (std::size_t k = 0; k + 1 < groups_.size(); ++k) {
            auto& g = groups_[k];
            auto& next = groups_[k + 1];
            if (g.count || !g.recur || !next.count || next.recur || next.share_of_last) continue;
            next.recur = g.recur;
            next.begin = std::min(next.begin, g.begin);
            next.end = std::max(next.end, g.end);
            next.around.insert(next.around.end(), g.around.begin(), g.around.end());
            if (!next.frame) next.frame = g.frame;
            groups_.erase(groups_.begin() + static_cast<std::ptrdiff_t>(k));
        }
        for (auto& g : groups_)
            if (leading_frame_ && !g.frame) g.frame = leading_frame_;
    }

    // "fyra fotpatruller och två kontroller per vecka"; "varav minst 2 på kvällstid"
    void share() {
        for (std::size_t k = groups_.size(); k-- > 0;) {
            auto& g = groups_[k];
            if (!g.count || g.recur || g.frame) continue;
            if (!g.share_of_last && k + 1 < groups_.size() && groups_[k + 1].count && !groups_[k + 1].share_of_last &&
                groups_[k + 1].recur && sentence_.is(groups_[k + 1].count->begin - 1, wc::conj))
                g.recur = groups_[k + 1].recur;
        }
        for (std::size_t k = 1; k < groups_.size(); ++k) {
            auto& g = groups_[k];
            if (g.share_of_last && !g.recur && !g.frame) g.recur = groups_[k - 1].recur, g.frame = groups_[k - 1].frame;
        }
    }

    // "Fyra poliser ska minst en gång i veckan …": the number says who does it.
    void drop_actors() {
        const auto counted = [](const group& g) { return g.recur || g.frame; };
        if (groups_.size() < 2 || !std::any_of(groups_.begin() + 1, groups_.end(), counted)) return;
        const auto& g = groups_.front();
        if (!g.count || g.count->stated || counted(g) || g.count->unit_end == g.count->unit_begin) return;
        const auto after = g.count->unit_end;
        if (sentence_.is(after, wc::shall) || sentence_.text(after, "är") || sentence_.text(after, "har"))
            groups_.erase(groups_.begin());
    }

    // "fredagar och lördagar kl. 21–03": the hours are both days'
    void share_hours() {
        for (std::size_t k = groups_.size(); k-- > 1;) {
            auto& before = groups_[k - 1];
            const auto& g = groups_[k];
            const bool days =
                g.recur && before.recur && g.recur->weekday && before.recur->weekday && !g.count && !before.count;
            if (!days || !sentence_.is(g.begin - 1, wc::conj)) continue;
            for (const auto* f : g.around)
                if (f->kind == fact_kind::clock) before.around.push_back(f);
        }
    }

    std::span<const fact> facts_;
    const stretch& sentence_;
    std::vector<group> groups_;
    std::vector<const fact*> before_;
    const fact* leading_frame_ = nullptr;
    const fact* pending_bound_ = nullptr;
    bool share_next_ = false;
};

} // namespace

bool lacks_its_number(const group& g, const stretch& s) {
    constexpr std::uint32_t noun = 3; // what is counted, before "per månad"
    for (auto i = std::max(s.begin, g.begin - std::min(g.begin, noun)); i < g.end; ++i) {
        const auto text = s.atoms[i].text;
        const bool blank = text.size() > 1 && text.find_first_not_of("x") == text.npos;
        const bool several = s.is(i, wc::occasion) && (text == "gånger" || text == "ggr" || text == "tillfällen");
        if (blank || (several && (i == s.begin || s.is(i - 1, wc::bound)))) return true;
    }
    return false;
}

std::vector<group> groups_of(std::span<const fact> facts, const stretch& s) { return grouper{facts, s}.run(); }

} // namespace reading::cadence
