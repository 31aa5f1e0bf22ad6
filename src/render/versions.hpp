#pragma once

#include "core/shown_version.hpp"
#include "render/html.hpp"

#include <optional>
#include <string>
#include <vector>

// A pledge's versions in public. Pure.
namespace render {

struct version_text {
    core::shown_version shown;
    ::reading::document document;
};

// `versions`: those that residents were shown, the newest first.
std::string versions_page(const page_context& c, const core::pledge_file& file,
                          const std::vector<version_text>& versions);

// One of them as it was, with what changed since `before`, the one that was shown before it (null: the first).
std::string version_page(const page_context& c, const core::pledge_file& file, const version_text& version,
                         const version_text* before);

} // namespace render
