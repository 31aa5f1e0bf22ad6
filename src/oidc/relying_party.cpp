#include "oidc/relying_party.hpp"

#include "oidc/metadata.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <mutex>
#include <optional>
#include <semaphore>

namespace oidc {
namespace {

using nlohmann::json;
using std::chrono::seconds;

constexpr seconds metadata_lasts = std::chrono::hours{1}, metadata_at_most = std::chrono::hours{24};
constexpr seconds keys_last = std::chrono::minutes{15}, keys_again{60};
constexpr seconds away_lasts{10}; // who does not answer is not asked again at once
constexpr int at_once = 3;
constexpr seconds longest_wait{2};

std::string encoded(std::string_view text) {
    std::string out;
    for (const unsigned char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain)
            out += static_cast<char>(c);
        else
            out += fmt::format("%{:02X}", c);
    }
    return out;
}

tl::unexpected<failure> failed(failure_kind kind, std::string detail) {
    return tl::unexpected<failure>{failure{kind, std::move(detail)}};
}

// A word that a provider may say in an error, or nothing: it stands in the log.
std::string error_word(const std::string& body) {
    const auto answer = json::parse(body, nullptr, false);
    if (!answer.is_object() || !answer.contains("error") || !answer["error"].is_string()) return "no reason";
    const auto word = answer["error"].get<std::string>();
    const bool plain = word.size() <= 40 &&
                       std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    return plain ? word : "no reason";
}

} // namespace

struct relying_party::parts {
    provider with;
    std::function<instant()> now;

    std::mutex kept_mutex; // over all below
    std::optional<metadata> said;
    std::optional<instant> said_at, away_at;
    std::shared_ptr<const key_set> keys; // owned here, and by whoever verifies with it while it is replaced
    std::optional<instant> keys_at, keys_tried_at;

    std::mutex asking_mutex; // one at a time asks for what is then kept
    std::counting_semaphore<at_once> turns{at_once};

    class turn {
      public:
        explicit turn(parts& p) : of_{p}, has_{p.turns.try_acquire_for(longest_wait)} {}
        ~turn() {
            if (has_) of_.turns.release();
        }
        turn(const turn&) = delete;
        turn& operator=(const turn&) = delete;
        explicit operator bool() const { return has_; }

      private:
        parts& of_;
        bool has_;
    };

    fetch::call call_to(std::string url) const {
        return {
            .url = std::move(url), .user = {}, .password = {}, .authorities = with.authorities, .within = with.within};
    }

    bool is_within(const std::optional<instant>& at, seconds lasts) const { return at && now() - *at < lasts; }

    // What is kept, where it is good enough.
    std::optional<metadata> kept(seconds lasts) {
        const std::scoped_lock lock{kept_mutex};
        return is_within(said_at, lasts) ? said : std::nullopt;
    }

    outcome<metadata> get_metadata() {
        if (auto known = kept(metadata_lasts)) return *std::move(known);
        const turn mine{*this};
        if (!mine) return failed(failure_kind::busy, "discovery");
        const std::scoped_lock lock{asking_mutex};
        if (auto known = kept(metadata_lasts)) return *std::move(known);
        auto got = [&]() -> outcome<metadata> {
            {
                const std::scoped_lock kept_lock{kept_mutex};
                if (is_within(away_at, away_lasts)) return failed(failure_kind::away, "discovery just_failed");
            }
            const auto answer = fetch::ask(call_to(discovery_address(with.issuer)));
            if (!answer) return failed(failure_kind::away, fmt::format("discovery {}", fetch::name(answer.error())));
            if (answer->status != 200) return failed(failure_kind::away, fmt::format("discovery {}", answer->status));
            auto read = parse_metadata(answer->body, with);
            if (!read) return failed(failure_kind::away, "discovery " + read.error());
            return *std::move(read);
        }();
        const std::scoped_lock kept_lock{kept_mutex};
        if (got) {
            said = *got;
            said_at = now();
            away_at.reset();
            return got;
        }
        if (!is_within(away_at, away_lasts)) away_at = now();
        if (is_within(said_at, metadata_at_most)) return *said;
        return got;
    }

    // The keys that are kept, or new ones where those are old, or lack the one that a token names.
    outcome<std::shared_ptr<const key_set>> get_keys(const metadata& of, bool lacks_one) {
        const auto good_enough = [&]() -> std::shared_ptr<const key_set> {
            const std::scoped_lock lock{kept_mutex};
            if (!keys) return nullptr;
            const bool may_ask = !is_within(keys_tried_at, keys_again);
            if (lacks_one) return may_ask ? nullptr : keys;
            return is_within(keys_at, keys_last) || !may_ask ? keys : nullptr;
        };
        if (auto known = good_enough()) return known;
        const std::scoped_lock lock{asking_mutex};
        if (auto known = good_enough()) return known;
        {
            const std::scoped_lock kept_lock{kept_mutex};
            if (!keys && is_within(keys_tried_at, away_lasts)) return failed(failure_kind::away, "keys just_failed");
            keys_tried_at = now();
        }
        const auto answer = fetch::ask(call_to(of.jwks));
        const auto read = answer && answer->status == 200 ? key_set::parse(answer->body) : std::nullopt;
        const std::scoped_lock kept_lock{kept_mutex};
        if (read && read->size() > 0) {
            keys = std::make_shared<const key_set>(*read);
            keys_at = now();
            return keys;
        }
        if (is_within(keys_at, metadata_at_most)) return keys;
        return failed(failure_kind::away, !answer ? fmt::format("keys {}", fetch::name(answer.error()))
                                                  : fmt::format("keys {} unreadable", answer->status));
    }

