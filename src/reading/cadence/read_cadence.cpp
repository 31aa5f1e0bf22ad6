#include "reading/cadence/compose.hpp"
#include "reading/cadence/wording.hpp"
#include "reading/lexicon.hpp"
#include "reading/read.hpp"
#include "reading/trace.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace reading {

namespace cadence {

namespace {

using wc = word_class;

bool is_upper_only(const token& t, std::u32string_view text) {
    if (t.span.end < t.span.begin + 2) return true;
    const char32_t second = text[t.span.begin + 1];
    return base::fold_case(second) != second;
}

// Atoms. Composing looks through the whole sentence for every count in it: a longer one is read in pieces, so that the
// time stays linear in the text.
constexpr std::uint32_t longest_sentence = 250;

// A point ends a sentence unless it belongs to an abbreviation or a number.
bool ends_sentence(const atom_list& list, std::size_t i) {
    const auto& a = list.atoms[i];
    if (a.kind == atom_kind::line_break && a.mark == '\t') return true;
    if (a.is_mark('!') || a.is_mark('?')) return true;
    const bool next_is_last = i + 1 >= list.atoms.size();
    const auto* next = next_is_last ? nullptr : &list.atoms[i + 1];
    if (a.kind == atom_kind::line_break)
        return next && (next->capital || next->kind == atom_kind::mark || next->kind == atom_kind::line_break);
    const bool dotted_word = a.kind == atom_kind::known && list.tokens[a.end - 1].text == "." &&
                             !a.is(wc::abbreviation) && !a.is(wc::not_count_before) && !a.is(wc::clock) &&
                             !a.is(wc::bound);
    if (!a.is_mark('.') && !dotted_word) return false;
    if (!next) return true;
    if (next->kind == atom_kind::line_break)
        return !dotted_word || (i + 2 < list.atoms.size() && list.atoms[i + 2].capital);
    if (dotted_word) return next->capital;
    const bool one_letter = i > 0 && list.atoms[i - 1].kind == atom_kind::word && list.atoms[i - 1].text.size() == 1;
    return next->spaced && !one_letter && (next->capital || next->is_number() || next->kind == atom_kind::known);
}

bool has_content(const fact& f) {
    switch (f.kind) {
    case fact_kind::recur:
    case fact_kind::within:
    case fact_kind::date:
    case fact_kind::weeks:
        return true;
    case fact_kind::count:
        return !f.weak;
    case fact_kind::window:
        return (f.windows & listed) || f.plural;
    case fact_kind::word:
        return f.flag == wc::need || f.flag == wc::request || f.flag == wc::vague || f.flag == wc::prompt;
    default:
        return false;
    }
}

bool is_rule(const fact& f) {
    return f.kind == fact_kind::recur || (f.kind == fact_kind::count && !f.weak) || f.kind == fact_kind::within ||
           f.is(wc::vague) || f.is(wc::need);
}

class reader {
  public:
    reader(const atom_list& list, std::u32string_view text, const context& known, cadence_answer& answer, trace* told)
        : list_{list}, text_{text}, known_{known}, answer_{answer}, told_{told} {}

    void run() {
        std::uint32_t begin = 0;
        const auto count = static_cast<std::uint32_t>(list_.atoms.size());
        for (std::uint32_t i = 0; i < count; ++i)
            if (ends_sentence(list_, i)) {
                sentence(begin, list_.atoms[i].kind == atom_kind::known ? i + 1 : i);
                begin = i + 1;
            } else if (i - begin >= longest_sentence) {
                sentence(begin, i);
                begin = i;
            }
        sentence(begin, count);
    }

  private:
    // "~30 besök"; with a space the mark begins an item of a list
    bool rounds(std::uint32_t i, std::uint32_t end) const {
        return i + 1 < end && list_.atoms[i + 1].is_number() && !list_.atoms[i + 1].spaced;
    }

