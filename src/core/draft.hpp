#pragma once

#include "base/result.hpp"
#include "core/account.hpp"
#include "core/published.hpp"
#include "reading/document.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The version of a document that is worked on: read, asked about, changed, and approved exactly as it stands by each
// organisation that signs it.
namespace core {

// An organisation's word that this version holds.
struct party_approval {
    std::string party; // as the document names it
    organisation_id in;
    std::string by;     // the function of whoever said so: "kommunchef"
    std::string holder; // "konto 12"
    moment at{};
};

// "Approved on paper", as whoever published it says.
struct paper_approval {
    std::string party;
    std::string by; // a function
    base::date on;
};

struct draft {
    std::int64_t pledge = 0;
    std::string slug;
    core::status status = core::status::draft;
    int version = 0;    // of the document as it is worked on
    std::string digest; // SHA-256 of its lofte/1 text, 64 hexadecimal digits: what is approved
    ::reading::document document;
    std::optional<int> in_force;            // the version that residents see; absent: never published
    bool in_review = false;                 // sent to be approved
    bool is_shared = false;                 // its other parties see it
    std::optional<organisation_id> kept_by; // who began it; absent: whoever looks after the server, for all parties
    std::vector<party_approval> approvals;  // of this version, in time
    std::vector<paper_approval> on_paper;   // of this version
    plan_settings settings;                 // of the pledge
    moment changed_at{};

    // Residents see this very version.
    bool is_in_force() const { return in_force == version; }
};

// The text that a draft was read from.
struct draft_source {
    std::string name; // of the file; empty where the text was pasted
    std::string text;
    std::map<std::string, ::reading::span> spans; // JSON pointer into the version it was read as → range
    std::vector<std::string> warnings;            // of the file's reader, a sentence each
};

// Who must approve it: the names of its signing parties, in the document's order.
std::vector<std::string> signing_parties(const ::reading::document& d);

// Those of them that have not.
std::vector<std::string> waiting_parties(const draft& d);

// Whether a party of a document is this organisation of its own accord: by a municipality's code, or by its name. One
// word ("Polisen") is what documents call many. The same rule stands in store/party.cpp, for all at once.
bool is_its_own(const organisation& o, const ::reading::party& p);

// Whether those who keep a draft may say that a party which no organisation is by itself is this one. Of its own
// organisation a keeper may say so (`is_keepers`) only where the name is not another's: the police, or what
// documents call just "kommunen". Else one could approve in another's name; who looks after the server ties the rest.
bool may_be_said_to_be(const organisation& o, const ::reading::party& p, bool is_keepers);

// What keeps a version from being sent to be approved: what check_document refuses, no signing party, a party that
// stands twice.
base::result<bool> check_for_approval(const ::reading::document& d);

// "norsjo-2019", "hogsby-monsteras-2024": short, and of its own where the titles of all municipalities are alike.
// Empty: the title serves.
std::string place_and_year(const ::reading::document& d);

} // namespace core
