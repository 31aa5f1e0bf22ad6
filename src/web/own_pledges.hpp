#pragma once

#include "core/published.hpp"
#include "web/signed_in.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The pledges of those who act in the parties' names: read by themselves, however many others there are.
namespace web {

// The public pledges in which this person may do so, with the organisations that they act for, by slug.
std::map<std::string, std::vector<core::organisation>> pledges_to(const signed_in& who, core::act what);

// Their slugs and titles, to choose from; no log is read.
std::vector<std::pair<std::string, std::string>> own_titles(const signed_in& who, core::act what);

struct own_pledge {
    std::shared_ptr<const core::pledge_file> file;
    std::vector<core::organisation> acting;
};
std::vector<own_pledge> own_pledges(const signed_in& who, core::act what); // by slug
// null: no such pledge, or not one in which this person may do so.
std::shared_ptr<const core::pledge_file> own_pledge_named(const signed_in& who, core::act what, std::string_view slug);

} // namespace web
