#include "web/api.hpp"
#include "web/pages.hpp"

namespace web {

// The site map.
void add_routes(http::router& to, const site& s) {
    to.on_error([&s](const http::request& r, int status) {
        return api::is_for_programs(r.path) ? api::error(s, r, status)
                                            : error_response(s, r, status, error_words(status));
    });

    // Pledges
    to.add("GET", "/", visited(s, start_show));
    to.add("GET", "/aldre", visited(s, older_show));
    to.add("GET", "/{slug}", visited(s, pledge_show));
    to.add("GET", "/{slug}/matt/{id}", visited(s, measure_show));
    to.add("GET", "/{slug}/andringar", visited(s, changes_show));
    to.add("GET", "/{slug}.pdf", visited(s, report_show));

    // About the site
    to.add("GET", "/om/metod", visited(s, method_show));
    to.add("GET", "/om/tillganglighet", visited(s, accessibility_show));
    to.add("GET", "/om/personuppgifter", visited(s, privacy_show));

    // Files
    to.add("GET", "/assets/{name}", [&s](const http::request& r) { return asset_show(s, r); });

    // For programs: /api, and the files beside each pledge
    api::add_routes(to, s);
}

} // namespace web
