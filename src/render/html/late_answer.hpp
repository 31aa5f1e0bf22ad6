#pragma once

#include "render/draft.hpp"
#include "render/html/page.hpp"

namespace render::html {

// What was asked, what stands there now, and the answer that came too late.
view late_view(const page_context& c, const core::draft& d, const late_answer& late);

} // namespace render::html
