#include "web/own_pledges.hpp"

#include "store/party.hpp"
#include "store/pledge.hpp"
#include "web/draft_access.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>

namespace web {

std::map<std::string, std::vector<core::organisation>> pledges_to(const signed_in& who, core::act what) {
    std::map<std::string, std::vector<core::organisation>> all;
    auto reader = who.at.on.database.read();
    for (const auto& organisation : organisations_to(who, what))
        for (const auto& p : store::parties_of_organisation(reader, organisation.id)) {
            auto& acting = all[p.slug];
            if (std::none_of(acting.begin(), acting.end(), [&](const auto& o) { return o.id == organisation.id; }))
                acting.push_back(organisation);
        }
    return all;
}

std::vector<std::pair<std::string, std::string>> own_titles(const signed_in& who, core::act what) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& [slug, acting] : pledges_to(who, what))
        if (const auto file = public_pledge_without_log(who.at.on, slug)) all.emplace_back(slug, file->document.title);
    return all;
}

std::vector<own_pledge> own_pledges(const signed_in& who, core::act what) {
    std::vector<own_pledge> all;
    for (auto& [slug, acting] : pledges_to(who, what))
        if (auto file = public_pledge(who.at.on, slug)) all.push_back({std::move(file), std::move(acting)});
    return all;
}

std::shared_ptr<const core::pledge_file> own_pledge_named(const signed_in& who, core::act what, std::string_view slug) {
    return pledges_to(who, what).contains(std::string{slug}) ? public_pledge(who.at.on, slug) : nullptr;
}

} // namespace web
