#pragma once

#include "reading/document.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Questions of a document while its parts are added, changed and removed: their places are JSON pointers, and move.
namespace core {

class questions_kept {
  public:
    explicit questions_kept(const ::reading::document& d);

    // Back into the document as it is now: each at its owner's new place, without those about `changed` and about what
    // is gone.
    void put_back(::reading::document& d, std::string_view changed) const;

  private:
    struct anchored {
        std::string part; // whose question it is
        std::string rest; // of the pointer, after its owner
        ::reading::question question;
    };
    std::vector<anchored> all_;
};

// The number (from 0) that a question of `seen` has among those of the document as it is now: the same words about the
// same place, wherever that has moved. nullopt: nobody asks it any more.
std::optional<std::size_t> still_asked(const ::reading::document& seen, const ::reading::question& asked,
                                       const ::reading::document& now);

// The part whose question it is, as core::has_part knows it.
std::string part_asked_about(const ::reading::document& d, const ::reading::question& asked);

// Where an owner or an area stands: "/plan/3"; empty: nowhere.
std::string pointer_to(const ::reading::document& d, std::string_view part);

} // namespace core
