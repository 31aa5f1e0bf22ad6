#pragma once

#include "core/published.hpp"

// The example pledge after its plan was revised, with rows that were changed, added and ended. It is judged by the
// rules.
namespace support {

core::pledge_file amended_pledge();

} // namespace support
