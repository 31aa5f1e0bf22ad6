#include "web/pages.hpp"

namespace web {

// The site map. What another part of the program answers below /api and /data is added there (web/api_*.cpp).
void add_routes(http::router& to, const site& s) {
    to.on_error([&s](const http::request& r, int status) { return error_response(s, r, status, error_words(status)); });

    // Pledges
    to.add("GET", "/", visited(s, start_show));
    to.add("GET", "/aldre", visited(s, older_show));
    to.add("GET", "/{slug}", visited(s, pledge_show));
    to.add("GET", "/{slug}/matt/{id}", visited(s, measure_show));
    to.add("GET", "/{slug}/andringar", visited(s, changes_show));

    // About the site
    to.add("GET", "/om/metod", visited(s, method_show));
    to.add("GET", "/om/tillganglighet", visited(s, accessibility_show));
    to.add("GET", "/om/personuppgifter", visited(s, privacy_show));

    // Files
    to.add("GET", "/assets/{name}", [&s](const http::request& r) { return asset_show(s, r); });
}

} // namespace web
