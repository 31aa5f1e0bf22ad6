#include "reading/cadence/nouns.hpp"

namespace reading::cadence {

namespace {

using wc = word_class;

constexpr double most_countable = 1e6;

// "två av föreningens möten"
bool is_genitive(const stretch& s, std::size_t i) {
    constexpr std::size_t shortest = 5; // bytes
    return s.at(i) && may_be_noun(*s.at(i)) && s.at(i)->text.size() >= shortest && s.at(i)->text.ends_with('s') &&
           s.at(i + 1) && may_be_noun(*s.at(i + 1));
}

// What is counted: false where the number is no count of anything.
bool take_noun(const stretch& s, std::size_t number, std::size_t after, fact& f) {
    const auto& a = s.atoms[number];
    std::size_t noun = noun_after(s, after);
    if (s.text(noun, "av") && is_genitive(s, noun + 1)) noun += 2;
    const auto* n = s.at(noun);
    if (s.is(after, wc::occasion_short) && s.at(after)->spaced && !s.text(after, "x") && !s.is(after + 1, wc::per))
        return false;
    if (a.article && s.is(after, wc::of_which)) { // "ett av tillfällena"
        f.end = static_cast<std::uint32_t>(after + 1);
        f.flag = wc::of_which;
        f.occasions = true;
        return true;
    }
    if (s.is(noun, wc::occasion) || (s.is(after, wc::occasion_short))) {
        f.occasions = true;
        f.end = static_cast<std::uint32_t>((s.is(noun, wc::occasion) ? noun : after) + 1);
        while (s.mark(f.end, '/') || s.is(f.end, wc::per)) { // "gånger/tillfällen"
            if (!s.is(f.end + 1, wc::occasion)) break;
            f.end += 2;
        }
        return true;
    }
    if (s.is(noun, wc::hours)) {
        if (tells_length(s, noun + 1)) return false;
        f.measure = measure::hours;
        f.unit_begin = static_cast<std::uint32_t>(noun);
        f.end = f.unit_end = f.unit_begin + 1;
        return true;
    }
    if (s.is(after, wc::percent)) {
        f.measure = measure::percent;
        f.end = static_cast<std::uint32_t>(after + 1);
        std::size_t of = after + 1;
        if (s.text(of, "av")) ++of;
        while (s.is(of, wc::all) || s.text(of, "allt") || s.is(of, wc::definite) || s.text(of, "de") ||
               s.is(of, wc::adjective) || owns(s, of))
            ++of;
        if (of > after + 1) set_unit(s, of, f);
        if (f.unit_end) f.end = f.unit_end;
        return true;
    }
    for (const auto k : {wc::weekday, wc::weekday_evening, wc::weekday_night, wc::weekday_morning})
        if (const auto* day = s.as(noun, k)) {
            f.measure = measure::days;
            f.weekday = static_cast<int>(day->number);
            f.windows = k == wc::weekday_evening   ? bit(window_kind::evening)
                        : k == wc::weekday_night   ? bit(window_kind::night)
                        : k == wc::weekday_morning ? bit(window_kind::morning)
                                                   : 0;
            f.end = static_cast<std::uint32_t>(noun + 1);
            return true;
        }
    const bool hours_of_a_kind = s.at(noun) && (n->text.ends_with("tid") || n->text.ends_with("tider"));
    if (const auto* w = hours_of_a_kind ? nullptr : s.as(noun, wc::window)) {
        constexpr auto parts_of_day =
            bit(window_kind::evening) | bit(window_kind::night) | bit(window_kind::morning) | bit(window_kind::weekday);
        f.windows = w->windows;
        f.measure = w->windows & parts_of_day && !s.is(noun, wc::unit) ? measure::days : measure::occasions;
        f.end = static_cast<std::uint32_t>(noun + 1);
        if (w->windows & (seasons | bit(window_kind::school_term))) return false;
        if (w->windows & listed) f.unit_begin = static_cast<std::uint32_t>(noun), f.unit_end = f.end;
        // "en kampanj varje sommar" counts campaigns; "vid två evenemang" counts what is done at them
        const bool at_them = s.text(f.begin - 1, "vid") || s.text(f.begin - 1, "under");
        if ((w->windows & (bit(window_kind::event) | bit(window_kind::campaign))) && !at_them) f.windows = 0;
        return true;
    }
    if (const auto* unit = s.as(noun, wc::unit);
        unit && !(s.is(noun, wc::week_number) && s.at(noun)->text.size() < 3)) {
        const auto* d = std::get_if<duration>(&*unit->every);
        if (!d) {
            f.unit_begin = static_cast<std::uint32_t>(noun);
            f.end = f.unit_end = f.unit_begin + 1;
            return true;
        }
        if (d->unit != 'D' && d->unit != 'W') return false;
        if (d->unit == 'D') f.measure = measure::days;
        f.unit_begin = static_cast<std::uint32_t>(noun);
        f.end = f.unit_end = f.unit_begin + 1;
        if (s.text(noun + 1, "mellan") || s.text(noun + 1, "efter") || s.text(noun + 1, "från")) return false;
        return !s.text(number - 1, "under") && !s.text(number - 1, "i") &&
               (!s.text(number - 1, "på") || s.is(number - 1, wc::milestone_verb)) && // "på plats fem dagar"
               !s.text(number - 1, "om");                                             // "två perioder om fyra veckor"
    }
    const auto* other = s.as(noun, wc::not_promise);
    const bool where = other && other->value == "place"; // "på fem orter" tells where
    // "minst två nya områden per år": what one promises to begin with is counted
    const bool repeated = other && f.stated && find_recurrence(s, noun + 1).has_value();
    // "starta tio nya områden"
    const auto* maker = s.at(f.begin - 1);
    const bool made =
        other && maker &&
        (maker->text == "starta" || maker->text == "bilda" || maker->text == "öppna" || maker->text == "skapa");
    const bool no_promise = other && !repeated && !made && (!where || (!f.stated && s.is(f.begin - 1, wc::prep)));
    // "minst 200 lägenheter per halvår"
    const bool homes = f.stated &&
                       (s.text(noun, "lägenheter") || s.text(noun, "hushåll") || s.text(noun, "bostäder")) &&
                       find_recurrence(s, noun + 1).has_value();
    if (s.is(noun, wc::minutes) || no_promise ||
        (!homes && (s.is(after, wc::not_count_after) || s.is(noun, wc::not_count_after))) ||
        s.is(noun, wc::unit_compound) || s.is(noun, wc::grade))
        return false;
    f.end = static_cast<std::uint32_t>(after);
    if (!hours_of_a_kind) set_unit(s, noun, f);
    f.weak = a.article && !f.stated;
    if (f.unit_end || f.weak) return true;
    // No noun: only a bound, or the period right behind it, makes it a count ("3 per vecka", "minst 50").
    f.end = static_cast<std::uint32_t>(noun);
    const bool in_cell = s.mark(number - 1, ':') && (s.is(number - 2, wc::unit) || s.is(number - 2, wc::adverb));
    return f.stated || in_cell || stands_before_season(s, number) || s.is(after, wc::piece) ||
           s.is(number - 1, wc::of_which) || s.is(noun, wc::per) || s.is(noun, wc::every) ||
           find_recurrence(s, noun).has_value() || (n && n->kind == atom_kind::known && s.is(after, wc::total));
}

bool is_reference(const stretch& s, std::size_t i, bool stated) {
    if ((!stated && in_list_of_references(s, i)) || s.is(i - 1, wc::item_length)) return true;
    const bool times = s.at(i)->in_words && s.is(i + 1, wc::occasion); // "varje fokusområde fyra gånger per år"
    if (s.is(i - 1, wc::not_count_before) && !times) return true;
    if (const auto* p = s.at(i - 1)) {
        if (p->kind == atom_kind::code || p->kind == atom_kind::ordinal) return true;
        if (p->kind == atom_kind::word && p->capital && i - 1 > s.begin && !stated) {
            const auto* next = s.at(i + 1);
            if (!next || ends_noun(*next)) return true;
            if (next->capital && next->text.size() == 1) return true; // "Norrbygatan 30 A"
        }
        if (s.text(i - 1, "av") && s.at(i - 2) && s.at(i - 2)->is_number()) return true;
        if (p->is(wc::from) && !s.text(i - 1, "till")) return true;
    }
    // "1. Fotpatrull", "2) Kontroller"
    if (i == s.begin && !stated && (s.mark(i + 1, '.') || s.mark(i + 1, ')') || s.mark(i + 1, ':'))) return true;
    return false;
}

// "åk 4, 6 och 8": a number of the list that begins behind a word for grades, `listed` of them before it.
bool in_list_of_grades(const stretch& s, std::size_t i) {
    std::size_t listed = 0, at = i;
    while (at >= s.begin + 2 && (s.is(at - 1, wc::conj) || s.mark(at - 1, ',')) && s.at(at - 2)->is_number())
        at -= 2, ++listed;
    // "åk 8 och 3 besök": one grade and a number with a noun is a count
    return listed > 0 && s.is(at - 1, wc::grade) && (listed > 1 || !s.at(i + 1) || ends_noun(*s.at(i + 1))) &&
           !s.is(i + 1, wc::occasion);
}

bool is_grade(const stretch& s, std::size_t i, const sentence_signs& signs) {
    if (s.is(i - 1, wc::grade) || in_list_of_grades(s, i)) return true;
    const auto& a = s.atoms[i];
    constexpr double last_grade = 9;
    if (a.in_words || a.high > last_grade) return false;
    if ((s.text(i - 1, "år") || s.text(i - 1, "skolår")) && !s.is(i - 2, wc::per) && !s.is(i - 2, wc::every))
        return true;
    return signs.grade && (s.is(i - 1, wc::prep) || s.is(i - 1, wc::conj)) && !s.is(i + 1, wc::occasion) &&
           !(s.at(i + 1) && s.at(i + 1)->kind == atom_kind::word);
}

// "Hälften av de boende är otrygga", "tunneln, som fyra av tio undviker, ska …"; but "80 procent av klottret ska vara
// borta", "kommunen ska se till att hälften av eleverna deltar".
bool told_of_a_share(const stretch& s, std::size_t begin, std::size_t end, const sentence_signs& signs) {
    if (!signs.shall) return says_how_things_are(s, end);
    if (!s.text(begin - 1, "som"))
        for (auto at = s.begin; at < begin; ++at)
            if (s.is(at, wc::shall) || s.is(at, wc::should)) return false;
    return is_told_verb(s, end);
}

// "nio av tio felanmälningar": a share of them.
std::optional<fact> part_of_several(const stretch& s, std::size_t begin, std::size_t i, fact f) {
    const auto* all = s.at(i + 2);
    if (!s.text(i + 1, "av") || !all || !all->is_number() || all->article || all->low <= f.low || f.low != f.high)
        return std::nullopt;
    constexpr double everyone = 100;
    f.begin = static_cast<std::uint32_t>(begin);
    f.low = f.high = everyone * f.low / all->low;
    f.measure = measure::percent;
    f.flag = wc::fraction;
    f.kind = fact_kind::count;
    std::size_t noun = i + 3;
    while (s.is(noun, wc::adjective))
        ++noun;
    if (s.is(noun, wc::not_promise)) return std::nullopt;
    set_unit(s, noun, f);
    if (!f.unit_end && !s.text(noun, "som") && !s.is(noun, wc::shall)) return std::nullopt;
    f.end = f.unit_end ? f.unit_end : static_cast<std::uint32_t>(noun); // "nio av tio som anmält brott"
    return f;
}

std::optional<fact> number_count(const stretch& s, std::size_t begin, std::size_t i, fact f,
                                 const sentence_signs& signs) {
    const auto& a = s.atoms[i];
    if (a.high > most_countable || is_reference(s, i, f.stated)) return std::nullopt;
    if (!f.stated && is_grade(s, i, signs)) return std::nullopt;
    if (!f.stated && is_of_known_ones(s, i)) return std::nullopt;
    if (begin == s.begin + 1 && s.text(s.begin, "vi")) return std::nullopt; // "Vi tre träffas"
    f.kind = fact_kind::count;
    f.begin = static_cast<std::uint32_t>(begin);
    f.end = static_cast<std::uint32_t>(i + 1);
    f.low = a.low;
    f.high = a.high;
    if (says_or_more(s, i + 1)) f.stated = true;
    if (s.text(i + 1, "av") && s.at(i + 2) && s.at(i + 2)->is_number() && s.is(i + 3, wc::statistic))
        return std::nullopt; // "fyra av tio undviker"
    if (auto part = part_of_several(s, begin, i, f)) {
        const bool told = f.bound == bound::about || !f.stated;
        if (told && told_of_a_share(s, begin, part->end, signs)) return std::nullopt;
        return part;
    }
    // "54 (32 + 22) kontroller"
    double parts = 0;
    const auto behind_number = past_parts(s, i + 1, parts);
    if (!take_noun(s, i, behind_number, f)) return std::nullopt;
    if (behind_number > i + 1) f.parts = parts, f.end = std::max(f.end, static_cast<std::uint32_t>(behind_number));
    // "Antalet anmälningar var 340 per år": what there was
    if (signs.indicator_first && !signs.shall && !f.stated && (s.text(begin - 1, "var") || s.text(begin - 1, "är")))
        return std::nullopt;
    // "Kommunen har tre högstadieskolor" tells what there is
    const bool promised = f.stated && f.bound != bound::about && f.flag != wc::more_than;
    auto lead = begin; // "bor drygt 11 000 personer": the number behind "drygt" tries once more
    while (s.is(lead - 1, wc::over) || s.is(lead - 1, wc::under) || s.is(lead - 1, wc::more_than) ||
           s.is(lead - 1, wc::joint) || (s.is(lead - 1, wc::bound) && s.as(lead - 1, wc::bound)->value == "about"))
        --lead;
    const auto behind = std::max(f.end, f.unit_end);
    // "två turer i timmen": no plan is followed up by the hour
    if ((s.text(behind, "i") || s.is(behind, wc::per)) && s.is(behind + 1, wc::hours)) return std::nullopt;
    const bool repeated = find_recurrence(s, behind).has_value();
    if (s.text(lead - 1, "mellan") && !repeated) return std::nullopt; // "tre veckor mellan två besök"
    if (!promised && !f.occasions && f.measure == measure::occasions && told_of_as_there(s, lead) &&
        (!repeated || s.is(f.unit_begin, wc::harm)))
        return std::nullopt;
    // "Med två fordon genomförs minst tio kontroller"
    if (!f.stated && s.text(begin - 1, "med") && begin - 1 == s.begin && !repeated) return std::nullopt;
    // "för föreningar med minst 50 medlemmar": which ones
    auto whose = lead - 2;
    while (s.is(whose, wc::adjective))
        --whose;
    if (s.text(lead - 1, "med") && s.at(whose) && may_be_noun(*s.at(whose)) && s.is(whose - 1, wc::prep) && !repeated)
        return std::nullopt;
    // "med två fältare", "av minst två ordningsvakter"
    const bool staffed = s.text(lead - 1, "med") || s.text(lead - 1, "av") || s.is(lead - 1, wc::stative);
    if (f.unit_end && s.is(f.unit_begin, wc::actor)) {
        if (staffed) return std::nullopt;
        // "20 ordningsvakter utbildas per år": they are what is counted
        const bool undergo = s.at(behind) && s.at(behind)->text.ends_with("as");
        f.of_actors = !repeated && !undergo;
    }
    if (f.measure == measure::percent) {
        if (signs.statistic && !signs.change && !f.stated) return std::nullopt;
        if (!promised && told_of_a_share(s, begin, f.end, signs)) return std::nullopt;
        // "Andelen oroliga var 34 procent"
        const bool told = s.text(lead - 1, "var") || (signs.indicator_first && s.text(lead - 1, "är"));
        if (!signs.shall && !promised && told) return std::nullopt;
        if (signs.change && s.text(begin - 1, "till")) {
            f.bound = signs.lower ? bound::at_most : bound::at_least;
            f.stated = true;
        }
    }
    return f;
}

std::optional<fact> share(const stretch& s, std::size_t begin, std::size_t i, double percent, fact f,
                          const sentence_signs& signs) {
    const bool more_than = f.flag == wc::more_than;
    std::size_t noun = i + 1;
    if (s.text(noun, "av")) ++noun;
    while (s.is(noun, wc::definite) || s.text(noun, "de") || s.is(noun, wc::adjective) || s.is(noun, wc::all) ||
           owns(s, noun) || (s.at(noun) && s.at(noun)->is_number()))
        ++noun;
    f.kind = fact_kind::count;
    f.flag = s.is(i, wc::all) ? wc::all : wc::fraction;
    f.begin = static_cast<std::uint32_t>(begin);
    f.low = f.high = percent;
    f.measure = measure::percent;
    // "varav hälften kvällstid", "varav minst hälften kvällar och helger"
    const bool clock_frame =
        s.is(noun, wc::window) && (s.is(begin - 1, wc::of_which) || s.at(noun)->text.ends_with("tid"));
    if (!clock_frame) set_unit(s, noun, f);
    if (!f.unit_end && s.is(begin - 1, wc::of_which) && f.flag == wc::fraction) { // "varav hälften på helger"
        f.end = static_cast<std::uint32_t>(i + 1);
        return f;
    }
    if (!f.unit_end || s.is(f.unit_begin, wc::span) || s.text(f.unit_begin, "tiden")) return std::nullopt;
    f.end = f.unit_end;
    const bool promised = f.stated && f.bound != bound::about && !more_than;
    if (f.flag == wc::fraction && !promised && told_of_a_share(s, begin, f.end, signs)) return std::nullopt;
    f.weak = f.flag == wc::all && begin > s.begin && s.is(begin - 1, wc::prep);
    return f;
}

// "ett tiotal insatser", "ett 40-tal besök", "ett dussin möten": the number is rounded by its writer.
std::optional<fact> rounded(const stretch& s, std::size_t begin, std::size_t i, fact f) {
    if (s.at(i)->article) ++i;
    std::size_t after = i + 1;
    if (const auto* e = s.as(i, wc::decade)) {
        f.low = e->number;
    } else if (const auto* group = s.as(i, wc::group_of)) {
        f.low = group->number;
    } else if (s.at(i) && s.at(i)->is_number() && s.is(after, wc::decade_suffix)) {
        f.low = s.at(i)->low;
        ++after;
    } else {
        return std::nullopt;
    }
    if (!f.stated) f.bound = bound::about;
    f.stated = true;
    f.high = f.low;
    f.kind = fact_kind::count;
    f.begin = static_cast<std::uint32_t>(begin);
    f.end = static_cast<std::uint32_t>(after);
    return take_noun(s, i, after, f) ? std::optional{f} : std::nullopt;
}

} // namespace

bool says_minutes(const stretch& s, std::size_t i) {
    return s.is(i, wc::minutes) && s.at(i - 1) && s.at(i - 1)->is_number();
}

bool says_or_more(const stretch& s, std::size_t i) {
    return s.is(i, wc::conj) &&
           (s.text(i + 1, "fler") || s.text(i + 1, "flera") || s.text(i + 1, "mer") || s.text(i + 1, "oftare"));
}

std::optional<fact> find_count(const stretch& s, std::size_t i, const sentence_signs& signs) {
    const std::size_t begin = i;
    fact f;
    f.begin = static_cast<std::uint32_t>(i);
    if (says_minutes(s, i)) return std::nullopt;
    if (s.mark(i, '~') && s.at(i + 1) && s.at(i + 1)->is_number() && !s.at(i + 1)->spaced) // "~40"
        f.bound = bound::about, f.stated = true, ++i;
    for (; s.is(i, wc::bound) || s.is(i, wc::more_than) || s.is(i, wc::over) || s.is(i, wc::under) ||
           (i > begin && (s.is(i, wc::average) || s.is(i, wc::total) || s.text(i, "i")));
         ++i) {
        if (const auto* e = s.as(i, wc::bound)) {
            f.bound = e->value == "at_most"   ? bound::at_most
                      : e->value == "exactly" ? bound::exactly
                      : e->value == "about"   ? (f.stated ? f.bound : bound::about)
                                              : bound::at_least;
            f.stated = true;
        } else if (s.is(i, wc::more_than) && !s.text(i, "över")) {
            f.stated = true;
            f.flag = wc::more_than;
        } else if (s.is(i, wc::over) || s.is(i, wc::under)) { // "drygt 20", "närmare 30"
            if (!f.stated) f.bound = bound::about;
            f.stated = true;
        } else if (i == begin) {
            return std::nullopt;
        }
    }
    const auto* a = s.at(i);
    if (!a) return std::nullopt;
    if (auto found = rounded(s, begin, i, f)) return found_by(rule::rounded, std::move(found));
    if (a->is_number()) {
        auto found = number_count(s, begin, i, f, signs);
        if (found && f.flag == wc::more_than) found->low = found->high = found->low + 1;
        return found_by(found && found->flag == wc::fraction ? rule::part_of : rule::number, std::move(found));
    }
    if (const auto* e = s.as(i, wc::fraction)) return found_by(rule::share, share(s, begin, i, e->number, f, signs));
    if (s.is(i, wc::all)) {
        constexpr double everyone = 100;
        return found_by(rule::all_of, share(s, begin, i, everyone, f, signs));
    }
    const auto* pair = s.as(i, wc::pair);
    if (!pair && !s.is(i, wc::few)) return std::nullopt;
    f.kind = fact_kind::count;
    f.end = static_cast<std::uint32_t>(i + 1);
    f.flag = pair ? wc::pair : wc::few;
    f.low = f.high = pair ? pair->number : 0;
    if (pair && !f.stated) f.bound = bound::about, f.stated = true;
    if (!take_noun(s, i, i + 1, f) && !f.unit_end) return std::nullopt;
    f.by = pair ? rule::pair : rule::few;
    return f;
}

} // namespace reading::cadence
