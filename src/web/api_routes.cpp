#include "web/api.hpp"
#include "web/visit.hpp"

#include <memory>

namespace web::api {

void add_routes(http::router& to, const site& s) {
    const auto on = [&s](http::response (*handle)(const site&, const http::request&)) {
        return [&s, handle](const http::request& r) { return while_stored(s, r, [&] { return handle(s, r); }); };
    };

    // Open to anybody
    to.add("GET", "/api/v1/pledges", on(list_pledges));
    to.add("GET", "/api/v1/pledges/{slug}", on(show_pledge));
    to.add("GET", "/api/openapi.json", on(openapi));
    to.add("GET", "/api/schema/lofte-1.json", on(schema));
    to.add("GET", "/{slug}.json", on(json_file));
    to.add("GET", "/{slug}.csv", on(csv_file));
    to.add("GET", "/{slug}.atom", on(atom_file));
    to.add("GET", "/{slug}.ics", on(ics_file));

    const auto limits = std::make_shared<read_limits>();
    to.add("POST", "/api/v1/read", [&s, limits](const http::request& r) { return read_draft(s, r, *limits); });

    // With a holder's token
    to.add("POST", "/api/v1/log", on(add_entry));
    to.add("POST", "/api/v1/log/{id}/correction", on(correct_entry));
    to.add("POST", "/api/v1/log/{id}/withdrawal", on(withdraw_entry));
}

} // namespace web::api
