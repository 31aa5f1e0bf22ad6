#include "made_pledge.hpp"

#include "reading/names.hpp"

namespace made {

using namespace reading;
using base::make_date;

::reading::reading counted(double count, const char* every, const char* text) {
    ::reading::reading r;
    r.text = text;
    r.stated = true;
    r.count = amount{count, count};
    r.every = parse_recurrence(every);
    if (std::holds_alternative<span_word>(*r.every)) r.aggregate = aggregate::total;
    return r;
}

namespace {

::reading::reading uncounted(const char* text, const char* reason) {
    ::reading::reading r;
    r.text = text;
    r.schedulable = false;
    r.measurable = measurable::no;
    r.reason = reason;
    return r;
}

document pledge_document() {
    document d;
    d.title = "Medborgarlöfte 2023–2024 för Älvsby & grannar";
    d.valid = {make_date(2023, 1, 1), make_date(2024, 6, 30)};
    d.parties = {{"Älvsby kommun", party_kind::municipality, "2560"}, {"Polisen", party_kind::police}};
    auto deadline = counted(1, "period", "Klart senast 31 mars 2024");
    deadline.measure = measure::state;
    deadline.deadline = make_date(2024, 3, 31);
    auto gap = counted(1, "P3W", "Var tredje vecka");
    gap.aggregate = aggregate::interval;
    auto each = counted(1, "P1Y", "En gång per år på varje skola");
    each.per = subjects{subjects::sharing::each, {"Norra skolan", "Södra; \"gamla\" skolan"}};
    auto at_most = counted(2, "P1M", "Högst två");
    at_most.bound = bound::at_most;
    d.focus_areas = {{"f1",
                      "Trafik",
                      "",
                      {{"p1",
                        "Vi ska synas på vägarna.",
                        {"police"},
                        modality::shall,
                        {counted(2, "P1M", "Minst två i månaden")}}}}};
    d.plan = {
        {"m1",
         "Trafik",
         "f1",
         "Fartkontroller, även helger; nattetid",
         "Minst två i månaden",
         {},
         {"Polisen"},
         {},
         {counted(2, "P1M", "Minst två i månaden")}},
        {"m2", "Trafik", "f1", "=Fotpatrull", "Var tredje vecka", {}, {"Polisen", "Älvsby kommun"}, {}, {gap}},
        {"m3", "Skola", std::nullopt, "Besök", "En gång per år på varje skola", {}, {}, {}, {each}},
        {"m4",
         "Skola",
         std::nullopt,
         "Föreläsning",
         "En per termin",
         {},
         {"Älvsby kommun"},
         {},
         {counted(1, "term", "En per termin")}},
        {"m5",
         "Ljus",
         std::nullopt,
         "Belysning i parken",
         "Klart senast 31 mars 2024",
         {},
         {"Älvsby kommun"},
         {},
         {deadline, at_most}},
        {"m6",
         "Övrigt",
         std::nullopt,
         "Stöd",
         "Vid behov",
         {},
         {},
         {},
         {uncounted("Vid behov", "Ingen räknar behov.")}},
    };
    d.plan[3].readings[0].aggregate = aggregate::each;
    d.follow_up = {"Följs upp varje år.", {"styrgruppen"}, {counted(1, "P1Y", "varje år")}};
    d.feedback = {"Berättas på webben två gånger om året.",
                  {channel::municipality_website},
                  {counted(1, "P6M", "två gånger om året")}};
    return d;
}

core::log_entry done(std::int64_t row, const char* owner, base::date on, double n, const char* said) {
    core::log_entry e;
    e.row = row;
    e.id = "00000000-0000-4000-8000-00000000000" + std::to_string(row);
    e.owner = owner;
    e.done_on = on;
    e.said = said;
    e.amount = {n, n};
    e.client_key = "k" + std::to_string(row);
    e.by = "kommunens system";
    e.recorded_at = on + base::days{1} + std::chrono::hours{9};
    return e;
}

} // namespace

core::pledge_file pledge() {
    core::pledge_file f;
    f.slug = "alvsby-2023";
    f.status = core::status::published;
    f.invented = true;
    f.document = pledge_document();
    f.log = {done(1, "m1", make_date(2023, 1, 10), 2, "2"),
             done(2, "m1", make_date(2023, 2, 14), 1, "1"),
             done(3, "m1", make_date(2023, 3, 3), 80, "80-talet"),
             done(4, "m2", make_date(2023, 1, 20), 1, "1"),
             done(5, "feedback", make_date(2023, 5, 2), 1, "1"),
             done(6, "m4", make_date(2023, 4, 4), 1, "1 <b>föreläsning</b>"),
             done(7, "m1", make_date(2023, 2, 15), 9, "9"),
             done(8, "m3", make_date(2023, 9, 1), 1, "1")};
    f.log[2].amount = {80, 89, true};
    f.log[4].channel = channel::municipality_website;
    f.log[4].link = "https://www.example.se/nytt?a=1&b=2";
    f.log[5].note = "Anteckning som inte är offentlig";
    f.log[6].amount_visibility = core::visibility::internal;
    f.log[7].subject = "Norra skolan";
    auto withdrawn = done(9, "m2", make_date(2023, 1, 20), 1, "1");
    withdrawn.kind = core::entry_kind::withdrawal;
    withdrawn.names = f.log[3].id;
    f.log.push_back(withdrawn);
    f.reasons = {{"m1", make_date(2023, 2, 1), core::reason_code::resources, "Bilen var på verkstad.", "Kommunpolis",
                  make_date(2023, 3, 15)}};
    f.changed_at = make_date(2023, 9, 2) + std::chrono::hours{9};
    return f;
}

} // namespace made
