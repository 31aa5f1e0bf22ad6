#include "release_0_1_0.hpp"

#include "store/job.hpp"
#include "store/log.hpp"
#include "store/pledge.hpp"
#include "store/setting.hpp"
#include "store/token.hpp"

namespace release_0_1_0 {
namespace {

core::log_entry entry(std::string owner, base::date on, double amount, std::string note) {
    core::log_entry e;
    e.owner = std::move(owner);
    e.done_on = on;
    e.said = "några";
    e.amount = {.low = amount, .high = std::nullopt, .about = true, .unit = "vandringar", .parts = {}};
    e.place = "Älvparken";
    e.note = std::move(note);
    e.by = "kommandoraden";
    return e;
}

} // namespace

core::pledge_file pledge() {
    core::pledge_file file;
    file.slug = "algskog-2024";
    file.invented = true;
    file.lede = "Tryggare kvällar i Älgskog.";
    file.shown_from = base::make_date(2025, 6, 1);
    file.settings.reporting_days = 14;
    auto& d = file.document;
    d.title = "Medborgarlöfte för Älgskog";
    d.valid = {base::make_date(2024, 1, 1), base::make_date(2026, 12, 31), false, true};
    d.parties = {{.name = "Älgskogs kommun", .code = "9911", .contact = {}},
                 {.name = "Polisen i Älgskog", .kind = reading::party_kind::police, .code = {}, .contact = {}}};
    reading::reading monthly;
    monthly.text = "minst två vandringar i månaden";
    monthly.stated = true;
    monthly.count = reading::amount{2, 2};
    monthly.unit = "vandringar";
    monthly.every = reading::duration{1, 'M'};
    d.focus_areas = {{.id = "f1",
                      .name = "Kvällar ute",
                      .background = "Många undviker parken.",
                      .pledges = {{.id = "p1", .text = "Vi vandrar.", .by = {"municipality"}, .readings = {monthly}}}}};
    reading::plan_row row;
    row.id = "m1";
    row.focus_area = "f1";
    row.what = "Vandringar";
    row.when = monthly.text;
    row.readings = {monthly};
    d.plan = {row};
    file.log = {entry("m1", base::make_date(2024, 2, 3), 2, "Första"),
                entry("p1", base::make_date(2024, 3, 3), 1, "Andra")};
    file.reasons = {{"m1", base::make_date(2024, 7, 1), core::reason_code::weather, "Storm", "Trygghetssamordnare",
                     base::make_date(2024, 8, 20)}};
    return file;
}

void fill(db::database& database) {
    database.write([](db::transaction& t) {
        const auto kept = store::add_pledge(t, pledge());
        auto correction = entry("m1", base::make_date(2024, 2, 4), 3, "Rättad");
        correction.kind = core::entry_kind::correction;
        correction.names = kept.log.front().id;
        correction.client_key = "nyckel-1";
        store::append(t, kept.id, correction);
        store::publish(t, kept.id, {{"Älgskogs kommun", "kommunchef", base::make_date(2024, 1, 15)}});
        store::add_token(t, "telefon", "algskog-2024");
        store::put_setting(t, "om.kontakt", "kommunen@example.org");
        store::add_job(t, "report", "algskog-2024");
        store::put_made_file(t, "report", "algskog-2024", 1, "%PDF");
    });
}

} // namespace release_0_1_0
