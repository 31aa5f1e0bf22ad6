#include "reading/cadence/wording.hpp"
#include "reading/read.hpp"

#include "base/text.hpp"
#include "reading/atoms.hpp"
#include "reading/rule.hpp"
#include "reading/traced_atom.hpp"

#include <algorithm>
#include <cmath>

namespace reading {

namespace {

using wc = word_class;

constexpr double top_of_decade = 9; // "ett 40-tal" is 40 to 49
constexpr double same = 1e-9;

class quantity_reader {
  public:
    quantity_reader(std::u32string_view text, const manner& how)
        : text_{text}, list_{atomize(text, how.words().phrases())}, told_{how.told} {}

    quantity_answer run() {
        for (std::size_t i = 0; i < atoms().size(); ++i)
            if (!atoms()[i].article && read_at(i)) return std::move(answer_);
        for (std::size_t i = 0; i < atoms().size(); ++i)
            if (atoms()[i].article && one(i)) return std::move(answer_);
        return std::move(answer_);
    }

  private:
    const std::vector<atom>& atoms() const { return list_.atoms; }
    bool is(std::size_t i, wc k) const { return i < atoms().size() && atoms()[i].is(k); }
    bool number(std::size_t i) const { return i < atoms().size() && atoms()[i].is_number(); }
    bool mark(std::size_t i, char c) const { return i < atoms().size() && atoms()[i].is_mark(c); }

    // An amount that was read by a rule from the atoms before `after`, the first of them `at`.
    bool give(rule by, std::size_t at, quantity q, std::size_t after) {
        q.unit = unit_after(after);
        answer_.quantity = std::move(q);
        if (told_) tell(by, at, after);
        return true;
    }

    void tell(rule by, std::size_t at, std::size_t after) {
        const auto first = std::min(at, lead_.value_or(at));
        told_->readings.push_back({0, name(by), {}, {traced_atoms(by, list_, first, after, text_)}});
    }

    bool read_at(std::size_t i) {
        const auto& a = atoms()[i];
        if (is(i, wc::group_of)) {
            const double n = a.as(wc::group_of)->number * (i > 0 && number(i - 1) ? atoms()[i - 1].low : 1);
            quantity q{.low = n, .high = n, .about = true};
            const auto first = i > 0 && number(i - 1) ? i - 1 : i;
            qualify(first, q);
            return give(rule::group_of, first, std::move(q), i + 1);
        }
        if (const auto* e = a.as(wc::decade)) {
            quantity q{.low = e->number, .high = e->number + top_of_decade, .about = true};
            qualify(i, q); // "drygt ett tiotal"
            return give(rule::decade, i, std::move(q), i + 1);
        }
        const bool of_hundreds = number(i + 1) && (atoms()[i + 1].low == 100 || atoms()[i + 1].low == 1000);
        const auto after = i + (of_hundreds ? 2 : 1); // "ett par hundra", "flera tusen"
        if (const auto* e = a.as(wc::pair)) {
            const double n = e->number * (of_hundreds ? atoms()[i + 1].low : 1);
            return give(rule::pair, i, {.low = n, .high = n, .about = true}, after);
        }
        if (is(i, wc::few) || is(i, wc::many)) return give(rule::several, i, {.about = true}, after);
        if (is(i, wc::none)) return give(rule::none_of, i, {.low = 0, .high = 0}, i + 1);
        if (const auto* e = a.as(wc::fraction)) {
            quantity q{.low = e->number, .high = e->number};
            qualify(i, q);
            give(rule::part_of_all, i, std::move(q), i + 1);
            answer_.quantity->unit = "procent";
            return true;
        }
        return number(i) && !reference(i) && amount(i);
    }

    static bool or_more(const atom& a) { return a.text == "fler" || a.text == "flera" || a.text == "mer"; }

    bool reference(std::size_t i) const {
        return (i > 0 && (is(i - 1, wc::not_count_before) || atoms()[i - 1].kind == atom_kind::code)) ||
               is(i + 1, wc::group_of);
    }

