#pragma once

#include <string>
#include <string_view>

namespace store {

std::string sha256(std::string_view bytes); // 32 bytes
std::string hex(std::string_view bytes);
std::string random_bytes(std::size_t n);
std::string new_uuid(); // version 4

} // namespace store
