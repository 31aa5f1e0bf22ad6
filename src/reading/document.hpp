#pragma once

#include "reading/question.hpp"
#include "reading/reading.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

// A pledge document with its plan: the contents of the exchange format lofte/1, field by field
// (docs/exchange-format.md). JSON is made and read in `exchange`.
namespace reading {

enum class party_kind { municipality, police, region, company, association, agency, other };
enum class party_role { signatory, partner, consulted };

// Whom a resident turns to: a function, never a person.
struct contact {
    std::string function;
    std::string mail;
    std::string telephone;
    bool operator==(const contact&) const = default;
};

struct party {
    std::string name;
    party_kind kind = party_kind::municipality;
    std::optional<std::string> code; // four digits for a municipality
    party_role role = party_role::signatory;
    std::optional<::reading::contact> contact;
    bool operator==(const party&) const = default;
};

struct reference {
    std::string number; // diarienummer
    std::optional<std::string> party;
    bool operator==(const reference&) const = default;
};

enum class basis_kind {
    resident_survey,
    resident_dialogue,
    staff_dialogue,
    web_survey,
    crime_statistics,
    police_assessment,
    municipal_assessment,
    crime_prevention_council,
    safety_walk,
    other,
};

struct basis {
    basis_kind kind = basis_kind::other;
    std::optional<int> year;
    bool operator==(const basis&) const = default;
};

// Why a window was missed, a measure not kept or a row ended.
enum class reason_code { resources, priority, weather, partner, not_possible, superseded, other };

// Why a plan row or a pledge ended before the validity did.
struct ending {
    reason_code reason = reason_code::other;
    std::string text;             // the parties' own words
    std::optional<base::date> on; // the day it was decided
    bool operator==(const ending&) const = default;
};

// Of a plan row or a pledge that does not hold for the whole validity: when it does, and what it came instead of. A
// changed row is the old one, ended the day before, and a new one with an id of its own that replaces it.
struct lifetime {
    std::optional<base::date> from;      // first day; absent: the validity's
    std::optional<base::date> to;        // last day, included; absent: the validity's
    std::optional<std::string> replaces; // the id of a row (of a pledge: a pledge) that ended before `from`
    std::optional<ending> ended;         // only with `to`
    bool operator==(const lifetime&) const = default;
};

struct pledge {
    std::string id; // p1, p2 …: unique in the document
    std::string text;
    std::vector<std::string> by; // kinds of parties, or a party's name
    ::reading::modality modality = modality::shall;
    std::vector<reading> readings;
    lifetime life = {};
    bool operator==(const pledge&) const = default;
};

struct focus_area {
    std::string id; // f1, f2 …
    std::optional<std::string> name;
    std::string background;
    std::vector<pledge> pledges;
    bool operator==(const focus_area&) const = default;
};

// A row of the implementation plan.
struct plan_row {
    std::string id; // m1, m2 …
    std::string area;
    std::optional<std::string> focus_area; // its id
    std::string what;
    std::string when;
    std::vector<std::string> with;
    std::vector<std::string> responsible;
    std::vector<std::string> follow_up;
    std::vector<reading> readings;
    lifetime life = {};
    bool operator==(const plan_row&) const = default;
};

struct follow_up {
    std::optional<std::string> text;
    std::vector<std::string> fora;
    std::vector<reading> readings;
    bool operator==(const follow_up&) const = default;
};

enum class channel { municipality_website, police_website, social_media, press, household_paper, meeting, other };

struct feedback {
    std::optional<std::string> text;
    std::vector<channel> channels;
    std::vector<reading> readings;
    bool operator==(const feedback&) const = default;
};

struct signatory {
    std::string name; // empty where only a title stands
    std::string title;
    std::optional<std::string> party;
    bool operator==(const signatory&) const = default;
};

// An amount in a log or a follow-up: what is known for certain at each end (absent: open).
struct quantity {
    std::optional<double> low;
    std::optional<double> high;
    bool about = false; // the writer rounded
    std::optional<std::string> unit;
    std::vector<double> parts; // "40+10"
    bool parts_agree = true;
    bool operator==(const quantity&) const = default;
};

struct outcome {
    std::string text;
    std::optional<std::string> measure; // the plan row's id
    ::reading::quantity quantity;
    std::optional<std::string> reason;
    bool operator==(const outcome&) const = default;
};

struct document {
    std::string title;
    std::string language = "sv";
    validity valid;
    std::optional<base::date> decided;
    std::vector<reference> references;
    std::vector<party> parties;
    std::optional<std::string> annex_to;
    std::vector<::reading::basis> basis;
    std::vector<std::string> aims;
    std::vector<focus_area> focus_areas;
    std::vector<plan_row> plan;
    ::reading::follow_up follow_up;
    ::reading::feedback feedback;
    std::vector<signatory> signatories;
    std::vector<outcome> outcomes;
    std::vector<question> questions;
    bool operator==(const document&) const = default;
};

// What was read from a text: the document, and where each value stands in it (JSON pointer → range).
struct draft {
    ::reading::document document;
    std::string source; // the extracted text, UTF-8
    std::map<std::string, span> spans;
};

} // namespace reading
