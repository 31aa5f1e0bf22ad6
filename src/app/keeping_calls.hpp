#pragma once

#include "app/declare.hpp"

#include <string>

namespace app::call {

// The commands that keep what there is, and what is no longer to be kept.
class keeping_calls {
  public:
    void add_to(CLI::App& cli, declare& d);

  private:
    std::string file_, kind_;
};

} // namespace app::call
