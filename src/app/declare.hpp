#pragma once

#include "app/program.hpp"
#include "app/settings.hpp"
#include "base/translate.hpp"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace app::call {

using action = std::function<int(program&)>;

// How commands are declared: each with what it does when it is the one called, and the options that many have. It
// stays where it is for as long as the command line is parsed and acted on.
class declare {
  public:
    declare(const base::translator& words, data_place& where) : say{words}, data{where} {}
    declare(const declare&) = delete;
    declare& operator=(const declare&) = delete;

    const base::translator& say;
    data_place& data; // where --data and --database are kept

    // `what` is its line in the help.
    CLI::App* add(CLI::App& under, const std::string& name, const std::string& what, action does);
    CLI::App* add_group(CLI::App& under, const std::string& name, const std::string& what); // of commands

    // What a group does where none of its commands is named, if `wanted` then says so; else one must be.
    void otherwise(CLI::App* group, std::function<bool()> wanted, action does);

    void with_data(CLI::App* command);
    void with_slug(CLI::App* command, std::string& slug);
    void with_setting(CLI::App* command, const setting& s, std::string& value); // one with a flag

    // Does what was called. Only after the command line was parsed, with a command in it.
    int act(program& p) const { return chosen_(p); }

  private:
    action chosen_;
};

} // namespace app::call
