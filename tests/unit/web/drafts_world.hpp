#pragma once

#include "people_world.hpp"

#include "store/draft.hpp"

#include <string>
#include <string_view>

inline constexpr std::string_view document =
    "Medborgarlöfte 2022–2023\n\nFjällby kommun och Polisen i Fjällby\n\nPrioriterade områden\n\nTorget\n\n"
    "Kommunen och polisen ska genomföra minst två trygghetsvandringar per år.\n\n"
    "Polisen ska synas på torget när det behövs.\n";

inline std::string encoded(std::string_view text) {
    std::string all;
    for (const char raw : text)
        all += fmt::format("%{:02X}", static_cast<unsigned char>(raw));
    return all;
}

// A document brought in by the municipality, and those who change and approve it.
class drafts_world : public people_world {
  protected:
    void SetUp() override {
        people_world::SetUp();
        anna = browser_of(person("anna@fjallby.example", core::holder::coordinator));
        chief = browser_of(person("chef@fjallby.example", core::holder::approver));
        officer = browser_of(person("polis@polisen.example", core::holder::coordinator, false, police));
        police_chief = browser_of(person("lpo@polisen.example", core::holder::approver, false, police));
    }
    std::string organisation(core::organisation_id id) { return fmt::format("&organisation={}", id.value); }

    // A draft brought in as text by the municipality's coordinator: its address.
    std::string brought() {
        const auto r = send("/utkast", anna, "gor=las&text=" + encoded(document) + organisation(municipality));
        EXPECT_EQ(r.status, 303) << body(r);
        const auto path = header_of(r, "Location");
        // A made-up municipality is on no list that the reader knows.
        save(path, "parties",
             "party0.name=" + encoded("Fjällby kommun") + "&party0.kind=municipality&party0.role=signatory" +
                 "&party1.name=Polisen&party1.kind=police&party1.role=signatory");
        EXPECT_TRUE(holds(at(path, anna), "action=\"" + path + "/part\""));
        send(path + "/part", anna, "party=Polisen" + organisation(police));
        EXPECT_FALSE(holds(at(path, anna), "action=\"" + path + "/part\""));
        return path;
    }
    http::response at(const std::string& path, const http::fields& browser) { return w.get(path, {}, browser); }
    core::draft draft(const std::string& path) {
        auto reader = w.database->read();
        return store::find_draft(reader, path.substr(path.rfind('/') + 1)).value();
    }
    http::response state(const std::string& path, const http::fields& browser, const std::string& what) {
        return send(path + "/lage", browser, fmt::format("version={}&gor={}", draft(path).version, what));
    }
    http::response approve(const std::string& path, const http::fields& browser, const std::string& party,
                           const std::string& digest) {
        return send(path + "/godkann", browser, "party=" + encoded(party) + "&digest=" + digest);
    }
    http::response save(const std::string& path, const std::string& part, const std::string& fields, int version = 0) {
        const auto seen = version == 0 ? draft(path).version : version;
        return send(path + "/del/" + part, anna, fmt::format("version={}&gor=spara&{}", seen, fields));
    }

    http::fields anna, chief, officer, police_chief;
};
