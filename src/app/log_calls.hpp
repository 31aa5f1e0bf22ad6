#pragma once

#include "app/commands.hpp"
#include "app/declare.hpp"

#include <string>
#include <string_view>

namespace app::call {

// The commands that log what is done, and why something was not: `lofte log …`, `reason`, `told`.
class log_calls {
  public:
    void add_to(CLI::App& cli, declare& d);

  private:
    // What is said otherwise than of a new entry.
    struct entry_words {
        std::string_view amount = "cli.amount", date = "cli.date";
    };
    void with_entry(CLI::App* c, const declare& d, bool amount_required, entry_words words);
    const entry_options& entry(const data_place& data); // as it was said
    void add_log(CLI::App& cli, declare& d);
    void add_reason(CLI::App& cli, declare& d);
    void add_told(CLI::App& cli, declare& d);

    entry_options entry_;
    log_import_options log_import_;
    reason_options reason_;
    std::string slug_, owner_, on_, hours_, window_;
};

} // namespace app::call
