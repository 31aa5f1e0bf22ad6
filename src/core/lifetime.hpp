#pragma once

#include "core/plan.hpp"
#include "core/span.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Plan rows and pledges that begin or end inside the validity of their document.
namespace core {

bool holds_on(const ::reading::lifetime& life, base::date day);
// Its last day, where it has one of its own, is before the day.
bool is_over(const ::reading::lifetime& life, base::date day);
// Its first day, where it has one of its own, is after the day.
bool is_to_come(const ::reading::lifetime& life, base::date day);

// Of the plan row or the pledge of that id; null where it is neither.
const ::reading::lifetime* life_of(const ::reading::document& document, std::string_view id);

// What holds on the day of those that an owner came instead of or that came instead of it, by any number of steps;
// null where nothing does. Points into `owners`.
const owner_ref* instead_of(const std::vector<owner_ref>& owners, const owner_ref& owner, base::date day);

// An id, then that of what it came instead of, and of what that did, the nearest first.
std::vector<std::string> with_replaced(const ::reading::document& document, std::string_view id);

// "Gäller från 1 juli 2024.": an owner's own first and last day. None where they are the validity's, and none before
// the first, since what is judged says that itself.
std::optional<base::message> own_span(const validity_span& span, base::date as_of);

// "till 31 augusti 2021": its own days, for a place inside a sentence. None where it has none of its own.
std::optional<base::message> own_days(const ::reading::lifetime& life);

} // namespace core
