#include "builders.hpp"

#include <algorithm>
#include <array>

namespace support {
namespace {

namespace rd = reading;

using base::make_date;

rd::reading counted(double count, rd::recurrence every, std::string text) {
    rd::reading r;
    r.text = std::move(text);
    r.stated = true;
    r.count = rd::amount{count, count};
    r.every = every;
    return r;
}

rd::plan_row row(std::string id, std::string area, std::optional<std::string> focus, std::string what, std::string when,
                 std::string who, std::vector<rd::reading> readings) {
    rd::plan_row r;
    r.id = std::move(id);
    r.area = std::move(area);
    r.focus_area = std::move(focus);
    r.what = std::move(what);
    r.when = std::move(when);
    r.responsible = {std::move(who)};
    r.with = {"Skolan", "Fritidsgården"};
    r.follow_up = {"Antal per år"};
    r.readings = std::move(readings);
    return r;
}

void add_areas(rd::document& d) {
    rd::focus_area traffic{"f1", "Trafiken", "Många kör för fort genom byn, mest vid skolan och på Storgatan.", {}};
    traffic.pledges.push_back(
        {"p1", "Vi ska göra vägarna genom byn säkrare.", {"police", "municipality"}, rd::modality::shall, {}});
    rd::focus_area young{"f2", "Ungas trygghet", "", {}};
    young.pledges.push_back({"p2", "Vi ska finnas där unga är.", {"police"}, rd::modality::shall, {}});
    rd::focus_area square{"f3", "Torget", "Torget upplevs som mörkt <efter kl. 18>.", {}};
    square.pledges.push_back({"p3",
                              "Kommunen ska verka för att torget känns tryggare på kvällarna.",
                              {"municipality"},
                              rd::modality::effort,
                              {}});
    d.focus_areas = {traffic, young, square};
}

void add_plan(rd::document& d) {
    auto visits = counted(1, rd::duration{1, 'Y'}, "en gång om året i årskurs 6–9");
    visits.per = rd::subjects{rd::subjects::sharing::each, {"6", "7", "8", "9"}};
    rd::reading vague;
    vague.measurable = rd::measurable::no;
    vague.reason = "”Vid behov” säger inte hur ofta.";
    d.plan.push_back(row("m1", "Trafikkontroller", "f1", "Kontrollera fart och nykterhet på vägarna genom byn",
                         "Minst 10 kontroller i månaden", "Polisen",
                         {counted(10, rd::duration{1, 'M'}, "minst 10 kontroller i månaden")}));
    d.plan.push_back(row("m2", "Skolan", "f2", "Klassrumsbesök om lag och rätt. Besöken läggs på höstterminen.",
                         "En gång om året i årskurs 6–9", "Polisen", {visits}));
    d.plan.push_back(
        row("m3", "Fritid", "f2", "Besöka platser där unga samlas", "Vid behov", "Fritidsgården", {vague}));
    d.plan.push_back(row("m4", "Trygghet", std::nullopt, "Trygghetsvandring med boende", "2 gånger per år", "Kommunen",
                         {counted(2, rd::duration{1, 'Y'}, "2 gånger per år")}));
    d.plan.push_back(row("m5", "Trygghet", std::nullopt, "Kameraövervakning på torget prövas", "1 gång per månad",
                         "Kommunen", {counted(1, rd::duration{1, 'M'}, "1 gång per månad")}));
}

core::log_entry entry(std::int64_t n, std::string owner, base::date on, double amount) {
    core::log_entry e;
    e.row = n;
    e.id = "00000000-0000-4000-8000-0000000000" + std::string{n < 10 ? "0" : ""} + std::to_string(n);
    e.owner = std::move(owner);
    e.done_on = on;
    e.amount.low = e.amount.high = amount;
    e.by = "command line";
    return e;
}

void add_log(core::pledge_file& f) {
    constexpr std::array monthly{11, 12, 10, 14, 13, 10, 6, 12, 11, 4};
    std::int64_t n = 0;
    for (unsigned m = 1; m <= monthly.size(); ++m)
        f.log.push_back(entry(++n, "m1", make_date(2021, m, 12), monthly[m - 1]));
    for (const auto* grade : {"6", "7"}) {
        f.log.push_back(entry(++n, "m2", make_date(2021, 9, 20), 1));
        f.log.back().subject = grade;
    }
    f.log.push_back(entry(++n, "m3", make_date(2021, 5, 3), 3));
    f.log.push_back(entry(++n, "m4", make_date(2021, 4, 21), 2));
    f.log.back().place = "Norra byn";
    f.log.back().detail_visibility = core::visibility::open;
    auto wrong = entry(++n, "m4", make_date(2021, 6, 2), 3);
    auto right = entry(++n, "m4", make_date(2021, 6, 2), 1);
    right.kind = core::entry_kind::correction;
    right.names = wrong.id;
    f.log.push_back(wrong);
    f.log.push_back(right);
    f.log.push_back(entry(++n, "feedback", make_date(2020, 12, 18), 1));
    f.log.back().channel = rd::channel::household_paper;
    f.log.back().link = "https://example.se/byabladet";
}

core::window_result window(base::date from, base::date to, double required, double done, core::window_state state) {
    core::window_result w;
    w.from = from;
    w.to = to;
    w.required = required;
    w.done.low = w.done.high = done;
    w.state = state;
    return w;
}

core::owner_state owner(std::string id, core::standing standing, core::verdict verdict, std::string key,
                        std::vector<base::message::argument> arguments) {
    core::owner_state s;
    s.owner = std::move(id);
    s.standing = standing;
    s.verdict = verdict;
    s.sentence = {std::move(key), std::move(arguments)};
    return s;
}

core::reading_state monthly_controls() {
    constexpr std::array done{11, 12, 10, 14, 13, 10, 6, 12, 11, 4, 0, 0};
    core::reading_state r;
    for (int year : {2020, 2021}) {
        for (unsigned m = 1; m <= 12; ++m) {
            const auto from = make_date(year, m, 1);
            auto w = window(from, base::last_of_month(from), 10, year == 2020 ? 10 + m % 3 : done[m - 1],
                            core::window_state::met);
            if (year == 2021 && m == 7) w.state = core::window_state::missed;
            if (year == 2021 && m == 10) {
                w.state = core::window_state::open;
                w.pace = core::pace::behind;
            }
            if (year == 2021 && m > 10) w.state = core::window_state::not_due;
            if (year == 2020 && m == 5) {
                w.state = core::window_state::uncertain;
                w.done.low = 8;
                w.done.high = 12;
            }
            r.windows.push_back(w);
        }
    }
    r.arithmetic = {{"web.no_number", {}}};
    return r;
}

core::reading_state grades() {
    core::reading_state r;
    for (std::int16_t i = 0; i < 4; ++i) {
        auto w = window(make_date(2021, 1, 1), make_date(2021, 12, 31), 1, i < 2 ? 1 : 0,
                        i < 2 ? core::window_state::met : core::window_state::open);
        w.subject = i;
        r.windows.push_back(w);
    }
    return r;
}

} // namespace

core::pledge_file example_pledge() {
    core::pledge_file f;
    f.id = 1;
    f.slug = "fjallby-2020";
    f.status = core::status::published;
    f.invented = true;
    auto& d = f.document;
    d.title = "Medborgarlöfte för Fjällby 2020–2022";
    d.valid.from = make_date(2020, 1, 1);
    d.decided = make_date(2019, 12, 10);
    d.references = {{"KS 2019-114", std::nullopt}};
    d.parties = {{"Fjällby kommun", rd::party_kind::municipality, std::nullopt, rd::party_role::signatory,
                  rd::contact{"Säkerhetssamordnare", "sakerhet@fjallby.example", "0900-123 45"}},
                 {"Polisen", rd::party_kind::police, std::nullopt, rd::party_role::signatory, std::nullopt}};
    d.basis = {{rd::basis_kind::resident_dialogue, 2019}, {rd::basis_kind::web_survey, std::nullopt}};
    d.aims = {"Fler ska känna sig trygga", "Färre ska köra för fort"};
    add_areas(d);
    add_plan(d);
    d.feedback.text = "Invånarna får veta hur det gick en gång om året.";
    d.feedback.channels = {rd::channel::municipality_website, rd::channel::household_paper};
    d.feedback.readings = {counted(1, rd::duration{1, 'Y'}, "en gång om året")};
    d.follow_up.text = "Parterna ses varje kvartal.";
    rd::question period{
        rd::question_code::period_conflict, "/valid", "Titeln säger till 2022, texten till 2023.", {}, {}};
    period.options = {{"till 2022", rd::validity{d.valid.from, make_date(2022, 12, 31), false, false}},
                      {"till 2023", rd::validity{d.valid.from, make_date(2023, 12, 31), false, false}}};
    d.questions = {period,
                   {rd::question_code::plan_area_unlinked,
                    "/plan/3",
                    "Området ”Trygghet” i planen är inget av fokusområdena.",
                    {},
                    {}}};
    f.approvals = {{"Fjällby kommun", "Kommunstyrelsens ordförande", make_date(2019, 12, 10)}};
    add_log(f);
    f.reasons = {{"m1", make_date(2021, 7, 1), core::reason_code::resources,
                  "Två av tre poliser var utlånade till en annan ort.", "Gruppchef", make_date(2021, 8, 9)}};
    return f;
}

core::document_state example_state(const core::pledge_file& file, base::date day) {
    core::document_state s;
    s.as_of = day;
    s.validity_in_dispute = true;
    auto controls = owner("m1", core::standing::missed, core::verdict::ongoing, "web.window_spoken",
                          {{"when", base::message{"web.whole_period", {}}},
                           {"done", std::int64_t{8}},
                           {"required", std::int64_t{9}},
                           {"state", base::message{"web.window_open", {}}}});
    controls.readings = {monthly_controls()};
    controls.reasons = file.reasons;
    controls.entries = 10;
    auto visits = owner("m2", core::standing::behind, core::verdict::ongoing, "web.no_number", {});
    visits.readings = {grades()};
    visits.entries = 2;
    auto vague = owner("m3", core::standing::cannot_be_judged, core::verdict::cannot_be_judged, "web.no_number", {});
    vague.readings = {core::reading_state{}};
    vague.entries = 1;
    auto walks = owner("m4", core::standing::done, core::verdict::ongoing, "web.window_met", {});
    walks.readings = {core::reading_state{}};
    for (const int year : {2020, 2021, 2022}) {
        const auto state = year == 2020   ? core::window_state::missed
                           : year == 2021 ? core::window_state::met
                                          : core::window_state::not_due;
        walks.readings[0].windows.push_back(
            window(make_date(year, 1, 1), make_date(year, 12, 31), 2, year == 2021 ? 3 : 0, state));
    }
    walks.entries = 3;
    auto feedback = owner("feedback", core::standing::keeping, core::verdict::ongoing, "web.window_open", {});
    feedback.readings = {core::reading_state{}};
    feedback.readings[0].windows = {
        window(make_date(2020, 1, 1), make_date(2020, 12, 31), 1, 1, core::window_state::met),
        window(make_date(2021, 1, 1), make_date(2021, 12, 31), 1, 0, core::window_state::open)};
    s.owners = {controls, visits, vague, walks, feedback};
    return s;
}

core::pledge_summary summary_of(const core::pledge_file& file) {
    core::pledge_summary s;
    s.slug = file.slug;
    s.title = file.document.title;
    s.parties = file.document.parties;
    s.valid = file.document.valid;
    s.invented = file.invented;
    s.shown_from = make_date(2021, 10, 14);
    for (const auto& a : file.document.focus_areas)
        s.focus_areas.push_back(a.name.value_or(""));
    return s;
}

} // namespace support
