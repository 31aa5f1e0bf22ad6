#pragma once

#include "site_world.hpp"

#include "core/account.hpp"
#include "store/account.hpp"
#include "store/one_time_code.hpp"
#include "store/party.hpp"
#include "store/password.hpp"
#include "store/session.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

inline constexpr std::string_view right = "korrekt häst batteri";
inline constexpr std::string_view right_sent = "korrekt+h%C3%A4st+batteri";

inline std::string header_of(const http::response& r, std::string_view name) {
    for (const auto& [own, value] : r.headers)
        if (own == name) return value;
    return {};
}

inline std::string cookie_of(const http::response& r) {
    for (const auto& [own, value] : r.headers)
        if (own == "Set-Cookie" && value.starts_with("__Host-lofte=")) return value.substr(0, value.find(';'));
    return {};
}

inline std::string form_secret(const http::response& page) {
    const auto html = body(page);
    constexpr std::string_view before = "name=\"nyckel\" value=\"";
    const auto at = html.find(before);
    return at == html.npos ? std::string{} : html.substr(at + before.size(), 64);
}

// A site with a municipality and its police, and people who work there.
class people_world : public ::testing::Test {
  protected:
    void SetUp() override {
        write([&](db::transaction& t) {
            municipality = store::add_organisation(t, core::organisation_named("Fjällby kommun"), "x");
            police = store::add_organisation(t, core::organisation_named("Polisen i Fjällby"), "x");
        });
    }
    void write(const std::function<void(db::transaction&)>& work) { w.database->write(work); }

    core::account_id person(const std::string& mail, std::optional<core::holder> role = {}, bool with_code = false,
                            std::optional<core::organisation_id> in = {}) {
        static const auto hash = store::password_hash(right);
        core::account_id id;
        write([&](db::transaction& t) {
            id = store::add_account(t, mail, "handläggare", "sv", "x");
            store::set_password(t, id, hash, "x");
            if (role) store::add_membership(t, id, in.value_or(municipality), *role, "x");
            if (with_code) {
                store::lay_up_second_factor(t, id, secret);
                codes = store::confirm_second_factor(t, id, 1, "x");
            }
        });
        return id;
    }
    // The headers of a browser that is signed in as this account.
    http::fields browser_of(core::account_id id, bool whole = true) {
        std::string session;
        write([&](db::transaction& t) { session = store::open_session(t, id, "", whole, w.clock.now()); });
        return {{"cookie", "__Host-lofte=" + session}, {"host", "lofte.example"}};
    }
    std::string key_of(const http::fields& browser) { return form_secret(w.get("/konto", {}, browser)); }
    http::response send(const std::string& path, const http::fields& browser, const std::string& form) {
        return w.post(path, form + "&nyckel=" + key_of(browser), browser);
    }
    http::response sign_in(const std::string& mail, std::string_view password, http::fields headers = {}) {
        return w.post("/konto/logga-in", fmt::format("mail={}&password={}", mail, password), std::move(headers));
    }
    std::string code_now() const {
        char code[7] = {};
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(w.clock.now().time_since_epoch()).count();
        oath_totp_generate(secret.data(), secret.size(), static_cast<std::time_t>(seconds), 30, 0, 6, code);
        return code;
    }

    site_world w;
    core::organisation_id municipality, police;
    const std::string secret = "12345678901234567890";
    std::vector<std::string> codes;
};
