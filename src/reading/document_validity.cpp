#include "reading/document_cover.hpp"

#include "base/text.hpp"
#include "reading/document_dates.hpp"
#include "reading/document_years.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t head_blocks = 14;
constexpr std::size_t most_short = 16;

struct statement {
    std::string text;
    ::reading::span span;
    validity valid;
    enum { anything, pledge, agreement } of = anything; // what a sentence says it of
};

class validity_finder {
  public:
    validity_finder(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                    const found_title& title)
        : t_{text}, doc_{doc}, roles_{roles}, title_{title} {}

    found_validity run() {
        // A date in a title says when, not how long: "Medborgarlöfte, beslutat 2024-03-01".
        if (!title_.parts.empty() && !is_dateline(title_.parts.front()) &&
            std::any_of(title_.parts.begin(), title_.parts.end(), [&](range p) { return has_year(t_, p); }))
            state_title();
        for (std::size_t i = 0; i < roles_.size(); ++i)
            if (roles_[i].validity || is_told_below(i)) {
                const auto before = statements_.size();
                const auto first = doc_.sentences[i].words;
                i = state_from(i);
                if (statements_.size() > before) statements_.back().of = subject_of(first);
            }
        headings();
        const bool dated = std::any_of(statements_.begin(), statements_.end(),
                                       [](const statement& s) { return s.valid.from || s.valid.to; });
        if (!dated) loose();
        drop_agreement();
        combine();
        return std::move(out_);
    }

  private:
    // "Överenskommelsen gäller …", "Medborgarlöftet gäller …"
    auto subject_of(range words) const -> decltype(statement::of) {
        const range before{words.first, t_.find(words, tag::valid_verb)};
        if (t_.any(before, tag::pledge_noun)) return statement::pledge;
        return t_.any(before, tag::agreement) || t_.is(words.first, "avtalet") ? statement::agreement
                                                                               : statement::anything;
    }

    // Where the pledge says of itself when it holds, the agreement that it belongs to may hold for longer.
    void drop_agreement() {
        const bool own = std::any_of(statements_.begin(), statements_.end(), [](const statement& s) {
            return s.of == statement::pledge && s.valid.from && s.valid.to;
        });
        if (own) std::erase_if(statements_, [](const statement& s) { return s.of == statement::agreement; });
    }

    // "Giltighetstid", and below it or in the next cell the days alone.
    bool is_told_below(std::size_t i) const {
        const auto& s = doc_.sentences[i];
        return has(doc_.sections[s.section].kinds, section_kind::validity) && has_year(t_, s.words) &&
               !is_place_and_date(s.words);
    }

    // "Norrby 2024-01-12", "Norrby den 12 januari 2024" below the text: where and when one signed.
    bool is_place_and_date(range w) const {
        const auto first = w.first;
        const bool named = w.size() > 3 && t_.is_word(first) && t_[first].capital && !t_.has(first, tag::preposition) &&
                           !t_.has(first, tag::valid_verb) && !t_.has(first, tag::month);
        auto i = first + std::max<std::size_t>(t_[first].place_words, 1);
        while (i < w.last && (t_.is(i, ",") || t_.is(i, "den")))
            ++i;
        const auto date = i < w.last ? date_at(t_, i, w.last) : std::nullopt;
        return date && (t_[first].place != no_place || (named && date->words.last == w.last));
    }

    // "Norrby i januari 2025" above a letter
    bool is_dateline(range w) const {
        return t_.any(w, tag::month) && !t_.any(w, tag::pledge_noun) && !t_.any(w, tag::document_noun);
    }

    void state(range words) {
        const auto parts = beside_references(t_, beside_ground(t_, words));
        if (parts.empty()) return;
        std::string text;
        for (const auto part : parts)
            text += (text.empty() ? "" : " ") + t_.plain(part);
        state(std::move(text), t_.span_of({parts.front().first, parts.back().last}));
    }

    // "Sommarlöfte 2025": the summer; empty where the title names none or more than one year.
    std::string summer_of(range w) const {
        bool summer = false;
        std::string years;
        for (auto i = w.first; i < w.last; ++i) {
            summer = summer || (t_.folded(i).starts_with("sommarl") && t_.has(i, tag::pledge_noun));
            if (!is_lone_year(t_, i, w)) continue;
            if (!years.empty()) return {};
            years = t_.plain({i, i + 1});
        }
        return summer && !years.empty() ? "sommaren " + years : std::string{};
    }

