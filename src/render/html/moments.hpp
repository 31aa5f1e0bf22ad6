#pragma once

#include "core/log.hpp"
#include "render/html.hpp"

#include <string>

namespace render::html {

// "29 november 2026 kl. 08.44", as a clock in Sweden shows it.
std::string moment_words(const page_context& c, core::moment at);

} // namespace render::html
