#pragma once

#include "render/html.hpp"

#include <string>

// The part of the logging pages that goes on without a net: what waits on the device, and the pages of the installed
// app.
namespace render {

// Shown where there is no net and no page of one's own is kept on the device.
std::string offline_page(const page_context& c);

// In place of the form of a link that may not be used any more: what was logged by it and is not sent can still be
// read.
std::string link_over_page(const page_context& c, const std::string& base, const std::string& holder,
                           const base::message& why);

} // namespace render
