#pragma once

#include "reading/document.hpp"

namespace made {

// A document in which every member holds something.
reading::document full_document();
reading::reading monthly(double count);

} // namespace made