    bool amount(std::size_t i) {
        const auto& n = atoms()[i];
        if (is(i + 1, wc::decade_suffix)) { // "ett 100-tal" is no decade
            const double top = n.low < 100 ? top_of_decade : 0;
            quantity q{.low = n.low, .high = n.low + top, .about = true};
            qualify(i, q);
            return give(rule::decade, i, std::move(q), i + 2);
        }
        quantity q{.low = n.low, .high = n.high};
        std::size_t after = i + 1;
        if (i > 0 && is(i - 1, wc::between) && is(after, wc::conj) && number(after + 1)) {
            q.high = atoms()[after + 1].low;
            after += 2;
        }
        const bool summed = mark(after, '+') || (is(after, wc::piece) && mark(after + 1, '+'));
        if (summed)
            after = sum(i, q);
        else if (mark(after, '('))
            after = listed(after, q, i);
        qualify(i, q);
        after = ceiling(after, q);
        if (after + 1 < atoms().size() && atoms()[after].text == "av" && number(after + 1)) after += 2; // "9 av 10"
        constexpr std::size_t longest_noun = 4; // atoms: "54 genomförda synliga rattfyllerikontroller (32 + 22)"
        for (std::size_t at = after; q.parts.empty() && at <= after + longest_noun && at < atoms().size(); ++at) {
            if (atoms()[at].is_number() || (atoms()[at].kind == atom_kind::mark && !mark(at, '(') && !mark(at, '=')))
                break;
            if (mark(at, '(')) listed(at, q, i);
            if (mark(at, '=') && number(at + 1) && mark(at + 2, '+')) { // "40 besök = 25 + 15"
                sum(at + 1, q);
                compare(q, *q.low, n.low, i, at + 2);
                q.low = q.high = n.low;
            }
        }
        const auto by = summed ? rule::sum : q.parts.empty() ? rule::amount : rule::total_of;
        return give(by, i, std::move(q), after);
    }

    // "minst 30 men högst 40"
    std::size_t ceiling(std::size_t after, quantity& q) const {
        const bool joined =
            is(after, wc::conj) || mark(after, ',') || (after < atoms().size() && atoms()[after].text == "men");
        const auto* bound = joined && after + 1 < atoms().size() ? atoms()[after + 1].as(wc::bound) : nullptr;
        if (!bound || bound->value != "at_most" || !number(after + 2)) return after;
        q.high = atoms()[after + 2].high;
        return after + 3;
    }

    // "40+10"
    std::size_t sum(std::size_t i, quantity& q) {
        q.parts = {atoms()[i].low};
        std::size_t at = i + 1;
        const auto past_pieces = [&] { at += is(at, wc::piece) && mark(at + 1, '+') ? 1 : 0; }; // "12 st + 3"
        for (past_pieces(); mark(at, '+') && number(at + 1); past_pieces()) {
            q.parts.push_back(atoms()[at + 1].low);
            at += 2;
        }
        double total = 0;
        for (const auto part : q.parts)
            total += part;
        if (mark(at, '=') && number(at + 1)) { // "40+10 = 50"
            compare(q, total, atoms()[at + 1].low, i, at + 2);
            total = atoms()[at + 1].low;
            at += 2;
        }
        q.low = q.high = total;
        return at;
    }

    // "54 (32 + 22)": the parts of the total before it.
    std::size_t listed(std::size_t open, quantity& q, std::size_t total_at) {
        std::vector<double> parts;
        std::size_t at = open + 1;
        bool joined = false;
        constexpr std::size_t most_atoms = 60;
        for (; at < atoms().size() && !mark(at, ')') && at < open + most_atoms; ++at) {
            if (number(at)) parts.push_back(atoms()[at].low);
            joined = joined || mark(at, '+') || is(at, wc::conj) || mark(at, ',');
            if (is(at, wc::of_which) || is(at, wc::percent) || atoms()[at].kind == atom_kind::years)
                joined = false, parts.clear();
        }
        if (!mark(at, ')')) return open;
        if (joined && parts.size() > 1) {
            double total = 0;
            for (const auto part : parts)
                total += part;
            q.parts = parts;
            compare(q, total, atoms()[total_at].low, total_at, at + 1);
        }
        return at + 1;
    }

