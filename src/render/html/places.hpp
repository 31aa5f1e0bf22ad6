#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace render::html {

// A municipality's name without "kommun" by its four-digit code ("2417" → "Norsjö").
std::optional<std::string_view> municipality_name(std::string_view code);

} // namespace render::html
