#pragma once

#include "core/draft.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Documents while they are worked on, before residents see them or beside what residents see.
namespace store {

struct new_draft {
    reading::document document;
    std::optional<core::draft_source> source;     // absent: written from nothing
    std::optional<core::organisation_id> kept_by; // who begins it
};
// Its slug.
std::string add_draft(db::transaction& t, const new_draft& what, std::string_view by);

// Where the same holder began the same draft before, and nobody has changed it since: its slug.
std::optional<std::string> begun_before(db::transaction& t, const new_draft& what, std::string_view by);

// nullopt: no such slug, or it was thrown away. A published document that nobody is changing is its own draft.
std::optional<core::draft> find_draft(db::reader& r, std::string_view slug);

// One version as it was; nullopt: no such number.
std::optional<reading::document> version_of(db::reader& r, std::int64_t pledge, int number);

// A row of the list of drafts.
struct draft_row {
    std::string slug;
    std::string title;
    core::status status = core::status::draft;
    bool in_review = false;
    core::moment changed_at{};
};
// What the organisation works on: what it began, what was shared with it as a party, and what is nobody's. The last
// changed first.
std::vector<draft_row> drafts_of(db::reader& r, core::organisation_id organisation);

// Whether the organisation takes part in it: began it, or is a party of one that is shared or nobody's.
bool takes_part(db::reader& r, const core::draft& d, core::organisation_id organisation);

// A party that signs, with the organisations here that are it, by name, code or link. None: nobody can approve for it
// yet.
struct signer {
    std::string party;
    std::vector<core::organisation> organisations;
};
std::vector<signer> signers_of(db::reader& r, const core::draft& d); // in the document's order

// The next version in place of `from`, no longer sent to be approved. nullopt where `from` is not the newest any more:
// nothing is changed.
std::optional<int> change_draft(db::transaction& t, std::int64_t pledge, int from, const reading::document& to,
                                std::string_view by);

// Each false where `version` is not what is worked on any more, or the state is that already.
bool share_draft(db::transaction& t, std::int64_t pledge, std::string_view by);
bool send_for_approval(db::transaction& t, std::int64_t pledge, int version, std::string_view by);
bool take_back(db::transaction& t, std::int64_t pledge, int version, std::string_view by);

// Approves the version, for one party. Published at once where all have: that version is what residents see from then
// on, approved by those who said so, on the days they did.
enum class approved { no, waiting, published };
approved approve(db::transaction& t, const core::draft& d, const core::party_approval& given);
// Only before it is published.
bool withdraw_approval(db::transaction& t, const core::draft& d, std::string_view party, std::string_view by);

// Throws away what is worked on: of a published document the amendment, else the draft as a whole. Its versions stay
// where they are stored; nobody is shown them.
bool drop_draft(db::transaction& t, std::int64_t pledge, int version, std::string_view by);

} // namespace store
