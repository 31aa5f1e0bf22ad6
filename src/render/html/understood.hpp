#pragma once

#include "core/plan.hpp"
#include "reading/document.hpp"
#include "reading/lint.hpp"
#include "render/html.hpp"
#include "render/html/view.hpp"

#include <vector>

namespace render::html {

// Each reading as a sentence with its next windows: {{#readings}}{{sentence}} {{why}} {{#windows}}{{when}}
// {{required}}.
std::vector<view> understood_views(const page_context& c, const ::reading::document& d,
                                   const std::vector<::reading::reading>& readings, const ::reading::lifetime* life,
                                   const core::plan_settings& settings);

// {{#has_remarks}}{{#remarks}}{{remark}} {{instead}} {{severity}}.
void add_remarks(const page_context& c, const std::vector<::reading::remark>& remarks, view& v);

} // namespace render::html
