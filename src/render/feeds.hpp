#pragma once

#include "render/html.hpp"

#include <string>

// What stands beside a pledge's page for other programs. All carry the mark "invented" where the pledge does.
namespace render {

// Semicolon, decimal comma, BOM: as Swedish Excel reads it. A row a window of each owner's readings.
std::string csv(const page_context& c, const core::pledge_file& file, const core::document_state& state);
std::string atom(const page_context& c, const core::pledge_file& file,
                 const core::document_state& state); // RFC 4287: entries, windows closed, reasons
// RFC 5545: readings as RRULE or dated duties where they fit, none where they do not.
std::string ical(const page_context& c, const core::pledge_file& file, const core::document_state& state);

} // namespace render
