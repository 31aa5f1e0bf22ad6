#pragma once

#include "core/plan.hpp"
#include "core/published.hpp"

// A made-up pledge that shows every state a page can show, and the state of it on a day, built by hand: what pages are
// tested with. Nothing here is computed by the rules, so that a change of theirs does not change a page's golden file.
namespace support {

core::pledge_file example_pledge();
core::document_state example_state(const core::pledge_file& file, base::date day);
core::pledge_summary summary_of(const core::pledge_file& file);

} // namespace support
