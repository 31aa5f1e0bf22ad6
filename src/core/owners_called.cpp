#include "core/owners_called.hpp"

#include "base/text.hpp"

#include <charconv>
#include <functional>
#include <utility>

namespace core {
namespace {

constexpr std::size_t shortest_part = 4; // bytes: less stands in everything

std::string folded(std::string_view text) { return base::lower(base::squeezed(base::trimmed(text))); }

struct named_owner {
    std::string id;
    std::vector<std::string> names; // folded
};

std::vector<named_owner> named_owners(const ::reading::document& d) {
    std::vector<named_owner> all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.push_back({p.id, {folded(p.text)}});
    for (const auto& row : d.plan)
        all.push_back({row.id, {folded(row.what), folded(row.what.empty() ? row.area : row.what)}});
    all.push_back({"follow_up", {"uppföljning", "follow-up"}});
    all.push_back({"feedback", {"återkoppling", "feedback"}});
    return all;
}

} // namespace

std::vector<std::string> owners_called(const ::reading::document& document, std::string_view words) {
    const auto wanted = folded(words);
    if (wanted.empty()) return {};
    const auto all = named_owners(document);
    using is_meant = std::function<bool(const named_owner&, const std::string& name)>;
    const std::vector<is_meant> ways{
        [&](const auto& o, const auto&) { return base::lower(o.id) == wanted; },
        [&](const auto&, const auto& name) { return name == wanted; },
        [&](const auto&, const auto& name) { return wanted.size() >= shortest_part && name.starts_with(wanted); },
        [&](const auto&, const auto& name) { return wanted.size() >= shortest_part && name.find(wanted) != name.npos; },
    };
    for (const auto& way : ways) {
        std::vector<std::string> found;
        for (const auto& o : all)
            for (const auto& name : o.names)
                if (way(o, name) && (found.empty() || found.back() != o.id)) found.push_back(o.id);
        if (!found.empty()) return found;
    }
    return {};
}

std::vector<int> parts_called(const std::vector<::reading::reading>& readings, std::string_view words) {
    const auto wanted = folded(words);
    int number = 0;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (error == std::errc{} && end == wanted.data() + wanted.size())
        return number >= 1 && static_cast<std::size_t>(number) <= readings.size() ? std::vector{number - 1}
                                                                                  : std::vector<int>{};
    std::vector<int> found;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        const auto text = folded(readings[i].text);
        if (text == wanted) return {static_cast<int>(i)};
        if (wanted.size() >= shortest_part && text.find(wanted) != text.npos) found.push_back(static_cast<int>(i));
    }
    return found;
}

} // namespace core
