#include "core/log.hpp"

#include <unordered_map>
#include <unordered_set>

namespace core {

std::vector<log_entry> standing_entries(const std::vector<log_entry>& all) {
    // An entry is named by its first id through any number of corrections.
    std::unordered_map<std::string, std::size_t> root_of;
    std::vector<log_entry> standing;
    std::unordered_set<std::size_t> gone;
    for (const auto& entry : all) {
        if (entry.kind == entry_kind::entry) {
            root_of[entry.id] = standing.size();
            standing.push_back(entry);
            continue;
        }
        const auto named = root_of.find(entry.names);
        if (named == root_of.end()) continue;
        const auto at = named->second;
        root_of[entry.id] = at;
        if (entry.kind == entry_kind::withdrawal)
            gone.insert(at);
        else
            standing[at] = entry;
    }
    std::vector<log_entry> left;
    left.reserve(standing.size() - gone.size());
    for (std::size_t i = 0; i < standing.size(); ++i)
        if (!gone.contains(i)) left.push_back(std::move(standing[i]));
    return left;
}

} // namespace core
