#include "world.hpp"

namespace api_tests {

using base::make_date;

core::pledge_file made_pledge(const char* slug, core::status status) {
    core::pledge_file f;
    f.slug = slug;
    f.status = status;
    auto& d = f.document;
    d.title = std::string{"Löfte "} + slug;
    d.valid = {make_date(2020, 1, 1), make_date(2022, 12, 31)};
    d.parties = {{"Älvsby kommun", reading::party_kind::municipality, "2560"},
                 {"Polisen", reading::party_kind::police}};
    reading::reading monthly;
    monthly.text = "Minst två i månaden";
    monthly.count = reading::amount{2, 2};
    monthly.every = reading::duration{1, 'M'};
    d.plan = {{.id = "m1", .what = "Fartkontroller", .responsible = {"Polisen"}, .readings = {monthly}}};
    return f;
}

std::string body_of(const http::response& r) { return r.page ? r.page->plain : r.body; }

std::string header_of(const http::response& r, std::string_view name) {
    if (r.page && name == "Content-Type") return r.page->content_type;
    for (const auto& [n, value] : r.page ? r.page->headers : r.headers)
        if (n == name) return value;
    return {};
}

} // namespace api_tests
