#pragma once

#include "render/draft.hpp"
#include "store/draft.hpp"
#include "web/signed_in.hpp"

#include <optional>
#include <string_view>
#include <vector>

// Who sees a document while it is worked on, and who changes and approves it.
namespace web {

struct open_draft {
    core::draft draft;
    bool may_change = false;
};

// The draft of the address, for somebody who may see it. One that this person does not take part in is as one that is
// not there.
std::optional<open_draft> draft_for(const signed_in& who, std::string_view slug);

// The person's organisation that is this party and may approve; nullopt: none.
std::optional<core::organisation_id> approver_of(const signed_in& who, const core::draft& d, std::string_view party);

// What the draft's page offers this person.
render::draft_rights rights_in(const signed_in& who, const open_draft& open);

} // namespace web
