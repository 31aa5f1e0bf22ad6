#pragma once

#include <string>
#include <string_view>

// The counted noun in the form that its number takes.
namespace core {

// "kontroll", 52: "kontroller"; "kontroller", 1: "kontroll". Documents are Swedish, whatever the page's language. A
// noun that is not known, and one with an adjective, stays as it was written.
std::string noun_for(double n, std::string_view unit);

} // namespace core
