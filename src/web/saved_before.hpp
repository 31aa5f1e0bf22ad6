#pragma once

#include "base/result.hpp"
#include "core/draft.hpp"
#include "web/signed_in.hpp"

#include <functional>
#include <optional>

// A draft's form that is sent twice, by a second click or from the page before, saves once.
namespace web {

// The version, since the one that the form showed, that is just what the form makes of the version before it: what the
// form saved when it was sent first. nullopt: none is.
std::optional<reading::document>
saved_before(const signed_in& who, const core::draft& draft, int seen,
             const std::function<base::result<reading::document>(const reading::document&)>& make);

} // namespace web
