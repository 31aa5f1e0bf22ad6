#include "render/html/late_answer.hpp"

#include "core/cadence_told.hpp"
#include "core/edit.hpp"
#include "core/next_windows.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render::html {
namespace {

namespace rd = ::reading;

std::vector<std::string> told(const page_context& c, const std::vector<rd::reading>& readings) {
    std::vector<std::string> all;
    for (const auto& r : readings)
        all.push_back(c.say(core::told_back(r)));
    return all;
}

std::string area_words(const page_context& c, const rd::document& d, const std::string& id) {
    for (const auto& area : d.focus_areas)
        if (area.id == id) return area.name.value_or(c.say("draft.unnamed_area"));
    return id;
}

// What the document says where the question stood.
std::vector<std::string> stands_now(const page_context& c, const rd::document& d, const late_answer& late) {
    using code = rd::question_code;
    if (late.asked.at.starts_with("/valid")) return {valid_words(c, d).main};
    if (late.part == "follow_up") return told(c, d.follow_up.readings);
    if (late.part == "feedback") return told(c, d.feedback.readings);
    for (const auto& row : d.plan)
        if (row.id == late.part) {
            if (late.asked.code == code::no_owner) return {c.say.list(row.responsible)};
            if (late.asked.code == code::plan_area_unlinked) return {area_words(c, d, row.focus_area.value_or(""))};
            return told(c, row.readings);
        }
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            if (p.id == late.part)
                return late.asked.code == code::no_owner ? std::vector{by_words(c, p.by)} : told(c, p.readings);
    return {};
}

} // namespace

view late_view(const page_context& c, const core::draft& d, const late_answer& late) {
    view v;
    v.text("asked", late.asked.message).text("answer", late.answer);
    const bool is_there = core::has_part(d.document, late.part);
    auto now = is_there ? stands_now(c, d.document, late) : std::vector{c.say("draft.late_gone")};
    std::erase_if(now, [](const auto& text) { return text.empty(); });
    if (now.empty()) now.push_back(c.say("draft.late_as_it_was"));
    v.texts("now", now);
    v.text("href", is_there ? fmt::format("/utkast/{}/del/{}", d.slug, late.part) : std::string{});
    return v;
}

} // namespace render::html
