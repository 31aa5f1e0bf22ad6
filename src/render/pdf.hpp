#pragma once

#include "base/result.hpp"

#include <stop_token>
#include <string>
#include <string_view>

namespace render {

// Through WeasyPrint: tagged PDF/UA-1, Swedish. Fails with a sentence where WeasyPrint is not installed, takes over two
// minutes, or is asked to stop.
base::result<std::string> pdf(std::string_view html, std::stop_token stop = {});

} // namespace render
