#include "reading/lint.hpp"

#include "base/text.hpp"
#include "reading/lexicon.hpp"
#include "reading/lint_words.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace reading {
namespace {

using words = lint_words;

// Longer than this nobody keeps in mind what was promised.
constexpr std::size_t longest_promise = 45; // words
constexpr std::size_t longest_sentence = 35;

base::message about(lint_code code, std::string_view what, std::vector<base::message::argument> arguments = {}) {
    return {"lint." + std::string{what} + "_" + std::string{name(code)}, std::move(arguments)};
}

class text_lint {
  public:
    text_lint(std::string_view text, const lint_context& around)
        : around_{around}, text_{base::to_utf32(text)}, tokens_{tokenize(text_)}, answer_{read_promise(text)} {}

    std::vector<remark> remarks() {
        const auto says = [](const token& t) { return t.kind == token_kind::word || t.kind == token_kind::number; };
        if (std::none_of(tokens_.begin(), tokens_.end(), says)) return {};
        mark_words();
        check_measure();
        if (!is_wish_) check_who(); // nobody can be asked to do it
        check_purpose();
        check_double();
        check_length();
        const auto earlier = [](const remark& a, const remark& b) {
            return std::pair{a.severity, a.span.begin} < std::pair{b.severity, b.span.begin};
        };
        std::stable_sort(found_.begin(), found_.end(), earlier);
        return std::move(found_);
    }

  private:
    struct place {
        std::size_t at = 0; // tokens
        std::size_t count = 0;
    };

    cadence_answer read_promise(std::string_view text) const {
        if (!around_.is_row || base::trimmed(around_.when).empty()) return read_cadence(text, around_.known);
        auto answer = read_cadence(around_.when, around_.known);
        // "Minst tio kontroller" may stand with what is done, and "varje månad" with when.
        if (answer.measurable != measurable::yes)
            if (auto whole = read_cadence(std::string{text} + " " + around_.when, around_.known);
                whole.measurable == measurable::yes)
                return whole;
        return answer;
    }

    bool is_counted(const reading& r) const {
        return r.schedulable && r.measurable != measurable::no && r.modality != modality::possibility &&
               (r.count || r.within || r.deadline || r.measure == measure::state);
    }
    bool is_counted() const {
        return std::any_of(answer_.readings.begin(), answer_.readings.end(),
                           [&](const auto& r) { return is_counted(r); });
    }

    span span_of(place p) const { return {tokens_[p.at].span.begin, tokens_[p.at + p.count - 1].span.end}; }
    std::string quoted(place p) const {
        const auto s = span_of(p);
        return base::to_utf8(text_.substr(s.begin, s.end - s.begin));
    }

    void add(lint_code code, severity how, std::optional<place> where = {}, std::string_view variant = "") {
        const std::string what = where ? quoted(*where) : std::string{};
        const std::string end = variant.empty() ? std::string{} : "_" + std::string{variant};
        auto text = about(code, "is", {{"words", what}});
        auto instead = about(code, "try", {{"words", what}});
        text.key += end;
        instead.key += end;
        found_.push_back({code, how, where ? span_of(*where) : span{}, std::move(text), std::move(instead), {}});
    }