    void sentence(std::uint32_t begin, std::uint32_t end) {
        while (begin < end && (list_.atoms[begin].kind == atom_kind::line_break || list_.atoms[begin].is_mark('-') ||
                               (list_.atoms[begin].is_mark('~') && !rounds(begin, end))))
            ++begin;
        if (begin >= end) return;
        const stretch s{list_.atoms, begin, end};
        auto facts = facts_of(s, known_.parties);
        if (facts.empty()) return;
        drop_explained(s, facts);
        const scene at{s, list_.tokens, text_, known_, signs_of(s), answer_, told_};
        if (const auto told = tells_of_what_is(at, facts); told != rule::none) {
            if (told_) at.tell_left_out(told, facts);
            return;
        }
        std::size_t from = 0;
        for (std::size_t i = 1; i < facts.size(); ++i)
            if (divides(at, facts, from, i)) {
                clause(at, std::span{facts}.subspan(from, i - from));
                from = facts[i].kind == fact_kind::divide ? i + 1 : i;
            }
        clause(at, std::span{facts}.subspan(from));
    }

    // "Årligen, varje höst": how often, and the same once more with when.
    static void drop_explained(const stretch& s, std::vector<fact>& facts) {
        for (std::size_t i = 0; i + 1 < facts.size(); ++i) {
            const auto &f = facts[i], &next = facts[i + 1];
            const bool same = f.kind == fact_kind::recur && next.kind == fact_kind::recur && f.every == next.every &&
                              f.windows == 0 && next.windows != 0 && f.weekday == 0;
            const bool alone = i == 0 || facts[i - 1].kind == fact_kind::divide;
            if (same && alone && next.begin <= f.end + 1 && (next.begin == f.end || s.mark(f.end, ','))) {
                facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(i));
                return;
            }
        }
    }

    // Statistics, survey shares and indicators are no promises, whatever numbers they hold: the rule that says so.
    static rule tells_of_what_is(const scene& at, const std::vector<fact>& facts) {
        const auto& signs = at.signs;
        if (signs.statistic && !signs.shall && !signs.change && !answers_in_time(facts)) return rule::tells_statistic;
        if (signs.trend && !signs.shall) return rule::tells_trend;
        const bool harm = !signs.shall && !(signs.event || signs.label) && tells_of_harm(at, facts);
        if (!signs.shall && (signs.event || signs.label || harm) && !promises_service(facts))
            return harm ? rule::tells_harm : rule::tells_event;
        if ((signs.past || signs.decided) && !signs.shall) return rule::tells_past;
        const bool bound = std::any_of(facts.begin(), facts.end(),
                                       [](const fact& f) { return f.kind == fact_kind::count && !f.weak; });
        return signs.indicator_first && !signs.change && !signs.shall && !bound ? rule::tells_indicator : rule::none;
    }

    // "i snitt två inbrott i veckan", "omkring 900 anmälningar per år": how things are, not what is promised.
    static bool tells_of_harm(const scene& at, const std::vector<fact>& facts) {
        const bool repeated = std::any_of(facts.begin(), facts.end(), [](const fact& f) {
            return f.kind == fact_kind::recur || f.kind == fact_kind::years || f.kind == fact_kind::frame;
        });
        return repeated && std::any_of(facts.begin(), facts.end(), [&](const fact& f) {
                   return f.kind == fact_kind::count && (!f.stated || f.bound == bound::about) &&
                          f.unit_end > f.unit_begin && at.sentence.is(f.unit_begin, wc::harm) &&
                          at.sentence.as(f.unit_begin, wc::harm)->value.empty();
               });
    }

    // "Vi svarar inom två dagar", but not "90 % svarade att polisen kom inom en timme".
    static bool answers_in_time(const std::vector<fact>& facts) {
        const auto is = [&](fact_kind k) {
            return std::any_of(facts.begin(), facts.end(), [k](const fact& f) { return f.kind == k; });
        };
        return (is(fact_kind::within) || is(fact_kind::clock)) && !is(fact_kind::count);
    }

    static bool promises_service(const std::vector<fact>& facts) {
        return std::any_of(facts.begin(), facts.end(), [](const fact& f) {
            return f.kind == fact_kind::within || f.is(wc::need) || f.is(wc::request) || f.is(wc::prompt) ||
                   (f.kind == fact_kind::count && f.stated && f.bound == bound::at_least);
        });
    }

