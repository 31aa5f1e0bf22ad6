#include "web/log_reach.hpp"

#include "store/account.hpp"
#include "store/board.hpp"
#include "store/duty.hpp"
#include "store/personal_link.hpp"
#include "web/own_pledges.hpp"
#include "web/public_pledge.hpp"

#include <algorithm>

namespace web {

log_reach::log_reach(const signed_in& who, core::act what, const std::string& slug) : self_{who.holder()} {
    const auto acting = pledges_to(who, what);
    const auto found = acting.find(slug);
    may_ = found != acting.end();
    if (!may_) return;
    file_ = public_pledge(who.at.on, slug);
    std::vector<core::organisation> whole;
    for (const auto& o : found->second)
        if (who.may(core::act::read_whole_log, o.id)) whole.push_back(o);
    if (!file_ || whole.empty()) return;
    for (const auto& o : whole)
        whole_.insert(o.id.value);
    auto reader = who.at.on.database.read();
    answering_ = store::board_readers(reader, whole);
    const auto parties = store::organisations_of(reader, file_->id);
    all_here_ = store::board_readers(reader, parties);
    for (const auto& o : parties) {
        for (const auto& m : store::members_of(reader, o.id))
            if (core::may(m.role, core::act::add_entry)) logs_for_[core::holder_of(m.who.id)].insert(o.id.value);
        for (const auto& link : store::personal_links_of(reader, o.id))
            logs_for_[core::holder_of(link)].insert(o.id.value);
    }
}

bool log_reach::holds(const core::log_entry& e) const {
    if (!may_) return false;
    if (is_own(e)) return true;
    if (!file_ || whole_.empty()) return false;
    const auto found = logs_for_.find(e.by);
    if (found == logs_for_.end())
        return core::are_asked(answering_, *file_, e.owner) || !core::are_asked(all_here_, *file_, e.owner);
    return std::any_of(whole_.begin(), whole_.end(), [&](auto id) { return found->second.contains(id); });
}

} // namespace web
