#include "area.hpp"

#include "country.hpp"
#include "store/account.hpp"
#include "store/draft.hpp"
#include "store/party.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace bench {
namespace {

constexpr int municipalities_of_the_country = 290, years = 10;
// Each transaction is waited for: one for every pledge would measure the disk.
constexpr int pledges_a_transaction = 100;

// So that there is something on the board: of every third row nothing was done in March, nor lately.
constexpr base::days slips{62};
bool is_slipping(const std::string& owner) { return std::stoi(owner.substr(1)) % 3 == 0; } // "m3"

support::country_shape shape_of(int pledges, int entries) {
    support::country_shape s;
    s.municipalities = std::max(pledges, 1);
    s.entries = entries;
    s.years = years;
    return s;
}

core::pledge_file pledge_of(const support::country_shape& shape, int k, int municipality, const area_shape& area) {
    auto made = support::make_pledge(shape, k);
    core::pledge_file file;
    file.status = core::status::published;
    file.document = std::move(made.document);
    file.document.parties[0].name = fmt::format("Kommun {}", municipality);
    file.document.parties[0].code = fmt::format("{:04}", municipality);
    const auto from = *file.document.valid.from;
    const auto span = (*file.document.valid.to - from).count() + 1, logged = (area.logged_until - from).count() + 1;
    const auto slips_from = area.logged_until - slips;
    for (auto& e : made.log) {
        e.done_on = from + base::days{(e.done_on - from).count() * logged / span};
        const bool slipped = e.done_on > slips_from || base::month_of(e.done_on) == 3;
        if (slipped && is_slipping(e.owner)) e.done_on = std::max(from, e.done_on - slips);
    }
    file.log = std::move(made.log);
    return file;
}

} // namespace

made_area fill(db::database& database, const area_shape& area) {
    const int own = area.municipalities * area.plans_each, others = area.pledges - own;
    made_area made;
    core::organisation_id police, elsewhere;
    database.write([&](db::transaction& t) {
        elsewhere = store::add_organisation(t, core::organisation_named("Kommunen bortom fjället"), "x");
        police = store::add_organisation(t, core::organisation_named("Polisen i Fjällområdet"), "x");
        made.account = store::add_account(t, "anna@polisen.example", "områdeschef", "sv", "x");
        store::add_membership(t, made.account, police, core::holder::coordinator, "x");
    });
    const auto own_shape = shape_of(own, area.own_entries), other_shape = shape_of(others, area.other_entries);
    for (int k = 0; k < own; ++k) {
        const int municipality = k / area.plans_each + 1;
        auto file = pledge_of(own_shape, k, municipality, area);
        file.document.title = fmt::format("Medborgarlöfte {} för kommun {}", k % area.plans_each + 1, municipality);
        std::string slug;
        database.write([&](db::transaction& t) {
            slug = store::add_pledge(t, file).slug;
            store::link_party(t, slug, "Polisen", police, "x");
        });
        made.slugs.push_back(std::move(slug));
    }
    const int other_municipalities = municipalities_of_the_country - area.municipalities;
    for (int first = 0; first < others; first += pledges_a_transaction)
        database.write([&](db::transaction& t) {
            for (int k = first; k < std::min(first + pledges_a_transaction, others); ++k) {
                const int municipality = area.municipalities + 1 + k % other_municipalities;
                auto file = pledge_of(other_shape, k, municipality, area);
                file.document.title = fmt::format("Löfte {} för trygghet i kommunen", k + 1);
                store::add_pledge(t, file);
                if (area.drafts_every > 0 && k % area.drafts_every == 0)
                    store::add_draft(t, {std::move(file.document), std::nullopt, elsewhere}, "x");
            }
        });
    return made;
}

} // namespace bench
