#pragma once

#include <string_view>

// What the API's handlers share.
namespace web::api {

inline constexpr std::string_view json_type = "application/json; charset=utf-8";

} // namespace web::api
