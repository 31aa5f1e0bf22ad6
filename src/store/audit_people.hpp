#pragma once

#include "db/database.hpp"
#include "store/audit.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// Who may act, and what was read, held against the chain of what belongs to no document: between audit_verify's house
// and the rows.
namespace store {

class present_people {
  public:
    explicit present_people(db::reader& r);
    bool holds(const audit_event& e); // whether what the event is about is still what was stored
    std::vector<std::string> untold() const;

  private:
    struct account {
        bool is_closed = false;
        bool operator==(const account&) const = default;
    };
    std::map<std::string, account> accounts_, told_accounts_;
    std::set<std::string> memberships_, told_memberships_; // "12-3-officer"
    std::map<std::string, std::string> organisations_;     // names, by number
    std::set<std::string> told_organisations_;
    std::map<std::string, std::optional<std::string>> reads_; // what its digest is over, by number; nullopt: erased
    std::set<std::string> told_reads_;
};

} // namespace store
