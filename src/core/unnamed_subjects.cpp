#include "core/unnamed_subjects.hpp"

#include "core/answers.hpp"
#include "core/plan.hpp"
#include "core/span.hpp"

#include <algorithm>

namespace core {

std::vector<unnamed_subjects> unnamed_subjects_in(const ::reading::document& d) {
    std::vector<unnamed_subjects> all;
    const auto asked = d.questions.empty() ? std::set<std::string>{} : places_asked_about(d);
    for (const auto& owner : owners_of(d)) {
        const auto found = std::find_if(owner.readings->begin(), owner.readings->end(),
                                        [](const auto& r) { return r.count && r.per && is_lone_noun(*r.per); });
        if (found == owner.readings->end()) continue;
        if (!asked.contains(owner.id)) all.push_back({owner.id, found->per->members.front()});
    }
    return all;
}

} // namespace core
