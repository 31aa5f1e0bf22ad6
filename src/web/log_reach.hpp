#pragma once

#include "core/board.hpp"
#include "web/signed_in.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace web {

// Whose entries of a pledge somebody may read, or mend: their own, and for the organisations where they may read the
// whole log what those logged. An entry is of the organisation for which a person or a personal link made it. Where
// that is none of the parties, or none any more (somebody who left, a token, the command line), it is of those who
// answer for what it was logged on; where none of them is here, of all parties.
class log_reach {
  public:
    log_reach(const signed_in& who, core::act what, const std::string& slug);
    bool may() const { return may_; }
    bool beyond_own() const { return !whole_.empty(); }
    bool is_own(const core::log_entry& e) const { return e.by == self_; }
    bool holds(const core::log_entry& e) const;
    const std::shared_ptr<const core::pledge_file>& file() const { return file_; } // null: no such public pledge

  private:
    std::string self_;
    bool may_ = false;
    std::shared_ptr<const core::pledge_file> file_;
    std::set<std::int64_t> whole_;
    std::vector<core::board_reader> answering_;              // the same, as rows name them
    std::vector<core::board_reader> all_here_;               // the parties' organisations
    std::map<std::string, std::set<std::int64_t>> logs_for_; // holder to the parties' organisations
};

} // namespace web
