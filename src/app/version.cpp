#include "app/version.hpp"

namespace app {

constinit const std::string_view version{LOFTE_VERSION};

}
