#pragma once

#include "engines.hpp"

#include "base/date.hpp"
#include "store/log.hpp"
#include "store/migrate.hpp"
#include "store/pledge.hpp"

#include <string>

class in_store : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (database) store::migrate(*database);
    }

    core::pledge_file add(core::pledge_file file) {
        core::pledge_file kept;
        database->write([&](db::transaction& t) { kept = store::add_pledge(t, file); });
        return kept;
    }
    core::pledge_file find(const std::string& slug) {
        auto r = database->read();
        return store::find_pledge(r, slug).value();
    }
    store::kept_entry append(std::int64_t pledge, core::log_entry entry) {
        store::kept_entry kept;
        database->write([&](db::transaction& t) { kept = store::append(t, pledge, entry); });
        return kept;
    }
};

inline core::pledge_file a_pledge(std::string title = "Medborgarlöfte Ängelås 2024–2026",
                                  std::string municipality = "Ängelås kommun", std::string code = "9901") {
    core::pledge_file file;
    auto& d = file.document;
    d.title = std::move(title);
    d.valid = {base::make_date(2024, 1, 1), base::make_date(2026, 12, 31), false, false};
    d.parties = {{.name = std::move(municipality), .code = std::move(code), .contact = {}},
                 {.name = "Lokalpolisområde Ängelås", .kind = reading::party_kind::police, .code = {}, .contact = {}}};
    d.focus_areas = {{.id = "f1", .name = "Öppna platser", .background = "", .pledges = {}}};
    reading::plan_row row;
    row.id = "m1";
    row.what = "Trafikkontroller";
    reading::reading monthly;
    monthly.text = "minst 10 per månad";
    monthly.count = reading::amount{10, 10};
    monthly.every = reading::duration{1, 'M'};
    row.readings = {monthly};
    d.plan = {row};
    return file;
}

inline core::log_entry an_entry(std::string owner = "m1", std::string key = {}) {
    core::log_entry e;
    e.owner = std::move(owner);
    e.done_on = base::make_date(2024, 5, 17);
    e.said = "80-talet";
    e.amount = {.low = 80, .high = 89, .about = true, .unit = "kontroller", .parts = {40, 40.5}, .parts_agree = false};
    e.hours = 2.5;
    e.place = "Ågatan";
    e.note = "Tillsammans med skolan";
    e.client_key = std::move(key);
    e.by = "telefon 1";
    return e;
}
