#pragma once

#include "app/commands.hpp"
#include "app/declare.hpp"

namespace app::call {

// `lofte stats …`: the figures of files, without any data of Löfte's own.
class stats_calls {
  public:
    void add_to(CLI::App& cli, declare& d);

  private:
    void add_survey(CLI::App& group, declare& d);
    void add_series(CLI::App& group, declare& d);
    void with_counts(CLI::App* command, const declare& d);

    survey_options survey_;
    series_options series_;
};

} // namespace app::call
