#include "app/providers.hpp"

#include "app/commands.hpp"
#include "app/data.hpp"
#include "oidc/relying_party.hpp"
#include "store/account.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <system_error>

namespace app {
namespace {

std::optional<std::string> secret_of(oidc::secret_place place, const std::string& name) {
    if (place == oidc::secret_place::environment) {
        const char* const set = std::getenv(name.c_str());
        return set ? std::optional<std::string>{set} : std::nullopt;
    }
    auto bytes = read_bytes(name);
    return bytes ? std::optional{*std::move(bytes)} : std::nullopt;
}

void print(program& p, db::database& database, const oidc::provider& one) {
    p.out << fmt::format("{}  {}  {}\n", one.id, one.name, one.issuer);
    auto reader = database.read();
    for (const auto& r : one.rules) {
        p.out << fmt::format("  {} = {}  {} ({})\n", r.claim, r.value, r.organisation, core::name(r.role));
        if (!store::find_organisation(reader, r.organisation))
            warn(p, {"app.provider_no_organisation", {{"organisation", r.organisation}}});
    }
}

} // namespace

base::result<std::vector<oidc::provider>> read_providers(const data_place& data, const std::string& file) {
    auto path = file;
    if (path.empty()) {
        const auto usual = std::filesystem::path{data.folder} / "providers.json";
        std::error_code failed;
        if (!std::filesystem::exists(usual, failed)) return std::vector<oidc::provider>{};
        path = usual.string();
    }
    const auto text = read_bytes(path);
    if (!text) return tl::unexpected{text.error()};
    auto all = oidc::parse_providers(*text, secret_of);
    if (!all) {
        auto problem = all.error();
        problem.field = problem.field.empty() ? path : path + ", " + problem.field;
        return tl::unexpected{std::move(problem)};
    }
    return all;
}

int provider_list(program& p, const data_place& data, const std::string& file, bool try_them) {
    auto all = read_providers(data, file);
    if (!all) return report(p, all.error());
    const auto database = open_data(p, data);
    const oidc::relying_parties parties{*std::move(all)};
    int code = done;
    for (const auto& one : parties.all()) {
        print(p, *database, one->with());
        if (!try_them) continue;
        const auto keys = one->try_out();
        if (keys)
            warn(p, {"app.provider_answers", {{"provider", one->with().id}, {"n", static_cast<std::int64_t>(*keys)}}});
        else {
            warn(p, {"app.provider_away", {{"provider", one->with().id}, {"why", keys.error().detail}}});
            code = answer_is_no;
        }
    }
    if (parties.all().empty()) warn(p, {"app.no_providers", {}});
    return code;
}

} // namespace app
