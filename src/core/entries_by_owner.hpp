#pragma once

#include "core/carried.hpp"
#include "core/tally.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Entries done on or before a day, owner after owner, each owner's in the order of their days. A promise that stands
// both as a pledge and as a row of the plan has one log: what was written with either.
class entries_by_owner {
  public:
    entries_by_owner(const ::reading::document& d, const std::vector<owner_ref>& owners,
                     std::span<const done_entry> done, base::date as_of);

    entry_list of(std::size_t owner) const; // by its place among the owners
    // The row that carries a pledge; empty: none does, or it is no pledge.
    std::string carried_by(std::string_view owner) const;

  private:
    entry_list own(std::size_t owner) const;

    std::vector<std::size_t> begin_;
    std::vector<const done_entry*> all_;
    std::vector<carried_pledge> carried_;
    std::map<std::size_t, std::vector<const done_entry*>> shared_;
};

} // namespace core
