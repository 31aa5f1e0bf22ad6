#include "core/screen_asked.hpp"

#include "core/whose.hpp"

#include <algorithm>

namespace core {
namespace {

std::string named_kind(finding_kind kind) {
    switch (kind) {
    case finding_kind::telephone:
        return "telephone";
    case finding_kind::car_number:
        return "car_number";
    case finding_kind::mail_address:
        return "mail_address";
    default:
        return "person_name";
    }
}

} // namespace

std::optional<base::problem> asked_about(const std::vector<screened_text>& texts) {
    std::vector<finding> all;
    std::string field;
    for (const auto& t : texts)
        for (auto& f : screen(*t.text)) {
            if (all.empty()) field = t.field;
            const auto is_said = [&](const auto& o) { return o.kind == f.kind && o.text == f.text; };
            if (std::none_of(all.begin(), all.end(), is_said)) all.push_back(std::move(f));
        }
    if (all.empty()) return std::nullopt;
    if (all.size() == 1)
        return base::problem{base::problem_kind::ask,
                             {"core.log.ask_" + named_kind(all.front().kind), {{"text", all.front().text}}},
                             std::move(field)};
    std::vector<base::message> found;
    for (const auto& f : all)
        found.push_back({"core.log.found_" + named_kind(f.kind), {{"text", f.text}}});
    return base::problem{
        base::problem_kind::ask, {"core.log.ask_several", {{"found", listed(found, found.size())}}}, std::move(field)};
}

} // namespace core
