#pragma once

#include <string>
#include <string_view>

namespace http {

std::string gzip(std::string_view bytes);
std::string brotli(std::string_view bytes);

} // namespace http
