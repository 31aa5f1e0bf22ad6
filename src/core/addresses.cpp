#include "core/addresses.hpp"

#include <algorithm>
#include <array>

namespace core {
namespace {

// In use, or kept for what design and law will ask for: an address given to a pledge cannot be taken back.
constexpr std::array<std::string_view, 31> reserved{
    "admin", "aldre",   "andringar", "api",    "assets",      "data",   "en",        "favicon",
    "fraga", "granska", "halsa",     "health", "konto",       "lamna",  "logg",      "logga",
    "login", "matt",    "metrics",   "om",     "robots",      "rss",    "sitemap",   "sok",
    "start", "static",  "sv",        "tavla",  "uppfoljning", "utkast", "well-known"};

} // namespace

bool is_reserved_slug(std::string_view slug) {
    return std::find(reserved.begin(), reserved.end(), slug) != reserved.end();
}

} // namespace core
