#include "core/resident_question.hpp"

#include "base/text.hpp"
#include "core/screen.hpp"

#include <algorithm>

namespace core {
namespace {

using base::problem_kind;

constexpr std::array<std::string_view, 2> matters{"dispute", "question"};
constexpr std::array<std::string_view, 5> states{"waiting", "published", "answered", "refused", "withdrawn"};
constexpr std::array<std::string_view, all_refusals.size()> refusals{"not_here",    "personal_data", "offensive",
                                                                     "advertising", "asked_before",  "report_of_crime"};

template <class E>
std::optional<E> named_in(const auto& words, std::string_view name) {
    const auto found = std::find(words.begin(), words.end(), name);
    if (found == words.end()) return std::nullopt;
    return static_cast<E>(found - words.begin());
}

// A run of letters and figures, or one other sign; where it stands in the text.
struct piece {
    std::size_t begin = 0, end = 0;
};

bool is_word(char32_t c) {
    return c > 0x7F ? !base::is_space(c)
                    : (c >= U'0' && c <= U'9') || base::fold_case(c) != c || (c >= U'a' && c <= U'z');
}

std::vector<piece> pieces_of(const std::u32string& text) {
    std::vector<piece> all;
    for (std::size_t i = 0; i < text.size();) {
        if (base::is_space(text[i])) {
            ++i;
            continue;
        }
        const auto begin = i++;
        if (is_word(text[begin]))
            while (i < text.size() && is_word(text[i]))
                ++i;
        all.push_back({begin, i});
    }
    return all;
}

std::u32string_view at(const std::u32string& text, piece p) {
    return std::u32string_view{text}.substr(p.begin, p.end - p.begin);
}

std::u32string without_marks(std::string_view text) {
    const auto mark = base::to_utf32(cut_mark);
    auto out = base::to_utf32(text);
    for (auto found = out.find(mark); found != out.npos; found = out.find(mark, found))
        out.replace(found, mark.size(), U" ");
    return out;
}

bool was_asked_by(const resident_question& q, std::optional<base::date> day) {
    return !day || civil_day(q.asked_at) <= *day;
}

bool was_settled_by(const resident_question& q, std::optional<base::date> day) {
    return q.settled_at && (!day || civil_day(*q.settled_at) <= *day);
}

bool was_answered(const resident_question& q) {
    return q.state == resident_state::published || q.state == resident_state::answered;
}

} // namespace

std::string_view name(resident_matter m) { return matters[static_cast<std::size_t>(m)]; }
std::string_view name(resident_state s) { return states[static_cast<std::size_t>(s)]; }
std::string_view name(refusal r) { return refusals[static_cast<std::size_t>(r)]; }
std::optional<resident_matter> matter_named(std::string_view name) { return named_in<resident_matter>(matters, name); }
std::optional<resident_state> resident_state_named(std::string_view name) {
    return named_in<resident_state>(states, name);
}
std::optional<refusal> refusal_named(std::string_view name) { return named_in<refusal>(refusals, name); }

base::date civil_day(moment m) { return base::stockholm_date(m); }

std::int64_t days_waited(const resident_question& q, moment now) {
    return (civil_day(q.settled_at.value_or(now)) - civil_day(q.asked_at)).count();
}

base::result<void> check_resident_text(std::string_view field, std::string_view text, bool confirmed) {
    const auto refuse = [&](const char* key, problem_kind kind = problem_kind::invalid) {
        return base::fail(kind, {key, {}}, std::string{field});
    };
    if (!base::is_valid_utf8(text) || base::has_control(text)) return refuse("core.resident.hidden");
    if (base::trimmed(text).empty()) return refuse("core.resident.empty");
    const auto length = base::count_code_points(text);
    if (length > longest_resident_text)
        return base::fail(problem_kind::invalid,
                          {"core.resident.too_long",
                           {{"length", static_cast<std::int64_t>(length)},
                            {"most", static_cast<std::int64_t>(longest_resident_text)}}},
                          std::string{field});
    const auto found = screen(text);
    const bool has_number =
        std::any_of(found.begin(), found.end(), [](const auto& f) { return f.kind == finding_kind::personal_number; });
    if (has_number) return refuse("core.resident.personal_number");
    if (!found.empty() && !confirmed) return refuse("core.resident.ask", problem_kind::ask);
    return {};
}

base::result<std::string> cut_text(std::string_view original, std::string_view kept) {
    const auto from = base::to_utf32(original);
    const auto left = without_marks(kept);
    const auto all = pieces_of(from), wanted = pieces_of(left);
    if (wanted.empty()) return base::fail(problem_kind::invalid, {"core.resident.all_cut", {}}, "shown");
    std::vector<bool> stays(all.size(), false);
    std::size_t next = 0;
    for (std::size_t i = 0; i < all.size() && next < wanted.size(); ++i)
        if (at(from, all[i]) == at(left, wanted[next])) stays[i] = true, ++next;
    if (next < wanted.size())
        return base::fail(problem_kind::invalid,
                          {"core.resident.only_cut", {{"word", base::to_utf8(at(left, wanted[next]))}}}, "shown");
    std::u32string out;
    const auto mark = base::to_utf32(cut_mark);
    std::size_t told = 0; // how far the original is told
    bool in_gap = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto space = std::u32string_view{from}.substr(told, all[i].begin - told);
        told = all[i].end;
        if (stays[i]) {
            if (in_gap && space.empty() && is_word(from[all[i].begin])) out += U' ';
            out += space;
            out += at(from, all[i]);
        } else if (!in_gap) {
            out += space;
            out += mark;
        }
        in_gap = !stays[i];
    }
    return std::string{base::trimmed(base::to_utf8(out))};
}

told_questions told_of(const std::vector<resident_question>& all, std::optional<std::string_view> owner,
                       std::optional<base::date> day) {
    told_questions told;
    for (const auto& q : all) {
        if ((owner && q.owner != *owner) || !was_asked_by(q, day)) continue;
        if (q.state == resident_state::published && was_settled_by(q, day)) {
            told.published.push_back(&q);
        } else if (q.is_waiting() || !was_settled_by(q, day)) {
            ++told.waiting;
            const auto asked = civil_day(q.asked_at);
            told.waiting_since = std::min(told.waiting_since.value_or(asked), asked);
        }
    }
    std::stable_sort(told.published.begin(), told.published.end(),
                     [](const auto* a, const auto* b) { return a->settled_at > b->settled_at; });
    return told;
}

std::optional<std::int64_t> usual_wait(const std::vector<resident_question>& all, std::optional<base::date> day) {
    std::vector<std::int64_t> days;
    for (const auto& q : all)
        if (was_answered(q) && was_settled_by(q, day)) days.push_back(days_waited(q, *q.settled_at));
    if (days.empty()) return std::nullopt;
    const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
    std::nth_element(days.begin(), middle, days.end());
    return *middle;
}

} // namespace core