    outcome<std::string> id_token(const metadata& of, const std::string& code, const flow& f,
                                  const std::string& redirect_uri) const {
        auto call = call_to(of.token);
        call.form = {{"grant_type", "authorization_code"},
                     {"code", code},
                     {"redirect_uri", redirect_uri},
                     {"code_verifier", f.verifier}};
        if (!with.client_secret.empty() && of.takes_basic) {
            // Both parts are form-encoded first (RFC 6749, 2.3.1). Some providers do not decode them: glewlwyd refuses
            // a secret of other than letters, digits, - . _ then.
            call.user = encoded(with.client_id);
            call.password = encoded(with.client_secret);
        } else {
            call.form->emplace_back("client_id", with.client_id);
            if (!with.client_secret.empty()) call.form->emplace_back("client_secret", with.client_secret);
        }
        const auto answer = fetch::ask(call);
        if (!answer) return failed(failure_kind::away, fmt::format("token {}", fetch::name(answer.error())));
        if (answer->status == 400 || answer->status == 401 || answer->status == 403)
            return failed(failure_kind::refused, fmt::format("token {} {}", answer->status, error_word(answer->body)));
        if (answer->status != 200) return failed(failure_kind::away, fmt::format("token {}", answer->status));
        const auto body = json::parse(answer->body, nullptr, false);
        if (!body.is_object() || !body.contains("id_token") || !body["id_token"].is_string())
            return failed(failure_kind::token, "no id_token");
        return body["id_token"].get<std::string>();
    }
};

relying_party::relying_party(provider p, std::function<instant()> now) : parts_{std::make_unique<parts>()} {
    parts_->with = std::move(p);
    parts_->now = std::move(now);
}
relying_party::~relying_party() = default;

const provider& relying_party::with() const { return parts_->with; }

outcome<std::string> relying_party::authorization_address(const flow& f, const std::string& redirect_uri) {
    const auto of = parts_->get_metadata();
    if (!of) return tl::unexpected{of.error()};
    std::vector<std::pair<std::string_view, std::string>> parameters{
        {"response_type", "code"},
        {"client_id", with().client_id},
        {"redirect_uri", redirect_uri},
        {"scope", fmt::format("{}", fmt::join(with().scopes, " "))},
        {"state", f.state},
        {"nonce", f.nonce},
        {"code_challenge", f.challenge},
        {"code_challenge_method", "S256"},
    };
    if (!with().acr.empty()) parameters.emplace_back("acr_values", fmt::format("{}", fmt::join(with().acr, " ")));
    auto address = of->authorization;
    address += address.find('?') == address.npos ? '?' : '&';
    for (const auto& [name, value] : parameters)
        address.append(name).append("=").append(encoded(value)).append("&");
    address.pop_back();
    return address;
}

bool relying_party::is_answer_from_it(std::optional<std::string_view> issuer) {
    if (issuer) return *issuer == with().issuer;
    const auto of = parts_->get_metadata();
    return !of || !of->names_itself; // where it does not answer, nothing is believed later
}

outcome<identity> relying_party::redeem(const std::string& code, const flow& f, const std::string& redirect_uri,
                                        std::chrono::sys_seconds now) {
    const auto of = parts_->get_metadata();
    if (!of) return tl::unexpected{of.error()};
    const parts::turn mine{*parts_};
    if (!mine) return failed(failure_kind::busy, "token");
    const auto token = parts_->id_token(*of, code, f, redirect_uri);
    if (!token) return tl::unexpected{token.error()};
    const expectation expected{with().issuer, with().client_id, f.nonce, now};
    for (const bool lacks_one : {false, true}) {
        const auto keys = parts_->get_keys(*of, lacks_one);
        if (!keys) return tl::unexpected{keys.error()};
        auto who = verify(*token, **keys, expected);
        if (who) return *std::move(who);
        if (lacks_one || who.error() != token_fault::unknown_key)
            return failed(failure_kind::token, std::string{name(who.error())});
    }
    return failed(failure_kind::token, std::string{name(token_fault::unknown_key)});
}

outcome<std::size_t> relying_party::try_out() {
    const auto of = parts_->get_metadata();
    if (!of) return tl::unexpected{of.error()};
    const auto keys = parts_->get_keys(*of, false);
    if (!keys) return tl::unexpected{keys.error()};
    return (*keys)->size();
}

relying_parties::relying_parties(std::vector<provider> all) {
    for (auto& one : all)
        all_.push_back(std::make_unique<relying_party>(std::move(one)));
}

relying_party* relying_parties::find(std::string_view id) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const auto& p) { return p->with().id == id; });
    return found == all_.end() ? nullptr : found->get();
}

} // namespace oidc
