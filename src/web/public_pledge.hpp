#pragma once

#include "core/published.hpp"
#include "web/site.hpp"

#include <memory>
#include <optional>
#include <string_view>

// The pledges that residents may see: published, or closed since.
namespace web {

std::shared_ptr<const core::pledge_file> public_pledge(const site& s, std::string_view slug);
std::optional<core::pledge_file> public_pledge_without_log(const site& s, std::string_view slug);
// Without its log, and how it goes as of the day.
std::shared_ptr<const store::judged_pledge> judged_pledge(const site& s, std::string_view slug, base::date day);

} // namespace web
