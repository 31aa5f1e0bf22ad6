#pragma once

#include "core/draft.hpp"
#include "render/html/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace render::html {

// Where a place of the document stands on the page: "t-plan-3-when" for "/plan/3/when".
std::string anchor_of(std::string_view pointer);

// A draft's text as paragraphs of pieces, those that something was understood from marked:
// {{#lines}}{{#pieces}}{{anchor}} {{text}} {{is_marked}}, {{is_gap}}. A form feed begins a new page (`is_page`).
std::vector<view> source_views(const core::draft_source& source);

} // namespace render::html
