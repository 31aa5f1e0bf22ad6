#pragma once

#include "web/visit.hpp"

// The pages for people, a function each: check, read, render.
namespace web {

class listing;

http::response start_show(const visit& v, listing& list);
http::response older_show(const visit& v, listing& list);
http::response pledge_show(const visit& v);
http::response measure_show(const visit& v);
http::response changes_show(const visit& v);
http::response report_show(const visit& v);
http::response versions_show(const visit& v);
http::response version_show(const visit& v);
http::response method_show(const visit& v);
http::response accessibility_show(const visit& v);
http::response privacy_show(const visit& v);
http::response rights_show(const visit& v);

http::response asset_show(const site& s, const http::request& r);

} // namespace web
