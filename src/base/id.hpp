#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace base {

// A database id that cannot be taken for another kind's: `using document_id = base::id<struct document_tag>;`
template <class Tag>
struct id {
    std::int64_t value = 0;
    auto operator<=>(const id&) const = default;
};

} // namespace base

template <class Tag>
struct std::hash<base::id<Tag>> {
    std::size_t operator()(base::id<Tag> i) const noexcept { return std::hash<std::int64_t>{}(i.value); }
};
