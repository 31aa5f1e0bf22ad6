#pragma once

#include "app/program.hpp"
#include "base/translate.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace app::call {

// The commands that keep what there is, and what is no longer to be kept. `add` declares a command under another, and
// what it does.
class keeping_calls {
  public:
    using action = std::function<int(program&)>;
    using declare = std::function<CLI::App*(CLI::App& under, const std::string& name, const std::string& what, action)>;
    void add_to(CLI::App& cli, const declare& add, const base::translator& say, data_place& data);

  private:
    std::string file_, kind_;
};

} // namespace app::call
