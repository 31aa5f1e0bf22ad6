#include "amended.hpp"

#include "builders.hpp"

namespace support {

namespace rd = reading;

using base::make_date;

core::pledge_file amended_pledge() {
    auto f = example_pledge();
    auto& d = f.document;
    // Changed: fewer controls, at the school.
    auto& controls = d.plan[0];
    auto fewer = controls;
    controls.life.to = make_date(2021, 6, 30);
    controls.life.ended =
        rd::ending{rd::reason_code::superseded, "Kontrollerna behövs mest vid skolan.", make_date(2021, 6, 10)};
    fewer.id = "m6";
    fewer.what = "Kontrollera fart och nykterhet vid skolan";
    fewer.when = "Minst 8 kontroller i månaden";
    fewer.readings[0].text = "minst 8 kontroller i månaden";
    fewer.readings[0].count = rd::amount{8, 8};
    fewer.life.from = make_date(2021, 7, 1);
    fewer.life.replaces = "m1";
    // Ended, and nothing came instead.
    d.plan[4].life.to = make_date(2021, 3, 31);
    d.plan[4].life.ended = rd::ending{rd::reason_code::not_possible, "Länsstyrelsen gav inte tillstånd.", {}};
    // Added; and one that is to end.
    rd::plan_row cafe;
    cafe.id = "m7";
    cafe.area = "Trygghet";
    cafe.what = "Kaffe med polisen på torget";
    cafe.when = "en gång i månaden";
    cafe.responsible = {"Polisen"};
    rd::reading monthly;
    monthly.text = "en gång i månaden";
    monthly.count = rd::amount{1, 1};
    monthly.every = rd::duration{1, 'M'};
    cafe.readings = {monthly};
    cafe.life.from = make_date(2021, 9, 1);
    d.plan[3].life.to = make_date(2021, 12, 31);
    d.plan[3].life.ended = rd::ending{rd::reason_code::priority, "", make_date(2021, 10, 1)};
    d.plan.insert(d.plan.begin() + 1, fewer);
    d.plan.push_back(cafe);
    d.focus_areas[2].pledges[0].life.to = make_date(2020, 12, 31);
    d.focus_areas[2].pledges.push_back(
        {"p4", "Kommunen ska lysa upp torget senast 1 december 2021.", {"municipality"}});
    d.focus_areas[2].pledges[1].life.from = make_date(2021, 1, 1);
    d.focus_areas[2].pledges[1].life.replaces = "p3";
    for (auto& e : f.log)
        if (e.owner == "m1" && e.done_on > make_date(2021, 8, 31)) e.owner = "m6";
    return f;
}

} // namespace support
