#pragma once

#include "render/html/boxes.hpp"

#include <functional>

namespace render::html {

using card_extra = std::function<void(const owner&, view&)>;

// What the pledge's page and its report share. `more` may add to each card's values.
view pledge_view(const page_context& c, const pledge_facts& f, const card_extra& more = {});

} // namespace render::html
