#pragma once

#include "app/commands.hpp"
#include "app/declare.hpp"

#include <string>

namespace app::call {

// The commands of the reading engine: `lofte read …`, `lint`, `lexicon …`.
class reading_calls {
  public:
    void add_to(CLI::App& cli, declare& d);

  private:
    void add_read(CLI::App& cli, declare& d);
    void add_lexicon(CLI::App& cli, declare& d);
    void with_manner(CLI::App* c, const declare& d);

    read_options read_;
    std::string file_, folder_;
    bool lines_ = false;
};

} // namespace app::call