    // "Medborgarlöfte, antaget den 3 december 2024": without the day it was decided.
    range before_decision(range w) const {
        for (auto i = w.first + 1; i + 1 < w.last; ++i) {
            if (!t_.has(i, tag::decided_label)) continue;
            for (auto k = i + 1; k < w.last; ++k)
                if (const auto date = date_at(t_, k, w.last); date && date->words.last + 1 >= w.last)
                    return {w.first, i};
        }
        return w;
    }

    void state_title() {
        if (title_.parts.size() > 1)
            for (const auto part : title_.parts)
                if (const auto rest = past_report(t_, part); rest != part) return state(rest);
        if (title_.parts.size() == 1) {
            const auto rest = before_decision(past_report(t_, title_.parts.front()));
            if (const auto summer = summer_of(rest); !summer.empty())
                state(summer, t_.span_of(rest));
            else if (has_year(t_, rest))
                state(rest);
            return;
        }
        state(title_.text, title_.span);
    }

    // "Löftet gäller i ett år. Det börjar den 1 april 2025.": what two sentences say together. The last of them.
    std::size_t state_from(std::size_t i) {
        const auto& s = doc_.sentences[i];
        const auto next = i + 1;
        const bool goes_on = next < roles_.size() && roles_[next].validity &&
                             doc_.sentences[next].section == s.section && !has_year(t_, s.words) &&
                             t_.has(doc_.sentences[next].words.first, tag::anaphor);
        if (!goes_on) return state(s.words), i;
        const auto& then = doc_.sentences[next].words;
        state(t_.plain(s.words) + ' ' + t_.plain(then), {t_.span_of(s.words).begin, t_.span_of(then).end});
        return next;
    }

    void state(std::string text, ::reading::span span) {
        auto answer = read_period(text, {}, {t_.how().by, nullptr});
        for (auto& q : answer.questions) {
            q.at = "/valid";
            q.span = {span.begin, span.end};
            out_.questions.push_back(std::move(q));
        }
        const auto& v = answer.valid;
        if (!v.from && !v.to && !v.until_replaced && !v.extendable) return;
        statements_.push_back({std::move(text), span, v});
    }

    // Other headings of the document and its plan that hold years, and lines of years on the cover.
    void headings() {
        for (std::size_t b = 0; b < doc_.blocks.size(); ++b) {
            const auto& block = doc_.blocks[b];
            if (block.signature || !has_year(t_, block.words)) continue;
            if (date_at(t_, block.words.first, block.words.last) && b >= head_blocks) continue;
            // The plan of one year within the validity has that year in its heading.
            const bool of_plan = t_.any(block.words, tag::sec_plan) && !t_.any(block.words, tag::pledge_noun);
            if (of_plan && !statements_.empty()) continue;
            const bool heads = block.kind == block_kind::heading &&
                               (t_.any(block.words, tag::pledge_noun) || t_.any(block.words, tag::document_noun)) &&
                               !t_.any(block.words, tag::evaluate) && !looks_back(t_, block.words) &&
                               !t_.any(block.words, tag::sec_basis);
            const bool years_alone = b < head_blocks && block.words.size() <= 6 && block.kind != block_kind::row &&
                                     block.kind != block_kind::bullet && is_years(block.words) &&
                                     !date_at(t_, block.words.first, block.words.last);
            if (b < head_blocks)
                if (const auto span = dates_from_to(block.words); !span.empty()) state(span);
            const bool says = block.words.size() <= most_short && block.kind == block_kind::heading &&
                              (t_.has(block.words.first, tag::valid_verb) ||
                               (b < head_blocks && t_.any(block.words, tag::valid_verb)));
            if (says) state(block.words);
            if ((heads || years_alone) && !within_title(block.words)) state(past_report(t_, block.words));
        }
    }

    // "1 april 2024 – 31 mars 2026" on the cover.
    range dates_from_to(range w) const {
        for (auto i = w.first; i < w.last; ++i) {
            const auto from = date_at(t_, i, w.last);
            if (!from) continue;
            const auto next = from->words.last;
            const auto then = past_until(t_, next, w.last);
            if (then == next) return {};
            const auto to = date_at(t_, then, w.last);
            return to ? range{i, to->words.last} : range{};
        }
        return {};
    }

