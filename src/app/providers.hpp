#pragma once

#include "app/program.hpp"
#include "oidc/provider.hpp"

#include <string>
#include <vector>

namespace app {

// The providers of the file, or of providers.json in the data folder where none is named and that is there; none
// otherwise. Secrets are read from where the file says. Fails as oidc::parse_providers does, or where a file cannot be
// read.
base::result<std::vector<oidc::provider>> read_providers(const data_place& data, const std::string& file);

} // namespace app
