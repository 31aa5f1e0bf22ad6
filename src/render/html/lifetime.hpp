#pragma once

#include "render/html/measure_view.hpp"

// What pages say of rows and pledges that came later than the validity or ended before it.
namespace render::html {

const ::reading::lifetime& life_of(const owner& o);

// It ended before the day and before the validity: such rows stand under a heading of their own.
bool has_left(const owner& o, const ::reading::document& d, base::date day);

// "life_words" (when it came, when it ended), "life_reason" with "life_cause" (why), and "life_links" to what it came
// instead of and what came instead of it. All empty for what holds throughout.
void add_lifetime(const page_context& c, const core::pledge_file& file, const owner& o, base::date day, view& v);

} // namespace render::html
