#pragma once

#include "core/plan.hpp"

namespace core {

// Of windows that must all be met (each member's, in one span of time) the worst decides; higher is worse.
int severity(window_state s);

} // namespace core
