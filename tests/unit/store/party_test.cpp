#include "fixture.hpp"

#include "store/account.hpp"
#include "store/audit.hpp"
#include "store/party.hpp"

#include <functional>

namespace {

class parties : public in_store {
  protected:
    void SetUp() override {
        in_store::SetUp();
        if (!database) return;
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Norsjös kommun"), "x"); // by its code
            police = store::add_organisation(t, core::organisation_named("Polisen i Norsjö"), "x");
        });
        publish("norsjo-2024", {{"Norsjö kommun", reading::party_kind::municipality, "2417", {}, {}},
                                {"Lokalpolisområdet", reading::party_kind::police, {}, {}, {}}});
        publish("annan-2024", {{"Malå kommun", reading::party_kind::municipality, "2418", {}, {}},
                               {"Polisen i Norsjö", reading::party_kind::police, {}, {}, {}}});
    }
    void write(const std::function<void(db::transaction&)>& work) { database->write(work); }
    void publish(const std::string& slug, std::vector<reading::party> all) {
        core::pledge_file file;
        file.slug = slug;
        file.status = core::status::published;
        file.document.title = slug;
        file.document.valid.from = base::make_date(2024, 1, 1);
        file.document.parties = std::move(all);
        add(file);
    }
    std::string of(core::organisation_id organisation) {
        auto r = database->read();
        std::string all;
        for (const auto& p : store::parties_of_organisation(r, organisation))
            all += p.slug + "/" + p.party + (p.is_linked ? "! " : " ");
        return all;
    }
    std::string of_nobody(reading::party_kind kind) {
        auto r = database->read();
        std::string all;
        for (const auto& p : store::parties_of_nobody(r, kind))
            all += p.slug + "/" + p.party + " ";
        return all;
    }

    core::organisation_id municipality, police;
};

TEST_P(parties, are_an_organisations_by_code_and_by_name) {
    EXPECT_EQ(of(municipality), "norsjo-2024/Norsjö kommun ");
    EXPECT_EQ(of(police), "annan-2024/Polisen i Norsjö ");
    EXPECT_EQ(of_nobody(reading::party_kind::police), "norsjo-2024/Lokalpolisområdet ");
    EXPECT_EQ(of_nobody(reading::party_kind::municipality), "annan-2024/Malå kommun ");
}

TEST_P(parties, are_an_organisations_because_somebody_said_so) {
    write([&](db::transaction& t) {
        EXPECT_TRUE(store::link_party(t, "norsjo-2024", "Lokalpolisområdet", police, "konto 1"));
        EXPECT_FALSE(store::link_party(t, "norsjo-2024", "Lokalpolisområdet", municipality, "konto 1"))
            << "it is taken";
        EXPECT_FALSE(store::link_party(t, "norsjo-2024", "Nämnden", police, "konto 1"));
        EXPECT_FALSE(store::link_party(t, "finns-inte", "Lokalpolisområdet", police, "konto 1"));
    });
    EXPECT_EQ(of(police), "annan-2024/Polisen i Norsjö norsjo-2024/Lokalpolisområdet! ");
    EXPECT_EQ(of(municipality), "norsjo-2024/Norsjö kommun ");
    EXPECT_EQ(of_nobody(reading::party_kind::police), "");
    write([&](db::transaction& t) {
        EXPECT_FALSE(store::unlink_party(t, "norsjo-2024", "Lokalpolisområdet", municipality, "konto 1"));
        EXPECT_TRUE(store::unlink_party(t, "norsjo-2024", "Lokalpolisområdet", police, "konto 1"));
        EXPECT_FALSE(store::unlink_party(t, "norsjo-2024", "Lokalpolisområdet", police, "konto 1"));
    });
    EXPECT_EQ(of(police), "annan-2024/Polisen i Norsjö ");
    auto r = database->read();
    EXPECT_TRUE(store::verify_audit(r).faults.empty());
}

TEST_P(parties, of_drafts_are_nobodys_to_log_for) {
    core::pledge_file draft;
    draft.slug = "utkast";
    draft.document.title = "utkast";
    draft.document.parties = {{"Norsjö kommun", reading::party_kind::municipality, "2417", {}, {}}};
    add(draft);
    EXPECT_EQ(of(municipality), "norsjo-2024/Norsjö kommun ");
}

ON_BOTH_ENGINES(parties);

} // namespace
