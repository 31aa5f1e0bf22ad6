#include "core/entries_by_owner.hpp"

#include <algorithm>
#include <iterator>

namespace core {
namespace {

bool comes_before(const done_entry* a, const done_entry* b) { return a->on != b->on ? a->on < b->on : a->row < b->row; }

} // namespace

entries_by_owner::entries_by_owner(const ::reading::document& d, const std::vector<owner_ref>& owners,
                                   std::span<const done_entry> done, base::date as_of)
    : begin_(owners.size() + 1, 0), carried_{carried_pledges(d)} {
    const auto counts = [&](const done_entry& e) {
        return e.on <= as_of && e.owner >= 0 && static_cast<std::size_t>(e.owner) < owners.size();
    };
    for (const auto& e : done)
        if (counts(e)) ++begin_[static_cast<std::size_t>(e.owner) + 1];
    for (std::size_t i = 0; i < owners.size(); ++i)
        begin_[i + 1] += begin_[i];
    all_.resize(begin_[owners.size()]);
    auto next = begin_;
    for (const auto& e : done)
        if (counts(e)) all_[next[static_cast<std::size_t>(e.owner)]++] = &e;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        const auto from = all_.begin() + static_cast<std::ptrdiff_t>(begin_[i]);
        const auto to = all_.begin() + static_cast<std::ptrdiff_t>(begin_[i + 1]);
        if (!std::is_sorted(from, to, comes_before)) std::sort(from, to, comes_before);
    }
    const auto place = [&](std::string_view id) {
        return static_cast<std::size_t>(
            std::find_if(owners.begin(), owners.end(), [&](const auto& o) { return o.id == id; }) - owners.begin());
    };
    for (const auto& c : carried_) {
        const auto pledge = place(c.pledge), row = place(c.row);
        for (const auto& [to, from] : {std::pair{pledge, row}, std::pair{row, pledge}}) {
            const auto had = of(to), more = own(from);
            std::vector<const done_entry*> both;
            std::merge(had.begin(), had.end(), more.begin(), more.end(), std::back_inserter(both), comes_before);
            shared_[to] = std::move(both);
        }
    }
}

entry_list entries_by_owner::own(std::size_t owner) const {
    return entry_list{all_}.subspan(begin_[owner], begin_[owner + 1] - begin_[owner]);
}

entry_list entries_by_owner::of(std::size_t owner) const {
    const auto shared = shared_.find(owner);
    return shared == shared_.end() ? own(owner) : entry_list{shared->second};
}

std::string entries_by_owner::carried_by(std::string_view owner) const {
    const auto* row = core::carried_by(carried_, owner);
    return row ? *row : std::string{};
}

} // namespace core
