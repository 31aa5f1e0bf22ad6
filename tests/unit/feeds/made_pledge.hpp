#pragma once

#include "core/published.hpp"

namespace made {

// A reading as "minst COUNT per EVERY" ("P1M", "term", "period").
reading::reading counted(double count, const char* every, const char* text);

// Two parties, a plan with readings of every kind, and a log with a withdrawn, a corrected and an internal entry.
core::pledge_file pledge();

} // namespace made
