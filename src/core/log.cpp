#include "core/log.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace core {

std::vector<const log_entry*> standing_of(const std::vector<log_entry>& all) {
    std::vector<const log_entry*> standing;
    standing.reserve(all.size());
    const bool only_added =
        std::all_of(all.begin(), all.end(), [](const log_entry& e) { return e.kind == entry_kind::entry; });
    if (only_added) {
        for (const auto& entry : all)
            standing.push_back(&entry);
        return standing;
    }
    // An entry is named by its first id through any number of corrections.
    std::unordered_map<std::string_view, std::size_t> root_of;
    root_of.reserve(all.size());
    for (const auto& entry : all) {
        if (entry.kind == entry_kind::entry) {
            root_of[entry.id] = standing.size();
            standing.push_back(&entry);
            continue;
        }
        const auto named = root_of.find(entry.names);
        if (named == root_of.end()) continue;
        const auto at = named->second;
        root_of[entry.id] = at;
        // Once withdrawn, nothing brings it back.
        if (entry.kind == entry_kind::withdrawal)
            standing[at] = nullptr;
        else if (standing[at])
            standing[at] = &entry;
    }
    std::erase(standing, nullptr);
    return standing;
}

std::vector<log_entry> standing_entries(const std::vector<log_entry>& all) {
    const auto standing = standing_of(all);
    std::vector<log_entry> copies;
    copies.reserve(standing.size());
    for (const auto* entry : standing)
        copies.push_back(*entry);
    return copies;
}

} // namespace core
