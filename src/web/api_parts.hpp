#pragma once

#include "core/published.hpp"
#include "web/visit.hpp"

#include <optional>
#include <string_view>

// What the API's handlers share.
namespace web::api {

inline constexpr std::string_view json_type = "application/json; charset=utf-8";

// A pledge that residents may see; with its log, or without for checking an entry.
enum class log_part { with_log, without_log };
std::optional<core::pledge_file> public_pledge(const site& s, std::string_view slug, log_part part);

} // namespace web::api
