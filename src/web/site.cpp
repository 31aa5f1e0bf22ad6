#include "web/site.hpp"

#include "core/addresses.hpp"
#include "web/visit.hpp"

namespace web {

std::shared_ptr<const http::page> quick_answer(const site& s, const http::request& r) {
    if (r.method != "GET" && r.method != "HEAD") return nullptr;
    if (auto asset = r.path.starts_with("/assets/") ? s.pages.find(r.path) : nullptr) return asset;
    return s.pages.find(page_key(s, r));
}

bool is_reserved(std::string_view slug) { return core::is_reserved_slug(slug); }

std::vector<std::string> upload_paths() { return {"/utkast", "/logga/fil", "/api/v1/read"}; }

} // namespace web
