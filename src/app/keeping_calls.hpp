#pragma once

#include "app/program.hpp"
#include "base/translate.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace app::call {

// The commands that keep what there is: backup and restore. `add` declares a command and what it does.
class keeping_calls {
  public:
    using action = std::function<int(program&)>;
    using declare = std::function<CLI::App*(const std::string& name, const std::string& what, action)>;
    void add_to(const declare& add, const base::translator& say, data_place& data);

  private:
    std::string file_;
};

} // namespace app::call
