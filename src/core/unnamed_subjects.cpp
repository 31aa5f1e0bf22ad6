#include "core/unnamed_subjects.hpp"

#include "core/answers.hpp"
#include "core/plan.hpp"
#include "core/span.hpp"

#include <algorithm>

namespace core {

std::vector<unnamed_subjects> unnamed_subjects_in(const ::reading::document& d) {
    std::vector<unnamed_subjects> all;
    for (const auto& owner : owners_of(d)) {
        const auto found = std::find_if(owner.readings->begin(), owner.readings->end(),
                                        [](const auto& r) { return r.count && r.per && is_lone_noun(*r.per); });
        if (found == owner.readings->end()) continue;
        const bool is_asked = std::any_of(d.questions.begin(), d.questions.end(),
                                          [&](const auto& q) { return place_of(d, q) == owner.id; });
        if (!is_asked) all.push_back({owner.id, found->per->members.front()});
    }
    return all;
}

} // namespace core
