#pragma once

#include "render/html/view.hpp"

#include <string>

namespace render::html {

// The values of parts/waiting and of the layout's scripts and manifest. `base`: where the forms go ("/logga");
// `holder`: who logs ("konto 7"), whose entries alone are sent from the page; both empty where nobody is known.
void add_field(view& body, const std::string& base, const std::string& holder);

} // namespace render::html
