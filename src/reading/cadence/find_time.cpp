#include "reading/cadence/fact.hpp"

#include <array>

namespace reading::cadence {

namespace {

using wc = word_class;

rule rule_of(fact_kind kind) {
    switch (kind) {
    case fact_kind::date:
        return rule::dated;
    case fact_kind::years:
        return rule::years;
    case fact_kind::weeks:
        return rule::weeks;
    case fact_kind::clock:
        return rule::clock;
    case fact_kind::weekday:
        return rule::weekday;
    case fact_kind::within:
        return rule::within;
    default:
        return rule::window;
    }
}

fact made(fact_kind kind, std::size_t begin, std::size_t end) {
    fact f;
    f.by = rule_of(kind);
    f.kind = kind;
    f.begin = static_cast<std::uint32_t>(begin);
    f.end = static_cast<std::uint32_t>(end);
    return f;
}

bool is_plural(std::string_view day) {
    return day.ends_with("ar") || day.ends_with("arna") || day.ends_with("er") || day.ends_with("erna");
}

struct day_class {
    wc kind;
    std::uint32_t windows;
};
constexpr std::array day_classes{day_class{wc::weekday, 0u}, day_class{wc::weekday_evening, bit(window_kind::evening)},
                                 day_class{wc::weekday_night, bit(window_kind::night)},
                                 day_class{wc::weekday_morning, bit(window_kind::morning)},
                                 day_class{wc::weekday_stem, 0u}};

// "under Bromölladagarna", "under ripjakten och Kulturnatten": what has a name, and a time that everybody knows.
bool is_named_event(const stretch& s, std::size_t i) {
    auto at = i;
    while (at > s.begin + 1 && (s.is(at - 1, wc::conj) || s.mark(at - 1, ',')) && s.at(at - 2)->kind == atom_kind::word)
        at -= 2;
    const auto& a = s.atoms[i];
    const bool definite =
        a.text.ends_with("en") || a.text.ends_with("et") || a.text.ends_with("na") || a.text.ends_with("an");
    return a.capital && definite && a.text.size() > 5 && s.text(at - 1, "under");
}

// "vår" is "our" more often than "spring".
bool is_possessive(const stretch& s, std::size_t i) {
    if (!s.text(i, "vår")) return false;
    const bool beside = s.is(i - 1, wc::conj) || s.is(i + 1, wc::conj) || s.mark(i + 1, '/') || s.mark(i - 1, '/') ||
                        s.mark(i + 1, '-');
    const bool led = s.is(i - 1, wc::every) || s.is(i - 1, wc::per);
    const bool noun =
        s.at(i + 1) && (s.at(i + 1)->kind == atom_kind::word || s.is(i + 1, wc::channel) || s.is(i + 1, wc::adjective));
    return !led && !beside && noun;
}

} // namespace

std::optional<fact> find_time(const stretch& s, std::size_t i) {
    const auto& a = s.atoms[i];
    switch (a.kind) {
    case atom_kind::date:
        return made(fact_kind::date, i, i + 1);
    case atom_kind::years:
        return made(fact_kind::years, i, i + 1);
    case atom_kind::weeks: {
        auto f = made(fact_kind::weeks, i, i + 1);
        f.low = a.low;
        f.high = a.high;
        return f;
    }
    case atom_kind::clock: {
        auto f = made(fact_kind::clock, i, i + 1);
        f.low = a.low;
        f.high = a.high;
        return f;
    }
    case atom_kind::known:
        break;
    case atom_kind::word:
        if (!is_named_event(s, i)) return std::nullopt;
        {
            auto f = made(fact_kind::window, i, i + 1);
            f.windows = bit(window_kind::event);
            return f;
        }
    default:
        return std::nullopt;
    }
    for (const auto& k : day_classes)
        if (const auto* day = s.as(i, k.kind)) {
            auto f = made(fact_kind::weekday, i, i + 1);
            f.weekday = static_cast<int>(day->number);
            f.windows = k.windows;
            f.plural = is_plural(a.text);
            return f;
        }
    if (const auto* day =
            s.as(i, wc::weekday_short)) { // "mån–fre", "tors kl. 10": "mån" alone is a month's abbreviation
        const bool beside =
            s.mark(i + 1, '-') || s.mark(i - 1, '-') || (s.at(i + 1) && s.at(i + 1)->kind == atom_kind::clock);
        if (beside && (s.is(i + 2, wc::weekday_short) || s.is(i - 2, wc::weekday_short) || !s.is(i, wc::unit))) {
            auto f = made(fact_kind::weekday, i, i + 1);
            f.weekday = static_cast<int>(day->number);
            return f;
        }
    }
    if (const auto* w = s.as(i, wc::window); w && !is_possessive(s, i)) {
        auto f = made(fact_kind::window, i, i + 1);
        f.windows = w->windows;
        // "på sommaren 2025" names one; "somrar", "sommartid", "under sommarperioden" name a frame
        const bool one = a.text == "sommaren" || a.text == "vintern" || a.text == "våren" || a.text == "hösten" ||
                         a.text == "sommar" || a.text == "vinter" || a.text == "vår" || a.text == "höst";
        f.plural = (w->windows & seasons) ? !one : is_plural(a.text);
        return f;
    }
    return std::nullopt;
}

// "inom 24 timmar", "inom fem arbetsdagar", "senast två veckor efter"
std::optional<fact> find_within(const stretch& s, std::size_t i) {
    const bool latest = s.is(i, wc::latest);
    // "det ska ta högst en vecka"
    const auto* most = s.as(i, wc::bound);
    const bool takes = most && most->value == "at_most" && (s.text(i - 1, "ta") || s.text(i - 1, "tar"));
    if (!s.is(i, wc::within) && !latest && !takes) return std::nullopt;
    std::size_t at = i + 1;
    while (s.is(at, wc::bound) || s.is(at, wc::within) || s.is(at, wc::latest))
        ++at;
    const auto* n = s.at(at);
    // "senast nästa arbetsdag"
    if (const auto* w = s.as(at + 1, wc::window);
        (s.text(at, "nästa") || s.text(at, "påföljande")) && w && w->windows == bit(window_kind::weekday)) {
        auto f = made(fact_kind::within, i, at + 2);
        f.every = duration{1, 'D'};
        f.working_days = true;
        return f;
    }
    // "senast tredje vardagen efter", "senast dagen efter"
    const auto* nth = latest ? s.as(at, wc::ordinal) : nullptr;
    const auto day = nth ? at + 1 : at;
    const auto* weekday = s.as(day, wc::window);
    const bool working = weekday && weekday->windows == bit(window_kind::weekday);
    if (latest && s.text(day + 1, "efter") && (!nth || nth->number > 0) && (working || s.text(day, "dagen"))) {
        auto f = made(fact_kind::within, i, day + 1);
        f.every = duration{nth ? static_cast<int>(nth->number) : 1, 'D'};
        f.working_days = working;
        return f;
    }
    if (!n || !n->is_number()) return std::nullopt;
    auto f = made(fact_kind::within, i, at + 2);
    constexpr double longest = 1000;
    if (n->low < 1 || n->low > longest || n->low != static_cast<int>(n->low)) return std::nullopt;
    const int count = static_cast<int>(n->low);
    if (s.is(at + 1, wc::hours)) {
        f.every = duration{count, 'H'};
    } else if (const auto* unit = s.as(at + 1, wc::unit)) {
        const auto* d = std::get_if<duration>(&*unit->every);
        if (!d) return std::nullopt;
        f.every = duration{count * d->n, d->unit};
    } else if (const auto* w = s.as(at + 1, wc::window); w && w->windows == bit(window_kind::weekday)) {
        f.every = duration{count, 'D'};
        f.working_days = true;
    } else if (!s.is(at + 1, wc::minutes)) {
        return std::nullopt;
    }
    if (s.is(at + 2, wc::adjective)) ++at;
    if (latest && !s.text(at + 2, "efter") && !s.text(at + 2, "från") && !s.text(at + 2, "innan") &&
        !s.text(at + 2, "före"))
        return std::nullopt;
    return f;
}

} // namespace reading::cadence
