#pragma once

#include "app/commands.hpp"
#include "app/declare.hpp"

#include <cstdint>
#include <string>

namespace app::call {

// The commands that let somebody in, and shut them out: `lofte token …`, `link …`, `account …`.
class access_calls {
  public:
    void add_to(CLI::App& cli, declare& d);

  private:
    void add_token(CLI::App& cli, declare& d);
    void add_link(CLI::App& cli, declare& d);
    void add_account(CLI::App& cli, declare& d);

    account_options account_;
    link_options link_;
    std::int64_t number_ = 0;
    std::string name_, slug_, until_;
};

} // namespace app::call