    bool is_years(range w) const {
        for (auto i = w.first; i < w.last; ++i) {
            const bool known = t_.has(i, tag::preposition) || t_.is(i, "perioden") || t_.is(i, "åren") ||
                               t_.is(i, "år") || t_.is(i, "den") || t_.is(i, "och") || t_.is(i, "tidsperiod") ||
                               t_.has(i, tag::month) || t_.has(i, tag::season);
            if (t_.is_word(i) && !known) return false;
        }
        return true;
    }

    bool within_title(range w) const {
        return std::any_of(title_.parts.begin(), title_.parts.end(),
                           [&](const range& part) { return w.first >= part.first && w.first < part.last; });
    }

    // "… har gett ett medborgarlöfte för september 2024 – juni 2025": the time; empty where none is told.
    range pledged_for(range s) const {
        constexpr std::size_t most_time_words = 10;
        for (auto i = s.first; i + 2 < s.last; ++i) {
            if (!t_.has(i, tag::pledge_noun) || !(t_.is(i + 1, "för") || t_.is(i + 1, "under"))) continue;
            const auto at = i + 2;
            const bool time = t_.has(at, tag::month) || t_.has(at, tag::season) || t_.is(at, "åren") ||
                              t_.is(at, "perioden") || (t_.is_number(at) && t_[at].digits == 4);
            const range words{at, std::min(s.last, at + most_time_words)};
            if (time && has_year(t_, words)) return words;
        }
        return {};
    }

    // "under åren 2024–2026", "Under 2026 lovar vi" in running text, where nothing says it better.
    void loose() {
        for (const auto& section : doc_.sections) // "Det här lovar vi 2026"
            if (!section.heading.empty() && t_.any(section.heading, tag::pledge_verb) && has_year(t_, section.heading))
                return state(section.heading);
        for (std::size_t b = 0; b < doc_.blocks.size() && b < head_blocks;
             ++b) { // "Norrby kommun och polisen, år 2026"
            const auto w = doc_.blocks[b].words;
            if (doc_.blocks[b].kind == block_kind::heading && w.size() <= most_short && w.size() > 1 &&
                is_lone_year(t_, w.last - 1, w) && (t_.is(w.last - 2, "år") || t_.is(w.last - 2, "åren")))
                return state({w.last - 2, w.last});
        }
        for (const auto& sentence : doc_.sentences)
            if (const auto time = pledged_for(sentence.words); !time.empty()) return state(time);
        for (const auto& sentence : doc_.sentences) {
            const auto s = sentence.words;
            for (auto k = s.first; k + 1 < s.last; ++k) {
                if (!t_.is_number(k + 1) || t_[k + 1].digits != 4) continue;
                const bool named = t_.is(k, "åren") || t_.is(k, "perioden") || t_.is(k, "år");
                const bool lone = is_lone_year(t_, k + 1, s);
                const bool of_pledge = t_.is(k, "för") && t_.any(s, tag::pledge_noun) && !t_.any(s, tag::evaluate);
                // "vårt löfte för 2026"
                const bool span = k + 3 < s.last && t_.is(k + 2, "-") && t_.is_number(k + 3) && t_[k + 3].digits == 4;
                if (span && t_.is(k, "under") && promises_all(k, s)) return state({k, k + 4});
                if (named || (lone && (of_pledge || (t_.is(k, "under") && promises_all(k, s)))))
                    return state({k, std::min(k + 8, s.last)});
            }
        }
    }

    // "Under 2026 lovar vi …", "Under 2026 ska polisen och kommunen:": what is said of all that stands below.
    bool promises_all(std::size_t year, range s) const {
        const bool leads = t_.is(s.last - 1, ":") || t_.is(s.last - 1, "att");
        // "vad vi ska göra under 2026"
        for (auto i = s.first; i + 3 < s.last && i < year; ++i)
            if (t_.is(i, "vad") && t_.any({i + 1, std::min(year, i + 6)}, tag::modal)) return true;
        return t_.any(s, tag::pledge_verb) || (leads && year == s.first && t_.any(s, tag::modal));
    }

