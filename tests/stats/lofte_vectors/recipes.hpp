#pragma once

#include "table.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace vectors {

// What a recipe may look at: the set's inputs, and how the manifest says that R was called.
struct set {
    std::filesystem::path data;
    std::string call;
    std::map<std::string, std::string> calls; // of every expected file, by its name
    [[nodiscard]] const std::string& call_of(const std::string& name) const { return calls.at(name); }
    [[nodiscard]] table read(const std::string& name) const { return table::read(data / name); }
};

using recipe = std::function<sheet(const set&)>;
using recipes = std::map<std::string, recipe>; // by the name of the expected file

void add_adjusted(recipes& all);
void add_rates(recipes& all);
void add_before_after(recipes& all);
void add_monitoring(recipes& all);
void add_charts(recipes& all);
void add_places(recipes& all);
void add_disclosure(recipes& all);

} // namespace vectors
