#include "oidc/provider.hpp"

#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

namespace oidc {
namespace {

using nlohmann::json;

// What is wrong first, and where. Reading goes on with empty values, and nobody sees them.
class reader {
  public:
    const std::optional<base::problem>& wrong() const { return wrong_; }

    void refuse(const std::string& at, std::string key, std::vector<base::message::argument> arguments = {}) {
        if (!wrong_) wrong_ = base::problem{base::problem_kind::invalid, {std::move(key), std::move(arguments)}, at};
    }

    void known(const json& o, const std::string& at, std::initializer_list<std::string_view> names) {
        if (!o.is_object()) return refuse(at, "provider.object");
        for (const auto& [name, value] : o.items())
            if (std::find(names.begin(), names.end(), name) == names.end())
                refuse(below(at, name), "provider.unknown", {{"name", name}});
    }

    std::string text(const json& o, const std::string& at, const char* name, bool required = true) {
        const auto found = o.find(name);
        if (found == o.end()) {
            if (required) refuse(below(at, name), "provider.missing", {{"name", std::string{name}}});
            return {};
        }
        const bool fits = found->is_string() && !base::trimmed(found->get_ref<const std::string&>()).empty();
        if (!fits) refuse(below(at, name), "provider.text");
        return fits ? found->get<std::string>() : std::string{};
    }

    bool flag(const json& o, const std::string& at, const char* name) {
        const auto found = o.find(name);
        if (found == o.end()) return false;
        if (!found->is_boolean()) refuse(below(at, name), "provider.flag");
        return found->is_boolean() && found->get<bool>();
    }

    std::vector<std::string> texts(const json& o, const std::string& at, const char* name) {
        std::vector<std::string> all;
        const auto found = o.find(name);
        if (found == o.end()) return all;
        if (!found->is_array()) refuse(below(at, name), "provider.list");
        for (const auto& one : found->is_array() ? *found : json::array()) {
            if (!one.is_string())
                refuse(below(at, name), "provider.text");
            else
                all.push_back(one.get<std::string>());
        }
        return all;
    }

    static std::string below(const std::string& at, std::string_view name) {
        return at.empty() ? std::string{name} : fmt::format("{}.{}", at, name);
    }

  private:
    std::optional<base::problem> wrong_;
};

bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= 40 && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

rule read_rule(reader& r, const json& o, const std::string& at) {
    rule out;
    r.known(o, at, {"claim", "value", "role", "organisation"});
    if (!o.is_object()) return out;
    out.claim = r.text(o, at, "claim");
    out.value = r.text(o, at, "value");
    out.organisation = r.text(o, at, "organisation");
    const auto role_name = r.text(o, at, "role");
    if (const auto role = core::role_named(role_name))
        out.role = *role;
    else
        r.refuse(reader::below(at, "role"), "provider.role", {{"role", role_name}});
    return out;
}

std::string read_secret(reader& r, const json& o, const std::string& at, const secret_reader& secret) {
    const auto file = r.text(o, at, "client_secret_file", false);
    const auto variable = r.text(o, at, "client_secret_env", false);
    if (file.empty() && variable.empty()) return {};
    const auto place = file.empty() ? secret_place::environment : secret_place::file;
    const auto& name = file.empty() ? variable : file;
    const auto found = secret(place, name);
    const std::string text{found ? base::trimmed(*found) : std::string_view{}};
    if (text.empty())
        r.refuse(reader::below(at, file.empty() ? "client_secret_env" : "client_secret_file"), "provider.no_secret",
                 {{"name", name}});
    return text;
}

provider read_provider(reader& r, const json& o, const std::string& at, const secret_reader& secret) {
    provider p;
    r.known(o, at,
            {"id", "name", "issuer", "client_id", "client_secret_file", "client_secret_env", "scopes", "authorities",
             "allow_inside", "allow_loopback", "second_factor", "rules"});
    if (!o.is_object()) return p;
    p.id = r.text(o, at, "id");
    if (!is_id(p.id)) r.refuse(reader::below(at, "id"), "provider.id");
    p.name = r.text(o, at, "name");
    p.within = {.inside = r.flag(o, at, "allow_inside"), .loopback = r.flag(o, at, "allow_loopback")};
    p.issuer = r.text(o, at, "issuer");
    if (!fetch::is_askable(p.issuer, p.within) || p.issuer.find('?') != std::string::npos)
        r.refuse(reader::below(at, "issuer"), "provider.issuer", {{"issuer", p.issuer}});
    p.client_id = r.text(o, at, "client_id");
    p.client_secret = read_secret(r, o, at, secret);
    p.authorities = r.text(o, at, "authorities", false);
    p.scopes = r.texts(o, at, "scopes");
    if (p.scopes.empty()) p.scopes = {"openid", "email"};
    if (std::find(p.scopes.begin(), p.scopes.end(), "openid") == p.scopes.end())
        p.scopes.insert(p.scopes.begin(), "openid");
    if (const auto factor = o.find("second_factor"); factor != o.end()) {
        const auto below = reader::below(at, "second_factor");
        r.known(*factor, below, {"amr", "acr"});
        if (factor->is_object()) {
            p.amr = r.texts(*factor, below, "amr");
            p.acr = r.texts(*factor, below, "acr");
        }
    }
    if (const auto rules = o.find("rules"); rules != o.end()) {
        const auto below = reader::below(at, "rules");
        if (!rules->is_array()) r.refuse(below, "provider.list");
        for (std::size_t i = 0; rules->is_array() && i < rules->size(); ++i)
            p.rules.push_back(read_rule(r, (*rules)[i], fmt::format("{}[{}]", below, i)));
    }
    return p;
}

} // namespace

base::result<std::vector<provider>> parse_providers(std::string_view text, const secret_reader& secret) {
    json all;
    try {
        all = json::parse(text, nullptr, true, true);
    } catch (const json::parse_error& e) {
        const auto upto = text.substr(0, std::min(e.byte, text.size()));
        const std::int64_t line = 1 + std::count(upto.begin(), upto.end(), '\n');
        return base::fail(base::problem_kind::invalid, {"provider.json", {{"line", line}}});
    }
    reader r;
    std::vector<provider> out;
    r.known(all, "", {"providers"});
    const auto list = all.is_object() ? all.find("providers") : all.end();
    if (!all.is_object() || list == all.end() || !list->is_array()) {
        r.refuse("providers", "provider.list");
        return tl::unexpected{*r.wrong()};
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto at = fmt::format("providers[{}]", i);
        auto one = read_provider(r, (*list)[i], at, secret);
        for (const auto& before : out) {
            if (before.id == one.id) r.refuse(at + ".id", "provider.twice", {{"name", one.id}});
            if (before.issuer == one.issuer) r.refuse(at + ".issuer", "provider.twice", {{"name", one.issuer}});
        }
        out.push_back(std::move(one));
    }
    if (r.wrong()) return tl::unexpected{*r.wrong()};
    return out;
}

} // namespace oidc