    void combine() {
        if (statements_.empty()) return;
        auto& all = out_.value;
        const statement* base = &statements_.front();
        for (const auto& s : statements_) {
            all.until_replaced = all.until_replaced || s.valid.until_replaced;
            all.extendable = all.extendable || s.valid.extendable;
            if (!base->valid.from && s.valid.from) base = &s;
        }
        out_.span = base->span;
        all.from = base->valid.from;
        all.to = base->valid.to;
        std::vector<const statement*> differing;
        for (const auto& s : statements_) {
            if (agrees(all, s.valid)) continue;
            // Whole years and seasons give way to exact days, whole years to a season.
            if (same_years(all, s.valid) && (is_loose(all) || is_loose(s.valid))) {
                if (!is_loose(s.valid) || (whole_years(all) && !whole_years(s.valid))) take(s.valid);
                continue;
            }
            // A start year with "tills vidare" has no end.
            if (!s.valid.to && s.valid.from) {
                take(s.valid);
                continue;
            }
            differing.push_back(&s);
        }
        if (!differing.empty()) conflict(*base, differing);
        out_.from = out_.to = base->span;
        for (const auto& s : statements_) {
            if (s.valid.from && s.valid.from == all.from) out_.from = s.span;
            if (s.valid.to && s.valid.to == all.to) out_.to = s.span;
            if (s.valid.until_replaced) out_.until_replaced = s.span;
            if (s.valid.extendable) out_.extendable = s.span;
        }
    }

    static bool agrees(const validity& a, const validity& b) {
        return (!b.from || a.from == b.from) && (!b.to || a.to == b.to) &&
               !(b.from && !b.to && a.to && !b.until_replaced);
    }

    void take(const validity& v) {
        if (v.from) out_.value.from = v.from;
        out_.value.to = v.to;
    }

    // "2023–2025" and "från den 1 september 2023": of the year and the day within it, the day.
    static bool same_year_from(const std::optional<base::date>& a, const std::optional<base::date>& b) {
        if (!a || !b) return false;
        const int year = base::year_of(*a);
        const auto first = base::first_of_year(year);
        return year == base::year_of(*b) && (*a == first || *b == first);
    }

    void refine_from(const std::optional<base::date>& from) {
        auto& own = out_.value.from;
        if (same_year_from(from, own) && *own < *from) own = from;
    }

    void conflict(const statement& base, const std::vector<const statement*>& others) {
        if (std::any_of(out_.questions.begin(), out_.questions.end(),
                        [](const question& q) { return q.code == question_code::period_conflict; }))
            return;
        question q;
        q.code = question_code::period_conflict;
        q.at = "/valid";
        q.span = others.front()->span;
        q.message = "Två uppgifter om giltigheten säger emot varandra: ”" + base.text + "” och ”" +
                    others.front()->text +
                    (others.front()->text.ends_with('.') ? "” Vilken gäller?" : "”. Vilken gäller?");
        const auto offer = [&](const statement& s) {
            auto v = out_.value;
            v.from = s.valid.from ? s.valid.from : v.from;
            v.to = s.valid.to;
            const auto end = v.to ? base::to_iso(*v.to) : std::string{"tills vidare"};
            const std::string label = (v.from ? base::to_iso(*v.from) : std::string{"?"}) + " – " + end;
            for (const auto& o : q.options)
                if (o.label == label) return;
            q.options.push_back({label, v});
        };
        offer(base);
        bool from_differs = false, to_differs = false;
        for (const auto* s : others) {
            offer(*s);
            refine_from(s->valid.from);
            from_differs = from_differs || (s->valid.from && s->valid.from != out_.value.from &&
                                            !same_year_from(s->valid.from, out_.value.from));
            to_differs = to_differs || s->valid.to != out_.value.to;
        }
        if (to_differs) out_.value.to.reset();
        if (from_differs) out_.value.from.reset();
        out_.questions.push_back(std::move(q));
    }

    const manuscript& t_;
    const outline& doc_;
    const std::vector<sentence_role>& roles_;
    const found_title& title_;
    std::vector<statement> statements_;
    found_validity out_;
};

} // namespace

found_validity find_validity(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                             const found_title& title) {
    return validity_finder{text, doc, roles, title}.run();
}

} // namespace reading::doc
