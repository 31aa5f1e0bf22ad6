#pragma once

#include "core/account.hpp"
#include "reading/document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A link by which somebody without an account logs: a housing company's field worker, a youth centre. Bound to one
// pledge and some of its rows, made for a function, good until a day.
namespace core {

struct personal_link {
    std::int64_t id = 0;
    std::int64_t pledge = 0;
    std::string slug, title;           // the pledge's
    std::optional<organisation_id> of; // whose coordinator made it; absent: the command line
    std::string function;              // "fältassistent, Bostadsbolaget"
    std::string party;                 // all rows that name it as responsible, also those to come; empty: none
    std::vector<std::string> rows;     // and these: "m1", "p3", with what came or comes in their place
    std::string made_by;               // a holder
    moment made_at{};
    base::date ends_on; // the last day that it is good
    std::optional<moment> revoked_at;

    bool has_ended(base::date today) const { return ends_on < today; }
};

// "länk 7": what records name, as they name an account by its number.
std::string holder_of(const personal_link& link);
bool is_link(std::string_view holder); // a holder of that kind

// Those whom the document's rows name as responsible, each once, in its order: for whom a link may be.
std::vector<std::string> responsible_in(const ::reading::document& document);

// What the link lets log, of what the document has now, in its order.
std::vector<std::string> rows_of(const personal_link& link, const ::reading::document& document);

inline constexpr std::chrono::days longest_link{366}; // a plan is revised yearly
inline constexpr std::size_t longest_function = 200;  // letters

// What a new link must satisfy: a function (and no person's name or number), rows that there are, a day that is not
// over and not too far. problem_kind::ask where the function looks like a name and `confirmed` is not set.
base::result<void> check_link(const personal_link& link, const ::reading::document& document, base::date today,
                              bool confirmed);

} // namespace core
