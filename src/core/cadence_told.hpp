#pragma once

#include "base/message.hpp"
#include "reading/reading.hpp"

#include <string>

namespace core {

// What was read, told back: the words it was read from, and what they ask for.
base::message told_cadence(const ::reading::reading& r);

// Every member that a verdict rests on, in the words of lofte/1: "at_least 10 kontroller P1M each".
std::string exact_cadence(const ::reading::reading& r);

} // namespace core
