#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace render {

// Through WeasyPrint: tagged PDF/UA-1, Swedish. Fails with a sentence where WeasyPrint is not installed or takes over two minutes.
base::result<std::string> pdf(std::string_view html);

}
