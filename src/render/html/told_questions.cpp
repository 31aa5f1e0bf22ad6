#include "render/html/told_questions.hpp"

#include "render/html/measure_view.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace render {

using core::civil_day;
using core::resident_question;

question_subject subject_of(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                            std::string_view owner, std::optional<base::date> window_from) {
    question_subject s{file.slug, file.document.title, {}, {}, {}};
    if (owner.empty()) return s;
    s.owner = owner;
    const auto found = html::find_owner(file, state, owner);
    s.owner_name = found ? html::owner_name(*found) : std::string{owner};
    if (window_from)
        for (const auto& [from, words] : periods_of(c, file, state, owner))
            if (from == *window_from) s.period = words;
    return s;
}

std::vector<std::pair<base::date, std::string>> periods_of(const page_context& c, const core::pledge_file&,
                                                           const core::document_state& state, std::string_view owner) {
    std::map<base::date, std::string, std::greater<>> all;
    const auto* found = state.find(owner);
    if (!found) return {};
    for (const auto& r : found->readings)
        for (const auto& w : r.windows)
            if (w.from <= state.as_of) all.try_emplace(w.from, html::long_period(c, w));
    return {all.begin(), all.end()};
}

namespace html {
namespace {

std::string correction_href(const core::pledge_file& file, const resident_question& q) {
    if (q.corrected_by.empty() || q.owner.empty()) return {};
    const auto entry =
        std::find_if(file.log.begin(), file.log.end(), [&](const auto& e) { return e.id == q.corrected_by; });
    return entry == file.log.end() ? std::string{} : fmt::format("/{}/matt/{}#h{}", file.slug, q.owner, entry->row);
}

view question_view(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                   const resident_question& q) {
    view one;
    const auto about = subject_of(c, file, state, q.owner, q.window_from);
    one.text("anchor", fmt::format("fraga-{}", q.number));
    one.text("matter", c.say(fmt::format("resident.told_{}", core::name(q.matter)))).text("period", about.period);
    one.text("text", q.shown).flag("erased", q.erased_at.has_value());
    one.text("answer", q.answer).text("function", q.function);
    const auto days = core::days_waited(q, *q.settled_at);
    one.text("dates",
             c.say(say("resident.told_dates",
                       {{"n", days}, {"asked", civil_day(q.asked_at)}, {"answered", civil_day(*q.settled_at)}})));
    one.text("correction_href", correction_href(file, q));
    return one;
}

} // namespace

void add_resident_questions(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                            std::string_view owner, const resident_questions& asked, view& v) {
    const auto told = core::told_of(asked, owner, c.per);
    view part;
    part.text("ask_href",
              owner.empty() ? fmt::format("/{}/fraga", file.slug) : fmt::format("/{}/fraga?om={}", file.slug, owner));
    std::vector<view> list;
    for (const auto* q : told.published)
        list.push_back(question_view(c, file, state, *q));
    part.flag("has_asked", !list.empty()).list("asked", std::move(list));
    part.text("waiting", told.waiting == 0
                             ? std::string{}
                             : c.say(say("resident.waiting", {{"n", told.waiting}, {"since", *told.waiting_since}})));
    const auto usual = owner.empty() ? core::usual_wait(asked, c.per) : std::nullopt;
    part.text("usual", usual ? c.say(say("resident.usual_wait", {{"n", *usual}})) : std::string{});
    std::vector<view> others;
    if (owner.empty() && !asked.empty())
        for (const auto& o : owners(file, state)) {
            const auto of = core::told_of(asked, o.id, c.per);
            const auto n = static_cast<std::int64_t>(of.published.size()) + of.waiting;
            if (n == 0) continue;
            view one;
            one.text("href", fmt::format("/{}/matt/{}{}#fragor", file.slug, o.id, day_query(c)));
            one.text("name", owner_name(o)).text("n", c.say(say("resident.n_asked", {{"n", n}})));
            others.push_back(std::move(one));
        }
    part.flag("has_elsewhere", !others.empty()).list("elsewhere", std::move(others));
    v.part("residents", std::move(part));
}

} // namespace html
} // namespace render
