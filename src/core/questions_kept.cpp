#include "core/questions_kept.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace core {
namespace {

using ::reading::document;

// What the head of a pointer belongs to, where it is no area, pledge or row.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> sections{{{"/valid", "cover"},
                                                                                  {"/title", "cover"},
                                                                                  {"/decided", "cover"},
                                                                                  {"/references", "cover"},
                                                                                  {"/parties", "parties"},
                                                                                  {"/basis", "grounds"},
                                                                                  {"/aims", "grounds"},
                                                                                  {"/follow_up", "follow_up"},
                                                                                  {"/feedback", "feedback"},
                                                                                  {"/focus_areas", "areas"}}};

bool is_at_or_below(std::string_view pointer, std::string_view head) {
    return pointer == head || (pointer.starts_with(head) && pointer[head.size()] == '/');
}

// Every part with a place of its own, the innermost first.
std::vector<std::string> placed_parts(const document& d) {
    std::vector<std::string> all;
    for (const auto& row : d.plan)
        all.push_back(row.id);
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.push_back(p.id);
    for (const auto& area : d.focus_areas)
        all.push_back(area.id);
    return all;
}

} // namespace

std::string pointer_to(const document& d, std::string_view part) {
    for (std::size_t r = 0; r < d.plan.size(); ++r)
        if (d.plan[r].id == part) return fmt::format("/plan/{}", r);
    for (std::size_t a = 0; a < d.focus_areas.size(); ++a) {
        const auto& area = d.focus_areas[a];
        if (area.id == part) return fmt::format("/focus_areas/{}", a);
        for (std::size_t p = 0; p < area.pledges.size(); ++p)
            if (area.pledges[p].id == part) return fmt::format("/focus_areas/{}/pledges/{}", a, p);
    }
    if (part == "follow_up" || part == "feedback") return fmt::format("/{}", part);
    return {};
}

namespace {

struct place {
    std::string part; // whose it is
    std::string rest; // of the pointer, after its owner
    bool operator==(const place&) const = default;
};

place place_in(const document& d, const std::string& at) {
    for (auto& part : placed_parts(d))
        if (const auto pointer = pointer_to(d, part); is_at_or_below(at, pointer))
            return {std::move(part), at.substr(pointer.size())};
    for (const auto& [head, part] : sections)
        if (is_at_or_below(at, head)) return {std::string{part}, at};
    return {{}, at};
}

} // namespace

questions_kept::questions_kept(const document& d) {
    for (const auto& q : d.questions) {
        auto place = place_in(d, q.at);
        all_.push_back({std::move(place.part), std::move(place.rest), q});
    }
}

void questions_kept::put_back(document& d, std::string_view changed) const {
    d.questions.clear();
    for (const auto& one : all_) {
        if (one.part == changed) continue;
        auto q = one.question;
        if (one.rest != q.at) { // it has a place that moves
            const auto now = pointer_to(d, one.part);
            if (now.empty()) continue;
            q.at = now + one.rest;
        }
        d.questions.push_back(std::move(q));
    }
}

std::optional<std::size_t> still_asked(const document& seen, const ::reading::question& asked, const document& now) {
    const auto place = place_in(seen, asked.at);
    for (std::size_t i = 0; i < now.questions.size(); ++i) {
        const auto& q = now.questions[i];
        if (q.code == asked.code && q.message == asked.message && place_in(now, q.at) == place) return i;
    }
    return std::nullopt;
}

std::string part_asked_about(const document& d, const ::reading::question& asked) { return place_in(d, asked.at).part; }

} // namespace core