    // The first place of a lexicon's class, and of the lists that only matter here.
    void mark_words() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const auto match = tables::own().phrases().longest(tokens_, i);
            if (match.entries && match.tokens > 0) {
                for (const auto& e : *match.entries) {
                    const place here{i, match.tokens};
                    const bool needs = e.kind == word_class::need || e.kind == word_class::request;
                    if ((needs || e.kind == word_class::vague) && !as_needed_) as_needed_ = here;
                    const bool weak = e.kind == word_class::effort || e.kind == word_class::possibility ||
                                      e.kind == word_class::baseline;
                    if (weak && !weak_ && !is_in_purpose(i)) weak_ = here;
                    if (e.kind == word_class::few && !few_) few_ = here;
                    if (e.kind == word_class::prompt && !as_needed_) as_needed_ = here;
                }
            }
            if (!weak_ && !is_in_purpose(i))
                if (const auto n = words::weak_at(tokens_, i)) weak_ = place{i, n};
            if (!vague_who_)
                if (const auto n = words::vague_who_at(tokens_, i)) vague_who_ = place{i, n};
            if (!purpose_)
                if (const auto n = words::purpose_at(tokens_, i)) purpose_ = place{i, n};
        }
    }

    // "för att stärka": what it is for, not what is done.
    bool is_in_purpose(std::size_t at) const { return purpose_ && at > purpose_->at; }

    void check_measure() {
        const bool counted = is_counted();
        const bool wish = words::wish_at(tokens_).has_value();
        // What a pledge's rows promise has its numbers there; the pledge itself may be in words.
        if (!around_.is_row && around_.has_rows && !wish) return;
        if (wish && !counted) {
            add(lint_code::only_a_wish, severity::serious, place{*words::wish_at(tokens_), 1});
            is_wish_ = true;
            return;
        }
        if (counted) {
            check_time();
            return;
        }
        const auto before = found_.size();
        // Where the plan's column of when says it, its words are not in this text.
        if (const auto other = vague_when()) {
            found_.push_back({lint_code::as_needed,
                              severity::serious,
                              {},
                              about(lint_code::as_needed, "is", {{"words", *other}}),
                              about(lint_code::as_needed, "try", {{"words", *other}}),
                              {}});
        } else if (as_needed_) {
            add(lint_code::as_needed, severity::serious, as_needed_);
        }
        if (weak_) add(lint_code::weak_verb, severity::serious, weak_);
        // "Ur flera perspektiv" counts nothing of what is done.
        if (few_ && found_.size() == before) add(lint_code::no_number, severity::serious, few_, "few");
        if (found_.size() > before) return;
        if (const auto why = first_reason(); answer_.readings.empty() || why.empty())
            add(lint_code::no_number, severity::serious);
        else
            found_.push_back({lint_code::not_measurable,
                              severity::serious,
                              answer_.readings.front().span,
                              about(lint_code::not_measurable, "is", {{"why", why}}),
                              about(lint_code::not_measurable, "try", {{"why", why}}),
                              {}});
    }

    std::optional<std::string> vague_when() const {
        if (!around_.is_row || base::trimmed(around_.when).empty()) return std::nullopt;
        const auto when = tokenize(base::to_utf32(around_.when));
        for (std::size_t i = 0; i < when.size(); ++i) {
            const auto match = tables::own().phrases().longest(when, i);
            if (!match.entries) continue;
            for (const auto& e : *match.entries)
                if (e.kind == word_class::need || e.kind == word_class::request || e.kind == word_class::vague)
                    return std::string{base::trimmed(around_.when)};
        }
        return std::nullopt;
    }

    std::string first_reason() const {
        for (const auto& r : answer_.readings)
            if (!r.reason.empty()) return r.reason;
        return answer_.reason;
    }

    // A number of no time in particular: by when, or how often?
    void check_time() {
        if (words::names_whole_time(tokens_)) return;
        for (const auto& r : answer_.readings) {
            if (!is_counted(r)) continue;
            const bool whole = r.every && std::holds_alternative<span_word>(*r.every) &&
                               std::get<span_word>(*r.every) == span_word::period;
            if (r.deadline || r.within || !r.windows.empty() || (r.every && !whole)) return;
        }
        const bool state = std::any_of(answer_.readings.begin(), answer_.readings.end(),
                                       [](const auto& r) { return r.measure == measure::state; });
        add(lint_code::no_time, severity::advice, {}, state ? "state" : "");
    }

    void check_who() {
        const auto vague = words::vague_who_in(around_.responsible);
        if (around_.is_row) {
            if (around_.responsible.empty())
                add(lint_code::no_responsible, severity::serious);
            else if (vague)
                found_.push_back({lint_code::unclear_who,
                                  severity::advice,
                                  {},
                                  about(lint_code::unclear_who, "is", {{"words", *vague}}),
                                  about(lint_code::unclear_who, "try", {{"words", *vague}}),
                                  {}});
            return;
        }
        if (vague_who_) {
            add(lint_code::unclear_who, severity::advice, vague_who_);
            return;
        }
        if (around_.responsible.empty() && !words::names_actor(tokens_, around_.known.parties))
            add(lint_code::no_responsible, severity::serious);
    }

    void check_purpose() {
        if (around_.is_row || around_.has_purpose || around_.has_rows || purpose_) return;
        if (is_counted()) add(lint_code::only_output, severity::hint);
    }

    void check_double() {
        if (const auto second = words::second_promise(tokens_))
            add(lint_code::double_promise, severity::advice, place{*second, 1});
    }

    void check_length() {
        std::size_t all = 0, in_sentence = 0, longest = 0;
        for (const auto& t : tokens_) {
            if (t.kind == token_kind::word || t.kind == token_kind::number) {
                ++all;
                longest = std::max(longest, ++in_sentence);
            } else if (t.kind == token_kind::mark &&
                       (t.text == "." || t.text == "!" || t.text == "?" || t.text == ":")) {
                in_sentence = 0;
            }
        }
        if (all > longest_promise || longest > longest_sentence)
            found_.push_back({lint_code::too_long,
                              severity::advice,
                              {},
                              about(lint_code::too_long, "is", {{"n", static_cast<std::int64_t>(all)}}),
                              about(lint_code::too_long, "try"),
                              {}});
    }

    const lint_context& around_;
    std::u32string text_;
    token_list tokens_;
    cadence_answer answer_;
    std::optional<place> as_needed_, weak_, few_, vague_who_, purpose_;
    bool is_wish_ = false;
    std::vector<remark> found_;
};

} // namespace

std::vector<remark> lint(std::string_view text, const lint_context& around) {
    return text_lint{text, around}.remarks();
}

std::string_view name(lint_code c) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"not_measurable", "as_needed", "weak_verb", "only_a_wish", "no_number", "no_time", "no_responsible",
         "unclear_who", "only_output", "double_promise", "too_long", "no_follow_up", "no_feedback"});
    return names.at(static_cast<std::size_t>(c));
}

std::string_view name(severity s) {
    static constexpr auto names = std::to_array<std::string_view>({"serious", "advice", "hint"});
    return names.at(static_cast<std::size_t>(s));
}

} // namespace reading