    // Both sides must hold something; a capital right after a period word begins another rule as well.
    bool divides(const scene& at, const std::vector<fact>& facts, std::size_t from, std::size_t i) const {
        const auto& f = facts[i];
        const auto left = std::span{facts}.subspan(from, i - from);
        if (f.kind == fact_kind::divide) {
            const auto right = std::span{facts}.subspan(i + 1);
            if (at.sentence.atoms[f.begin].kind == atom_kind::line_break && runs_on(left, right)) return false;
            return (std::any_of(left.begin(), left.end(), is_rule) || names_times(left, f, right)) &&
                   std::any_of(right.begin(), right.end(), has_content);
        }
        const auto& last = facts[i - 1];
        if (last.kind != fact_kind::recur && last.kind != fact_kind::frame) return false;
        const auto* next = at.sentence.at(last.end);
        if (!next || !next->capital || (next->kind != atom_kind::word && next->kind != atom_kind::known)) return false;
        if (is_upper_only(list_.tokens[next->begin], text_)) return false;
        const auto right = std::span{facts}.subspan(i);
        return std::any_of(left.begin(), left.end(), is_rule) && std::any_of(right.begin(), right.end(), is_rule);
    }

    // "Under karnevalen samt minst en gång i månaden": times on the one side, and how often besides them.
    static bool names_times(std::span<const fact> left, const fact& divide, std::span<const fact> right) {
        const auto is_listed = [](const fact& f) { return f.kind == fact_kind::window && (f.windows & listed); };
        const bool counted = !right.empty() && right.front().kind == fact_kind::count && !right.front().weak;
        return !left.empty() && std::all_of(left.begin(), left.end(), is_listed) && counted &&
               right.front().begin == divide.end;
    }

    // "minst tre gånger⏎per kvartal": a count whose span stands first on the next line.
    static bool runs_on(std::span<const fact> left, std::span<const fact> right) {
        if (left.empty() || right.empty() || left.back().kind != fact_kind::count) return false;
        const auto& next = right.front();
        const bool spans = next.kind == fact_kind::recur || next.kind == fact_kind::frame;
        return spans && next.begin == std::max(left.back().end, left.back().unit_end) + 1 && next.weekday == 0;
    }

    void clause(const scene& at, std::span<const fact> facts) {
        if (facts.empty()) return;
        const auto groups = groups_of(facts, at.sentence);
        if (groups.empty()) {
            if (!compose_frame(at, facts) && told_) at.tell_left_out(rule::none, facts);
            return;
        }
        for (const auto& g : groups)
            compose_group(at, g, facts);
    }

    const atom_list& list_;
    std::u32string_view text_;
    const context& known_;
    cadence_answer& answer_;
    trace* told_;
};

void sum_up(cadence_answer& answer) {
    if (answer.readings.empty()) {
        answer.measurable = measurable::no;
        answer.reason = "ingen frekvens i texten";
        return;
    }
    bool same = true, ask = false;
    for (const auto& r : answer.readings) {
        same = same && r.measurable == answer.readings[0].measurable;
        ask = ask || r.measurable == measurable::ask;
        if (answer.reason.empty()) answer.reason = r.reason;
    }
    answer.measurable = ask ? measurable::ask : same ? answer.readings[0].measurable : measurable::partly;
    if (answer.measurable == measurable::yes) answer.reason.clear();
    for (std::size_t i = 0; i < answer.readings.size(); ++i) {
        const auto& r = answer.readings[i];
        if (r.measurable != measurable::no) continue;
        const auto said = wording::quoted(wording::quoted(wording::not_measurable, r.text), r.reason);
        answer.questions.push_back({question_code::not_measurable, "/readings/" + std::to_string(i), said, {}, r.span});
    }
}

} // namespace

} // namespace cadence

cadence_answer read_cadence(std::string_view text, const context& known, const manner& how) {
    cadence_answer answer;
    const auto wide = base::to_utf32(text);
    const auto list = atomize(wide, how.words().phrases());
    cadence::reader{list, wide, known, answer, how.told}.run();
    cadence::sum_up(answer);
    return answer;
}

} // namespace reading