    void compare(quantity& q, double total, double stated, std::size_t begin, std::size_t end) {
        q.parts_agree = std::abs(total - stated) < same;
        if (q.parts_agree) return;
        const auto where = ::reading::span{list_.tokens[atoms()[begin].begin].span.begin,
                                           list_.tokens[atoms()[end - 1].end - 1].span.end};
        const auto said = base::to_utf8(text_.substr(where.begin, where.end - where.begin));
        answer_.questions.push_back(
            {question_code::parts_disagree, "/quantity", wording::quoted(wording::ask_parts, said), {}, where});
    }

    // The words before the number, and "eller fler" after it.
    void qualify(std::size_t i, quantity& q) {
        bool about = false;
        std::size_t at = i;

        for (; at > 0; --at) {
            const auto& a = atoms()[at - 1];
            if (a.is_mark('~')) about = true; // "~40"
            if (a.article || a.is_mark('~') || a.is(wc::total) || a.is(wc::between) || a.text == "så" ||
                a.text == "många" || a.text == "till")
                continue;
            if (const auto* e = a.as(wc::bound)) {
                if (e->value == "about")
                    about = true;
                else if (e->value == "at_least")
                    q.high.reset();
                else if (e->value == "at_most")
                    q.low.reset();
                lead_ = at - 1;
                continue;
            }
            if (a.is(wc::over))
                q.high.reset(), about = true;
            else if (a.is(wc::more_than) && q.low)
                q.low = std::floor(*q.low) + 1, q.high.reset();
            else if (a.is(wc::under))
                q.low.reset(), about = true;
            else if (a.is(wc::fewer_than) && q.high)
                q.high = std::ceil(*q.high) - 1, q.low.reset();
            if (a.is(wc::over) || a.is(wc::under) || a.is(wc::more_than) || a.is(wc::fewer_than)) lead_ = at - 1;
            break;
        }
        const auto next = i + 1;
        if (is(next, wc::conj) && next + 1 < atoms().size() && or_more(atoms()[next + 1])) q.high.reset();
        q.about = q.about || about;
    }

    bool one(std::size_t i) {
        std::size_t at = i + 1;
        if (is(at, wc::decade) || is(at, wc::group_of)) return read_at(at);
        if (!unit_after(at)) return false;
        return give(rule::one, i, {.low = 1, .high = 1}, at);
    }

    std::optional<std::string> unit_after(std::size_t at) const {
        if (is(at, wc::percent)) return "procent";
        if (is(at, wc::conj) && at + 1 < atoms().size() && or_more(atoms()[at + 1])) at += 2;
        while (is(at, wc::adjective) || is(at, wc::piece) || mark(at, '"') ||
               (at < atoms().size() && (atoms()[at].text == "av" || atoms()[at].text == "de")))
            ++at;
        const auto word = [&](std::size_t i) {
            return i < atoms().size() && (atoms()[i].kind == atom_kind::word ||
                                          (atoms()[i].kind == atom_kind::known && !is(i, wc::prep) &&
                                           !is(i, wc::conj) && !is(i, wc::stop) && !is(i, wc::of_which)));
        };
        if (!word(at)) return unit_before();
        const auto text = atoms()[at].text;
        const bool like_adjective =
            text.ends_with("ade") || text.ends_with("iga") || text.ends_with("ska") || text.ends_with("ande");
        if (like_adjective && word(at + 1)) ++at;
        return words(at);
    }

    // "Trafikkontroller: 303"
    std::optional<std::string> unit_before() const {
        constexpr std::size_t longest_heading = 12; // atoms
        for (std::size_t i = 1; i < std::min(atoms().size(), longest_heading); ++i)
            if (mark(i, ':') && atoms()[i - 1].kind != atom_kind::mark) return words(i - 1);
        return std::nullopt;
    }

    std::string words(std::size_t i) const {
        const auto begin = list_.tokens[atoms()[i].begin].span.begin, end = list_.tokens[atoms()[i].end - 1].span.end;
        return base::to_utf8(text_.substr(begin, end - begin));
    }

    std::u32string_view text_;
    atom_list list_;
    quantity_answer answer_;
    trace* told_ = nullptr;
    std::optional<std::size_t> lead_; // the first atom of what qualifies the number
};

} // namespace

quantity_answer read_quantity(std::string_view text, const manner& how) {
    const auto wide = base::to_utf32(text);
    return quantity_reader{wide, how}.run();
}

} // namespace reading
