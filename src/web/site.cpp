#include "web/site.hpp"

#include "web/visit.hpp"

#include <algorithm>
#include <array>

namespace web {
namespace {

// In use, or kept for what design and law will ask for: an address given to a pledge cannot be taken back.
constexpr std::array reserved{"aldre", "andringar", "api",   "assets",      "data",      "en",      "favicon",
                              "halsa", "health",    "konto", "lamna",       "logga",     "logg",    "login",
                              "matt",  "metrics",   "om",    "robots",      "rss",       "sitemap", "sok",
                              "start", "static",    "sv",    "uppfoljning", "well-known"};

} // namespace

std::shared_ptr<const http::page> quick_answer(const site& s, const http::request& r) {
    if (r.method != "GET" && r.method != "HEAD") return nullptr;
    if (auto asset = r.path.starts_with("/assets/") ? s.pages.find(r.path) : nullptr) return asset;
    return s.pages.find(page_key(s, r));
}

bool is_reserved(std::string_view slug) { return std::find(reserved.begin(), reserved.end(), slug) != reserved.end(); }

} // namespace web
