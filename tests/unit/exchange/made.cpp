#include "made.hpp"

namespace made {

using namespace reading;
using base::make_date;

::reading::reading monthly(double count) {
    ::reading::reading r;
    r.text = "Minst tio kontroller i månaden";
    r.span = {120, 150};
    r.stated = true;
    r.count = amount{count, count};
    r.unit = "kontroller";
    r.every = duration{1, 'M'};
    return r;
}

namespace {

// Every member away from its default.
::reading::reading every_member() {
    ::reading::reading r;
    r.text = "Fyra till sex timmar var tredje vecka, fredag kväll";
    r.span = {1, 9};
    r.bound = bound::about;
    r.stated = true;
    r.count = amount{4, 6.5};
    r.measure = measure::hours;
    r.unit = "timmar";
    r.every = duration{3, 'W'};
    r.aggregate = aggregate::interval;
    r.windows = {{window_kind::fri, 1, 0},
                 {window_kind::time, 18 * 60, 23 * 60 + 30},
                 {window_kind::week, 50, 2},
                 {window_kind::evening}};
    r.per = subjects{subjects::sharing::each, {"Storgatan", "Älvparken"}};
    r.deadline = make_date(2025, 6, 30);
    r.within = duration{5, 'D'};
    r.working_days = true;
    r.additional = true;
    r.modality = modality::effort;
    r.schedulable = false;
    r.measurable = measurable::partly;
    r.reason = "Det går att räkna timmarna, men bara viljan är lovad.";
    return r;
}

std::vector<question> questions() {
    const validity shorter{make_date(2024, 1, 1), make_date(2025, 12, 31)};
    const subjects both{subjects::sharing::shared, {"Storgatan", "Älvparken"}};
    return {
        {question_code::period_conflict,
         "/valid",
         "Rubriken och texten säger olika.",
         {{"till 2025", shorter}, {"låt stå", {}}},
         {3, 8}},
        {question_code::ambiguous_cadence,
         "/plan/0/readings",
         "Två läsningar.",
         {{"en i månaden", std::vector{monthly(1)}}},
         {}},
        {question_code::ambiguous_subjects,
         "/plan/0/readings/0/per",
         "En var eller tillsammans?",
         {{"tillsammans", both}},
         {}},
        {question_code::no_owner,
         "/plan/1/responsible/0",
         "Ingen svarar för raden.",
         {{"kommunen", std::string{"Älvsby kommun"}}},
         {}},
        {question_code::impossible_date,
         "/plan/1/readings/0/deadline",
         "31 juni finns inte.",
         {{"30 juni", make_date(2024, 6, 30)}},
         {}},
    };
}

} // namespace

document full_document() {
    document d;
    d.title = "Medborgarlöfte \"2024–2026\"";
    d.valid = {make_date(2024, 1, 1), make_date(2026, 12, 31), true, true};
    d.decided = make_date(2024, 4, 23);
    d.references = {{"KS 24-1", std::nullopt}, {"A1.2/24", "Polisen"}};
    d.parties = {{"Älvsby kommun", party_kind::municipality, "2560", party_role::signatory,
                  contact{"Säkerhetssamordnare", "funktion@example.se", "010-1"}},
                 {"Polisen", party_kind::police, std::nullopt, party_role::signatory, std::nullopt},
                 {"Bostadsbolaget", party_kind::company, std::nullopt, party_role::partner, std::nullopt}};
    d.annex_to = "cooperation_agreement";
    d.basis = {{basis_kind::resident_survey, 2023}, {basis_kind::safety_walk, std::nullopt}};
    d.aims = {"Färre ska känna oro", "Fler ska delta"};
    d.focus_areas = {
        {"f1",
         "Trafik",
         "Bakgrund.\nTvå rader.",
         {{"p1", "Vi ska kontrollera farten.", {"police"}, modality::shall, {monthly(10)}}}},
        {"f2", std::nullopt, "", {{"p2", "Vi ska verka för ljus.", {"municipality", "police"}, modality::effort, {}}}}};
    d.plan = {{"m1",
               "Trafik",
               "f1",
               "Fartkontroller",
               "Minst tio i månaden",
               {"Bostadsbolaget"},
               {"Polisen"},
               {"Statistik"},
               {every_member(), monthly(10)}},
              {"m2", "Övrigt", std::nullopt, "Möte", "", {}, {}, {}, {}}};
    d.follow_up = {"Följs upp varje år.", {"styrgruppen"}, {monthly(1)}};
    d.feedback = {"Berättas på webben.", {channel::municipality_website, channel::press}, {}};
    d.signatories = {{"(namn)", "ordförande", "Älvsby kommun"}, {"(namn)", "chef", std::nullopt}};
    d.outcomes = {{"54 kontroller", "m1", {54, 54, false, "kontroller", {32, 20}, false}, "Pandemi"},
                  {"drygt 20", std::nullopt, {20, std::nullopt, true, std::nullopt, {}, true}, std::nullopt}};
    d.questions = questions();
    return d;
}

} // namespace made
