#include "web/who_logged.hpp"

#include "core/rights.hpp"
#include "store/account.hpp"
#include "store/personal_link.hpp"

#include <algorithm>
#include <vector>

namespace web {
namespace {

std::string told(std::string function, const std::vector<std::string>& organisations) {
    for (const auto& name : organisations)
        function += (function.empty() ? "" : ", ") + name;
    return function;
}

std::string told(db::reader& r, const core::account& who) {
    std::vector<std::string> names;
    for (const auto& m : store::memberships_of(r, who.id))
        if (core::may(m.role, core::act::add_entry) && std::find(names.begin(), names.end(), m.in.name) == names.end())
            names.push_back(m.in.name);
    return told(who.function, names);
}

void add_links(db::reader& r, const std::set<std::string>& holders, std::map<std::string, std::string>& all) {
    for (const auto& link : store::personal_links(r)) {
        const auto holder = core::holder_of(link);
        if (!holders.contains(holder)) continue;
        const auto of = link.of ? store::find_organisation(r, *link.of) : std::nullopt;
        all[holder] = told(link.function, of ? std::vector{of->name} : std::vector<std::string>{});
    }
}

} // namespace

std::map<std::string, std::string> who_logged(db::reader& r, const std::set<std::string>& holders) {
    std::map<std::string, std::string> all;
    bool is_by_link = false;
    for (const auto& holder : holders) {
        const auto id = core::account_of(holder);
        const auto account = id ? store::find_account(r, *id) : std::nullopt;
        if (auto words = account ? told(r, *account) : std::string{}; !words.empty()) all[holder] = std::move(words);
        is_by_link = is_by_link || core::is_link(holder);
    }
    if (is_by_link) add_links(r, holders, all);
    return all;
}

} // namespace web
